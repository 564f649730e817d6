"""Fixtures for all tests, and the surroundings in which they run."""

import multiprocessing
import os
import re
import threading
import time
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from zlib import crc32

import jinja2
import pytest
from magazine.cache import cache, workers
from magazine.cache.output import Output

from tests.browser.chromium import find
from tests.newsroom import Newsroom
from tests.sample import build_sample

# What a machine, a workflow or a contributor's terminal may have set, and builds, commands or Git would look at.
# Without compiled modules, each of the processes that tests start would take a third of a second longer.
_SURROUNDINGS = re.compile(
    r"CI|SITE_URL|REPO_URL|SOURCE_DATE_EPOCH|COLUMNS|PYTHONDONTWRITEBYTECODE|(?:GITHUB|RUNNER|ACTIONS|MAGAZINE|GIT)_\w+"
    r"|(?:NO|FORCE|CLI|PY)_?COLORS?(?:_FORCE)?|(?:HTTPS?|ALL|NO)_PROXY",
    re.IGNORECASE,
)
_MEANT_FOR_TESTS = {
    "MAGAZINE_STEPS",
    "MAGAZINE_MTIMES",
    "MAGAZINE_FUZZ",
    "MAGAZINE_ENGINE",
}  # how long, where, what
_PATIENCE = 3  # seconds for what a test has started to end


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden files be written anew: `pytest FILE --renew`."""
    parser.addoption("--renew", action="store_true", help="write golden files anew, then compare")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here, and run the part of the tests that `TESTS_PART` names.

    A part is `1/5` or the like: its files are chosen by name, so always the same, and what the tests of a file share is
    made once.
    """
    if not find():
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))
    if part := os.environ.pop("TESTS_PART", ""):  # tests that run pytest want all of theirs
        number, parts = map(int, part.split("/"))
        turn = [crc32(item.nodeid.partition("::")[0].encode()) % parts == number - 1 for item in items]
        config.hook.pytest_deselected(items=[item for item, yes in zip(items, turn, strict=True) if not yes])
        items[:] = [item for item, yes in zip(items, turn, strict=True) if yes]


@pytest.hookimpl(trylast=True)  # pytest itself may look at them before
def pytest_configure() -> None:
    """Keep the surroundings out. A test that is about one of them sets it."""
    keep_out(os.environ)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Delete the compiled templates of this run: those of folders that are gone would stay for ever."""
    if not hasattr(config, "workerinput"):
        jinja2.FileSystemBytecodeCache(pattern="magazine-%s").clear()


def keep_out(surroundings: MutableMapping[str, str]) -> None:
    """Take away what no test has asked for, and a user's settings of Git."""
    for name in [*surroundings]:
        if _SURROUNDINGS.fullmatch(name) and name not in _MEANT_FOR_TESTS:
            del surroundings[name]
    surroundings.update({"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "NO_MKDOCS_2_WARNING": "1"})


@pytest.fixture(autouse=True)
def _ends_what_it_starts() -> Iterator[None]:
    """No thread and no process outlives the test that started it; what fixtures of many tests start is there before."""
    before = running()
    yield
    deadline = time.monotonic() + _PATIENCE
    while (left := running() - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not left, f"still running after the test: {left}"


def running() -> set[str]:
    """Return the threads of this process and its child processes, in words. Children are known on Linux only."""
    threads = [each for each in threading.enumerate() if "process_request" not in each.name]  # end with a connection
    found = {f"thread {each.name} ({each.ident})" for each in threads}
    found |= {f"process {each.name} ({each.pid})" for each in multiprocessing.active_children()}
    for task in Path("/proc/self/task").glob("*/children"):
        for pid in _read(task).split():
            command = _read(Path(f"/proc/{pid}/cmdline")).replace("\0", " ")
            if "multiprocessing." not in command:  # Python's own helpers, which end with this process
                found.add(f"process {command or '(dead)'} ({pid})")
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended
        return ""


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample magazine, built for no known address: it works at a domain's root."""
    return build_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def sample_below_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample magazine, built for `/repo/`, in a folder of that name."""
    return build_sample(tmp_path_factory.mktemp("sample-below-path"), below_path=True)


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The site's files that builds had to compute, by their paths; filled while the test runs."""
    paths: list[str] = []
    each = workers.each

    def note(function, pairs, **options):  # type: ignore[no-untyped-def]
        paths.extend(item.path for item, _ in pairs if isinstance(item, Output) and item.path)
        return each(function, pairs, **options)

    monkeypatch.setattr(cache, "each", note)
    return paths
