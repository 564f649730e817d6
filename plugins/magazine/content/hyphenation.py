"""Where words may be parted, and soft hyphens in long compounds for browsers that have no dictionary.

Only in headlines, and only where a word would not fit into a phone: a screen reader may stumble over them, so what has
them is named without.
"""

import re
from functools import cache, lru_cache
from itertools import pairwise

import pyphen

from magazine.locales.languages import is_easy

SOFT_HYPHEN = "\u00ad"

_LONG = re.compile(r"[^\W\d_]{18,}")  # letters in a headline that a window of 320 pixels does not hold in one line
_LEAST = 5  # letters before and behind a hyphen


@lru_cache(maxsize=8192)
def parted(text: str, language: str) -> str:
    """Return `text` with soft hyphens in its long words."""
    return _LONG.sub(lambda word: _parted(word[0], language), text)


def _parted(word: str, language: str) -> str:
    starts = [at for at in syllables(word, language) if _LEAST <= at <= len(word) - _LEAST]
    return SOFT_HYPHEN.join(word[start:end] for start, end in pairwise([0, *starts, len(word)]))


def syllables(word: str, language: str) -> list[int]:
    """Return where a word may be parted by the rules of a language; nowhere if they are not known, or it is easy."""
    hyphenation = None if is_easy(language) else _hyphenation(language)
    return [int(each) for each in hyphenation.positions(word)] if hyphenation else []


@cache  # the patterns of a language take most of a second to read, and few headlines need them
def _hyphenation(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known) if known else None
