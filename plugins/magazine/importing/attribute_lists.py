"""Attributes in braces (`{#name .class key="value"}`): no words of a text, but names that links may lead to.

Goldmark writes them below blocks and behind headings, kramdown and markdown-it-attrs behind whatever they are of. Which
element gets a class does not matter here, so that one rule reads them all: on the tokens, where code is code.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_VALUE = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}=]+)"""
_ITEM = rf"(?:(?:[#.][^\s#.{{}}=\"']+)+|[\w:@-]+={_VALUE}|-(?=[ ]*\}}))"
_LIST = rf"\{{[ ]*{_ITEM}(?:[ ]+{_ITEM})*[ ]*\}}"
_COLON = r"\{:(?!:)[^{}\n]*\}"  # kramdown: also references and `toc`
_BRACES = rf"(?:{_LIST}|{_COLON})"
_LINE = re.compile(rf"^[ \t]*{_BRACES}[ \t]*$\n?", re.MULTILINE)
_ALL = re.compile(rf"^[ \t]*{_BRACES}[ \t]*$")
_BEHIND = re.compile(rf"[ \t]*{_BRACES}[ \t]*$")
_DIRECTLY = re.compile(rf"^[ ]?{_BRACES}")
_ANYWHERE = re.compile(rf"[ ]?{_COLON}")
_MARKED = re.compile(r"^[ \t]*\{:|[{ ][#.]")
_NAME = re.compile(r"#([^\s#.{}=\"']+)")
_HASHES = re.compile(r"[ \t]+#+[ \t]*$")
_CLOSING = frozenset({"image", "link_close", "strong_close", "em_close", "s_close", "code_inline", "html_inline"})
_CELLS = frozenset({"td_open", "th_open"})
_BREAKS = frozenset({"softbreak", "hardbreak"})


def attribute_lists_plugin(parser: MarkdownIt, *, behind_paragraphs: bool, anywhere: bool) -> None:
    """Read attributes in braces; `behind_paragraphs` those in the last line of words, `anywhere` those of kramdown."""

    def read(state: StateCore) -> None:
        lines = state.src.split("\n")
        for at, token in enumerate(state.tokens):
            if token.type == "html_block" and "<pre" not in token.content:
                token.content = _LINE.sub("", token.content)
            elif token.type == "inline":
                at_end = (
                    behind_paragraphs or state.tokens[at - 1].type != "paragraph_open" or state.tokens[at - 1].hidden
                )
                _read_inline(state.tokens, at, lines, at_end=at_end, anywhere=anywhere)
        _drop_empty(state.tokens, lines)

    parser.core.ruler.after("inline", "attribute_lists", read)


def without_attributes(heading: str) -> str:
    """Return the words of a heading."""
    return _BEHIND.sub("", heading)


def _read_inline(tokens: list[Token], at: int, lines: list[str], *, at_end: bool, anywhere: bool) -> None:
    """Take the lists out of a run of words; names become places that links may lead to."""
    opening, children = tokens[at - 1], tokens[at].children or []
    below_table = opening.type in _CELLS and not _has_cells(tokens[at], lines)
    written = [
        *_taken(children, at_end=at_end, anywhere=anywhere, certain=opening.type == "heading_open" or below_table)
    ]
    if not written:
        return
    tokens[at].children = _stripped(children)
    if opening.type == "heading_open" and children[-1].type == "text":
        children[-1].content = _HASHES.sub("", children[-1].content)
    names = [name for each in written for name in _NAME.findall(_without_values(each))]
    if names and opening.type == "heading_open":
        opening.attrSet("id", names[0])
    elif names:
        _place(names, tokens, at)


def _has_cells(token: Token, lines: list[str]) -> bool:
    """Tell whether a row of a table is written as one: a line below the table is read as its last row."""
    return "|" in lines[(token.map or [0])[0]]


def _taken(children: list[Token], *, at_end: bool, anywhere: bool, certain: bool) -> Iterator[str]:
    """Yield the lists in the words of a block; none of them stays there.

    Unless it is `certain` that there are only lists, braces at the end of words, or that are all of them, must have a
    name or a class to be one: a set such as `{x=1}` is words.
    """
    for before, child, after in zip([None, *children], children, [*children[1:], None], strict=False):
        if child.type != "text":
            continue
        is_line = (before is None or before.type in _BREAKS) and (after is None or after.type in _BREAKS)
        is_sure = certain or (is_line and not (before is None and after is None))
        for applies, is_list, expression in (
            (is_line, is_sure, _ALL),
            (before is not None and before.type in _CLOSING, True, _DIRECTLY),
            (at_end and after is None, is_sure, _BEHIND),
            (anywhere, True, _ANYWHERE),
        ):
            if not applies:
                continue
            for written in expression.findall(child.content):
                if is_list or _MARKED.search(_without_values(written)):
                    child.content = child.content.replace(written, "")
                    yield written


def _place(names: list[str], tokens: list[Token], at: int) -> None:
    """Put names in front of the words that they are of; those of a line by itself belong to the block above it."""
    holder, line = tokens[at], (tokens[at].map or [0])[0]
    if not holder.children:
        above = (at - 1 - back for back, each in enumerate(reversed(tokens[:at])) if each.type == "inline")
        place = next(above, 0)
        if place and (tokens[place].map or [0, 0])[1] == line:
            if tokens[place - 1].type == "heading_open":
                tokens[place - 1].attrSet("id", names[0])
                return
            holder = tokens[place]
    anchors = "".join(f'<a id="{escape(name)}"></a>' for name in names)
    holder.children = [Token("html_inline", "", 0, content=anchors), *(holder.children or [])]


def _without_values(written: str) -> str:
    return re.sub(rf"={_VALUE}", "", written)


def _stripped(children: list[Token]) -> list[Token]:
    """Return the words of a block without empty ones, and without breaks at its beginning and end."""
    kept = [each for each in children if each.type != "text" or each.content]
    while kept and kept[0].type in _BREAKS:
        kept.pop(0)
    while kept and kept[-1].type in _BREAKS:
        kept.pop()
    for first, second in pairwise(kept):
        if first.type in _BREAKS and second.type in _BREAKS:
            second.type, second.content = "text", ""
    if kept and kept[-1].type == "text":
        kept[-1].content = kept[-1].content.rstrip()
    return kept


def _drop_empty(tokens: list[Token], lines: list[str]) -> None:
    """Remove paragraphs, and lines below tables, that held attributes only."""
    closing = [at for at, each in enumerate(tokens) if each.type == "paragraph_close"]
    for at in reversed(closing):
        if tokens[at - 1].type == "inline" and not tokens[at - 1].children:
            del tokens[at - 2 : at + 1]
    starts = [at for at, token in enumerate(tokens) if token.type == "tr_open" and not _has_cells(token, lines)]
    for start in reversed(starts):
        end = next(at for at in range(start, len(tokens)) if tokens[at].type == "tr_close")
        cells = [each for each in tokens[start:end] if each.type == "inline"]
        if any(each.content for each in cells) and not any(each.children for each in cells):
            del tokens[start : end + 1]
