"""What a narrow window does not show whole says so, and can be had: wide tables, and the disclaimer on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.newsroom import Newsroom
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DISCLAIMER = (
    "Dieses Magazin ist unabhängig und wird privat betrieben. Es gehört nicht zur Beispielbahn AG "
    "oder einem ihrer Tochterunternehmen und steht mit ihnen in keiner Verbindung."
)
ARTICLE = "posts/2026/03/04/eins/"
NARROW, WIDE = "| A | B |\n|---|---|\n| 1 | 2 |\n", "| A | B | C |\n|---|---|---|\n" + "| Donaudampfschiff " * 3 + "|\n"
HIDDEN = "each => each.scrollHeight > each.clientHeight + 1"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    newsroom = Newsroom(tmp_path_factory.mktemp("cut"))
    newsroom.magazine["disclaimer"] = {"title": "Haftungsausschluss", "text": DISCLAIMER}
    newsroom.article(text=f"Ein Absatz.\n\n{NARROW}\n{WIDE}")
    newsroom.build()
    with serving_files(newsroom.site) as address:
        yield address


@pytest.mark.parametrize("width", [320, 360, 390, 430, 600, 767])
def test_the_disclaimer_is_low_on_a_phone_and_opens_when_it_is_pressed(tab: Page, told: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    for path in ("", ARTICLE):
        tab.goto(told + path)
        notice = tab.locator("aside.disclaimer")
        box = notice.bounding_box()
        assert box
        assert box["y"] == 0
        assert 30 < box["height"] <= 72
        assert DISCLAIMER in notice.inner_text(), "all of it can be heard"
        notice.locator("p").click()
        assert not notice.locator("p").evaluate(HIDDEN)
        tab.keyboard.press("Escape")
        assert notice.is_visible(), "it cannot be closed"


def test_the_keyboard_opens_it_too(tab: Page, told: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.goto(told)
    assert tab.locator(".disclaimer p").evaluate(HIDDEN)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement === document.querySelector('.disclaimer p')")
    assert not tab.locator(".disclaimer p").evaluate(HIDDEN)


def test_where_all_of_it_is_shown_it_is_no_stop(browser: Browser, told: str) -> None:
    for viewport, scripts in ((DESKTOP, True), (PHONE, False)):
        context = browser.new_context(viewport=viewport, java_script_enabled=scripts)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(told)
        notice = page.locator(".disclaimer p")
        assert not notice.evaluate(HIDDEN)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert not notice.evaluate("each => each === document.activeElement")
        context.close()


def test_a_table_keeps_the_size_of_the_text_and_shows_that_it_scrolls(tab: Page, told: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.goto(told + ARTICLE)
    text = tab.locator(".prose p").first.evaluate("each => getComputedStyle(each).fontSize")
    narrow, wide = tab.locator(".prose table").all()
    for table in (narrow, wide):
        assert table.locator("td").first.evaluate("each => getComputedStyle(each).fontSize") == text
        assert "gradient" in table.evaluate("each => getComputedStyle(each).backgroundImage")
    assert [each.evaluate("each => each.tabIndex") for each in (narrow, wide)] == [-1, 0]
