"""Front matter: every value keeps its place, and every mistake is reported where it was made."""

import pytest
from magazine.content.front_matter import decode, split_front_matter
from magazine.content.problem import Place, Problem
from magazine.content.yaml_values import read_yaml

FILE = "posts/2026/03/04/eins.md"


def problems(text: str) -> list[tuple[str, int | None, int | None]]:
    found = split_front_matter(text, FILE).values.problems
    return [(problem.code, problem.place.line, problem.place.column) for problem in found]


def test_values_keep_their_place() -> None:
    split = split_front_matter("---\ntitle: Hafen\nimage:\n  src: a.svg\ntags: [Elbe, Hafen]\n---\nText\n", FILE)
    assert split.values.place(("title",)) == Place(FILE, 2, 1)
    assert split.values.place(("image", "src")) == Place(FILE, 4, 3)
    assert split.values.place(("tags", 1)) == Place(FILE, 5, 14)


def test_the_body_keeps_its_line() -> None:
    split = split_front_matter("---\ntitle: Hafen\n---\n\nText\n", FILE)
    assert split.body == "\nText\n"
    assert split.body_line == 4


def test_words_stay_words() -> None:
    values = read_yaml("a: no\nb: 1911\nc: 12:30\nd: 2026-02-30\ne: ~\n", FILE)
    assert values.data == {"a": "no", "b": "1911", "c": "12:30", "d": "2026-02-30", "e": None}


def test_windows_line_ends_and_byte_order_mark_are_read() -> None:
    split = split_front_matter("\ufeff---\r\ntitle: Hafen\r\n---\r\nText\r\n", FILE)
    assert split.values.data == {"title": "Hafen"}
    assert split.body == "Text\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Hafen\n", ("front-matter-missing", 1, 1)),
        ("", ("front-matter-missing", 1, 1)),
        ("---\ntitle: Hafen\n", ("front-matter-unclosed", 1, 1)),
        ("---\ntitle: Hafen: ein Rundgang\n---\n", ("yaml-colon", 2, 13)),
        ("---\ntags:\n\t- Elbe\n---\n", ("yaml-tab", 3, 1)),
        ("---\ntitle: Hafen\ndescription: \"offen\ntags: [a]\n---\n", ("yaml-quote", 3, 14)),
        ("---\ntitle: \"Tor\" zur Welt\n---\n", ("yaml-quote", 2, 14)),
        ("---\n- a\n- b\n---\n", ("yaml-not-a-mapping", 2, 1)),
        ("---\ntitle: a\ntitle: b\n---\n", ("yaml-duplicate-key", 3, 1)),
        ("---\na: &x [1]\nb: *x\n---\n", ("yaml-alias", 2, 4)),
    ],
)  # fmt: skip
def test_a_mistake_is_reported_once_and_where_it_is(text: str, expected: tuple[str, int, int]) -> None:
    assert problems(text) == [expected]


def test_aliases_of_aliases_do_not_grow() -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}]\n" for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    assert read_yaml(text, FILE).problems


def test_other_encodings_are_reported_with_their_place() -> None:
    found = decode("---\ntitle: Brücke\n".encode("latin-1"), FILE)
    assert isinstance(found, Problem)
    assert (found.code, found.place) == ("encoding-not-utf8", Place(FILE, 2, 10))


