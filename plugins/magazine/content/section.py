"""Sections, tags and series: the three ways in which articles belong together."""

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
class OtherLanguage:
    """A language other than the magazine's. `slug` is the part of the address, `title` its name in itself."""

    slug: str
    title: str
    tag: str


@dataclass(frozen=True, slots=True)
class Series:
    """Articles that are parts of one whole."""

    slug: str
    title: str
