"""On paper: every page type is printed to PDF and read back. All of its text is there, and no page is empty."""

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.newsroom import Newsroom
from tests.photos import developed, photo
from tests.sample import ARTICLE, LONG, PAGES, write_sample
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# The texts within elements, as far as they are printed, with what is folded.
TEXTS = """(selector) => {
    for (const each of document.querySelectorAll("details")) each.open = true;
    return [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).map((each) => {
        const texts = [], walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const { data, parentElement: parent } = walker.currentNode;
            if (data.trim() && parent.checkVisibility() && !parent.closest(".hidden, .skip, script, style, title, svg"))
                texts.push(data);
        }
        return texts;
    });
}"""
SIZES = """() => [...document.querySelectorAll(".article__foot *, .byline *, .disclaimer *, figcaption")]
    .filter((each) => each.checkVisibility() && each.textContent.trim() && !each.closest("h2, h3, svg, .series"))
    .map((each) => parseFloat(getComputedStyle(each).fontSize))"""
_BROKEN = re.compile(r"[\s\u00ad\u200b]+|-\n|[-‐‑]")  # spaces, and hyphens: those at the end of a line, too


def letters(text: str) -> str:
    """Return a text without what the end of a line may change."""
    return _BROKEN.sub("", text)


@pytest.fixture(scope="module")
def printed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample, with listings that go over several sheets."""
    newsroom = write_sample(Newsroom(tmp_path_factory.mktemp("print")))
    newsroom.magazine |= {"pagination": 20, "front_page": 12}
    for number in range(1, 19):
        folder, picture = f"2026/01/{number:02}", {"src": "foto.jpg", "alt": "Zwei Flächen", "credit": "Foto: Bo"}
        newsroom.write(f"posts/{folder}/foto.jpg", developed(photo(900, 600)))
        newsroom.article(f"{folder}/m{number}.md", title=f"Meldung Nummer {number * 101}", image=picture)
    newsroom.build()
    with serving_files(newsroom.site) as address:
        yield address


def sheets(tab: Page) -> list[str]:
    """Print the page that a tab shows, and return the letters on each sheet."""
    reader = PdfReader(io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True)))
    return [letters(sheet.extract_text()) for sheet in reader.pages]


@pytest.mark.parametrize("kind", [*(each for each in PAGES if each not in ("redirect", "later front page")), "long"])
def test_all_that_a_page_says_is_on_paper_and_no_sheet_is_empty(tab: Page, printed_site: str, kind: str) -> None:
    tab.goto(printed_site + {**PAGES, "long": LONG}[kind])
    paper = sheets(tab)
    assert all(paper), f"an empty sheet: {[len(each) for each in paper]}"
    tab.emulate_media(media="print")
    (said,) = tab.evaluate(TEXTS, "body")
    assert len(said) > 3
    assert [each for each in said if letters(each) not in "".join(paper)] == []


@pytest.mark.parametrize("path", ["", "ressort/kultur/", "autoren/ada-beispiel/", ARTICLE])
def test_no_card_is_cut_in_two(tab: Page, printed_site: str, path: str) -> None:
    tab.goto(printed_site + path)
    paper = sheets(tab)
    assert len(paper) > 1
    tab.emulate_media(media="print")
    whole = tab.evaluate(TEXTS, ".card, .author-card, .corrections, figcaption")
    assert whole
    assert [each for each in whole if not any(all(letters(text) in sheet for text in each) for sheet in paper)] == []


def test_what_stands_beside_the_text_is_not_larger(tab: Page, printed_site: str) -> None:
    tab.goto(printed_site + ARTICLE)
    tab.emulate_media(media="print")
    text = tab.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)")
    sizes = tab.evaluate(SIZES)
    assert len(sizes) > 20
    assert max(sizes) <= text
