"""The text of an article in pieces: paragraphs, headings, links and pictures, each with its place.

Works on the Markdown itself, so that every problem has its line; code and HTML comments are blanked out before.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from magazine.content.manuscript import Manuscript
from magazine.content.markdown_links import MarkdownLink, inline_links, link_definitions
from magazine.content.markdown_text import Span, blank, blanked, code_spans, outermost, without_comments
from magazine.content.problem import Code, Place, Problem
from magazine.content.quotation_marks import with_marks

DEEPEST_HEADING = 6

_MARKER = re.compile(r"^\u2060+", re.MULTILINE)  # where a marker stood, such as that of a quotation
_BARE = re.compile(r"https?://[^\s<>)\]]+")
_NOT_BARE = re.compile(r"[\w(<\"'=/\[]")  # in front of an address that is part of something else
_UNDERLINE = re.compile(r"^(=+|-+)[ \t]*$")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
_FENCE = re.compile(r"^[ \t]*/{3,}[ \t]*(\w*)")
_TABLE_CELL = re.compile(r":?-+:?")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}$")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]]+\]:[ \t]*\S")
_ABBREVIATION = re.compile(r"^\*\[[^\[\]]+\]:")
_NOTE = re.compile(r"^\[\^[^\[\]]+\]:[ \t]*|^:[ \t]+")
# What readers do not read as words, beside pictures and targets of links: tags, attributes, marks of footnotes.
_UNREAD = re.compile(
    r"</?[a-z!][^<>]*>|\{[:.#][^{}]*\}|\[\^[^\[\]]+\]|\]\[[^\[\]]*\]|^[ \t]*(?:>[ \t]?)+", re.MULTILINE | re.IGNORECASE
)
# Signs of emphasis around a quotation: readers do not see them, so that the mark behind them opens.
_EMPHASIS = re.compile(r"(?<![^\s(\[\u2013\u2014/„‚])[*_~=]{1,3}(?=[\"'])")


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


@dataclass(frozen=True)
class Prose:
    """A manuscript, and its text in pieces."""

    manuscript: Manuscript
    language: str

    @cached_property
    def text(self) -> str:
        """The text with code and comments blanked out: every character stands where it stood."""
        return without_comments(blanked(self.manuscript.body, self._code))

    def is_code(self, position: int) -> bool:
        """Return whether a character of the text is code."""
        index = bisect_right(self._code, (position, len(self.manuscript.body))) - 1
        return index >= 0 and position < self._code[index][1]

    @cached_property
    def _code(self) -> list[Span]:
        return code_spans(self.manuscript.body)

    @cached_property
    def _lines(self) -> list[int]:
        """Where the lines of the text end."""
        return [found.start() for found in re.finditer("\n", self.manuscript.body)]

    def problem(self, code: Code, start: int, **details: object) -> Problem:
        """Return a problem at a place in the text, counted in characters from its beginning."""
        line = bisect_left(self._lines, start)
        column = start - self._lines[line - 1] if line else start + 1
        place = Place(self.manuscript.file, line + self.manuscript.body_line, column)
        return Problem(code, place, {key: str(value) for key, value in details.items()})

    @cached_property
    def blocks(self) -> tuple[TextBlock, ...]:
        """The text in blocks."""
        return tuple(blocks_of(self.text))

    def block_behind(self, start: int) -> TextBlock | None:
        """Return the first block that begins behind a place."""
        index = bisect_left(self._block_starts, start + 1)
        return self.blocks[index] if index < len(self.blocks) else None

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _inline_links(self) -> list[MarkdownLink]:
        return inline_links(self.text)

    @cached_property
    def links(self) -> tuple[MarkdownLink, ...]:
        """The links, and the definitions of those that stand elsewhere."""
        return (*(link for link in self._inline_links if not link.is_image), *link_definitions(self.text))

    @cached_property
    def images(self) -> tuple[MarkdownLink, ...]:
        """The pictures in the text."""
        return tuple(link for link in self._inline_links if link.is_image)

    @cached_property
    def bare_addresses(self) -> tuple[MarkdownLink, ...]:
        """Addresses that stand in the text as they are."""
        if "://" not in self.text or not any(map(_is_bare, _BARE.finditer(self.text))):
            return ()
        known = ((link.start, link.end) for link in (*self.links, *self.images))
        bare = filter(_is_bare, _BARE.finditer(blanked(self.text, outermost(known))))
        return tuple(MarkdownLink(*found.span(), "", found[0].rstrip(".,;:!?"), found.start()) for found in bare)

    def read(self, block: TextBlock) -> str:
        """Return what readers read of a block; every character stands where it stood."""
        return _readable(block.text, by=" ")

    def typeset(self, block: TextBlock) -> str:
        """Return what `read` does, with the quotation marks that readers will see.

        Where the address of a link stood, a mark behind it stands right behind the link's words: there is no space.
        """
        text = _EMPHASIS.sub(blank, _readable(block.text, by="\u2060"))
        return with_marks(_MARKER.sub(blank, text), self.language)

    def length(self, block: TextBlock) -> int:
        """Return the characters that readers see of a block."""
        return len(" ".join(_readable(block.text, by="").replace("[", "").replace("*", "").split()))


def _readable(text: str, by: str) -> str:
    """Return `text` with each character that readers do not read as words replaced."""
    unread = []
    for link in inline_links(text):
        unread.append((link.start if link.is_image else link.start + 1 + len(link.words), link.end))
    text = blanked(text, outermost(unread), by="\0")
    return _UNREAD.sub(lambda found: "\0" * len(found[0]), text).replace("\0", by)


def _is_bare(address: re.Match[str]) -> bool:
    return not _NOT_BARE.match(address.string[max(address.start() - 1, 0) : address.start()])


def _heading(line: str) -> tuple[int, str, int] | None:
    """Return level, words and place of a heading with hashes in front; None if the line is none."""
    behind = line.lstrip("#")
    level = len(line) - len(behind)
    words = behind.lstrip(" \t")
    if not 1 <= level <= DEEPEST_HEADING or not words.strip() or words.startswith("#"):
        return None
    start = len(line) - len(words)
    words = words.rstrip(" \t")
    if attributes := _ATTRIBUTES.search(words):
        words = words[: attributes.start()].rstrip(" \t")
    return level, words.rstrip("#").rstrip(" \t") or words, start


def _is_table(first: str, second: str) -> bool:
    """Return whether two lines begin a table: cells, and below them a line of dashes."""
    cells = second.strip(" \t").removeprefix("|").removesuffix("|").split("|")
    return "|" in first and all(_TABLE_CELL.fullmatch(cell.strip(" \t")) for cell in cells)


def blocks_of(text: str) -> Iterator[TextBlock]:
    """Yield the blocks of a text in which code and comments are blanked out."""
    start, lines, caption = 0, list[str](), False
    position = 0
    for line in [*text.split("\n"), ""]:
        fence = _FENCE.match(line)
        if not line.strip() or fence or _ABBREVIATION.match(line) or _DEFINITION.match(line):
            if lines:
                yield from _pieces(lines, start, caption)
            lines = []
            caption = fence[1] == "caption" if fence else caption
        elif heading := _heading(line):
            if lines:
                yield from _pieces(lines, start, caption)
            lines = []
            level, words, place = heading
            yield TextBlock(BlockKind.HEADING, position + place, words, level)
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
    if len(lines) > 1 and _is_table(lines[0], lines[1]):
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
    begin = start
    for first, end in zip(marks, [*marks[1:], len(lines)], strict=True):
        text = "\n".join(lines[first:end])
        marker = _ITEM.match(text) or _NOTE.match(text)
        if marker:
            yield TextBlock(BlockKind.ITEM, begin + marker.end(), text[marker.end() :])
        else:
            yield TextBlock(kind, begin, text)
        begin += len(text) + 1
