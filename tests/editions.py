"""Editions made of a few texts, without a build, for tests of what is read and judged."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from magazine.cache.cache import Cache
from magazine.cache.fingerprint import digest
from magazine.checks.read_edition import read_edition
from magazine.content.edition import CrossReferences, Edition, EditionSettings, make_edition, read_authors_file
from magazine.content.manuscripts import SourceFile, read_manuscripts
from magazine.content.problem import Problem
from magazine.content.shown import ShownFiles


def no_images(_: str) -> None:
    """Nothing is known of any picture."""


def judged(
    texts: Mapping[str, bytes], authors: bytes | None, files: set[str], settings: EditionSettings
) -> tuple[Edition, list[Problem]]:
    """Read texts and authors as a build does; `files` are all files of the docs folder."""
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder), str)
        manuscripts = read_manuscripts(_sources(texts.items()), cache)
        cache.close()
    return read_edition(manuscripts, ShownFiles({}), authors, files, settings, no_images)


def unjudged(
    texts: Iterable[tuple[str, bytes]], authors: bytes, settings: EditionSettings, *, with_held_back: bool = False
) -> Edition:
    """Make an edition of all texts, which have no faults; no rule looks at them."""
    known, problems = read_authors_file(authors, settings.authors_file)
    with TemporaryDirectory() as folder:
        cache = Cache(Path(folder), str)
        manuscripts = read_manuscripts(_sources(texts), cache, settings.zone)
        cache.close()
    assert [*problems, *manuscripts.problems] == []
    references = CrossReferences(known, settings.sections, set(), settings.now)
    return make_edition(
        manuscripts, ShownFiles({}), references, settings, set(), no_images, with_held_back=with_held_back
    )


def _sources(texts: Iterable[tuple[str, bytes]]) -> list[SourceFile]:
    return [SourceFile(file, content, digest(content)) for file, content in texts]
