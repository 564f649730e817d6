"""The text of one article, from its own dialect to our Markdown."""

from dataclasses import dataclass

from bs4 import BeautifulSoup

from magazine.importing.cleaning import clean, name_anchors, parsed
from magazine.importing.dialects import html_of
from magazine.importing.footnotes import as_notes
from magazine.importing.imported import Archive
from magazine.importing.markdown_writer import markdown_of
from magazine.importing.moved_links import Links
from magazine.importing.plan import Planned
from magazine.importing.reading_text import body_of, words_in, words_of

_SUMMARY = 300


@dataclass(frozen=True, slots=True)
class Converted:
    """A text as Markdown; `words` are those of the source, `summary` is made of its first paragraph."""

    markdown: str
    words: list[str]
    summary: str
    repeats_standfirst: bool


def converted(planned: Planned, archive: Archive, links: Links) -> Converted:
    """Return the text of an article as Markdown; what had no counterpart is noted in the article.

    Places in it that others lead to, and what they are called now, are noted with its plan.
    """
    article = planned.article
    soup = parsed(html_of(article, archive))
    as_notes(soup, article)
    words = words_in(soup)
    clean(soup, article)
    links.resolve(soup, planned)
    planned.new_anchors = name_anchors(soup, article, planned.anchors_wanted)
    first = _first_paragraph(soup)
    standfirst, beginning = words_of(article.standfirst), words_of(first)
    repeats = bool(standfirst) and beginning[: len(standfirst)] == standfirst[: len(beginning)]
    return Converted(markdown_of(body_of(soup)), words, _shortened(first), repeats)


def _first_paragraph(soup: BeautifulSoup) -> str:
    for paragraph in soup.find_all("p"):
        text = " ".join(paragraph.get_text(" ").split())
        if any(map(str.isalpha, text)) and not paragraph.find_parent(["figcaption", "table", "aside"]):
            return text
    return ""


def _shortened(text: str) -> str:
    """Return the first sentences of a text, or its first words."""
    if len(text) <= _SUMMARY:
        return text
    cut = text[:_SUMMARY]
    end = max(cut.rfind(f"{mark} ") for mark in ".!?")
    return cut[: end + 1] if end > _SUMMARY // 3 else cut.rpartition(" ")[0] + " …"
