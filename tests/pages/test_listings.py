"""Listings: where an article appears, page after page."""

import pytest

from tests.newsroom import Newsroom, Page


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
    for day in range(1, 13):
        section = "politik" if day == 1 else "kultur"
        newsroom.article(f"2026/03/{day:02}/a{day}.md", title=f"A{day}", categories=[section], pin=day == 3)
    newsroom.magazine["front_page"] = 4
    newsroom.magazine["pagination"] = 5
    newsroom.build(strict=True)
    front = newsroom.page()
    assert front.text(".card--lead .card__headline") == "A3"
    assert front.texts(".front > .grid .card__headline") == ["A12", "A11", "A10"]
    assert front.texts(".strip__title") == ["Kultur", "Politik"]
    assert front.texts(".strip .card__headline") == ["A9", "A8", "A7", "A1"]
    assert headlines(newsroom.page("seite/2/")) == ["A9", "A8", "A7", "A6", "A5"]
    assert headlines(newsroom.page("seite/3/")) == ["A4", "A2", "A1"]
    assert not newsroom.has("seite/4/")


@pytest.mark.parametrize("url", ["", "ressort/kultur/", "autoren/ada-beispiel/", "autoren/", "archiv/", "archiv/2026/"])
def test_the_latest_articles_on_listing_pages(newsroom: Newsroom, url: str) -> None:
    for day in range(1, 9):
        newsroom.article(f"2026/03/0{day}/a{day}.md", title=f"A{day}")
    newsroom.build(strict=True)
    page = newsroom.page(url)
    assert page.text(".latest h2") == "Neueste Artikel"
    assert page.texts(".latest li > a") == ["A8", "A7", "A6", "A5", "A4", "A3"]


def test_pages_are_numbered_and_linked(newsroom: Newsroom) -> None:
    newsroom.magazine["pagination"] = 1
    for day in range(1, 10):
        newsroom.article(f"2026/03/0{day}/a{day}.md", title=f"A{day}")
    newsroom.build(strict=True)
    page = newsroom.page("ressort/kultur/seite/4/")
    assert headlines(page) == ["A6"]
    assert page.texts(".pagination li") == ["1", "2", "3", "4", "5", "…", "9"]
    assert page.text(".pagination [aria-current]") == "4"
    assert page.leads("link[rel=prev]") == ["ressort/kultur/seite/3/"]
    assert page.leads("link[rel=next]") == ["ressort/kultur/seite/5/"]
    second = newsroom.page("ressort/kultur/seite/2/")
    assert second.leads("link[rel=prev]") == ["ressort/kultur/"]
    assert newsroom.page("ressort/kultur/").all("link[rel=prev]") == []
    assert newsroom.page("ressort/kultur/seite/9/").all("link[rel=next]") == []
    assert not newsroom.has("ressort/kultur/seite/10/")


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


def test_english_newsroom(newsroom: Newsroom) -> None:
    """Everything follows `theme.language`, addresses included."""
    newsroom.settings["theme"] = {"language": "en"}
    newsroom.article(title='The "gate"', kind="opinion")
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    assert page.text("h1") == "The “gate”"
    assert page.text(".byline time") == "March 4, 2026"
    assert "Opinion" in page.text("article.article .kicker")
    assert page.text(".skip") == "Skip to content"
    assert newsroom.page("section/kultur/").text(".latest h2") == "Latest articles"
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
