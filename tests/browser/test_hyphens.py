"""Long compounds in headlines are parted where a browser has no dictionary; what a screen reader is told is whole."""

import json
from collections.abc import Iterator

import pytest
from magazine.content.hyphenation import parted
from playwright.sync_api import Browser

from tests.newsroom import Newsroom
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SHY = "\u00ad"
LONG = "Elbphilharmoniebaugenehmigungsbehörde"
TITLE = f'Die {LONG} & "ihre" Folgen'
ARTICLE, OTHER = "posts/2026/03/04/eins/", "posts/2026/03/07/vier/"


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = Newsroom(tmp_path_factory.mktemp("hyphens"))
    newsroom.settings["site_url"] = "https://example.org/"
    newsroom.article(title=TITLE, text=f"Die {LONG} und `{LONG}`.\n\n## {LONG}\n", tags=["Elbe"])
    for day, name in ((5, "zwei"), (6, "drei"), (7, "vier")):
        newsroom.article(f"2026/03/0{day}/{name}.md", title=name.title(), tags=["Elbe"])
    newsroom.build()
    return newsroom


@pytest.fixture(scope="module")
def address(newsroom: Newsroom) -> Iterator[str]:
    with serving_files(newsroom.site) as address:
        yield address


@pytest.mark.parametrize(
    "text", ["Kurze Wörter", "Landungsbrücken", "https", "A" * 17, "S-Bahn-Unternehmen", "1234567890" * 3]
)
def test_words_that_fit_stay_as_they_are(text: str) -> None:
    assert parted(text, "de") == text


@pytest.mark.parametrize("language", ["de", "en", "de-AT", "xx"])
def test_parts_have_five_letters_and_no_letter_is_lost(language: str) -> None:
    found = parted(LONG, language)
    assert found.replace(SHY, "") == LONG
    assert (SHY in found) is (language != "xx")
    assert len(found.split(SHY)[0]) >= 5
    assert len(found.split(SHY)[-1]) >= 5


def test_headlines_break_where_words_do(newsroom: Newsroom, address: str, browser: Browser) -> None:
    tab = browser.new_context(viewport={"width": 320, "height": 800}).new_page()
    for url, selector in ((ARTICLE, "h1"), (OTHER, ".related h3 a >> nth=-1"), ("ressort/kultur/", "h2 a >> nth=-1")):
        tab.goto(address + url)
        shown = tab.locator(selector)
        assert SHY in (shown.text_content() or "")
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    tab.context.close()


def test_names_are_whole_in_the_accessibility_tree(newsroom: Newsroom, address: str, browser: Browser) -> None:
    tab = browser.new_context(viewport={"width": 320, "height": 800}).new_page()
    tree = tab.context.new_cdp_session(tab)
    for url in (ARTICLE, OTHER, "", "ressort/kultur/", "archiv/2026/", "autoren/ada-beispiel/"):
        tab.goto(address + url)
        nodes = tree.send("Accessibility.getFullAXTree")["nodes"]
        named = [each["name"]["value"] for each in nodes if each["role"]["value"] in {"heading", "link", "article"}]
        assert any(LONG in name for name in named), url
        assert not [name for name in named if SHY in name], url
    tab.context.close()


def test_nothing_else_has_soft_hyphens(newsroom: Newsroom) -> None:
    page = newsroom.page(ARTICLE)
    assert page.source.count(SHY) == page.text("h1").count(SHY) > 0
    assert json.loads(page.one("script[type='application/ld+json']").text)["@graph"][0]["headline"].count(LONG) == 1
    others = [file for file in newsroom.site.rglob("*") if file.suffix in {".xml", ".json", ".css", ".js"}]
    assert others
    assert not [file for file in others if SHY in file.read_text(encoding="utf-8") and "write" not in file.as_posix()]
