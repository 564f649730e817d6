"""No page scrolls sideways, no name is broken, nothing stands outside and no lead is narrow, at any width and size."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.newsroom import Newsroom
from tests.sample import PAGES, write_sample
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WIDTHS = [*range(320, 1921, 64)]
LOOKS = [
    (100, "default"),
    (150, "default"),
    (200, "default"),
    (100, "slate"),
    (150, "slate"),
    (200, "slate"),
]  # text in per cent, scheme
SETTINGS = {
    "site_name": "Zeitung Musterstadt",
    "site_description": "Unabhängiges Online-Magazin über Musterstadt – Stadtleben, Kultur, Politik und Geschichte.",
}
SECTIONS = {"kultur": "Kultur", "politik": "Politik", "stadt": "Stadtleben", "netz": "Verkehr", "alt": "Geschichte"}

# In a frame, whose width changes without a word to the browser's driver: half a second for a page at all widths.
MEASURE = """async ([address, widths, looks]) => {
    const frame = document.createElement("iframe");
    frame.style.cssText = "display: block; height: 800px; border: 0";
    document.body.replaceChildren(frame);
    await new Promise((loaded) => { frame.onload = loaded; frame.src = address; });
    const page = frame.contentDocument, root = page.documentElement, found = [];
    for (const each of page.querySelectorAll("details")) each.open = true;
    const cut = (each) => each && each !== page.body
        && (/auto|scroll|hidden|clip/.test(getComputedStyle(each).overflowX) || cut(each.parentElement));
    const names = [...page.querySelectorAll(".masthead__name span, .author-card__name, .button, .masthead__nav a")];
    const broken = (name) => [...name.textContent.matchAll(/\\S+/g)].some(({ 0: word, index }) => {
        const text = page.createTreeWalker(name, NodeFilter.SHOW_TEXT).nextNode(), range = page.createRange();
        if (text.data !== name.textContent || !name.offsetWidth) return false;
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        return new Set([...range.getClientRects()].map((each) => Math.round(each.top))).size > 1;
    });
    const leads = [...page.querySelectorAll(".card--lead .card__standfirst")];
    const faces = [...page.querySelectorAll(".author-card__portrait")];
    const squeezed = (each) => Math.abs(each.clientWidth - each.clientHeight) > 1;
    const wanted = () => Math.min(20 * parseFloat(getComputedStyle(root).fontSize), root.clientWidth - 100);
    const narrow = (each) => each.offsetWidth < wanted();
    for (const [size, scheme] of looks) for (const width of widths) {
        frame.style.width = `${width}px`;
        root.style.fontSize = `${size}%`;
        root.dataset.scheme = scheme;
        const outside = [...page.body.querySelectorAll("*")].filter((each) => {
            const { left, right, width, height } = each.getBoundingClientRect();
            return width > 1 && height > 1 && (left < -1 || right > root.clientWidth + 1) && !cut(each);
        });
        outside.push(...names.filter(broken), ...leads.filter(narrow), ...faces.filter(squeezed));
        if (root.scrollWidth > root.clientWidth || outside.length) {
            const named = outside.slice(0, 3).map((each) => `${each.tagName}.${each.className}`);
            found.push(`${width} px, ${size} %, ${scheme}: ${root.scrollWidth} px wide, ${named}`);
        }
    }
    return found;
}"""


@pytest.fixture(scope="module")
def wide_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample with as much in the head of its pages as a real magazine has."""
    newsroom = write_sample(Newsroom(tmp_path_factory.mktemp("widths")))
    newsroom.settings |= SETTINGS
    newsroom.magazine["sections"] = SECTIONS
    authors = newsroom.docs / "authors.yml"
    authors.write_text(authors.read_text("utf-8").replace("name: Ada Beispiel", "name: Redaktion"), "utf-8")
    newsroom.build()
    with serving_files(newsroom.site) as address:
        yield address


@pytest.fixture
def measured(tab: Page, wide_site: str) -> Page:
    tab.set_viewport_size({"width": 1960, "height": 900})
    tab.goto(wide_site + "manifest.webmanifest")
    return tab


@pytest.mark.parametrize("kind", [each for each in PAGES if each != "redirect"])
def test_no_page_scrolls_sideways(measured: Page, wide_site: str, kind: str) -> None:
    assert measured.evaluate(MEASURE, [wide_site + PAGES[kind], WIDTHS, LOOKS]) == []


def test_a_row_of_opinions_fits_and_its_faces_stay_round(measured: Page, newsroom: Newsroom) -> None:
    for day in range(1, 13):
        kind = "opinion" if day in {2, 4, 5} else "news"
        newsroom.article(f"2026/03/{day:02}/a{day}.md", title=f"Was am Tag {day} zu sagen ist", kind=kind)
    newsroom.build(strict=True)
    assert len(newsroom.page("").all(".opinion")) == 3
    with serving_files(newsroom.site) as address:
        measured.goto(address + "manifest.webmanifest")
        assert measured.evaluate(MEASURE, [address, WIDTHS, LOOKS]) == []
