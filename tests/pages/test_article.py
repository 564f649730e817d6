"""What a reader finds on the page of an article."""

from typing import Any

import pytest

from tests.newsroom import Newsroom, Page

FULL: dict[str, Any] = {
    "title": 'Das "Tor" zur <Welt>',
    "description": "Ein Vorspann, der geht's an.",
    "date": {"created": "2026-03-04", "updated": "2026-03-06"},
    "authors": ["ada-beispiel", "bo-muster"],
    "categories": ["kultur", "politik"],
    "tags": ["Elbe", "Große Häfen"],
    "kind": "analysis",
    "image": {"src": "bild.svg", "alt": "Ein Kahn", "caption": "Der Kahn", "credit": "Zeichnung: Ada"},
    "sources": [
        {"title": "Ein Buch", "publisher": "Verlag", "date": "2020-05-06"},
        {"title": "Eine Seite", "url": "https://example.org/seite"},
    ],
    "corrections": [{"date": "2026-03-06", "text": "Richtig ist Rot."}],
    "disclaimer": {"title": "Transparenz", "text": "Die Autorin wohnt dort."},
    "links": [{"Mehr dazu": "https://example.org/mehr"}, "../05/zwei.md"],
}
TEXT = """
Text mit Fußnote[^1] und "Zitat".

## Weg zum Wasser

> Ein Blockzitat.

| Jahr | Zahl |
|------|-----:|
| 1911 |   24 |

![Ein Schnitt](bild.svg)
/// caption
Schnitt durch den Kahn
///

/// details | Mehr wissen
Verborgenes.
///

[^1]: Die Fußnote.
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    newsroom = Newsroom(tmp_path_factory.mktemp("article"))
    newsroom.write("posts/2026/03/04/bild.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    newsroom.article(text=TEXT, **FULL)
    newsroom.article("2026/03/05/zwei.md", title="Zwei")
    newsroom.article("2026/03/03/null.md", title="Null")
    newsroom.article("2026/03/02/minus.md", title="Minus")
    newsroom.build(strict=True)
    return newsroom.page("posts/2026/03/04/eins/")


def test_head(page: Page) -> None:
    assert page.text("head > title") == "Das „Tor“ zur <Welt> – Das Testblatt"
    assert page.meta("description") == "Ein Vorspann, der geht’s an."
    assert page.one("html").get("lang") == "de"


def test_parts_in_reading_order(page: Page) -> None:
    assert page.text("article.article h1") == "Das „Tor“ zur <Welt>"
    assert page.text("article .standfirst") == "Ein Vorspann, der geht’s an."
    parts = [".kicker", "h1", ".standfirst", ".byline", "figure", ".prose", ".sources", ".corrections", ".author-card"]
    everything = page.all("article.article *")
    order = [everything.index(page.all(f"article.article {part}")[0]) for part in parts]
    assert order == sorted(order)


def test_one_headline(page: Page) -> None:
    assert len(page.all("h1")) == 1


def test_kicker_links_to_the_section_and_names_the_kind(page: Page) -> None:
    assert page.hrefs("article.article .kicker a") == ["../../../../../ressort/kultur/"]
    assert "Analyse" in page.text("article.article .kicker")


def test_byline(page: Page) -> None:
    assert page.texts(".byline a") == ["Ada Beispiel", "Bo Muster"]
    assert page.hrefs(".byline a")[0] == "../../../../../autoren/ada-beispiel/"
    assert [(time.get("datetime"), time.text_content()) for time in page.all(".byline time[datetime]")] == [
        ("2026-03-04", "4.\N{NO-BREAK SPACE}März\N{NO-BREAK SPACE}2026"),
        ("2026-03-06", "6.\N{NO-BREAK SPACE}März\N{NO-BREAK SPACE}2026"),
    ]
    assert "Lesezeit 1 Min." in page.text(".byline")


def test_picture_with_caption_and_credit(page: Page) -> None:
    image = page.one(".article__picture img")
    assert (page.lead(image.get("src")), image.get("alt")) == ("posts/2026/03/04/bild.svg", "Ein Kahn")
    assert "Der Kahn" in page.text(".article__picture figcaption")
    assert "Zeichnung: Ada" in page.text(".article__picture figcaption")


def test_text(page: Page) -> None:
    assert "„Zitat“" in page.text(".prose > p:first-child")
    assert page.one(".prose h2").get("id") == "weg-zum-wasser"
    assert page.hrefs(".prose h2 a.headerlink") == ["#weg-zum-wasser"]
    assert page.text(".prose blockquote") == "Ein Blockzitat."
    assert page.texts(".prose td.right") == ["24"]
    assert page.text(".prose figure figcaption") == "Schnitt durch den Kahn"
    assert page.text(".prose details summary") == "Mehr wissen"
    assert "Die Fußnote." in page.text(".prose .footnote")


def test_sources(page: Page) -> None:
    book, website = page.texts(".sources li")
    assert book == "Ein Buch, Verlag, 6. Mai 2020"
    assert website == "Eine Seite"
    assert page.hrefs(".sources a") == ["https://example.org/seite"]


def test_corrections_below_and_announced_above(page: Page) -> None:
    assert "Richtig ist Rot." in page.text(".corrections")
    assert page.one(".corrections time").get("datetime") == "2026-03-06"
    assert "6. März 2026" in page.text(".notice--correction")
    target = page.hrefs(".notice--correction a")[0]
    assert page.all(target)


def test_a_notice_of_its_own_beside_the_disclaimer(page: Page) -> None:
    assert "Die Autorin wohnt dort." in page.text("article .notice[role=note]")
    assert page.text("aside.disclaimer") == "Hinweis: Wir sind nicht die Anderen."


def test_tags_further_links_and_neighbours(page: Page) -> None:
    assert page.hrefs(".tags a") == ["../../../../../thema/elbe/", "../../../../../thema/grosse-haefen/"]
    assert page.texts(".further a") == ["Mehr dazu", "Zwei"]
    assert page.leads(".further a") == ["https://example.org/mehr", "posts/2026/03/05/zwei/"]
    assert page.leads(".neighbours a") == ["posts/2026/03/03/null/"], "the newer one is linked above"


def test_author_cards_of_all_authors(page: Page) -> None:
    assert page.texts(".author-card__name") == ["Ada Beispiel", "Bo Muster"]
    assert page.texts(".author-card__bio") == ["Schreibt über Brücken.", "Fotograf"]
    assert page.text(".author-card__bio em") == "Brücken"
    assert page.texts(".author-card svg title")[0]
    assert page.texts(".author-card svg text") == ["AB", "BM"]


def test_related_articles(page: Page) -> None:
    assert page.texts(".related h3") == ["Minus"]


def test_contributors_cannot_write_html_in_the_front_matter(newsroom: Newsroom) -> None:
    newsroom.article(
        title="<script>alert(1)</script>",
        description="<b>x</b>",
        tags=["<i>t</i>"],
        sources=[{"title": "<img src=x onerror=alert(1)>"}],
        corrections=[{"date": "2026-03-05", "text": "<script>alert(2)</script>"}],
    )
    newsroom.build(strict=True)
    for url in ("", "posts/2026/03/04/eins/", "ressort/kultur/", "autoren/ada-beispiel/", "archiv/2026/03/"):
        page = newsroom.page(url)
        assert "<script>alert" not in page.source
        assert "<img src=x" not in page.source
        assert "<b>x</b>" not in page.source


def test_a_series_shows_its_parts(newsroom: Newsroom) -> None:
    for day in (4, 5, 6):
        newsroom.article(f"2026/03/0{day}/teil{day}.md", title=f"Teil {day}", series="Die Reihe")
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/05/teil5/")
    assert page.texts(".series li") == ["Teil 4", "Teil 5 (dieser Artikel)", "Teil 6"]
    assert page.text(".series [aria-current]") == "Teil 5 (dieser Artikel)"
    assert page.text(".kicker__series") == "Serie: Die Reihe, Teil 2 von 3"
    assert page.lead(page.hrefs(".kicker__series a")[0]) == "posts/2026/03/05/teil5/#article-series"
    assert page.leads(".series a") == ["posts/2026/03/04/teil4/", "posts/2026/03/06/teil6/"]


def test_a_series_of_one_part_is_only_named(newsroom: Newsroom) -> None:
    newsroom.article(series="Die Reihe")
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    assert page.text(".kicker__series") == "Serie: Die Reihe"
    assert page.all(".series") == []


def test_place_and_history_stand_beside_the_date(newsroom: Newsroom) -> None:
    newsroom.settings["repo_url"] = "https://github.com/a/b"
    newsroom.article(dateline="Cuxhaven")
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    assert page.text(".byline p:has(.dateline)") == "Cuxhaven, 4. März 2026"
    history = "https://github.com/a/b/commits/main/docs/posts/2026/03/04/eins.md"
    assert page.hrefs(".byline__history a") == [history]


def test_without_a_repository_there_is_no_history(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    assert page.all(".byline__history, .dateline") == []


def test_author_cards_name_the_topics_of_an_author(newsroom: Newsroom) -> None:
    newsroom.write(
        "authors.yml", "authors:\n  a: {name: A, topics: [Häfen, Brücken], since: 2019}\n  b: {name: B, since: 2020}\n"
    )
    newsroom.article(authors=["a", "b"])
    newsroom.build(strict=True)
    told = newsroom.page("posts/2026/03/04/eins/").texts(".author-card__topics")
    assert told == ["Themen: Häfen, Brücken · dabei seit 2019", "dabei seit 2020"]
    assert newsroom.page("autoren/a/").text(".author-card__topics") == told[0]


def test_opinion_and_advertisement_are_labelled(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/04/a.md", title="A", kind="opinion")
    newsroom.article("2026/03/04/b.md", title="B", kind="advertisement", advertiser='Kaufhaus "Elbe"')
    newsroom.build(strict=True)
    assert "Meinung" in newsroom.page("posts/2026/03/04/a/").text("article.article .kicker")
    assert "Anzeige" in newsroom.page("posts/2026/03/04/b/").text("article.article .article__head")
    assert "Anzeige" in " ".join(newsroom.page("ressort/kultur/").texts(".card"))


def test_old_addresses_redirect(newsroom: Newsroom) -> None:
    newsroom.article(aliases=["/alt/adresse/", "/ganz-alt.html"])
    newsroom.settings["site_url"] = "https://example.org/repo/"
    newsroom.build(strict=True)
    for url, target in (
        ("alt/adresse/", "../../posts/2026/03/04/eins/"),
        ("ganz-alt.html", "./posts/2026/03/04/eins/"),
    ):
        page = newsroom.page(url)
        assert page.one("meta[http-equiv=refresh]").get("content") == f"0; url={target}"
        assert page.hrefs("main a")[0] == target
        assert page.one("link[rel=canonical]").get("href") == "https://example.org/repo/posts/2026/03/04/eins/"
        assert page.meta("robots") == "noindex"
        assert page.one("aside.disclaimer") is not None
    assert "/alt/" not in (newsroom.site / "sitemap.xml").read_text()


def test_an_article_page_does_not_know_of_later_articles(newsroom: Newsroom) -> None:
    """One new article changes only its neighbours and relatives: the design's condition for building fast."""
    for day in range(1, 9):
        newsroom.article(f"2026/03/0{day}/a{day}.md", title=f"A{day}", tags=[f"t{day}"], categories=["kultur"])
    newsroom.build(strict=True)
    old = newsroom.page("posts/2026/03/01/a1/").source
    newsroom.article("2026/03/09/neu.md", title="Neu", categories=["kultur"])
    newsroom.build(strict=True)
    assert newsroom.page("posts/2026/03/01/a1/").source == old


