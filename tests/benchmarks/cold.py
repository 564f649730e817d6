"""Measures first builds: nothing is there but the sources. Ours, and everybody else's."""

import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from tests.benchmarks.competitors import COMPETITORS, GROUPS, Competitor
from tests.benchmarks.kinds import bytes_by_kind
from tests.benchmarks.measure import Runs, alternate, written
from tests.benchmarks.results import keep, kept

RUNS = 3
PATIENCE = 120.0
"""Builds that take longer, in seconds, are measured once."""


@dataclass(frozen=True, slots=True)
class Result:
    """A competitor at one size: each run's seconds and processor seconds, peak memory in bytes, what was written.

    `failure` says why there are no runs, or fewer. `group` are those it was measured in turn with.
    """

    competitor: str
    articles: int
    seconds: list[float]
    cpu: list[float]
    memory: int
    size: int
    pages: int
    kinds: dict[str, int]
    failure: str
    day: str

    @property
    def median(self) -> float:
        """The seconds of the run in the middle."""
        return statistics.median(self.seconds)


def results(count: int) -> list[Result]:
    """Return all that is known of this size, in the order of the competitors."""
    return [Result(**data) for each in COMPETITORS if (data := kept(count, f"cold-{each.name}"))]


def missing(count: int, chosen: Sequence[Competitor], *, again: bool) -> list[list[Competitor]]:
    """Return the groups of the chosen competitors that are to be measured."""
    known = {result.competitor for result in results(count)}
    return [
        group
        for group in GROUPS
        if any(each in chosen for each in group) and (again or any(each.name not in known for each in group))
    ]


def measure(group: Sequence[Competitor], count: int, rounds: int = RUNS) -> list[Result]:
    """Write the sites of a group, build them in turn until the figures are good enough, and keep the results."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        roots = {each.name: Path(folder, each.name) for each in group}
        for each in group:
            each.write(roots[each.name], count)
        runs = alternate([each.build(roots[each.name]) for each in group], rounds, PATIENCE)
        found = [_result(each, count, its, roots[each.name] / each.site) for each, its in zip(group, runs, strict=True)]
        for result in found:
            keep(count, f"cold-{result.competitor}", asdict(result))
    return found


def _result(competitor: Competitor, count: int, its: Runs, site: Path) -> Result:
    size, pages = written(site) if its.runs else (0, 0)
    return Result(
        competitor=competitor.name,
        articles=count,
        seconds=[run.seconds for run in its.runs],
        cpu=[run.cpu for run in its.runs],
        memory=max((run.memory for run in its.runs), default=0),
        size=size,
        pages=pages,
        kinds=bytes_by_kind(site) if its.runs else {},
        failure=its.failure,
        day=date.today().isoformat(),
    )
