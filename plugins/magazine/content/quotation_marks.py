"""Quotation marks and apostrophes of a language, from the straight ones on a keyboard."""

import re

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


def typographic(text: str, language: str) -> str:
    """Return plain `text` with the quotation marks of `language` in place of straight ones."""
    if '"' not in text and "'" not in text:
        return text
    opening, closing, inner_opening, inner_closing = marks_of(language)
    text = APOSTROPHES.sub(APOSTROPHE, text)
    for _ in range(2):  # twice, for a mark right behind another: "'so' nannte er es"
        text = _OPENING.sub(lambda found: opening if found[0] == '"' else inner_opening, text)
    text = text.replace('"', closing)
    # A single mark closes what a single mark opened; otherwise it is an apostrophe (Krügers' Haus, 'n Abend).
    text = re.sub(
        "'",
        lambda found: inner_closing if _is_open(text[: found.start()], inner_opening, inner_closing) else APOSTROPHE,
        text,
    )
    return re.sub(f"{inner_opening}(?=[^{inner_closing}]*(?:{inner_opening}|$))", APOSTROPHE, text)


def _is_open(before: str, opening: str, closing: str) -> bool:
    return before.rfind(opening) > before.rfind(closing)
