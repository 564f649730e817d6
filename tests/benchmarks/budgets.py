"""What may cost how much, and what it costs: the budgets of `documentation/speed.md`."""

import statistics
from collections.abc import Iterator
from typing import NamedTuple

from tests.benchmarks import changes, cold, preview, search
from tests.benchmarks.competitors import EVERYTHING, OURS, RIVAL

LARGE, MEDIUM = 10_000, 1_000


class Budget(NamedTuple):
    """`measured` and `limit` are of the same `unit`; `form` is how they are printed."""

    title: str
    limit: float
    measured: float
    unit: str = ""
    form: str = ".2f"

    @property
    def row(self) -> tuple[str, str, str]:
        """The cells of a table: what is limited, the limit, what was measured."""
        mark = "" if self.measured <= self.limit else " ✗"
        limit, measured = (f"{each:{self.form}}{self.unit}" for each in (self.limit, self.measured))
        return self.title, limit, measured + mark


def budgets() -> Iterator[Budget]:
    """Yield those of which everything is measured."""
    yield from _of_changes()
    yield from _of_first_builds()
    yield from _of_files()
    if seen := preview.known(LARGE):
        medians = seen.medians()
        yield Budget("preview, first page on a warm cache", 4, medians["first"], " s", ".1f")
        yield Budget("preview, text edited, until it is shown", 1.5, medians["text"], " s", ".1f")
        yield Budget("preview, headline edited, until it is shown", 2, medians["headline"], " s", ".1f")
    if queries := search.known(LARGE):
        yield Budget("first search, any word, until there are hits", 300, search.slowest(queries), " ms", ".0f")
        loaded = max(query.loaded for query in queries)
        yield Budget("first search, any word, what it loads", 200, loaded / 1024, " KiB", ".0f")


def _of_changes() -> Iterator[Budget]:
    costs = {cost.change: cost for cost in changes.costs(LARGE, EVERYTHING) if cost.pairs}
    if newest := costs.get("newest"):
        yield Budget("nothing changed", 5, newest.seconds[0], " s", ".1f")
        yield Budget("newest article added / nothing changed", 1.35, newest.ratio)
    if back := costs.get("back"):
        yield Budget("article of five years ago added / nothing changed", 1.6, back.ratio)


def _of_first_builds() -> Iterator[Budget]:
    found = {result.competitor: result for result in cold.results(LARGE) if result.seconds}
    smaller = {result.competitor: result for result in cold.results(MEDIUM) if result.seconds}
    own, rival = found.get(OURS), found.get(RIVAL)
    if own and rival:
        ratio = statistics.median(ours / theirs for ours, theirs in zip(own.seconds, rival.seconds, strict=False))
        yield Budget("first build / Hugo with related articles, then Pagefind", 0.9, ratio)
    if own and OURS in smaller:
        yield Budget("first build of 10,000 articles / of 1,000", 10.5, own.median / smaller[OURS].median, form=".1f")
    if own:
        yield Budget("memory, all processes", 700, own.memory / 1e6, " MB", ",.0f")
        yield Budget("output per article, everything counted", 25, own.size / 1e3 / LARGE, " KB", ".1f")
        yield Budget("of it share cards", 5, own.kinds.get("share cards", 0) / 1e3 / LARGE, " KB", ".1f")


def _of_files() -> Iterator[Budget]:
    if newest := changes.files(MEDIUM).get("newest"):
        title = "files that the newest among 1,000 articles touches, beside its own"
        yield Budget(title, 25, newest.beside, form=".0f")
