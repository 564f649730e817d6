"""Puts results into tables: in the terminal, and in the documentation."""

import os
import platform
import re
import statistics
import subprocess
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks.competitors import BASE, COMPETITORS, OURS
from tests.benchmarks.competitors.hugo import binary
from tests.benchmarks.results import Result

COLUMNS = ("", "seconds", "× Hugo", "CPU s", "memory MB", "site MB", "pages")
_WIDTH = 100  # also where the output is not a terminal
_MARKS = ("<!-- bench: written by make bench -->", "<!-- /bench -->")


def rows(results: Iterable[Result]) -> list[Sequence[str]]:
    """Return the rows of one size, in the order of the competitors."""
    by_name = {result.competitor: result for result in results}
    base, own = by_name.get(BASE), by_name.get(OURS)
    return [
        _row(competitor.title, result, base, own)
        for competitor in COMPETITORS
        if (result := by_name.get(competitor.name))
    ]


def _row(title: str, result: Result, base: Result | None, own: Result | None) -> Sequence[str]:
    pages = f"{result.pages:,}"
    if own and (difference := result.pages - own.pages):
        pages += f" ({difference:+,})"
    return (
        title,
        f"{result.median:.1f}" + (" ¹" if len(result.seconds) == 1 else ""),
        f"{result.median / base.median:.2f}" if base else "–",
        f"{statistics.median(result.cpu):.1f}",
        f"{result.memory / 1e6:,.0f}",
        f"{result.size / 1e6:,.1f}",
        pages,
    )


def show(count: int, results: Iterable[Result]) -> None:
    """Print the table of one size."""
    table = Table(*COLUMNS, title=f"{count:,} articles")
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows(results):
        table.add_row(*row)
    Console(width=_WIDTH).print(
        table, "¹ measured once; all others: median of 3" if any("¹" in row[1] for row in rows(results)) else ""
    )


def write(page: Path, sizes: dict[int, list[Result]]) -> None:
    """Put the tables, largest size first, between the marks of a Markdown page."""
    days = sorted({result.day for results in sizes.values() for result in results})
    parts = [f"Measured {' to '.join(dict.fromkeys((days[0], days[-1])))} on {machine()}."]
    for count, results in sorted(sizes.items(), reverse=True):
        parts.append(f"### {count:,} articles")
        lines = [COLUMNS, ("---", *["---:"] * (len(COLUMNS) - 1)), *rows(results)]
        parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
    text = page.read_text(encoding="utf-8")
    start, end = _MARKS
    new = "\n\n".join((start, *parts, end))
    page.write_text(re.sub(f"{re.escape(start)}.*{re.escape(end)}", lambda _: new, text, flags=re.DOTALL), "utf-8")


def machine() -> str:
    """Describe the machine and the versions, without names or places."""
    cpu = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    hugo = subprocess.run([str(binary()), "version"], capture_output=True, text=True, check=True).stdout
    return (
        f"{cpu[1] if cpu else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"{platform.system()} {platform.release().split('-')[0]}; Python {platform.python_version()}, "
        f"MkDocs {version('mkdocs')}, Material {version('mkdocs-material')}, Hugo {hugo.split()[1].split('-')[0]}"
    )
