"""What stands beside a text: quotations, boxes, small pictures and footnotes; nothing is read out twice."""

import json

import pytest
from lxml import html
from lxml.html import HtmlElement
from magazine.locales import load
from magazine.publishing.feeds import LENGTH
from magazine.rendering.beside import MOST_NOTES, beside, without_repeated
from magazine.rendering.spoken import spoken

from tests.newsroom import REPOSITORY, Newsroom
from tests.rendering.test_lists import RENDERER
from tests.sample import DRAWING

QUOTED = "Vier Pumpen stehen in einem Haus aus rotem Backstein"
TEXT = (
    f"{QUOTED}, das älter ist als die Straße davor. Eine fünfte wartet im Keller, falls eine der anderen ausfällt.\n\n"
)


def shown(text: str) -> HtmlElement:
    return html.fragment_fromstring(beside(spoken(RENDERER.render(text).html, load("de"))), create_parent="div")


def quotation(words: str, who: str = "") -> str:
    return f"{TEXT}/// quote{f' | {who}' if who else ''}\n{words}\n///\n"


@pytest.mark.parametrize("words", [QUOTED, f"„{QUOTED}“", QUOTED.replace("roten", "*roten*").upper(), f"… {QUOTED} …"])
def test_a_quotation_from_the_text_is_not_read_out_again(words: str) -> None:
    (quote,) = shown(quotation(words, "Ada Beispiel")).cssselect("aside")
    assert quote.get("class") == "pull-quote"
    assert (quote.get("role"), quote.get("aria-hidden")) == ("doc-pullquote", "true")
    assert quote.text_content().split()[-2:] == ["Ada", "Beispiel"]


@pytest.mark.parametrize("words", ["Fünf Pumpen stehen in einem Haus", f"[{QUOTED}](https://example.org/)", "aus rote"])
def test_other_quotations_are_read_out(words: str) -> None:
    (quote,) = shown(quotation(words)).cssselect("aside.pull-quote")
    assert quote.get("aria-hidden") is None


def test_a_box_is_called_by_its_title() -> None:
    (box,) = shown('/// box | Die *Zahlen* & "alles"\n- eins\n///\n').cssselect("aside")
    assert (box.get("class"), box.get("role"), box.get("aria-label")) == ("box", "note", "Die Zahlen & „alles“")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_picture_in_the_margin_has_what_follows_as_its_caption(between: str) -> None:
    (margin,) = shown(f"/// margin\n![Linie](linie.svg){between}Die *Linie*. Zeichnung: C\n///\n").cssselect("aside")
    assert (margin.get("class"), margin.get("role")) == ("margin", "none")
    assert [each.get("alt") for each in margin.cssselect("figure > p > img")] == ["Linie"]
    assert [each.text_content().strip() for each in margin.cssselect("figcaption")] == ["Die Linie. Zeichnung: C"]


def test_its_caption_is_the_credit(newsroom: Newsroom) -> None:
    newsroom.write("posts/2026/03/04/linie.svg", DRAWING)
    newsroom.article(text=f"{TEXT}/// margin\n![Eine Linie](linie.svg)\n\nSie. Zeichnung: C\n///\n")
    newsroom.build(strict=True)


@pytest.mark.parametrize(
    "text",
    [
        '<aside class="box">Kasten</aside>',
        '<aside class="pull-quote disclaimer"><p class="box">Kasten</p></aside>',
        "/// box | Titel\n    attrs: {class: disclaimer}\n\nKasten\n///",
        "/// margin\n    attrs: {class: share}\n\nKasten\n///",
        "Kasten\n\n/// quote\nKasten\n{: .headline }\n///",
    ],
)
def test_writers_set_no_classes(text: str) -> None:
    rendered = RENDERER.render(text)
    classes = {name for each in shown(text).cssselect("[class]") for name in each.get("class").split()}
    assert classes <= {"box", "margin", "pull-quote", "admonition-title"}
    assert 'class="' not in rendered.html.replace('<p class="admonition-title">', "").replace('class=""', "")
    assert "Kasten" in rendered.html
    assert [problem.code for problem in rendered.problems] == ["html-unneeded"]


@pytest.mark.parametrize("name", ["quote", "box | Titel", "margin"])
def test_one_that_is_not_closed_is_told(name: str) -> None:
    problems = RENDERER.render(f"Davor.\n\n/// {name}\nText.\n\nNoch mehr Text.\n").problems
    assert [(each.code, each.place.line, each.details["mark"]) for each in problems] == [("block-unclosed", 3, "///")]


