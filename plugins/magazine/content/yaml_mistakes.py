"""What is wrong in a text that is no YAML: the mistakes that writers make most, each where it was made.

The parser stops far behind a mistake: a quotation mark that is opened in line 2 is missed where the next one stands.
"""

import re
from collections.abc import Iterator

import yaml

from magazine.content.problem import Code, Place, Problem
from magazine.content.yaml_lines import BLOCK, last_line
from magazine.content.yaml_quoting import quoted, special_sign

_START = re.compile(r" *(?:- +)?(?:[\w-]+: +)?")  # what stands before a value in a line
_IN_BRACKETS = re.compile(r"[\[{,:] *(?=[\"'])")  # what stands before a value in quotation marks between brackets
# The rest of a value in quotation marks.
_DOUBLE = re.compile(r'(?:[^"\\]|\\.)*"')
_SINGLE = re.compile(r"(?:[^']|'')*'(?!')")
_IN_BRACES = re.compile(r" *(?:- +)?[\[{]")
_NAME = re.compile(r"[a-z][a-z_-]*(?= |:?[\[{\"']|:\w)")  # at the beginning of a line that has no colon with a space
_GLUED = re.compile(r"([a-z][a-z_-]*)(?::(?=[^\s:/])| = )")  # title:Text, title = Text
_KEY = re.compile(r"([\w-]+): ")
_BRACKETS = {"while parsing a flow sequence": ("[", "]"), "while parsing a flow mapping": ("{", "}")}

_Found = tuple[Code, tuple[int, int], dict[str, str]]  # the code of the problem, line and column from 0, and details


def mistake(error: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> Problem:
    """Return the mistake in `text`, which begins in the line `first_line` of `file`; else what the parser says."""
    code, (line, column), details = next(_mistakes(error, text.split("\n")))
    return Problem(code, Place(file, line + first_line, column + 1), details)


def _mistakes(error: yaml.MarkedYAMLError, lines: list[str]) -> Iterator[_Found]:
    """Yield what may be meant, the likeliest first."""
    mark = error.problem_mark or error.context_mark
    place = (mark.line, mark.column) if mark else (0, 0)
    begin = (error.context_mark.line, error.context_mark.column) if error.context_mark else place
    reason, context = error.problem or error.context or "", error.context or ""
    is_key = context == "while scanning a simple key"
    place = begin if is_key else place  # the parser looks for its colon in the next line, too
    yield from _seen_in_lines(lines, begin, place, in_quotation="quoted scalar" in context)
    if "mapping values are not allowed" in reason:
        yield Code.YAML_COLON, place, _quoted(lines, place)
    written = lines[place[0]] if place[0] < len(lines) else ""
    if is_key:
        yield from _without_colon(lines, place[0])
    if reason.startswith("did not find expected") and _has_stray_quote(written):
        yield Code.YAML_QUOTE, place, _quoted(lines, place)
    if context in _BRACKETS and begin[0] < place[0]:
        opening, closing = _BRACKETS[context]
        yield Code.YAML_BRACKET, begin, {"opening": opening, "closing": closing}
    yield Code.YAML_SYNTAX, place, {"reason": reason}


def _seen_in_lines(
    lines: list[str], begin: tuple[int, int], place: tuple[int, int], *, in_quotation: bool
) -> Iterator[_Found]:
    """Yield what lines themselves show, whatever the parser says; it began at one place and stopped at the other."""
    for number, line in enumerate(lines):
        if "\t" in line[: len(line) - len(line.lstrip())]:
            yield Code.YAML_TAB, (number, line.index("\t")), {}
    yield from ((Code.YAML_QUOTE, each, _quoted(lines, each)) for each in _open_quotations(lines) if each <= place)
    if in_quotation:
        yield Code.YAML_QUOTE, begin, _quoted(lines, begin)
    for number, line in enumerate(lines[: place[0] + 1]):
        if glued := _GLUED.match(line):
            yield Code.YAML_NO_COLON, (number, glued.end(1)), {"key": glued[1]}
    for number in dict.fromkeys((begin[0], place[0], place[0] - 1)):
        if 0 <= number < len(lines) and (found := special_sign(lines[number])):
            column, sign = found
            yield Code.YAML_SIGN, (number, column), {"sign": sign, **_quoted(lines, (number, column))}


def _without_colon(lines: list[str], number: int) -> Iterator[_Found]:
    """Yield what a line without a colon is: an entry that lacks it, or the rest of the one above."""
    if name := _NAME.match(lines[number]):
        yield Code.YAML_NO_COLON, (number, name.end()), {"key": name[0]}
    above = next((line for line in reversed(lines[:number]) if line.strip() and not line.startswith(" ")), "")
    if key := _KEY.match(above):
        yield Code.YAML_CONTINUED, (number, 0), {"key": key[1]}


def _quoted(lines: list[str], place: tuple[int, int]) -> dict[str, str]:
    """Return as a detail what to write in a line instead."""
    return {"guess": quoted(lines[place[0]]) if place[0] < len(lines) else ""}


def _open_quotations(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield line and column of each quotation mark that is not closed before the next entry begins."""
    number = 0
    while number < len(lines):
        column, last = _open_quotation(lines[number]), last_line(lines, number)
        if column is not None and last == number:
            yield number, column
        number = last + 1 if BLOCK.match(lines[number]) else number + 1


def _open_quotation(line: str) -> int | None:
    """Return the column of a quotation mark at the beginning of a value that does not end in the line."""
    start = _START.match(line)
    position = start.end() if start else 0
    in_brackets = line[position : position + 1] in {"[", "{"}
    while position < len(line):
        opening = _IN_BRACKETS.search(line, position) if in_brackets else None
        position = opening.end() if opening else position
        mark = line[position]
        if mark not in {'"', "'"}:
            return None
        end = _DOUBLE.match(line, position + 1) if mark == '"' else _SINGLE.match(line, position + 1)
        if end is None:
            return position
        if not in_brackets:
            return None
        position = end.end()
    return None


def _has_stray_quote(line: str) -> bool:
    if _IN_BRACES.match(line):
        return False
    value = line.partition(":")[2].strip()
    mark = value[:1]
    if mark not in {'"', "'"}:
        return False
    return mark in value[1:-1].replace(mark * 2, "").replace(f"\\{mark}", "")
