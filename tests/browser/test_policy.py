"""The Content Security Policy: pages do everything under it, and what gets into them does nothing."""

import re
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.newsroom import Newsroom
from tests.sample import ARTICLE, PAGES
from tests.servers import previewing, serving, serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

META = 'meta[http-equiv="Content-Security-Policy"]'


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_every_type_of_page_has_a_policy_and_keeps_it(tab: Page, site: str, address: str) -> None:
    """Menu, light and dark, search: what every page has. That nothing is refused is asked when the window closes."""
    tab.route("**/*", _without_refresh)
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(site + address)
    assert tab.locator(META).count() == 1
    assert tab.locator('meta[name="referrer"]').get_attribute("content") == "same-origin"
    assert "js" in str(tab.locator("html").get_attribute("class")), "the script in the page ran"
    tab.locator(".menu-button").click()
    expect(tab.locator(".menu-button")).to_have_attribute("aria-expanded", "true")
    tab.locator(".scheme-switch").click()
    assert tab.evaluate("document.documentElement.dataset.scheme") == "slate"
    tab.evaluate("document.fonts.ready.then(() => true)")
    if address != PAGES["search"]:
        tab.keyboard.press("/")
    tab.locator(".search__words").fill("Absatz")
    expect(tab.locator(".search__state")).to_have_text(re.compile("Treffer"))
    tab.locator(".search__words").fill("Abbsatz")
    expect(tab.locator(".search__near")).to_be_visible()


def _without_refresh(route: Route) -> None:
    """Serve redirects without what would lead away from them."""
    answer = route.fetch()
    if "html" not in answer.headers.get("content-type", ""):
        route.fulfill(response=answer)
    else:
        route.fulfill(response=answer, body=answer.text().replace('http-equiv="refresh"', ""))


def test_pictures_sharing_and_the_form_keep_it(tab: Page, site: str) -> None:
    tab.goto(site + ARTICLE)
    tab.locator("a.picture").first.click()
    expect(tab.locator("dialog.lightbox img, dialog img").first).to_be_visible()
    tab.keyboard.press("Escape")
    tab.get_by_role("button", name="Weitere Wege").click()
    expect(tab.get_by_role("button", name="Link kopieren")).to_be_visible()
    tab.goto(f"{site}mitmachen/")
    tab.locator("textarea[name=text]").fill("Ein **Absatz** mit <b>HTML</b>.\n\n| a | b |\n| - | - |\n| 1 | 2 |\n")
    expect(tab.locator("strong", has_text="Absatz")).to_be_visible()


ATTACKS = """
<script>window.harm = "script"</script>
<script src="FOREIGN/harm.js"></script>
<script src="data:text/javascript,window.harm='data'"></script>
<img src="FOREIGN/pixel.png" alt=""><img src="nowhere" alt="" onerror="window.harm = 'handler'">
<style>h1 { color: rgb(1, 2, 3) !important }</style>
<link rel="stylesheet" href="FOREIGN/harm.css">
<p id="styled" style="position: fixed">Über allem</p>
<iframe src="FOREIGN/"></iframe><object data="FOREIGN/x.svg"></object><video src="FOREIGN/x.mp4"></video>
<base href="FOREIGN/">
<a id="javascript" href="javascript:window.harm='link'">Link</a>
<form id="form" action="FOREIGN/collect"><input name="secret" value="1"></form>
"""


@pytest.mark.attack
@pytest.mark.parametrize("kind", ["article", "form", "search", "front page", "not found"])
def test_what_gets_into_a_page_does_nothing(tab: Page, site: str, tmp_path: Path, kind: str) -> None:
    for name, content in (("harm.js", "window.harm = 'foreign'"), ("harm.css", "h1 { color: rgb(1, 2, 3) }")):
        (tmp_path / name).write_text(content)
    asked: list[str] = []

    class Foreign(SimpleHTTPRequestHandler):
        def log_message(self, *told: object) -> None:
            asked.append(self.path)

    with serving(partial(Foreign, directory=str(tmp_path))) as foreign:
        address = site + PAGES[kind]
        attacks = ATTACKS.replace("FOREIGN", foreign.rstrip("/"))

        def injected(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=re.sub("<main[^>]*>", lambda tag: tag[0] + attacks, answer.text()))

        tab.route(address, injected)
        tab.goto(address)
        tab.locator("#javascript").click()
        tab.evaluate("document.querySelector('#form').submit()")
        tab.wait_for_timeout(300)
        assert tab.url == address
        assert tab.evaluate("window.harm") is None
        assert tab.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(1, 2, 3)"
        assert tab.evaluate("getComputedStyle(document.querySelector('#styled')).position") == "static"
        assert asked == [], "what was asked of the other host"
        assert tab.locator("html").get_attribute("class"), "the page's own scripts run"


@pytest.mark.attack
@pytest.mark.parametrize("kind", ["article", "form", "search"])
@pytest.mark.parametrize(
    "sink",
    [
        "document.body.innerHTML = '<b>x</b>'",
        "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
        "new DOMParser().parseFromString('<b>x</b>', 'text/html')",
        "document.createElement('script').src = 'x.js'",
        "trustedTypes.createPolicy('mine', { createHTML: (text) => text })",
    ],
)
def test_no_script_reads_text_as_html(tab: Page, site: str, kind: str, sink: str) -> None:
    tab.goto(site + PAGES[kind])
    refused = tab.evaluate(f"() => {{ try {{ {sink} }} catch (error) {{ return error.name }} }}")
    assert refused == "TypeError"


def test_a_preview_has_no_policy(newsroom: Newsroom, tab: Page) -> None:
    """MkDocs puts a script into its pages that reloads them."""
    newsroom.article()
    with previewing(newsroom) as preview:
        tab.goto(preview.address)
        assert tab.locator(META).count() == 0


def test_old_addresses_with_a_question_mark_lead_on(newsroom: Newsroom, tab: Page) -> None:
    newsroom.article("2026/03/04/eins.md", title="Der neue Ort")
    newsroom.write("redirects.yml", "?p=7: posts/2026/03/04/eins/\n")
    newsroom.build(strict=True)
    with serving_files(newsroom.site) as address:
        tab.goto(f"{address}?p=8")
        tab.wait_for_load_state("networkidle")
        assert tab.url == f"{address}?p=8"
        tab.goto(f"{address}?p=7")
        tab.wait_for_url(f"{address}posts/2026/03/04/eins/")
        assert tab.locator("h1").inner_text() == "Der neue Ort"
