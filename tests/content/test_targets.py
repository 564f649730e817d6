"""Which file a target names, where a text names it, and what was probably meant by a name that nothing has."""

import pytest
from magazine.content.slugs import blog_heading_slug, heading_slug, nearest, nearest_file, slug
from magazine.content.targets import TargetFinder, local_path, resolved

FILES = ["posts/a/bild.png", "posts/b/bild.png", "posts/b/karte.svg", "seite.md"]


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("bild.png", "bild.png"),
        ("mit%20leer.png?a#b", "mit leer.png"),
        ("../x/a.md#b", "../x/a.md"),
        ("/oben/", "/oben/"),
        ("?a", ""),
        ("#b", ""),
        ("https://e.org/a", ""),
        ("http://e.org/a", ""),
        ("mailto:a@e.org", ""),
        ("//e.org/a", ""),
        ("https:bild.png", ""),
        ("//[", ""),
    ],
)
def test_the_path_of_a_target(target: str, path: str) -> None:
    assert local_path(target) == path


@pytest.mark.parametrize(
    ("file", "target", "path"),
    [
        ("posts/a/b.md", "c.png", "posts/a/c.png"),
        ("posts/a/b.md", "../c.png", "posts/c.png"),
        ("posts/b.md", "../../../c.png", "c.png"),
        ("posts/b.md", "/c.png", "c.png"),
        ("Xaver.md", "X.png", "X.png"),
    ],
)
def test_a_target_is_relative_to_its_file(file: str, target: str, path: str) -> None:
    assert resolved(file, target) == path


@pytest.mark.parametrize(
    ("text", "target", "marked"),
    [
        ("a.md steht hier, [da](>a.md)", "a.md", 1),
        ('<img src=">a.png">', "a.png", 1),
        ("<a href='>a.md'>", "a.md", 1),
        ("[x]: >a.md", "a.md", 1),
        ("[x](<>mit leer.png>)", "mit leer.png", 1),
        ("[x](>a?b&amp;c)", "a?b&c", 1),
        ("[x](>a?b&amp;c) [y](>a?b&c)", "a?b&c", 2),
        ("nur >a.md im Text", "a.md", 1),
        ("`(a.md)` und (>a.md)", "a.md", 1),
        ("(>a.md) (>a.md) a.md", "a.md", 2),
        ("(ba.md) (>a.md)", "a.md", 1),
        ("nichts", "a.md", 0),
        ("nichts", "()", 0),
    ],
)
def test_where_a_text_names_a_target(text: str, target: str, marked: int) -> None:
    """A sign `>` that is no HTML's marks the places, each of which is found in turn, the last again and again."""
    mark = ">" if marked else "\0"
    plain, places = text, list[int]()
    for _ in range(marked):
        places.append(plain.index(f"{mark}{target[:1]}"))
        plain = plain[: places[-1]] + plain[places[-1] + 1 :]
    finder = TargetFinder(plain)
    expected = [*places, places[-1]] if places else [0, 0]
    assert [finder.start(target, number) for number in range(len(expected))] == expected
    assert finder.start(target) == expected[0]


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("posts/b/bilt.png", "posts/b/bild.png"),
        ("posts/a/bilt.png", "posts/a/bild.png"),
        ("posts/a/Karte.SVG", "posts/b/karte.svg"),
        ("seit.md", "seite.md"),
        ("anderes.jpg", None),
    ],
)
def test_the_nearest_file(path: str, file: str | None) -> None:
    assert nearest_file(path, FILES) == file


def test_the_nearest_word() -> None:
    known = ["stadtleben", "kultur", "Größe"]
    assert [nearest(word, known) for word in ("Kultuhr", "STADTLEBEN", "Größ", "xyz")] == [
        "kultur",
        "stadtleben",
        "Größe",
        None,
    ]
    assert nearest("abcxx", ["abcyy"]) == "abcyy", "three of five letters are enough"
    assert nearest("abxxx", ["abyyy"]) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("a-b-1", "a-b-1"),
        ("Größe & Maß", "groesse-mass"),
        ("ÄÖÜ ẞ", "aeoeue-ss"),
        ("äöü ß", "aeoeue-ss"),
        ("A\u0308rger", "aerger"),
        ("--a--b--", "a-b"),
        ("…", ""),
    ],
)
def test_parts_of_addresses(text: str, part: str) -> None:
    assert slug(text) == part


def test_anchors_of_headings() -> None:
    assert heading_slug("Größe & Maß", "_") == "groesse_mass"
    assert blog_heading_slug("Größe & Maß", "_") == "groe_ma"
    assert blog_heading_slug("Top", "-") == "section-top"
    assert heading_slug("…", "-", "abschnitt") == "abschnitt"
    assert heading_slug("Top", "-", "abschnitt") == "abschnitt-top", "the page has that id"
    assert heading_slug("…", "-") == "section"
    assert blog_heading_slug("…", "-") == "section"
