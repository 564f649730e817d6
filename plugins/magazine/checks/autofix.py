"""Repairs problems that have exactly one solution (`magazine check --fix`)."""

import re

from magazine.checks.text_rules import DOUBLE_SPACE
from magazine.content.markdown_text import without_code
from magazine.content.quotation_marks import marks_of

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_MOMENTS = r"(?:date|created|updated|embargo)[ \t]*:[ \t]*(?:\{[ \t]*(?:created|updated)[ \t]*:[ \t]*)?"
_GERMAN_DATE = re.compile(
    rf"(^[ \t]*(?:-[ \t]+)?(?:\{{[ \t]*)?{_MOMENTS}|,[ \t]*(?:created|updated)[ \t]*:[ \t]*)"
    r"([\"']?)(\d{1,2})\.[ \t]*(\d{1,2})\.[ \t]*(\d{4})\2(?=[ \t,}#]|$)",
    re.MULTILINE,
)
_MARKER = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)]|:|\[\^[^\]]+\]:|#{1,6})[ \t]+")


def autofix(text: str, language: str) -> str:
    """Return the text of an article file with problems repaired that have one solution.

    That is: byte order mark, Windows' line ends, tabs in the front matter, German dates where a date is wanted, double
    spaces, spaces at the end of lines, another language's quotation marks in pairs.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found = _FRONT_MATTER.match(text)
    head, body = (text[: found.end()], text[found.end() :]) if found else ("", text)
    return _fixed_head(head) + _fixed_body(body, language)


def _fixed_head(head: str) -> str:
    lines = [_without_tabs(line).rstrip() for line in head.split("\n")]
    return _GERMAN_DATE.sub(
        lambda found: f"{found[1]}{found[5]}-{int(found[4]):02}-{int(found[3]):02}", "\n".join(lines)
    )


def _without_tabs(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return indent.replace("\t", "  ") + line[len(indent) :]


def _fixed_body(body: str, language: str) -> str:
    plain = without_code(body)
    lines = [
        _fixed_line(line, visible, last or not following.strip())
        for line, visible, following, last in _with_next(body.split("\n"), plain.split("\n"))
    ]
    return _own_quotation_marks("\n".join(lines), language)


def _with_next(lines: list[str], visible: list[str]) -> list[tuple[str, str, str, bool]]:
    following = [*lines[1:], ""]
    return [(line, visible[at], following[at], at == len(lines) - 1) for at, line in enumerate(lines)]


def _fixed_line(line: str, visible: str, ends_paragraph: bool) -> str:
    """Return a line of the text; `visible` is the same line without code, which stays as it is."""
    kept = line.rstrip()
    spaces = line[len(kept) :]
    if visible.strip() == "" and line.strip():
        return line  # a line of code
    line_break = "  " if spaces == "  " and not ends_paragraph and kept else ""
    if "|" in visible:
        return kept + line_break  # a table is aligned with spaces
    marker = _MARKER.match(kept)
    start = marker.end() if marker else len(kept) - len(kept.lstrip())
    text = kept[start:]
    for found in reversed(list(DOUBLE_SPACE.finditer(text))):
        if visible[start + found.start() - 1].strip():  # not behind blanked-out code
            text = text[: found.start()] + " " + text[found.end() :]
    return kept[:start] + text + line_break


def _own_quotation_marks(text: str, language: str) -> str:
    """Return text whose pairs of another language's quotation marks are the language's own."""
    opening, closing, _, _ = marks_of(language)
    if (opening, closing) == ("„", "“"):
        text = re.sub(r"“([^“”„\n]+(?:\n[^“”„\n]+)*)”", rf"{opening}\1{closing}", text)
        text = re.sub(r"„([^“”„\n]+(?:\n[^“”„\n]+)*)”", rf"{opening}\1{closing}", text)
    return re.sub(r"»([^»«\n]+(?:\n[^»«\n]+)*)«", rf"{opening}\1{closing}", text)
