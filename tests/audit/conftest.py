"""What the slow judges look at, and the table of what they found."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.newsroom import REPOSITORY

TOOLS = REPOSITORY / ".venv/audit/node_modules"
"""What `make audit` installs from npm."""

_looked = pytest.StashKey[Counter[tuple[str, str]]]()
_found = pytest.StashKey[Counter[tuple[str, str]]]()


class Record:
    """What a judge looked at, and what it found."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def __call__(self, judge: str, what: str, findings: Iterable[str]) -> list[str]:
        """Note that `judge` looked at one `what`; return the findings."""
        found = list(findings)
        self._config.stash[_looked][judge, what] += 1
        self._config.stash[_found][judge, what] += len(found)
        return found


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let another site be measured beside ours: `pytest -m audit tests/audit --eleventy FOLDER`."""
    parser.addoption("--eleventy", help="a checkout of eleventy-base-blog whose packages are installed")


def package_version(folder: Path) -> str:
    """Return the version of a package from npm."""
    return str(json.loads((folder / "package.json").read_text())["version"])


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_looked], config.stash[_found] = Counter(), Counter()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    looked, found = config.stash[_looked], config.stash[_found]
    if looked:
        terminalreporter.section("what was looked at")
        terminalreporter.write_line(f"{'judge':58} {'what':18} {'looked at':>9} {'findings':>9}")
    for judge, what in looked:
        key = (judge, what)
        terminalreporter.write_line(f"{judge:58} {what:18} {looked[key]:9} {found[key]:9}")


@pytest.fixture
def record(request: pytest.FixtureRequest) -> Record:
    return Record(request.config)


@pytest.fixture(scope="session")
def tools() -> Path:
    """Return the folder of the judges from npm; without them nothing was judged, and that is no success."""
    if not TOOLS.is_dir():
        pytest.fail("the judges are not installed: `make audit` installs them")
    return TOOLS
