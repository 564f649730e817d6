"""What was measured, kept in `.cache/bench/` so that a run that was cut off goes on."""

import json
import os
import statistics
import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from tests.benchmarks.competitors import Competitor
from tests.benchmarks.measure import Run, timed, written
from tests.newsroom import REPOSITORY

RUNS = 3
PATIENCE = 120.0
"""Builds that take longer, in seconds, are measured once."""

_FOLDER = REPOSITORY / ".cache/bench"
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1"}


@dataclass(frozen=True, slots=True)
class Result:
    """A competitor at one size: each run's seconds and processor seconds, peak memory in bytes, what was written."""

    competitor: str
    articles: int
    seconds: list[float]
    cpu: list[float]
    memory: int
    size: int
    pages: int
    day: str

    @property
    def median(self) -> float:
        """The seconds of the run in the middle."""
        return statistics.median(self.seconds)


def kept(competitor: Competitor, count: int) -> Result | None:
    """Return an earlier result."""
    path = _path(competitor, count)
    return Result(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def measured(competitor: Competitor, count: int) -> Result:
    """Write the site, build it until the figures are good enough, and keep the result."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder) / "site"
        competitor.write(root, count)
        environment = {**os.environ, **_ENVIRONMENT, "MAGAZINE_SEARCH": "on" if competitor.search else "off"}
        if competitor.warm:
            timed(competitor.command(root), environment)
        runs: list[Run] = []
        while len(runs) < RUNS and not (runs and runs[0].seconds > PATIENCE):
            competitor.before(root, len(runs) + 1)
            runs.append(timed(competitor.command(root), environment))
        size, pages = written(root / competitor.site)
    result = Result(
        competitor=competitor.name,
        articles=count,
        seconds=[run.seconds for run in runs],
        cpu=[run.cpu for run in runs],
        memory=max(run.memory for run in runs),
        size=size,
        pages=pages,
        day=date.today().isoformat(),
    )
    _FOLDER.mkdir(parents=True, exist_ok=True)
    _path(competitor, count).write_text(json.dumps(asdict(result), indent=2), encoding="utf-8")
    return result


def _path(competitor: Competitor, count: int) -> Path:
    return _FOLDER / f"{count}-{competitor.name}.json"
