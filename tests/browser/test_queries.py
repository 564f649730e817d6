"""What readers type, and what must come first: a small magazine whose articles carry these words, and others beside."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from magazine.publishing.search.stems import Stems, words
from playwright.sync_api import Page, expect

from tests.newsroom import Newsroom
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

# Headline, text, and what else there is. Each subject has distractors: words that begin or sound like others.
ARTICLES: list[tuple[str, str, dict[str, Any]]] = [
    ("Unter dem Strom", "Der alte Elbtunnel führt unter dem Wasser hindurch.", {"tags": ["Hafen"]}),
    ("Ein Tag im Hafen", "Die Fähre hält an den Landungsbrücken; der Elbtunnel ist nebenan.", {}),
    ("Das Wahrzeichen", "Die Köhlbrandbrücke soll weichen. Am Köhlbrand wird gebaut.", {"tags": ["Köhlbrandbrücke"]}),
    ("Ein Park für die Toten", "Der Friedhof hat Buslinien.", {"tags": ["Stadtgrün", "HVV"]}),
    ("Der Straßenrand", "Ein Parkplatz ist zwölf Quadratmeter groß.", {"kind": "opinion"}),
    ("Zehn Kreuze", "Die Bürgerschaft wird gewählt: die Wahl dauert einen Tag.", {"categories": ["politik"]}),
    ("Die dritte Schiene", "Der Strom kommt von der Seite.", {"tags": ["HVV"]}),
    ("Immer dieselbe Schiene", "Zum dritten Mal fährt sie nicht. Die erste Schiene lag 1842.", {}),
    ("Das Wasser kam nachts", "In der Sturmflut von 1962 starben 315 Menschen.", {"series": "Katastrophen"}),
    ("Der Große Brand", "Im Jahr 1842 brannte das Rathaus.", {"series": "Katastrophen"}),
    ("Der Wanderer", "Das Bild von Caspar David Friedrich hängt in der Kunsthalle.", {}),
    ("Drei Maler", "Otto Friedrich, ein Caspar und ein David malten Schiffe.", {}),
    ("Musik am Kai", "Die Elbphilharmonie hat zwei Säle. Ein Konzert kostet.", {"tags": ["Elbphilharmonie"]}),
    ("Warum wir frei haben", "Am Reformationstag beginnt die Reformation.", {}),
    ("Was nichts kostet", "Das Museum ist donnerstags kostenlos.", {}),
    ("Das Museum am Hafen", "Es kostet sechs Euro. Im Museum ist es still.", {}),
    ("Vom Impfen", "Im Impfzentrum ist Ruhe. Mit der Stadt am Stadion. Imker machen Honig.", {}),
    ("Mit dem Rad", "Mit dem Rad nach Kiel. Mitte und Mitternacht.", {}),
]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = Newsroom(tmp_path_factory.mktemp("queries"))
    for number, (title, text, more) in enumerate(ARTICLES, 1):
        fields = {"description": f"Ein Vorspann, {'so und so ' * (number % 3 + 1)}.", "authors": ["bo-muster"], **more}
        newsroom.article(f"2026/01/{number:02}/a{number}.md", f"{text}\n", title=title, **fields)
    for name, text in (("impressum", "Wer dies macht."), ("mitmachen", "Alle dürfen schreiben."), ("datenschutz", "x")):
        newsroom.write(f"{name}.md", f"---\ntitle: {name.title()}\n---\n{text} Siehe Impressum.\n")
        newsroom.nav.append(f"{name}.md")
    newsroom.build(strict=True)
    return newsroom


@pytest.fixture(scope="module")
def magazine(newsroom: Newsroom) -> Iterator[str]:
    with serving_files(newsroom.site) as address:
        yield address


def searched(page: Page, address: str, words: str) -> list[str]:
    """The headlines that a search shows, when it has ended."""
    page.goto(f"{address}suche/")
    page.locator(".search__words").fill(words)
    expect(page.locator(".search__state")).to_have_text(re.compile("Treffer"))
    expect(page.locator(".search")).to_have_attribute("aria-busy", "false")
    return page.locator(".hit h2").all_inner_texts()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Elbtunnel", ["Unter dem Strom", "Ein Tag im Hafen"]),
        ("Köhlbrand", ["Das Wahrzeichen"]),
        ("Koehlbrandbruecke", ["Das Wahrzeichen"]),
        ("Kohlbrandbrücke", ["Das Wahrzeichen"]),
        ("köhlbr", ["Das Wahrzeichen"]),
        ("Friedhöfe", ["Ein Park für die Toten"]),
        ("Parkplätze", ["Der Straßenrand"]),
        ("buergerschaft wahl", ["Zehn Kreuze"]),
        ("dritte Schiene", ["Die dritte Schiene", "Immer dieselbe Schiene"]),
        ("Sturmfluten 1962", ["Das Wasser kam nachts"]),
        ("Caspar David Friedrich", ["Drei Maler", "Der Wanderer"]),
        ("HVV", ["Die dritte Schiene", "Ein Park für die Toten"]),
        ("Stadtgrün", ["Ein Park für die Toten"]),
        ("Kultur", ["Kultur"]),
        ("Politik", ["Politik", "Zehn Kreuze"]),
        ("Impressum", ["Impressum"]),
        ("Mitmachen", ["Mitmachen"]),
        ("Museum kostenlos", ["Was nichts kostet"]),
        ("Katastrophen", ["Das Wasser kam nachts", "Der Große Brand"]),
        ("Bo Muster", ["Bo Muster"]),
    ],
)
def test_what_comes_first(tab: Page, magazine: str, words: str, first: list[str]) -> None:
    found = searched(tab, magazine, words)
    assert sorted(found[: len(first)]) == sorted(first)
    assert tab.locator(".search__near").is_hidden()


@pytest.mark.parametrize(
    ("words", "meant", "found"),
    [
        ("Elbphilharmony", "Elbphilharmonie", "Musik am Kai"),
        ("Reformazion", "Reformation", "Warum wir frei haben"),
        ("Rathhaus", "Rathaus", "Der Große Brand"),
        ("Ebltunnel", "Elbtunnel", "Unter dem Strom"),
        ("philharmonie", "Elbphilharmonie", "Musik am Kai"),
        ("Sturm flut", "Sturmflut", "Das Wasser kam nachts"),
        ("Bürgerschaftswahl", "Bürgerschaft Wahl", "Zehn Kreuze"),
        ("Museum kostenloss", "Museum kostenlos", "Was nichts kostet"),
        ("Casper Dawid Friedrich", "Caspar David Friedrich", "Der Wanderer"),
    ],
)
def test_misspelt_words_are_not_found_but_what_was_meant_is(
    tab: Page, magazine: str, words: str, meant: str, found: str
) -> None:
    headlines = searched(tab, magazine, words)
    assert tab.locator(".search__state").inner_text() == f"Kein Treffer für „{words}“."
    near = tab.locator(".search__near")
    assert near.inner_text().lower().startswith(f"meinten sie „{meant.lower()}“")
    assert found in headlines[:3]
    near.get_by_role("link").first.click()
    expect(tab.locator(".search__words")).to_have_value(re.compile(f"^{meant}$", re.IGNORECASE))
    expect(tab.locator(".search__state")).to_have_text(re.compile(r"^\d+ Treffer$"))
    assert found in tab.locator(".hit h2").all_inner_texts()[:3]
    assert near.is_hidden()


def test_articles_with_some_of_the_words_are_called_that(tab: Page, magazine: str) -> None:
    found = searched(tab, magazine, "Friedhof Elbphilharmonie")
    assert tab.locator(".search__state").inner_text() == "Kein Treffer für „Friedhof Elbphilharmonie“."
    assert tab.locator(".search__near").inner_text() == "In diesen Artikeln steht nur ein Teil der Wörter."
    assert sorted(found) == ["Ein Park für die Toten", "Musik am Kai"]


@pytest.mark.parametrize("words", ["Xylophonquark", "...", "constructor", "__proto__"])
def test_what_is_nowhere_is_not_found(tab: Page, magazine: str, words: str) -> None:
    assert searched(tab, magazine, words) == []
    assert tab.locator(".search__state").inner_text() == f"Kein Treffer für „{words}“."
    assert tab.locator(".search__none").is_visible()


@pytest.mark.parametrize(("typed", "found"), [("kös", []), ("köh", []), ("köhl", ["Das Wahrzeichen"])])
def test_words_are_found_by_their_beginning_from_four_letters_on(
    tab: Page, magazine: str, typed: str, found: list[str]
) -> None:
    headlines = searched(tab, magazine, typed)
    assert (headlines if tab.locator(".search__near").is_hidden() else []) == found


QUERIES = [
    "Stadt",
    "Impressum",
    "Mitmachen",
    "Mitte",
    "immer",
    "Wahl",
    "Hafen",
    "Museum",
    "nach",
    "Strom",
    "Kunsthalle",
]


@pytest.mark.parametrize("words", QUERIES)
def test_every_hit_contains_the_word_or_one_that_begins_with_it(tab: Page, magazine: str, words: str) -> None:
    """What is shown of a hit has a mark on the word: in headline, excerpt, section, author, topics."""
    searched(tab, magazine, words)
    hits = tab.locator(".hit").all()
    assert hits
    for hit in hits:
        marks = hit.locator("mark").all_inner_texts()
        assert marks, hit.inner_text()
        assert all(mark.lower().startswith(words.lower()) for mark in marks)


def test_stems_are_the_same_in_the_index_and_in_the_browser(tab: Page, magazine: str) -> None:
    """Of all words of the magazine, and of some that are spelt oddly."""
    odd = "Straße STRASSEN Maße Über Äpfel Öfen Café naïve Bauen neue Quelle Goethe Aue Łódź ÉTÉ S-Bahn 1962 x"
    english = "running internationalisation happily skies"
    text = " ".join(f"{title} {text}" for title, text, _ in ARTICLES)
    every = sorted(set(words(f"{text} {odd} {english}")))
    for language in ("de", "en", "fr"):
        stems = Stems(language)
        tab.goto(f"{magazine}suche/")
        told = tab.evaluate(
            """async ([words, language]) => {
                const { stemmer } = await import(new URL("../assets/search/stems.js", location.href));
                return words.map(await stemmer(language));
            }""",
            [every, language],
        )
        assert dict(zip(every, told, strict=True)) == {word: stems[word] for word in every}
        assert language == "fr" or told != every
