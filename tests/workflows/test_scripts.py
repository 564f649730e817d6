"""The scripts of the workflows, against a site on this machine."""

import datetime as dt
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.newsroom import REPOSITORY

SCRIPTS = REPOSITORY / ".github/scripts"
NOW = dt.datetime.now(dt.UTC)
PAGE = '<body><a class="skip" href="#text">Zum Inhalt</a><aside class="disclaimer note">Hinweis</aside>{}</body>'


class World:
    """GitHub's interface and the published site: answers by path; a list is answered one after the other."""

    def __init__(self) -> None:
        self.answers: dict[str, object] = {}
        self.asked: list[tuple[str, str | None]] = []
        world = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                world.asked.append((path, self.headers["Authorization"]))
                answer = world.answers.get(path, 404)
                if isinstance(answer, list):
                    answer = answer.pop(0) if len(answer) > 1 else answer[0]
                status, text = (answer, "") if isinstance(answer, int) else (200, str(answer))
                self.send_response(status)
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def world() -> Iterator[World]:
    world = World()
    yield world
    world.server.shutdown()
    world.server.server_close()


def run(script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPTS / script, *arguments],
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def due(world: World, event: str = "schedule") -> tuple[bool, str]:
    """Whether the schedule publishes, and what its log says."""
    output = REPOSITORY / ".cache" / f"output-{world.server.server_address[1]}"
    output.parent.mkdir(exist_ok=True)
    output.write_text("")
    done = run(
        "embargo.py",
        GITHUB_EVENT_NAME=event,
        GITHUB_API_URL=world.address,
        GITHUB_REPOSITORY="ada/magazin",
        GITHUB_TOKEN="geheim",
        GITHUB_OUTPUT=str(output),
    )
    assert done.returncode == 0, done.stderr
    told = output.read_text()
    output.unlink()
    assert told in {"due=true\n", "due=false\n"}
    return told == "due=true\n", done.stdout


def publish(world: World, embargo: object) -> None:
    world.answers["/repos/ada/magazin/pages"] = json.dumps({"html_url": f"{world.address}/magazin/"})
    world.answers["/magazin/embargo.json"] = embargo if isinstance(embargo, int | str) else json.dumps(embargo)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (NOW - dt.timedelta(minutes=1), True),
        (NOW + dt.timedelta(hours=1), False),
        (None, False),
    ],
)
def test_the_schedule_publishes_when_an_embargo_has_ended(
    world: World, moment: dt.datetime | None, expected: bool
) -> None:
    publish(world, {"next": moment.isoformat() if moment else None})
    assert due(world)[0] is expected
    assert ("/repos/ada/magazin/pages", "Bearer geheim") in world.asked
    assert ("/magazin/embargo.json", None) in world.asked, "the site does not get the token"


@pytest.mark.parametrize("event", ["push", "workflow_dispatch"])
def test_a_push_always_publishes_and_asks_nobody(world: World, event: str) -> None:
    assert due(world, event)[0]
    assert world.asked == []


@pytest.mark.parametrize(
    "embargo", [404, 500, "<html>", "[]", {"next": "gestern"}, {"next": 5}, {}, {"next": "2020-01-01"}]
)
def test_in_doubt_the_schedule_does_nothing(world: World, embargo: object) -> None:
    publish(world, embargo)
    publishes, log = due(world)
    assert not publishes
    assert log.startswith("::warning::") is (embargo != 404)


def test_pages_may_be_switched_off(world: World) -> None:
    publishes, log = due(world)
    assert not publishes
    assert "nicht eingeschaltet" in log


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


def test_the_real_site_passes(edition_below_path: Path, world: World) -> None:
    """The script knows the pages of this magazine, not only those of its tests."""
    for page in edition_below_path.rglob("index.html"):
        address = page.parent.relative_to(edition_below_path.parent).as_posix()
        world.answers[f"/{address}/"] = page.read_text(encoding="utf-8")
    done = run("smoke.py", f"{world.address}/repo/", "--tries", "1")
    assert done.returncode == 0, done.stdout
    assert "/posts/20" in done.stdout
