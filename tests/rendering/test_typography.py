"""Quotation marks within Markdown. What is typed and printed is in tests/writing/typography.yml."""

from magazine.rendering.typography import TypographyExtension
from markdown import Markdown
from markdown.extensions import Extension


def render(text: str, language: str = "de") -> str:
    extensions: list[str | Extension] = ["attr_list", "tables", TypographyExtension(language=language)]
    return Markdown(extensions=extensions).convert(text)


def test_a_quotation_may_span_elements() -> None:
    assert render('Sie sagte: "*Nie* wieder **Hafen**" und "[Link](a.md)".') == (
        '<p>Sie sagte: „<em>Nie</em> wieder <strong>Hafen</strong>“ und „<a href="a.md">Link</a>“.</p>'
    )


def test_paragraphs_do_not_mix() -> None:
    assert render('Ein "Wort\n\nZwei" Wort') == "<p>Ein „Wort</p>\n<p>Zwei“ Wort</p>"


def test_code_keeps_its_marks() -> None:
    assert render('`title: "so"` und "so"') == '<p><code>title: "so"</code> und „so“</p>'
    assert '"so"' in render('    title: "so"\n').replace("&quot;", '"')


def test_attributes_and_alternative_texts() -> None:
    assert 'alt="Das „Tor“"' in render('![Das "Tor"](a.svg)')
    assert 'href="a.md"' in render('[x](a.md "Titel")')


def test_headings_lists_and_tables() -> None:
    assert "<h2>Das „Tor“</h2>" in render('## Das "Tor"')
    assert "<li>„a“</li>" in render('- "a"\n- b')
    assert "<td>„a“</td>" in render('| x | y |\n|---|---|\n| "a" | b |')


def test_a_name_in_a_table_does_not_break() -> None:
    row = "| Die *Fünf-Prozent*-Hürde | 2024-25, `a-b` |"
    html = render(f"| Nord-Süd | y |\n|---|---|\n{row}")
    assert "<th>Nord\u2011Süd</th>" in html
    assert "<em>Fünf\u2011Prozent</em>-Hürde" in html, "between words of two elements it stays"
    assert "<td>2024-25, <code>a-b</code></td>" in html
    assert "Nord-Süd" in render("Nord-Süd")
