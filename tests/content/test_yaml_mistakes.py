"""Mistakes in YAML are told where they were made, however far behind the parser stops."""

import pytest
from magazine.content.problem import Code
from magazine.content.yaml_lines import last_line
from magazine.content.yaml_values import read_yaml

BEHIND = {
    "plain": "authors: [ada]\ncategories: [kultur]\n",
    "quoted": 'authors: ["ada"]\ncategories: [kultur]\n',
    "single": "authors: ['ada']\ncategories: ['kultur']\n",
    "sources": 'sources:\n  - {title: "X", url: "https://a.example/"}\n  - {title: "Y"}\n',
    "folded": 'description: >\n  Er sagt: "Ja\n  und nein".\ntags: ["a"]\n',
    "nothing": "",
}
OPEN = {
    'title: "Hafen': 7,
    "title: 'Hafen": 7,
    'description: "Er sagte: ja, und': 13,
    'tags: [Hafen, "Elbe]': 14,
    'image: {src: a.jpg, alt: "Ein Schiff}': 25,
    '  - "eins': 4,
}


def found(text: str) -> list[tuple[Code, int | None, int | None]]:
    return [(each.code, each.place.line, each.place.column) for each in read_yaml(text, "a.md", 2).problems]


@pytest.mark.parametrize("behind", BEHIND.values(), ids=BEHIND)
@pytest.mark.parametrize("line", OPEN)
@pytest.mark.parametrize("above", ["", "kind: news\n", 'dateline: "Cuxhaven"\nreason: >\n  "Ja\n'])
def test_an_open_quotation_mark_is_told_at_its_own_line(above: str, line: str, behind: str) -> None:
    text = above + ("tags:\n" if line.startswith(" ") else "") + line + "\n" + behind
    number = text[: text.index(line)].count("\n") + 2
    assert found(text) == [(Code.YAML_QUOTE, number, OPEN[line] + 1)]


@pytest.mark.parametrize("behind", [BEHIND["plain"], BEHIND["quoted"], BEHIND["sources"]])
@pytest.mark.parametrize(("line", "column"), [("tags: [Hafen, Elbe", 7), ("image: {src: a.jpg, alt: Schiff", 8)])
def test_an_open_bracket_is_told_at_its_own_line(line: str, column: int, behind: str) -> None:
    assert found(f"title: T\n{line}\n{behind}") == [(Code.YAML_BRACKET, 3, column)]


@pytest.mark.parametrize(
    "text",
    [
        'title: "Ein Satz\n  in zwei Zeilen"\ntags: [a]\n',
        "title: 'Wie geht''s'\ntags: ['a', \"b\"]\n",
        'title: Die "Elbe\ntags: [Die "Elbe, b]\n',
        'tags:\n  - "a"\n  - b\n',
    ],
)
def test_what_is_right_is_not_told(text: str) -> None:
    assert found(text) == []


NOTATIONS = {
    "description: Ein Wort, ein Fehlr, ein Wort, ein Fehlr und Schluss.": [(2, 28), (2, 49)],
    "description: >\n  Ein Wort,\n  ein Fehlr, ein\n  Wort, ein Fehlr.": [(4, 7), (5, 13)],
    "description: |-\n    Ein Wort, ein Fehlr,\n    ein Wort,\n    ein Fehlr.": [(3, 19), (5, 9)],
    'description: "Ein Wort, ein Fehlr, ein\n  Wort, ein\n  Fehlr"': [(2, 29), (4, 3)],
    "description: Ein Wort, ein\n  Fehlr, ein Wort,\n  ein Fehlr": [(3, 3), (4, 7)],
    "x: {a: 1}\ndescription: Ein Fehlr, ein Fehlr": [(3, 18), (3, 29)],
}


@pytest.mark.parametrize("text", NOTATIONS)
def test_words_have_their_place_in_every_notation_of_a_text(text: str) -> None:
    values = read_yaml(text + "\n", "a.md", 2)
    values.text, values.first_line = text + "\n", 2
    value = str(values.data["description"])
    starts = [value.index("Fehlr"), value.rindex("Fehlr")]
    places = [values.place_of_words(("description",), "Fehlr", start) for start in starts]
    assert [(place.line, place.column) for place in places] == NOTATIONS[text]


