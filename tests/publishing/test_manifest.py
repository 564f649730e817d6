"""The web manifest and the icons."""

import json
import re
from urllib.parse import urljoin

from PIL import Image

from tests.newsroom import REPOSITORY, Newsroom

# Members that browsers know (w3.org/TR/appmanifest, 15 June 2026, section 1) and values of `display` and `purpose`.
MEMBERS = {
    "background_color",
    "dir",
    "display",
    "icons",
    "id",
    "lang",
    "name",
    "orientation",
    "prefer_related_applications",
}
MEMBERS |= {"related_applications", "scope", "short_name", "shortcuts", "start_url", "theme_color", "description"}


def test_the_manifest_holds_below_a_path(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://host.example/repo/"
    newsroom.settings["site_name"] = "Ein Blatt"
    newsroom.article()
    newsroom.build()
    page = newsroom.page("posts/2026/03/04/eins/")
    assert page.leads('link[rel="manifest"]') == ["manifest.webmanifest"]
    told = json.loads((newsroom.site / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert set(told) <= MEMBERS
    assert (told["name"], told["lang"], told["display"]) == ("Ein Blatt", "de", "minimal-ui")
    here = "https://host.example/repo/manifest.webmanifest"
    for key in ("start_url", "scope"):
        assert urljoin(here, told[key]) == "https://host.example/repo/"
    for icon in told["icons"]:
        assert icon["purpose"] in {"any", "maskable"}
        path = newsroom.site / icon["src"]
        assert path.is_file()
        if icon["type"] == "image/png":
            assert "x".join(map(str, Image.open(path).size)) == icon["sizes"]
    assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }


def test_a_maskable_icon_keeps_its_mark_in_the_safe_zone() -> None:
    """A circle of four fifths of the width, w3.org/TR/appmanifest, "safe zone"; no transparency."""
    icon = Image.open(REPOSITORY / "overrides/assets/icons/maskable-512.png").convert("RGBA")
    assert icon.getchannel("A").getextrema() == (255, 255)
    ground = icon.getpixel((0, 0))
    pixels = icon.load()
    assert pixels is not None
    outside = [
        (x, y) for x in range(0, 512, 3) for y in range(0, 512, 3) if (x - 256) ** 2 + (y - 256) ** 2 > (0.4 * 512) ** 2
    ]
    assert all(pixels[place] == ground for place in outside)


def test_the_colour_of_the_browser_is_that_of_the_background(newsroom: Newsroom) -> None:
    newsroom.build()
    styles = REPOSITORY / "overrides/partials/styles"
    paper = [re.findall(r"--paper: (#\w+)", (styles / f"{name}.css").read_text())[0] for name in ("light", "dark")]
    assert [each.get("content") for each in newsroom.page().all('meta[name="theme-color"]')] == paper


def test_icons_for_those_who_ask_the_root_and_for_home_screens(newsroom: Newsroom) -> None:
    newsroom.build()
    assert Image.open(newsroom.site / "favicon.ico").info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert Image.open(newsroom.site / "assets/apple-touch-icon.png").size == (180, 180)
