"""The magazine as templates see it on every page."""

from dataclasses import dataclass, field
from typing import Any

from magazine.content.section import Section
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
    policy: ContentPolicy
    """The Content Security Policy of every page."""
    sections: list[Section] = field(default_factory=list)
    queries: dict[str, str] = field(default_factory=dict)
    """Where old addresses such as `/?p=7` lead, by what stands behind that of the front page."""
    standing_pages: list[StandingPage] = field(default_factory=list)
