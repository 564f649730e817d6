"""Repairs problems that have exactly one solution (`magazine check --fix`)."""

import re

from magazine.checks.text_rules import DOUBLE_SPACE
from magazine.content.characters import without_forbidden
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

    That is: byte order mark, control characters, Windows' line ends, tabs in the front matter, German dates where a
    date is wanted, double spaces, spaces at the end of lines, another language's quotation marks in pairs.
    """
    text = without_forbidden(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
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
    lines, visible = body.split("\n"), without_code(body).split("\n")
    fixed = map(_fixed_line, lines, visible, [*lines[1:], ""])
    return _own_quotation_marks("\n".join(fixed), language)


def _fixed_line(line: str, visible: str, following: str) -> str:
    """Return a line of the text without surplus spaces; `visible` is the line without code, which stays as it is."""
    kept = line.rstrip()
    spaces = line[len(kept) :]
    if visible.strip() == "" and line.strip():
        return line  # a line of code
    line_break = "  " if spaces == "  " and following.strip() and kept else ""
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
    """Replace pairs of another language's quotation marks by those of `language`."""
    opening, closing, _, _ = marks_of(language)
    if (opening, closing) == ("„", "“"):
        for other in "“„":
            text = re.sub(rf"{other}([^“”„\n]+(?:\n[^“”„\n]+)*)”", rf"{opening}\1{closing}", text)
    return re.sub(r"»([^»«\n]+(?:\n[^»«\n]+)*)«", rf"{opening}\1{closing}", text)
