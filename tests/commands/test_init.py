"""`magazine init`: a new magazine that passes every check and builds, in a folder that had nothing of it."""

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
import yaml
from click.testing import CliRunner
from magazine.commands.init import starter
from magazine.commands.main import main
from magazine.locales import load

from tests.newsroom import REPOSITORY, Page

NAME = "Der <Bote> & Co."


def tree(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_new_magazine_passes_every_check_and_builds(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "neu"
    done = CliRunner().invoke(main, ["init", str(folder), "--name", NAME, "--language", language])
    assert done.exit_code == 0, done.output
    config = str(folder / "mkdocs.yml")
    found = CliRunner().invoke(main, ["check", "--format", "json", "-f", config])
    assert json.loads(found.stdout) == []
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", config],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (built.returncode, built.stdout) == (0, "")
    page = Page(folder / "site/index.html")
    assert page.tree.get("lang") == language
    assert NAME in page.text(".masthead__name")
    assert page.all(".card")
    assert page.all(".masthead__nav li")
    assert not page.all(".disclaimer")
    assert (folder / "site/assets/magazine.css").stat().st_size > 10_000


@pytest.mark.parametrize(("language", "day"), [("de", "2028/03/01"), ("en", "2028/02/29")])
def test_the_first_article_is_of_the_day_that_it_is_where_the_magazine_is(
    tmp_path: Path, language: str, day: str
) -> None:
    """Wherever the machine is: an article of tomorrow would be a mistake."""
    with time_machine.travel(dt.datetime(2028, 2, 29, 23, 30, tzinfo=dt.UTC)):
        assert CliRunner().invoke(main, ["init", str(tmp_path), "--language", language]).exit_code == 0
    (article,) = (tmp_path / "docs/posts").rglob("*.md")
    assert article.parent == tmp_path / "docs/posts" / day


@pytest.mark.parametrize(
    ("origin", "line", "is_known"),
    [
        (None, "mkdocs-magazine==1.2", True),
        (
            {"url": "https://e.example/m.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "mkdocs-magazine @ git+https://e.example/m.git@abc",
            True,
        ),
        ({"url": "file:///home/ada/m", "dir_info": {}}, "mkdocs-magazine==1.2", False),
        ({"url": "file:///home/ada/m.whl", "archive_info": {}}, "mkdocs-magazine==1.2", False),
    ],
)
def test_it_is_installed_from_where_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: object, line: str, *, is_known: bool
) -> None:
    text = json.dumps(origin) if origin else None
    package = SimpleNamespace(version="1.2", read_text=lambda _: text)
    monkeypatch.setattr("importlib.metadata.distribution", lambda _: package)
    done = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert line in (tmp_path / "requirements.txt").read_text().splitlines()
    assert (line in done.stderr) is not is_known
    assert "/home/ada" not in (tmp_path / "requirements.txt").read_text(), "a path of this machine helps nobody"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("mine")
    done = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert done.exit_code == 2
    assert "mkdocs.yml" in done.output
    assert tree(tmp_path) == {"mkdocs.yml": b"mine"}


def test_the_name_is_that_of_the_folder(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["init", str(tmp_path / "Elbblick")]).exit_code == 0
    assert 'site_name: "Elbblick"' in (tmp_path / "Elbblick/mkdocs.yml").read_text(encoding="utf-8")


def pins(text: str) -> set[str]:
    return set(re.findall(r"uses: (\S+@\S+ # \S+)", text))


@pytest.mark.parametrize("language", ["de", "en"])
def test_workflows_use_the_actions_of_this_repository_with_the_least_rights(language: str) -> None:
    known = set().union(*(pins(file.read_text("utf-8")) for file in (REPOSITORY / ".github/workflows").glob("*.yml")))
    workflows = {
        path: text for path, text in starter("A", language, dt.date(2026, 1, 2)) if path.startswith(".github/workflows")
    }
    assert len(workflows) == 2
    for path, text in workflows.items():
        assert pins(text) <= known, path
        assert len(pins(text)) == text.count("uses: "), path
        jobs = yaml.safe_load(text)
        assert jobs["permissions"] == {}, path
        assert all(job["permissions"] for job in jobs["jobs"].values()), path
        assert "make" not in text


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_new_magazine_has_papers_for_contributors_in_its_language(tmp_path: Path, language: str) -> None:
    """An article leads to the form for mistakes, which fills in the field that is named by the locale."""
    words = load(language)
    files = dict(starter("A", language, dt.date(2026, 1, 2)))
    assert {"CONTRIBUTING.md", ".github/pull_request_template.md", ".github/ISSUE_TEMPLATE/config.yml"} <= files.keys()
    form = yaml.safe_load(files[f".github/ISSUE_TEMPLATE/{words('report.form')}"])
    assert words("report.field") in [each["id"] for each in form["body"]]
    for path, text in files.items():
        if path.startswith(".github/ISSUE_TEMPLATE/") and not path.endswith("config.yml"):
            told = yaml.safe_load(text)
            assert told["name"]
            assert all(each["attributes"]["label"] for each in told["body"]), path
    for name in ("write.submit", "action.edit"):
        assert words(name) in files["CONTRIBUTING.md"], name
