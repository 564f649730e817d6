"""The size of the text: chosen once, kept, and there before anything is painted."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, shifts, with_reading_aids
from tests.newsroom import Newsroom
from tests.sample import ARTICLE, LONG, PAGES
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KEY = "magazine-text-size"
SIZES = {
    "Übliche Schrift": 16,
    "Etwas größere Schrift": 18.4,
    "Große Schrift": 20.8,
    "Sehr große Schrift": 24,
}
"""How large text is whose size is 1 rem, by the name of the choice."""
ROOT_SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"


def test_every_size_is_chosen_kept_and_taken_back(tab: Page, site: str) -> None:
    with_reading_aids(tab, site + ARTICLE)
    for name, size in SIZES.items():
        tab.get_by_role("radio", name=name, exact=True).check(force=True)
        assert tab.evaluate(ROOT_SIZE) == pytest.approx(size)
        with_reading_aids(tab, site + LONG)
        assert tab.evaluate(ROOT_SIZE) == pytest.approx(size)
        expect(tab.get_by_role("radio", name=name, exact=True)).to_be_checked()
    tab.get_by_role("radio", name="Übliche Schrift").check(force=True)
    assert tab.evaluate("Object.keys(localStorage)") == []


def test_keys_open_choose_and_close(tab: Page, site: str) -> None:
    tab.goto(site + ARTICLE)
    button = tab.get_by_role("button", name="Lesehilfen")
    button.focus()
    expect(button).to_have_attribute("aria-expanded", "false")
    tab.keyboard.press("Enter")
    expect(tab.locator(".reading__panel")).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("radio", name="Übliche Schrift")).to_be_focused()
    tab.keyboard.press("ArrowRight")
    expect(tab.get_by_role("radio", name="Etwas größere Schrift")).to_be_checked()
    tab.keyboard.press("Escape")
    expect(tab.locator(".reading__panel")).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.click()
    expect(tab.locator(".reading__panel")).to_be_visible()
    expect(tab.locator(".reading__panel")).to_have_count(1)


@pytest.mark.parametrize("kind", ["article", "front page", "standing page"])
def test_a_kept_size_moves_nothing(tab: Page, site: str, kind: str) -> None:
    """It is there before the body is, so nothing is laid out in another size."""
    tab.goto(f"{site}robots.txt")
    tab.evaluate(f"localStorage.setItem('{KEY}', '150%')")
    tab.add_init_script(
        "new MutationObserver((_, watching) => { if (document.body) { watching.disconnect();"
        f" window.early = {ROOT_SIZE} }} }}).observe(document, {{childList: true, subtree: true}})"
    )
    tab.goto(site + PAGES[kind])
    assert tab.evaluate("early") == pytest.approx(24)
    assert shifts(tab) == []


@pytest.mark.parametrize("size", [None, "130%", "150%"])
@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
def test_the_open_panel_fits(tab: Page, site: str, width: int, size: str | None) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{site}robots.txt")
    tab.evaluate(f"localStorage.setItem('{KEY}', '{size or ''}')")
    with_reading_aids(tab, site + ARTICLE)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    outside = tab.evaluate("""() => {
        const panel = document.querySelector(".reading__panel"), box = panel.getBoundingClientRect();
        return [...panel.querySelectorAll("*:not(.hidden, input)")].filter((each) => {
            const { left, right, width } = each.getBoundingClientRect();
            return width > 1 && (left < box.left - 1 || right > box.right + 1);
        }).map((each) => each.outerHTML);
    }""")
    assert outside == []


def test_a_browser_that_refuses_to_store(tab: Page, site: str) -> None:
    tab.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    with_reading_aids(tab, site + ARTICLE)
    tab.get_by_role("radio", name="Große Schrift", exact=True).check(force=True)
    assert tab.evaluate(ROOT_SIZE) == pytest.approx(20.8)


def test_nothing_is_there_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site + ARTICLE)
    expect(page.locator(".reading")).to_be_hidden()
    context.close()


def test_nothing_is_loaded_before_a_reader_asks(tab: Page, site: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(site + ARTICLE)
    tab.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/reading/" in url]


def test_print_has_its_own_size(tab: Page, site: str) -> None:
    with_reading_aids(tab, site + ARTICLE)
    tab.get_by_role("radio", name="Sehr große Schrift").check(force=True)
    tab.emulate_media(media="print")
    assert tab.evaluate(ROOT_SIZE) == pytest.approx(14)
    expect(tab.locator(".reading__panel")).to_be_hidden()
    expect(tab.locator(".reading")).to_be_hidden()


def test_settings_turn_each_off(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.magazine["reading"] = {"text_size": False}
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    assert KEY not in page.source
    assert '["reading_aloud", "offline"]' in (newsroom.site / "assets/reading/words.json").read_text()
    newsroom.magazine["reading"] = {"text_size": False, "reading_aloud": False, "offline": False}
    newsroom.build(strict=True)
    assert newsroom.page("posts/2026/03/04/eins/").all(".reading") == []


def test_an_article_in_another_language_speaks_it(newsroom: Newsroom, tab: Page) -> None:
    newsroom.article()
    newsroom.article("2026/03/05/water.md", title="The water", language="en")
    newsroom.build(strict=True)
    with serving_files(newsroom.site) as address:
        tab.goto(f"{address}posts/2026/03/05/water/")
        tab.get_by_role("button", name="Reading aids").click()
        expect(tab.get_by_role("group", name="Text size")).to_be_visible()
        expect(tab.get_by_role("link", name="What is kept")).to_have_attribute("href", f"{address}unterwegs/")
