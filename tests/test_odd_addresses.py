"""Old addresses as other systems had them, files that begin with blank lines, and where a link is told to be wrong."""

import json
from urllib.parse import quote, unquote

import pytest
from click.testing import CliRunner
from magazine.checks.aliases import with_aliases
from magazine.commands.main import main
from magazine.content.front_matter import split_front_matter

from tests.newsroom import Newsroom

ONE = "posts/2026/03/04/eins/"


def found(newsroom: Newsroom) -> list[tuple[str, int, int]]:
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    return [(each["code"], each["line"], each["column"]) for each in json.loads(run.stdout)]


@pytest.mark.parametrize(
    "alias",
    [
        "/post/2022-05-05_12:03-x/",
        "/gr%C3%B6%C3%9Fe/",
        "/größe/",
        "/a%20b/".replace("%20", "+"),
        "/2024/a:b:c.html",
        "/caf%c3%a9",
        "/50%25-mehr/",
    ],
)
def test_an_old_address_redirects_from_what_a_server_makes_of_it(newsroom: Newsroom, alias: str) -> None:
    newsroom.article(aliases=[alias])
    assert found(newsroom) == []
    newsroom.build(strict=True)
    address = unquote(alias).strip("/") + ("" if alias.endswith(".html") else "/")
    page = newsroom.page(address)
    assert page.lead(page.one('meta[http-equiv="refresh"]').get("content").partition("url=")[2]) == ONE
    listed = json.loads((newsroom.site / "addresses.json").read_text(encoding="utf-8"))
    assert address in str(listed)


@pytest.mark.parametrize(
    "alias",
    [
        "https://a.example/b/",
        "mailto:a@b",
        "/a%2F%2Fb/",
        "/%2e%2e/a/",
        "/a%3Fb/",
        "/a%20b/",
        "/a%E4b/",
        "/a#b",
        "/%00/",
    ],
)
def test_what_is_no_path_of_the_site_is_told(newsroom: Newsroom, alias: str) -> None:
    newsroom.article(aliases=[alias])
    assert [code for code, _, _ in found(newsroom)] == ["alias-not-a-path"]


def test_two_notations_of_one_address_are_one(newsroom: Newsroom) -> None:
    newsroom.article(aliases=["/größe/"])
    newsroom.article("2026/03/05/b.md", title="B", aliases=[quote("/größe/")])
    assert [code for code, _, _ in found(newsroom)] == ["alias-taken"]


@pytest.mark.parametrize("blank", ["\n", "\n\n", "  \n\t\n", "\ufeff\n", "\r\n"])
def test_blank_lines_before_the_front_matter_are_no_mistake(newsroom: Newsroom, blank: str) -> None:
    path = newsroom.article(text="Ein  Absatz.\n")
    text = blank + path.read_text(encoding="utf-8")
    path.write_bytes(text.encode())
    lines = blank.count("\n")
    assert ("spaces-double", 7 + lines, 4) in found(newsroom)
    assert {code for code, _, _ in found(newsroom)} <= {"spaces-double", "byte-order-mark", "line-endings"}
    newsroom.build(strict=True)
    assert "Ein Absatz." in newsroom.page(ONE).text("article .article__text, article .prose")
    split = split_front_matter(text, "a.md")
    assert split.values.place(("title",)).line == 2 + lines
    assert split.body_line == 7 + lines
    assert "aliases: [/neu/]" in with_aliases(text, "a.md", ["neu/"])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kein #fehlt hier.\n\nSiehe [dort](#fehlt).\n", (9, 14)),
        ("`#fehlt` und #fehlt, dann [x](#fehlt).\n", (7, 31)),
        ('Erst #fehlt, dann <a href="#fehlt">x</a>.\n', (7, 28)),
        ("Das #fehlt ist [x][y].\n\n[y]: #fehlt\n", (9, 6)),
    ],
)
def test_a_wrong_anchor_is_told_at_its_link(newsroom: Newsroom, text: str, place: tuple[int, int]) -> None:
    newsroom.article(text=text)
    assert found(newsroom) == [("anchor-leads-nowhere", *place)]
