"""Structured data, held against schema.org's own vocabulary and against what Google and the Trust Project ask for."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.exceptions import Abort
from PIL import Image

from tests.audit.vocabulary import documents, faults
from tests.newsroom import Newsroom, Page

SITE = "https://example.org/repo/"
ARTICLE = "posts/2026/03/04/eins/"
HOSTILE = "Aus </script><script>alert(1)</script> & <!-- 'und'"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A site that tests only read."""
    return publish(Newsroom(tmp_path_factory.mktemp("published")))


@pytest.fixture
def own(newsroom: Newsroom) -> Newsroom:
    """The same for a test that changes it."""
    return publish(newsroom)


def publish(newsroom: Newsroom) -> Newsroom:
    newsroom.settings["site_url"] = SITE
    newsroom.settings["site_description"] = "Ein Magazin."
    newsroom.write("ueber-uns.md", "---\ntitle: Über uns\n---\n## Wer zahlt\n\nNiemand.\n")
    newsroom.write("impressum.md", "---\ntitle: Impressum\ntemplate: imprint.html\n---\nText\n")
    newsroom.nav += ["ueber-uns.md", "impressum.md"]
    newsroom.magazine["publisher"] = {
        "name": "Verlag & Söhne",
        "email": "post@example.org",
        "pages": {
            "about": "ueber-uns.md",
            "contact": "impressum.md",
            "funding": "ueber-uns.md#wer-zahlt",
            "corrections": "https://example.net/fehler",
        },
    }
    newsroom.write(
        "authors.yml",
        "authors:\n  ada-beispiel: {name: Ada Beispiel, role: Redakteurin, description: Schreibt., avatar: a.svg, "
        "topics: [Brücken], url: 'https://ada.example', links: {M: 'https://m.example/@ada', Hier: /impressum/}}\n"
        "  bo-muster: {name: Bo Muster}\n",
    )
    newsroom.write("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    newsroom.write("posts/2026/03/04/b.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    newsroom.article(
        "2026/03/04/eins.md",
        "Drei kleine Wörter.\n",
        title=HOSTILE,
        kind="analysis",
        date={"created": "2026-03-04 06:30", "updated": "2026-03-06 12:00"},
        authors=["ada-beispiel", "bo-muster"],
        categories=["kultur", "politik"],
        tags=["Elbe", "Brücken"],
        dateline="Altona",
        series="Am Wasser",
        image={"src": "b.svg", "alt": "A", "credit": "Foto: C", "caption": "Unten"},
        sources=[{"title": "Bericht", "url": "https://example.net/x", "publisher": "Amt", "date": "2026-01-02"}],
        corrections=[{"date": "2026-03-05", "text": "Es waren < drei."}],
    )
    newsroom.article("2026/03/01/null.md", title="Null", series="Am Wasser")
    newsroom.build(strict=True)
    return newsroom


def told(page: Page) -> dict[str, Any]:
    """Return the nodes of the page's one document, by type."""
    (document,) = documents(page.source)
    assert faults(document) == []
    return {node["@type"]: node for node in document["@graph"]}


def test_every_page_for_search_engines_has_one_valid_document(published: Newsroom) -> None:
    paths = sorted(path.relative_to(published.site).as_posix() for path in published.site.rglob("*.html"))
    pages = {path: Page(published.site / path) for path in paths}
    silent = [path for path, page in pages.items() if page.meta("robots") == "noindex"]
    assert silent == [
        "404.html",
        "suche/index.html",
        "thema/bruecken/index.html",
        "thema/elbe/index.html",
        "unterwegs/index.html",
    ]
    for path, page in pages.items():
        assert len(documents(page.source)) == (path not in silent), path
        assert [faults(document) for document in documents(page.source)] == [[]] * (path not in silent), path
    assert len(pages) > 12


def test_an_article(published: Newsroom) -> None:
    page = published.page(ARTICLE)
    article = told(page)["AnalysisNewsArticle"]
    assert article["headline"] == HOSTILE.replace("'und'", "‚und‘") == page.text("h1")
    assert article["mainEntityOfPage"] == page.hrefs("link[rel=canonical]")[0] == SITE + ARTICLE
    assert article["datePublished"] == "2026-03-04T06:30:00+01:00"
    assert article["dateModified"] == "2026-03-06T12:00:00+01:00"
    assert (article["articleSection"], article["keywords"]) == (["Kultur", "Politik"], ["Elbe", "Brücken"])
    assert (article["wordCount"], article["inLanguage"], article["isAccessibleForFree"]) == (3, "de", True)
    assert article["correction"][0]["text"] == "Es waren < drei."
    assert article["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "Bericht",
            "url": "https://example.net/x",
            "publisher": {"@type": "Organization", "name": "Amt"},
            "datePublished": "2026-01-02",
        }
    ]
    assert article["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "Am Wasser"}
    assert (article["position"], article["dateline"]) == (2, "Altona")
    shapes = []
    for image in article["image"]:
        assert image["creditText"] == "Foto: C"
        with Image.open(published.site / image["url"].removeprefix(SITE)) as file:
            shapes.append(file.width / file.height)
    assert shapes == pytest.approx([16 / 9, 4 / 3, 1], rel=0.01)


def test_without_a_picture_its_share_card_is_shown(own: Newsroom) -> None:
    own.article("2026/03/09/ohne.md", title="Ohne Bild")
    own.build(strict=True)
    url = "posts/2026/03/09/ohne/"
    (image,) = told(own.page(url))["NewsArticle"]["image"]
    assert image["url"] == f"{SITE}{url}card.png"
    assert (own.site / url / "card.png").exists()
    own.magazine["share_cards"] = "none"
    own.build(strict=True)
    assert "image" not in told(own.page(url))["NewsArticle"]


def test_its_authors_and_publisher(published: Newsroom) -> None:
    article = told(published.page(ARTICLE))["AnalysisNewsArticle"]
    ada, bo = article["author"]
    assert ada == {
        "@type": "Person",
        "@id": f"{SITE}autoren/ada-beispiel/#person",
        "name": "Ada Beispiel",
        "url": f"{SITE}autoren/ada-beispiel/",
        "jobTitle": "Redakteurin",
        "description": "Schreibt.",
        "image": f"{SITE}a.svg",
        "knowsAbout": ["Brücken"],
        "sameAs": ["https://ada.example", "https://m.example/@ada"],
    }
    assert bo["name"] == "Bo Muster"
    brief = {"@type": "NewsMediaOrganization", "@id": f"{SITE}#publisher", "name": "Das Testblatt"}
    assert article["publisher"] == brief, "all about the publisher is told once, on the front page"


def test_a_team_is_told_as_an_organisation(newsroom: Newsroom) -> None:
    team = {"name": "Redaktion", "role": "Redaktion des Blatts", "organization": True}
    newsroom.settings["site_url"] = SITE
    newsroom.write("authors.yml", yaml.safe_dump({"authors": {"team": team, "ada": {"name": "Ada"}}}))
    newsroom.article(authors=["team", "ada"])
    newsroom.build(strict=True)
    one, other = told(newsroom.page("posts/2026/03/04/eins/"))["NewsArticle"]["author"]
    assert (one["@type"], one["@id"]) == ("Organization", f"{SITE}autoren/team/#organization")
    assert "jobTitle" not in one, "an organisation has none"
    assert other["@type"] == "Person"
    page = told(newsroom.page("autoren/team/"))["ProfilePage"]
    assert page["mainEntity"]["@type"] == "Organization"


def test_the_front_page_has_all_about_the_publisher(published: Newsroom) -> None:
    publisher = told(published.page())["WebSite"]["publisher"]
    assert (publisher["@type"], publisher["@id"]) == ("NewsMediaOrganization", f"{SITE}#publisher")
    assert (publisher["legalName"], publisher["email"]) == ("Verlag & Söhne", "post@example.org")
    assert publisher["ownershipFundingInfo"] == f"{SITE}ueber-uns/#wer-zahlt"
    assert publisher["correctionsPolicy"] == "https://example.net/fehler"
    assert (published.site / publisher["logo"]["url"].removeprefix(SITE)).exists()
    assert "ethicsPolicy" not in publisher


def test_nothing_a_contributor_writes_leaves_the_element(published: Newsroom) -> None:
    page = published.page(ARTICLE)
    assert "alert(1)</script>" not in page.source
    assert [script.text_content() for script in page.all("script") if "alert" in script.text_content()] == [
        page.one('script[type="application/ld+json"]').text_content()
    ]


def test_the_way_to_a_page(published: Newsroom) -> None:
    def way(url: str) -> list[tuple[str, str]]:
        steps = told(published.page(url))["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert "item" not in steps[-1], "the page itself"
        return [(step["name"], step["item"]["@id"].removeprefix(SITE)) for step in steps[1:-1]]

    assert way(ARTICLE) == [("Kultur", "ressort/kultur/")]
    assert way("autoren/bo-muster/")[0] == ("Autoren", "autoren/")
    assert [url for _, url in way("archiv/2026/03/")] == ["archiv/", "archiv/2026/"]
    for url in ("ressort/kultur/", "impressum/", "archiv/2026/", "autoren/"):
        assert all(published.has(step) for _, step in way(url)), url


def test_kinds_of_pages(published: Newsroom) -> None:
    front = told(published.page())
    assert front["WebSite"]["name"] == "Das Testblatt"
    assert front["CollectionPage"]["mainEntity"]["itemListElement"][0]["url"] == SITE + ARTICLE
    profile = told(published.page("autoren/ada-beispiel/"))["ProfilePage"]
    assert profile["mainEntity"]["@id"] == f"{SITE}autoren/ada-beispiel/#person"
    assert [work["@id"] for work in profile["hasPart"]] == [
        f"{SITE}{ARTICLE}#article",
        f"{SITE}posts/2026/03/01/null/#article",
    ]
    assert "AboutPage" in told(published.page("ueber-uns/"))
    assert "ContactPage" in told(published.page("impressum/"))


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("news", "NewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("interview", "NewsArticle"),
        ("report", "ReportageNewsArticle"),
        ("review", "ReviewNewsArticle"),
        ("advertisement", "AdvertiserContentArticle"),
    ],
)
def test_each_kind_of_work_has_its_type(newsroom: Newsroom, kind: str, word: str) -> None:
    newsroom.settings["site_url"] = SITE
    notice = {"advertiser": "X"} if kind == "advertisement" else {}
    newsroom.article(kind=kind, dateline="Altona", **notice)
    newsroom.build(strict=True)
    assert told(newsroom.page(ARTICLE))[word]["locationCreated"]["name"] == "Altona"


def test_a_correction_is_a_change(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = SITE
    newsroom.article(date="2026-03-04 06:30", corrections=[{"date": "2026-03-09", "text": "Rot, nicht blau."}])
    newsroom.article("2026/03/05/zwei.md", date={"created": "2026-03-05 06:30", "updated": "2026-03-05"})
    newsroom.build()
    assert told(newsroom.page(ARTICLE))["NewsArticle"]["dateModified"] == "2026-03-09T00:00:00+01:00"
    unchanged = told(newsroom.page("posts/2026/03/05/zwei/"))["NewsArticle"]
    assert unchanged["dateModified"] == unchanged["datePublished"]


def test_without_an_address_there_are_none(newsroom: Newsroom) -> None:
    newsroom.magazine["publisher"] = {"pages": {"about": "index.md"}}
    newsroom.article(sources=[{"title": "Bericht"}])
    newsroom.build(strict=True)
    for path in newsroom.site.rglob("*.html"):
        for document in documents(path.read_text()):
            assert faults(document) == []
            assert "url" not in json.dumps(document)
    assert told(newsroom.page(ARTICLE))["NewsArticle"]["publisher"]["name"] == "Das Testblatt"


def test_the_preview_has_none(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(preview=True)
    assert "ld+json" not in newsroom.page(ARTICLE).source + newsroom.page().source


def test_another_policy_is_named_by_pages_that_did_not_change(own: Newsroom) -> None:
    own.magazine["publisher"]["pages"]["funding"] = "ueber-uns.md"
    own.build()
    assert told(own.page())["WebSite"]["publisher"]["ownershipFundingInfo"] == f"{SITE}ueber-uns/"


def test_numbered_pages_list_nothing(own: Newsroom) -> None:
    """There are many of them, and what they list stands in the sitemap."""
    own.magazine["pagination"] = 1
    own.build(strict=True)
    assert "mainEntity" not in told(own.page("ressort/kultur/seite/1/"))["CollectionPage"]
    assert "mainEntity" in told(own.page("ressort/kultur/"))["CollectionPage"]


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        ({"funding": "fehlt.md"}, "„funding“: fehlt.md. Dort ist nichts."),
        ({"funding": "index.md#fehlt"}, "„funding“: index.md#fehlt. Dort ist nichts."),
        ({"fundin": "a.md"}, "ist „funding“ gemeint?"),
        ({"funding": "http://example.org"}, "„funding“ braucht eine Seite"),
        (["a.md"], "„schlüssel: seite.md#abschnitt“"),
    ],
)
def test_pages_that_are_wrong(newsroom: Newsroom, pages: Any, message: str, caplog: pytest.LogCaptureFixture) -> None:
    newsroom.magazine["publisher"] = {"pages": pages}
    newsroom.article()
    with pytest.raises(Abort):
        newsroom.build()
    assert message in caplog.text


def _changed(change: Any) -> dict[str, Any]:
    document = copy.deepcopy(VALID)
    change(document["@graph"][0])
    return document


VALID: dict[str, Any] = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "NewsArticle",
            "@id": "https://example.org/#article",
            "url": "https://example.org/",
            "datePublished": "2026-03-04T06:30:00+01:00",
            "author": [{"@type": "Person", "name": "Ada"}],
            "wordCount": 3,
            "isPartOf": {"@id": "https://example.org/#website"},
        }
    ],
}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda node: node.update({"@type": "NewsArtikel"}), "there is no type NewsArtikel"),
        (lambda node: node.update({"@id": "/relative"}), "@id is not an absolute address"),
        (lambda node: node.update(headlin="x"), "there is no property headlin"),
        (lambda node: node.update(jobTitle="x"), "NewsArticle has no property jobTitle"),
        (lambda node: node.update(url="/relative"), "'/relative' is none of URL"),
        (lambda node: node.update(datePublished="2026-03-04T06:30:00"), "is none of Date, DateTime"),
        (lambda node: node.update(datePublished="4. März"), "is none of Date, DateTime"),
        (lambda node: node.update(wordCount="3"), "'3' is none of Integer"),
        (lambda node: node.update(wordCount=True), "True is none of Integer"),
        (lambda node: node.update(headline=""), "'' is none of Text"),
        (lambda node: node.update(author="Ada"), "'Ada' is none of Organization, Person"),
        (lambda node: node.update(author={"@type": "Place"}), "Place is none of Organization, Person"),
        (lambda node: node["author"][0].update(nam="x"), "author[0].nam: there is no property nam"),
        (lambda node: node.update(isPartOf={"@id": "#x"}), "refers to #x"),
        (lambda node: node.update(isBasedOnUrl="https://example.org/"), "isBasedOnUrl is superseded by isBasedOn"),
        (lambda node: node.update({"headline-input": "required"}), "there is no property headline-input"),
    ],
)
def test_the_judge_finds(change: Any, fault: str) -> None:
    assert faults(VALID) == []
    assert any(fault in each for each in faults(_changed(change))), faults(_changed(change))


def test_everything_on_every_type_of_page(sample_below_path: Path) -> None:
    for path in sample_below_path.rglob("*.html"):
        assert [each for document in documents(path.read_text()) for each in faults(document)] == [], path
