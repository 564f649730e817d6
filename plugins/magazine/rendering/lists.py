"""A Markdown extension: lists as people type them, rewritten into what Python-Markdown reads as lists.

Python-Markdown wants a blank line before a list and four spaces for each level. Here a list may follow a paragraph
directly and be nested by two or three spaces, as CommonMark allows (https://spec.commonmark.org/0.31.2/#lists). A line
that begins with a day or an ordinal is text: a numbered list has two items or more, whose numbers follow one another.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from babel.core import Locale, UnknownLocaleError
from babel.dates import get_month_names
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from pymdownx.fancylists import roman2int

_MARK = re.compile(r"( *)(?:([-*+])|(\d{1,9}|[A-Za-z]|[ivxlcdm]{2,9}|[IVXLCDM]{2,9})([.)]))( +)(?=\S)")
_RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
_QUOTED = re.compile(r" {0,3}> ?")
# Openings of blocks whose contents are indented by four spaces.
_CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===) |\[\^[^\]\s]+\]:|: ")
_HEADING = re.compile(r"#{1,6}")
_DASHES = re.compile(r" {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:? *)?$")
_STASHED = re.compile(r"[ >]*\x02wzxhzdk:(\d+)\x03 *$")
_LEVEL = " " * 4
_DEEPEST = 8  # quotations within quotations; what is deeper stays as it is typed


class ListsExtension(Extension):
    """Rewrites lists; option `language`, a tag such as `de`, for the names of months."""

    def __init__(self, **options: Any) -> None:
        self.config = {"language": ["en", "The language of the names of months"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register the preprocessor behind those that take code and HTML out of the text."""
        md.preprocessors.register(_Lists(md, _day(self.getConfig("language"))), "magazine-lists", 15)


@dataclass(frozen=True, slots=True)
class _Item:
    """A line that begins with a mark: `kind` is the bullet, or the delimiter; `values` the number in each notation."""

    indent: int
    content: int
    mark: str
    kind: str
    values: dict[str, int]
    text: str


@dataclass(slots=True)
class _Rewriting:
    """The state of rewriting some lines: open items from the outermost to the innermost, and what came last."""

    lines: list[str]
    depth: int
    written: list[str] = field(default_factory=list)
    open: list[_Item] = field(default_factory=list)
    last: _Item | None = None
    is_text: bool = False
    """Whether the line before is text that the next line may go on with."""
    counted: bool = False
    """Whether all lines of this paragraph so far begin with a number that is no list item's."""


