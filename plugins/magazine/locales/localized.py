"""Texts of the settings that readers see, in several languages."""

from collections.abc import Mapping
from typing import NamedTuple

from magazine.locales.languages import plain_tag


class Translation(NamedTuple):
    """A text, and the tag of the language it is in; none where that is the magazine's own."""

    text: str
    language: str | None


class LocalizedText(str):
    """A text in the magazine's own language, which knows how it reads in others.

    As itself it is the former, so that only what shows it to readers of several languages needs to ask.
    """

    others: dict[str, str]

    def __new__(cls, own: str, others: Mapping[str, str] | None = None) -> "LocalizedText":
        """`others` are the texts in other languages, by their tags."""
        text = super().__new__(cls, own)
        text.others = dict(others or {})
        return text

    def __eq__(self, other: object) -> bool:
        """Whether another text says the same; what was made with other translations is made anew."""
        return str.__eq__(self, other) is True and getattr(other, "others", self.others) == self.others

    def __ne__(self, other: object) -> bool:
        """Whether another text does not say the same."""
        return not self == other

    __hash__ = str.__hash__


def in_language(text: str, language: str) -> Translation:
    """Return a text in a language, or in its plain form: `de` for `de-AT` and `de-simple`; else in the magazine's."""
    others = text.others if isinstance(text, LocalizedText) else {}
    for tag in (language, plain_tag(language), language.partition("-")[0]):
        if tag in others:
            return Translation(others[tag], tag)
    return Translation(text, None)
