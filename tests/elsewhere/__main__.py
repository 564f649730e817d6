"""Runs the tests in other surroundings: `python -m tests.elsewhere`. They pass whatever is published, on any day.

All of it happens in a copy of the repository that has another magazine for `docs/` and `mkdocs.yml` (`magazine/`), and
with a clock set to another moment, in processes that tests start, too (`clock/`). All tests run but those that take
long or need a browser: each file of them at one of the moments, by its name; with `--all`, all at each, as at night.
"""

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from tests.conftest import keep_out

REPOSITORY = Path(__file__).parent.parent.parent
_HERE = Path("tests/elsewhere")
_LEFT_BEHIND = {"docs", "mkdocs.yml", "site", ".git", ".venv", ".cache"}
_QUICK = "not audit and not browser and not long"
# What GitHub sets in every step (docs.github.com, "Variables reference").
_ON_GITHUB = {
    "CI": "true",
    "GITHUB_ACTIONS": "true",
    "GITHUB_API_URL": "https://api.github.example",
    "GITHUB_EVENT_NAME": "push",
    "GITHUB_OUTPUT": "/nowhere/output",
    "GITHUB_REF": "refs/heads/main",
    "GITHUB_REPOSITORY": "ada/magazin",
    "GITHUB_SERVER_URL": "https://github.example",
    "GITHUB_SHA": "0123456789abcdef0123456789abcdef01234567",
    "GITHUB_STEP_SUMMARY": "/nowhere/summary.md",
    "GITHUB_WORKSPACE": "/nowhere",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """When the tests run, what is special about it, and the zone of the machine."""

    when: dt.datetime
    why: str
    zone: str = "UTC"


_BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = (
    Moment(dt.datetime(2027, 1, 1, 0, 0, 30, tzinfo=_BERLIN), "a new year in Berlin, the old one in UTC"),
    Moment(dt.datetime(2028, 2, 29, 12, tzinfo=_BERLIN), "a leap day", "Pacific/Kiritimati"),
    Moment(dt.datetime(2029, 3, 25, 1, 59, 30, tzinfo=_BERLIN), "an hour that does not exist begins", "Europe/Berlin"),
    Moment(dt.datetime(2030, 10, 27, 2, 30, tzinfo=_BERLIN, fold=1), "an hour for the second time", "Europe/Berlin"),
    Moment(dt.datetime(2031, 7, 1, 12, tzinfo=_BERLIN), "years later, in summer", "America/Los_Angeles"),
)


@click.command()
@click.argument("options", nargs=-1)
@click.option("--only", type=click.IntRange(1, len(MOMENTS)), help="One of the moments, by its number.")
@click.option("--all", "everything", is_flag=True, help="All tests at every moment.")
def main(options: tuple[str, ...], only: int | None, everything: bool) -> None:
    """Run the tests at every moment; OPTIONS are pytest's."""
    failed = []
    with tempfile.TemporaryDirectory(prefix="elsewhere-") as folder:
        copy = copy_with_another_magazine(Path(folder) / "repository")
        for number, moment in enumerate(MOMENTS, start=1):
            if only in {None, number}:
                start = time.monotonic()
                click.echo(f"→ {moment.when.isoformat(sep=' ')}: {moment.why} (TZ={moment.zone})")
                part = "" if everything else f"{number}/{len(MOMENTS)}"
                if not _passes(copy, moment, part, ["-m", _QUICK, *(options or ("-n", "auto"))]):
                    failed.append(str(moment.when))
                click.echo(f"  {time.monotonic() - start:.0f} s")
    if failed:
        click.echo(f"Failed: {', '.join(failed)}")
    sys.exit(bool(failed))


def copy_with_another_magazine(copy: Path) -> Path:
    """Copy the repository as it stands here to `copy`, and return that; Git knows it, as tests ask Git."""
    shutil.copytree(REPOSITORY, copy, ignore=_left_behind)
    shutil.copytree(copy / _HERE / "magazine", copy, dirs_exist_ok=True)
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for command in (["init", "--quiet"], ["add", "--all"], [*who, "commit", "--quiet", "--message", "Elsewhere"]):
        subprocess.run(["git", *command], cwd=copy, env=_surroundings(), check=True)
    return copy


def clock(ahead: float) -> dict[str, str]:
    """Return the variables with which a Python process and all below it are so many seconds ahead."""
    return {"CLOCK_OFFSET": str(ahead), "PYTHONPATH": str(REPOSITORY / _HERE / "clock")}


def _surroundings() -> dict[str, str]:
    """Return those of this process, without what a machine or a hook of Git has set."""
    surroundings = {**os.environ}
    keep_out(surroundings)
    return surroundings


def _left_behind(folder: str, names: list[str]) -> list[str]:
    """Name what the copy does not get: what this magazine publishes, and what machines have made."""
    here = Path(folder) == REPOSITORY
    return [
        name for name in names if name.endswith("_cache") or name == "__pycache__" or (here and name in _LEFT_BEHIND)
    ]


def _passes(copy: Path, moment: Moment, part: str, options: list[str]) -> bool:
    """Check and build the other magazine as GitHub would, and run its tests: all, or a `part` such as `1/5`."""
    surroundings = {**_surroundings(), **_ON_GITHUB, **clock(moment.when.timestamp() - time.time()), "TZ": moment.zone}
    surroundings["TESTS_PART"] = part
    surroundings["PYTHONPATH"] += f"{os.pathsep}{copy / 'plugins'}"
    return all(
        subprocess.run([sys.executable, *command], cwd=copy, env=surroundings, check=False).returncode == 0
        for command in (
            ["-c", "from magazine.commands.main import main; main()", "check", "--strict"],
            ["-m", "mkdocs", "build", "--strict", "--quiet"],
            ["-m", "pytest", "-W", "ignore::pytest.PytestAssertRewriteWarning", *options],  # the clock is there before
        )
    )


if __name__ == "__main__":
    main()