class _Lists(Preprocessor):
    def __init__(self, md: Markdown, day: re.Pattern[str]) -> None:
        super().__init__(md)
        self.day = day

    def run(self, lines: list[str]) -> list[str]:
        if not any(_MARK.match(line.lstrip(" >")) or "|" in line or "\x02" in line for line in lines):
            return lines
        return self._rewrite(lines, 0)

    def _rewrite(self, lines: list[str], depth: int) -> list[str]:
        if depth > _DEEPEST:
            return lines
        state = _Rewriting(lines, depth)
        at = 0
        while at < len(lines):
            line = lines[at]
            if _QUOTED.match(line) and not state.open:
                at = self._inside(state, at, _quoted)
            elif _CONTAINER.match(line) and not state.open:
                state.written.append(line)
                at = self._inside(state, at + 1, _indented)
            else:
                self._line(state, at)
                at += 1
        return state.written

    def _inside(self, state: _Rewriting, at: int, taken: Callable[[list[str], int], tuple[int, str]]) -> int:
        """Rewrite the lines within a quotation or a container as a text of their own; return where they end."""
        end, prefix = taken(state.lines, at)
        inner = [_QUOTED.sub("", line, count=1) if ">" in prefix else line[4:] for line in state.lines[at:end]]
        state.written += [
            (prefix + line).rstrip() if not line else prefix + line for line in self._rewrite(inner, state.depth + 1)
        ]
        state.is_text = end > at and bool(state.lines[end - 1].strip())
        state.last, state.counted = None, False
        return end

    def _line(self, state: _Rewriting, at: int) -> None:
        line = state.lines[at]
        if not line.strip():
            state.written.append(line)
            state.is_text = state.counted = False
            return
        item = None if _RULE.match(line) else _item(line)
        if item and self._is_item(state, at, item):
            self._write_item(state, item)
        elif state.open and _belongs(state, line) and not (item and _ends_list(state.open, item)):
            self._write_continuation(state, line)
        else:
            if state.open and state.is_text:
                state.written.append("")
                state.is_text = False
            state.open.clear()
            self._write_text(state, at, item)

    def _is_item(self, state: _Rewriting, at: int, item: _Item) -> bool:
        level = max(state.open[-1].content, len(_LEVEL) * len(state.open)) if state.open else 0
        if item.indent >= level + 4 and not (state.open and state.is_text):
            return False  # code
        if not item.values:
            return True
        if self._is_day(item):
            return False
        sibling = _sibling(state.open, item)
        if sibling and sibling.kind == item.kind and _follows(item.values, sibling.values):
            return True
        interrupts = state.is_text and not state.open
        return not (interrupts and 1 not in item.values.values()) and self._starts_list(state.lines, at, item)

    def _starts_list(self, lines: list[str], at: int, item: _Item) -> bool:
        """Tell whether another item follows whose number is the next; or what only stands in a list."""
        if "1" not in item.values and 1 not in item.values.values():
            return False
        was_blank = False
        for index in range(at + 1, len(lines)):
            line = lines[index]
            if not line.strip():
                was_blank = True
                continue
            other, indent = _item(line), len(line) - len(line.lstrip(" "))
            if indent >= item.indent + 2:
                if was_blank and not (other and indent < item.content):
                    return True  # a second paragraph of the item
            elif other and other.values:
                return other.kind == item.kind and _follows(other.values, item.values) and not self._is_day(other)
            elif was_blank or other:
                return False
            was_blank = False
        return False

    def _is_day(self, item: _Item) -> bool:
        return bool(self.day.match(item.mark + " " + item.text))

    def _write_item(self, state: _Rewriting, item: _Item) -> None:
        sibling = _sibling(state.open, item)
        while state.open and state.open[-1].indent + 2 > item.indent:
            state.open.pop()
        indent = _LEVEL * len(state.open)
        if state.is_text and not state.open and not sibling:
            state.written.append("")
        if _is_jump(item, sibling or (None if state.open else state.last)):
            # Two lists with nothing between them would be counted as one.
            state.written += ["", indent + self.md.htmlStash.store("<!-- -->"), ""]
        space = "  " if item.mark[:1].isupper() else " "
        state.written.append(f"{indent}{item.mark}{space}{_escaped(item.text)}")
        state.open.append(item)
        state.last = item if len(state.open) == 1 else state.last
        state.is_text, state.counted = True, False

    def _write_continuation(self, state: _Rewriting, line: str) -> None:
        """Write a line that goes on with an item, or is another paragraph in it."""
        text = line.lstrip(" ")
        indent = len(line) - len(text)
        text = _escaped(text)
        line = " " * indent + text
        if state.is_text and not self._is_code_block(line):
            depth = len(state.open)
            state.written.append(line if depth == 1 else _LEVEL * (depth - 1) + text)
            return
        while len(state.open) > 1 and state.open[-1].indent + 2 > indent:
            state.open.pop()
        level = len(_LEVEL) * len(state.open)
        extra = indent - state.open[-1].content
        written = line if indent >= level + 4 else " " * (level + (extra if extra >= 4 else 0)) + text  # noqa: PLR2004
        self._write_apart(state, written)

    def _write_apart(self, state: _Rewriting, line: str) -> None:
        """Write a line; with blank lines around it if it is a block of code, which ends the paragraph before."""
        is_code = self._is_code_block(line)
        if is_code and state.written and state.written[-1].strip():
            state.written.append("")
        state.written += [line, ""] if is_code else [line]
        state.is_text = not is_code

    def _write_text(self, state: _Rewriting, at: int, item: _Item | None) -> None:
        line = state.lines[at]
        if state.is_text and "|" in line and at + 1 < len(state.lines) and _DASHES.match(state.lines[at + 1]):
            if "|" not in state.lines[at - 1]:
                state.written.append("")
        elif item and item.values and item.indent < len(_LEVEL) and (not state.is_text or state.counted):
            if state.is_text:
                state.written[-1] = state.written[-1].rstrip() + "  "  # a line break, or both lines would be one
            line = " " * item.indent + _escaped(line.lstrip(" "))
            state.counted = True
        else:
            state.counted = False
        state.last = None
        self._write_apart(state, line)
        if _HEADING.match(line):
            state.is_text = state.counted = False

    def _is_code_block(self, line: str) -> bool:
        found = _STASHED.match(line) if "\x02" in line else None
        return bool(found) and str(self.md.htmlStash.rawHtmlBlocks[int(found[1])]).startswith("<pre")  # type: ignore[index]


