"""The server of the tests behaves as GitHub Pages does: what is measured on it holds there."""

import gzip
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.servers import serving_files

GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HTTPConnection]:
    folder = tmp_path_factory.mktemp("served")
    for name, text in {
        "repo/index.html": "<p>Start",
        "repo/404.html": "<p>Fehlt",
        "repo/ä b/index.html": "<p>Umlaut",
        "repo/a.css": "a {}" * 99,
        "repo/a.svg": "<svg/>",
        "repo/a.json": "{}",
        "repo/feed.xml": "<rss/>",
        "repo/a.woff2": "w",
        "repo/a.webp": "p",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    with serving_files(folder) as address:
        connection = HTTPConnection(urlsplit(address).netloc, timeout=20)
        yield connection
        connection.close()


def answer(connection: HTTPConnection, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection.request("GET", path, headers=GZIP | headers)
    response = connection.getresponse()
    return response, response.read()


def test_text_is_compressed_and_nothing_else(connection: HTTPConnection) -> None:
    for name in ("", "index.html", "a.css", "a.svg", "a.json", "feed.xml"):
        response, body = answer(connection, f"/repo/{name}")
        assert (response.status, response.headers["Content-Encoding"]) == (200, "gzip"), name
        assert gzip.decompress(body), name
    for name in ("a.woff2", "a.webp"):
        response, body = answer(connection, f"/repo/{name}")
        assert response.headers["Content-Encoding"] is None
        assert len(body) == 1


def test_who_does_not_ask_for_it_gets_text_as_it_is(connection: HTTPConnection) -> None:
    response, body = answer(connection, "/repo/a.css", **{"Accept-Encoding": "identity"})
    assert (response.headers["Content-Encoding"], len(body)) == (None, 4 * 99)


def test_what_is_kept_is_not_sent_again(connection: HTTPConnection) -> None:
    first, _ = answer(connection, "/repo/a.css")
    assert first.headers["Cache-Control"] == "max-age=600"
    again, body = answer(connection, "/repo/a.css", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, body) == (304, b"")


def test_what_is_missing_has_the_page_of_the_site(connection: HTTPConnection) -> None:
    for path in ("/repo/nix", "/repo/nix/", "/repo/nix/nix.html?a=1"):
        response, body = answer(connection, path)
        assert (response.status, gzip.decompress(body)) == (404, b"<p>Fehlt"), path
    response, body = answer(connection, "/anderswo/")
    assert (response.status, b"Fehlt" in body) == (404, False)


def test_a_folder_without_its_slash_is_a_redirect(connection: HTTPConnection) -> None:
    response, _ = answer(connection, "/repo?a=1")
    assert (response.status, response.headers["Location"]) == (301, "/repo/?a=1")


def test_addresses_are_decoded_and_end_in_the_folder(connection: HTTPConnection, tmp_path: Path) -> None:
    response, body = answer(connection, "/repo/%C3%A4%20b/?x#y")
    assert (response.status, gzip.decompress(body)) == (200, b"<p>Umlaut")
    response, _ = answer(connection, f"/repo/../..{tmp_path}/")
    assert response.status == 404
