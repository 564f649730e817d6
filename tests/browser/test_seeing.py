"""What readers see who need more contrast, colours of their own, or a larger target; and that nothing moves."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, layout_shift
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
    return [...document.body.querySelectorAll("*")].flatMap((each) => {{
        const style = getComputedStyle(each);
        return each.offsetWidth ? ["Top", "Right", "Bottom", "Left"]
            .filter((side) => parseFloat(style[`border${{side}}Width`]) && (channels(style[`border${{side}}Color`])[3] ?? 1))
            .map((side) => contrast(style[`border${{side}}Color`], ground(each.parentElement)))
            .filter((found) => found < 3).map((found) => `${{each.tagName}}.${{each.className}}: ${{found.toFixed(2)}}`) : [];
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
        page.wait_for_load_state("networkidle")
        if path == SEARCHED:
            expect(page.locator(".hit").first).to_be_visible()
        if shift := round(layout_shift(page), 3):
            moved[path] = shift
    assert moved == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_can_be_seen_and_more_contrast_can_be_asked_for(tab: Page, site: str, scheme: Any) -> None:
    faint = {}
    for kind in KINDS:
        tab.emulate_media(color_scheme=scheme, contrast="no-preference")
        tab.goto(site + (SEARCHED if kind == "search" else PAGES[kind]))
        found = tab.evaluate(LINES)
        tab.emulate_media(contrast="more")
        found += tab.evaluate(TEXTS, 7)
        if found:
            faint[kind] = found
    assert faint == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_colours_of_ones_own_marks_and_the_current_section_are_seen(tab: Page, site: str, scheme: Any) -> None:
    tab.emulate_media(color_scheme=scheme, forced_colors="active")
    tab.goto(site + SEARCHED)
    mark = tab.locator(".hit mark").first
    expect(mark).to_be_visible()
    assert tab.evaluate(TEXTS, 4.5) == []
    grounds = mark.evaluate("each => [each, each.parentElement].map((one) => getComputedStyle(one).backgroundColor)")
    assert grounds[0] != grounds[1]
    tab.goto(site + ARTICLE)
    current = tab.locator(".masthead__nav [aria-current]")
    assert current.evaluate("each => getComputedStyle(each).borderBottomWidth") == "3px"


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_what_is_pressed_is_at_least_24_pixels_large(tab: Page, site: str, viewport: Any) -> None:
    tab.set_viewport_size(viewport)
    small = {}
    for kind in KINDS:
        tab.goto(site + (SEARCHED if kind == "search" else PAGES[kind]))
        if found := tab.evaluate(TARGETS):
            small[kind] = found
    assert small == {}
