"""Charts: how much fits into one, which names are too long, and where exactly something is wrong."""

import pytest
from magazine.content.chart import ChartKind, chart_places, read_block, read_table, width_of
from magazine.content.problem import Problem

BAR, LINE, STACKED = ChartKind.BAR, ChartKind.LINE, ChartKind.STACKED


def told(problems: list[Problem] | tuple[Problem, ...]) -> list[tuple[str, int | None, int | None]]:
    return [(each.code, each.place.line, each.place.column) for each in problems]


def of_table(text: str, kind: ChartKind = BAR) -> list[tuple[str, int | None, int | None]]:
    table = read_table(text, kind, "de")
    return told([*table.problems, *table.remarks])


@pytest.mark.parametrize(("kind", "most"), [(BAR, 20), (STACKED, 20), (LINE, 60)])
def test_so_many_rows_can_be_read(kind: ChartKind, most: int) -> None:
    rows = [f"{number};1" for number in range(most + 1)]
    assert of_table("\n".join(["x;y", *rows[:most]]), kind) == []
    assert of_table("\n".join(["x;y", *rows]), kind) == [("chart-too-large", most + 2, 1)]
    (problem,) = read_table("\n".join(["x;y", *rows]), kind, "de").problems
    assert problem.details == {"about": "rows", "count": f"{most + 1}", "most": f"{most}"}


def test_so_many_columns_can_be_told_apart() -> None:
    assert of_table("x;a;b;c;d\nr;1;2;3;4") == []
    (problem,) = read_table("x;a;b;c;d;e\nr;1;2;3;4;5", BAR, "de").problems
    assert told([problem]) == [("chart-too-large", 1, 11)]
    assert problem.details == {"about": "columns", "count": "5", "most": "4"}


@pytest.mark.parametrize(
    ("header", "row", "most", "place"),
    [
        ("x" * 60, "r", "", None),
        ("x" * 61, "r", "60", (1, 1)),
        ("x", "i" * 36, "", None),
        ("x", "i" * 37, "36", (2, 1)),
        ("x", "m" * 22, "", None),
        ("x", "m" * 23, "36", (2, 1)),
    ],
)
def test_names_have_room_on_a_phone(header: str, row: str, most: str, place: tuple[int, int] | None) -> None:
    problems = read_table(f"{header};y\n{row};1", BAR, "de").problems
    assert [each.details["most"] for each in problems] == ([most] if most else [])
    assert [(each.place.line, each.place.column) for each in problems] == ([place] if place else [])


def test_widths_of_letters() -> None:
    assert [round(width_of(each), 2) for each in ("M", "漢", "i", "A", "w", "a", "", "Mi")] == [
        1,
        1,
        0.36,
        0.74,
        0.74,
        0.57,
        0,
        1.36,
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [("chart-without-data", 1, 1)]),
        ("\n\nx;y", [("chart-without-data", 3, 1)]),
        ("x\na", [("chart-one-column", 1, 1)]),
        ("x;\na;1", [("chart-header-missing", 1, 3)]),
        ("x;5\na;1", [("chart-header-missing", 1, 3)]),
        ("x;999\na;1", [("chart-header-missing", 1, 3)]),
        ("x;2101\na;1", [("chart-header-missing", 1, 3)]),
        ("x;1000;2099;2100\na;1;2;3", []),
        ("x;y\na", [("chart-row-length", 2, 1)]),
        ("x;y\na;1;2", [("chart-row-length", 2, 5)]),
        ("x;y\n a ; viel", [("chart-number", 2, 6)]),
        ("x\ty\na\tviel", [("chart-number", 2, 3)]),
        ('x,y\r\n"a, b",1\ra,viel', [("chart-number", 3, 3)]),
        ("x;y;z\na;1;1\nb;?;1;1\nc;?;!", [("chart-row-length", 3, 7), ("chart-number", 4, 3), ("chart-number", 4, 5)]),
        ("x;y\na;-1", []),
    ],
)
def test_what_is_wrong_in_a_table(text: str, found: list[tuple[str, int, int]]) -> None:
    assert of_table(text) == found


