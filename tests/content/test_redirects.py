"""Redirects: which lines of the file are read, which of them are feeds and numbers, and where a wrong one stands."""

from pathlib import Path

import pytest
from magazine.content.redirects import Redirects, read_redirects


def read(folder: Path, content: str | bytes) -> Redirects:
    path = folder / "redirects.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_redirects(path, "redirects.yml")


def test_old_and_new_addresses(tmp_path: Path) -> None:
    found = read(tmp_path, "/alt/: /neu/\n/a.html: /\n/feed.php: /feed.xml\n/?p=7: /sieben/\n")
    assert found.problems == []
    assert [(each.old, each.new, each.place.line) for each in found.found] == [
        ("alt/", "neu/", 1),
        ("a.html", "", 2),
        ("feed.php", "feed.xml", 3),
        ("?p=7", "sieben/", 4),
    ]
    assert found.queries == {"?p=7": "sieben/"}
    assert [(each.is_query, each.feed_path) for each in found.found][-2:] == [(False, "feed.php"), (True, "")]


@pytest.mark.parametrize(
    ("line", "feeds"),
    [
        ("/rss.xml: /feed.xml", {"rss.xml": "feed.xml"}),
        ("/a.php: /feed.json", {"a.php": "feed.json"}),
        ("/rss/: /feed.xml", {"rss/index.html": "feed.xml"}),
        ("/?feed=rss2: /feed.xml", {}),
        ("/rss.xml: /neu/", {}),
        ("/rss.xml: /feed.xmlx", {}),
    ],
)
def test_feeds_are_read_by_programs(tmp_path: Path, line: str, feeds: dict[str, str]) -> None:
    assert read(tmp_path, line).feeds == feeds


@pytest.mark.parametrize(
    ("content", "code", "value"),
    [
        ("/alt/: /neu/\n  /b c/: /neu/\n", "yaml-syntax", None),
        ("/alt/: /neu/\n/b c/: /neu/\n", "alias-not-a-path", "/b c/"),
        ("/alt/: /neu/\n/b/: https://e.org/\n", "alias-not-a-path", "https://e.org/"),
        ("/alt/: /neu/\n/b/: [a]\n", "alias-not-a-path", ""),
        ("/alt/: /neu/\n/alt/: /x/\n", "yaml-duplicate-key", None),
    ],
)
def test_what_is_wrong_is_told_at_its_line(tmp_path: Path, content: str, code: str, value: str | None) -> None:
    problem = read(tmp_path, content).problems[0]
    assert (problem.place.file, problem.place.line) == ("redirects.yml", 2)
    if value is not None:
        assert (problem.code, problem.details) == (code, {"key": "redirects.yml", "value": value})
        assert [each.old for each in read(tmp_path, content).found] == ["alt/"]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert read_redirects(tmp_path / "none.yml", "none.yml") == Redirects()
    assert [each.code for each in read(tmp_path, b"/\xff/: /a/").problems] == ["encoding-not-utf8"]
    assert read(tmp_path, "") == Redirects()
