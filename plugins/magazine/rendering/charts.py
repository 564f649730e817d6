"""Charts in the HTML of a text: blocks of numbers become figures with a drawing, a table and a source.

What authors write is code to Markdown and the sanitiser: the drawing is made of numbers and names only, afterwards.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape, unescape

from magazine.cache.fingerprint import fingerprint
from magazine.cache.memo import memoised
from magazine.content.chart import ChartBlock, ChartTable, read_block, read_table
from magazine.content.front_matter import decode
from magazine.content.problem import Code, Place, Problem
from magazine.content.slugs import nearest_file
from magazine.content.targets import local_path, resolved
from magazine.content.typesetting import typographic
from magazine.locales import Locale, load
from magazine.locales.numbers import written
from magazine.rendering.chart_svg import drawing, swatch

_BLOCK = re.compile(r'<pre class="highlight"><code class="language-chart">([^<]*)</code></pre>')
_SIGN = 'class="language-chart"'


@dataclass(frozen=True, slots=True)
class ChartSource:
    """A block of a text as it is written, and where its content begins there.

    `file` is its file with numbers as the block names it, `path` the path to it; both are empty without one.
    """

    text: str
    place: Place
    file: str
    path: str


def chart_sources(html: str, places: Callable[[], Sequence[Place]]) -> list[ChartSource]:
    """Return the charts in sanitised HTML; `places` returns where each stands in the Markdown."""
    if _SIGN not in html:
        return []
    found, known = [unescape(block[1]) for block in _BLOCK.finditer(html)], places()
    starts = known if len(known) == len(found) else [Place("", 1, 1)] * len(found)  # some are written as HTML
    files = [read_block(text).file for text in found]
    return [
        ChartSource(text, place, file, local_path(file)) for text, place, file in zip(found, starts, files, strict=True)
    ]


def titles_only(html: str) -> str:
    """Return the HTML of a text with the title of each chart in its place: what a search finds of it."""
    if _SIGN not in html:
        return html
    return _BLOCK.sub(lambda found: f"<p>{escape(read_block(unescape(found[1])).options.get('title', ''))}</p>", html)


@dataclass(frozen=True)
class Charts:
    """Draws the charts of texts; `data` has the files with numbers, by their paths in the docs folder.

    `languages` are those of articles that name one, by their files.
    """

    language: str = "en"
    data: Mapping[str, bytes] = field(default_factory=dict)
    languages: Mapping[str, str] = field(default_factory=dict)

    def fingerprint(self, sources: Sequence[ChartSource], file: str) -> str:
        """Return the fingerprint of what the charts of the text `file` depend on besides the text."""
        contents = [self.data.get(resolved(file, source.path), b"") for source in sources if source.path]
        return fingerprint(self._language(file), contents) if sources else ""

    def _language(self, file: str) -> str:
        return self.languages.get(file, self.language)

    def shown(self, html: str, file: str, address: Callable[[str], str], *, plain: bool = False) -> str:
        """Return the HTML of the text `file` with its charts; one with mistakes stays as it is written.

        `address` returns where the target of a link leads, or an empty string. With `plain`, charts are tables.
        """
        if _SIGN not in html:
            return html
        number = 0

        def figure(found: re.Match[str]) -> str:
            nonlocal number
            block = read_block(unescape(found[1]))
            table, _ = self._table(block, file)
            if table is None or table.problems:
                return found[0]
            number += 1
            link = address(block.file) if block.file else ""
            return _Figure(block, table, f"chart-{number}", load(self.language).of(self._language(file)), link).html(
                plain=plain
            )

        return _BLOCK.sub(figure, html)

    def problems(self, sources: Sequence[ChartSource], file: str, first_line: int) -> Iterator[Problem]:
        """Find what is wrong in the charts of a text, which begins in the line `first_line` of `file`."""
        for source in sources:
            line, column = source.place.line or 1, source.place.column or 1
            for problem in self._table(read_block(source.text), file)[1]:
                if problem.place.file:  # the file with the numbers
                    yield problem
                else:
                    at = problem.place
                    place = Place(file, (at.line or 1) + line + first_line - 2, (at.column or 1) + column - 1)
                    yield replace(problem, place=place)

    def _table(self, block: ChartBlock, file: str) -> tuple[ChartTable | None, list[Problem]]:
        """Return the numbers of a block and what is wrong with it; problems without a file are the block's."""
        if block.problems:
            return None, [*block.problems]
        name, first_line, text = "", block.first_line, block.data
        if block.file:
            name, first_line = resolved(file, local_path(block.file)), 1
            read = self._content(name, block)
            if isinstance(read, Problem):
                return None, [read]
            text = read
        table = _table(text, block.kind, self._language(file))
        return table, [problem.within(name, first_line) for problem in (*table.problems, *table.remarks)]

    def _content(self, name: str, block: ChartBlock) -> str | Problem:
        """Return the text of a file with numbers."""
        if name in self.data:
            return decode(self.data[name], name)
        near = nearest_file(name, self.data) if local_path(block.file) else None
        guess = posixpath.basename(near) if near else ""
        place = Place("", block.lines["file"], 1)
        return Problem(Code.CHART_FILE_MISSING, place, {"value": block.file, "guess": guess})


