"""Where there is room, footnotes and blocks stand beside the text, none over another; elsewhere in or below it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.newsroom import Newsroom
from tests.sample import DRAWING
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NOTES, BLOCKS, BOTH = "posts/2026/03/01/noten/", "posts/2026/03/02/bloecke/", "posts/2026/03/03/beides/"
PARAGRAPH = (
    "Wer abends über den Deich geht, hört die Pumpen, bevor er sie sieht. Vier stehen in einem Haus aus Backstein. "
)
QUOTE = "/// quote | Ada\nWer abends über den Deich geht, hört die Pumpen\n///\n\n"
BOX = "/// box | Zahlen\n- eins\n- zwei\n- drei\n///\n\n"
MARGIN = "/// margin\n![Eine Linie](linie.svg)\n\nEine Linie. Zeichnung: C\n///\n\n"
TABLE = "/// box | Tabelle\n| a | b |\n|---|---|\n| 1 | 2 |\n///\n\n"
BESIDE, IN_TEXT = (1280, 1600, 1920), (320, 390, 768, 1024, 1216)
MEASURE = """([size, selector]) => {
    document.documentElement.style.fontSize = size;
    const box = (each) => each.getBoundingClientRect().toJSON();
    const all = (selector) => [...document.querySelectorAll(selector)].map(box);
    return {
        beside: all(selector), marks: all("[data-note]"), paragraphs: all(".prose > p, .prose > h2"),
        end: box(document.querySelector(".article__foot")), width: document.documentElement.clientWidth,
        wide: document.documentElement.scrollWidth,
    };
}"""


@pytest.fixture(scope="module")
def beside_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    newsroom = Newsroom(tmp_path_factory.mktemp("beside"))
    text = PARAGRAPH * 4 + "\n\n"
    notes = "".join(f"[^{number}]: {'Eine Note, die über Zeilen geht. ' * number}\n" for number in range(1, 5))
    marked = f"{PARAGRAPH * 4}Eins[^1], zwei[^2] und drei[^3].\n\n{text}## Pumpen\n\n{PARAGRAPH}Vier[^4].\n\n{text}"
    blocks = f"{text}{QUOTE}{text}{BOX}## Pumpen\n\n{MARGIN}{text}{TABLE}{text}"
    for name, body in {
        "01/noten": f"{marked}{notes}",
        "02/bloecke": blocks,
        "03/beides": f"{blocks}{marked}{notes}",
    }.items():
        newsroom.article(f"2026/03/{name}.md", title=name, text=body)
        newsroom.write(f"posts/2026/03/{name[:2]}/linie.svg", DRAWING)
    newsroom.build()
    with serving_files(newsroom.site) as address:
        yield address


Box = dict[str, float]


def measured(tab: Page, address: str, width: int, selector: str, size: str = "100%") -> dict:  # type: ignore[type-arg]
    tab.set_viewport_size({"width": width, "height": 900})
    if tab.url != address:
        tab.goto(address)
    found: dict = tab.evaluate(MEASURE, [size, selector])  # type: ignore[type-arg]
    assert found["wide"] <= found["width"]
    return found


def apart(boxes: list[Box]) -> bool:
    return all(
        one["bottom"] <= other["top"]
        or other["bottom"] <= one["top"]
        or one["right"] <= other["left"]
        or other["right"] <= one["left"]
        for index, one in enumerate(boxes)
        for other in boxes[index + 1 :]
    )


NOTE = ".footnote li"


def test_notes_stand_beside_their_marks(beside_site: str, tab: Page) -> None:
    for width in BESIDE:
        found = measured(tab, beside_site + NOTES, width, NOTE)
        text = max(each["right"] for each in found["paragraphs"])
        assert len(found["beside"]) == len(found["marks"]) == 4
        assert all(text < note["left"] < note["right"] <= found["width"] for note in found["beside"])
        assert apart(found["beside"])
        for number in (0, 3):  # the others are moved down by the one before
            assert abs(found["beside"][number]["top"] - found["marks"][number]["top"]) < 12
        assert all(note["top"] >= mark["top"] - 12 for note, mark in zip(found["beside"], found["marks"], strict=True))


@pytest.mark.parametrize(("widths", "size"), [(IN_TEXT, "100%"), ((390, 1280, 1920), "200%")])
def test_notes_stand_below_the_text_elsewhere(beside_site: str, tab: Page, widths: tuple[int, ...], size: str) -> None:
    for width in widths:
        found = measured(tab, beside_site + NOTES, width, NOTE, size)
        assert all(note["top"] > found["paragraphs"][-1]["bottom"] for note in found["beside"])
        assert all(note["bottom"] <= found["end"]["top"] for note in found["beside"])
        assert apart(found["beside"])


HUNG = ".pull-quote, .margin, .box:not(:has(table))"


def test_blocks_stand_beside_the_text(beside_site: str, tab: Page) -> None:
    for width in BESIDE:
        found = measured(tab, beside_site + BLOCKS, width, HUNG)
        assert len(found["beside"]) == 3
        assert all(each["left"] >= found["paragraphs"][0]["right"] for each in found["beside"])
        assert all(each["bottom"] <= found["end"]["top"] for each in found["beside"])
        assert apart(found["beside"])


@pytest.mark.parametrize(
    ("path", "widths", "size"),
    [(BLOCKS, IN_TEXT, "100%"), (BLOCKS, (390, 1280, 1920), "200%"), (BOTH, (390, *BESIDE), "100%")],
)
def test_blocks_stand_in_the_text_elsewhere(
    beside_site: str, tab: Page, path: str, widths: tuple[int, ...], size: str
) -> None:
    for width in widths:
        found = measured(tab, beside_site + path, width, ".pull-quote, .margin, .box", size)
        right = found["paragraphs"][0]["right"]
        assert len(found["beside"]) == 4
        assert all(each["right"] <= right + 1 for each in found["beside"])
        assert apart(found["beside"])


def test_both_keep_apart(beside_site: str, tab: Page) -> None:
    for width in (390, 768, *BESIDE):
        assert apart(measured(tab, beside_site + BOTH, width, f"{NOTE}, .pull-quote, .margin, .box")["beside"])


def test_a_screen_reader_meets_each_note_and_each_quoted_word_once(beside_site: str, tab: Page) -> None:
    for width in (390, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        for path, notes in ((NOTES, 4), (BLOCKS, 0), (BOTH, 4)):
            tab.goto(beside_site + path)
            heard = " ".join(tab.locator("article.article .prose").aria_snapshot().split())
            typed = " ".join(tab.locator(".prose > p").all_inner_texts())
            assert heard.count("Zurück zu Fußnote") == notes
            assert heard.count("Wer abends über den Deich geht") == typed.count("Wer abends über den Deich geht") > 5
            assert "Ada" not in heard
            assert ('note "Zahlen"' in heard) is (path != NOTES)
