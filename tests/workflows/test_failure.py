"""What the top of a run's summary says when nothing was published."""

from pathlib import Path
from typing import Any

import pytest

from tests.workflows.world import Redirect, World, run

API = "/repos/ada/magazin"
JOBS = f"{API}/actions/runs/7/attempts/2/jobs"
COMMIT = "1234567890abcdef1234567890abcdef12345678"
LOG = """2026-11-27T06:00:00.0000000Z ##[group]Run make lint
2026-11-27T06:00:00.1000000Z early.py:1: a warning of another step
2026-11-27T06:00:01.0000000Z ##[group]Run make test
2026-11-27T06:00:02.0000000Z E   AssertionError: nein
2026-11-27T06:00:02.0000001Z tests/pages/test_article.py:84: AssertionError
2026-11-27T06:00:02.0000002Z tests/pages/test_article.py:99: AssertionError
2026-11-27T06:00:03.0000000Z ##[error]Process completed with exit code 2.
2026-11-27T06:00:04.0000000Z late.py:3: what is said at the end
"""


def job(number: int, name: str, done: str = "06:00:00", **steps: str) -> dict[str, Any]:
    """Return a job as GitHub's interface returns it; steps by name (`_` for a space) with their conclusions."""
    reported = [{"name": step.replace("_", " "), "conclusion": conclusion} for step, conclusion in steps.items()]
    failed = "failure" if "failure" in steps.values() else "success"
    address = f"https://github.example/job/{number}"
    return {
        "id": number,
        "name": name,
        "conclusion": failed,
        "completed_at": done,
        "steps": reported,
        "html_url": address,
    }


def annotation(message: str, path: str = ".github", line: int = 3, level: str = "failure") -> dict[str, Any]:
    return {"message": message, "path": path, "start_line": line, "annotation_level": level}


def report_of(world: World, tmp_path: Path, deployed: str = "skipped") -> str:
    """Return the summary."""
    summary = tmp_path / "summary.md"
    done = run(
        "failure.py",
        GITHUB_API_URL=world.address,
        GITHUB_SERVER_URL="https://github.example",
        GITHUB_REPOSITORY="ada/magazin",
        GITHUB_RUN_ID="7",
        GITHUB_RUN_ATTEMPT="2",
        GITHUB_TOKEN="geheim",
        GITHUB_STEP_SUMMARY=str(summary),
        COMMIT=COMMIT,
        DEPLOYED=deployed,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == summary.read_text(encoding="utf-8")
    assert done.stdout.count("\n") == 1, "one line"
    return done.stdout.rstrip()


def test_the_step_and_its_first_error_with_its_place(world: World, tmp_path: Path) -> None:
    world.answers[JOBS] = {
        "jobs": [
            job(1, "Veröffentlichung / Tests", Tests="success"),
            job(
                2,
                "Veröffentlichung / Prüfen und bauen",
                Einrichten="success",
                Artikel_prüfen="failure",
                Bauen="skipped",
            ),
            {**job(3, "Veröffentlichung / Woran es lag"), "conclusion": None, "completed_at": None},
        ]
    }
    world.answers[f"{API}/check-runs/2/annotations"] = [
        [
            annotation("Process completed with exit code 1."),
            annotation("Nur ein Hinweis.", "docs/a.md", level="warning"),
            annotation("Der Autor\n„redak[ton](x)“ fehlt.", "docs/posts/ein text](y.md", 5),
            annotation("Noch etwas.", "docs/b.md"),
        ]
    ]
    assert report_of(world, tmp_path) == (
        "❌ **Nicht veröffentlicht:** [„Artikel prüfen“ ist gescheitert](https://github.example/job/2). "
        f"[docs/posts/ein text&#93;(y.md, Zeile 5](https://github.example/ada/magazin/blob/{COMMIT}/"
        "docs/posts/ein%20text%5D%28y.md?plain=1#L5): Der Autor „redak&#91;ton&#93;(x)“ fehlt."
    )
    assert {token for _, token in world.asked} == {"Bearer geheim"}


def test_a_job_without_annotations_has_its_first_error_in_the_log(world: World, tmp_path: Path) -> None:
    world.answers[JOBS] = {"jobs": [job(4, "Tests", Tests="failure")]}
    world.answers[f"{API}/check-runs/4/annotations"] = [[annotation("Process completed with exit code 2.")]]
    world.answers[f"{API}/actions/jobs/4/logs"] = Redirect(f"{world.address}/elsewhere")
    world.answers["/elsewhere"] = LOG
    reported = report_of(world, tmp_path)
    assert "„Tests“ ist gescheitert" in reported
    assert f"/blob/{COMMIT}/tests/pages/test_article.py?plain=1#L84): AssertionError" in reported
    assert ("/elsewhere", None) in world.asked, "who keeps the logs does not get the token"


def test_the_job_that_failed_first_is_reported(world: World, tmp_path: Path) -> None:
    world.answers[JOBS] = {"jobs": [job(1, "A", "07:00:00", Spät="failure"), job(2, "B", "06:00:00", Früh="failure")]}
    for number in (1, 2):
        world.answers[f"{API}/check-runs/{number}/annotations"] = [[annotation(f"Fehler {number}")]]
    assert report_of(world, tmp_path).endswith("[„Früh“ ist gescheitert](https://github.example/job/2). Fehler 2")


def test_a_job_that_was_ended_has_a_name_too(world: World, tmp_path: Path) -> None:
    world.answers[JOBS] = {"jobs": [{**job(1, "Veröffentlichen"), "conclusion": "cancelled"}]}
    world.answers[f"{API}/check-runs/1/annotations"] = [[]]
    world.answers[f"{API}/actions/jobs/1/logs"] = "nichts"
    assert report_of(world, tmp_path).endswith("[„Veröffentlichen“ ist gescheitert](https://github.example/job/1).")


def test_a_site_that_is_published_but_not_well(world: World, tmp_path: Path) -> None:
    world.answers[JOBS] = {"jobs": [job(1, "Nachsehen", Ansehen="failure")]}
    world.answers[f"{API}/check-runs/1/annotations"] = [[annotation("0 Haftungsausschlüsse")]]
    assert report_of(world, tmp_path, "success").startswith("⚠️ **Veröffentlicht, aber:** [„Ansehen“ ist gescheitert]")


def test_nothing_failed_but_main_went_on(world: World, tmp_path: Path) -> None:
    world.answers[JOBS] = {"jobs": [job(1, "Prüfen und bauen", Bauen="success")]}
    assert report_of(world, tmp_path) == (
        "❌ **Nicht veröffentlicht:** „main“ hat sich beim Bauen geändert; die nächste Veröffentlichung wartet schon."
    )


@pytest.mark.parametrize("answer", [404, 500, "<html>", "[]", {"jobs": [{}]}])
def test_who_does_not_know_says_so(world: World, tmp_path: Path, answer: object) -> None:
    world.answers[JOBS] = answer
    assert "Der Grund war nicht zu erfahren" in report_of(world, tmp_path)
