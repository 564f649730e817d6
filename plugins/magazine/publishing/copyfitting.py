"""Copyfitting: a text is broken into lines and set as large as it fits, as a subeditor does with a headline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from math import inf
from typing import NamedTuple

import pyphen

from magazine.publishing.font import Font

_DASHES = "-‐–/"
_LEAST = 4  # letters of a word that stand alone before or behind a hyphen
_PARTED = 0.25  # how bad a parted word is, in squares of the share of a line that is left empty


@dataclass(frozen=True, slots=True)
class TextBox:
    """Where a text goes: pixels, the sizes it may have, largest first, and the distance of lines in sizes.

    A word is parted only where the text would not reach the size `whole` otherwise.
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
        setting = _Setting(words, font, parting, language)
        for size in text_box.sizes:
            if parting is _Parting.NEVER and size < text_box.whole:
                break
            count = setting.count_lines(text_box.width / size)
            leading = round(size * text_box.leading)
            if count and count * leading <= text_box.height:
                return Fitted(setting.balanced(text_box.width / size, count), size, leading)
    return fit(f"{text[: len(text) * 3 // 4].rstrip()}…", font, text_box, language)


class _Setting:
    """A text that is to be broken into lines; widths are in sizes, so they hold for every one."""

    def __init__(self, words: Sequence[str], font: Font, parting: _Parting, language: str) -> None:
        self._text = " ".join(words)
        self._breaks = _breaks(words, parting, language)
        self._ends = font.starts(self._text)
        self._hyphen = font.width("-", 1)

    def _width(self, start: int, line_end: _Break) -> float:
        return self._ends[line_end.end] - self._ends[start] + (self._hyphen if line_end.hyphen else 0)

    def count_lines(self, limit: float) -> int:
        """Return the least number of lines; 0 if a part is too wide for any line."""
        lines, start, last = 1, 0, None
        for each in self._breaks:
            if self._width(start, each) > limit:
                if last is None or self._width(last.start, each) > limit:
                    return 0
                lines, start = lines + 1, last.start
            last = each
        return lines

    def balanced(self, limit: float, count: int) -> tuple[str, ...]:
        """Return `count` lines of lengths as equal as can be, with as few parted words as can be."""
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}  # by where the next line starts
        for _ in range(count):
            longer: dict[int, tuple[float, tuple[str, ...]]] = {}
            for start, (badness, lines) in best.items():
                for each in self._breaks:
                    if each.end <= start:
                        continue
                    width = self._width(start, each)
                    if width > limit:
                        break
                    bad = badness + (1 - width / limit) ** 2 + (_PARTED if each.hyphen else 0)
                    if bad < longer.get(each.start, (inf,))[0]:
                        longer[each.start] = bad, (*lines, self._text[start : each.end] + each.hyphen)
            best = longer
        return best[len(self._text) + 1][1]


def _breaks(words: Sequence[str], parting: _Parting, language: str) -> list[_Break]:
    """Return where lines may end, in order; the last one is the end of the text."""
    breaks: list[_Break] = []
    end = -1
    for word in words:
        start = end + 1
        breaks += [_Break(start + at, start + at, hyphen) for at, hyphen in _partings(word, parting, language)]
        end = start + len(word)
        breaks.append(_Break(end, end + 1, ""))
    return breaks


def _partings(word: str, parting: _Parting, language: str) -> Iterator[tuple[int, str]]:
    """Yield where `word` may be parted, and with which hyphen: none behind a hyphen or dash of its own."""
    syllables = _syllables(word, language) if parting is _Parting.AT_SYLLABLES else ()
    for at in range(1, len(word)):
        if word[at - 1] in _DASHES and word[:at].strip(_DASHES):
            yield at, ""
        elif parting is _Parting.ANYWHERE or (at in syllables and _LEAST <= at <= len(word) - _LEAST):
            yield at, "-"


def _syllables(word: str, language: str) -> frozenset[int]:
    hyphens = _hyphenation(language)
    return frozenset(hyphens.positions(word) if hyphens else ())


@cache  # the patterns of a language take most of a second to read, and few headlines need them
def _hyphenation(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known) if known else None
