"""Reading aloud, with voices that only tell what they were to say: headless browsers have none."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import with_reading_aids
from tests.newsroom import Newsroom
from tests.sample import ARTICLE, DRAWING
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# A sentence ends when a test says so (`heard`); calling off is told as browsers tell it.
VOICES = """
const voices = VOICES.map(([lang, localService, name, isDefault]) => ({lang, localService, name, default: isDefault}));
window.spoken = [];
window.utterance = null;
class Utterance { constructor(text) { this.text = text; this.rate = 1; } }
const found = new EventTarget();
const speech = Object.assign(found, {
    late: LATE, getVoices() { return this.late ? [] : voices; },
    speak(utterance) {
        window.spoken.push([utterance.text, utterance.voice && utterance.voice.name, utterance.lang, +utterance.rate]);
        window.utterance = utterance;
    },
    cancel() {
        const ended = window.utterance;
        window.utterance = null;
        if (ended) queueMicrotask(() => ended.onerror({error: "interrupted"}));
    },
});
window.heard = (count) => {
    while (count-- && utterance) { const ended = utterance; utterance = null; ended.onend(); }
};
Object.defineProperty(window, "speechSynthesis", {value: speech});
window.SpeechSynthesisUtterance = Utterance;
window.marked = () => [...(CSS.highlights.get("magazine-aloud") || [])].map((range) => range.toString()).join();
"""
LOCAL = ["de-DE", True, "Hier", True]
REMOTE = ["de-DE", False, "Fern", False]
ENGLISH = ["en_GB", True, "English", False]


def opened(page: Page, address: str, *voices: list[Any], late: bool = False) -> Page:
    """Go to an article in a browser with these voices, which it finds at once or `late`, and open the panel."""
    page.add_init_script(VOICES.replace("VOICES", json.dumps(voices)).replace("LATE", json.dumps(late)))
    return with_reading_aids(page, address)


TEXT = """Am 4. November 2024 kam z. B. der Regen. Wer fragte,
wie viel? Niemand *wusste* es[^1].

## Danach

| Jahr | Zahl |
| --- | --- |
| 2024 | 77 |

- eins
- zwei mit `Code`

```python
print("nicht vorlesen")
```

![Eine Linie](linie.svg)
/// caption
Unterschrift.
///

<span lang="en">All is well. Or is it?</span> Schluss.

[^1]: Eine Fußnote.
"""
SAID = [
    "Das Wasser",
    "Der Vorspann sagt, worum es geht.",
    "Er hat zwei Sätze, damit er lang genug für alle Regeln ist, die es für Vorspänne gibt.",
    "Am 4. November 2024 kam z. B. der Regen.",
    "Wer fragte, wie viel?",
    "Niemand wusste es.",
    "Danach",
    "Hier steht eine Tabelle.",
    "eins",
    "zwei mit Code",
    "Hier steht Programmtext.",
    "All is well.",
    "Or is it?",
    "Schluss.",
]


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an article with all that can stand in a text."""
    newsroom = Newsroom(tmp_path_factory.mktemp("aloud"))
    newsroom.write("posts/2026/03/04/linie.svg", DRAWING)
    newsroom.article(text=TEXT, title="Das Wasser", description=" ".join(SAID[1:3]))
    newsroom.build(strict=True)
    with serving_files(newsroom.site) as address:
        yield f"{address}posts/2026/03/04/eins/"


def spoken(page: Page) -> list[list[Any]]:
    return list(page.evaluate("spoken"))


def test_sentence_by_sentence_each_is_read_and_marked(tab: Page, article: str) -> None:
    opened(tab, article, LOCAL, ENGLISH)
    before = tab.locator(".article .prose").inner_html()
    tab.get_by_role("button", name="Vorlesen").click()
    for number, sentence in enumerate(SAID, start=1):
        text, voice, lang, _ = spoken(tab)[-1]
        assert text == sentence
        assert len(spoken(tab)) == number
        foreign = sentence in {"All is well.", "Or is it?"}
        assert (voice, lang) == (("English", "en_GB") if foreign else ("Hier", "de-DE"))
        if not sentence.startswith("Hier steht"):
            assert plain(tab.evaluate("marked()")).replace("es1.", "es.") == sentence  # with the sign of a note
        tab.evaluate("heard(1)")
    assert len(spoken(tab)) == len(SAID)
    assert tab.evaluate("marked()") == ""
    expect(tab.get_by_role("button", name="Vorlesen")).to_be_visible()
    expect(tab.get_by_role("button", name="Beenden")).to_be_hidden()
    assert tab.locator(".article .prose").inner_html() == before


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def test_pausing_begins_the_sentence_again_and_stopping_the_article(tab: Page, article: str) -> None:
    opened(tab, article, LOCAL)
    tab.get_by_role("button", name="Vorlesen").click()
    tab.evaluate("heard(4)")
    tab.get_by_role("button", name="Anhalten").click()
    assert tab.evaluate("utterance") is None
    assert tab.evaluate("marked()") != ""
    tab.get_by_role("button", name="Weiterlesen").click()
    assert [text for text, *_ in spoken(tab)] == [*SAID[:5], SAID[4]]
    tab.get_by_role("button", name="Beenden").click()
    assert tab.evaluate("utterance") is None
    assert tab.evaluate("marked()") == ""
    expect(tab.get_by_role("button", name="Vorlesen")).to_be_focused()
    tab.get_by_role("button", name="Vorlesen").click()
    assert spoken(tab)[-1][0] == SAID[0]


