"""Measures what a change costs: the time of a build, beside one of an unchanged site, and the files it touches."""

import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path

from tests.benchmarks.competitors import EVERYTHING, Competitor
from tests.benchmarks.competitors.ours import CHANGES, Change
from tests.benchmarks.kinds import Touched, state_of, touched
from tests.benchmarks.measure import Build, Runs, alternate, timed
from tests.benchmarks.results import keep, kept

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Cost:
    """A change at one size. `pairs` are the seconds of a build of the unchanged site and of the one right after it.

    `cpu` are the processor seconds of both, which say more on a machine that has other things to do.
    """

    change: str
    pairs: list[tuple[float, float]]
    cpu: list[tuple[float, float]]
    memory: int
    failure: str
    day: str

    @property
    def seconds(self) -> tuple[float, float]:
        """The median seconds of the builds in which nothing had changed, and of those after the change."""
        return _medians(self.pairs)

    @property
    def processor(self) -> tuple[float, float]:
        """The same of processor seconds."""
        return _medians(self.cpu)

    @property
    def ratio(self) -> float:
        """How many times as long as an unchanged build it takes: the median of the pairs' ratios."""
        return statistics.median(after / before for before, after in self.pairs)


def _medians(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(before for before, _ in pairs), statistics.median(after for _, after in pairs)


def costs(count: int, competitor: Competitor) -> list[Cost]:
    """Return what is known of one of our sites at this size."""
    return [Cost(**each) for each in kept(count, f"changes-{competitor.name}") or []]


def measure(
    competitor: Competitor, count: int, rounds: int = ROUNDS, changes: Sequence[Change] = CHANGES
) -> list[Cost]:
    """Build a site once, then in turn: unchanged, after a change, unchanged, after the next change; keep the costs."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder, "site")
        competitor.write(root, count)
        cold = competitor.build(root)
        timed(cold.command, cold.environment)
        unchanged = Build(cold.command, cold.environment)
        builds = [
            each
            for change in changes
            for each in (unchanged, Build(cold.command, cold.environment, partial(change.apply, root)))
        ]
        runs = alternate(builds, rounds)
        found = [_cost(*each) for each in zip(changes, runs[::2], runs[1::2], strict=True)]
        keep(count, f"changes-{competitor.name}", [asdict(each) for each in found])
    return found


def _cost(change: Change, unchanged: Runs, changed: Runs) -> Cost:
    pairs = [*zip(unchanged.runs, changed.runs, strict=False)]  # one that failed has fewer
    return Cost(
        change=change.name,
        pairs=[(before.seconds, after.seconds) for before, after in pairs],
        cpu=[(before.cpu, after.cpu) for before, after in pairs],
        memory=max((run.memory for run in [*unchanged.runs, *changed.runs]), default=0),
        failure=unchanged.failure or changed.failure,
        day=date.today().isoformat(),
    )


def files(count: int) -> dict[str, Touched]:
    """Return which files one more article touches, by the name of the change, if that is known."""
    return {name: Touched(**each) for name, each in (kept(count, "files") or {}).items()}


def measure_files(count: int) -> dict[str, Touched]:
    """Build a site, and build it again with the newest article, and with one dated back; keep what differed."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder, "site")
        EVERYTHING.write(root, count)
        build = EVERYTHING.build(root)
        timed(build.command, build.environment)
        for change in CHANGES[:2]:
            before = state_of(root / EVERYTHING.site)
            article = change.apply(root, 1)
            timed(build.command, build.environment)
            found[change.name] = touched(before, root / EVERYTHING.site, Path(str(article)).stem)
        keep(count, "files", {name: asdict(each) for name, each in found.items()})
    return found
