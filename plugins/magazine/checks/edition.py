"""Reads the edition: all manuscripts, judged by the rules that need more than one file."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from magazine.cache.cache import Cache
from magazine.checks.catalogue import SUPPRESSIBLE
from magazine.checks.edition_rules import RULES, author_addresses_are_free, portraits_exist, unwanted_files
from magazine.checks.remarks import file_is_plain, pictures_are_sound, pictures_are_used
from magazine.content.author import author_ids
from magazine.content.edition import (
    CrossReferences,
    Edition,
    EditionSettings,
    ImageLookup,
    make_edition,
    read_authors_file,
)
from magazine.content.front_matter import decode
from magazine.content.manuscripts import Manuscripts, SourceFile, read_manuscripts
from magazine.content.partial import Unreadable
from magazine.content.problem import Problem


def read_edition(
    sources: Sequence[SourceFile],
    authors: bytes | None,
    files: AbstractSet[str],
    settings: EditionSettings,
    cache: Cache,
    images: ImageLookup,
    *,
    with_held_back: bool = False,
) -> tuple[Edition, list[Problem]]:
    """Return the edition made of the files of all articles, and everything that is wrong in them.

    `authors` is the content of `authors.yml`, `files` are all files of the docs folder. A problem that can be
    suppressed rejects no article.
    """
    known, problems = read_authors_file(authors, settings.authors_file)
    references = CrossReferences(known, settings.sections, files, settings.now.astimezone(settings.zone))
    references.author_ids = _ids(authors, settings.authors_file) if problems else known.keys()
    problems += [*portraits_exist(references), *author_addresses_are_free(references)]
    manuscripts = read_manuscripts(sources, cache, settings.zone)
    problems += manuscripts.problems
    problems += _errors(manuscripts, references)
    problems += unwanted_files(files, settings.posts_dir)
    faulty = {problem.place.file for problem in problems if problem.code not in SUPPRESSIBLE}
    edition = make_edition(manuscripts, references, settings, faulty, images, with_held_back=with_held_back)
    for source in sources:
        problems += file_is_plain(source.file, source.content)
    published = files - {*edition.withheld}
    problems += pictures_are_sound(edition.texts, published, images)
    problems += pictures_are_used(edition.texts, published, edition.unread, settings.posts_dir)
    return edition, problems


def _ids(content: bytes | None, file: str) -> AbstractSet[str] | None:
    text = decode(content, file) if content else None
    return author_ids(text, file) if isinstance(text, str) else None


def _errors(manuscripts: Manuscripts, references: CrossReferences) -> Iterator[Problem]:
    for rules in RULES:
        for manuscript in (*manuscripts.readable, *manuscripts.partial):
            for rule in rules:
                try:
                    yield from rule(manuscript, references)
                except Unreadable:
                    continue  # what the rule looks at has errors, which are told already
