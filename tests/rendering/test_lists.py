"""Lists and dates come out as people mean them; what else dialects of Markdown know, too."""

import re

import pytest
from magazine.content.problem import Code
from magazine.content.spaces import breakable
from magazine.locales import load
from magazine.mkdocs_settings import markdown_extensions
from magazine.rendering.text import MarkdownRenderer


def renderer(language: str = "de") -> MarkdownRenderer:
    """The renderer of every magazine."""
    settings = markdown_extensions(load(language))
    return MarkdownRenderer([*settings], settings)


RENDERER = renderer()


def html(text: str) -> str:
    """Return the HTML of a text with plain spaces, without line breaks between tags and without permanent links."""
    rendered = RENDERER.render(text)
    assert not rendered.problems, rendered.problems
    return re.sub(r"\s*\n\s*", "", re.sub(r'<a class="headerlink".*?</a>', "", breakable(rendered.html)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("20. April 1945: x", "<p>20. April 1945: x</p>"),
        ("20. April 1945: x\n8. Mai 1945: y", "<p>20. April 1945: x<br>8. Mai 1945: y</p>"),
        ("1. Mai: a\n2. Mai: b", "<p>1. Mai: a<br>2. Mai: b</p>"),
        ("20. 4. 1945 war es.", "<p>20. 4. 1945 war es.</p>"),
        ("4. Platz", "<p>4. Platz</p>"),
        ("1. Platz: der HSV", "<p>1. Platz: der HSV</p>"),
        ("3. Platz: A\n2. Platz: B\n1. Platz: C", "<p>3. Platz: A<br>2. Platz: B<br>1. Platz: C</p>"),
        ("* 2. Konferenz\n* 3. Konferenz", "<ul><li>2. Konferenz</li><li>3. Konferenz</li></ul>"),
        ("- 20. April 1945: x", "<ul><li>20. April 1945: x</li></ul>"),
        ("## Rang\n4. Platz", '<h2 id="rang">Rang</h2><p>4. Platz</p>'),
        ("> 4. Platz", "<blockquote><p>4. Platz</p></blockquote>"),
        ("A. Müller kam.", "<p>A. Müller kam.</p>"),
        ("a. D. heißt außer Dienst.", "<p>a. D. heißt außer Dienst.</p>"),
        ("1. Eins?\n\nJa.\n\n2. Zwei?\n\nNein.", "<p>1. Eins?</p><p>Ja.</p><p>2. Zwei?</p><p>Nein.</p>"),
    ],
)
def test_a_day_or_an_ordinal_begins_no_list(text: str, shown: str) -> None:
    assert html(text) == shown


def test_wrapped_text_stays_one_paragraph() -> None:
    assert RENDERER.render("Das war am\n20. April und am\n21. April").html.count("<br>") == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("1. a\n1. b\n1. c", "<ol><li>a</li><li>b</li><li>c</li></ol>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("1. a\n2. b\n\n5. c\n6. d", '<ol><li>a</li><li>b</li></ol><ol start="5"><li>c</li><li>d</li></ol>'),
        ("1. a\n2. b\n4. c", "<ol><li>a</li><li>b</li></ol><p>4. c</p>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("a) x\nb) y", '<ol type="a"><li>x</li><li>y</li></ol>'),
        ("A. x\nB. y", '<ol type="A"><li>x</li><li>y</li></ol>'),
        ("I. x\nII. y\nIII. z", '<ol type="I"><li>x</li><li>y</li><li>z</li></ol>'),
        ("- a\n- b\n\n1. c\n2. d", "<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>"),
        ("- a\n1. c\n2. d", "<ul><li>a</li></ul><ol><li>c</li><li>d</li></ol>"),
        ("Absatz:\n- a\n- b", "<p>Absatz:</p><ul><li>a</li><li>b</li></ul>"),
        ("Absatz:\n1. a\n2. b\n\nText", "<p>Absatz:</p><ol><li>a</li><li>b</li></ol><p>Text</p>"),
        ("Absatz:\na) x\nb) y", '<p>Absatz:</p><ol type="a"><li>x</li><li>y</li></ol>'),
        ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("1. a\n   - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("1. a\n  - b\n2. c", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"),
        ("- a\n    - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("- a\n\n  b\n\n- c", "<ul><li><p>a</p><p>b</p></li><li><p>c</p></li></ul>"),
        ("> Wort:\n> - a\n>   - b", "<blockquote><p>Wort:</p><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>"),
    ],
)
def test_a_list_is_what_it_looks_like(text: str, shown: str) -> None:
    assert html(text) == shown


