"""The workflows, without GitHub: what they may do, and what their own commands do in a fresh clone."""

import json
import re
import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from tests.newsroom import REPOSITORY
from tests.workflows.runner import Runner, git, workflow

FOLDER = REPOSITORY / ".github/workflows"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yml"))
JOBS = [(name, key, job) for name in NAMES for key, job in workflow(name)["jobs"].items()]
STEPS = [(name, step) for name, _, job in JOBS for step in job.get("steps", [])]
ON = True  # what YAML 1.1 reads where a workflow has "on"

GOOD = """---
title: Ein Kran für das Museum
description: Im Hafen wird ein Kran versetzt. Was an dem Tag geschieht, wer das bezahlt und warum er bald am Ufer steht.
authors: [redaktion]
categories: [kultur]
sources:
  - {title: "Hafenmuseum", url: "https://gibt-es-nicht.invalid/kran", publisher: Hafenmuseum}
---

Am Morgen hebt ein Schiff den Kran an. Am Abend steht er am anderen Ufer.
"""
BROKEN = GOOD.replace("[redaktion]", "[redakton]").replace(
    "Ein Kran für das Museum", '"Kran | <b>Museum</b> $(touch gehackt)"'
)
EVENT = {
    "event_name": "pull_request",
    "ref": "refs/pull/7/merge",
    "base_ref": "main",
    "head_ref": 'x";touch${IFS}gehackt;"',  # a name that Git allows for a branch
}


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_to_a_commit_with_its_version(name: str) -> None:
    for line in (FOLDER / f"{name}.yml").read_text(encoding="utf-8").splitlines():
        if re.match(r"\s*(- )?uses:", line):
            assert re.search(r"uses: ([\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$/\.github/\S+)$", line), line


def test_an_action_has_one_version() -> None:
    versions = defaultdict(set)
    for name in NAMES:
        for action, version in re.findall(r"uses: (\S+)@(\S+ # \S+)", (FOLDER / f"{name}.yml").read_text("utf-8")):
            versions[action].add(version)
    assert versions
    assert {action: found for action, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_allowed_by_default(name: str) -> None:
    assert workflow(name)["permissions"] == {}


def test_each_job_has_permissions_of_its_own_and_an_end() -> None:
    for name, key, job in JOBS:
        assert isinstance(job["permissions"], dict), (name, key)
        assert "timeout-minutes" in job or "uses" in job, (name, key)
    writing = {(name, key) for name, key, job in JOBS if "write" in job["permissions"].values()}
    assert writing == {("publication", "deploy"), ("publish", "publish")}


def test_commands_are_short_and_hold_nothing_of_a_contributor() -> None:
    for name, step in STEPS:
        command = step.get("run", "")
        assert "${{" not in command, (name, command)
        assert "\n" not in command, (name, command)
        assert len(command) < 180, (name, command)


def test_checkouts_leave_no_token_behind() -> None:
    checkouts = [step for _, step in STEPS if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_pull_requests_run_with_a_read_only_token_and_no_secrets() -> None:
    assert set(workflow("check")[ON]) == {"pull_request"}
    for _, _, job in (each for each in JOBS if each[0] == "check"):
        assert set(job["permissions"].values()) == {"read"}
    for name in NAMES:
        text = (FOLDER / f"{name}.yml").read_text(encoding="utf-8")
        assert "secrets." not in text
        assert "pull_request_target:" not in text


def test_only_publishing_jobs_wait_for_each_other() -> None:
    """The schedule's looks stay outside the group: they would replace a publication that waits."""
    publish = workflow("publish")
    assert "concurrency" not in publish
    assert "concurrency" not in publish["jobs"]["look"]
    assert publish["jobs"]["publish"]["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def state(folder: Path) -> str:
    """The commit of what stands here now, committed or not."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("no repository")
    index = REPOSITORY / git(REPOSITORY, "rev-parse", "--git-path", "index")
    own = shutil.copy(index, folder / "index")  # the repository's own may be in use
    return git(REPOSITORY, "stash", "create", GIT_INDEX_FILE=str(own)) or git(REPOSITORY, "rev-parse", "HEAD")


def proposal(folder: Path, **articles: str) -> Runner:
    """Return a runner with the clone that GitHub makes of a pull request: its merge, as deep as the workflow asks."""
    work = folder / "work"
    git(REPOSITORY, "clone", "--quiet", "--shared", "--no-checkout", str(REPOSITORY), str(work))
    git(work, "checkout", "--quiet", "-B", "main", state(folder))
    git(work, "checkout", "--quiet", "-b", EVENT["head_ref"])
    for name, text in articles.items():
        path = work / f"docs/posts/2026/05/09/{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "Ein Vorschlag")
    git(work, "checkout", "--quiet", "main")
    git(work, "merge", "--quiet", "--no-ff", "--no-edit", EVENT["head_ref"])
    checkout = workflow("check")["jobs"]["article"]["steps"][0]["with"]
    depth = ["--depth", str(checkout["fetch-depth"])]
    git(folder, "clone", "--quiet", *depth, f"file://{work}", "clone")
    return Runner(folder / "clone", **EVENT)


def test_a_mistake_is_told_at_its_very_line_and_in_the_summary(tmp_path: Path) -> None:
    runner = proposal(tmp_path, museum=BROKEN)
    done = runner.run(workflow("check")["jobs"]["article"])
    assert done.failed == {"Artikel prüfen"}
    errors = [line for line in done.logs["Artikel prüfen"].splitlines() if line.startswith("::error ")]
    assert len(errors) == 1
    assert errors[0].startswith("::error file=docs/posts/2026/05/09/museum.md,line=4,col=11,")
    assert "Meinten Sie „redaktion“?" in errors[0]

    assert "Website bauen" not in done.logs
    assert "❌ **Noch nicht so weit: 1 Fehler" in done.summary
    assert "museum.md?plain=1#L4" in done.summary
    assert "&#124; &#60;b&#62;Museum&#60;/b&#62; &#36;(touch gehackt)" in done.summary
    assert not list(runner.folder.rglob("gehackt"))
    assert done.artifacts == {}


def test_a_good_article_gets_a_table_pictures_and_artifacts(tmp_path: Path) -> None:
    runner = proposal(tmp_path, kran=GOOD)
    done = runner.run(workflow("check")["jobs"]["article"])
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
    sheet = (runner.folder / "pictures/index.html").read_text(encoding="utf-8")
    assert re.findall(r'alt="([^"]+)" src="data:image/jpeg;base64,/9j/', sheet) == [
        "posts-2026-05-09-kran-390",
        "posts-2026-05-09-kran-1280",
    ]


def test_publishing_builds_for_the_address_that_github_names(tmp_path: Path) -> None:
    runner = proposal(tmp_path, kran=GOOD.replace("sources:", "embargo: 2999-01-01 06:00\nsources:"))
    done = runner.run(workflow("publication")["jobs"]["build"])
    assert done.failed == set(), done.logs
    front = (runner.folder / "site/index.html").read_text(encoding="utf-8")
    assert "https://ada.github.example/magazin/" in front
    assert "site/embargo.json" in done.artifacts["site"]
    assert json.loads((runner.folder / "site/embargo.json").read_text()) == {"next": "2999-01-01T05:00:00+00:00"}
    assert not (runner.folder / "site/posts/2026/05/09/kran").exists()
