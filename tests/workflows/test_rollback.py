"""Which earlier states can be published again, and what may be typed to name one."""

from pathlib import Path

import pytest

from tests.workflows.clones import WHEN, clone, commit, job, propose, write
from tests.workflows.runner import Run, git
from tests.workflows.world import SCRIPTS

FIND = job("rollback", "find")


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository with two states of `main` and a proposal that was merged."""
    folder = tmp_path / "origin"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    write(folder, ".github/scripts/rollback.py", (SCRIPTS / "rollback.py").read_text(encoding="utf-8"))
    commit(folder, "Der Anfang")
    propose(folder, "vorschlag", kran="Ein Artikel")
    return folder


def find(origin: Path, tmp_path: Path, typed: str) -> Run:
    runner = clone(origin, tmp_path / "clone", FIND, inputs={"commit": typed})
    done = runner.run(FIND)
    assert not list(runner.folder.rglob("gehackt"))
    return done


@pytest.mark.parametrize("length", [7, 12, 40])
@pytest.mark.parametrize("state", ["main", "main~1"])
def test_a_state_that_main_had(origin: Path, tmp_path: Path, state: str, length: int) -> None:
    commit = git(origin, "rev-parse", state)
    done = find(origin, tmp_path, f" {commit[:length].upper()} ")
    assert done.failed == set(), done.logs
    assert done.outputs == {"commit": commit}


@pytest.mark.parametrize(
    "typed", ["", "main", "HEAD~1", "123456", "--all", "$(touch gehackt)", "x;touch gehackt", f"{'a' * 41}"]
)
def test_what_is_no_hash_is_refused(origin: Path, tmp_path: Path, typed: str) -> None:
    done = find(origin, tmp_path, typed)
    assert done.logs["Prüfen, ob main diesen Stand hatte"].startswith("::error::Das ist kein Commit: ")
    assert done.outputs == {"commit": ""}


def test_what_main_never_was_is_refused(origin: Path, tmp_path: Path) -> None:
    """A commit on the branch of a proposal is reachable from main, but was never published or reviewed by itself."""
    git(origin, "checkout", "--quiet", "-b", "anders")
    write(origin, f"docs/posts/{WHEN}/anders.md", "Nie gemergt")
    commit(origin, "Nie gemergt")
    git(origin, "checkout", "--quiet", "main")
    for number, state in enumerate(["vorschlag", "anders"]):
        typed = git(origin, "rev-parse", state)
        done = find(origin, tmp_path / str(number), typed)
        assert f"::error::{typed} ist kein Stand von main." in done.logs["Prüfen, ob main diesen Stand hatte"]
