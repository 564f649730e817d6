"""What readers see who need more contrast, colours of their own, or a larger target; and that nothing moves."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, shifts
from tests.sample import ARTICLE, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

KINDS = [each for each in PAGES if each != "redirect"]
SEARCHED = "suche/?q=Zitat"

# Of two colours as the browser tells them, how many times one is lighter (WCAG 2.2, "contrast ratio").
CONTRAST = """
    const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
    const light = (colour) => channels(colour).slice(0, 3).map((each) => each / 255)
        .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
        .reduce((sum, each, index) => sum + each * [0.2126, 0.7152, 0.0722][index], 0);
    const contrast = (one, other) => {
        const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const ground = (element) => {
        for (let each = element; each; each = each.parentElement) {
            const colour = getComputedStyle(each).backgroundColor;
            if ((channels(colour)[3] ?? 1) > 0.5) return colour;
        }
        return "rgb(255, 255, 255)";
    };
"""
LINES = f"""() => {{ {CONTRAST}
    const name = (each) => `${{each.tagName}}.${{each.className}}`;
    return [...document.body.querySelectorAll("*")].filter((each) => each.offsetWidth).flatMap((each) => {{
        const style = getComputedStyle(each);
        return ["Top", "Right", "Bottom", "Left"]
            .filter((side) => parseFloat(style[`border${{side}}Width`]))
            .map((side) => style[`border${{side}}Color`])
            .filter((colour) => (channels(colour)[3] ?? 1) && contrast(colour, ground(each.parentElement)) < 3)
            .map((colour) => `${{name(each)}}: ${{colour}}`);
    }});
}}"""
TEXTS = f"""(least) => {{ {CONTRAST}
    const own = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    return [...document.body.querySelectorAll("*:not(script, noscript, title)")]
        .filter((each) => own(each) && each.checkVisibility())
        .map((each) => [each, contrast(getComputedStyle(each).color, ground(each))])
        .filter(([each, found]) => found < least && !each.closest("svg"))
        .map(([each, found]) => `${{each.tagName}}.${{each.className}}: ${{found.toFixed(2)}}`);
}}"""
# A link within a sentence may be as high as its line (WCAG 2.5.8).
TARGETS = """() => [...document.querySelectorAll("a, button, select, input:not([type=hidden]), summary, textarea")]
    .filter((each) => each.checkVisibility() && !each.matches(".skip, .headerlink"))
    .filter((each) => {
        const line = each.closest("p, li, dd, figcaption, td, cite");
        const inline = getComputedStyle(each).display === "inline";
        return !(inline && line && line.textContent.trim() !== each.textContent.trim());
    })
    .map((each) => {
        const { width, height } = each.getBoundingClientRect();
        const over = getComputedStyle(each, "::after");
        const stretched = over.position === "absolute" ? 99 : 0;
        return [each, Math.max(width, stretched), Math.max(height, stretched)];
    })
    .filter(([, width, height]) => Math.min(width, height) < 23.9)
    .map(([each, width, height]) => `${each.parentElement.className} ${each.className} ${each.textContent.trim()}: `
        + `${Math.round(width)} x ${Math.round(height)}`)"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_on_any_page(context: BrowserContext, site: str, viewport: Any) -> None:
    page = context.new_page()
    page.set_viewport_size(viewport)
    moved = {}
    for path in [*(PAGES[kind] for kind in KINDS), SEARCHED]:
        page.goto(site + path)
        if path == SEARCHED:
            expect(page.locator(".hit").first).to_be_visible()
        if shift := shifts(page):
            moved[path] = shift
    assert moved == {}


def seen(page: Page, site: str, kind: str) -> None:
    """Open a page of a kind; of the search, the one with results."""
    page.goto(site + (SEARCHED if kind == "search" else PAGES[kind]))
    if kind == "search":
        expect(page.locator(".hit mark").first).to_be_visible()


def test_lines_can_be_seen_and_more_contrast_can_be_asked_for(tab: Page, site: str) -> None:
    faint = {}
    for kind in KINDS:
        seen(tab, site, kind)
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme, contrast="no-preference")
            faint[kind, scheme] = tab.evaluate(LINES)
            tab.emulate_media(contrast="more")
            faint[kind, scheme] += tab.evaluate(TEXTS, 7)
    assert {key: found for key, found in faint.items() if found} == {}


def test_in_colours_of_ones_own_marks_and_the_current_section_are_seen(tab: Page, site: str) -> None:
    tab.emulate_media(forced_colors="active")
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        seen(tab, site, "search")
        assert tab.evaluate(TEXTS, 4.5) == []
        ground = "each => [each, each.parentElement].map((one) => getComputedStyle(one).backgroundColor)"
        mark, around = tab.locator(".hit mark").first.evaluate(ground)
        assert mark != around
        tab.goto(site + ARTICLE)
        current = tab.locator(".masthead__nav [aria-current]")
        assert current.evaluate("each => getComputedStyle(each).borderBottomWidth") == "3px"


def test_what_is_pressed_is_at_least_24_pixels_large(tab: Page, site: str) -> None:
    small = {}
    for kind in KINDS:
        seen(tab, site, kind)
        for viewport in (PHONE, DESKTOP):
            tab.set_viewport_size(viewport)  # type: ignore[arg-type]
            small[kind, viewport["width"]] = tab.evaluate(TARGETS)
    assert {key: found for key, found in small.items() if found} == {}


BOXES = """() => [...document.querySelectorAll("main img")].map((each) => {
    const { width, height } = each.getBoundingClientRect();
    return [Math.round(width), Math.round(height)];
})"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pictures_have_their_room_before_they_are_there(context: BrowserContext, site: str, viewport: Any) -> None:
    waiting, there = context.new_page(), context.new_page()
    waiting.route(re.compile(r"\.(?:svg|png|jpe?g|webp|avif)$"), lambda route: None)  # an answer that never comes
    moved = {}
    for kind in KINDS:
        for page in (waiting, there):
            page.set_viewport_size(viewport)
            page.goto(site + PAGES[kind], wait_until="domcontentloaded")
        there.evaluate("""Promise.all([...document.images].map((each) => {
            each.loading = "eager";
            return each.decode().catch(() => {});
        })).then(() => true)""")
        before, after = waiting.evaluate(BOXES), there.evaluate(BOXES)
        if before != after:
            moved[kind] = (before, after)
    assert moved == {}
