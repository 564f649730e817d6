"""What a contributor is reported about a pull request: the steps of check.yml in the clone that GitHub makes of it."""

import re
from pathlib import Path

import pytest

from tests.workflows.clones import ARTICLE, clone, commit, job, propose, repository, write
from tests.workflows.runner import Run

pytestmark = pytest.mark.long

BROKEN = ARTICLE.replace("[redaktion]", "[redakton]").replace(
    "Ein Kran für das Museum", '"Kran | <b>Museum</b> $(touch gehackt)"'
)
BRANCH = 'x";touch${IFS}gehackt;"'  # a name that Git allows for a branch
EVENT = {"event_name": "pull_request", "ref": "refs/pull/7/merge", "base_ref": "main", "head_ref": BRANCH}


def proposed(folder: Path, **articles: str) -> tuple[Run, Path]:
    """Return what the writer's job did with a pull request that has these articles, and the clone."""
    origin = repository(folder / "origin")
    propose(origin, BRANCH, **articles)
    runner = clone(origin, folder / "clone", job("check", "article"), **EVENT)
    return runner.run(job("check", "article")), runner.folder


@pytest.mark.browser
def test_a_mistake_is_reported_at_its_very_line_and_in_the_summary(tmp_path: Path) -> None:
    done, folder = proposed(tmp_path, museum=BROKEN)
    assert done.failed == {"Artikel prüfen"}
    errors = [line for line in done.logs["Artikel prüfen"].splitlines() if line.startswith("::error ")]
    assert len(errors) == 1
    assert errors[0].startswith("::error file=docs/posts/2026/05/09/museum.md,line=4,col=11,")
    assert "Meinten Sie „redaktion“?" in errors[0]

    assert "Website bauen" not in done.logs
    assert "❌ **Noch nicht so weit: 1 Fehler" in done.summary
    assert "museum.md?plain=1#L4" in done.summary
    assert "&#124; &#60;b&#62;Museum&#60;/b&#62; &#36;(touch gehackt)" in done.summary
    assert not list(folder.rglob("gehackt"))
    assert set(done.artifacts) == {"pictures/index.html"}, "the article is shown as it is so far, the site is not built"


@pytest.mark.browser
def test_a_good_article_gets_a_table_pictures_and_artifacts(tmp_path: Path) -> None:
    done, folder = proposed(tmp_path, kran=ARTICLE)
    assert done.failed == set(), done.logs
    row = next(line for line in done.summary.splitlines() if "Ein Kran für das Museum" in line)
    assert re.fullmatch(
        r"\| \[Ein Kran für das Museum\]\(https://github\.example/ada/magazin/blob/[0-9a-f]{40}/"
        r"docs/posts/2026/05/09/kran\.md\?plain=1\)<br>neu · <code>/posts/2026/05/09/kran/</code> "
        r"\| Kultur \| Redaktion \| 15 \| 1 Min\. \| ✅ \|",
        row,
    ), row
    assert done.summary.count("\n| ") == 3, "only what the proposal changes"

    log = next(log for name, log in done.logs.items() if "Links" in name)  # a dead link is only a warning
    assert "::warning file=docs/posts/2026/05/09/kran.md,line=7,title=link-dead::" in log
    assert "::error" not in log
    assert "1 neuer Link" in log

    assert done.artifacts["pictures/index.html"] == ["pictures/index.html"]
    assert "site/posts/2026/05/09/kran/index.html" in done.artifacts["site"]
    assert "(https://github.example/artifacts/1)" in done.summary
    assert "(https://github.example/artifacts/2)" in done.summary
    sheet = (folder / "pictures/index.html").read_text(encoding="utf-8")
    assert re.findall(r'alt="([^"]+)" src="data:image/jpeg;base64,/9j/', sheet) == [
        "posts-2026-05-09-kran-390",
        "posts-2026-05-09-kran-1280",
    ]


def test_who_changes_content_only_waits_for_no_tests_of_the_code(tmp_path: Path) -> None:
    origin = repository(tmp_path / "origin")
    main = clone(origin, tmp_path / "main", job("publication", "tests"))
    main.run(job("publication", "tests"))

    propose(origin, "artikel", kran=ARTICLE)
    content = clone(origin, tmp_path / "content", job("check", "code"), caches=main.caches, **EVENT)
    assert {"Code und Vorlagen prüfen", "Tests"} <= content.run(job("check", "code")).skipped

    write(origin, "overrides/front.html", "neu")
    commit(origin, "Eine Vorlage")
    code = clone(origin, tmp_path / "code", job("check", "code"), caches=main.caches, **EVENT)
    done = code.run(job("check", "code"))
    assert done.skipped == set()
    assert len(main.caches.order) == 1, "a pull request leaves no mark"
