"""What writers bring along from word processors, and what Markdown takes for something else than they mean."""

import re
from collections.abc import Iterator

from magazine.content.problem import Code, Problem, place_in

# How each is told, what a text must have for the expression to be tried, and the expression, in the text as it is seen.
_HABITS = (
    ("list", "•·▪◦‣", re.compile(r"\n *[•·▪◦‣][ \t]+\S[^\n]{0,20}")),
    ("list", "–", re.compile(r"\n *– \S[^\n]{0,20}(?=[^\n]*\n *– )")),
    ("marks", ",,", re.compile(r"(?<![\w,]),,(?=\w)[^\s,]{0,20}")),
)
_NOTE = re.compile(r"\n *\[(\d{1,3})\] +\S")
_NOTE_MARK = re.compile(r"[^\s\[]\[(\d{1,3})\]")
_EMPTY_HEADING = re.compile(r"<h([2-6])[^<>]*>(?:<a class=\"headerlink\"|</h)")
_UNDERLINED = re.compile(r"^(?=[^\s>#|`:/<-])([^\n]{1,200})\n-{3,}[ \t]*$", re.MULTILINE)
_FIGURE = re.compile(r"<figure[^<>]*>")
_SHOWN = re.compile(r"<(?:img|table|pre|svg|div|blockquote|code|ul|ol|audio|video)\b")
_LINKED_PICTURE = re.compile(r"<a href=\"([^\"]+\.(?:jpe?g|png|webp|avif|gif|svg))\"", re.IGNORECASE)


def habits(visible: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Find signs of word processors in the text as readers see it: each with the details of its problem."""
    for about, signs, expression in _HABITS:
        if any(sign in visible for sign in signs):
            found = expression.search(visible)
            if found:
                yield found[0].strip(), {"about": about}
    if "[1]" in visible:
        marks = {*_NOTE_MARK.findall(visible)}
        for number in (each for each in dict.fromkeys(_NOTE.findall(visible)) if each in marks):
            yield f"[{number}]", {"about": "note", "number": number}


def misread(markdown: str, html: str) -> Iterator[Problem]:
    """Find headings that nobody wrote, or with nothing in them, and captions of nothing; `markdown` has no code."""
    if "\n---" in markdown:
        for found in _UNDERLINED.finditer(markdown):
            details = {"what": " ".join(found[1].split()[:5])}
            yield Problem(Code.HEADING_UNDERLINED, place_in(markdown, found.start(), "", 1), details)
    for found in _EMPTY_HEADING.finditer(html):
        mark = "#" * int(found[1])
        typed = re.search(rf"^ {{0,3}}{mark}[ \t#]*$", markdown, re.MULTILINE)
        place = place_in(markdown, typed.start() if typed else 0, "", 1)
        yield Problem(Code.MARKUP_LEFT, place, {"what": mark, "about": "heading"})
    for found in _FIGURE.finditer(html):
        caption = html.find("<figcaption", found.end(), html.find("</figure>", found.end()))
        above = html[found.end() : caption]
        if caption >= 0 and not _SHOWN.search(above):
            linked = _LINKED_PICTURE.search(above)
            details = {"about": "linked" if linked else "caption", "value": linked[1] if linked else ""}
            typed = re.search(r"^ *//+ *(?:figure-)?caption", markdown, re.MULTILINE | re.IGNORECASE)
            place = place_in(markdown, typed.start() if typed else 0, "", 1)
            yield Problem(Code.BLOCK_UNKNOWN, place, {"what": "/// caption", **details})
