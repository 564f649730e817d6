"""What a screen reader says of the signs that Markdown makes: # beside headings, the numbers and arrows of footnotes.

The text itself is sanitised, and may name no roles; these are the page's.
"""

import re

from magazine.locales import Locale

_SIGN = re.compile(
    r'<a(?P<before>(?: [a-z-]+="[^"]*")*?) class="(?P<kind>headerlink|footnote-ref|footnote-backref)"'
    r"(?P<after>[^>]*)>(?P<text>[^<]*)</a>"
)
_TITLE = re.compile(r' title="[^"]*"')
_NOTE = re.compile(r'href="#fn(?:ref(\d*))?:([^"]*)"')
_NOTES = '<div class="footnote">'


def spoken(html: str, locale: Locale) -> str:
    """Return the HTML of a text whose footnotes are called by words, and whose headings by theirs alone.

    The sign beside a heading is for the pointer: it is no stop of the Tab key, and not part of the heading's name.
    """
    if "<a" not in html:
        return html
    numbers: dict[str, str] = {}  # of footnotes, by their ids

    def told(sign: re.Match[str]) -> str:
        kind, attributes = sign["kind"], f"{sign['before']}{sign['after']}"
        note = _NOTE.search(attributes)
        if kind == "headerlink":
            attributes += ' aria-hidden="true" tabindex="-1"'
        elif note and kind == "footnote-ref":
            numbers[note[2]] = sign["text"]
            attributes += f' role="doc-noteref" aria-label="{locale("footnote.note", number=sign["text"])}"'
        elif note:
            number, place = numbers.get(note[2], ""), note[1]
            label = locale("footnote.back-again" if place else "footnote.back", number=number, place=place)
            attributes = f'{_TITLE.sub("", attributes)} title="{label}" role="doc-backlink" aria-label="{label}"'
        return f'<a class="{kind}"{attributes}>{sign["text"]}</a>'

    notes = f'<div class="footnote" role="doc-endnotes" aria-label="{locale("footnote.notes")}">'
    return _SIGN.sub(told, html).replace(_NOTES, notes)