def test_the_buttons_stay_in_sight_while_it_reads(phone: Page, article: str) -> None:
    opened(phone, article, LOCAL)
    phone.get_by_role("button", name="Vorlesen").click()
    phone.evaluate("heard(12)")
    phone.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    for name in ("Anhalten", "Beenden"):
        expect(phone.get_by_role("button", name=name)).to_be_in_viewport()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = phone.locator(".reading__aloud").bounding_box()
    footer = phone.locator(".footer a").last.bounding_box()
    assert box
    assert footer
    assert footer["y"] + footer["height"] <= box["y"], "the end of the page is not covered"


def test_the_sentence_is_brought_into_sight(tab: Page, article: str) -> None:
    tab.emulate_media(reduced_motion="reduce")
    tab.set_viewport_size({"width": 390, "height": 500})
    opened(tab, article, LOCAL)
    tab.get_by_role("button", name="Vorlesen").click()
    tab.evaluate("heard(9)")
    top = tab.evaluate("[...CSS.highlights.get('magazine-aloud')][0].getBoundingClientRect().top")
    assert 0 <= top < 400


@pytest.mark.parametrize("speed", ["0.75", "1.5"])
def test_the_speed_counts_from_the_next_sentence(tab: Page, article: str, speed: str) -> None:
    opened(tab, article, LOCAL)
    tab.get_by_role("button", name="Vorlesen").click()
    tab.get_by_label("Tempo").select_option(speed)
    tab.evaluate("heard(1)")
    assert [rate for *_, rate in spoken(tab)] == [1, float(speed)]


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_it_ends_with_its_buttons(tab: Page, article: str, way: str) -> None:
    opened(tab, article, LOCAL)
    tab.get_by_role("button", name="Vorlesen").click()
    tab.evaluate("heard(2)")
    if way == "button":
        tab.get_by_role("button", name="Lesehilfen").click()
    else:
        tab.keyboard.press(way)
    expect(tab.locator(".reading__aloud")).to_be_hidden()
    assert tab.evaluate("utterance") is None
    assert tab.evaluate("marked()") == ""
    tab.get_by_role("button", name="Lesehilfen").click()
    tab.get_by_role("button", name="Vorlesen").click()
    assert spoken(tab)[-1][0] == SAID[0]


def test_another_page_is_not_talked_over(tab: Page, article: str) -> None:
    opened(tab, article, LOCAL)
    tab.get_by_role("button", name="Vorlesen").click()
    tab.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert tab.evaluate("utterance") is None


@pytest.mark.parametrize("voices", [[], [REMOTE], [ENGLISH], [REMOTE, ENGLISH]], ids=["none", "far", "foreign", "both"])
def test_it_is_not_offered_without_a_voice_of_the_device_for_the_language(
    tab: Page, article: str, voices: list[list[Any]]
) -> None:
    opened(tab, article, *voices)
    expect(tab.locator(".reading__aloud")).to_be_hidden()
    expect(tab.get_by_role("button", name="Für unterwegs behalten")).to_be_visible()


def test_a_voice_of_the_device_is_taken_where_there_are_others(tab: Page, article: str) -> None:
    opened(tab, article, REMOTE, ["de-AT", True, "Nebenan", False], LOCAL)
    tab.get_by_role("button", name="Vorlesen").click()
    tab.evaluate("heard(20)")
    assert {voice for _, voice, *_ in spoken(tab)} <= {"Hier", "Nebenan"}


def test_voices_that_are_found_late(tab: Page, article: str) -> None:
    opened(tab, article, LOCAL, late=True)
    expect(tab.locator(".reading__aloud")).to_be_hidden()
    tab.evaluate("speechSynthesis.late = false; speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    expect(tab.get_by_role("button", name="Vorlesen")).to_be_visible()


def test_without_marks_it_reads_all_the_same(tab: Page, article: str) -> None:
    tab.add_init_script("delete CSS.highlights; Object.defineProperty(CSS, 'highlights', {value: undefined})")
    opened(tab, article, LOCAL)
    tab.get_by_role("button", name="Vorlesen").click()
    tab.evaluate("heard(20)")
    assert [text for text, *_ in spoken(tab)] == SAID


def test_nothing_is_sent(tab: Page, site_below_path: str) -> None:
    asked: list[str] = []
    opened(tab, site_below_path + ARTICLE, LOCAL)
    tab.on("request", lambda request: asked.append(request.url))
    tab.get_by_role("button", name="Vorlesen").click()
    tab.evaluate("heard(500)")
    assert len(spoken(tab)) > 10
    assert [url for url in asked if not url.startswith(site_below_path)] == []


def test_a_magazine_can_leave_it_out(newsroom: Newsroom, tab: Page) -> None:
    newsroom.article()
    newsroom.magazine["reading"] = {"reading_aloud": False}
    newsroom.build(strict=True)
    with serving_files(newsroom.site) as address:
        opened(tab, f"{address}posts/2026/03/04/eins/", LOCAL)
        expect(tab.locator(".reading__aloud")).to_have_count(0)
