"""The magazine as templates see it on every page."""

from dataclasses import dataclass, field
from typing import Any

from mkdocs.structure.pages import Page

from magazine.content.section import Section


@dataclass(slots=True)
class Magazine:
    """Name, disclaimer, publisher, sections and standing pages; its `repr` has all that a page can show of them."""

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
    sections: list[Section] = field(default_factory=list)
    standing_pages: list[Page] = field(default_factory=list)
