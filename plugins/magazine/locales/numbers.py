"""Numbers as a language writes them: 1.234,5 in German, 1,234.5 in English."""

import re
from decimal import Decimal
from functools import cache

import babel.core
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

MINUS = "−"
_DIGITS = 15  # of a number, at most: what is measured has fewer
_SPACES = "\u00a0\u202f\u2009"  # no-break and thin ones, which every language may have between thousands


def read_number(text: str, language: str) -> Decimal | None:
    """Return the number that a text is in the notation of a language; None if it is none."""
    decimal, groups = _signs(language)
    found = _pattern(decimal, groups).fullmatch(text.strip())
    if not found:
        return None
    whole, rest = re.sub(r"\D", "", found["whole"]), found["rest"] or ""
    if len(whole + rest) > _DIGITS:
        return None
    return Decimal(f"{'-' if found['sign'] else ''}{whole}{'.' if rest else ''}{rest}")


def written(number: Decimal, language: str) -> str:
    """Return a number with all its digits, in the notation of a language."""
    return str(format_decimal(number, locale=_locale(language), decimal_quantization=False)).replace("-", MINUS)


def guessed_number(text: str, language: str) -> str:
    """Return the number that was probably meant by a text that is none, such as "3.5" or "5 %" in German; or ""."""
    bare = re.sub(r"[^\d.,+\-−]+$|^[^\d+\-−]+", "", text.replace("–", "-"))  # a dash for a minus
    for other in (language, "en", "de"):
        number = read_number(bare, other)
        if number is not None:
            return written(number, language)
    return ""


def _locale(language: str) -> babel.Locale:
    return babel.Locale.parse(language, sep="-")


@cache
def _signs(language: str) -> tuple[str, str]:
    """Return the sign before decimals, and those that may stand between thousands."""
    locale = _locale(language)
    group = get_group_symbol(locale)
    return get_decimal_symbol(locale), group + _SPACES + (" " if group in _SPACES else "")


@cache
def _pattern(decimal: str, groups: str) -> re.Pattern[str]:
    sign, between = re.escape(decimal), f"[{re.escape(groups)}]"
    return re.compile(
        rf"(?:(?P<sign>[-−])|\+)?(?P<whole>[0-9]{{1,3}}(?:{between}[0-9]{{3}})+|[0-9]+)(?:{sign}(?P<rest>[0-9]+))?"
    )
