"""How listings open: with a sentence about what is in them and a lead card; the archive lists headlines."""

import pytest

from tests.newsroom import Newsroom, Page
from tests.photos import developed, photo

LEADS = ("ressort/kultur/", "thema/elbe/", "archiv/2026/03/")
LINES = ("archiv/2026/", "ressort/kultur/seite/1/", "thema/elbe/seite/1/")


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = Newsroom(tmp_path_factory.mktemp("openings"))
    newsroom.magazine["pagination"] = 5
    newsroom.magazine["sections"] |= {"politik": {"title": "Politik", "description": "Wer entscheidet, und wie."}}
    names = ["ada-beispiel", "bo-muster"]
    for day in range(1, 13):
        sections = ["politik", "kultur"] if day % 3 == 0 else ["kultur"]
        newsroom.write(f"posts/2026/03/{day:02}/foto.jpg", developed(photo(90, 60)))
        newsroom.article(
            f"2026/03/{day:02}/a{day}.md",
            title=f"A{day}",
            tags=["Elbe"] if day > 1 else ["Elbe", "Allein"],
            categories=sections,
            authors=[names[day % 2]],
            image={"src": "foto.jpg", "alt": "Zwei Flächen", "credit": "Foto: Bo"},
        )
    newsroom.article("2026/02/01/nur.md", title="Zuvor", categories=["kultur"])
    newsroom.build(strict=True)
    return newsroom


def described(page: Page) -> str:
    told = page.text(".page-head__description")
    assert page.meta("description") == told.replace("\u00a0", " ")
    return told.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ressort/politik/", "Wer entscheidet, und wie."),
        (
            "ressort/kultur/",
            "13 Artikel aus dem Ressort Kultur, vom 1. Februar 2026 bis zum 12. März 2026, "
            "von Bo Muster und Ada Beispiel.",
        ),
        (
            "thema/elbe/",
            "12 Artikel zum Thema Elbe, vom 1. März 2026 bis zum 12. März 2026, aus den Ressorts Politik und Kultur, "
            "von Ada Beispiel und Bo Muster.",
        ),
        ("thema/allein/", "Ein Artikel zum Thema Allein, vom 1. März 2026, aus dem Ressort Kultur, von Bo Muster."),
        (
            "archiv/2026/02/",
            "Ein Artikel aus dem Februar 2026, vom 1. Februar 2026, aus dem Ressort Kultur, von Ada Beispiel.",
        ),
    ],
)
def test_listings_say_what_is_in_them(listed: Newsroom, url: str, told: str) -> None:
    said = described(listed.page(url))
    names = {"Bo Muster und Ada Beispiel", "Ada Beispiel und Bo Muster"}
    assert any(said == told.replace("Bo Muster und Ada Beispiel", each) for each in names)


@pytest.mark.parametrize("url", LEADS)
def test_the_newest_article_opens_it(listed: Newsroom, url: str) -> None:
    page = listed.page(url)
    first, *others = page.all("main .card")
    assert "card--lead" in first.get("class").split()
    assert first.cssselect(".card__headline")[0].text_content() == "A12"
    assert len(first.cssselect(".card__standfirst")) == len(first.cssselect("img")) == 1
    assert not [each for each in others if "card--lead" in each.get("class").split()]


@pytest.mark.parametrize("url", LINES)
def test_the_archive_lists_headlines(listed: Newsroom, url: str) -> None:
    page = listed.page(url)
    assert {each.get("class") for each in page.all("main .card")} == {"card card--line"}
    assert page.all(".card img, .card__standfirst") == []


def test_the_archive_shows_the_headlines_of_its_newest_month(listed: Newsroom) -> None:
    page = listed.page("archiv/")
    assert page.texts(".headlines li > a") == ["A12", "A11", "A10", "A9", "A8"]
    assert page.leads(".strip__title a") == ["archiv/2026/03/"]
    assert page.texts(".months a") == ["März", "Februar"]


def test_no_advertisement_opens_a_listing(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/03/zwei.md", title="Zwei", tags=["Elbe"])
    newsroom.article(kind="advertisement", advertiser="X", tags=["Elbe"])
    newsroom.build(strict=True)
    for url in LEADS:
        assert newsroom.page(url).all(".card--lead") == []
        assert "X" not in described(newsroom.page(url))


def test_a_magazine_without_articles_has_an_archive(newsroom: Newsroom) -> None:
    newsroom.build(strict=True)
    assert newsroom.page("archiv/").all(".headlines") == []
