"""The words of a text as the search index has them. `overrides/assets/search/stems.js` does the same in the browser."""

import re
import unicodedata
from collections.abc import Iterator

import Stemmer

STEMMERS = {"de": "german", "en": "english"}
"""The Snowball stemmer of each language; words of other languages are found as they are spelt."""

_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
# Marks on letters, decomposed. German's stemmer knows what to do with umlauts.
_MARKS = re.compile("(?<![aou])\u0308|[\u0300-\u0307\u0309-\u036f]")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def words(text: str) -> Iterator[str]:
    """Yield the words of a text as they are spelt; of one with hyphens its parts, and these together as one word.

    "S-Bahn" is found as "S-Bahn" and "SBahn", and by "Bahn".
    """
    for word in _WORD.findall(text):
        parts = _HYPHEN.split(word)
        if len(parts) > 1:
            yield from parts
            yield "".join(parts)
        else:
            yield word


class Stems:
    """The stems of words in one language: what words with the same stem have in common."""

    def __init__(self, language: str) -> None:
        """Take the stemmer of `language`."""
        name = STEMMERS.get(language)
        self._stemmer = Stemmer.Stemmer(name) if name else None
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """Return the stem of a word: lower case, without any mark on a letter."""
        known = self._known.get(word)
        if known is None:
            plain = word.lower()
            if not plain.isascii():
                plain = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", plain)))
            stem = self._stemmer.stemWord(plain) if self._stemmer else plain
            known = self._known[word] = stem.translate(_UMLAUTS)
        return known
