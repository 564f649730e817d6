"""Charts in a browser: nothing overlaps or is cut off, at any width, light and dark, and axe finds nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_axe import told
from tests.newsroom import Newsroom
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGE = "posts/2026/03/04/eins/"
MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
LONG = ("Fahrten an einem Tag im Juli bis Mai", "WANDSBEK UND HAMBURG-MITTE", "Wümme am Wehr, Moorwerder Mühle")
TABLES = {
    "long names": "Bezirk;2000;2010;2020;2025\n"
    + "".join(f"{name};1.234.567;{n};{n * 40000};7\n" for n, name in enumerate(LONG)),
    "small and large": "x;y\nwenig;0,001\nviel;123.456.789,5\n",
    "months": "Monat;Alt;Neu\n" + "".join(f"{name};{n * 7}; {n * n}\n" for n, name in enumerate(MONTHS)),
    "years": "Jahr;Zahl\n" + "".join(f"{year};{year * 1001}\n" for year in (1900, 1950, 1951, 2000, 2024, 2025)),
    "one": "x;y\na;1\n",
    "twenty": "x;y;z\n" + "".join(f"Zeile {n};{n};{n * 3}\n" for n in range(20)),
}
BELOW_ZERO = "x;y;z\n" + "".join(f"{name};{5 - n}00.000;{n * 3}\n" for n, name in enumerate(MONTHS))
CHARTS = [(kind, name) for kind in ("bar", "line", "stacked") for name in TABLES]

# The boxes of the texts in a drawing and its legend: pairs that overlap, and texts that are not wholly to be seen.
MEASURE = """() => [...document.querySelectorAll("figure.chart")].flatMap((chart) => {
    const scroller = chart.querySelector("div"), edge = scroller.getBoundingClientRect(), found = [];
    const box = (each) => ({ text: each.textContent, ...each.getBoundingClientRect().toJSON() });
    const texts = [...chart.querySelectorAll("text")].map(box), legend = [...chart.querySelectorAll("li")].map(box);
    for (const each of texts) {
        const across = each.left < edge.left - 1 || each.right > edge.right + 1;
        if (across || each.top < edge.top - 1 || each.bottom > edge.bottom + 2) found.push(`${each.text} is cut off`);
    }
    for (const some of [texts, legend]) some.forEach((one, index) => some.slice(index + 1).forEach((other) => {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 0 && down > 2) found.push(`${one.text} | ${other.text}`);
    }));
    if (scroller.scrollWidth > scroller.clientWidth) found.push("scrolls");
    if (!texts.length) found.push("empty");
    return found.map((each) => `${chart.querySelector("strong").textContent}: ${each}`);
})"""
# The contrast of everything that is drawn with the paper below it.
COLOURS = """() => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const ground = getComputedStyle(document.documentElement).backgroundColor;
    const light = (colour) => {
        for (const each of [ground, colour]) {
            canvas.fillStyle = each;
            canvas.fillRect(0, 0, 1, 1);
        }
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((each) => {
            const part = each / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paper = light(ground), found = {};
    for (const each of document.querySelectorAll(".chart rect, .chart circle, .chart path, .chart text")) {
        const style = getComputedStyle(each), url = /url\\("?#([^")]*)/.exec(style.fill);
        const drawn = url ? getComputedStyle(document.getElementById(url[1]).firstChild).fill : style.fill;
        const colour = drawn === "none" ? style.stroke : drawn, one = light(colour);
        found[colour] = (Math.max(one, paper) + 0.05) / (Math.min(one, paper) + 0.05);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    newsroom = Newsroom(tmp_path_factory.mktemp("charts"))
    blocks = [f"kind: {kind}\n\n{TABLES[name]}" for kind, name in CHARTS] + [
        f"kind: {kind}\n\n{BELOW_ZERO}" for kind in ("bar", "line")
    ]
    text = "".join(f"```chart\ntitle: Nummer {n}\nunit: Stück\n{each}```\n\n" for n, each in enumerate(blocks))
    newsroom.article(text=f"Ein Absatz.\n\n{text}")
    newsroom.build()
    assert len(newsroom.page(PAGE).all("figure.chart svg[role=img]")) == len(blocks)
    with serving_files(newsroom.site) as address:
        yield address + PAGE


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_label_touches_another(tab: Page, charts: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(charts)
    assert tab.evaluate(MEASURE) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_drawn_can_be_seen(tab: Page, charts: str, scheme: Any) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.goto(charts)
    contrasts = tab.evaluate(COLOURS)
    assert len(contrasts) >= 4
    assert {colour: each for colour, each in contrasts.items() if each < 3} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_are_those_of_the_system(tab: Page, charts: str, scheme: Any) -> None:
    tab.goto(charts)
    own = {*tab.evaluate(COLOURS)}
    tab.emulate_media(color_scheme=scheme, forced_colors="active")
    forced = tab.evaluate(COLOURS)
    assert len(forced) >= 3
    assert own & {*forced} == set()
    assert {colour: each for colour, each in forced.items() if each < 3} == {}


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_in_charts(tab: Page, charts: str, viewport: Any) -> None:
    tab.set_viewport_size(viewport)
    tab.goto(charts)
    assert told(tab) == []


def test_the_table_opens_without_a_script(tab: Page, charts: str) -> None:
    tab.goto(charts)
    figure = tab.locator("figure.chart").first
    assert not figure.locator("table").is_visible()
    figure.locator("summary").click()
    assert figure.locator("table").is_visible()
