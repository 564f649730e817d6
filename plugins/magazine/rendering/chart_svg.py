"""Charts as SVG, drawn so that type keeps its size at every width.

What lies across is a share of the width, what lies below each other a multiple of the type: a phone shows the same
chart with the same type, only narrower. Colours are the style sheet's custom properties, so light, dark and forced
colours need no second drawing. Columns differ by colour and by pattern.

pygal and leather scale their type with the drawing, and bring colours and style sheets of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise

from magazine.content.chart import NARROWEST, ChartKind, ChartTable, width_of
from magazine.locales.numbers import written

COLOURS = ("accent", "brick", "soft", "ink")
_LABEL, _BAR, _GAP = 1.5, 1.25, 0.9  # em: the line of a name, a bar, and what is free below it
_PLOT = 15  # em
_TICKS = 5
_DASHES = ("", "7 4", "2 4", "12 4 2 4")
_STEPS = [*map(Decimal, ("1", "2", "2.5", "5", "10"))]
_YEAR = re.compile(r"[0-9]{4}")
_WHOLE = 100  # per cent


def drawing(table: ChartTable, kind: ChartKind, name: str, marks: str, language: str) -> str:
    """Return a chart as SVG.

    Args:
        table: Its numbers.
        kind: How they are drawn.
        name: What a screen reader says of it.
        marks: What the ids of its patterns begin with, which are the page's.
        language: In whose notation numbers are shown.
    """
    painter = _Painter(table, marks, language)
    draw = {ChartKind.BAR: painter.bars, ChartKind.STACKED: painter.stacked, ChartKind.LINE: painter.lines}[kind]
    content, height = draw()
    return (
        f'<svg role="img" aria-label="{escape(name)}" width="100%" height="{_short(height)}em" '
        f'fill="currentColor">{painter.patterns()}{content}</svg>'
    )


def swatch(kind: ChartKind, number: int, marks: str) -> str:
    """Return what shows in a legend how the column with this number, from 0, is drawn."""
    if kind is ChartKind.LINE:
        return (
            f'<svg width="2em" height="0.7em" aria-hidden="true"><line x2="100%" y1="50%" y2="50%" '
            f"{_stroke(number)}/></svg>"
        )
    bar = f'<rect width="100%" height="100%" {_fill(number, marks)}/>'
    return f'<svg width="0.9em" height="0.7em" aria-hidden="true">{bar}</svg>'


def ticks(lowest: Decimal, highest: Decimal) -> list[Decimal]:
    """Return about five round numbers, the first not above the lowest and the last not below the highest."""
    if lowest == highest:
        lowest, highest = min(lowest, Decimal(0)), max(highest, Decimal(0)) or Decimal(1)
    rough = (highest - lowest) / (_TICKS - 1)
    power = Decimal(10) ** rough.adjusted()
    step = next(each * power for each in _STEPS if each * power >= rough)
    first = (lowest / step).to_integral_value(rounding="ROUND_FLOOR")
    last = (highest / step).to_integral_value(rounding="ROUND_CEILING")
    return [step * number for number in range(int(first), int(last) + 1)]


def positions(names: Sequence[str]) -> list[float]:
    """Return where names stand from left to right, from 0 to 1: years in proportion, all others evenly."""
    if all(_YEAR.fullmatch(name) for name in names) and all(a < b for a, b in pairwise(names)):
        years = [int(name) for name in names]
        return [(year - years[0]) / (years[-1] - years[0] or 1) for year in years]
    return [index / (len(names) - 1 or 1) for index in range(len(names))]


def readable(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Return which labels to show so that none touches another: every second, third, …, the last one always."""
    last = len(spans) - 1
    for step in range(1, len(spans) + 1):
        shown = [index for index in range(len(spans)) if (last - index) % step == 0]
        if all(spans[before][1] <= spans[after][0] for before, after in pairwise(shown)):
            return [0, *shown] if shown[0] and spans[0][1] <= spans[shown[0]][0] else shown
    return []


