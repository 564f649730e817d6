"""The magazine as templates see it on every page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mkdocs.structure.pages import Page

from magazine.content.section import Section


@dataclass(slots=True)
class Magazine:
    """Name, disclaimer, publisher and sections; and in the preview, what is wrong."""

    name: str
    description: str
    language: str
    disclaimer: Any
    publisher: Any
    preview: bool
    sections: list[Section] = field(default_factory=list)
    standing_pages: list[Page] = field(default_factory=list)
    problems: Sequence[Any] = ()
