"""Pictures are fetched from the site that the export names, and from nowhere else."""

import functools
from http.server import BaseHTTPRequestHandler

import pytest

from tests.importing.exports import item, wxr
from tests.importing.running import brought_over, report_of
from tests.newsroom import Newsroom
from tests.photos import developed, photo
from tests.servers import serving

pytest.importorskip("markdownify")

from magazine.importing.fetching import fetcher

PHOTO = developed(photo(800, 600))


class Site(BaseHTTPRequestHandler):
    """A site with one picture, and one that has moved to another site."""

    asked: list[str]
    elsewhere = ""

    def __init__(self, asked: list[str], elsewhere: str, *rest: object) -> None:
        self.asked, self.elsewhere = asked, elsewhere
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/moved.jpg":
            self.send_response(302)
            self.send_header("Location", f"{self.elsewhere}dom.jpg")
            self.end_headers()
            return
        self.send_response(200 if self.path == "/dom.jpg" else 404)
        self.end_headers()
        self.wfile.write(PHOTO if self.path == "/dom.jpg" else b"")

    def log_message(self, *_: object) -> None: ...


def test_only_the_own_site_is_asked(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    others: list[str] = []
    with (
        serving(functools.partial(Site, others, "")) as other,
        serving(functools.partial(Site, asked, other)) as own,
    ):
        texts = [
            f'<img src="{own}dom.jpg">',
            f'<img src="{own}moved.jpg">',
            f'<img src="{other}dom.jpg">',
            "<img src='/no.jpg'>",
        ]
        source = wxr(newsroom.root / "export.xml", [item(1, "".join(texts))], site=own.rstrip("/"))
        brought_over(newsroom, source)
        assert asked == others == []
        brought_over(newsroom, source, "--fetch")
        assert asked == others == [], "this machine is in a private network"
        allowed = functools.partial(fetcher, allow=lambda _address: None)
        monkeypatch.setattr("magazine.importing.whole_import.fetcher", allowed)
        brought_over(newsroom, source, "--fetch")
    assert others == []
    assert sorted(asked) == ["/dom.jpg", "/moved.jpg", "/no.jpg"]
    assert report_of(newsroom)["counts"]["pictures"] == 1
    assert (newsroom.docs / "posts/2012/03/04/titel-1/dom.jpg").read_bytes() == PHOTO
