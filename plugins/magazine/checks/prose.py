"""The text of an article in pieces: paragraphs, headings, links and pictures, each with its place.

Works on the Markdown itself, so that every problem has its line; code and HTML comments are blanked out before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from magazine.content.manuscript import Manuscript
from magazine.content.markdown_text import blank, without_code
from magazine.content.problem import Code, Problem, place_in

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]!]|!(?!\[)|!?\[[^\]]*\](?:\([^)]*\))?)*)\]\(\s*<?([^)\s>]*)(?:[\s>][^)]*)?\)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]*)(?:[\s>][^)]*)?\)(\{[^}]*\})?")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:[ \t]*<?(\S+?)>?(?:[ \t].*)?$", re.MULTILINE)
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^>\s]+>")
_BARE = re.compile(r"https?://[^\s<>)\]]+")
_NOT_BARE = re.compile(r"[\w(<\"'=/\[]")  # in front of an address that is part of something else
_HEADING = re.compile(r"^(#{1,6})[ \t]*([^#\s].*?)[ \t]*#*[ \t]*(?:\{[^}]*\})?[ \t]*$")
_UNDERLINE = re.compile(r"^(=+|-+)[ \t]*$")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
_FENCE = re.compile(r"^[ \t]*/{3,}[ \t]*(\w*)")
_TABLE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_ABBREVIATION = re.compile(r"^\*\[[^\]]+\]:")
_NOTE = re.compile(r"^\[\^[^\]]+\]:[ \t]*|^:[ \t]+")
# What readers do not read as words: tags, attributes, marks of footnotes, targets of links.
_UNREAD = re.compile(r"<[^>]*>|\{[:.#][^}]*\}|\[\^[^\]]+\]|\]\([^)]*\)|\]\[[^\]]*\]|^[ \t]*(?:>[ \t]?)+", re.MULTILINE)


class BlockKind(Enum):
    """What a block of text is."""

    PARAGRAPH = auto()
    HEADING = auto()
    ITEM = auto()
    QUOTATION = auto()
    CAPTION = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that belong together: `text` begins at `start` of the whole text; `level` is a heading's."""

    kind: BlockKind
    start: int
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """A link or a picture: what stands in its square brackets, where it leads, and where in the text it begins."""

    start: int
    words: str
    target: str


@dataclass(frozen=True)
class Prose:
    """A manuscript, and its text in pieces."""

    manuscript: Manuscript
    language: str

    @cached_property
    def text(self) -> str:
        """The text with code and comments blanked out: every character stands where it stood."""
        body = self.manuscript.body
        return _COMMENT.sub(blank, without_code(body)) if "<!--" in body else without_code(body)

    def problem(self, code: Code, start: int, **details: object) -> Problem:
        """Return a problem at a place in the text, counted in characters from its beginning."""
        place = place_in(self.manuscript.body, start, self.manuscript.file, self.manuscript.body_line)
        return Problem(code, place, {key: str(value) for key, value in details.items()})

    @cached_property
    def blocks(self) -> tuple[TextBlock, ...]:
        """The text in blocks."""
        return tuple(_blocks(self.text))

    @cached_property
    def links(self) -> tuple[Target, ...]:
        """The links, and the definitions of those that stand elsewhere."""
        text, links = self.text, list[Target]()
        if "](" in text:
            links += [Target(found.start(), found[1], found[2]) for found in _LINK.finditer(text)]
        if "]:" in text:
            links += [Target(found.start(1), "", found[1]) for found in _DEFINITION.finditer(text)]
        return tuple(links)

    @cached_property
    def images(self) -> tuple[Target, ...]:
        """The pictures in the text."""
        if "![" not in self.text:
            return ()
        return tuple(Target(found.start(), found[1], found[2]) for found in _IMAGE.finditer(self.text))

    @cached_property
    def bare_addresses(self) -> tuple[Target, ...]:
        """Addresses that stand in the text as they are."""
        if "://" not in self.text:
            return ()
        text = self.text
        if not any(map(_is_bare, _BARE.finditer(text))):
            return ()
        for known in (_LINK, _IMAGE, _DEFINITION, _AUTOLINK):
            text = known.sub(blank, text)
        bare = filter(_is_bare, _BARE.finditer(text))
        return tuple(Target(found.start(), "", found[0].rstrip(".,;:!?")) for found in bare)

    def read(self, block: TextBlock) -> str:
        """Return what readers read of a block; every character stands where it stood."""
        text = _IMAGE.sub(blank, block.text) if "![" in block.text else block.text
        return _UNREAD.sub(blank, text)

    def length(self, block: TextBlock) -> int:
        """Return the characters that readers see of a block."""
        return len(" ".join(_UNREAD.sub("", block.text).replace("[", "").replace("*", "").split()))


def _is_bare(address: re.Match[str]) -> bool:
    return not _NOT_BARE.match(address.string[max(address.start() - 1, 0) : address.start()])


def _blocks(text: str) -> Iterator[TextBlock]:
    start, lines, caption = 0, list[str](), False
    position = 0
    for line in [*text.split("\n"), ""]:
        fence = _FENCE.match(line)
        if not line.strip() or fence or _ABBREVIATION.match(line) or _DEFINITION.match(line):
            if lines:
                yield from _pieces(lines, start, caption)
            lines = []
            caption = fence[1] == "caption" if fence else caption
        elif heading := _HEADING.match(line):
            if lines:
                yield from _pieces(lines, start, caption)
            lines = []
            yield TextBlock(BlockKind.HEADING, position + heading.start(2), heading[2], len(heading[1]))
        else:
            if not lines:
                start = position
            lines.append(line)
        position += len(line) + 1


def _pieces(lines: list[str], start: int, caption: bool) -> Iterator[TextBlock]:
    """Split lines without an empty one between them into blocks."""
    if len(lines) > 1 and _UNDERLINE.match(lines[1]):
        yield TextBlock(BlockKind.HEADING, start, lines[0], 1 if lines[1].startswith("=") else 2)
        return
    if len(lines) > 1 and "|" in lines[0] and _TABLE.match(lines[1]):
        yield TextBlock(BlockKind.TABLE, start, "\n".join(lines))
        return
    kind = (
        BlockKind.CAPTION
        if caption
        else BlockKind.QUOTATION
        if lines[0].lstrip().startswith(">")
        else BlockKind.PARAGRAPH
    )
    marks = [0, *(number for number, line in enumerate(lines) if number and (_ITEM.match(line) or _NOTE.match(line)))]
    for first, end in zip(marks, [*marks[1:], len(lines)], strict=True):
        text = "\n".join(lines[first:end])
        marker = _ITEM.match(text) or _NOTE.match(text)
        begin = start + sum(len(line) + 1 for line in lines[:first])
        if marker:
            yield TextBlock(BlockKind.ITEM, begin + marker.end(), text[marker.end() :])
        else:
            yield TextBlock(kind, begin, text)
