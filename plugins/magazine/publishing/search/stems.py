"""The words of a text as the search index has them. `overrides/assets/search/stems.js` does the same in the browser."""

import re
import unicodedata
from collections import Counter

import Stemmer

STEMMERS = {"de": "german", "en": "english"}
"""The Snowball stemmer of each language; words of other languages are found as they are spelt."""

_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_HYPHEN = re.compile(r"[-\u2010\u2011]")
# Marks on letters, decomposed. German's stemmer knows what to do with umlauts.
_MARKS = re.compile("(?<![aou])\u0308|[\u0300-\u0307\u0309-\u036f]")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def words(text: str) -> Counter[str]:
    """Count the words of a text as they are spelt; of one with hyphens its parts, and these together as one word.

    "S-Bahn" is found as "S-Bahn" and "SBahn", and by "Bahn".
    """
    found = Counter(_WORD.findall(text))
    for word in [word for word in found if not word.isalnum()]:
        parts, times = _HYPHEN.split(word), found.pop(word)
        for part in (*parts, "".join(parts)):
            found[part] += times
    return found


class Stems(dict[str, str]):
    """The stem of each word in one language, made when it is first asked for: lower case, without marks on letters."""

    def __init__(self, language: str) -> None:
        """Take the stemmer of `language`."""
        super().__init__()
        name = STEMMERS.get(language)
        self._stemmer = Stemmer.Stemmer(name) if name else None

    def __missing__(self, word: str) -> str:
        plain = word.lower()
        if not plain.isascii():
            plain = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", plain)))
        stem = self._stemmer.stemWord(plain) if self._stemmer else plain
        self[word] = stem = stem.translate(_UMLAUTS)
        return stem