@pytest.mark.parametrize("number", [2, 7, 20, 1999])
@pytest.mark.parametrize(
    "form", ["{}. Platz", "- {}. Platz", "{}. a\n{}. b", "> {}. Platz", "Absatz\n\n{}. Platz\n\nAbsatz"]
)
def test_no_number_is_lost(number: int, form: str) -> None:
    assert f"{number}" in html(form.format(number, number + 1))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("~~weg~~", "<p><del>weg</del></p>"),
        ("==m==", "<p><mark>m</mark></p>"),
        ("H~2~O und x^2^", "<p>H<sub>2</sub>O und x<sup>2</sup></p>"),
        ("- [x] a\n- [ ] b", '<ul class="task-list"><li class="task-list-item">☑ a</li>'
                             '<li class="task-list-item">☐ b</li></ul>'),
        ("!!! note\n    Text", '<div class="admonition"><p>Text</p></div>'),
        ('!!! warning "Titel"\n    Text',
         '<div class="admonition"><p class="admonition-title">Titel</p><p>Text</p></div>'),
        ("zwei\\\nZeilen", "<p>zwei<br>Zeilen</p>"),
        (r"\"a\" \~ \: \& \$ \%", '<p>"a" ~ : &amp; $ %</p>'),
        (r"C:\Daten", r"<p>C:\Daten</p>"),
        ("> a\n\n> b", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"),
        ("Text\n| a | b |\n|---|---|\n| 1 | 2 |",
         "<p>Text</p><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>"
         "</table>"),
        ("Text\n```\nx\n```\nText", '<p>Text</p><pre class="highlight"><code>x</code></pre><p>Text</p>'),
        ("- a\n  ```\n  x\n  ```\n- b",
         '<ul><li><p>a</p><pre class="highlight"><code>x</code></pre></li><li><p>b</p></li></ul>'),
        ('```py linenums="1" hl_lines="2"\nx\n```',
         '<pre class="highlight"><code class="language-py">x</code></pre>'),
    ],
)  # fmt: skip
def test_what_dialects_know_is_rendered(text: str, shown: str) -> None:
    assert html(text) == shown


@pytest.mark.parametrize("text", ["    20. x\n    - y", "```\n20. x\n- y\n  - z\n```", "Ein `- 4. x` Wort"])
def test_code_stays_as_it_is(text: str) -> None:
    inner = re.sub(r"</?\w[^>]*>", "", html(text))
    assert re.sub(r"\s", "", inner) == re.sub(r"[`\s]", "", text)


def test_the_title_of_a_fence_is_not_lost_in_silence() -> None:
    assert [each.code for each in RENDERER.render('```py title="Hafen"\nx\n```').problems] == [Code.TEXT_LOST]


@pytest.mark.parametrize(
    "unit", ["- a\n", "1. a\n", "20. April\n", "> ", "  - a\n", "> - a\n", "A. b\n\n", "1. a\n\n  x\n"]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    from time import process_time

    from magazine.rendering.lists import ListsExtension
    from markdown import Markdown

    preprocessor = Markdown(extensions=[ListsExtension(language="de")]).preprocessors["magazine-lists"]

    def took(count: int) -> float:
        lines = (unit * count).split("\n")
        start = process_time()
        preprocessor.run(lines)
        return process_time() - start

    took(100)
    assert min(took(8000) for _ in range(3)) < 8 * max(min(took(2000) for _ in range(3)), 0.002)


@pytest.mark.parametrize("text", ["- Das war am\n20. April.", "- Das war am\n  20. April.", "- a\n\n  4. Platz"])
def test_a_day_within_an_item_is_text(text: str) -> None:
    assert "<ol" not in html(text)
    assert re.search(r"(20|4)\.", html(text))
