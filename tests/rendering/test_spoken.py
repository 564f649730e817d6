"""Screen readers hear words for the signs that Markdown makes, and the names of headings without them."""

import pytest
from lxml import html
from lxml.html import HtmlElement
from magazine.locales import load
from magazine.rendering.spoken import spoken

from tests.newsroom import Newsroom, Page
from tests.photos import developed, photo

TEXT = """Eins[^a], zwei[^b] und noch einmal eins[^a].

## Ein Abschnitt

[^a]: Die erste.
[^b]: Die zweite, mit [Verweis](https://example.org/).
"""


@pytest.fixture
def page(newsroom: Newsroom) -> Page:
    newsroom.article(text=TEXT)
    newsroom.write("seite.md", f"---\ntitle: Seite\n---\n\n{TEXT}")
    newsroom.nav.append("seite.md")
    newsroom.build(strict=True)
    return newsroom.page("posts/2026/03/04/eins/")


def named(link: HtmlElement) -> tuple[str, str, str]:
    return link.get("role"), link.get("aria-label"), link.get("href")


def test_footnotes_are_called_by_words(page: Page, newsroom: Newsroom) -> None:
    for each in (page, newsroom.page("seite/")):
        assert [named(link) for link in each.all("a.footnote-ref")] == [
            ("doc-noteref", "Fußnote 1", "#fn:a"),
            ("doc-noteref", "Fußnote 2", "#fn:b"),
            ("doc-noteref", "Fußnote 1", "#fn:a"),
        ]
        assert [named(link) for link in each.all("a.footnote-backref")] == [
            ("doc-backlink", "Zurück zu Fußnote 1 im Text", "#fnref:a"),
            ("doc-backlink", "Zurück zu Fußnote 1 im Text, Stelle 2", "#fnref2:a"),
            ("doc-backlink", "Zurück zu Fußnote 2 im Text", "#fnref:b"),
        ]
        notes = each.one(".footnote")
        assert (notes.get("role"), notes.get("aria-label")) == ("doc-endnotes", "Fußnoten")


def test_the_sign_of_a_heading_is_not_read_out_and_no_stop(page: Page) -> None:
    sign = page.one(".prose h2 a")
    assert (sign.text, sign.get("href"), sign.get("aria-hidden"), sign.get("tabindex")) == (
        "#", "#ein-abschnitt", "true", "-1",
    )  # fmt: skip


def test_in_english() -> None:
    said = spoken('<sup><a class="footnote-ref" href="#fn:1">1</a></sup><a class="x" href="#fn:1">1</a>', load("en"))
    note, other = html.fragments_fromstring(f"<p>{said}</p>")[0].iter("a")
    assert note.get("aria-label") == "Footnote 1"
    assert other.get("aria-label") is None


@pytest.mark.parametrize("before", ["", ' id="x"', ' title="a&quot;b"'])
def test_wherever_the_class_stands(before: str) -> None:
    said = spoken(f'<h2>A<a{before} class="headerlink" href="#a" title="Link">#</a></h2>', load("de"))
    assert 'aria-hidden="true" tabindex="-1"' in said
    assert before in said


def test_the_filters_of_a_text_leave_its_html_alone(newsroom: Newsroom) -> None:
    newsroom.write("posts/2026/03/04/foto.jpg", developed(photo(900, 600)))
    newsroom.article(text=f"{TEXT}\n![Zwei Flächen](foto.jpg)\n/// caption\nFoto: Bo\n///\n")
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    assert {each.get("sizes") for each in page.all(".prose source")} == {"(min-width: 40rem) 36.5rem, 92vw"}
    assert "&lt;" not in page.source
    assert "&#34;" not in page.source
