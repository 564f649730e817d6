"""Who reviews what: the rules for `main`, who is asked, and the labels of a proposal."""

import json
import re
import subprocess
from pathlib import Path

import yaml

from tests.newsroom import REPOSITORY
from tests.workflows.runner import git, workflow

GITHUB = REPOSITORY / ".github"
OPERATING = (REPOSITORY / "documentation/operating.md").read_text(encoding="utf-8")
ACTIONS = 15368  # GitHub's own number of GitHub Actions: no other program can say that a check was passed


def test_the_rules_demand_the_checks_by_the_names_that_they_have() -> None:
    ruleset = json.loads((GITHUB / "rulesets/main.json").read_text(encoding="utf-8"))
    assert (ruleset["target"], ruleset["enforcement"]) == ("branch", "active")
    assert ruleset["conditions"]["ref_name"] == {"include": ["~DEFAULT_BRANCH"], "exclude": []}
    rules = {rule["type"]: rule.get("parameters", {}) for rule in ruleset["rules"]}
    assert set(rules) == {"deletion", "non_fast_forward", "pull_request", "required_status_checks"}
    assert rules["pull_request"]["required_approving_review_count"] == 1
    assert rules["pull_request"]["require_code_owner_review"]
    jobs = [{"context": job["name"], "integration_id": ACTIONS} for job in workflow("check")["jobs"].values()]
    assert rules["required_status_checks"]["required_status_checks"] == jobs


def test_the_documented_line_names_the_owners(tmp_path: Path) -> None:
    (command,) = re.findall(r"^perl .*$", OPERATING, re.MULTILINE)
    owners = tmp_path / ".github/CODEOWNERS"
    owners.parent.mkdir()
    before = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8")
    assert all(line.startswith("#") for line in before.splitlines()), "nobody is named before"
    owners.write_text(before, encoding="utf-8")
    subprocess.run(["bash", "-ec", command], cwd=tmp_path, check=True)
    rules = [line.split() for line in owners.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(rules) == before.count("#: ")
    for pattern, *names in rules:
        assert pattern == "*" or (REPOSITORY / pattern.lstrip("/")).exists() or pattern.startswith("/docs/"), pattern
        assert names
        assert all(re.fullmatch(r"@[a-z][\w/-]+", name) for name in names), names
    assert rules[0][0] == "*", "everything has an owner; the last line that fits decides"


def test_every_file_has_one_label() -> None:
    labels = yaml.safe_load((GITHUB / "labeler.yml").read_text(encoding="utf-8"))
    expected = {"docs/posts/a.md": "inhalt", "mkdocs.yml": "einstellungen", ".github/workflows/check.yml": "workflow"}
    expected |= {".ci/run": "workflow", "overrides/front.html": "technik", "requirements.lock": "technik"}
    for file in {*expected, *git(REPOSITORY, "ls-files").splitlines()}:
        found = [label for label, matches in labels.items() if _touches(matches, file)]
        assert len(found) == 1, (file, found)
        assert found[0] == expected.get(file, found[0])


def _touches(matches: list[dict[str, list[dict[str, str | list[str]]]]], file: str) -> bool:
    """Whether the labeler's globs fit a file, as far as ours use them."""
    ((kind, globs),) = matches[0]["changed-files"][0].items()
    fits = [_fits(glob, file) for glob in ([globs] if isinstance(globs, str) else globs)]
    return {"any-glob-to-any-file": any, "all-globs-to-any-file": all}[kind](fits)


def _fits(glob: str, file: str) -> bool:
    if glob.startswith("!"):
        return not _fits(glob[1:], file)
    return file.startswith(glob.removesuffix("**")) if glob.endswith("**") else file == glob


def test_the_documented_line_makes_every_label_that_is_used() -> None:
    (made,) = re.findall(r"^for label in (.*); do gh label create", OPERATING, re.MULTILINE)
    used = {*yaml.safe_load((GITHUB / "labeler.yml").read_text(encoding="utf-8"))}
    for form in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml"):
        used |= {*yaml.safe_load(form.read_text(encoding="utf-8")).get("labels", [])}
    assert {*made.split()} == used