_table = memoised(read_table)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A chart as a figure: title and unit, legend, drawing, table, source."""

    block: ChartBlock
    table: ChartTable
    marks: str
    locale: Locale
    link: str

    def html(self, *, plain: bool) -> str:
        """Return the figure; `plain` where there are no styles."""
        unit = f" <span>{self._option('unit')}</span>" if self._option("unit") else ""
        caption = f"<figcaption><strong>{self._option('title')}</strong>{unit}</figcaption>"
        if plain:
            return f"<figure>{caption}{self._numbers()}{self._source()}</figure>"
        return (
            f'<figure class="chart">{caption}{self._legend()}<div>{self._drawing()}</div>'
            f"<details><summary>{escape(self.locale('chart.table'))}</summary>{self._numbers()}</details>"
            f"{self._source()}</figure>"
        )

    def _option(self, key: str) -> str:
        return escape(typographic(self.block.options.get(key, ""), self.locale.language))

    def _drawing(self) -> str:
        kind = self.locale(f"chart.{self.block.kind}")
        title = typographic(self.block.options["title"], self.locale.language)
        name = self.locale("chart.name", kind=kind, title=title)
        return drawing(self.table, self.block.kind, name, self.marks, self.locale.language)

    def _legend(self) -> str:
        """Return the names of the columns; with one only, the title says what it is."""
        if len(self.table.columns) == 1:
            return ""
        names = (
            f"<li>{swatch(self.block.kind, number, self.marks)} {escape(name)}</li>"
            for number, name in enumerate(self.table.columns)
        )
        return f"<ul>{''.join(names)}</ul>"

    def _numbers(self) -> str:
        head = "".join(f'<th scope="col" class="right">{escape(name)}</th>' for name in self.table.columns)
        rows = "".join(
            f'<tr><th scope="row">{escape(row.name)}</th>'
            + "".join(
                f'<td class="right">{"–" if number is None else written(number, self.locale.language)}</td>'
                for number in row.numbers
            )
            + "</tr>"
            for row in self.table.rows
        )
        first = f'<th scope="col">{escape(self.table.first)}</th>' if self.table.first else "<td></td>"
        return f"<table><thead><tr>{first}{head}</tr></thead><tbody>{rows}</tbody></table>"

    def _source(self) -> str:
        source, data = self._option("source"), ""
        if self.link:
            data = f'<a href="{escape(self.link)}">{escape(self.locale("chart.file"))}</a>'
        parts = [self.locale("chart.source", source=source) if source else "", data]
        told = " · ".join(filter(None, parts))
        return f"<p>{told}</p>" if told else ""
