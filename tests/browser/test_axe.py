"""axe finds nothing: on any page type and with anything open, on a phone and a desktop, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.sample import ARTICLE, LONG, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}


def menu(page: Page) -> None:
    page.get_by_role("button", name="Menü").click()
    expect(page.locator("#page-navigation")).to_be_visible()


def search(page: Page) -> None:
    page.locator(".search-link").click()
    page.locator(".search__words").fill("Zitat")
    expect(page.locator(".hit").first).to_be_visible()


def lightbox(page: Page) -> None:
    page.locator("a.picture").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def sharing(page: Page) -> None:
    page.locator(".share__more").click()
    page.get_by_role("button", name="Mastodon").click()
    expect(page.locator(".share__server")).to_be_visible()


def reading(page: Page) -> None:
    page.evaluate("speechSynthesis.getVoices = () => [{lang: 'de-DE', localService: true, name: 'Hier'}]")
    page.get_by_role("button", name="Lesehilfen").click()
    expect(page.get_by_role("button", name="Vorlesen")).to_be_visible()


def aloud(page: Page) -> None:
    page.evaluate("speechSynthesis.speak = () => {}; window.SpeechSynthesisUtterance = class {}; null")
    reading(page)
    page.get_by_role("button", name="Vorlesen").click()
    expect(page.get_by_role("button", name="Beenden")).to_be_visible()


def folded(page: Page) -> None:
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")


STATES: dict[str, Callable[[Page], None]] = {
    "menu": menu,
    "search": search,
    "lightbox": lightbox,
    "sharing": sharing,
    "reading": reading,
    "aloud": aloud,
    "folded": folded,
}


def told(page: Page) -> list[str]:
    """Return what axe finds on a page: everything in light colours, the contrasts in dark ones, too."""
    found = []
    for scheme, options in (("light", ALL), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for violation in Axe().run(page, options=options).response["violations"]:
            places = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
            found.append(f"{scheme}: {violation['id']}: {violation['help']}: {places[:5]}")
    return found


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_any_page(tab: Page, site: str, viewport: Any) -> None:
    tab.set_viewport_size(viewport)
    found = {}
    for kind, path in {**PAGES, "long": LONG, "search": "suche/?q=Zitat"}.items():
        if kind != "redirect":
            tab.goto(site + path)
            if kind == "search":
                expect(tab.locator(".hit").first).to_be_visible()
            found[kind] = told(tab)
    assert {kind: each for kind, each in found.items() if each} == {}


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_when_something_is_open(tab: Page, site: str, viewport: Any, state: str) -> None:
    if state == "menu" and viewport is DESKTOP:
        pytest.skip("there is no menu button")
    tab.set_viewport_size(viewport)
    tab.goto(site + ARTICLE)
    STATES[state](tab)
    assert told(tab) == []


def test_axe_finds_what_is_wrong(tab: Page, site: str) -> None:
    tab.goto(site + ARTICLE)
    tab.evaluate("""() => {
        const picture = new Image(), pale = document.createElement("p");
        picture.src = "/assets/favicon.svg";
        pale.append("Blass");
        pale.style.color = "#ddd";
        document.querySelector(".prose").replaceChildren(picture, pale);
    }""")
    found = told(tab)
    assert [each.split(": ")[1] for each in found] == ["color-contrast", "image-alt"]
