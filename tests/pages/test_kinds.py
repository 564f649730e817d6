"""Opinions and advertisements look unlike news: over one stands who speaks, over the other who paid."""

import json
from typing import Any

import pytest

from tests.newsroom import REPOSITORY, Newsroom, Page

KINDS = ("news", "analysis", "opinion", "interview", "report", "review", "advertisement")
ADVERTISER = 'Kaufhaus "Elbe" & Söhne'
PRINTED = "Kaufhaus „Elbe“ & Söhne"
ITALIC = "newsreader-display-italic"


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    newsroom = Newsroom(tmp_path_factory.mktemp("kinds"))
    newsroom.settings["site_url"] = "https://example.org/"
    newsroom.write(
        "authors.yml",
        "authors:\n  ada: {name: Ada Beispiel, bio: Schreibt.}\n  wir: {name: Alle, organization: true}\n",
    )
    for day, kind in enumerate(KINDS, 1):
        paid = {"advertiser": ADVERTISER} if kind == "advertisement" else {}
        newsroom.article(f"2026/03/{day:02}/a.md", title=f"Über {kind}", kind=kind, authors=["ada", "wir"], **paid)
    newsroom.build(strict=True)
    pages = {kind: newsroom.page(f"posts/2026/03/{day:02}/a/") for day, kind in enumerate(KINDS, 1)}
    return pages | {"section": newsroom.page("ressort/kultur/"), "author": newsroom.page("autoren/ada/")}


def told(page: Page) -> dict[str, Any]:
    graph = json.loads(page.one("script[type='application/ld+json']").text)["@graph"]
    return next(node for node in graph if node["@type"].endswith("Article"))


def test_only_opinions_load_and_wear_the_italic(kinds: dict[str, Page]) -> None:
    for kind, page in kinds.items():
        loaded = [each for each in page.hrefs("link[href]") if "opinion.css" in each or ITALIC in each]
        assert len(loaded) == (2 if kind == "opinion" else 0), kind
        assert sum(each.endswith(".woff2") for each in page.hrefs("link[rel=preload]")) == 1, kind
        assert len(page.all(".article--opinion")) == (kind == "opinion"), kind
    assert ITALIC not in (REPOSITORY / "overrides/partials/styles/tokens.css").read_text(encoding="utf-8")


def test_an_opinion_has_its_authors_face_above(kinds: dict[str, Page]) -> None:
    for kind in KINDS:
        faces = kinds[kind].all(".article__head .article__portraits > *")
        assert len(faces) == (kind == "opinion"), kind  # not of those who are no person
    assert kinds["opinion"].one(".article__portraits").get("aria-hidden") == "true"
    assert "VonAda" not in kinds["opinion"].text(".byline__authors")


def test_an_opinion_of_the_editors_has_their_monogram_above(newsroom: Newsroom) -> None:
    newsroom.write("authors.yml", "authors:\n  wir: {name: Alle Anderen, organization: true}\n")
    newsroom.article(kind="opinion", authors=["wir"])
    newsroom.build(strict=True)
    assert newsroom.page("posts/2026/03/04/eins/").texts(".article__portraits text") == ["AA"]


def test_an_advertisement_names_its_advertiser_and_no_editor(kinds: dict[str, Page]) -> None:
    page = kinds["advertisement"]
    assert page.text(".advertisement") == f"Anzeige: {PRINTED}"
    assert page.text(".byline__authors") == f"Bezahlt von {PRINTED}"
    assert "Ada Beispiel" not in page.text("main article.article")
    assert page.all(".author-card") == page.all("a[rel=author]") == []
    assert [each.get("content") for each in page.all('meta[property="article:author"]')] == [PRINTED]
    assert {kind: len(kinds[kind].all(".author-card")) for kind in KINDS if kind != "advertisement"} == dict.fromkeys(
        KINDS[:-1], 2
    )


def test_listings_name_the_advertiser(kinds: dict[str, Page]) -> None:
    (card,) = [each for each in kinds["section"].texts(".card") if "advertisement" in each]
    assert PRINTED in card
    assert "Ada Beispiel" not in card
    assert "advertisement" not in kinds["author"].text("main")


def test_search_engines_are_told_who_paid(kinds: dict[str, Page]) -> None:
    node = told(kinds["advertisement"])
    assert node["@type"] == "AdvertiserContentArticle"
    assert node["author"] == node["sponsor"] == {"@type": "Organization", "name": PRINTED}
    assert [told(kinds[kind]).get("sponsor") for kind in KINDS[:-1]] == [None] * 6


def test_feeds_name_the_advertiser(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://example.org/"
    newsroom.article(kind="advertisement", advertiser="X & Y")
    newsroom.build(strict=True)
    (item,) = json.loads((newsroom.site / "feed.json").read_text(encoding="utf-8"))["items"]
    assert item["authors"] == [{"name": "X & Y"}]
    assert not newsroom.has("autoren/ada-beispiel/")
