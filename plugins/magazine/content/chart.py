"""Charts in a text: what a fenced block `chart` says, and the numbers in it or in a file beside the article.

The block begins with options, a line for each; below an empty line stand the numbers, as CSV:

    title: Fahrgäste der S-Bahn
    unit: Millionen im Jahr

    Jahr;Fahrgäste
    2023;265,5
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from unicodedata import east_asian_width

from magazine.content.fields import meant
from magazine.content.markdown_text import code_spans
from magazine.content.problem import Code, Place, Problem
from magazine.locales.numbers import guessed_number, read_number, written

LABEL, NAME = 36, 60
"""Characters in the name of a row and of a column, at most: on a phone, a longer name of a row has no room."""
NARROWEST = 22
"""The width at which nothing overlaps, in em; a narrower column scrolls."""
COLUMNS = 4
"""Columns of numbers, at most: so many can be told apart without colours."""

_OPTION = re.compile(r"(?P<key>[^\W\d][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_OPENING = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?:`{3,}|~{3,})[ \t]*(?:\{[ \t]*\.)?chart(?![\w.+#-])")
_INDENT = re.compile(r"[ \t>]*")
_YEAR = re.compile(r"1\d{3}|20\d{2}|2100")
_EXAMPLE = Decimal("1234.5")


class ChartKind(StrEnum):
    """How numbers are drawn."""

    BAR = "bar"
    LINE = "line"
    STACKED = "stacked"

    @property
    def most_rows(self) -> int:
        """The rows that can be read, at most."""
        return 60 if self is ChartKind.LINE else 20


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """What stands in a block: its options with the line of each, and the lines of the numbers.

    Lines and columns are counted from 1 within the block; `first_line` is that of the numbers.
    """

    options: dict[str, str]
    lines: dict[str, int]
    data: str
    first_line: int
    problems: Sequence[Problem] = ()

    @property
    def file(self) -> str:
        """The path of the file with the numbers, as it was written; an empty string if they are in the block."""
        return self.options.get("file", "")

    @property
    def kind(self) -> ChartKind:
        """How the numbers are drawn: bars, unless something else is said."""
        value = self.options.get("kind", "")
        return ChartKind(value) if value in {*ChartKind} else ChartKind.BAR


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A row of numbers: its name, and the number of each column; None where there is none."""

    name: str
    numbers: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart, and what is wrong with them; `first` is the name of the column with the names of rows."""

    first: str
    columns: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    problems: Sequence[Problem] = ()
    remarks: Sequence[Problem] = ()
    """What is probably not meant, but can be drawn."""


def width_of(text: str) -> float:
    """Return about how wide a text without serifs is in em, rather too wide than too narrow."""
    return sum(map(_character_width, text))


def _character_width(character: str) -> float:
    if character in "MW@%…—m" or east_asian_width(character) in "WF":
        return 1
    if character in "iljtfIr.,:;'|!()/- ":
        return 0.36
    return 0.74 if character.isupper() or character == "w" else 0.57


def chart_places(markdown: str) -> list[Place]:
    """Return where in a text the content of each block `chart` begins, in order."""
    if "chart" not in markdown:
        return []
    found, line, counted = list[Place](), 2, 0  # the line below the one that opens a block
    for start, _ in code_spans(markdown):
        if _OPENING.match(markdown, start):
            line += markdown.count("\n", counted, start)
            counted = start
            content = markdown.find("\n", start) + 1 or len(markdown)
            indented = _INDENT.match(markdown, content)
            found.append(Place("", line, (indented.end() if indented else content) - content + 1))
    return found


def read_block(text: str) -> ChartBlock:
    """Return what stands in a block."""
    reader = _BlockReader()
    lines = text.split("\n")
    number = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    while number < len(lines) and lines[number].strip() and (option := _OPTION.match(lines[number].rstrip())):
        reader.option(option["key"], (option["value"] or "").strip(), number + 1)
        number += 1
    data = "\n".join(lines[number:])
    reader.finish(data)
    return ChartBlock(reader.options, reader.lines, data, number + 1, tuple(reader.problems))


class _BlockReader:
    """Collects the options of a block, and what is wrong with them."""

    known = ("title", "kind", "unit", "source", "file")

    def __init__(self) -> None:
        self.options: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.problems: list[Problem] = []

    def option(self, key: str, value: str, line: int) -> None:
        """Take up an option."""
        place = Place("", line, 1)
        if key not in self.known:
            details = {"key": key, "known": ", ".join(self.known), "guess": meant(key, self.known)}
            self.problems.append(Problem(Code.KEY_UNKNOWN, place, details))
        elif key in self.options:
            self.problems.append(Problem(Code.YAML_DUPLICATE_KEY, place, {"key": key}))
        elif key == "kind" and value not in {*ChartKind}:
            details = {"key": key, "value": value, "known": ", ".join(ChartKind)}
            details["guess"] = meant(value, [*ChartKind])
            self.problems.append(Problem(Code.VALUE_NOT_IN_LIST, place, details))
        self.options.setdefault(key, value)
        self.lines.setdefault(key, line)

    def finish(self, data: str) -> None:
        """Find what is missing, or there twice, now that all options are known."""
        if not self.options.get("title"):
            self.problems.append(Problem(Code.KEY_MISSING, Place("", self.lines.get("title", 1), 1), {"key": "title"}))
        if self.options.get("file") and data.strip():
            self.problems.append(Problem(Code.CHART_DATA_TWICE, Place("", self.lines["file"], 1)))


def read_table(text: str, kind: ChartKind, language: str) -> ChartTable:
    """Return the numbers in CSV; the places of problems are those in `text`, and name no file."""
    return _TableReader(kind, language).read(text)


@dataclass(slots=True)
class _Cell:
    text: str
    line: int
    column: int


@dataclass(slots=True)
class _TableReader:
    kind: ChartKind
    language: str
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    def read(self, text: str) -> ChartTable:
        """Return the table; without rows if its first line is wrong, by which all others are understood."""
        header, *body = [*_cells(text.removeprefix("\ufeff"))] or [[_Cell("", 1, 1)]]
        if not body:
            return ChartTable("", (), (), [Problem(Code.CHART_WITHOUT_DATA, Place("", header[0].line, 1))])
        self._header(header, body)
        if self.problems:
            return ChartTable("", (), (), self.problems)
        rows = [row for cells in body if (row := self._row(cells, len(header)))]
        self._named_once(header[1:])
        self._named_once([cells[0] for cells in body])
        self._thousands([cell for cells in body for cell in cells[1:]])
        if not self.problems and all(number is None for row in rows for number in row.numbers):
            self._problem(Code.CHART_WITHOUT_DATA, body[0][0])
        if self.kind is ChartKind.LINE and all(_YEAR.fullmatch(row.name) for row in rows):
            rows.sort(key=lambda row: row.name)  # time goes from left to right
        columns = tuple(cell.text for cell in header[1:])
        return ChartTable(header[0].text, columns, tuple(rows), self.problems, self.remarks)

    def _problem(self, code: Code, cell: _Cell, **details: str) -> None:
        self.problems.append(Problem(code, Place("", cell.line, cell.column), details))

    def _header(self, header: list[_Cell], body: list[list[_Cell]]) -> None:
        if len(header) == 1:
            self._problem(Code.CHART_ONE_COLUMN, header[0])
            return
        for cell in header[1:]:
            number = read_number(cell.text, self.language) is not None and not _YEAR.fullmatch(cell.text)
            if number or not cell.text:
                self._problem(Code.CHART_HEADER_MISSING, cell, value=cell.text, about="" if cell.text else "empty")
                return
        for cell in header:
            self._length(cell, NAME)
        most = self.kind.most_rows
        for cells, limit, about in ((header[1:], COLUMNS, "columns"), ([row[0] for row in body], most, "rows")):
            if len(cells) > limit:
                details = {"about": about, "count": f"{len(cells)}", "most": f"{limit}"}
                self._problem(Code.CHART_TOO_LARGE, cells[limit], **details)

    def _remark(self, code: Code, cell: _Cell, **details: str) -> None:
        self.remarks.append(Problem(code, Place("", cell.line, cell.column), details))

    def _named_once(self, cells: list[_Cell]) -> None:
        """Find two columns, or two rows, of one name: nobody could tell which number is which."""
        first: dict[str, _Cell] = {}
        for cell in cells:
            if first.setdefault(cell.text, cell) is not cell:
                self._remark(Code.CHART_NAME_TWICE, cell, value=cell.text)

    def _thousands(self, cells: list[_Cell]) -> None:
        """Find numbers in another language's notation: 8,500 in German, which is eight and a half.

        Three digits stand behind the sign of decimals, and the last is 0, or other numbers have thousands.
        """
        decimal, group = written(Decimal("1.5"), self.language)[1], written(Decimal(10_000), self.language)[2]
        suspects = [each for each in cells if re.fullmatch(rf"\d{{1,3}}{re.escape(decimal)}\d{{3}}", each.text)]
        grouped = any(re.search(rf"\d{re.escape(group)}\d{{3}}", each.text) for each in cells)
        for cell in suspects:
            if grouped or cell.text.endswith("0"):
                self._remark(Code.CHART_THOUSANDS, cell, value=cell.text, guess=cell.text.replace(decimal, group))
                return

    def _length(self, cell: _Cell, most: int) -> None:
        if len(cell.text) > most:
            self._problem(Code.CHART_NAME_LONG, cell, value=cell.text, most=f"{most or LABEL}")

    def _row(self, cells: list[_Cell], expected: int) -> ChartRow | None:
        if len(cells) != expected:
            cell = cells[expected] if len(cells) > expected else cells[-1]
            self._problem(Code.CHART_ROW_LENGTH, cell, count=f"{len(cells)}", expected=f"{expected}")
            return None
        self._length(cells[0], LABEL if width_of(cells[0].text) <= NARROWEST else 0)
        return ChartRow(cells[0].text, tuple(map(self._number, cells[1:])))

    def _number(self, cell: _Cell) -> Decimal | None:
        if not cell.text:
            return None
        number = read_number(cell.text, self.language)
        if number is None:
            guess, example = guessed_number(cell.text, self.language), written(_EXAMPLE, self.language)
            self._problem(Code.CHART_NUMBER, cell, value=cell.text, guess=guess, example=example)
        elif self.kind is ChartKind.STACKED and number < 0:
            self._problem(Code.CHART_NEGATIVE, cell, value=cell.text)
        return number


def _cells(text: str) -> Iterator[list[_Cell]]:
    """Yield the cells of each line that has any; the first of these decides what stands between cells."""
    separator = ""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not line.strip():
            continue
        separator = separator or next((each for each in ";\t," if each in line), ";")
        cells, position = [], 0
        for value in next(csv.reader([line], delimiter=separator)):
            start = max(position, line.find(value, position))
            cells.append(_Cell(value.strip(), number, start + len(value) - len(value.lstrip()) + 1))
            end = line.find(separator, start + len(value))
            position = end + 1 if end >= 0 else len(line)
        yield cells