def test_parts_of_a_whole_are_not_negative() -> None:
    assert of_table("x;y\na;-0,5\nb;0", STACKED) == [("chart-negative", 2, 3)]


def test_rows_have_names_and_gaps() -> None:
    table = read_table("\ufeffJahr;a;b\n\n2023; 1,5 ;\n", BAR, "de")
    assert (table.first, table.columns) == ("Jahr", ("a", "b"))
    assert [(row.name, [str(number) for number in row.numbers]) for row in table.rows] == [("2023", ["1.5", "None"])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("title: A", []),
        ("kind: line", [("key-missing", 1, 1)]),
        ("kind: line\ntitle:", [("key-missing", 2, 1)]),
        ("\ntitle: A\ntitle: B", [("yaml-duplicate-key", 3, 1)]),
        ("title: A\ntitel: B", [("key-unknown", 2, 1)]),
        ("title: A\nkind: lin", [("value-not-in-list", 2, 1)]),
        ("file: a.csv\ntitle: A\n\nx;y", [("chart-data-twice", 1, 1)]),
        ("file: a.csv\ntitle: A\nsource: B\nunit: C", []),
    ],
)
def test_what_is_wrong_in_the_options(text: str, found: list[tuple[str, int, int]]) -> None:
    assert told([*read_block(text).problems]) == found


def test_options_are_proposed() -> None:
    unknown, wrong = read_block("title: A\ntitel: B\nkind: lin").problems
    assert unknown.details == {"key": "titel", "known": "title, kind, unit, source, file", "guess": "title"}
    assert wrong.details == {"key": "kind", "value": "lin", "known": "bar, line, stacked", "guess": "line"}
    (nothing_near,) = read_block("title: A\nqqq: B").problems
    assert nothing_near.details["guess"] == ""


def test_the_first_value_of_an_option_counts() -> None:
    block = read_block("title: A\ntitle: B\nkind: lin\n\nx;y")
    assert (block.options["title"], block.lines["title"], block.kind, block.first_line) == ("A", 1, BAR, 4)
    assert (read_block("kind: line").kind, read_block("file: a.csv").file, block.file) == (LINE, "a.csv", "")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("```chart\nx", []),
        ("```chart\nx\n```\n", [(2, 1)]),
        ("a\n\n~~~~ chart\n  x\n~~~~\n\n```chart\ny\n```", [(4, 3), (8, 1)]),
        ("```charts\nx\n```\n", []),
        ("```python\nchart\n```\n", []),
        ("> ```chart\n> x\n> ```\n", [(2, 3)]),
    ],
)
def test_where_charts_begin(text: str, places: list[tuple[int, int]]) -> None:
    assert [(each.line, each.column) for each in chart_places(text)] == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x;y\n2023;8,500\n2024;9,125", [("chart-thousands", 2, 6)]),
        ("x;y\n2023;8.500\n2024;12,345", [("chart-thousands", 3, 6)]),
        ("x;y\n2023;8,512\n2024;9,125", []),
        ("x;y\n2023;8,5\n2024;9.500", []),
        ("x;y\n2023;1\n2024;2\n2023;3", [("chart-name-twice", 4, 1)]),
        ("x;y;y\n2023;1;2", [("chart-name-twice", 1, 5)]),
        ("x;y\n2023;\n2024;", [("chart-without-data", 2, 1)]),
        ("x;y;\n2023;1;", [("chart-header-missing", 1, 5)]),
    ],
)
def test_numbers_that_are_probably_others(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert of_table(text) == expected


def test_a_dash_for_a_minus_keeps_its_meaning() -> None:
    (problem,) = read_table("x;y\n2023;–9,1", BAR, "de").problems
    assert problem.details["guess"] == "−9,1"


def test_time_goes_from_left_to_right() -> None:
    text = "Jahr;Zahl\n2025;3\n2023;1\n2024;2"
    assert [row.name for row in read_table(text, LINE, "de").rows] == ["2023", "2024", "2025"]
    assert [row.name for row in read_table(text, BAR, "de").rows] == ["2025", "2023", "2024"]
    assert [row.name for row in read_table("x;y\nb;1\na;2", LINE, "de").rows] == ["b", "a"]
