"""Sections (Ressorts), tags and series: the three ways articles belong together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the magazine, as set in `mkdocs.yml`."""

    slug: str
    title: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A subject. Two spellings with one slug are one tag."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Series:
    """Articles that tell one story in parts."""

    slug: str
    title: str
