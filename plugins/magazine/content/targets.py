"""Targets of links and pictures: where Markdown names them, and which file of the docs folder they lead to."""

import posixpath
import re
from collections import defaultdict
from html import escape
from urllib.parse import unquote, urlsplit

from magazine.content.markdown_text import without_code

_PIECE = re.compile(r"[^\s()<>\"'=\[\]\\]+")  # a piece of a target, or the whole, as in Markdown or in an attribute

_LINKING = re.compile(
    r"(?:[(<\"'=]|\]:[ \t]*)$"
)  # what stands before a target, but not before the same words in a text


class TargetFinder:
    """Finds the targets of links and pictures in a Markdown text, in time in proportion to its length."""

    def __init__(self, text: str) -> None:
        self._text = without_code(text)
        self._pieces: dict[str, list[int]] = defaultdict(list)
        for found in _PIECE.finditer(self._text):
            self._pieces[found[0]].append(found.start())
        self._starts: dict[str, list[int]] = {}

    def start(self, target: str, number: int = 0) -> int:
        """Return where the text names a target; 0 if it does not name it.

        `number` counts how often the target was met before; the last place counts if there are not so many.
        """
        if target not in self._starts:
            exact = sorted({at for each in (target, escape(target)) for at in self._written(each, exactly=True)})
            linked = [start for start in exact if _LINKING.search(self._text, max(0, start - 4), start)]
            self._starts[target] = linked or exact or self._written(target, exactly=False) or [0]
        starts = self._starts[target]
        return starts[min(number, len(starts) - 1)]

    def _written(self, target: str, *, exactly: bool) -> list[int]:
        """Return where the longest piece of a target stands, `exactly` with everything around it."""
        longest = max(_PIECE.finditer(target), key=lambda piece: len(piece[0]), default=None)
        if longest is None:
            return []
        starts = [start - longest.start() for start in self._pieces.get(longest[0], [])]
        return [start for start in starts if not exactly or self._text.startswith(target, start)]


def local_path(target: str) -> str:
    """Return the path in a target that leads to a file or page of ours; an empty string if it leads elsewhere.

    `mit%20leer.png?a#b` has the path `mit leer.png`.
    """
    if target.startswith(("https://", "http://", "#")):
        return ""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else unquote(parts.path)


def resolved(file: str, target: str) -> str:
    """Return `target`, written relative to a Markdown `file`, as a path within the docs folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(f"/{file}"), target)).lstrip("/")