def test_networks_get_what_they_need(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://example.org/repo/"
    newsroom.article(
        title='Ein "Titel" & <mehr>', tags=["Elbe", "Hafen"], date={"created": "2026-03-04", "updated": "2026-03-06"}
    )
    newsroom.build()

    def told(url: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for each in newsroom.page(url).all("meta[property]"):
            found.setdefault(each.get("property"), []).append(each.get("content"))
        return found

    article = told("posts/2026/03/04/eins/")
    assert article["og:type"] == ["article"]
    assert article["og:title"] == ["Ein „Titel“ & <mehr>"]
    assert article["og:url"] == ["https://example.org/repo/posts/2026/03/04/eins/"]
    assert article["article:published_time"] == ["2026-03-04T00:00:00+01:00"]
    assert article["article:modified_time"] == ["2026-03-06T00:00:00+01:00"]
    assert article["og:locale"] == ["de_DE"]
    assert article["article:author"] == ["Ada Beispiel"]
    assert article["article:tag"] == ["Elbe", "Hafen"]
    assert told("")["og:type"] == ["website"]
    assert told("ressort/kultur/")["og:title"] == ["Kultur"]
    newsroom.settings["site_url"] = ""
    newsroom.build()
    assert told("posts/2026/03/04/eins/") == {}


@pytest.mark.parametrize(("language", "anchor"), [("de", "abschnitt"), ("en", "section"), ("fr", "section")])
def test_headings_without_letters_have_an_anchor_in_the_language(
    newsroom: Newsroom, language: str, anchor: str
) -> None:
    newsroom.settings["theme"] = {"language": language}
    newsroom.article(text="## ?!\n\nEins.\n\n## Zwei\n\nZwei.\n\n## !!!\n\nDrei.\n")
    newsroom.build()
    assert [each.get("id") for each in newsroom.page("posts/2026/03/04/eins/").all(".prose h2")] == [
        anchor,
        "zwei",
        f"{anchor}_1",
    ]


def test_what_follows_an_article_links_to_no_page_twice(newsroom: Newsroom) -> None:
    """Series, further links, related articles and neighbours have the same candidates: all share section and tags."""
    for day in range(1, 10):
        series = "Am Wasser" if day in {3, 4, 5} else None
        more = [{"Mehr": ["../03/a3.md", "../07/a7.md#mitte"]}, {"Sonst": ["../05/a5.md"]}]
        links = ["../02/a2.md", *more] if day == 4 else None
        name = f"2026/03/{day:02}/a{day}.md"
        newsroom.article(name, "## Mitte\n\nText.\n", title=f"Titel {day}", tags=["Elbe"], series=series, links=links)
    newsroom.build(strict=True)
    for day in range(1, 10):
        page = newsroom.page(f"posts/2026/03/{day:02}/a{day}/")
        found = page.leads(".series li a, .further a, .related h3 a, .neighbours a")
        pages = [each.partition("#")[0] for each in found]
        assert len(pages) == len({*pages}), page.url
        assert page.url not in pages
        assert len(page.all(".related h3")) == 3, "others take the place of those that are linked already"
    page = newsroom.page("posts/2026/03/04/a4/")
    assert page.leads(".further a") == ["posts/2026/03/02/a2/", "posts/2026/03/07/a7/#mitte"]
    assert "Sonst" not in page.text(".further"), "a name of nothing"
    assert page.leads(".neighbours a") == []


def test_the_foot_names_the_series_first_and_links_to_its_parts_once(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/03/erster.md", title="Erster Teil", series="Am Wasser")
    newsroom.article("2026/03/02/fremd.md", title="Ganz anders", categories=["politik"])
    links = ["../03/erster.md", "../02/fremd.md"]
    newsroom.article(title="Zweiter Teil", series="Am Wasser", links=links, tags=["Elbe"], sources=[{"title": "Akte"}])
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    order = [each.get("class") for each in page.all(".article__foot > [class]")]
    assert order == ["series", "sources", "further", "article__ends"]
    assert page.leads(".article__foot a[href*=erster]") == ["posts/2026/03/03/erster/"]
    assert page.leads(".further a") == ["posts/2026/03/02/fremd/"]
    assert page.texts(".article__ends h2") == ["Themen", "Weitersagen"]
