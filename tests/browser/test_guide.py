"""The style guide of the preview looks as it did, in small pictures; it keeps what all pages keep.

`pytest tests/browser/test_guide.py --renew` takes the pictures anew; then `git diff` shows what looks otherwise.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.browser import block_pictures
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_axe import told
from tests.browser.test_widths import LOOKS, MEASURE, WIDTHS
from tests.newsroom import Newsroom
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("guide")]

PICTURES = Path(__file__).with_name("guide_pictures")
MOST = 150_000  # bytes of all pictures
AT_ONCE = 4096  # pixels of a page that are taken at a time: Chromium cannot draw the whole
GUIDE = "gestaltung/"

# Every machine has other faces, and lines would break elsewhere: all is set in the one that the theme brings, and no
# letter is as wide as a grid of pixels wants it.
ONE_FACE = """
@font-face {
  font-family: Pictured; font-weight: 100 900; font-display: block;
  src: url(/assets/fonts/newsreader-display-600.woff2);
}
:root:root:root { --display: Pictured; --serif: Pictured; --sans: Pictured; --mono: Pictured }
:root *, ::before, ::after { font-family: Pictured !important; font-style: normal !important }
* { animation: none !important; transition: none !important; text-rendering: geometricPrecision }
"""
ALL_THERE = """Promise.all([document.fonts.load("16px Pictured"), ...[...document.images].map((image) => {
    image.loading = "eager";
    return image.decode();
})]).then(() => document.fonts.ready).then(() => null)"""
# Each component begins where a block does, whatever stands above it.
BOXES = """(block) => Object.fromEntries([...document.querySelectorAll(".specimen")].map((each) => {
    const top = each.getBoundingClientRect().top + scrollY, margin = parseFloat(getComputedStyle(each).marginTop);
    each.style.marginTop = `${margin + Math.ceil(top / block) * block - top}px`;
    const { left, width, height } = each.getBoundingClientRect();
    return [each.id.replace("guide-", ""), [left, Math.ceil(top / block) * block, width, height]];
}))"""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the guide in a preview; nothing in it depends on the day."""
    newsroom = Newsroom(tmp_path_factory.mktemp("guide"))
    newsroom.settings["repo_url"] = "https://github.com/beispiel/magazin"
    newsroom.magazine["publisher"] = {"email": "post@example.org"}
    newsroom.magazine["disclaimer"]["text"] = "Wir sind nicht die Anderen, und sie sind nicht wir. " * 4
    for day, section in ((3, "kultur"), (4, "politik")):
        newsroom.article(f"2026/03/0{day}/a.md", categories=[section])
    newsroom.build(preview=True)
    with serving_files(newsroom.site) as address:
        yield address + GUIDE


def parts(browser: Browser, address: str, width: int, scheme: Any, style: str = "") -> dict[str, Image.Image]:
    """Return the reduced pictures of all components, by their names."""
    window = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", device_scale_factor=1
    )
    try:
        page = window.new_page()
        page.goto(address)
        page.add_style_tag(content=ONE_FACE + style)
        page.evaluate(ALL_THERE)
        boxes = page.evaluate(BOXES, block_pictures.BLOCK)
        whole = whole_page(page, width)
    finally:
        window.close()
    return {name: block_pictures.reduced(whole.crop(box_of(*box))) for name, box in boxes.items()}


def whole_page(page: Tab, width: int) -> Image.Image:
    height = page.evaluate("document.documentElement.scrollHeight")
    whole = Image.new("RGB", (width, height))
    for top in range(0, height, AT_ONCE):
        clip = {"x": 0, "y": top, "width": width, "height": min(AT_ONCE, height - top)}
        with Image.open(BytesIO(page.screenshot(full_page=True, clip=clip))) as part:  # type: ignore[arg-type]
            whole.paste(part, (0, top))
    return whole


def box_of(left: float, top: float, width: float, height: float) -> tuple[int, int, int, int]:
    return round(left), round(top), round(left + width), round(top + height)


@pytest.mark.parametrize(("width", "scheme"), [*product((390, 1280), ("light", "dark"))])
def test_every_component_looks_as_it_did(
    browser: Browser, guide: str, width: int, scheme: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    shown, path = parts(browser, guide, width, scheme), PICTURES / f"{width}-{scheme}.webp"
    if pytestconfig.getoption("renew"):
        PICTURES.mkdir(exist_ok=True)
        block_pictures.save(shown, path)
    wanted, found = block_pictures.load(path), []
    assert [*shown] == [*wanted], "other components than in the pictures: pytest tests/browser/test_guide.py --renew"
    for name, words in differences(shown, wanted).items():
        place = tmp_path / f"{name}.png"
        block_pictures.compared(shown[name], wanted[name]).save(place)
        found.append(f"{name}: {words}, see {place}")
    assert found == [], "if it is meant to look so: pytest tests/browser/test_guide.py --renew"


# What somebody may change by mistake, and a component that then looks otherwise.
MISTAKES = {
    "masthead": "#guide-masthead { --accent: #7a1fa2 }",  # another colour of links
    "lead": "#guide-lead { --title-xl: 4rem }",  # larger headlines
    "row": "#guide-row .card--row { direction: rtl } #guide-row .card--row > * { direction: ltr }",  # sides changed
    "advertisement": "#guide-advertisement .advertisement { display: none }",  # a label that is gone
    "paragraphs": "#guide-paragraphs { --measure: 33rem }",  # a narrower column
    "box": "#guide-box .box { background: none }",  # no ground
    "wide-table": "#guide-wide-table th { text-align: start }",  # numbers not under their heads
}


def differences(shown: Mapping[str, Image.Image], wanted: Mapping[str, Image.Image]) -> dict[str, str]:
    told = {name: block_pictures.difference(picture, wanted[name]) for name, picture in shown.items()}
    return {name: words for name, words in told.items() if words}


def test_mistakes_in_the_styles_are_seen(browser: Browser, guide: str) -> None:
    """And nothing else is: components do not push each other out of their pictures."""
    wanted = block_pictures.load(PICTURES / "1280-light.webp")
    found = differences(parts(browser, guide, 1280, "light", "".join(MISTAKES.values())), wanted)
    assert found.keys() == MISTAKES.keys(), found


def test_another_rendering_of_the_type_is_no_difference(browser: Browser, guide: str) -> None:
    """Ink that is heavier, and all of it moved by half a pixel."""
    style = "* { -webkit-text-stroke: 0.1px } .specimen__shown { transform: translate(0.5px, 0.5px) }"
    for width in (390, 1280):
        wanted = block_pictures.load(PICTURES / f"{width}-light.webp")
        assert differences(parts(browser, guide, width, "light", style), wanted) == {}


def test_the_pictures_are_small() -> None:
    assert sum(each.stat().st_size for each in PICTURES.iterdir()) <= MOST


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(tab: Tab, guide: str, viewport: Any) -> None:
    tab.set_viewport_size(viewport)
    tab.goto(guide)
    tab.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    assert told(tab) == []


def test_it_does_not_scroll_sideways(tab: Tab, guide: str) -> None:
    tab.set_viewport_size({"width": 1960, "height": 900})
    tab.goto(guide.removesuffix(GUIDE) + "manifest.webmanifest")
    assert tab.evaluate(MEASURE, [guide, WIDTHS, LOOKS]) == []
