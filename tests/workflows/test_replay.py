"""The replay of a workflow, with few articles and a lent environment."""

import re

import pytest

from tests.workflows import replay
from tests.workflows.clones import ARTICLE

pytestmark = pytest.mark.long


def replayed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, dict[str, str]]:
    """Return what is reported of each step of each job."""
    assert replay.main([*arguments, "--lent"]) == 0
    jobs: dict[str, dict[str, str]] = {}
    for line in capsys.readouterr().out.splitlines():
        if found := re.fullmatch(r"(\w+): success", line):
            steps = jobs[found[1]] = {}
        elif found := re.fullmatch(r"  (.+?) +([\d.]+ s|skipped)(?: +[\d.]+ s CPU)?", line):
            steps[found[1].strip()] = found[2]
    return jobs


def test_pushing_content_is_timed_step_by_step(capsys: pytest.CaptureFixture[str]) -> None:
    jobs = replayed(capsys, "publication", "--articles", "5", "--restore-cache")
    assert list(jobs) == ["build", "tests"]
    assert {jobs["tests"][step] for step in ("Code und Vorlagen prüfen", "Tests")} == {"skipped"}
    times = {step: float(reported.split()[0]) for step, reported in jobs["build"].items() if reported.endswith(" s")}
    assert {"Einrichten", "Artikel prüfen", "Website bauen"} <= set(times)
    assert times["Website bauen"] > 0
    total = sum(seconds for step, seconds in times.items() if not step.startswith("all"))
    assert times["all"] == pytest.approx(total, abs=0.1 * len(times))
    assert times["all after Einrichten"] <= times["all"]


def test_pushing_code_runs_the_tests_and_a_step_that_fails_is_reported(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.workflows.replay.ARTICLE", ARTICLE.replace("[kultur]", "[kutlur]"))
    assert replay.main(["publication", "--code", "--articles", "1", "--lent"]) == 1
    reported = capsys.readouterr()
    assert "build: failure" in reported.out
    assert "kran.md,line=5," in reported.err
    assert re.search(r"tests: success(?:\n  .+)*\n  Tests +\d", reported.out)
