"""The scripts that look at the published site, against one on this machine."""

import subprocess
from pathlib import Path

import pytest

from tests.workflows.world import World, run

PAGE = '<body><a class="skip" href="#text">Zum Inhalt</a><aside class="disclaimer note">Hinweis</aside>{}</body>'


def look(world: World, folder: Path, *arguments: str, event: str = "schedule") -> subprocess.CompletedProcess[str]:
    """Look whether there is anything to publish."""
    (folder / "output").write_text("")
    return run(
        "embargo.py",
        *arguments,
        GITHUB_EVENT_NAME=event,
        GITHUB_API_URL=world.address,
        GITHUB_REPOSITORY="ada/magazin",
        GITHUB_TOKEN="geheim",
        GITHUB_OUTPUT=str(folder / "output"),
    )


def due(world: World, folder: Path, event: str = "schedule") -> tuple[bool, str]:
    """Whether it is published, and what the log says."""
    done = look(world, folder, event=event)
    assert done.returncode == 0, done.stderr
    reported = (folder / "output").read_text()
    assert reported in {"due=true\n", "due=false\n"}
    return reported == "due=true\n", done.stdout


def publish(world: World, embargo: object) -> None:
    world.answers["/repos/ada/magazin/pages"] = {"html_url": f"{world.address}/magazin/"}
    world.answers["/magazin/embargo.json"] = embargo


@pytest.mark.parametrize(
    ("moment", "expected"),
    [("2020-01-01T05:00:00+00:00", True), ("2999-01-01T05:00:00+00:00", False), (None, False)],
)
def test_the_schedule_publishes_when_an_embargo_has_ended(
    world: World, tmp_path: Path, moment: str | None, expected: bool
) -> None:
    publish(world, {"next": moment})
    assert due(world, tmp_path)[0] is expected
    assert ("/repos/ada/magazin/pages", "Bearer geheim") in world.asked
    assert ("/magazin/embargo.json", None) in world.asked, "the site does not get the token"


@pytest.mark.parametrize("event", ["push", "workflow_dispatch"])
def test_a_push_always_publishes_and_asks_nobody(world: World, tmp_path: Path, event: str) -> None:
    assert due(world, tmp_path, event)[0]
    assert world.asked == []


@pytest.mark.parametrize(
    "embargo", [404, 500, "<html>", "[]", {"next": "gestern"}, {"next": 5}, {}, {"next": "2020-01-01"}, {"held": 5}]
)
def test_in_doubt_the_schedule_does_nothing(world: World, tmp_path: Path, embargo: object) -> None:
    publish(world, embargo)
    publishes, log = due(world, tmp_path)
    assert not publishes
    assert log.startswith("::warning::") is (embargo != 404)


def test_pages_may_be_switched_off(world: World, tmp_path: Path) -> None:
    publishes, log = due(world, tmp_path)
    assert not publishes
    assert "nicht eingeschaltet" in log


HELD = {"next": None, "held": "1234567890abcdef1234567890abcdef12345678"}


def test_an_earlier_state_that_was_published_on_purpose_holds(world: World, tmp_path: Path) -> None:
    publish(world, HELD)
    publishes, log = due(world, tmp_path)
    assert not publishes
    assert log == "Zurückgesetzt auf 1234567, bis zur nächsten Änderung. So lange endet keine Sperrfrist.\n"
    assert due(world, tmp_path, "push")[0], "the next change is published as ever"


def test_an_embargo_that_ended_while_an_earlier_state_was_being_published_does_not_undo_it(
    world: World, tmp_path: Path
) -> None:
    publish(world, {"next": "2020-01-01T05:00:00+00:00"})
    assert look(world, tmp_path, "--again").returncode == 0
    publish(world, HELD)
    done = look(world, tmp_path, "--again")
    assert done.returncode == 1
    assert done.stdout.startswith("::error::Zurückgesetzt auf 1234567, ")


def site(world: World) -> None:
    links = "".join(
        f'<a href="{link}">Artikel</a>'
        for link in ("posts/2026/01/02/alt/", "posts/2026/03/04/neu/", "https://example.org/posts/2999/01/01/fremd/")
    )
    world.answers["/magazin/"] = PAGE.format(links)
    world.answers["/magazin/posts/2026/03/04/neu/"] = PAGE.format("Neu")


def smoke(world: World) -> subprocess.CompletedProcess[str]:
    return run("smoke.py", f"{world.address}/magazin/", "--tries", "3", "--pause", "0")


def test_the_front_page_and_the_newest_article_are_looked_at(world: World) -> None:
    site(world)
    done = smoke(world)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [path for path, _ in world.asked] == ["/magazin/", "/magazin/posts/2026/03/04/neu/"]


def test_pages_takes_a_moment(world: World) -> None:
    site(world)
    world.answers["/magazin/"] = [404, 503, world.answers["/magazin/"]]
    assert smoke(world).returncode == 0


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/magazin/", 404),
        ("/magazin/", "<html>Ein anderer Ort</html>"),
        ("/magazin/", PAGE.format('<aside class="disclaimer">noch einer</aside>')),
        ("/magazin/posts/2026/03/04/neu/", 404),
        ("/magazin/posts/2026/03/04/neu/", "<html>Ohne Hinweis</html>"),
    ],
)
def test_what_a_reader_would_miss_is_an_error(world: World, path: str, answer: object) -> None:
    site(world)
    world.answers[path] = answer
    done = smoke(world)
    assert done.returncode == 1
    assert "::error::Die veröffentlichte Website ist nicht in Ordnung: " in done.stdout


def test_a_magazine_without_articles_is_well(world: World) -> None:
    world.answers["/magazin/"] = PAGE.format("")
    assert smoke(world).returncode == 0


def test_nobody_answers() -> None:
    done = run("smoke.py", "http://127.0.0.1:9/", "--tries", "2", "--pause", "0")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