def test_a_box_without_a_title_is_told() -> None:
    assert [each.code for each in RENDERER.render("/// box\nText.\n///\n").problems] != []


def noted(*notes: str, text: str = TEXT * 9) -> HtmlElement:
    marks = "".join(f" Wort[^{number}]" for number, _ in enumerate(notes))
    return shown(f"{text}{marks}.\n\n" + "".join(f"[^{number}]: {note}\n" for number, note in enumerate(notes)))


@pytest.mark.parametrize(
    ("notes", "text", "fits"),
    [
        (["Eine Note."], TEXT, True),
        (["Eine Note."] * MOST_NOTES, TEXT * 9, True),
        (["Eine Note."] * (MOST_NOTES + 1), TEXT * 9, False),
        (["Eine sehr lange Note. " * 20], TEXT, False),
        (["Eine Note[^1].", "Noch eine."], TEXT * 9, True),
    ],
)
def test_footnotes_stand_beside_the_text_if_they_fit(notes: list[str], text: str, fits: bool) -> None:
    page = noted(*notes, text=text)
    assert bool(page.cssselect(".footnote--beside")) is fits
    marks = [each.get("data-note") for each in page.cssselect(".footnote-ref") if each.get("data-note")]
    assert marks == [str(number) for number in range(1, len(notes) + 1)] * fits


@pytest.mark.parametrize(
    "text",
    [
        "Wort[^a].\n\n[^a]: Eine Note[^b].\n[^b]: Noch eine.",
        "Wort[^a].\n\n/// details | Mehr\nW[^b]\n///\n\n[^a]: A\n[^b]: B",
    ],
)
def test_notes_whose_mark_has_no_place_stand_below(text: str) -> None:
    assert not shown(f"{TEXT * 9}{text}\n").cssselect(".footnote--beside, [data-note]")


def test_a_note_named_twice_stands_at_its_first_place() -> None:
    marks = shown(f"{TEXT * 5}Eins[^a], zwei[^b], eins[^a].\n\n[^a]: A\n[^b]: B\n").cssselect(".footnote-ref")
    assert [each.get("data-note") for each in marks] == ["1", "2", None]


def test_the_style_sheet_has_a_place_for_each_note() -> None:
    assert f"range(1, {MOST_NOTES + 1})" in (REPOSITORY / "overrides/assets/beside.css").read_text(encoding="utf-8")


def test_feeds_and_search_have_no_words_twice(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://example.org/"
    newsroom.article(text=f"{quotation(QUOTED)}\n/// quote\nGanz andere Worte\n///\n\n/// box | Zahlen\n- eins\n///\n")
    newsroom.build(strict=True)
    (item,) = json.loads((newsroom.site / "feed.json").read_text(encoding="utf-8"))["items"][:LENGTH]
    assert item["content_html"].count(QUOTED) == 1
    assert [each in item["content_html"] for each in ("Ganz andere Worte", "Zahlen", "eins")] == [True] * 3
    assert 'class="' not in item["content_html"].replace("admonition-title", "").replace('class=""', "")
    page = newsroom.page("posts/2026/03/04/eins/")
    assert len(page.all('link[href$="assets/beside.css"]')) == 1


def test_only_pages_that_need_it_load_the_style(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build()
    assert [newsroom.page(each).all('link[href*="beside"]') for each in ("", "posts/2026/03/04/eins/")] == [[], []]


def test_html_without_asides_stays_as_it_is() -> None:
    assert without_repeated("<p>a</p>") == beside("<p>a</p>") == "<p>a</p>"


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("Der *Strom* kam, und alle gingen.", False),
        ("der Strom kam und alle gingen", False),
        ("Der Strom kam, und viele gingen.", True),
        ("„Der Strom kam“", False),
        ("Ganz etwas anderes.", True),
    ],
)
def test_a_quotation_repeats_the_text_word_for_word(quote: str, *, told: bool) -> None:
    problems = RENDERER.render(f"Der Strom kam, und alle gingen.\n\n/// quote | Ada\n{quote}\n///\n").problems
    assert [(each.code, each.place.line) for each in problems] == ([("quote-not-in-text", 4)] if told else [])
