"""A block `chart` becomes a drawing with a table; what is wrong in it is told where it stands."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

import feedparser
import pytest
from lxml import html as lxml_html
from magazine.content.chart import ChartKind, chart_places, read_block, read_table
from magazine.locales.numbers import read_number, written
from magazine.rendering.chart_svg import positions, readable, ticks
from magazine.rendering.charts import titles_only

from tests.commands.test_check import found
from tests.newsroom import Newsroom

PAGE = "posts/2026/03/04/eins/"
TITLE = "title: Fahrgäste\n"
CHART = TITLE + "unit: Millionen\nsource: HVV, 2025\n\nJahr;S-Bahn;U-Bahn\n2023;1.265,5;200\n2024;190;\n"


def fenced(content: str, fence: str = "```") -> str:
    return f"Ein Absatz.\n\n{fence}chart\n{content}{fence}\n\nUnd noch einer.\n"


def told(newsroom: Newsroom) -> list[tuple[str, str, int, int]]:
    return [(each["code"], each["file"].rpartition("/")[2], each["line"], each["column"]) for each in found(newsroom)]


def chart_of(newsroom: Newsroom, text: str) -> Any:
    newsroom.article(text=text)
    newsroom.build(strict=True)
    return newsroom.page(PAGE).one("figure.chart")


def texts(element: Any, selector: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in element.cssselect(selector)]


@pytest.mark.parametrize("kind", ["", "kind: bar\n", "kind: line\n", "kind: stacked\n"])
def test_a_block_becomes_a_drawing_a_table_and_a_source(newsroom: Newsroom, kind: str) -> None:
    chart = chart_of(newsroom, fenced(kind + CHART))
    assert texts(chart, "figcaption strong") == ["Fahrgäste"]
    assert texts(chart, "figcaption span") == ["Millionen"]
    assert texts(chart, "ul li") == ["S-Bahn", "U-Bahn"]
    assert texts(chart, "details th") == ["Jahr", "S-Bahn", "U-Bahn", "2023", "2024"]
    assert texts(chart, "details td") == ["1.265,5", "200", "190", "–"]
    assert texts(chart, "p") == ["Quelle: HVV, 2025"]
    (drawing,) = chart.cssselect("svg[role=img]")
    assert "Fahrgäste" in drawing.get("aria-label")
    assert "Tabelle" in drawing.get("aria-label")
    assert "2024" in texts(drawing, "text")
    assert "language-chart" not in newsroom.page(PAGE).source


def test_words_of_the_page_say_which_kind_it_is(newsroom: Newsroom) -> None:
    text = "".join(fenced(f"kind: {kind}\n{CHART}") for kind in ChartKind)
    newsroom.article(text=text)
    newsroom.build(strict=True)
    names = [str(each.get("aria-label")).partition(":")[0] for each in newsroom.page(PAGE).all(".chart svg[role=img]")]
    assert names == ["Balkendiagramm", "Liniendiagramm", "Diagramm mit gestapelten Balken"]
    ids = re.findall(r' id="([^"]*)"', newsroom.page(PAGE).source)
    assert len({*ids}) == len(ids)


def test_english_numbers_in_an_english_magazine(newsroom: Newsroom) -> None:
    newsroom.settings["theme"] = {"language": "en"}
    newsroom.article(text=fenced(TITLE + 'source: X\n\nYear,Riders\n2023,"1,265.5"\n2024,1000\n'))
    newsroom.build()
    (chart,) = newsroom.page(PAGE).all("figure.chart")
    assert texts(chart, "details td") == ["1,265.5", "1,000"]
    assert texts(chart, "p") == ["Source: X"]
    assert chart.cssselect("svg[role=img]")[0].get("aria-label").startswith("Bar chart: Fahrgäste")


WRONG = [
    ("title: A\nkynd: bar\n\nx;y\na;1\n", "key-unknown", 2, 1),
    ("title: A\ntitle: B\n\nx;y\na;1\n", "yaml-duplicate-key", 2, 1),
    ("title: A\nkind: pie\n\nx;y\na;1\n", "value-not-in-list", 2, 1),
    ("unit: A\n\nx;y\na;1\n", "key-missing", 1, 1),
    ("title:\n\nx;y\na;1\n", "key-missing", 1, 1),
    ("title: A\n", "chart-without-data", 2, 1),
    ("title: A\n\nx;y\n", "chart-without-data", 3, 1),
    ("title: A\n\na;1\nb;2\n", "chart-header-missing", 3, 3),
    ("title: A\n\nx;\na;2\n", "chart-header-missing", 3, 3),
    ("title: A\n\nx\na\n", "chart-one-column", 3, 1),
    ("title: A\n\nx;y\na;1;2\n", "chart-row-length", 4, 5),
    ("title: A\n\nx;y\nb;1\na\n", "chart-row-length", 5, 1),
    ("title: A\n\nx,y\na,3,5\n", "chart-row-length", 4, 5),
    ("title: A\n\nx;y;z\na;1;2\nb;3;viel\n", "chart-number", 5, 5),
    ("title: A\n\nx;y\na; 3.5\n", "chart-number", 4, 4),
    ("title: A\n\nx;y\na;5 %\n", "chart-number", 4, 3),
    ("title: A\n\nx;y\na;1234567890123456\n", "chart-number", 4, 3),
    ("title: A\nkind: stacked\n\nx;y\na;-3\n", "chart-negative", 5, 3),
    ("title: A\n\nx;a;b;c;d;e\na;1;2;3;4;5\n", "chart-too-large", 3, 11),
    ("title: A\n\nx;y\n" + "a;1\n" * 21, "chart-too-large", 24, 1),
    ("title: A\nkind: line\n\nx;y\n" + "a;1\n" * 61, "chart-too-large", 65, 1),
    (f"title: A\n\nx;y\n{'a' * 37};1\n", "chart-name-long", 4, 1),
    (f"title: A\n\nx;y\n{'M' * 23};1\n", "chart-name-long", 4, 1),
    (f"title: A\n\nx;{'y' * 61}\na;1\n", "chart-name-long", 3, 3),
    ("title: A\nfile: weg.csv\n", "chart-file-missing", 2, 1),
    ("title: A\nfile: https://example.org/a.csv\n", "chart-file-missing", 2, 1),
]
"""What stands in a block, and what is told of it: code, line within the block, column."""


def test_what_is_wrong_is_told_with_its_place(newsroom: Newsroom) -> None:
    for number, (content, *_) in enumerate(WRONG):
        newsroom.article(f"2026/03/04/a{number}.md", fenced(content), title=f"Nummer {number}")
    expected = [(code, f"a{number}.md", 9 + line, column) for number, (_, code, line, column) in enumerate(WRONG)]
    assert sorted(told(newsroom)) == sorted(expected)


def test_parts_of_a_whole_may_be_nothing_and_less_than_one(newsroom: Newsroom) -> None:
    newsroom.article(text=fenced("title: A\nkind: stacked\n\nx;y;z\na;0;0,5\n"))
    assert told(newsroom) == []


def test_places_in_a_list_and_behind_other_blocks(newsroom: Newsroom) -> None:
    newsroom.article(
        text=f"```\nchart\n```\n\n````\n```chart\nx\n```\n````\n\n{fenced(CHART)}\n"
        "1. Eins\n\n    ```chart\n    title: A\n\n    x;y\n    a;?\n    ```\n"
    )
    assert told(newsroom) == [("chart-number", "eins.md", 37, 7)]


def test_it_says_what_to_write_instead(newsroom: Newsroom) -> None:
    hints = {"3.5": "3,5", "5 %": "5", "€ 7": "7", "1,000.5": "1.000,5", "viel": "1.234,5"}
    rows = "".join(f"a{number};{wrong}\n" for number, wrong in enumerate(hints))
    newsroom.article(text=fenced(f"title: A\n\nx;y\n{rows}"))
    for problem, hint in zip(found(newsroom), hints.values(), strict=True):
        assert re.search(rf" {re.escape(hint)}[.?] ", problem["hint"]), problem


def test_nothing_wrong_is_published(newsroom: Newsroom) -> None:
    """A preview shows what stands there; a build ends."""
    newsroom.article(text=fenced("title: A\n\nx;y\na;viel\n"))
    newsroom.build(preview=True)
    assert not newsroom.page(PAGE).all("figure.chart")
    with pytest.raises(SystemExit):
        newsroom.build()


def test_nobody_writes_html_in_a_chart(newsroom: Newsroom) -> None:
    attack = '<script>alert(1)</script>"&lt'
    cells = "</td><img src=x onerror=x>", "</text><script>y</script>", "<b style=x>"
    text = fenced(f"title: {attack}\nunit: {attack}\nsource: {attack}\n\n{cells[0]};{cells[1]};z\n{cells[2]};1;2\n")
    chart = chart_of(newsroom, text)
    assert chart.cssselect("script, img, b") == []
    assert texts(chart, "th") == [cells[0], cells[1], "z", cells[2]]
    assert "<script>alert" in texts(chart, "figcaption strong")[0]
    assert [name for each in chart.iter() for name in each.attrib if name.startswith("on") or name == "style"] == []


def test_a_file_beside_the_article(newsroom: Newsroom) -> None:
    newsroom.write("posts/2026/03/04/zahlen.csv", "\ufeffJahr;Zahl\r\n2023;1,5\r\n2024;2\r\n")
    chart = chart_of(newsroom, fenced(TITLE + "file: zahlen.csv\n"))
    assert texts(chart, "details td") == ["1,5", "2"]
    assert newsroom.page(PAGE).leads("figure.chart a") == ["posts/2026/03/04/zahlen.csv"]
    assert (newsroom.site / "posts/2026/03/04/zahlen.csv").exists()
    newsroom.write("posts/2026/03/04/zahlen.csv", "Jahr;Zahl\n2023;1,5\n2024;777\n")
    newsroom.build(strict=True)
    assert newsroom.page(PAGE).texts("figure.chart td") == ["1,5", "777"]


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        (b"Jahr;Zahl\n2023;1\n\n2024;?\n", "chart-number", 4, 6),
        (b"Jahr;Zahl\n", "chart-without-data", 1, 1),
        (b"", "chart-without-data", 1, 1),
        ("Jahr;Fahrgäste\n2023;1\n".encode("cp1252"), "encoding-not-utf8", 1, 11),
    ],
)
def test_what_is_wrong_in_a_file_is_told_there(
    newsroom: Newsroom, content: bytes, code: str, line: int, column: int
) -> None:
    newsroom.write("posts/2026/03/04/zahlen.csv", content)
    newsroom.article(text=fenced(TITLE + "file: zahlen.csv\n"))
    assert told(newsroom) == [(code, "zahlen.csv", line, column)]


def test_a_chart_on_a_standing_page(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.write("daten/zahlen.csv", "Jahr;Zahl\n2023;1,5\n")
    newsroom.nav.append("daten/zahlen.md")
    head = "---\ntitle: Zahlen\ndescription: Was wir zählen.\n---\n"
    newsroom.write("daten/zahlen.md", head + fenced(TITLE + "file: zahlen.csv\n") + fenced(CHART))
    newsroom.build(strict=True)
    page = newsroom.page("daten/zahlen/")
    assert page.texts("figure.chart td") == ["1,5", "1.265,5", "200", "190", "–"]
    assert page.leads("figure.chart a") == ["daten/zahlen.csv"]
    newsroom.write("daten/zahlen.md", head + fenced("title: A\n\nx;y\na;?\n"))
    assert told(newsroom) == [("chart-number", "zahlen.md", 11, 3)]


def test_a_file_and_numbers_are_too_much(newsroom: Newsroom) -> None:
    newsroom.write("posts/2026/03/04/zahlen.csv", "a;b\nc;1\n")
    newsroom.article(text=fenced(TITLE + "file: zahlen.csv\n\na;b\nc;1\n"))
    assert told(newsroom) == [("chart-data-twice", "eins.md", 11, 1)]


def test_a_misspelt_file_is_guessed(newsroom: Newsroom) -> None:
    newsroom.write("posts/2026/03/04/zahlen.csv", "a;b\nc;1\n")
    newsroom.article(text=fenced(TITLE + "file: zahln.csv\n"))
    (problem,) = found(newsroom)
    assert (problem["code"], "zahlen.csv" in problem["hint"]) == ("chart-file-missing", True)


@pytest.mark.parametrize("held", [{"draft": True}, {"embargo": "2999-01-01"}])
def test_numbers_of_an_article_that_is_held_back_are_not_published(newsroom: Newsroom, held: dict[str, Any]) -> None:
    newsroom.write("posts/2026/03/05/geheim.csv", "a;b\nc;1\n")
    newsroom.article()
    newsroom.article("2026/03/05/zwei.md", fenced(TITLE + "file: geheim.csv\n"), title="Zwei", **held)
    newsroom.build(strict=True)
    assert [*newsroom.site.rglob("*.csv")] == []
    assert found(newsroom) == []
    newsroom.article("2026/03/05/zwei.md", fenced(TITLE + "file: geheim.csv\n"), title="Zwei")
    newsroom.build(strict=True)
    assert [each.name for each in newsroom.site.rglob("*.csv")] == ["geheim.csv"]


def test_feeds_have_the_table_only(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://example.org/repo/"
    newsroom.write("posts/2026/03/04/zahlen.csv", "Jahr;Zahl\n2023;1,5\n")
    chart_of(newsroom, fenced(TITLE + "file: zahlen.csv\n"))
    (entry,) = feedparser.parse((newsroom.site / "feed.xml").read_bytes()).entries
    content = lxml_html.fragment_fromstring(entry.content[0].value, create_parent=True)
    assert content.cssselect("svg, details") == []
    assert texts(content, "figure td") == ["1,5"]
    assert content.cssselect("figure a")[0].get("href") == "https://example.org/repo/posts/2026/03/04/zahlen.csv"


def test_spelling_and_the_other_rules_do_not_read_it(newsroom: Newsroom) -> None:
    newsroom.article(text=fenced(TITLE + '\nx;y\n"a  b";1\n**c;2\n'))
    assert found(newsroom) == []


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("3,5", "de", "3.5"),
        ("1.000", "de", "1000"),
        ("1.234.567,89", "de", "1234567.89"),
        ("−3", "de", "-3"),
        ("1\u202f000", "de", "1000"),
        ("3.5", "en", "3.5"),
        ("1,000", "en", "1000"),
        ("3.5", "de", None),
        ("3,5", "en", None),
        ("1.00", "de", None),
        ("1e5", "de", None),
        ("", "de", None),
        ("٣", "de", None),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(text: str, language: str, number: str | None) -> None:
    read = read_number(text, language)
    assert read == (Decimal(number) if number else None)
    if read is not None:
        assert read_number(written(read, language), language) == read


@pytest.mark.parametrize("low", ["-7", "0", "0.001", "12", "99999"])
@pytest.mark.parametrize("span", ["0", "0.002", "1", "7", "33", "1234567"])
def test_axes_have_a_few_round_numbers(low: str, span: str) -> None:
    first, last = Decimal(low), Decimal(low) + Decimal(span)
    found_ticks = ticks(first, last)
    steps = {after - before for before, after in pairwise(found_ticks)}
    assert len(steps) == 1
    assert found_ticks[0] <= first <= last <= found_ticks[-1]
    assert 2 <= len(found_ticks) <= 7
    assert str(steps.pop().normalize().as_tuple().digits).strip("(),") in {"1", "2", "2, 5", "5"}


def test_years_stand_in_proportion() -> None:
    assert positions(["1990", "2000", "2020"]) == pytest.approx([0, 1 / 3, 1])
    assert positions(["Mai", "Juni", "Juli"]) == [0, 0.5, 1]
    assert positions(["Mai"]) == [0]


def test_labels_that_would_touch_are_left_out() -> None:
    assert readable([(0, 9), (10, 19), (20, 29)]) == [0, 1, 2]
    assert readable([(0, 15), (10, 25), (20, 35)]) == [0, 2]
    assert readable([(0, 25), (10, 25), (20, 35)]) == [2]


@pytest.mark.parametrize("kind", ChartKind)
def test_a_table_can_have_gaps_everywhere(newsroom: Newsroom, kind: ChartKind) -> None:
    chart = chart_of(newsroom, fenced(f"title: A\nkind: {kind}\n\nx;y;z\na;;\nb;;1\n"))
    assert texts(chart, "details td") == ["–", "–", "–", "1"]


def test_options_end_where_numbers_begin() -> None:
    block = read_block("title: A: b\n\nx;y\n12:30;1\n")
    assert (block.options, block.problems) == ({"title": "A: b"}, ())
    table = read_table(block.data, block.kind, "de")
    assert [(row.name, row.numbers) for row in table.rows] == [("12:30", (Decimal(1),))]
    assert [(each.line, each.column) for each in chart_places("> ~~~ chart\n> x\n> ~~~\n")] == [(2, 3)]


def test_a_search_finds_the_title_and_no_options() -> None:
    html = '<p>A</p>\n<pre class="highlight"><code class="language-chart">title: X &amp; Y\nkind: line</code></pre>'
    assert titles_only(html) == "<p>A</p>\n<p>X &amp; Y</p>"
    assert titles_only("<pre><code>title: A</code></pre>") == "<pre><code>title: A</code></pre>"
