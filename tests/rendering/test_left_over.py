"""Markup that would be published as it was typed is told, with its place; what is no markup is not."""

import pytest

from tests.rendering.test_lists import RENDERER


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("Ein **fettes Wort.", "markup-left", 5),
        ("Ein ~~weg Wort.", "markup-left", 5),
        ("Ein Wort {.rot} hier.", "markup-left", 10),
        ("<div>**dick**</div>", "markup-left", 6),
        ("/// kasten | Titel\nText\n///", "block-unknown", 1),
        ("Ein [Wort](https://example.org und mehr.", "link-broken", 10),
        ("Ein [Wort] (https://example.org) hier.", "link-broken", 10),
        ("Ein [Wort][nix] hier.", "link-broken", 10),
        ("Ein (Wort)[https://example.org/] hier.", "link-broken", 10),
        ("![Ein Schiff] (schiff.jpg)", "link-broken", 13),
        ("```Chart\ntitle: A\n\nx;y\na;1\n```", "markup-foreign", 4),
        ("```diagramm\nx;y\na;1\n```", "markup-foreign", 4),
        ("| a | b |\n| 1 | 2 |", "table-broken", 1),
        ("Ein :smile: hier.", "markup-foreign", 5),
        ('=== "Tab"', "markup-foreign", 1),
        ("??? note", "markup-foreign", 1),
        ("Ein $x^2$ hier.", "markup-foreign", 5),
        ("Ein $$x$$ hier.", "markup-foreign", 5),
        ("Ein {{< x >}} hier.", "markup-foreign", 5),
        ("Ein {% x %} hier.", "markup-foreign", 5),
        ("[gallery]", "markup-foreign", 1),
        ('[caption id="a"]Ein Bild[/caption]', "markup-foreign", 1),
        ("```mermaid\ngraph TD\n```", "markup-foreign", 4),
        ("Bei www.example.org steht es.", "link-bare", 5),
        ("Ein Wort[^a] hier.", "footnote-without-note", 9),
        ("[^a]: Die Fußnote.", "footnote-without-mark", 1),
        ("[^a] Die Fußnote, und [^a].", "footnote-without-colon", 1),
        ("    Ein Absatz, der mit vier Leerzeichen beginnt.", "paragraph-indented", 1),
        ("\tEin Absatz, der mit einem Tabulator beginnt.", "paragraph-indented", 1),
        ("<<<<<<< HEAD", "merge-conflict", 1),
        (">>>>>>> main", "merge-conflict", 1),
        ("/// details | Titel\nText", "block-unclosed", 1),
        ("/// Details | Titel\nText", "block-unclosed", 1),
        ("/// caption\nText", "block-unclosed", 1),
    ],
)
def test_left_over_markup_is_told_with_its_place(line: str, code: str, column: int) -> None:
    rendered = RENDERER.render(f"Ein Absatz mit `**` und **fett**.\n\n{line}\n")
    assert (code, 3, column) in [(str(each.code), each.place.line, each.place.column) for each in rendered.problems]


@pytest.mark.parametrize(
    ("text", "code", "about", "line"),
    [
        ("• eins\n• zwei", "markup-left", "list", 3),
        ("– eins\n– zwei\n– drei", "markup-left", "list", 3),
        ("Sie sagte: ,,Wir warten''.", "markup-left", "marks", 3),
        ("Ein Satz[1].\n\n[1] Die Fußnote.", "markup-left", "note", 3),
        ("##\n\nMehr", "markup-left", "heading", 3),
        ("Ein Absatz\n---\n\nMehr", "heading-underlined", None, 3),
        ("[Ein Schiff](bild.jpg)\n/// caption\nFoto: A\n///", "block-unknown", "linked", 4),
        ("/// caption\nFoto: A\n///", "block-unknown", "caption", 3),
    ],
)
def test_habits_of_word_processors_are_told_once(text: str, code: str, about: str | None, line: int) -> None:
    problems = RENDERER.render(f"Davor.\n\n{text}\n").problems
    assert [(each.code, each.details.get("about"), each.place.line) for each in problems] == [(code, about, line)]


