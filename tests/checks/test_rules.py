"""Rules that only `magazine check` has (those of the form are in tests/writing/rules.yml): limits, places, details."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from magazine.checks.proof import Proofreader
from magazine.checks.remarks import file_is_plain, is_file_name, pictures_are_described, pictures_are_sound
from magazine.content.manuscript import Manuscript, read_manuscript
from magazine.content.problem import Problem
from magazine.content.shown import ShownFiles, ShownPicture
from magazine.images.picture import Fault

FILE = "posts/2026/03/04/a.md"
STANDFIRST = "Ein Vorspann, der lang genug ist: Er sagt in einem Satz, worum es geht, und warum man ihn liest."
SPOKEN = "„Wir sind hier und bleiben hier.“"
GOOD = {"title": "T", "description": STANDFIRST, "authors": ["a"], "categories": ["k"]}
CORRECTED = {"date": "2026-03-04", "text": "X"}

Told = list[tuple[str, int | None, int | None]]


def manuscript(body: str, **more: Any) -> Manuscript:
    fields = {**GOOD, "kind": "opinion", **more}
    given = {key: value for key, value in fields.items() if value is not None}
    head = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)
    found, problems = read_manuscript(f"---\n{head}---\n{body}", FILE)
    assert found, problems
    return found


def told(body: str, **more: Any) -> Told:
    found = Proofreader("de").read(manuscript(body, **more))
    return [(each.code, each.place.line, each.place.column) for each in found]


def details(body: str, **more: Any) -> list[Mapping[str, str]]:
    return [each.details for each in Proofreader("de").read(manuscript(body, **more))]


def of(problems: list[Problem]) -> Told:
    return [(each.code, each.place.line, each.place.column) for each in problems]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"Ada Beispiel sagt: {SPOKEN}", [("quotation-unlinked", 8, 20)]),
        (f"Ada Beispiel sagt: {SPOKEN}\n\nBo Muster sagt: {SPOKEN}", [("quotation-unlinked", 8, 20)]),
        (f"Ada Beispiel sagt: {SPOKEN}\n\nSie sagt: {SPOKEN}", [("quotation-without-source", 10, 11)]),
        ("Ada Beispiel sagt:\n\n> Wir bleiben.", [("quotation-unlinked", 10, 1)]),
        ("> Wir bleiben.\n> -- Ada Beispiel", [("quotation-unlinked", 8, 1)]),
        ("> Wir bleiben.\n> – Ada Beispiel\n> und mehr", [("quotation-without-source", 8, 1)]),
        ("Sie sagt: „Wir sind hier und bleiben.“", []),  # five words
        (f"Ada Beispiel sagt: {SPOKEN} [Quelle](https://e.org/)", []),
        ("Ada Beispiel ging. Sie kam. Wir bleiben.", []),
        (f"Ada Beispiel ging fort. Er sagt: {SPOKEN}", [("quotation-without-source", 8, 34)]),
    ],
)
def test_quotations(body: str, found: Told) -> None:
    assert told(body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("", [("text-missing", 8, 1)]),
        ("<!-- Text -->", [("text-missing", 8, 1)]),
        ("5", []),
        ("A „b“ c „d", [("quotes-unpaired", 8, 9)]),
        ("A „b „c“ d", [("quotes-unpaired", 8, 3)]),
        ("A b“ c", [("quotes-unpaired", 8, 4)]),
        ("A „b“ c“", [("quotes-unpaired", 8, 8)]),
        ("A „b“.\n\nC „d“.\n\n`„` <!-- „ -->", []),
        ("A “b”", [("quotes-foreign", 8, 5)]),
        (
            "Eins \nzwei  \ndrei   \nvier\t\n  \nfünf",
            [("spaces-trailing", 8, 5), ("spaces-trailing", 10, 5), ("spaces-trailing", 11, 5)],
        ),
        ("Eins\n\n    code  x \n\nzwei", []),
        ("A  b  c\n\n| a  b |\n|---|\n| c |", [("spaces-double", 8, 2), ("spaces-double", 8, 5)]),
        ("## A\n\n#### B\n\n### C\n\n## D\n\n### E", [("heading-skipped", 10, 1)]),
        ("#### A", [("heading-skipped", 8, 1)]),
        ("[Hier](https://e.org/) und **[hier](b.md)**", [("link-words", 8, 1), ("link-words", 8, 30)]),
        ("[A b](HTTP://e.org/) http://e.org/a, da", [("link-http", 8, 1), ("link-bare", 8, 22)]),
    ],
)
def test_texts(body: str, found: Told) -> None:
    assert told(body) == found


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({"sources": [{"title": "Q", "url": "http://e.org/"}]}, [("link-http", 8, 14)]),
        ({"kind": "advertisement"}, [("advertiser-missing", 6, 1)]),
        ({"kind": "advertisement", "advertiser": "Firma"}, []),
        ({"advertiser": "Firma"}, [("advertisement-unlabelled", 7, 1)]),
        ({"kind": "news", "draft": True}, []),
        ({"kind": "news"}, [("sources-few", 2, 1)]),
        ({"kind": "news", "draft": True, "tags": ["Hafen", "Kommentar"]}, [("opinion-unlabelled", 8, 15)]),
        ({"kind": "review", "tags": ["Kommentar"]}, []),
        ({"date": {"created": "2026-03-04", "updated": "2026-03-03"}}, [("change-too-early", 7, 31)]),
        ({"date": {"created": "2026-03-04", "updated": "2026-03-04"}}, []),
        ({"corrections": [CORRECTED, {**CORRECTED, "date": "2026-03-03"}]}, [("change-too-early", 9, 4)]),
        ({"image": {"src": "a.jpg", "alt": "a.jpg", "credit": "C"}}, [("alt-is-file-name", 7, 21)]),
        ({"title": "TODO"}, [("placeholder-left", 2, 8)]),
        ({"title": "TODO", "draft": True}, []),
    ],
)
def test_front_matter(more: dict[str, Any], found: Told) -> None:
    assert told("Ein Text.", **more) == found


def test_what_is_told_has_its_numbers() -> None:
    assert details("Text", title="x" * 111) == [{"count": "111", "most": "110"}]
    assert details("Text", description="x" * 79) == [{"count": "79", "least": "80", "most": "320"}]
    assert details("x" * 1201) == [{"count": "1201", "most": "1200"}]
    assert details("Text", kind="news", sources=[{"title": "A"}]) == [{"count": "1", "least": "2"}]
    assert details("## A\n\n#### B") == [{"wanted": "###"}]
    assert details("A ”b”") == [{"mark": "”", "wanted": "„“"}]
    assert details("A „b") == [{"wanted": "„“"}]
    changed = details("T", date={"created": "2026-03-04", "updated": "2026-03-03"})
    assert changed == [{"value": "2026-03-03", "day": "2026-03-04"}]


def test_an_imported_article_may_lack_what_a_new_one_has() -> None:
    old = {"description": None, "imported": {"from": "X", "date": "2026-03-04"}}
    assert told("Text.", **old) == []
    picture = {"image": {"src": "a.jpg", "alt": "", "credit": ""}}
    assert told("Text.", **old, **picture) == []


@pytest.mark.parametrize(
    ("alt", "target", "is_one"),
    [
        ("foto-12.JPG", "b.png", True),
        (" foto.jpeg ", "b.png", True),
        ("Foto.jpeg von mir", "b.png", False),
        ("foto", "a/foto.png", True),
        ("Foto_", "a/foto.png", True),
        ("Rote Fähre", "rote-fähre.png", False),  # two words describe something
        ("Fähre", "foto.png", False),
        ("a/b.png", "c.png", False),
        ("", "c.png", False),
    ],
)
def test_alternative_texts_that_are_names(alt: str, target: str, is_one: bool) -> None:
    assert is_file_name(alt, target) is is_one


def test_pictures_are_told_where_they_stand() -> None:
    text = 'Eins\n\n![](a.png) ![A](b.png)\n\n![x.png](a.png)\n\n<img alt="" src="c.png">\n\n![A][r]\n\n[r]: d.png\n'
    pictures = [
        ShownPicture("a.png", " ", captioned=True),
        ShownPicture("b.png", "A", captioned=False),
        ShownPicture("a.png", "x.png", captioned=True),
        ShownPicture("c.png", "", captioned=False),
        ShownPicture("d.png", "A", captioned=False),
        ShownPicture("b.png", "Gut", captioned=True),
    ]
    found = [*pictures_are_described(pictures, text)]
    assert of(found) == [
        ("alt-missing", 3, 1),
        ("credit-missing", 3, 12),
        ("alt-is-file-name", 5, 1),
        ("alt-missing", 7, 1),
        ("credit-missing", 7, 1),
        ("credit-missing", 11, 6),
    ]
    assert [each.details["value"] for each in found] == ["a.png", "b.png", "x.png", "c.png", "c.png", "d.png"]


@pytest.mark.parametrize(
    ("size", "pixels", "what", "most"),
    [
        (2_000_000, 4000, None, None),
        (2_000_001, 4000, "2.0 MB", "2 MB"),
        (2_000_000, 4001, "4001 px", "4000 px"),
        (3_456_000, 5000, "3.5 MB, 5000 px", "2 MB, 4000 px"),
    ],
)
def test_pictures_have_a_size_at_most(size: int, pixels: int, what: str | None, most: str | None) -> None:
    article = manuscript("![A](a.png)\n")
    shown = ShownFiles({FILE: {"posts/2026/03/04/a.png": "a.png"}})
    files = {"posts/2026/03/04/a.png", "posts/2026/03/04/frei.png"}
    inspected: Any = SimpleNamespace(bytes=size, pixels=pixels, faults=(Fault("picture-moving", "w"),))
    found = [*pictures_are_sound([article], shown, files, lambda _: inspected)]
    expected = ["picture-moving", *(["picture-too-large"] if what else [])]
    assert [each.code for each in found] == expected * 2
    assert [(each.place.file, each.place.line) for each in found[:: len(expected)]] == [
        (FILE, 8),
        ("posts/2026/03/04/frei.png", None),
    ]
    names = [(each.details["value"], each.details["picture"]) for each in found[:: len(expected)]]
    assert names == [("a.png", "posts/2026/03/04/a.png"), ("frei.png", "posts/2026/03/04/frei.png")]
    assert found[0].details["what"] == "w"
    if what:
        assert (found[1].details["what"], found[1].details["most"]) == (what, most)


def test_bytes_that_no_editor_shows() -> None:
    assert of([*file_is_plain(FILE, b"a\nb")]) == []
    assert of([*file_is_plain(FILE, b"\xef\xbb\xbfa\nb\r\nc\r\n")]) == [
        ("byte-order-mark", 1, 1),
        ("line-endings", 2, None),
    ]


@pytest.mark.parametrize("language", ["de", "en", "fr"])
@pytest.mark.parametrize("left", ["Hier beginnt der Text", "Lorem ipsum", "[Zitat fehlt]"])
def test_placeholders_of_any_language_are_found(language: str, left: str) -> None:
    """A translation begins as a copy of its original."""
    found = Proofreader("de").read(manuscript(f"{left}.\n", language=language))
    assert "placeholder-left" in [each.code for each in found]
