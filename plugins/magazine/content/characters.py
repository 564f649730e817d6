"""Characters that no text can have: control characters and the like, which no feed may have (XML 1.0, section 2.2)."""

import re
import unicodedata
from collections.abc import Iterator

from magazine.content.markdown_text import without_code
from magazine.content.problem import Code, Problem, place_in

# What YAML does not allow to be printed either (YAML 1.1, section 5.1).
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:0{0,9}(\d{1,5})|[xX]0{0,9}([0-9a-fA-F]{1,4}));")
# What turns the direction of the text behind it, or has no width: a name may then look like another. Not those that
# scripts and emoji need (joiners, marks of direction), nor the soft hyphen.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]")
_LINE_BREAKS = {"\x0b": " ", "\x0c": " "}  # a word processor's soft line break, and its page break


def forbidden_characters(text: str, file: str) -> Iterator[Problem]:
    """Find characters that no text can have, also those written as `&#11;` outside of code, and those nobody sees."""
    for start, end in _found(text):
        character = _character(text[start:end])
        yield Problem(Code.CHARACTER_FORBIDDEN, place_in(text, start, file, 1), {"value": f"U+{ord(character):04X}"})
    for found in _HIDDEN.finditer(text, 1):  # the first may be a byte order mark
        value = {"value": f"U+{ord(found[0]):04X}"}
        yield Problem(Code.CHARACTER_HIDDEN, place_in(text, found.start(), file, 1), value)


def without_forbidden(text: str) -> str:
    """Return a text without these characters; a space stands for a line break of a word processor."""
    for start, end in reversed([*_found(text)]):
        text = text[:start] + _LINE_BREAKS.get(_character(text[start:end]), "") + text[end:]
    return text


def well_formed(text: str) -> str:
    """Return a text as it is to be read: without these characters, and its letters in one form (NFC)."""
    return unicodedata.normalize("NFC", without_forbidden(text))


def printable(text: str) -> str:
    """Return a text that may stand in XML; references are left as they are."""
    return _FORBIDDEN.sub("", text)


def _found(text: str) -> list[tuple[int, int]]:
    """Return where such characters begin and end, in order."""
    found = [each.span() for each in _FORBIDDEN.finditer(text)]
    if "&#" in text:
        found += [each.span() for each in _REFERENCE.finditer(without_code(text)) if _is_forbidden(each[0])]
    return sorted(found)


def _is_forbidden(reference: str) -> bool:
    # HTML reads those from 128 to 159 as other characters: &#150; is a dash.
    character = _character(reference)
    return bool(_FORBIDDEN.match(character)) and not "\x7f" < character < "\xa0"


def _character(written: str) -> str:
    reference = _REFERENCE.fullmatch(written)
    if not reference:
        return written
    return chr(int(reference[1]) if reference[1] else int(reference[2], 16))
