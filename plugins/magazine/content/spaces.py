"""No-break spaces and hyphens: where a line must not end, by the rules of each language.

German: DIN 5008 and Duden, "Textverarbeitung": a fixed space ("Festabstand") within abbreviations, dates and
amounts, and between a number and its unit. English: Chicago Manual of Style, on nonbreaking spaces.
"""

import re
from functools import cache
from typing import TypeVar, cast

NO_BREAK_SPACE, NARROW_SPACE, NO_BREAK_HYPHEN = "\u00a0", "\u202f", "\u2011"

_Text = TypeVar("_Text", bound=str)

_PLAIN = str.maketrans({NO_BREAK_SPACE: " ", NARROW_SPACE: " ", NO_BREAK_HYPHEN: "-"})

# Scripts read these expressions, too: they have only what Python and JavaScript both understand. Each finds one
# character, and begins with it, which is fast: what stands before it is looked at then.
_LETTER = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_BREAK = "[ \\n]"  # where a line may end: the lines of a paragraph are typed as they come
_END = f"(?![{_LETTER}0-9])"

# Of a single letter and a word: S-Bahn, E-Mail, Gleichstrom-S-Bahn. Not in addresses: s-bahn.example,
# e-mail@example.org
_SINGLE_LETTER = (
    f"-(?<=[{_LETTER}]-)(?<![^\\s(\\[„“”‚‘’»«›‹\"'–—-][{_LETTER}]-)(?<!-[a-z]-)(?=[{_LETTER}]{{2}})"
    f"(?![{_LETTER}0-9.+_-]{{0,60}}@)(?![{_LETTER}0-9-]{{0,60}}\\.[a-z])"
)
_THOUSANDS = " (?<=[0-9] )(?<![0-9]{4} )(?=[0-9]{3}(?![0-9]))"
_SIGNS = (
    "%|‰|°C?|€|\\$|£|km|cm|mm|m|µm|ha|kg|g|mg|µg|t|l|ml|kWh?|MWh?|GWh?|TWh?|W|V|A|PS|Hz|kHz|MHz|dB|hPa|bar|[kMGT]B"
    "|h|min|ms|s|Min\\.|Std\\.|Sek\\.|Mio\\.|Mrd\\.|Tsd\\."
)


def _behind(words: str) -> str:
    """Return what a space is right behind: one of `words`, none of them the end of a longer one."""
    return "(?:" + "|".join(f"(?<=(?<![{_LETTER}]){re.escape(word)}{_BREAK})" for word in words.split()) + ")"


def _unit(words: str) -> str:
    """Return what a space is between a number and a sign or word that says of what, in any form of `words`."""
    return f"(?<=[0-9]{_BREAK})(?=(?:{_SIGNS}|(?:{'|'.join(words.split())})e?[ns]?){_END})"


_MONTHS = "Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember".split()
_MONTH_OF_A_DATE = "(?:" + "|".join(f"(?<=[0-9]\\.{_BREAK}{month}{_BREAK})" for month in _MONTHS) + ")"
_GERMAN_UNITS = (
    "Meter Kilometer Zentimeter Millimeter Quadratmeter Quadratkilometer Kubikmeter Seemeile Meile Knoten Hektar Liter "
    "Hektoliter Gramm Kilo Kilogramm Tonne Watt Kilowatt Megawatt Gigawatt Kilowattstunde Volt Dezibel Grad Prozent "
    "Prozentpunkt Promille Euro Cent Mark Reichsmark Taler Dollar Pfund Million Milliarde Uhr Sekunde Minute Stunde "
    "Tag Woche Monat Jahr Jahrzehnt Jahrhundert Hertz Kilohertz Megahertz Ampere Zoll Fuß Zentner Pfennig Schilling"
)
_ENGLISH_UNITS = (
    "per percent metre meter kilometre kilometer centimetre millimetre mile feet foot inch yard acre hectare litre "
    "gram kilogram tonne ton pound euro dollar cent million billion second minute hour day week month year a\\.m\\. "
    "p\\.m\\. am pm o’clock"
)

# For each language characters, and the expressions of what they stand for.
_SPACES: dict[str, tuple[tuple[str, str], ...]] = {
    "de": (
        (
            NARROW_SPACE,
            # z. B., d. h., i. d. R., v. Chr.; 10 000
            f"{_BREAK}(?<=[{_LETTER}]\\.{_BREAK})(?<![{_LETTER}0-9][{_LETTER}]\\.{_BREAK})"
            f"(?=(?:[{_LETTER}]|Chr|Zt)\\.)|{_THOUSANDS}",
        ),
        (
            NO_BREAK_SPACE,
            f"{_BREAK}(?:(?<=§{_BREAK})"
            f"|{_unit(_GERMAN_UNITS)}|(?<=[0-9]{_BREAK})(?=[vn]\\.[ \\n\u202f]Chr\\.)"
            f"|(?<=\\.{_BREAK})(?:{_behind('Dr. Prof. St. Hl.')}(?=[A-ZÄÖÜ])"
            f"|(?<=[0-9]{_BREAK}(?:Mio|Mrd|Tsd)\\.{_BREAK})(?=[{_LETTER}€$])"
            f"|(?<=[0-9]\\.{_BREAK})(?=(?:{'|'.join(_MONTHS)}|(?:Jan|Feb|Aug|Sept|Okt|Nov|Dez)\\.|Jahrhundert)))"
            f"|(?=[0-9])(?:{_behind('Nr. Nrn. Art. Abs. Abb. Bd. Kap. Ziff. Tab. S.')}"
            f"|(?<=[A-Z]{_BREAK})(?<![{_LETTER}0-9-][A-Z]{_BREAK})"  # A 7, S 1
            f"|(?=[0-9]{{4}}(?![0-9])){_MONTH_OF_A_DATE}))",
        ),
        (NO_BREAK_HYPHEN, _SINGLE_LETTER),
    ),
    "en": (
        (NARROW_SPACE, _THOUSANDS),
        (
            NO_BREAK_SPACE,
            f"{_BREAK}(?:(?<=§{_BREAK})"
            f"|{_unit(_ENGLISH_UNITS)}"
            f"|(?=[0-9]){_behind('No. Nos. no. nos. p. pp. vol. ch. fig. Fig. Art.')}"
            f"|(?=[A-Z]){_behind('Mr. Mrs. Ms. Mr Mrs Ms Dr. Dr Prof. St. St')})",
        ),
        (NO_BREAK_HYPHEN, _SINGLE_LETTER),
    ),
}


def spaces_of(language: str) -> tuple[tuple[str, str], ...]:
    """Return characters and the expressions of what they replace; those of English for a language unknown here."""
    return _SPACES.get(language.split("-", maxsplit=1)[0], _SPACES["en"])


@cache
def _compiled(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((sign, re.compile(expression)) for sign, expression in spaces_of(language))


def with_spaces(text: str, language: str) -> str:
    """Return `text` with spaces and hyphens at which no line ends, each for exactly one of those that were typed."""
    for sign, expression in _compiled(language):
        text = expression.sub(sign, text)
    return text


def breakable(text: _Text) -> _Text:
    """Return `text` with plain spaces and hyphens, for programs: addresses, and what is never broken into lines."""
    return cast("_Text", text.translate(_PLAIN))  # of Markup, it is Markup