@dataclass(frozen=True, slots=True)
class _Painter:
    table: ChartTable
    marks: str
    language: str

    def patterns(self) -> str:
        """Return the patterns of the second and fourth column: bars with stripes."""
        numbers = [number for number in range(len(self.table.columns)) if number % 2]
        found = "".join(
            f'<pattern id="{self.marks}-{number}" width="5" height="5" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate({45 if number == 1 else 135})"><path fill="{_colour(number)}" d="M0 0h5v5H0z"/>'
            f'<path stroke="var(--paper)" d="M.5 0v5"/></pattern>'
            for number in numbers
        )
        return f"<defs>{found}</defs>" if found else ""

    def bars(self) -> tuple[str, float]:
        """Draw a bar for each number, below the name of its row, with the number at its end."""
        numbers = [each for row in self.table.rows for each in row.numbers if each is not None]
        low, high = min([*numbers, Decimal(0)]), max([*numbers, Decimal(0)])
        room = self._room(numbers)
        left = room if low < 0 else 0.0
        scale = (100 - left - room) / float(high - low or 1)
        zero = left - float(low) * scale
        parts, y = list[str](), 0.0
        for row in self.table.rows:
            parts.append(_text(row.name, 0, y + 1))
            y += _LABEL
            if low < 0:
                parts.append(_upright(zero, y, y + _BAR * len(row.numbers), "rule"))
            for index, number in enumerate(row.numbers):
                parts.append(self._bar(index, number, zero, scale, y))
                y += _BAR
            y += _GAP
        return "".join(parts), y - _GAP

    def _bar(self, index: int, number: Decimal | None, zero: float, scale: float, y: float) -> str:
        middle = y + 0.85
        if number is None:
            return _text("–", zero, middle, "start", 0.3)
        length = float(abs(number)) * scale
        start = zero if number >= 0 else zero - length
        end, anchor, shift = (zero + length, "start", 0.4) if number >= 0 else (start, "end", -0.4)
        return self._rectangle(index, start, length, y) + _text(self._written(number), end, middle, anchor, shift)

    def _rectangle(self, index: int, start: float, length: float, y: float) -> str:
        return (
            f'<rect x="{_short(start)}%" y="{_short(y)}em" width="{_short(length)}%" height="{_BAR - 0.15}em" '
            f"{_fill(index, self.marks)}/>"
        )

    def stacked(self) -> tuple[str, float]:
        """Draw a bar for each row, the numbers of which stand beside each other in it, with their sum at its end."""
        sums = [sum((each for each in row.numbers if each is not None), Decimal(0)) for row in self.table.rows]
        scale = (100 - self._room(sums)) / float(max(sums) or 1)
        parts, y = list[str](), 0.0
        for row, total in zip(self.table.rows, sums, strict=True):
            parts.append(_text(row.name, 0, y + 1))
            y += _LABEL
            position = 0.0
            for index, number in enumerate(row.numbers):
                length = float(number or 0) * scale
                parts.append(self._rectangle(index, position, length, y))
                position += length
                parts.append(_upright(position, y, y + _BAR, "paper"))
            parts.append(_text(self._written(total), position, y + 0.85, "start", 0.4))
            y += _BAR + _GAP
        return "".join(parts), y - _GAP

    def lines(self) -> tuple[str, float]:
        """Draw a line for each column over round numbers, with the names of the rows below."""
        numbers = [each for row in self.table.rows for each in row.numbers if each is not None] or [Decimal(0)]
        low, high = min(numbers), max(numbers)
        if 0 <= low <= high / 2:
            low = Decimal(0)
        marks = ticks(low, high)
        left = max(_width(self._written(mark)) for mark in marks)
        heights = {mark: 100 - 100 * float((mark - marks[0]) / (marks[-1] - marks[0])) for mark in marks}
        labels = "".join(
            _text(self._written(mark), left, 1.15 + _PLOT * height / 100, "end", -0.5)
            for mark, height in heights.items()
        )
        grid = "".join(
            f'<line x2="100%" y1="{_short(height)}%" y2="{_short(height)}%" stroke="var(--rule)" '
            f'stroke-opacity="{1 if mark in (0, marks[0]) else 0.4}"/>'
            for mark, height in heights.items()
        )
        across = positions([row.name for row in self.table.rows])
        width = 98 - left
        series = "".join(self._line(index, across, marks) for index in range(len(self.table.columns)))
        plot = (
            f'<svg x="{_short(left)}%" y="0.8em" width="{_short(width)}%" height="{_PLOT}em" overflow="visible">'
            f"{grid}{series}</svg>"
        )
        return plot + labels + "".join(self._names(across, left, width)), _PLOT + 2.8

    def _names(self, across: Sequence[float], left: float, width: float) -> Iterator[str]:
        """Yield the names of rows below the lines, as many as there is room for."""
        spans, placed = [], []
        for row, share in zip(self.table.rows, across, strict=True):
            x, size = left + share * width, _width(row.name)
            # The middle of a name is below its point, but no name stands out on the right, or far on the left.
            anchor = "end" if x + size / 2 > _WHOLE else "start" if x - size / 2 < 0 else "middle"
            start = x - {"end": size, "start": 0, "middle": size / 2}[anchor]
            spans.append((start, start + size))
            placed.append((row.name, x, anchor))
        for index in readable(spans):
            name, x, anchor = placed[index]
            yield _text(name, x, _PLOT + 2.4, anchor)

    def _line(self, index: int, across: Sequence[float], marks: Sequence[Decimal]) -> str:
        span = marks[-1] - marks[0]
        path, points, drawing_on = "", "", False
        for share, row in zip(across, self.table.rows, strict=True):
            number = row.numbers[index]
            if number is not None:
                y = 1 - float((number - marks[0]) / span)
                path += f"{'L' if drawing_on else 'M'}{_short(share * 1000)} {_short(y * 1000)}"
                points += f'<circle cx="{_short(share * 100)}%" cy="{_short(y * 100)}%" r="2.5"/>'
            drawing_on = number is not None
        return (
            f'<svg viewBox="0 0 1000 1000" preserveAspectRatio="none" width="100%" height="100%" overflow="visible">'
            f'<path d="{path}" {_stroke(index)} fill="none" vector-effect="non-scaling-stroke"/></svg>'
            f'<g fill="{_colour(index)}">{points}</g>'
        )

    def _room(self, numbers: Sequence[Decimal]) -> float:
        """Return the share of the width that the longest number behind a bar needs."""
        return max((_width(self._written(number)) for number in numbers), default=0)

    def _written(self, number: Decimal) -> str:
        return written(number, self.language)


def _width(text: str) -> float:
    """Return how wide a text is with some space, as a share of the narrowest chart, in per cent."""
    return 100 * (width_of(text) + 0.6) / NARROWEST


def _text(text: str, x: float, y: float, anchor: str = "start", shift: float = 0) -> str:
    anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
    shifted = f' dx="{shift}em"' if shift else ""
    return f'<text x="{_short(x)}%" y="{_short(y)}em"{anchored}{shifted}>{escape(text)}</text>'


def _upright(x: float, start: float, end: float, colour: str) -> str:
    across = f'x1="{_short(x)}%" x2="{_short(x)}%"'
    return f'<line {across} y1="{_short(start)}em" y2="{_short(end)}em" stroke="var(--{colour})"/>'


def _colour(number: int) -> str:
    return f"var(--{COLOURS[number]})"


def _fill(number: int, marks: str) -> str:
    return f'fill="{f"url(#{marks}-{number})" if number % 2 else _colour(number)}"'


def _stroke(number: int) -> str:
    dashes = f' stroke-dasharray="{_DASHES[number]}"' if _DASHES[number] else ""
    return f'stroke="{_colour(number)}" stroke-width="2"{dashes}'


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
