"""Whatever lies in the docs folder: reading, checking and building end well, and agree with each other.

A few trees in every run; `make test-long` tries many (`MAGAZINE_FUZZ` says how many).
"""

import json
import os
import re
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, event, given, settings
from lxml import html
from magazine.commands.check import check

from tests.fuzz.strategies import Tree, trees
from tests.newsroom import Newsroom
from tests.same_bytes.builds import Builder, Outcome

MANY = int(os.environ.get("MAGAZINE_FUZZ", "0"))
_PATIENCE = 90  # seconds for a check
_FOUND = re.compile(r"^(?:ERROR: )?docs/(\S.*?):(\d+):(\d+): .*\(([a-z0-9-]+)\)$", re.MULTILINE)

EXAMPLES = settings(
    max_examples=MANY or 12,
    derandomize=not MANY,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # a smaller tree would take minutes to find
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    found = Builder()
    yield found
    found.kill()


@EXAMPLES
@given(tree=trees())
def test_reading_checking_and_building_end_well_and_agree(tree: Tree, builder: Builder) -> None:
    with tempfile.TemporaryDirectory() as folder:
        newsroom = _written(tree, Path(folder))
        status, errors = _checked(newsroom)
        built = _built(newsroom, builder)
        event(f"check {status}, {'stopped' if built.stopped else 'built'}")
        assert built.crash is None, built.crash
        assert "Traceback" not in "\n".join(built.reported), built.reported
        assert (status == 0) == (built.stopped is None), (errors, built)
        if status < 2:
            assert errors == _errors_of(built), built.reported
        if built.stopped is None:
            _is_whole(newsroom, tree)
            _survives_fixing(newsroom, tree, builder)


def _written(tree: Tree, root: Path) -> Newsroom:
    newsroom = Newsroom(root)
    newsroom.magazine = tree.magazine
    for path, content in tree.files.items():
        newsroom.write(path, content)
    newsroom.nav += [path for path in tree.files if path == "ueber-uns.md"]
    return newsroom


def _checked(newsroom: Newsroom, *options: str) -> tuple[int, set[tuple[str, str, str, str]]]:
    """Return the exit status of the check, and its errors: file, line, column, code."""
    with _in_time():
        done = CliRunner().invoke(check, ["--format", "json", *options, "-f", str(newsroom.config_file())])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    found = json.loads(done.stdout or "[]") if done.exit_code < 2 else []
    assert all(each["file"] and each["message"] for each in found)
    errors = {
        (each["file"].removeprefix("docs/"), str(each["line"]), str(each["column"]), each["code"])
        for each in found
        if each["severity"] == "error" and each["line"]
    }
    return done.exit_code, errors


@contextmanager
def _in_time() -> Iterator[None]:
    if not hasattr(signal, "SIGALRM"):
        yield
        return
    signal.alarm(_PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)


def _built(newsroom: Newsroom, builder: Builder) -> Outcome:
    builder.begin(newsroom.config_file(), newsroom.site, "strict", {"MAGAZINE_SEARCH": "off", "MAGAZINE_WORKERS": "1"})
    return builder.outcome()


def _errors_of(built: Outcome) -> set[tuple[str, str, str, str]]:
    return set(_FOUND.findall("\n".join(built.reported)))


def _is_whole(newsroom: Newsroom, tree: Tree) -> None:
    """Every page has its disclaimer, and every article that is published all of its words."""
    pages = {path: html.document_fromstring(path.read_bytes()) for path in newsroom.site.rglob("*.html")}
    assert pages, "a site has pages"
    for path, page in pages.items():
        assert len(page.cssselect("aside.disclaimer")) == 1, path
        assert not page.cssselect("main [onload], main [onerror], main script:not([type])"), path
    words = " ".join(page.text_content() for page in pages.values() if page.cssselect("article.article h1"))
    held_back = _held_back(newsroom)
    for file, markers in tree.markers.items():
        if file not in held_back:
            assert all(marker in words for marker in markers), (file, markers)


def _held_back(newsroom: Newsroom) -> set[str]:
    """Return the files that are not published, or whose text is not."""
    marks = re.compile(r"^(?:draft: true|embargo:|withdrawn:|date:.*:)", re.MULTILINE)
    found = set()
    for path in newsroom.docs.rglob("*.md"):
        name = path.relative_to(newsroom.docs).as_posix()
        if marks.search(path.read_bytes().decode(errors="replace")) or "/." in name:
            found.add(name)
    return found


def _survives_fixing(newsroom: Newsroom, tree: Tree, builder: Builder) -> None:
    """What `--fix` repairs keeps its words."""
    status, _ = _checked(newsroom, "--fix")
    assert status == 0
    built = _built(newsroom, builder)
    assert (built.crash, built.stopped) == (None, None), built
    _is_whole(newsroom, tree)
