"""The workflows, without GitHub: what they may do."""

import re
from collections import defaultdict
from typing import Any

import pytest

from tests.newsroom import REPOSITORY
from tests.workflows.runner import workflow

FOLDER = REPOSITORY / ".github/workflows"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yml"))
JOBS = [(name, key, job) for name in NAMES for key, job in workflow(name)["jobs"].items()]
STEPS = [(name, step) for name, _, job in JOBS for step in job.get("steps", [])]
ON = True  # what YAML 1.1 reads where a workflow has "on"


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_to_a_commit_with_its_version(name: str) -> None:
    for line in (FOLDER / f"{name}.yml").read_text(encoding="utf-8").splitlines():
        if re.match(r"\s*(- )?uses:", line):
            assert re.search(r"uses: ([\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$/\.github/\S+)$", line), line


def test_an_action_has_one_version() -> None:
    """What lies in one repository (actions/cache, actions/cache/save) counts as one."""
    versions = defaultdict(set)
    for name in NAMES:
        for action, version in re.findall(
            r"uses: ([\w-]+/[\w-]+)\S*@(\S+ # \S+)", (FOLDER / f"{name}.yml").read_text()
        ):
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
    writing = {(name, key): job["permissions"] for name, key, job in JOBS if "write" in job["permissions"].values()}
    callers = {("publish", "publish"), ("rollback", "publish")}
    assert set(writing) == {("publication", "deploy"), ("publication", "attest"), ("labels", "label"), *callers}
    assert writing["labels", "label"] == {"contents": "read", "pull-requests": "write"}
    assert writing["publication", "deploy"] == {"pages": "write", "id-token": "write"}
    assert writing["publication", "attest"] == {"attestations": "write", "id-token": "write"}


def test_what_calls_publication_may_do_what_its_jobs_may_do_and_no_more() -> None:
    needed: dict[str, str] = {}
    for job in workflow("publication")["jobs"].values():
        needed |= {name: max(level, needed.get(name, "")) for name, level in job["permissions"].items()}  # read < write
    callers = [job for _, _, job in JOBS if job.get("uses", "").endswith("/publication.yml")]
    assert len(callers) == 2
    assert all(job["permissions"] == needed for job in callers)


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
        assert "secrets." not in (FOLDER / f"{name}.yml").read_text(encoding="utf-8")


def test_with_a_token_that_writes_nothing_of_a_pull_request_is_run() -> None:
    """`pull_request_target` is for labels alone: one pinned action, no command, no checkout, no expression."""
    assert [name for name in NAMES if "pull_request_target" in workflow(name)[ON]] == ["labels"]
    jobs = workflow("labels")["jobs"]
    assert list(jobs) == ["label"]
    (step,) = jobs["label"]["steps"]
    assert step["uses"].startswith("actions/labeler@")
    assert step["with"] == {"sync-labels": True}
    assert set(step) == {"uses", "with"}


def test_pull_requests_save_nothing_in_a_cache() -> None:
    """They only read what main's publication left there: what has passed the tests, and what was built."""
    for name, step in STEPS:
        if step.get("uses", "").startswith("actions/cache") and name != "publication":
            assert step["uses"].startswith("actions/cache/restore@"), (name, step)


def test_only_publishing_jobs_wait_for_each_other() -> None:
    """The schedule's looks stay outside the group: they would replace a publication that waits."""
    publish = workflow("publish")
    assert "concurrency" not in publish
    assert "concurrency" not in publish["jobs"]["look"]
    for name in ("publish", "rollback"):
        assert workflow(name)["jobs"]["publish"]["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_nothing_is_published_without_tests_of_the_very_code_that_built_it() -> None:
    jobs: dict[str, Any] = workflow("publication")["jobs"]
    deploy = jobs["deploy"]
    assert set(deploy["needs"]) == {"build", "tests"}
    assert deploy["if"] == "needs.build.outputs.fingerprint == needs.tests.outputs.fingerprint"
    for name in ("build", "tests"):
        assert jobs[name]["outputs"]["fingerprint"] == "${{ steps.code.outputs.fingerprint }}"
        assert "continue-on-error" not in str(jobs[name])
    last = jobs["tests"]["steps"][-1]
    assert last["uses"].startswith("actions/cache/save@"), "only the last step leaves the mark"
    assert str(jobs).count("actions/cache/save@") == 1


def test_whatever_is_typed_to_roll_back_reaches_the_build_as_a_checked_hash_only() -> None:
    rollback = (FOLDER / "rollback.yml").read_text(encoding="utf-8")
    assert re.findall(r".*inputs\.commit.*", rollback) == [
        "          COMMIT: ${{ inputs.commit }} # what was typed never becomes part of a command"
    ]
    assert workflow("rollback")["jobs"]["publish"]["with"] == {"commit": "${{ needs.find.outputs.commit }}"}
    assert workflow("publication")[ON].keys() == {"workflow_call"}
