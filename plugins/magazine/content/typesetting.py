"""How plain text is printed: dashes, quotation marks, and spaces at which no line ends."""

import re
from typing import Any

from magazine.content.quotation_marks import marks_of, with_marks
from magazine.content.spaces import spaces_of, with_spaces

# Two or three hyphens; no addresses, options of a command (--fix), arrows (-->). The group is what stays as it is.
_HYPHENS = re.compile(
    r"((?:https?:|www\.)[^\s]*)"
    r"|(?<![\s(\[<!-])(?<!xn)(?<!^)-{2,3}(?![->])"  # behind a word: 1914--1918
    r"|(?<![^\s(\[])-{2,3}(?![-\w>])"  # between spaces
)


def typographic(text: str, language: str) -> str:
    """Return plain `text` as it is printed in `language`."""
    return typeset(with_dashes(text, language), language)


def with_dashes(text: str, language: str) -> str:
    """Return `text` with dashes for hyphens in a row: en dashes; in English three are an em dash."""
    if "--" not in text:
        return text
    dashes = dashes_of(language)
    return _HYPHENS.sub(lambda found: found[1] or dashes[len(found[0]) - 2], text)


def dashes_of(language: str) -> tuple[str, str]:
    """Return the dashes for two and for three hyphens. German has one only."""
    return ("–", "–") if language.split("-", maxsplit=1)[0] == "de" else ("–", "—")


def signs_of(language: str) -> dict[str, Any]:
    """Return all that scripts need to print a text as it is done here."""
    return {"dashes": dashes_of(language), "marks": marks_of(language), "spaces": spaces_of(language)}


def typeset(text: str, language: str) -> str:
    """Return `text` with marks and spaces of `language`, each character in the place of the one that was typed."""
    return with_spaces(with_marks(text, language), language)
