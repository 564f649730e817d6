"""Draws the magazine's icons from `overrides/assets/favicon.svg`, in Chromium: `python tools/icons.py`.

The mark is a sheet of paper with waves for lines. Beside the icons of browsers and home screens there is the mark as
share cards print it, dark on light.
"""

import os
import re
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

OVERRIDES = Path(__file__).parents[1] / "overrides"
ICONS = OVERRIDES / "assets/icons"
MARK = re.search(r"<path.*(?=</svg>)", (OVERRIDES / "assets/favicon.svg").read_text()).group()  # type: ignore[union-attr]
LIGHT = "svg { --sheet: %s; --line: %s } .s { fill: var(--sheet) } .l { stroke: var(--line) }"
TOKENS = dict(re.findall(r"--(\w+): (#\w+)", (OVERRIDES / "partials/styles/light.css").read_text()))


def drawn(browser: Browser, size: int, part: float, ground: str = "", sheet: str = "", line: str = "") -> Image.Image:
    """Return the mark at `part` of a square of `size` pixels, on `ground` (transparent if none)."""
    side = 28 / part  # the mark is 26 wide and 28 high
    box = f"{16 - side / 2} {16 - side / 2} {side} {side}"
    style = LIGHT % (sheet or TOKENS["accent"], line or TOKENS["paper"])
    page = browser.new_page(viewport={"width": size, "height": size}, color_scheme="light")
    page.set_content(
        f"<style>body {{ margin: 0; display: flex; background: {ground or 'none'} }} {style}</style>"
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{size}" height="{size}">{MARK}</svg>'
    )
    picture = Image.open(BytesIO(page.screenshot(omit_background=not ground)))
    page.close()
    return picture.convert("RGB" if ground else "RGBA")


def main() -> None:
    """Draw them all."""
    paper = TOKENS["paper"]
    ICONS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"))
        for size in (192, 512):
            _save(drawn(browser, size, 0.9), ICONS / f"icon-{size}.png")
        _save(drawn(browser, 512, 0.56, paper), ICONS / "maskable-512.png")  # what matters in the inner 80 %
        _save(drawn(browser, 180, 0.66, paper), OVERRIDES / "assets/apple-touch-icon.png")
        sizes = [drawn(browser, size, 1.0) for size in (16, 32, 48)]
        sizes[-1].save(OVERRIDES / "favicon.ico", append_images=sizes[:-1], sizes=[each.size for each in sizes])
        mark = drawn(browser, 128, 1.0, "white", "black", "white").convert("L")
        mark.crop((5, 0, 123, 128)).resize((52, 56), Image.Resampling.LANCZOS).save(
            OVERRIDES / ".share_card/mark.png", optimize=True
        )
        browser.close()


def _save(picture: Image.Image, path: Path) -> None:
    colours = picture.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    colours.save(path, optimize=True)


if __name__ == "__main__":
    main()
