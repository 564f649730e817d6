"""Reads the edition: all manuscripts, judged by the rules that need more than one file."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

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
from magazine.content.manuscripts import Manuscripts
from magazine.content.partial import Unreadable
from magazine.content.problem import Problem
from magazine.content.shown import ShownFiles


def read_edition(
    manuscripts: Manuscripts,
    shown: ShownFiles,
    authors: bytes | None,
    files: AbstractSet[str],
    settings: EditionSettings,
    images: ImageLookup,
    *,
    with_held_back: bool = False,
) -> tuple[Edition, list[Problem]]:
    """Return the edition made of the files of all articles, and everything that is wrong in them.

    `shown` are the files that articles and standing pages show. `authors` is the content of `authors.yml`, `files` are
    all files of the docs folder. A problem that can be suppressed rejects no article.
    """
    known, problems = read_authors_file(authors, settings.authors_file)
    references = CrossReferences(known, settings.sections, files, settings.now.astimezone(settings.zone))
    references.author_ids = _ids(authors, settings.authors_file) if problems else known.keys()
    problems += [*portraits_exist(references), *author_addresses_are_free(references)]
    portraits = {author.fields.avatar.lstrip("/") for author in known.values() if author.fields.avatar}
    shown = replace(shown, elsewhere=shown.elsewhere | portraits)
    problems += manuscripts.problems
    problems += _errors(manuscripts, references)
    problems += unwanted_files(files, settings.posts_dir)
    faulty = {problem.place.file for problem in problems if problem.code not in SUPPRESSIBLE}
    edition = make_edition(manuscripts, shown, references, settings, faulty, images, with_held_back=with_held_back)
    for source in manuscripts.sources:
        problems += file_is_plain(source.file, source.content)
    published = files - {*edition.withheld}
    problems += pictures_are_sound(edition.texts, shown, published, images)
    problems += pictures_are_used(edition.texts, shown, published, edition.unread, settings.posts_dir)
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
