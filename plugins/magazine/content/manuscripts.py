"""Reads the files of all articles; those that did not change since the last build only once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from magazine.cache.cache import Cache
from magazine.cache.fingerprint import Stamp, digest, stamp_of
from magazine.cache.memo import memoised
from magazine.cache.step import Step
from magazine.content.blog import Blog
from magazine.content.characters import forbidden_characters, well_formed
from magazine.content.front_matter import decode, split_front_matter
from magazine.content.manuscript import Manuscript, read_manuscript
from magazine.content.partial import read_partially
from magazine.content.problem import Problem


@dataclass(frozen=True, slots=True, eq=False)
class SourceFile:
    """The file of an article. `file` is its path relative to the docs folder; `digest` is of its content."""

    file: str
    content: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Manuscripts:
    """All files of articles, those of them that could be read, and what is wrong with the others."""

    sources: Sequence[SourceFile]
    readable: list[Manuscript]
    partial: list[Manuscript]
    """What could be read of files with errors in their front matter."""
    problems: list[Problem]

    @property
    def everything(self) -> list[Manuscript]:
        """The manuscripts, and what could be read of the others."""
        return [*self.readable, *self.partial]

    @property
    def unread(self) -> list[str]:
        """The files that could not be read."""
        readable = {manuscript.file for manuscript in self.readable}
        return [source.file for source in self.sources if source.file not in readable]


@dataclass(frozen=True, slots=True, eq=False)
class _FrontMatter:
    """The data of a file's front matter; None if something is wrong with it, which is told by `read_manuscript`.

    `problems` are those that `read_manuscript` does not find; `well_formed` tells whether the text is read as it is.
    """

    data: dict[str, Any] | None
    problems: list[Problem]
    well_formed: bool


def _front_matter(source: SourceFile) -> _FrontMatter:
    text = decode(source.content, source.file)
    if not isinstance(text, str):
        return _FrontMatter(None, [], well_formed=True)
    problems = [*forbidden_characters(text, source.file)]
    read = well_formed(text)
    values = split_front_matter(read, source.file).values
    return _FrontMatter(None if values.problems else values.data, problems + values.remarks, read == text)


_FRONT_MATTER: Step[SourceFile, _FrontMatter] = Step(
    "front_matter",
    _front_matter,
    lambda source: (source.file, source.digest),
    returns=_FrontMatter,
    memoised=True,
)


def source_files(paths: Iterable[tuple[str, str]]) -> list[SourceFile]:
    """Read files; `paths` are pairs of the path relative to the docs folder and the path on the disk."""
    return [_read(file, path, stamp_of(path)) for file, path in paths]


def read_manuscripts(
    sources: Sequence[SourceFile], cache: Cache, zone: dt.tzinfo | None = None, blog: Blog | None = None
) -> Manuscripts:
    """Read the front matter of all articles through the cache, and validate it.

    Moments are converted to `zone`, the time zone of the magazine. `blog` is what they were posts of.
    """
    read = [_manuscript(*each, zone, blog) for each in zip(sources, cache.map(_FRONT_MATTER, sources), strict=True)]
    return Manuscripts(
        sources,
        readable=[each.manuscript for each in read if each.manuscript],
        partial=[each.partial for each in read if each.partial],
        problems=[problem for each in read for problem in each.problems],
    )


def languages_of(manuscripts: Iterable[Manuscript]) -> dict[str, str]:
    """Return the languages that articles name, by their files."""
    named = ((manuscript.file, getattr(manuscript.fields, "language", None)) for manuscript in manuscripts)
    return {file: language for file, language in named if language}


@memoised
def _read(file: str, path: str, stamp: Stamp) -> SourceFile:  # noqa: ARG001 - another stamp, another content
    with open(path, "rb") as opened:  # noqa: PTH123 - this is done for every article
        content = opened.read()
    return SourceFile(file, content, digest(content))


@dataclass(frozen=True, slots=True)
class _Read:
    """What became of a file: a manuscript, or what could be read of it; and what is wrong."""

    manuscript: Manuscript | None
    partial: Manuscript | None
    problems: Sequence[Problem]


@memoised
def _manuscript(source: SourceFile, front_matter: _FrontMatter, zone: dt.tzinfo | None, blog: Blog | None) -> _Read:
    text = decode(source.content, source.file)
    if not isinstance(text, str):
        return _Read(None, None, [text])
    if not front_matter.well_formed:
        text = well_formed(text)
    manuscript, problems = read_manuscript(text, source.file, front_matter.data, zone, blog)
    partial = None if manuscript else read_partially(text, source.file, source.digest, zone, blog)
    return _Read(manuscript, partial, [*front_matter.problems, *problems])
