"""Listings: where an article appears, page after page."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest

from tests.newsroom import BLOG, Newsroom, Page


def headlines(page: Page) -> list[str]:
    return page.texts("main .card__headline")


def test_one_new_file_appears_everywhere(newsroom: Newsroom) -> None:
    newsroom.article("2025/12/26/alt.md", title="Alt", tags=["Sonst"])
    newsroom.build(strict=True)
    assert not newsroom.has("thema/elbe/")
    newsroom.article(
        "2026/03/04/neu.md", title="Ganz neu", tags=["Elbe"], authors=["bo-muster"], categories=["politik"]
    )
    newsroom.build(strict=True)
    for url in (
        "",
        "ressort/politik/",
        "autoren/bo-muster/",
        "archiv/2026/",
        "archiv/2026/03/",
        "thema/elbe/",
    ):
        assert "Ganz neu" in headlines(newsroom.page(url)), url
    assert newsroom.page("autoren/").text("main .authors__author:nth-child(2) a") == "Bo Muster"
    assert "März" in newsroom.page("archiv/").text("main")


def test_the_front_page(newsroom: Newsroom) -> None:
    for day in range(1, 20):
        section = "politik" if day == 1 else "kultur"
        newsroom.article(f"2026/03/{day:02}/a{day}.md", title=f"A{day}", categories=[section], pin=day == 3)
    newsroom.magazine["front_page"] = 4
    newsroom.magazine["pagination"] = 5
    newsroom.plugins = [{"magazine": newsroom.magazine}, {"/blog": {**BLOG, "articles": 3}}]
    newsroom.build(strict=True)
    front = newsroom.page()
    assert front.text(".card--lead .card__headline") == "A3", "pinned"
    assert front.texts(".latest li > a") == ["A19", "A18", "A17"]
    assert front.texts(".front > .grid .card__headline") == ["A16", "A15", "A14"]
    assert front.texts(".strip__title") == ["Kultur", "Politik"]
    assert front.texts(".strip .card__headline") == ["A13", "A12", "A11", "A1"]
    assert headlines(newsroom.page("seite/2/")) == ["A10", "A9", "A8", "A7", "A6"]
    assert headlines(newsroom.page("seite/1/")) == ["A5", "A4", "A3", "A2", "A1"], "pinned or not"
    assert not newsroom.has("seite/3/")


@pytest.mark.parametrize("pinned", [False, True])
def test_no_advertisement_leads_the_front_page(newsroom: Newsroom, *, pinned: bool) -> None:
    newsroom.article("2026/03/01/nachricht.md", title="Nachricht")
    newsroom.article("2026/03/02/anzeige.md", title="Anzeige", kind="advertisement", advertiser="Haus", pin=pinned)
    newsroom.build(strict=True)
    front = newsroom.page("")
    assert front.text(".card--lead .card__headline") == "Nachricht"
    assert "Anzeige" in front.texts(".card__headline, .headlines a")


def test_where_there_are_advertisements_only_one_leads_the_front_page(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/02/anzeige.md", title="Anzeige", kind="advertisement", advertiser="Haus")
    newsroom.build(strict=True)
    assert newsroom.page("").text(".card--lead .card__headline") == "Anzeige"


@pytest.mark.parametrize("count", [1, 2, 7, 8, 16, 30])
def test_nothing_stands_on_the_front_page_twice(newsroom: Newsroom, count: int) -> None:
    for number in range(count):
        section, kind = ("kultur", "politik")[number % 3 == 0], "opinion" if number % 4 == 1 else "news"
        name = f"2026/03/{number % 28 + 1:02}/a{number}.md"
        newsroom.article(name, title=f"A{number}", categories=[section], kind=kind)
    newsroom.build(strict=True)
    page = newsroom.page()
    shown = [each for each in page.leads("main a") if each.startswith("posts/")]
    assert len(shown) == len({*shown})
    assert count == 30 or len(shown) == count, "the oldest of thirty are on a page with a number"


def test_opinions_have_a_row_of_their_own_with_faces(newsroom: Newsroom) -> None:
    authors = "authors:\n  ada: {name: Ada Beispiel, bio: Schreibt.}\n  wir: {name: Alle, organization: true}\n"
    newsroom.write("authors.yml", authors)
    newsroom.plugins = [{"magazine": newsroom.magazine | {"front_page": 3}}, {"/blog": {**BLOG, "articles": 2}}]
    written_by = {2: ["wir"], 3: ["wir", "ada"], 5: ["ada"], 7: ["ada"]}
    for day in range(1, 10):
        kind = "opinion" if day in written_by else "news"
        names = written_by.get(day, ["ada"])
        newsroom.article(f"2026/03/0{day}/a{day}.md", title=f"A{day}", kind=kind, authors=names, pin=day == 7)
    newsroom.build(strict=True)
    page = newsroom.page()
    assert page.text(".card--lead .card__headline") == "A7", "pinned, so it is in no row"
    assert page.text("#opinions") == "Meinung"
    assert page.texts(".opinion h3") == ["A5", "A3", "A2"]
    assert page.texts(".opinion svg text") == ["AB", "AB", "A"], "a person's, where one is among the authors"
    assert not page.all(".opinion .card__standfirst")
    for day in (2, 3, 5, 7):
        newsroom.article(
            f"2026/03/0{day}/a{day}.md", title=f"A{day}", kind="opinion" if day == 2 else "news", authors=["ada"]
        )
    newsroom.build(strict=True)
    assert newsroom.page().texts(".opinion h3") == ["A2"]
    assert newsroom.page().all(".opinion .card__standfirst"), "one alone has room"
    newsroom.article("2026/03/02/a2.md", title="A2", authors=["ada"])
    newsroom.build(strict=True)
    assert not newsroom.page().all("#opinions")


def test_what_is_older_than_a_year_says_so_on_the_front_page(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime(2026, 6, 1, tzinfo=dt.UTC).timestamp())))
    newsroom.plugins = [{"magazine": newsroom.magazine}, {"/blog": {**BLOG, "articles": 3}}]
    for day in ("2023/05/04", "2024/12/30", "2025/05/30", "2025/06/03", "2026/05/30"):
        newsroom.article(f"{day}/a.md", title=day)
    newsroom.build(strict=True)
    page, old = newsroom.page(), "Aus dem Jahr"
    shown = page.all(".card, .latest li")
    told = {page.lead(each.xpath(".//a/@href")[-1])[6:16]: old in each.text_content() for each in shown}
    assert told == {
        "2023/05/04": True, "2024/12/30": True, "2025/05/30": True, "2025/06/03": False, "2026/05/30": False,
    }  # fmt: skip
    assert old not in newsroom.page("ressort/kultur/").source


def test_the_latest_articles_stand_on_the_front_page_only(newsroom: Newsroom) -> None:
    """Elsewhere they would change the page of every section, author and tag with every publication."""
    for day in range(1, 9):
        newsroom.article(f"2026/03/0{day}/a{day}.md", title=f"A{day}")
    newsroom.build(strict=True)
    page = newsroom.page()
    assert page.text(".latest h2") == "Neueste Artikel"
    assert page.text(".card--lead .card__headline") == "A8"
    assert page.texts(".latest li > a") == ["A7", "A6", "A5", "A4", "A3"]
    for url in ("ressort/kultur/", "autoren/ada-beispiel/", "autoren/", "archiv/", "archiv/2026/", "archiv/2026/03/"):
        assert newsroom.page(url).all(".latest") == [], url


@pytest.mark.parametrize("count", [1, 4, 5, 9, 10, 14, 15, 24])
def test_pages_are_numbered_from_the_oldest_article_on(newsroom: Newsroom, count: int) -> None:
    """The newest, at least one page of them and fewer than two, stand on the address without a number."""
    newsroom.magazine["pagination"] = 5
    for day in range(1, count + 1):
        newsroom.article(f"2026/03/{day:02}/a{day}.md", title=f"A{day}", tags=["Elbe"])
    newsroom.build(strict=True)
    numbered = max(0, count // 5 - 1)
    for home in ("ressort/kultur/", "autoren/ada-beispiel/", "thema/elbe/"):
        addresses = [home, *(f"{home}seite/{number}/" for number in range(numbered, 0, -1))]
        pages = [newsroom.page(address) for address in addresses]
        assert [each for page in pages for each in headlines(page)] == [f"A{day}" for day in range(count, 0, -1)]
        assert [len(headlines(page)) for page in pages[1:]] == [5] * numbered
        assert not newsroom.has(f"{home}seite/{numbered + 1}/")
        for index, page in enumerate(pages):
            assert page.leads("link[rel=next]") == page.leads(".pages [rel=next]") == addresses[index + 1 : index + 2]
            newer = addresses[index - 1 : index] if index else []
            assert page.leads("link[rel=prev]") == page.leads(".pages [rel=prev]") == newer
            assert (page.leads(".pages__month") == ["archiv/2026/03/"]) is bool(index)


def test_a_full_page_never_changes_again(newsroom: Newsroom) -> None:
    newsroom.magazine["pagination"] = 5
    for day in range(1, 17):
        newsroom.article(f"2026/03/{day:02}/a{day}.md", title=f"A{day}", tags=["Elbe"])
    newsroom.build(strict=True)
    homes = ("", "ressort/kultur/", "autoren/ada-beispiel/", "thema/elbe/")
    full = [f"{home}seite/{number}/" for home in homes for number in (1, 2)]
    before = {address: newsroom.page(address).source for address in full}
    for day in range(17, 20):
        newsroom.article(f"2026/03/{day:02}/a{day}.md", title=f"A{day}", tags=["Elbe"], pin=True)
        newsroom.build(strict=True)
        assert {address: newsroom.page(address).source for address in full} == before
    newsroom.article("2026/03/20/a20.md", title="A20", tags=["Elbe"])
    newsroom.build(strict=True)
    for home in homes:
        assert headlines(newsroom.page(f"{home}seite/3/")) == ["A15", "A14", "A13", "A12", "A11"]
        after = newsroom.page(f"{home}seite/2/")
        # The way to the page that is new is all that is different.
        there = before[f"{home}seite/2/"].splitlines()
        changed = [line for line in after.source.splitlines() if line not in there]
        assert all('rel="prev"' in line for line in changed), changed
        assert newsroom.page(f"{home}seite/1/").source == before[f"{home}seite/1/"]


def test_a_year_has_its_months_and_a_month_all_of_its_articles(newsroom: Newsroom) -> None:
    newsroom.magazine["pagination"] = 2
    for day in range(1, 9):
        newsroom.article(f"2026/0{1 + day // 5}/0{day}/a{day}.md", title=f"A{day}")
    newsroom.build(strict=True)
    year = newsroom.page("archiv/2026/")
    assert year.texts(".months li") == ["Februar 4 Artikel", "Januar 4 Artikel"]
    assert headlines(year) == ["A8", "A7"]
    assert headlines(newsroom.page("archiv/2026/02/")) == ["A8", "A7", "A6", "A5"]
    assert headlines(newsroom.page("archiv/2026/01/")) == ["A4", "A3", "A2", "A1"]
    assert newsroom.page("archiv/2026/02/").all(".card--line .card__image, .card--line .card__standfirst") == []


def test_the_front_page_takes_its_description_from_its_file(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    assert newsroom.page().meta("description") == "Die Startseite."
    assert newsroom.page().text("head > title").startswith("Das Testblatt")


def test_no_page_without_articles(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    assert not newsroom.has("ressort/leer/")
    assert not newsroom.has("autoren/bo-muster/")
    front = newsroom.page()
    assert not [href for href in front.hrefs("a") if "leer" in href]


def test_an_empty_magazine_still_has_a_front_page(newsroom: Newsroom) -> None:
    newsroom.build(strict=True)
    assert newsroom.page().one("aside.disclaimer") is not None


def test_each_listing_has_a_title_and_description_of_its_own(newsroom: Newsroom) -> None:
    newsroom.magazine["pagination"] = 2
    newsroom.magazine["sections"] = {
        "kultur": {"title": "Kultur", "description": "Bühne und Buch."},
        "politik": "Politik",
    }
    for day in range(1, 6):
        newsroom.article(f"2026/03/0{day}/a{day}.md", title=f"A{day}", tags=["Elbe"], categories=["kultur", "politik"])
    newsroom.article("2025/03/05/b.md", title="B", authors=["bo-muster"])
    newsroom.build(strict=True)
    pages = [
        Page(path) for path in newsroom.site.rglob("*.html") if "posts" not in str(path) and path.name != "404.html"
    ]
    assert len(pages) > 15
    titles = [page.text("head > title") for page in pages]
    descriptions = [page.meta("description") for page in pages]
    assert len(set(titles)) == len(titles), sorted(titles)
    assert len(set(descriptions)) == len(descriptions), sorted(map(str, descriptions))
    assert newsroom.page("ressort/kultur/").meta("description") == "Bühne und Buch."
    assert newsroom.page("archiv/2026/03/").text("h1") == "Archiv März 2026"


def test_the_authors_page_has_the_card_and_the_articles(newsroom: Newsroom) -> None:
    newsroom.article(title="Eins")
    newsroom.build(strict=True)
    page = newsroom.page("autoren/ada-beispiel/")
    assert page.text(".author-card__name") == "Ada Beispiel"
    assert page.text(".author-card__bio") == "Schreibt über Brücken."
    assert headlines(page) == ["Eins"]


def test_an_english_magazine(newsroom: Newsroom) -> None:
    """Everything follows `theme.language`, addresses included."""
    newsroom.settings["theme"] = {"language": "en"}
    newsroom.article("2026/03/05/later.md", title="Later", categories=["politik"])
    newsroom.article(title='The "gate"', kind="opinion")
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    assert page.text("h1") == "The “gate”"
    assert page.text(".byline time") == "March 4, 2026"
    assert "Opinion" in page.text("article.article .kicker")
    assert page.text(".skip") == "Skip to content"
    assert newsroom.page().text(".latest h2") == "Latest articles"
    assert newsroom.page("section/kultur/").text("main .card__headline") == "The “gate”"
    assert newsroom.has("archive/2026/03/")


def test_tags_of_few_articles_are_not_for_search_engines(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://example.org/"
    for day in range(1, 4):
        newsroom.article(f"2026/03/0{day}/a.md", title=f"A {day}", tags=["Elbe", *(["Alster"] if day < 3 else [])])
    newsroom.build()
    assert newsroom.page("thema/alster/").meta("robots") == "noindex"
    assert newsroom.page("thema/elbe/").meta("robots") is None
    sitemap = (newsroom.site / "sitemap.xml").read_text()
    assert "https://example.org/thema/elbe/" in sitemap
    assert "thema/alster" not in sitemap


def test_headings_go_one_level_down_at_a_time(newsroom: Newsroom) -> None:
    """On the page of an author, who is its heading, the list has one, too."""
    newsroom.article(tags=["Elbe"])
    newsroom.build(strict=True)
    for url in ("", "ressort/kultur/", "autoren/ada-beispiel/", "autoren/", "archiv/", "archiv/2026/", "thema/elbe/"):
        levels = [int(each.tag[1]) for each in newsroom.page(url).all("main :is(h1, h2, h3, h4)")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), url
    author = newsroom.page("autoren/ada-beispiel/")
    assert (len(author.all("h2.rubric")), len(author.all("h3.card__headline"))) == (1, 1)


def test_standing_pages_of_any_level_are_in_the_footer(newsroom: Newsroom) -> None:
    """A project of MkDocs that becomes a magazine keeps all of its pages in reach."""
    for name in ("handbuch/eins", "handbuch/teil/zwei", "anleitung"):
        newsroom.write(f"{name}.md", f"# {name}\n")
    nav: list[Any] = newsroom.nav
    nav += [{"Handbuch": ["handbuch/eins.md", {"Teil": ["handbuch/teil/zwei.md"]}]}, "anleitung.md"]
    newsroom.article()
    newsroom.build(strict=True)
    links = newsroom.page("").leads(".footer a")
    assert [each for each in links if each.startswith(("handbuch", "anleitung"))] == [
        "handbuch/eins/",
        "handbuch/teil/zwei/",
        "anleitung/",
    ]
