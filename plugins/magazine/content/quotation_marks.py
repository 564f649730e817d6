"""Quotation marks and apostrophes of a language, from the straight ones on a keyboard."""

import re
from itertools import pairwise

from magazine.content.markdown_text import blanked

# Opening and closing marks, outer and inner. German: Duden, rules K 134 and K 135; English: Chicago Manual, 13.9.
QUOTATION_MARKS = {
    "de": ("„", "“", "‚", "‘"),
    "en": ("“", "”", "‘", "’"),
}
APOSTROPHE = "’"

# Within a word, or before a year without its century, a straight mark can only be an apostrophe ('68er, geht's).
APOSTROPHES = re.compile(r"(?<=\w)'(?=\w)|(?<!\w)'(?=\d{2}(?:er)?\b)")
_OPENING = re.compile(
    r"(?:(?<=^)|(?<=[\s(\[\u2013\u2014/\u00a0„‚“‘]))([\"'])(?=\S)"
    r"|(?<=-)([\"'])(?=\w)"  # 1920er-"Stil" opens, "Nord-" und "Süd-" close
)


def marks_of(language: str) -> tuple[str, str, str, str]:
    """Return outer and inner marks, opening and closing; those of English for a language unknown here."""
    return QUOTATION_MARKS.get(language.split("-", maxsplit=1)[0], QUOTATION_MARKS["en"])


def with_marks(text: str, language: str) -> str:
    """Return plain `text` with the quotation marks of `language` in place of straight ones."""
    if '"' not in text and "'" not in text:
        return text
    opening, closing, inner_opening, inner_closing = marks_of(language)
    text = APOSTROPHES.sub(APOSTROPHE, text)
    for _ in range(2):  # twice, for a mark right behind another: "'so' nannte er es"
        text = _OPENING.sub(lambda found: opening if found[0] == '"' else inner_opening, text)
    text = text.replace('"', closing)
    text = _single_marks(text, inner_opening, inner_closing)
    return _without_unclosed(text, inner_opening, inner_closing)


def _single_marks(text: str, opening: str, closing: str) -> str:
    """Replace single marks: one closes what a single mark opened, or is an apostrophe (Krügers' Haus, 'n Abend)."""
    is_open = False

    def replaced(found: re.Match[str]) -> str:
        nonlocal is_open
        if found[0] == "'":
            return closing if is_open else APOSTROPHE
        is_open = found[0] == opening
        return found[0]

    return re.sub(f"[{opening}{closing}']", replaced, text)


def _without_unclosed(text: str, opening: str, closing: str) -> str:
    """Replace by an apostrophe each opening mark that is not followed by a closing one."""
    marks: list[re.Match[str] | None] = [*re.finditer(f"[{opening}{closing}]", text), None]
    unclosed = [
        mark.span()
        for mark, following in pairwise(marks)
        if mark and mark[0] == opening and (following is None or following[0] == opening)
    ]
    return blanked(text, unclosed, by=APOSTROPHE)
