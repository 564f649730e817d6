"""New links to other sites are asked, kindly and only outside."""

from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import ClassVar

import pytest
from magazine.commands import outside_links
from magazine.commands.outside_links import OutsideLink, _links, dead_links
from magazine.content.private_addresses import Private, refuse_private
from magazine.locales import load

from tests.servers import serving

GERMAN = load("de")


class Site(BaseHTTPRequestHandler):
    """Answers as its addresses say: `/404`, `/HEAD-405`, `/503-once`."""

    asked: ClassVar[Counter[str]] = Counter()
    agents: ClassVar[set[str]] = set()

    def answer(self) -> None:
        Site.asked[self.path] += 1
        Site.agents.add(self.headers["User-Agent"])
        name = self.path.strip("/")
        status = 200
        if name == "HEAD-405":
            status = 405 if self.command == "HEAD" else 200
        elif name == "503-once":
            status = 503 if Site.asked[self.path] <= 2 else 200  # HEAD and GET of the first try
        elif name in {"moved", "moved-inside", "circle"}:
            status = 302
        elif name.isdigit():
            status = int(name)
        self.send_response(status)
        self.send_header("Content-Length", "0")
        to = {"moved": "/200", "moved-inside": "http://169.254.169.254/", "circle": "/circle"}
        if name in to:
            self.send_header("Location", to[name])
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815 - so the library calls them

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(outside_links, "_PAUSE", 0)
    Site.asked.clear()
    with serving(Site) as address:
        yield address


def reason(url: str, site: str = "") -> str | None:
    """Why a link is dead; the site of the test is taken for one out there."""

    def allow(asked: str) -> None:
        if not site or not asked.startswith(site):
            refuse_private(asked)

    return next((why for _, why in dead_links([OutsideLink("a.md", 1, url)], GERMAN, allow)), None)


@pytest.mark.parametrize("path", ["200", "204", "moved", "HEAD-405", "503-once", "401", "403", "429", "200#stelle"])
def test_links_that_live(site: str, path: str) -> None:
    assert reason(site + path, site) is None


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("404", "404"),
        ("410", "410"),
        ("500", "500"),
        ("circle", "die Seite leitet im Kreis weiter"),
        ("moved-inside", "die Adresse liegt in einem privaten Netz und wurde nicht abgerufen"),
    ],
)
def test_links_that_are_dead(site: str, path: str, why: str) -> None:
    assert reason(site + path, site) == why


def test_nobody_answers(site: str) -> None:
    assert reason("http://127.0.0.1:9/", "http://127.0.0.1:9/") == "die Seite ist nicht erreichbar"
    assert reason("http://gibt-es-nicht.invalid/") == "die Seite ist nicht erreichbar"
    assert reason("http://[kaputt/") == "die Seite ist nicht erreichbar"


def test_a_link_that_lives_is_asked_once_and_by_our_name(site: str) -> None:
    links = [OutsideLink("a.md", 1, f"{site}200"), OutsideLink("b.md", 2, f"{site}200#hier")]
    assert list(dead_links(links, GERMAN, lambda url: None)) == []
    assert Site.asked == {"/200": 1}
    assert all(agent.startswith("mkdocs-magazine/") for agent in Site.agents)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://127.0.0.1:8000/",
        "http://10.0.0.1/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
        "ftp://93.184.216.34/",
        "file:///etc/passwd",
    ],
)
def test_private_addresses_are_not_asked(url: str) -> None:
    with pytest.raises(Private):
        refuse_private(url)


def test_public_addresses_may_be_asked() -> None:
    refuse_private("https://93.184.216.34/")
    refuse_private("https://[2606:2800:220:1:248:1893:25c8:1946]/")


@pytest.mark.parametrize(
    ("line", "urls"),
    [
        ("[Brücke](https://example.org/a).", ["https://example.org/a"]),
        ("siehe https://example.org/a, und mehr", ["https://example.org/a"]),
        ("[W](https://de.wikipedia.org/wiki/Elbe_(Fluss))", ["https://de.wikipedia.org/wiki/Elbe_(Fluss)"]),
        ("(https://example.org/a)", ["https://example.org/a"]),
        ("<https://example.org/a?b=c&d=e>", ["https://example.org/a?b=c&d=e"]),
        ('<a href="https://example.org/?a=1&amp;b=2">', ["https://example.org/?a=1&b=2"]),
        ("- {title: X, url: https://example.org/a, publisher: Y}", ["https://example.org/a"]),
        ('- {title: X, url: "https://example.org/a"}', ["https://example.org/a"]),
        (
            '[t](https://example.org/a "Titel") **https://example.org/b**',
            ["https://example.org/a", "https://example.org/b"],
        ),
        ("[x]: https://example.org/a", ["https://example.org/a"]),
        ("kein Link: example.org und mailto:a@example.org", []),
    ],
)
def test_links_in_a_line(line: str, urls: list[str]) -> None:
    assert [url for _, url in _links(line)] == urls
