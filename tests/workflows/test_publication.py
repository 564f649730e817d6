"""Publishing: the steps of publication.yml in a fresh clone, and what they leave out because it is known."""

import json
import re
from pathlib import Path

import pytest

from tests.servers import serving_files
from tests.workflows.actions import PAGES, Caches
from tests.workflows.clones import ARTICLE, WHEN, clone, commit, job, repository, write
from tests.workflows.runner import Run

pytestmark = pytest.mark.long

BUILD, TESTS = job("publication", "build"), job("publication", "tests")
EMBARGO = ARTICLE.replace("sources:", "embargo: 2999-01-01 06:00\nsources:")


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    return repository(tmp_path / "origin")


def test_it_builds_for_the_address_that_github_names(origin: Path, tmp_path: Path) -> None:
    write(origin, f"docs/posts/{WHEN}/kran.md", EMBARGO)
    commit(origin, "Ein Artikel")
    runner = clone(origin, tmp_path / "clone", BUILD)
    done = runner.run(BUILD)
    assert done.failed == set(), done.logs
    front = (runner.folder / "site/index.html").read_text(encoding="utf-8")
    assert f"{PAGES}/" in front
    assert "site/embargo.json" in done.artifacts["site"]
    assert json.loads((runner.folder / "site/embargo.json").read_text()) == {"next": "2999-01-01T05:00:00+00:00"}
    assert not (runner.folder / f"site/posts/{WHEN}/kran").exists()
    assert runner.caches.order == ["magazine-1-1"]


def test_a_mistake_stops_it_at_the_line_and_nothing_is_uploaded(origin: Path, tmp_path: Path) -> None:
    write(origin, f"docs/posts/{WHEN}/kran.md", ARTICLE.replace("[kultur]", "[kutlur]"))
    commit(origin, "Ein Artikel")
    done = clone(origin, tmp_path / "clone", BUILD).run(BUILD)
    assert done.failed == {"Artikel prüfen"}
    assert "::error file=docs/posts/2026/05/09/kran.md,line=5," in done.logs["Artikel prüfen"]
    assert done.artifacts == {}


def test_the_site_that_is_built_passes_the_look_at_it(origin: Path, tmp_path: Path) -> None:
    write(origin, f"docs/posts/{WHEN}/kran.md", ARTICLE)
    commit(origin, "Ein Artikel")
    runner = clone(origin, tmp_path / "clone", BUILD)
    runner.run(BUILD)
    published = tmp_path / "published"
    published.mkdir()
    (runner.folder / "site").rename(published / "magazin")
    with serving_files(published) as address:
        deployed = Run(outputs={"address": f"{address}magazin/"})
        smoke = clone(origin, tmp_path / "smoke", job("publication", "smoke"), needs={"deploy": deployed})
        done = smoke.run(job("publication", "smoke"))
    assert done.failed == set(), done.logs
    assert f"posts/{WHEN}/kran/" in done.logs["Startseite und neuesten Artikel ansehen"]


def ran_tests(origin: Path, clone_: Path, caches: Caches, **changes: str) -> tuple[bool, str]:
    """Change files; return whether the tests ran before that was published, and the fingerprint."""
    for name, text in changes.items():
        write(origin, name, text)
    commit(origin, "Eine Änderung")
    done = clone(origin, clone_, TESTS, caches=caches).run(TESTS)
    assert done.failed == set(), done.logs
    assert ("Tests" in done.skipped) is ("Code und Vorlagen prüfen" in done.skipped)
    return "Tests" in done.logs, done.outputs["fingerprint"]


def test_what_changes_content_only_needs_no_tests_and_anything_else_does(origin: Path, tmp_path: Path) -> None:
    caches = Caches(tmp_path / "caches")
    ran, known = ran_tests(origin, tmp_path / "first", caches)
    assert ran, "nothing is known at first"
    content = {f"docs/posts/{WHEN}/kran.md": ARTICLE, "docs/authors.yml": "authors: {}\n", "docs/words.txt": "Elbe\n"}
    assert ran_tests(origin, tmp_path / "content", caches, **content) == (False, known)
    for number, name in enumerate(["overrides/front.html", "mkdocs.yml", "requirements.lock", ".github/new", "new.py"]):
        ran, fingerprint = ran_tests(origin, tmp_path / f"code-{number}", caches, **{name: f"{number}\n"})
        assert ran, name
        assert fingerprint != known
        assert ran_tests(origin, tmp_path / f"again-{number}", caches) == (False, fingerprint)


def test_what_the_tests_did_not_pass_leaves_no_mark(origin: Path, tmp_path: Path) -> None:
    write(origin, "Makefile", "lint:\ntest:\n\tfalse\n")
    commit(origin, "Ein Fehler")
    runner = clone(origin, tmp_path / "clone", TESTS, left_out=())
    assert runner.run(TESTS).failed == {"Tests"}
    assert runner.caches.order == []


@pytest.mark.parametrize("name", ["overrides/front.html", "new.py"])
def test_what_is_not_committed_has_no_fingerprint(origin: Path, tmp_path: Path, name: str) -> None:
    runner = clone(origin, tmp_path / "clone", TESTS)
    write(runner.folder, name, "neu")
    write(runner.folder, "docs/neu.md", "neu")
    done = runner.run(TESTS)
    assert "Fingerabdruck des Codes" in done.failed
    assert (
        f"::error::Nicht alles ist festgeschrieben, also ist nicht bekannt, was geprüft wurde: {name}"
        in (done.logs["Fingerabdruck des Codes"])
    )
    assert "Tests" not in done.logs
    assert runner.caches.order == []


def test_an_earlier_state_is_built_and_holds(origin: Path, tmp_path: Path) -> None:
    write(origin, f"docs/posts/{WHEN}/kran.md", ARTICLE)
    before = commit(origin, "Ein Artikel")
    write(origin, f"docs/posts/{WHEN}/kran.md", ARTICLE.replace("Am Abend", "Am Morgen danach"))
    write(origin, f"docs/posts/{WHEN}/spaeter.md", EMBARGO)
    commit(origin, "Eine Änderung")

    found = clone(origin, tmp_path / "find", job("rollback", "find"), inputs={"commit": before[:9]})
    commits = found.run(job("rollback", "find")).outputs
    assert commits == {"commit": before}

    runner = clone(origin, tmp_path / "clone", BUILD, inputs=commits)
    done = runner.run(BUILD)
    assert done.failed == set(), done.logs
    assert "Am Abend steht" in (runner.folder / f"site/posts/{WHEN}/kran/index.html").read_text(encoding="utf-8")
    assert json.loads((runner.folder / "site/embargo.json").read_text()) == {"next": None, "held": before}
    tests = clone(origin, tmp_path / "tests", TESTS, inputs=commits).run(TESTS)
    assert tests.outputs["fingerprint"] == done.outputs["fingerprint"]
    assert re.fullmatch(r"[0-9a-f]{64}", done.outputs["fingerprint"])
