"""Copy-fitting: breaks a text into lines and sets it as large as it fits, as a subeditor does with a headline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from magazine.content.hyphenation import syllables
from magazine.publishing.font import Font

_DASHES = "-‐–/"
_LEAST = 4  # letters of a word, at least, before and behind a hyphen
_PARTED = 0.25  # the badness of a parted word; that of a line is the square of the share of it that is empty


@dataclass(frozen=True, slots=True)
class TextBox:
    """Where a text goes: its width and height in pixels, and the font sizes it may have, largest first.

    `leading` is the distance of lines in multiples of the font size. Words are parted only if the text would have to be
    smaller than `whole` otherwise.
    """

    width: int
    height: int
    sizes: Sequence[int]
    leading: float
    whole: int = 0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text in lines; `leading` is the distance of their base lines in pixels."""

    lines: tuple[str, ...]
    size: int
    leading: int


class _Parting(IntEnum):
    """Where words may be parted; tried in this order. A word with a dash of its own is parted there in any case."""

    NEVER = 0
    AT_SYLLABLES = 1
    ANYWHERE = 2


class _Break(NamedTuple):
    """Where a line may end, where the next one would start, and the hyphen between them."""

    end: int
    start: int
    hyphen: str


def fit(text: str, font: Font, text_box: TextBox, language: str) -> Fitted:
    """Return `text` in the largest size at which all of it fits; shortened if it fits at none."""
    words = [word for word in font.written(text).split(" ") if word]
    if not words:  # nothing but pictographs
        return Fitted((), text_box.sizes[0], 0)
    for parting in _Parting:
        breaks = list(_breaks(words, parting, language))
        for size in text_box.sizes:
            if parting is _Parting.NEVER and size < text_box.whole:
                break
            lines = _lines(" ".join(words), breaks, font, text_box.width / size)
            leading = round(size * text_box.leading)
            if lines and len(lines) * leading <= text_box.height:
                return Fitted(lines, size, leading)
    return fit(f"{text[: len(text) * 3 // 4].rstrip()}…", font, text_box, language)


def _lines(text: str, breaks: Sequence[_Break], font: Font, limit: float) -> tuple[str, ...]:
    """Return the fewest lines of at most `limit` font sizes; none if a part is too wide for any line.

    They are as equal in length as can be, with as few parted words as can be.
    """
    starts, hyphen_width = font.starts(text), font.width("-", 1)
    best: dict[int, tuple[int, float, tuple[str, ...]]] = {0: (0, 0.0, ())}  # by where the next line starts
    for each in breaks:
        found = []
        for start in reversed(best):
            width = starts[each.end] - starts[start] + (hyphen_width if each.hyphen else 0)
            if width > limit:
                break
            count, badness, lines = best[start]
            badness += (1 - width / limit) ** 2 + (_PARTED if each.hyphen else 0)
            found.append((count + 1, badness, (*lines, text[start : each.end] + each.hyphen)))
        if found:
            best[each.start] = min(found)
    return best[len(text) + 1][2] if len(text) + 1 in best else ()


def _breaks(words: Sequence[str], parting: _Parting, language: str) -> Iterator[_Break]:
    """Yield where lines may end, in order; the last one is the end of the text."""
    start = 0
    for word in words:
        for at, hyphen in _partings(word, parting, language):
            yield _Break(start + at, start + at, hyphen)
        end = start + len(word)
        start = end + 1
        yield _Break(end, start, "")


def _partings(word: str, parting: _Parting, language: str) -> Iterator[tuple[int, str]]:
    """Yield where `word` may be parted, and with which hyphen: none behind a hyphen or dash of its own."""
    starts = syllables(word, language) if parting is _Parting.AT_SYLLABLES else []
    for at in range(1, len(word)):
        if word[at - 1] in _DASHES and word[:at].strip(_DASHES):
            yield at, ""
        elif parting is _Parting.ANYWHERE or (at in starts and _LEAST <= at <= len(word) - _LEAST):
            yield at, "-"
