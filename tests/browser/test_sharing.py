"""Passing an article on, without anybody else learning of it before the reader decides."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import DESKTOP
from tests.sample import ARTICLE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MORE = "Weitere Wege"
OPENED = "window.opened = []; window.open = (...given) => { window.opened.push(given) }"


def opened(page: Page, address: str) -> Page:
    """Go to an article and ask for the ways to pass it on that need a script."""
    page.goto(address + ARTICLE)
    page.get_by_role("button", name=MORE).click()
    expect(page.get_by_role("button", name="Link kopieren")).to_be_visible()
    return page


def test_nothing_is_loaded_before_a_reader_asks(tab: Page, site: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url) if ".js" in request.url else None)
    tab.goto(site + ARTICLE)
    tab.wait_for_load_state("networkidle")
    ours = len(asked)
    tab.get_by_role("button", name=MORE).click()
    mastodon = tab.get_by_role("button", name="Auf Mastodon")
    expect(mastodon).to_be_visible()
    expect(tab.locator(".share .chip:focus")).to_have_count(1)
    expect(tab.get_by_role("button", name=MORE)).to_have_count(0)
    loaded = [url.rpartition("/")[2] for url in asked]
    assert sorted(loaded[ours:]) == ["element.js", "share.js", "share.json"]
    mastodon.click()
    expect(tab.get_by_label("Ihr Mastodon-Server")).to_be_visible()
    assert [url.rpartition("/")[2] for url in asked[ours + 3 :]] == ["mastodon.js"]


def test_the_address_is_copied(browser: Browser, site_below_path: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = opened(context.new_page(), site_below_path)
    page.get_by_role("button", name="Link kopieren").click()
    expect(page.locator(".share [role=status]")).to_have_text("Link kopiert")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("link[rel=canonical]").get_attribute("href")
    context.close()


def test_an_address_that_cannot_be_copied_is_shown(tab: Page, site: str) -> None:
    tab.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    opened(tab, site)
    tab.get_by_role("button", name="Link kopieren").click()
    expect(tab.locator(".share [role=status]")).to_contain_text(f"/{ARTICLE}")


def test_the_systems_own_sharing_is_offered_where_there_is_one(tab: Page, site: str) -> None:
    tab.add_init_script("navigator.share = what => { window.shared = what; return Promise.resolve() }")
    opened(tab, site)
    tab.get_by_role("button", name="Teilen", exact=True).click()
    assert tab.evaluate("shared.title") == tab.locator("h1").inner_text()
    assert tab.evaluate("shared.url").endswith(f"/{ARTICLE}")


def test_without_a_way_to_share_there_is_no_button_for_it(tab: Page, site: str) -> None:
    tab.add_init_script("delete Navigator.prototype.share")
    opened(tab, site)
    expect(tab.get_by_role("button", name="Teilen", exact=True)).to_be_hidden()


@pytest.mark.parametrize("typed", ["norden.social", " https://Norden.social/@jemand ", "@jemand@norden.social"])
def test_mastodon_asks_for_the_server_and_knows_it_the_next_time(tab: Page, site: str, typed: str) -> None:
    asked: list[Request] = []
    tab.on("request", lambda request: asked.append(request) if not request.url.startswith(site) else None)
    tab.add_init_script(OPENED)
    opened(tab, site)
    mastodon = tab.get_by_role("button", name="Auf Mastodon", expanded=False)
    mastodon.click()
    field = tab.get_by_label("Ihr Mastodon-Server")
    expect(field).to_be_focused()
    assert field.input_value() == ""
    field.fill(typed)
    tab.get_by_role("button", name="Weiter").click()
    expect(field).to_be_hidden()
    expect(mastodon).to_be_focused()
    ((address, target, features),) = tab.evaluate("window.opened")
    assert address.startswith("https://norden.social/share?")
    (text,) = parse_qs(urlsplit(address).query)["text"]
    title, url = text.split("\n")
    assert title == tab.locator("h1").inner_text()
    assert url.endswith(f"/{ARTICLE}")
    assert (target, features) == ("_blank", "noopener")
    opened(tab, site)
    mastodon.click()
    expect(field).to_be_focused()
    assert field.input_value() == "norden.social"
    tab.keyboard.press("Enter")
    assert len(tab.evaluate("opened")) == 1
    assert asked == []


@pytest.mark.parametrize("way", ["Escape", "Abbrechen", "Auf Mastodon"])
def test_the_question_for_the_server_closes(tab: Page, site: str, way: str) -> None:
    opened(tab, site)
    mastodon = tab.get_by_role("button", name="Auf Mastodon")
    mastodon.click()
    field = tab.get_by_label("Ihr Mastodon-Server")
    expect(field).to_be_focused()
    assert mastodon.get_attribute("aria-expanded") == "true"
    if way == "Escape":
        tab.keyboard.press("Escape")
    else:
        tab.get_by_role("button", name=way).click()
    expect(field).to_be_hidden()
    expect(mastodon).to_be_focused()
    assert mastodon.get_attribute("aria-expanded") == "false"
    mastodon.click()
    expect(field).to_be_focused()
    expect(field).to_have_count(1)


def test_what_is_no_server_is_refused(tab: Page, site: str) -> None:
    tab.add_init_script(OPENED)
    opened(tab, site)
    tab.get_by_role("button", name="Auf Mastodon").click()
    field = tab.get_by_label("Ihr Mastodon-Server")
    for typed in ("norden", "kein server", "norden..social"):
        field.fill(typed)
        tab.get_by_role("button", name="Weiter").click()
        assert "mastodon.social" in field.evaluate("each => each.validationMessage"), typed
    assert tab.evaluate("opened") == []


def test_without_scripts_there_is_email(browser: Browser, site_below_path: str) -> None:
    context = browser.new_context(viewport=DESKTOP, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site_below_path + ARTICLE)
    assert [each.inner_text() for each in page.locator(".share .chip:visible").all()] == ["Per E-Mail"]
    assert f"/{ARTICLE}" in (page.get_by_role("link", name="Per E-Mail").get_attribute("href") or "").replace(
        "%2F", "/"
    )
    context.close()
