"""The magazine as templates see it on every page."""

from dataclasses import dataclass, field
from typing import Any

from magazine.content.section import OtherLanguage, Section
from magazine.locales import Locale
from magazine.locales.languages import is_easy
from magazine.pages.policy import ContentPolicy


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page such as the Impressum; `url` is relative to the site's."""

    title: str
    url: str


@dataclass(slots=True)
class Magazine:
    """Name, disclaimer, publisher, sections and standing pages: what every page shows."""

    name: str
    description: str
    language: str
    disclaimer: Any
    publisher: Any
    preview: bool
    theme_colors: tuple[str, str]
    """The background colour, in light and dark."""
    share_cards: bool
    """Whether pages have a picture for networks."""
    search: bool
    """Whether readers can search."""
    reading: tuple[str, ...]
    """What articles offer to readers: `text_size`, `reading_aloud`, `offline`."""
    policy: ContentPolicy
    """The Content Security Policy of every page."""
    sections: list[Section] = field(default_factory=list)
    other_languages: tuple[OtherLanguage, ...] = ()
    """The languages in which there are articles, beside the magazine's."""
    queries: dict[str, str] = field(default_factory=dict)
    """Where old addresses such as `/?p=7` lead, by what stands behind that of the front page."""
    standing_pages: list[StandingPage] = field(default_factory=list)

    @property
    def has_easy_language(self) -> bool:
        """Whether there are articles in a language that is easy to read."""
        return any(is_easy(each.tag) for each in self.other_languages)

    def translated_words(self, words: Locale) -> list[Locale]:
        """Return the words of the other languages, as far as there are some; `words` are the magazine's."""
        return [other for each in self.other_languages if (other := words.of(each.tag)) is not words]

    def readers(self, words: Locale) -> list[Locale]:
        """Return the words of all languages of the magazine, those of a page's first; none if it has but one."""
        tags = [self.language, *(each.tag for each in self.other_languages)] if self.other_languages else []
        found = {words.language.partition("-")[0]: words} if tags else {}
        for other in map(words.of, tags):
            found.setdefault(other.language.partition("-")[0], other)
        return [*found.values()]
