"""Repairs problems that have exactly one solution (`magazine check --fix`)."""

import re
from collections import Counter

from magazine.checks.front_matter_fixes import fixed_front_matter
from magazine.checks.prose import BlockKind, blocks_of
from magazine.checks.text_rules import DOUBLE_SPACE
from magazine.content.characters import without_forbidden
from magazine.content.markdown_links import inline_links, link_definitions
from magazine.content.markdown_text import OFFICE_TAG, Span, blank, blanked, code_spans, outermost, without_comments
from magazine.content.quotation_marks import marks_of

_FRONT_MATTER = re.compile(r"\A\s*?^---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"<[^<>]*>")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_MARKER = re.compile(r"^[ \t]*(?:>[ \t]*)*(?:(?:[-*+]|\d+[.)]|:|\[\^[^\[\]]+\]:|#{1,6})[ \t]+)?")
# The last word of a line, from its end: signs that begin a block, or a number of a list.
_LAST_MARKER = re.compile(r"(?:[^\w.,;!?)“”\"\s]+|[.)]\d+)(?=[ \t>]|$)")
_OWN_MARKS = (r"“([^“”„\n]+(?:\n[^“”„\n]+)*)”", r"„([^“”„\n]+(?:\n[^“”„\n]+)*)”")
_GUILLEMETS = r"»([^»«\n]+(?:\n[^»«\n]+)*)«"


def autofix(text: str, language: str) -> str:
    """Return the text of an article file with problems repaired that have one solution.

    That is: byte order mark, control characters, Windows' line ends, tabs in the front matter, German dates where a
    date is wanted, one value where a list is wanted, double spaces, spaces at the end of lines, headings that skip a
    level, quotation marks of another language in pairs, tags of word processors. Code, addresses and line breaks stay
    as they are.
    """
    text = without_forbidden(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    found = _FRONT_MATTER.match(text)
    if not found:
        return _fixed_body(text, language)
    return fixed_front_matter(found[0]) + _fixed_body(text[found.end() :], language)


def _fixed_body(body: str, language: str) -> str:
    body = _headings_in_order(_own_quotation_marks(_without_office_tags(body), language))
    code = code_spans(body)
    visible = without_comments(blanked(body, code, by="\0"))
    addresses = [(link.target_start, link.end) for link in (*inline_links(visible), *link_definitions(visible))]
    visible = _TAG.sub(blank, blanked(visible, outermost(addresses)))
    lines, visible_lines = body.split("\n"), visible.split("\n")
    untouched = _code_lines(body, code)
    return "\n".join(
        line if number in untouched or not line.strip() else _fixed_line(line, visible, following)
        for number, (line, visible, following) in enumerate(zip(lines, visible_lines, [*lines[1:], ""], strict=True))
    )


def _code_lines(body: str, code: list[Span]) -> set[int]:
    """Return the lines that are code, and those of inline code that goes on in another line."""
    numbers, line, position = set[int](), 0, 0
    for start, end in code:
        line += body.count("\n", position, start)
        last = line + body.count("\n", start, end)
        if last > line or (body[start - 1 : start] in {"", "\n"} and body[end : end + 1] in {"", "\n"}):
            numbers.update(range(line, last + 1))
        line, position = last, end
    return numbers


def _fixed_line(line: str, visible: str, following: str) -> str:
    """Return a line of the text without surplus spaces.

    `visible` is the line in which code is blanked out with zeros, and what else must stay as it is with spaces.
    """
    kept = line.rstrip(" \t")
    spaces = len(line.expandtabs(4)) - len(kept.expandtabs(4))
    line_break = "  " if spaces > 1 and following.strip() and kept else ""
    if "|" in visible:
        return kept + line_break  # a table is aligned with spaces
    marker = _MARKER.match(line)
    start = marker.end() if marker else 0
    if not line[start:].strip() or _LAST_MARKER.match(kept[::-1]):
        return line  # a marker, which needs its space
    text = kept[start:]
    for found in reversed(list(DOUBLE_SPACE.finditer(text))):
        before, end = start + found.start() - 1, start + found.end()
        if visible[before : before + 1].strip(" ") and visible[end : end + 1].strip(" ") and visible[end - 1] != "\0":
            text = text[: found.start()] + " " + text[found.end() :]
    return kept[:start] + text + line_break


def _headings_in_order(text: str) -> str:
    """Lower headings that skip a level; those of one level below the same heading stay on one level."""
    if "###" not in text or "allow heading-skipped" in text:
        return text
    above: list[tuple[int, int]] = []  # levels as written and as they should be
    surplus: list[Span] = []
    visible = without_comments(blanked(text, code_spans(text)))
    for block in blocks_of(visible):
        if block.kind is BlockKind.HEADING and block.level > 1:
            while above and above[-1][0] >= block.level:
                above.pop()
            level = above[-1][1] + 1 if above else 2
            above.append((block.level, level))
            if level < block.level:
                start = text.rfind("\n", 0, block.start) + 1
                surplus.append((start + level, start + block.level))
    return _without(text, surplus)


def _without_office_tags(text: str) -> str:
    """Remove what word processors leave in a text, such as `<o:p></o:p>`; what stands in code is shown."""
    if ":" not in text or "<" not in text:
        return text
    visible = blanked(text, code_spans(text))
    return _without(text, [found.span() for found in OFFICE_TAG.finditer(visible)])


def _without(text: str, spans: list[Span]) -> str:
    parts, position = list[str](), 0
    for start, end in spans:
        parts.append(text[position:start])
        position = end
    return "".join([*parts, text[position:]])


def _own_quotation_marks(text: str, language: str) -> str:
    """Replace pairs of another language's quotation marks, outside of code, by those of `language`.

    A paragraph in which marks are left over stays as it is: what belongs together there is not known.
    """
    if not any(mark in text for mark in "“”»«"):
        return text
    opening, closing, _, _ = marks_of(language)
    visible, letters = without_comments(blanked(text, code_spans(text))), list(text)
    for pattern in (*_OWN_MARKS, _GUILLEMETS) if (opening, closing) == ("„", "“") else (_GUILLEMETS,):
        for found in re.finditer(pattern, visible):
            letters[found.start()], letters[found.end() - 1] = opening, closing
        visible = without_comments(blanked("".join(letters), code_spans(text)))
    for paragraph in _PARAGRAPH.finditer(visible):
        marks = Counter(mark for mark in paragraph[0] if mark in f"„“”»«{opening}{closing}")
        if marks[opening] != marks[closing] or marks.keys() - {opening, closing}:
            letters[paragraph.start() : paragraph.end()] = text[paragraph.start() : paragraph.end()]
    return "".join(letters)