@pytest.mark.parametrize(
    ("text", "about", "guess"),
    [
        ("/// kasten | Titel\nText\n///", "", ""),
        ("/// quot\nText\n///", "", "quote"),
        ("/// box\nText\n///", "untitled", ""),
        ("/// box Titel\nText\n///", "untitled", ""),
        ("/// margin | Titel\nText\n///", "titled", ""),
        ("/// details Titel\nText\n///", "elsewhere", ""),
        ("<div>\n/// details | Titel\nText\n///\n</div>", "elsewhere", ""),
        ("///", "end", ""),
        ("//// tip\n/// box\nText\n///\n////", "", ""),
    ],
)
def test_a_line_that_begins_no_block_says_how_it_would(text: str, about: str, guess: str) -> None:
    first, *others = RENDERER.render(f"Ein Absatz.\n\n{text}\n\nNoch einer.\n").problems
    assert (first.code, first.details["about"], first.details.get("guess", "")) == ("block-unknown", about, guess)
    assert [each.code for each in others] == (["block-unknown"] if "////" in text else []), (
        "its end is no other problem"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Leser*innen und Zuschauer*innen, *1985 in Hamburg, 5 * 3 = 15 und 5*3 oder 4*2.",
        "D*** und ***.",
        "Erst dies.\n– so war es –\nUnd 1,, nein.",
        "Er sagte [1] und [2], siehe [3].\n\n- eins\n- zwei",
        "Ein Absatz.\n\n---\n\nNoch einer.\n\n## Mit Worten\n\n| a |\n|---|\n| 1 |",
        "Er sagte, „[die] Elbe [sic] …“ [lacht] um 12:30:45, also: so.",
        "Das kostet $5 und $6, oder 5$; C:\\Daten\\neu und a|b.",
        "Wie bitte??? Ja!!! Und = oder == ist gleich.",
        "Ein {Wort} in Klammern (und mehr) [Anm. d. Red.] (so).",
        "~5 Grad bis ~10 Grad, x < y > z, a -- b --- c.",
        "`**` und `:smile:` und `$x^2$`.\n\n```\n| a |\n[x][y]\n```",
        "Ein [Wort][w] und [w].\n\n[w]: https://example.org/",
        "Wort[^1]\n\n[^1]: Note.",
        "/// details | Titel\n\n//// details | innen\nText\n////\n\n///",
        "![Bild](b.svg)\n/// caption\nFoto: A\n///",
        "[www.example.org](https://www.example.org/) und a@www.example.org",
        r"Ein \* und \# hier.",
        "- `admin` - Kein Wort.\n- <kbd>Strg</kbd> > Datei\n\n`a` # b",
        "Bergstraße 2 | 20095 Hamburg | Telefon 040 12345",
        "    wert = messen(am='Pegel St. Pauli')  # in Metern",
        "- Ein Punkt der Liste.\n\n    Noch ein Absatz, der zu diesem Punkt gehört.",
        "```\nEin Satz mit vielen Wörtern, so gezeigt.\n```",
        "/// Box | Titel\nText[^1]\n///\n\n[^1]: Note.",
        "Am 4. Mai::https://example.org/a:https://example.org/b",
    ],
)
def test_text_that_looks_like_markup_is_left_alone(text: str) -> None:
    assert [(str(each.code), each.details) for each in RENDERER.render(text).problems] == []


@pytest.mark.parametrize(
    "unit",
    [
        "**a",
        "[a](",
        "[a][",
        "{:a",
        "$a^",
        ":a",
        "| a ",
        "~~a",
        "==a",
        "[[a",
        "\n- ",
        "<a ",
        "[^a",
        "www.",
        "&a;",
        "<x ",
    ],
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    from time import process_time

    from magazine.rendering.left_over import left_over
    from magazine.rendering.words import lost_words

    def took(count: int) -> float:
        text = unit * count
        start = process_time()
        left_over("", text)
        list(lost_words(text, text, text + "x"))
        return process_time() - start

    took(100)
    assert min(took(8000) for _ in range(2)) < 10 * max(min(took(2000) for _ in range(2)), 0.002)
