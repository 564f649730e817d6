"""Puts what was measured into tables: in the terminal, and in the documentation."""

import os
import platform
import re
import statistics
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table as RichTable

from tests import tables
from tests.benchmarks import changes, cold, preview, search
from tests.benchmarks.budgets import LARGE, MEDIUM, budgets
from tests.benchmarks.competitors import BASE, COMPETITORS, EVERYTHING, OURS, PAGES, Competitor
from tests.benchmarks.competitors.hugo import binary
from tests.benchmarks.competitors.ours import CHANGES
from tests.benchmarks.kinds import Touched
from tests.tables import Table

_WIDTH = 120  # also where the output is not a terminal


def first_builds(count: int) -> Table:
    """Return the table of all competitors at one size."""
    results = {result.competitor: result for result in cold.results(count)}
    base, own = results.get(BASE), results.get(OURS)
    rows = [
        _row(each.title, result, base, own) for each in COMPETITORS if (result := results.get(each.name)) is not None
    ]
    columns = ("first build", "seconds", "× Hugo", "CPU s", "memory MB", "site MB", "pages")
    return Table(f"{count:,} articles", columns, rows)


def _row(title: str, result: cold.Result, base: cold.Result | None, own: cold.Result | None) -> Sequence[str]:
    if not result.seconds:
        return title, result.failure, *["–"] * 5
    pages = f"{result.pages:,}"
    if own and own.seconds and (difference := result.pages - own.pages):
        pages += f" ({difference:+,})"
    return (
        title,
        f"{result.median:.1f}" + (" ¹" if len(result.seconds) == 1 else ""),
        f"{result.median / base.median:.2f}" if base and base.seconds else "–",
        f"{statistics.median(result.cpu):.1f}",
        f"{result.memory / 1e6:,.0f}",
        f"{result.size / 1e6:,.1f}",
        pages,
    )


def further_builds(count: int, competitor: Competitor) -> Table:
    """Return the table of what changes cost one of our sites."""
    costs = {cost.change: cost for cost in changes.costs(count, competitor)}
    rows: list[Sequence[str]] = []
    for change in CHANGES:
        if not (cost := costs.get(change.name)):
            continue
        if not cost.pairs:
            rows.append((change.title, cost.failure, *["–"] * 5))
            continue
        seconds, cpu = ([f"{each:.1f}" for each in times] for times in (cost.seconds, cost.processor))
        rows.append((change.title, *seconds, f"{cost.ratio:.2f}", *cpu, f"{cost.memory / 1e6:,.0f}"))
    name = competitor.title[0].lower() + competitor.title[1:]
    columns = ("further build", "s, unchanged", "s", "×", "CPU s, unchanged", "CPU s", "memory MB")
    return Table(f"{count:,} articles, {name}", columns, rows)


def files(count: int) -> Table:
    """Return the table of the files that one more article touches."""
    found = changes.files(count)
    sides = [found.get("newest", Touched()), found.get("back", Touched())]
    counts = [side.by_kind() for side in sides]
    rows: list[Sequence[str]] = [("its own", *(str(len(side.own)) for side in sides))]
    for kind in sorted({kind for each in counts for kind in each}):
        rows.append((kind, *(_sum(each.get(kind, (0, 0, 0))) for each in counts)))
    rows.append(("all beside its own", *(str(side.beside) for side in sides)))
    columns = ("files", "newest added", "of five years ago")
    return Table(f"Files touched, {count:,} articles", columns, rows if found else [])


def _sum(counts: tuple[int, int, int]) -> str:
    changed, added, removed = counts
    parts = [str(changed + added)] if changed + added else []
    return ", ".join([*parts, *([f"{removed} gone"] if removed else [])]) or "–"


def sizes(count: int) -> Table:
    """Return the table of what a site holds an article."""
    own = next((result for result in cold.results(count) if result.competitor == OURS), None)
    kinds = own.kinds if own else {}
    rows = [(kind, f"{size / 1e6:,.1f}", f"{size / 1e3 / count:.2f}") for kind, size in kinds.items()]
    if total := sum(kinds.values()):
        rows.append(("all", f"{total / 1e6:,.1f}", f"{total / 1e3 / count:.2f}"))
    return Table(f"Output, {count:,} articles", ("kind", "MB", "KB an article"), rows)


def previews(count: int) -> Table:
    """Return the table of the preview's times."""
    seen = preview.known(count)
    names = {"first": "first page, warm cache", "text": "text edited", "headline": "headline edited"}
    rows = []
    for name, median in (seen.medians() if seen else {}).items():
        each = getattr(seen, name)
        rows.append((names[name], f"{median:.2f}", f"{min(each):.2f} to {max(each):.2f}"))
    return Table(f"Preview, {count:,} articles", ("until it is shown", "s, median", "s"), rows)


def searches(count: int) -> Table:
    """Return the table of first searches."""
    rows = [
        (
            query.title,
            f"{statistics.median(query.asked):.0f}",
            f"{statistics.median(query.opened):.0f}",
            f"{query.loaded / 1024:.0f}",
        )
        for query in search.known(count)
    ]
    return Table(f"First search, {count:,} articles", ("asked for", "ms, asked", "ms, opened", "KiB"), rows)


def limits() -> Table:
    """Return the table of the budgets."""
    return Table("Budgets", ("budget", "limit", "measured"), [budget.row for budget in budgets()])


def show(table: Table) -> None:
    """Print a table, if there is anything in it."""
    if not table.rows:
        return
    printed = RichTable(*table.columns, title=table.title)
    printed.columns[0].no_wrap = True
    for column in printed.columns[1:]:
        column.justify = "right"
    for row in table.rows:
        printed.add_row(*row)
    Console(width=_WIDTH).print(printed)


def write(page: Path, counts: Sequence[int]) -> None:
    """Put the tables, largest size first, between the marks of a Markdown page."""
    days = sorted({result.day for count in counts for result in cold.results(count)})
    when = f"Measured {' to '.join(dict.fromkeys((days[0], days[-1])))} on {machine()}."
    tables.write(page, "bench", when, _all(counts))


def _all(counts: Sequence[int]) -> list[Table]:
    every = [limits()]
    for count in sorted(counts, reverse=True):
        every += [first_builds(count), *(further_builds(count, each) for each in (EVERYTHING, PAGES))]
    return [*every, files(MEDIUM), sizes(LARGE), previews(LARGE), searches(LARGE)]


def machine() -> str:
    """Describe the machine and the versions, without names or places."""
    cpu = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    hugo = subprocess.run([str(binary()), "version"], capture_output=True, text=True, check=True).stdout
    return (
        f"{cpu[1] if cpu else platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"{platform.system()} {platform.release().split('-')[0]}; Python {platform.python_version()}, "
        f"MkDocs {version('mkdocs')}, Material {version('mkdocs-material')}, Hugo {hugo.split()[1].split('-')[0]}, "
        f"Pagefind {version('pagefind-bin')}, Zensical {version('zensical')}"
    )
