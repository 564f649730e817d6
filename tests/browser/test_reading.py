"""Reading in a real browser: schemes, keyboard, phone, paths, print."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import shifts
from tests.sample import ARTICLE, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def is_dark(page: Page) -> bool:
    """Tell whether the text is lighter than the page."""
    return bool(
        page.evaluate(
            """() => {
                const sum = colour => colour.match(/[\\d.]+/g).slice(0, 3).reduce((all, part) => all + +part, 0);
                const style = getComputedStyle(document.documentElement);
                return sum(style.color) > sum(style.backgroundColor);
            }"""
        )
    )


def test_the_scheme_follows_the_system(browser: Browser, site: str) -> None:
    for scheme, dark in (("light", False), ("dark", True)):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(site + ARTICLE)
        assert is_dark(page) is dark
        context.close()


def test_the_chosen_scheme_is_remembered(tab: Page, site: str) -> None:
    tab.emulate_media(color_scheme="light")
    tab.goto(site)
    assert tab.evaluate("localStorage.length") == 0, "nothing is stored before the reader asks for it"
    assert not is_dark(tab)
    tab.get_by_role("button", name="Dunkle Darstellung").click()
    assert is_dark(tab)
    tab.reload()
    assert is_dark(tab)
    tab.goto(site + ARTICLE)
    assert is_dark(tab)
    tab.get_by_role("button", name="Helle Darstellung").click()
    assert not is_dark(tab)
    tab.emulate_media(color_scheme="dark")
    tab.reload()
    assert not is_dark(tab), "the reader's choice wins over the system"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"))


def tab_to(page: Page, text: str, limit: int = 40) -> None:
    for _ in range(limit):
        page.keyboard.press("Tab")
        if focused(page) == text:
            outline = page.evaluate(
                "['', '::after'].map(part => getComputedStyle(document.activeElement, part).outlineStyle)"
            )
            assert set(outline) != {"none"}, f"the focus on {text} cannot be seen"
            return
    raise AssertionError(f"{text} is not reached by the keyboard")


def test_keyboard_path_through_masthead_section_and_article(tab: Page, site: str) -> None:
    tab.goto(site)
    tab.keyboard.press("Tab")
    assert focused(tab) == "Zum Inhalt"
    expect(tab.locator(".skip")).to_be_in_viewport()
    tab_to(tab, "Kultur")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{site}ressort/kultur/")
    headline = tab.locator("main .card__headline").first.inner_text()
    tab_to(tab, headline)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/posts/**")
    assert tab.locator("h1").inner_text() == headline
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == tab.locator("main").get_attribute("id")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null"), "the skip link leads into the text"


def test_the_menu_on_a_phone(phone: Page, site: str) -> None:
    phone.goto(site)
    section = phone.locator("#page-navigation a", has_text="Politik")
    button = phone.get_by_role("button", name="Menü")
    expect(section).to_be_hidden()
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    expect(section).to_be_visible()
    assert button.get_attribute("aria-expanded") == "true"
    phone.keyboard.press("Escape")
    expect(section).to_be_hidden()
    assert phone.evaluate("document.activeElement.textContent.trim()") == "Menü"
    button.click()
    section.click()
    phone.wait_for_url(f"{site}ressort/politik/")


def test_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(site + ARTICLE)
    expect(page.get_by_role("navigation").get_by_role("link", name="Politik").first).to_be_visible()
    expect(page.locator(".scheme-switch")).to_be_hidden()
    expect(page.get_by_role("button", name="Menü")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    context.close()


def visit_all(page: Page, address: str) -> list[str]:
    """Visit every type of page and return what went wrong: messages, failed and foreign requests."""
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(f"{request.failure}: {request.url}"))
    page.on("response", lambda answer: wrong.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    host = address.split("/")[2]
    page.on("request", lambda request: None if request.url.split("/")[2] == host else wrong.append(request.url))
    for path in PAGES.values():
        page.goto(address + path, wait_until="load")
        page.wait_for_load_state("networkidle")
    return [each for each in wrong if "ERR_ABORTED" not in each]  # the next page was faster than an icon


def test_no_errors_and_no_other_hosts(tab: Page, site: str) -> None:
    assert visit_all(tab, site) == []


def test_everything_works_below_a_path(tab: Page, site_below_path: str) -> None:
    assert visit_all(tab, site_below_path) == []
    tab.goto(site_below_path)
    tab.get_by_role("navigation").get_by_role("link", name="Kultur").first.click()
    assert tab.url == f"{site_below_path}ressort/kultur/"
    tab.locator("main .card__headline a").first.click()
    assert tab.url.startswith(f"{site_below_path}posts/")
    tab.locator(".masthead__name").click()
    assert tab.url == site_below_path


def test_old_addresses_lead_on(tab: Page, site_below_path: str) -> None:
    tab.goto(site_below_path + PAGES["redirect"])
    tab.wait_for_url(f"**/{ARTICLE}")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_scrolls_sideways(context: BrowserContext, site: str, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    too_wide = []
    for name, path in PAGES.items():
        if name == "redirect":
            continue
        page.goto(site + path)
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            too_wide.append(name)
    assert too_wide == []


def test_the_disclaimer_is_shown_and_read_first(tab: Page, site: str) -> None:
    for path in PAGES.values():
        tab.goto(site + path)
        disclaimer = tab.locator("aside.disclaimer")
        expect(disclaimer).to_be_visible()
        box = disclaimer.bounding_box()
        assert box
        assert box["y"] < 10
        assert disclaimer.get_by_role("button").count() == 0


def test_print_shows_the_article_and_the_disclaimer(tab: Page, site_below_path: str) -> None:
    tab.goto(site_below_path + ARTICLE)
    tab.emulate_media(media="print")
    for selector in ("aside.disclaimer", "h1", ".byline", ".prose", ".sources", ".printed-address"):
        expect(tab.locator(selector).first).to_be_visible()
    assert tab.locator(".printed-address").inner_text() == f"https://example.org/repo/{ARTICLE}"
    for selector in (".masthead__nav", ".related", ".neighbours", ".footer"):
        expect(tab.locator(selector).first).to_be_hidden()


def test_nothing_moves_while_a_page_loads(tab: Page, site: str) -> None:
    for path in ("", ARTICLE, "ressort/politik/"):
        tab.goto(site + path)
        tab.wait_for_load_state("networkidle")
        assert shifts(tab) == [], path
