"""What the slow judges look at, and the table of what they found."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.first_edition import build
from tests.newsroom import REPOSITORY, Newsroom

from .everything import BUILT, SITE, build_everything

TOOLS = REPOSITORY / ".venv/audit/node_modules"
"""What `make audit` installs from npm."""

Verdicts = Counter[tuple[str, str, str]]
"""Findings by judge, site and what was looked at; looked at, not found, counts 0."""

_looked = pytest.StashKey[Counter[tuple[str, str, str]]]()
_found = pytest.StashKey[Counter[tuple[str, str, str]]]()


class Record:
    """What a judge looked at, and what it found."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def __call__(self, judge: str, site: str, what: str, findings: Iterable[str]) -> list[str]:
        """Note that `judge` looked at one `what` of `site`; return the findings."""
        found = list(findings)
        self._config.stash[_looked][judge, site, what] += 1
        self._config.stash[_found][judge, site, what] += len(found)
        return found


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_looked], config.stash[_found] = Counter(), Counter()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    looked, found = config.stash[_looked], config.stash[_found]
    if looked:
        terminalreporter.section("what was looked at")
        terminalreporter.write_line(f"{'judge':58} {'site':15} {'what':18} {'looked at':>9} {'findings':>9}")
    for judge, site, what in looked:
        key = (judge, site, what)
        terminalreporter.write_line(f"{judge:58} {site:15} {what:18} {looked[key]:9} {found[key]:9}")


@pytest.fixture
def record(request: pytest.FixtureRequest) -> Record:
    return Record(request.config)


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCE_DATE_EPOCH", str(int(BUILT.timestamp())))
        return build_everything(Newsroom(tmp_path_factory.mktemp("everything"))).site


@pytest.fixture(scope="session")
def first_edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("edition") / "site"
    done = build(site, SITE)
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="session")
def tools() -> Path:
    """Return the folder of the judges from npm; without them nothing was judged, and that is no success."""
    if not TOOLS.is_dir():
        pytest.fail("the judges are not installed: `make audit` installs them")
    return TOOLS


@pytest.fixture(params=["everything", "first edition"])
def site(request: pytest.FixtureRequest) -> tuple[str, Path]:
    """Each site, with its name."""
    return request.param, request.getfixturevalue(request.param.replace(" ", "_"))
