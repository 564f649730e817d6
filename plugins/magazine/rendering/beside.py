"""What stands beside a text where there is room: footnotes, or quotations, boxes and small pictures (`blocks`).

The text is sanitised when this comes, so that only what is made here has these classes. The margin belongs to
footnotes, if the text has some that fit; other blocks then stand between its paragraphs.
"""

import re
from collections.abc import Iterator
from html import escape, unescape

from magazine.rendering.words import TAG, without_elements

MOST_NOTES = 16
"""Footnotes that the style sheet knows a place for."""

_SHARE = 0.5  # of the text: notes, in smaller type and shorter lines, must not be longer than what they stand beside
_BESIDE = re.compile(
    r'<aside(?P<kept>(?: [a-z-]+="[^"]*")*)>\s*(?=<(?P<first>blockquote|figure|p class="admonition-title")[ >])'
)
_QUOTE = re.compile(r'<aside(?: [a-z-]+="[^"]*")*>\s*<blockquote\b(?P<words>.*?)</aside>\s*', re.DOTALL)
_ASIDES = re.compile(r"<(/?)(aside)\b")
_FOLDED = re.compile(r"<(/?)(details)\b")
_TITLE = re.compile(r'<p class="admonition-title">(.*?)</p>', re.DOTALL)
_NOTES = re.compile(r'<div class="footnote"(?P<kept>[^>]*)>.*?</div>', re.DOTALL)
_MARK = re.compile(r'<a class="footnote-ref" href="#([^"]*)"')
_NOTE = re.compile(r'<li id="([^"]*)"')


def beside(html: str) -> str:
    """Return the HTML of a text with the classes and roles of what stands beside it."""
    return _with_notes(_with_asides(html) if "<aside" in html else html)


def without_repeated(html: str) -> str:
    """Return the HTML without quotations that repeat words of the text: for feeds and the search."""
    if "<aside" not in html:
        return html
    text = _words(without_elements(html, _ASIDES))
    return _QUOTE.sub(lambda quote: "" if _is_repeated(quote["words"], text) else quote[0], html)


def quotes_not_in_text(html: str) -> Iterator[str]:
    """Yield the words of quotations that are set large, but do not stand in the text like this."""
    quotes = [*_QUOTE.finditer(html)] if "<aside" in html else []
    text = _words(without_elements(html, _ASIDES)) if quotes else ""
    for quote in quotes:
        if not _is_repeated(quote["words"], text):
            yield unescape(TAG.sub("", quote["words"].partition("</blockquote>")[0].partition(">")[2])).strip()


def _with_asides(html: str) -> str:
    text = _words(without_elements(html, _ASIDES))

    def classed(aside: re.Match[str]) -> str:
        return f"<aside{aside['kept']} {_attributes(aside, text)}>"

    return _BESIDE.sub(classed, html)


def _attributes(aside: re.Match[str], text: str) -> str:
    """Return class, role and name. A screen reader need not read a quotation twice."""
    rest = aside.string[aside.end() :]
    if aside["first"] == "figure":
        return 'class="margin" role="none"'
    if aside["first"] == "blockquote":
        words = rest.partition("</aside>")[0]
        hidden = ' aria-hidden="true"' if "<a " not in words and _is_repeated(words, text) else ""
        return f'class="pull-quote" role="doc-pullquote"{hidden}'
    title = _TITLE.match(rest)
    label = escape(unescape(TAG.sub("", title[1])).strip()) if title else ""
    return f'class="box" role="note" aria-label="{label}"'


def _is_repeated(quote: str, text: str) -> bool:
    words = _words(quote.partition("</blockquote>")[0].partition(">")[2])
    return bool(words) and f" {words} " in f" {text} "


def _words(html: str) -> str:
    return " ".join(re.findall(r"\w+", unescape(TAG.sub(" ", html)).replace("\u00ad", "").casefold()))


def _with_notes(html: str) -> str:
    """Let footnotes stand beside their marks, if there is room for all, and nothing else is there."""
    notes = _NOTES.search(html)
    if notes is None:
        return html
    names = _NOTE.findall(notes[0])
    text, length = html[: notes.start()], len(TAG.sub("", notes[0]))
    if len(names) > MOST_NOTES or length > _SHARE * len(TAG.sub("", text)):
        return html
    unfolded = without_elements(text, _FOLDED) if "<details" in text else text
    if not {*names} <= {*_MARK.findall(unfolded)}:  # a mark that is folded, or in another note, has no place
        return html
    numbers = {name: number for number, name in enumerate(names, 1)}

    def marked(mark: re.Match[str]) -> str:
        number = numbers.pop(mark[1], None)  # where a note is named again, its first place counts
        return f'{mark[0]} data-note="{number}"' if number else mark[0]

    own = notes[0].replace('<div class="footnote"', '<div class="footnote footnote--beside"', 1)
    return f"{_MARK.sub(marked, text)}{own}{html[notes.end() :]}"
