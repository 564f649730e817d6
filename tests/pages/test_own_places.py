"""The site's own places: no old address and no file of a proposal takes one, today or with the next article."""

import pytest
from click.testing import CliRunner
from magazine.commands.check import check

from tests.newsroom import Newsroom

OWN = [
    "/feed.xml",
    "/feed.json",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/robots.txt",
    "/404.html",
    "/manifest.webmanifest",
    "/addresses.json",
    "/index.html",
    "/latest.json",
    "/service-worker.js",
    "/search-index/entry.json",
    "/search-index/",
    "/assets/magazine.js",
    "/thema/neu/",
    "/ressort/neu/",
    "/ressort/kultur/feed.xml",
    "/autoren/wer/",
    "/archiv/1999/",
    "/seite/99/",
    "/serie/neu/",
    "/suche/",
    "/unterwegs/",
    "/posts/2026/03/04/eins/card.png",
]


def told(newsroom: Newsroom) -> str:
    run = CliRunner().invoke(check, ["-f", str(newsroom.config_file())])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exc_info
    return run.output


@pytest.mark.parametrize("alias", OWN)
def test_no_old_address_takes_one(newsroom: Newsroom, alias: str) -> None:
    newsroom.article()
    newsroom.article("2026/03/05/zwei.md", aliases=["/alt/", alias])
    assert "docs/posts/2026/03/05/zwei.md:6:18" in told(newsroom)
    assert "(alias-taken)" in told(newsroom)


def test_in_an_english_magazine_its_own_words_are_taken(newsroom: Newsroom) -> None:
    newsroom.settings["theme"] = {"language": "en"}
    newsroom.article(aliases=["/thema/neu/", "/topic/new/"])
    report = told(newsroom)
    assert "/topic/" in report
    assert "/thema/" not in report


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/alt/", "/alt/index.html"),
        ("/alt.html", "/alt.html/mehr/"),
        ("/alt.html/mehr/", "/alt.html"),
        ("/alt", "/alt/"),
    ],
)
def test_two_old_addresses_of_one_file_are_told(newsroom: Newsroom, first: str, second: str) -> None:
    newsroom.article(aliases=[first])
    newsroom.article("2026/03/05/zwei.md", aliases=[second])
    report = told(newsroom)
    assert "(alias-taken)" in report
    assert "eins.md" in report
    assert "zwei.md" in report


def test_old_addresses_elsewhere_lead_to_their_article_in_every_build(newsroom: Newsroom) -> None:
    newsroom.article(aliases=["/blog/eins/", "/2019/eins.html", "/blog/feed.xml"])
    for _ in range(2):
        newsroom.build(strict=True)
        for path in ("blog/eins/index.html", "2019/eins.html", "blog/feed.xml"):
            assert "posts/2026/03/04/eins/" in (newsroom.site / path).read_text()


def test_a_feed_lies_at_its_old_address_if_nothing_else_does(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://neu.example/"
    newsroom.article(aliases=["/alt/eins/"])
    newsroom.write("redirects.yml", "/blog/feed/: /feed.xml\n/blog/alle.json: /feed.json\n")
    newsroom.build(strict=True)
    for old, new in {"blog/feed/index.html": "feed.xml", "blog/alle.json": "feed.json"}.items():
        assert (newsroom.site / old).read_bytes() == (newsroom.site / new).read_bytes()
    newsroom.write("redirects.yml", "/alt/eins/: /feed.xml\n/feed.json: /feed.xml\n/archiv/1999/: /feed.xml\n")
    report = told(newsroom)
    assert report.count("(alias-taken)") == 3
    assert report.count("Die Zeile in redirects.yml streichen") == 2, "the third is told where the article's is"
    assert "docs/redirects.yml:3:" in report


def test_where_a_listing_was_editors_may_lead_elsewhere(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://neu.example/"
    for number in range(1, 4):
        newsroom.article(f"2026/03/0{number}/a{number}.md", tags=["Neu"])
    moved = {"ressort/alt": "ressort/kultur", "autoren/wer": "autoren/ada-beispiel", "thema/alt": "thema/neu"}
    lines = [f"/{old}/{file}: /{new}/{file}\n" for old, new in moved.items() for file in ("", "feed.xml")]
    newsroom.write("redirects.yml", "".join(lines))
    for _ in range(2):
        newsroom.build(strict=True)
        for old, new in moved.items():
            assert newsroom.page(f"{old}/").leads("main a") == [f"{new}/"]
            assert (newsroom.site / old / "feed.xml").read_bytes() == (newsroom.site / new / "feed.xml").read_bytes()


def test_a_listing_that_is_there_again_needs_no_redirect(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://neu.example/"
    newsroom.write("redirects.yml", "/thema/alt/: /ressort/kultur/\n/thema/alt/feed.xml: /ressort/kultur/feed.xml\n")
    for number in range(1, 4):
        newsroom.article(f"2026/03/0{number}/a{number}.md", tags=["Alt"])
    report = told(newsroom)
    assert report.count("(redirect-unneeded)") == 2
    assert "docs/redirects.yml:1:1: ~ " in report, "a warning: who wrote the second article cannot mend it"
    newsroom.build()
    assert newsroom.page("thema/alt/").texts("h1") == ["Thema: Alt"]
    assert "<title>Alt – " in (newsroom.site / "thema/alt/feed.xml").read_text("utf-8")


def test_redirects_to_pages_and_feeds_that_are_not_there_are_told(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://neu.example/"
    newsroom.write("korrekturen.md", "---\ntitle: Korrekturen\ntemplate: corrections.html\n---\n")
    newsroom.nav += ["korrekturen.md"]
    for number in range(1, 4):
        tags = ["Viel", "Wenig"] if number == 1 else ["Viel"]
        newsroom.article(f"2026/03/0{number}/a{number}.md", tags=tags, series="Alle" if number > 1 else None)
    there = (
        "",
        "feed.xml",
        "feed.json",
        "sitemap.xml",
        "ressort/kultur/feed.json",
        "autoren/ada-beispiel/feed.xml",
        "thema/viel/feed.xml",
        "serie/alle/feed.json",
        "korrekturen/feed.xml",
    )
    nowhere = (
        "nichts/",
        "nichts/feed.xml",
        "thema/tippfehler/feed.xml",
        "thema/wenig/feed.xml",
        "thema/viel/feed.json",
        "serie/keine/feed.xml",
        "archiv/feed.xml",
    )
    lines = [
        f"/alt/{at}{'.xml' if new.endswith(('xml', 'json')) else '/'}: /{new}" for at, new in enumerate(there + nowhere)
    ]
    newsroom.write("redirects.yml", "\n".join([*lines, ""]))
    report = told(newsroom)
    assert report.count("(redirect-leads-nowhere)") == len(nowhere)
    for new in nowhere:
        assert f"/{new}" in report
    newsroom.build()
    for at, new in enumerate(there):
        if new.endswith(("feed.xml", "feed.json")):
            assert (newsroom.site / f"alt/{at}.xml").read_bytes() == (newsroom.site / new).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "posts/2026/03/04/eins/card.png",
        "search-index/index.md",
        "search-index/wort.pdf",
        "thema/neu.md",
        "ressort/neu.pdf",
        "archiv/1999/bild.png",
        "seite/2.md",
        "card.png",
    ],
)
def test_no_file_lies_in_one(newsroom: Newsroom, name: str) -> None:
    newsroom.article()
    newsroom.write(name, b"# Seite\n")
    assert f"docs/{name}: " in told(newsroom)
    assert "(file-taken)" in told(newsroom)