def _item(line: str) -> _Item | None:
    found = _MARK.match(line)
    if not found:
        return None
    indent, bullet, number, delimiter, _ = found.groups()
    mark = bullet or number + delimiter
    return _Item(
        len(indent), found.end(), mark, delimiter or "bullet", {} if bullet else _values(number), line[found.end() :]
    )


def _values(number: str) -> dict[str, int]:
    """Return the number in every notation that it may be of: decimal, letters, Roman numerals."""
    if number.isdigit():
        return {"1": int(number)}
    letter = {"a" if number.islower() else "A": ord(number.lower()) - ord("a") + 1} if len(number) == 1 else {}
    roman = {"i" if number.islower() else "I": roman2int(number)} if set(number.lower()) <= set("ivxlcdm") else {}
    return letter | roman


def _follows(values: dict[str, int], before: dict[str, int]) -> bool:
    """Tell whether a number is the next one; a list may also be typed with nothing but ones."""
    return any(values.get(style) == count + 1 for style, count in before.items()) or (
        values.get("1") == before.get("1") == 1
    )


def _sibling(open_items: list[_Item], item: _Item) -> _Item | None:
    """Return the open item of the list that `item` would belong to."""
    found = None
    for each in reversed(open_items):
        if each.indent + 2 <= item.indent:
            break
        found = each
    return found


def _ends_list(open_items: list[_Item], item: _Item) -> bool:
    """Tell whether a line with a number, which is no item, ends a list of numbers: it looks like an item of it."""
    sibling = _sibling(open_items, item)
    return bool(sibling and sibling is open_items[0] and item.values and sibling.values)


def _is_jump(item: _Item, before: _Item | None) -> bool:
    return bool(
        before
        and before.values
        and item.values
        and before.kind == item.kind
        and not _follows(item.values, before.values)
    )


def _belongs(state: _Rewriting, line: str) -> bool:
    """Tell whether a line that is no item belongs to the open items: it is indented, or goes on with their text."""
    return line.startswith("  ") or (state.is_text and not _HEADING.match(line) and not _QUOTED.match(line))


def _escaped(text: str) -> str:
    """Return text that begins with a number, or what looks like one, so that it starts no list."""
    found = _MARK.match(text)
    return f"{found[3]}\\{text[found.end(3) :]}" if found and found[3] else text


def _quoted(lines: list[str], at: int) -> tuple[int, str]:
    end = at
    while end < len(lines) and _QUOTED.match(lines[end]):
        end += 1
    return end, "> "


def _indented(lines: list[str], at: int) -> tuple[int, str]:
    end = last = at
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(_LEVEL)):
        end += 1
        last = end if lines[end - 1].strip() else last
    return last, _LEVEL


def _day(language: str) -> re.Pattern[str]:
    """Return what finds a line that begins with a day: `20. April`, `20. 4. 1945`."""
    return re.compile(rf"(?<!\d)\d+\. +(?:\d+\.|(?:{'|'.join(sorted(map(re.escape, _months(language))))})(?!\w))")


def _months(language: str) -> Iterator[str]:
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    for width in ("wide", "abbreviated"):
        yield from (name.rstrip(".") for name in get_month_names(width, "format", locale).values())
