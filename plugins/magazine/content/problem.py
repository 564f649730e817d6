"""What is wrong with a manuscript, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: path relative to the docs folder, line and column counted from 1 (None: the whole file)."""

    file: str
    line: int | None = None
    column: int | None = None


def place_in(text: str, start: int, file: str, first_line: int) -> Place:
    """Return the place of a character of `text`, which begins in the line `first_line` of `file`."""
    return Place(file, text.count("\n", 0, start) + first_line, start - text.rfind("\n", 0, start))


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a check found.

    `code` names the kind of problem; its words stand in `locales/`, where `details` fill the gaps.
    """

    code: str
    place: Place
    details: Mapping[str, str] = field(default_factory=dict)
