"""Sitemaps: what search engines are to know, with true dates. `make audit` holds them against the XML schemas."""

import datetime as dt
import re
from pathlib import Path

import pytest
from lxml import etree
from magazine.publishing.sitemaps import SitemapEntry, outputs

from tests.audit.sitemaps import SPACES, faults, read
from tests.newsroom import Newsroom, Page

SITE = "https://example.org/repo/"
BUILT = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)


@pytest.fixture
def published(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    newsroom.settings["site_url"] = SITE
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(BUILT.timestamp())))
    newsroom.write("ueber-uns.md", "---\ntitle: Über uns\n---\nText\n")
    newsroom.nav.append("ueber-uns.md")
    return newsroom


def addresses(newsroom: Newsroom, name: str = "sitemap.xml") -> list[str]:
    return [told.url.removeprefix(SITE) for told in read(newsroom.site / name)]


def test_all_pages_for_search_engines_and_no_others(published: Newsroom) -> None:
    published.magazine["pagination"] = 1
    published.magazine["front_page"] = 1
    published.article("2026/03/01/eins.md", aliases=["/alt/"], tags=["Elbe"])
    published.article("2026/03/02/zwei.md")
    published.article("2026/03/03/drei.md", draft=True)
    published.article("2026/03/04/vier.md", embargo="2999-01-01")
    published.build(strict=True)
    pages = {path.relative_to(published.site).as_posix(): Page(path) for path in published.site.rglob("*.html")}
    indexable = {name.removesuffix("index.html") for name, page in pages.items() if page.meta("robots") != "noindex"}
    assert sorted(addresses(published)) == sorted(indexable)
    assert {"", "ueber-uns/", "seite/1/", "posts/2026/03/01/eins/", "archiv/2026/03/"} < indexable
    assert {name for name in pages if name.removesuffix("index.html") not in indexable} == {
        "404.html",
        "alt/index.html",
        "suche/index.html",
        "thema/elbe/index.html",
        "unterwegs/index.html",
    }
    assert faults(published.site / "sitemap.xml", SITE, BUILT.date()) == []


def test_dates_are_true(published: Newsroom) -> None:
    published.magazine["pagination"] = 1
    published.magazine["front_page"] = 1
    published.article("2026/03/01/eins.md", pin=True)
    published.article("2026/03/02/zwei.md", date={"created": "2026-03-02 08:00", "updated": "2026-03-05"})
    published.article(
        "2026/03/03/drei.md", categories=["politik"], corrections=[{"date": "2026-03-07", "text": "Rot, nicht blau."}]
    )
    published.build(strict=True)
    dates = {told.url.removeprefix(SITE): told.lastmod for told in read(published.site / "sitemap.xml")}
    assert dates["posts/2026/03/01/eins/"] == "2026-03-01"
    assert dates["posts/2026/03/02/zwei/"] == "2026-03-05"
    assert dates["posts/2026/03/03/drei/"] == "2026-03-07"
    assert dates["ressort/kultur/"] == "2026-03-02"
    assert dates["ressort/kultur/seite/1/"] is None
    assert dates["ueber-uns/"] is None


def test_pictures(published: Newsroom) -> None:
    published.write("posts/2026/03/01/ein bild.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    published.article("2026/03/01/eins.md", image={"src": "ein bild.svg", "alt": "A", "credit": "C"})
    published.build()
    (picture,) = [picture for told in read(published.site / "sitemap.xml") for picture in told.pictures]
    assert picture == f"{SITE}posts/2026/03/01/ein%20bild.svg"


def test_news_of_two_days(published: Newsroom) -> None:
    published.article("2026/03/07/alt.md")
    published.article("2026/03/08/morgen.md", title="Zu früh", date="2026-03-08 12:30")
    published.article("2026/03/08/abend.md", title='Ein "Titel" & <mehr>', date="2026-03-08 13:30")
    published.article("2026/03/09/anzeige.md", kind="advertisement", advertiser="X")
    published.build(strict=True)
    (told,) = read(published.site / "news-sitemap.xml")
    assert told.url == f"{SITE}posts/2026/03/08/abend/"
    assert told.news == {
        "name": "Das Testblatt",
        "language": "de",
        "publication_date": "2026-03-08T13:30:00+01:00",
        "title": "Ein „Titel“ & <mehr>",
    }
    assert told.news["title"] == published.page("posts/2026/03/08/abend/").text("h1")
    assert faults(published.site / "news-sitemap.xml", SITE, BUILT.date()) == []


def test_without_news_the_newest_article_stands_there_without_any(published: Newsroom) -> None:
    """The schema asks for one address at least, and Google lets an older one stay without news."""
    published.article("2026/03/01/alt.md")
    published.article("2026/03/02/juenger.md")
    published.build()
    (told,) = read(published.site / "news-sitemap.xml")
    assert (told.url, told.news) == (f"{SITE}posts/2026/03/02/juenger/", {})


def test_at_most_a_thousand_are_news(published: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAGAZINE_SEARCH", "off")
    published.magazine["share_cards"] = "none"
    for number in range(1001):
        published.article(
            f"2026/03/09/a{number}.md", date=f"2026-03-09 {number // 60:02}:{number % 60:02}", text="T.\n"
        )
    published.build()
    told = addresses(published, "news-sitemap.xml")
    assert (len(told), told[0]) == (1000, "posts/2026/03/09/a1000/")
    assert "posts/2026/03/09/a0/" not in told


def test_the_time_of_the_build_changes_nothing(published: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    published.article("2026/03/08/eins.md", date="2026-03-08 13:30")
    published.build()
    before = {path.name: path.read_bytes() for path in published.site.glob("*sitemap*")}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(BUILT.timestamp()) + 20 * 60))
    published.build()
    assert {path.name: path.read_bytes() for path in published.site.glob("*sitemap*")} == before
    assert set(before) == {"sitemap.xml", "news-sitemap.xml"}


def test_robots_txt_names_the_sitemaps(published: Newsroom) -> None:
    published.article()
    published.build()
    told = re.findall(r"^Sitemap: (.*)$", (published.site / "robots.txt").read_text(), re.MULTILINE)
    assert told == [f"{SITE}sitemap.xml", f"{SITE}news-sitemap.xml"]
    assert all((published.site / url.removeprefix(SITE)).exists() for url in told)


def test_without_an_address_there_are_none(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build()
    assert not list(newsroom.site.glob("*sitemap*"))
    assert not (newsroom.site / "robots.txt").exists()


def test_more_than_fifty_thousand_have_an_index(tmp_path: Path) -> None:
    entries = [SitemapEntry(f"posts/{number}/") for number in range(100_001)]
    made = {output.path: output.make() for output in outputs(entries, SITE)}
    assert sorted(made) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    index = etree.fromstring(made["sitemap.xml"])
    assert etree.QName(index) == etree.QName(SPACES["s"], "sitemapindex")
    names = [each.removeprefix(SITE) for each in index.xpath("s:sitemap/s:loc/text()", namespaces=SPACES)]
    told = []
    for name in names:
        (tmp_path / name).write_bytes(made[name])
        told += [each.url for each in read(tmp_path / name)]
    assert told == [f"{SITE}{entry.url}" for entry in entries]


def test_one_new_page_changes_one_part() -> None:
    entries = [SitemapEntry(f"posts/{number}/") for number in range(5)]
    before = {output.path: output.inputs for output in outputs(entries, SITE, limit=2)}
    after = {output.path: output.inputs for output in outputs([*entries, SitemapEntry("neu/")], SITE, limit=2)}
    assert [path for path in after if after[path] != before[path]] == ["sitemap-3.xml"]
