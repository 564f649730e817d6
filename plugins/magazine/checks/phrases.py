"""What the rules look for in a text, as patterns: the phrases of its language and the English ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from magazine.locales import load, phrases_of_all

# Left over in any language. "XXX" and "TK" ("to come") are what newsrooms write for a missing figure.
# Part of a word (TODO-Liste, TK-Pizza) or behind one (No one???), they mean something else.
_MARKS = r"(?<![\w-])(?:Lorem ipsum|TODO|FIXME|XXX+|TK|TBD)(?![\w-])|(?<![^\s(\[„“»\"])\?\?\?+"
_LONG_WORD = re.compile(r"\w{3,}")
_SIGNS = ("Lorem ipsum", "TODO", "FIXME", "XXX", "TK", "TBD", "???")


@dataclass(frozen=True)
class Phrases:
    """Patterns of one language."""

    placeholder: re.Pattern[str]
    opinion: re.Pattern[str]
    """A tag that calls the article an opinion."""
    opinion_headline: re.Pattern[str]
    speaking: re.Pattern[str]
    """What says that somebody speaks."""
    empty_links: frozenset[str]
    """Words that do not say where a link leads (WCAG 2.2, success criterion 2.4.4)."""
    _signs: tuple[str, ...]
    _not_names: frozenset[str]

    def placeholders(self, text: str) -> Iterator[re.Match[str]]:
        """Return where placeholders stand; searching for fixed strings first takes a fiftieth of the time."""
        return self.placeholder.finditer(text) if any(sign in text for sign in self._signs) else iter(())

    def names_a_speaker(self, text: str) -> bool:
        """Return whether a sentence says that somebody speaks, and who: a word with a capital that is no pronoun."""
        return any(
            word[0].isupper() and word.casefold() not in self._not_names
            for sentence in re.split("[.!?]", text)
            if self.speaking.search(sentence)
            for word in _LONG_WORD.findall(sentence)
        )


@cache
def phrases(language: str) -> Phrases:
    """Return the phrases of `language`."""
    given = load(language).phrases
    placeholders = phrases_of_all("placeholders")  # in a translation, those of the original may be left
    opinions = _any_of(given["opinions"])
    openers = _any_of(given["opinion_openers"])
    return Phrases(
        placeholder=re.compile(f"{_MARKS}|{_any_of(placeholders)}"),
        opinion=re.compile(f"(?:{opinions})$", re.IGNORECASE),
        opinion_headline=re.compile(rf"(?:(?:{openers}) )?(?:{opinions})\s*[:–|-]", re.IGNORECASE),
        speaking=re.compile(_any_of(given["speaking"]), re.IGNORECASE),
        empty_links=frozenset(map(str.casefold, given["empty_links"])),
        _signs=(*_SIGNS, *placeholders),
        _not_names=frozenset(map(str.casefold, given["not_names"])),
    )


def _any_of(texts: Sequence[str]) -> str:
    """Return an expression for any of `texts`, as whole words."""
    return "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in texts)