@pytest.mark.parametrize("size", [60, 1_000, 30_000])
@pytest.mark.parametrize("piece", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_a_problem_and_ends_no_process(piece: str, size: int) -> None:
    for text in ((piece * size) + "\n", "tags:\n  " + piece * size + "\n"):
        values = read_yaml(text, FILE)
        assert {problem.code for problem in values.problems} <= {"yaml-syntax", "yaml-bracket"}
        assert values.problems


def test_deep_indentation_is_a_problem() -> None:
    text = "".join(f"{' ' * level}a:\n" for level in range(600))
    assert [problem.code for problem in read_yaml(text, FILE).problems] == ["yaml-syntax"]
    fine = "".join(f"{' ' * level}a:\n" for level in range(20)) + "\n" * 90
    assert read_yaml(fine, FILE).problems == []


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"x\n" * (256 * 1024), None, None),
        (b"x\n" * (256 * 1024) + b"\n", "file-too-large", None),
        (b"a\n" + b"x" * 20_000, None, None),
        (b"a\n" + b"x" * 20_001 + b"\nb", "line-too-long", 2),
        (b"a\n" + "ä".encode() * 20_000, None, None),
    ],
)
def test_sizes_of_files_and_lines(data: bytes, code: str | None, line: int | None) -> None:
    found = decode(data, FILE)
    if code is None:
        assert found == data.decode()
    else:
        assert isinstance(found, Problem)
        assert (found.code, found.place.line) == (code, line)


def test_sizes_are_told() -> None:
    large, long = decode(b"x\n" * 300_000, FILE), decode(b"x" * 20_001, FILE)
    assert isinstance(large, Problem)
    assert isinstance(long, Problem)
    assert (large.details, long.details) == ({"value": "585", "most": "512"}, {"most": "20000"})


@pytest.mark.parametrize(("levels", "fits"), [(49, True), (50, False)])
def test_so_deep_may_values_be_nested(levels: int, fits: bool) -> None:
    """The mapping around them is a level, too."""
    assert (read_yaml(f"a: {'[' * levels}{']' * levels}\n", FILE).problems == []) is fits
    assert read_yaml(f"a: [{'[],' * 60}]\n", FILE).problems == [], "beside each other, not within"


def test_a_comment_within_a_value_is_remarked_on() -> None:
    values = read_yaml("a: Gleis #3\nb: 'x #4'\nc: y # Kommentar\nd: z  #5 ja\ne: {f: g} #6\n", FILE, 5)
    assert values.data == {"a": "Gleis", "b": "x #4", "c": "y", "d": "z", "e": {"f": "g"}}
    found = [(each.code, each.place.line, each.place.column, each.details["value"]) for each in values.remarks]
    assert found == [("yaml-comment", 5, 10, "#3"), ("yaml-comment", 8, 7, "#5 ja")]


def test_places_without_a_file_around_them() -> None:
    values = read_yaml("a:\n  b: [c]\n", FILE)
    assert values.place(("a", "b", 0)) == Place(FILE, 2, 7)
    assert values.place(("a", "x", "y")) == values.place(("a",)) == Place(FILE, 1, 1)
    assert values.place(("x",)) == Place(FILE, 1, 1)
    assert split_front_matter("\n\n---\nx: y\n---\n", FILE).values.place(("nothing",)) == Place(FILE, 4, 1)


def test_places_are_found_later_where_the_data_is_known() -> None:
    text = "\n---\ntitle: A\ntags:\n  - b\n...\nText"
    split = split_front_matter(text, FILE, {"title": "A", "tags": ["b"]})
    assert split.values.places == {}
    assert split.values.place(("tags", 0)) == Place(FILE, 5, 5)
    assert (split.body, split.body_line) == ("Text", 7)


def test_lone_values() -> None:
    assert read_yaml("", FILE).data == read_yaml("# nichts\n", FILE).data == {}
    values = read_yaml('a: ""\nb: "~"\nc: Null\nd: ~\ne:\n1: x\n[f]: y\n', FILE)
    assert values.data == {"a": "", "b": "~", "c": None, "d": None, "e": None, "1": "x", "?": "y"}
    (forbidden,) = read_yaml('a: "x\\v"\n', FILE).problems
    assert (forbidden.code, forbidden.place, forbidden.details) == (
        "character-forbidden",
        Place(FILE, 1, 4),
        {"value": "\\"},
    )
    (twice,) = read_yaml("a:\n  b: 1\n  b: 2\n", FILE).problems
    assert (twice.place, twice.details) == (Place(FILE, 3, 3), {"key": "b"})
    assert read_yaml("a: 1\nb: {a: 2}\n", FILE).problems == []