def test_words_written_otherwise_have_the_place_of_their_text() -> None:
    values = read_yaml('title: "Stra\\xdfe"\n', "a.md", 2)
    values.text, values.first_line = 'title: "Stra\\xdfe"\n', 2
    place = values.place_of_words(("title",), "Straße", 0)
    assert (place.line, place.column) == (2, 1)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "details"),
    [
        ("a: b\n\tc: d\n", Code.YAML_TAB, 3, 1, {}),
        ("a: b\n  \tc: d\n", Code.YAML_TAB, 3, 3, {}),
        ("a: 'it's so'\n", Code.YAML_QUOTE, 2, 8, {"guess": 'a: "it\'s so"'}),
        ("a: 'Tor' zur Welt\n", Code.YAML_QUOTE, 2, 10, {"guess": "a: \"'Tor' zur Welt\""}),
        ('a: "Tor" zur "Welt"\n', Code.YAML_QUOTE, 2, 10, {"guess": 'a: \'"Tor" zur "Welt"\''}),
        ('a: "Die "Elbe" ruft"\n', Code.YAML_QUOTE, 2, 10, {"guess": "a: 'Die \"Elbe\" ruft'"}),
        ('a: "Die Elbe, die ruft\nb: c\n', Code.YAML_QUOTE, 2, 4, {"guess": 'a: "Die Elbe, die ruft"'}),
        ("a: b: c\n", Code.YAML_COLON, 2, 5, {"guess": 'a: "b: c"'}),
        ("- a: b: c\n", Code.YAML_COLON, 2, 7, {"guess": 'a: "b: c"'}),
        ('a: ""\nb: c: d\n', Code.YAML_COLON, 3, 5, {"guess": 'b: "c: d"'}),
        ("a: ''\nb: c: d\n", Code.YAML_COLON, 3, 5, {"guess": 'b: "c: d"'}),
        ('a: ["", \'\', "b"]\nb: c: d\n', Code.YAML_COLON, 3, 5, {"guess": 'b: "c: d"'}),
        ("a: 'x'':'\nb: c: d\n", Code.YAML_COLON, 3, 5, {"guess": 'b: "c: d"'}),
        ('a: "x\\""\nb: c: d\n', Code.YAML_COLON, 3, 5, {"guess": 'b: "c: d"'}),
        ("a: [b\nc: d\n", Code.YAML_BRACKET, 2, 4, {"opening": "[", "closing": "]"}),
        ("a: {b: c\nd: e\n", Code.YAML_BRACKET, 2, 4, {"opening": "{", "closing": "}"}),
        ("a: b\nc [d]\ne: f\n", Code.YAML_NO_COLON, 3, 2, {"key": "c"}),
        ("a: b\nc:[d]\ne: f\n", Code.YAML_NO_COLON, 3, 2, {"key": "c"}),
        ("a: b\nc:d\ne: f\n", Code.YAML_NO_COLON, 3, 2, {"key": "c"}),
        ("a: b\nc d\n", Code.YAML_NO_COLON, 3, 2, {"key": "c"}),
        (
            'a:\n- {b: "c", d: "e"\n- {b: "c", d: "e"}\nf: g\n',
            Code.YAML_BRACKET,
            3,
            3,
            {"opening": "{", "closing": "}"},
        ),
        ('a:\n- {b: "c"}\n{b: "c"}\nf: g\n', Code.YAML_SYNTAX, 4, 1, None),
        ("a: b\n- c\n", Code.YAML_SYNTAX, 3, 1, None),
        ("a: b\nc: @d e\n", Code.YAML_SIGN, 3, 4, {"sign": "@", "guess": 'c: "@d e"'}),
        ("a: %50 mehr\n", Code.YAML_SIGN, 2, 4, {"sign": "%", "guess": 'a: "%50 mehr"'}),
        ("a: *Endlich* da\n", Code.YAML_SIGN, 2, 4, {"sign": "*", "guess": 'a: "*Endlich* da"'}),
        ("a: !Achtung, Text\n", Code.YAML_SIGN, 2, 4, {"sign": "!", "guess": 'a: "!Achtung, Text"'}),
        ("a: | HVV\n", Code.YAML_SIGN, 2, 4, {"sign": "|", "guess": 'a: "| HVV"'}),
        ("a: - ein Strich\n", Code.YAML_SIGN, 2, 4, {"sign": "-", "guess": 'a: "- ein Strich"'}),
        ("a: [Update] Mehr\nb: c\n", Code.YAML_SIGN, 2, 4, {"sign": "[", "guess": 'a: "[Update] Mehr"'}),
        ("a: [#HVV, #Elbe]\nb: c\n", Code.YAML_SIGN, 2, 4, {"sign": "#", "guess": 'a: ["#HVV", "#Elbe"]'}),
        ("a: b\nc:Die Elbe\nd: e\n", Code.YAML_NO_COLON, 3, 2, {"key": "c"}),
        ("a = Die Elbe\nd: e\n", Code.YAML_NO_COLON, 2, 2, {"key": "a"}),
        ("a: Warum die\nElbe ruft\nd: e\n", Code.YAML_CONTINUED, 3, 1, {"key": "a"}),
        ("a: >-\nAn der Elbe\nd: e\n", Code.YAML_CONTINUED, 3, 1, {"key": "a"}),
        ("a: [b, c}\n", Code.YAML_SYNTAX, 2, 9, None),
    ],
)
def test_which_mistake_it_is(text: str, code: Code, line: int, column: int, details: dict[str, str] | None) -> None:
    problem = read_yaml(text, "a.md", 2).problems[0]
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)
    if details is None:
        assert problem.details["reason"]
    else:
        assert problem.details == details


@pytest.mark.parametrize(
    ("lines", "last"),
    [
        (["a: b", "c: d"], 0),
        (["a: b", "  und mehr", "c: d"], 1),
        (["a: b", "  c: d"], 0),
        (["a: >", "  c: d", "", "  e", "f: g"], 3),
        (["a: b", "  - c"], 0),
        (["  a: b", "  mehr"], 0),
        (["  a: b", "   mehr", "", ""], 1),
        (["- a: |", "    b: c", "d"], 1),
    ],
)
def test_lines_that_belong_together(lines: list[str], last: int) -> None:
    assert last_line(lines, 0) == last
