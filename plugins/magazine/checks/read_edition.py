"""Reads the edition: all manuscripts, judged by the rules that need more than one file."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from magazine.checks.catalogue import SUPPRESSIBLE
from magazine.checks.docs_files import unwanted_files
from magazine.checks.edition_rules import RULES, author_addresses_are_free, portraits_exist
from magazine.checks.remarks import file_is_plain, pictures_are_sound, pictures_are_used
from magazine.content.author import Author, author_ids, provisional_author
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
from magazine.content.problem import Code, Problem
from magazine.content.shown import ShownFiles
from magazine.content.slugs import slug


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
    all files of the docs folder. A problem that can be suppressed rejects no article; nor does an unknown author, whose
    id a preview shows in place of the name.
    """
    nobody = settings.was_blog and not any(each.fields.authors for each in manuscripts.readable)
    known, problems = read_authors_file(
        b"authors: {}" if nobody and authors is None else authors, settings.authors_file
    )
    references = _references(manuscripts, known, files, settings)
    references.author_ids = _ids(authors, settings.authors_file) if problems else known.keys()
    problems += [*portraits_exist(references), *author_addresses_are_free(references)]
    portraits = {author.fields.avatar.lstrip("/") for author in known.values() if author.fields.avatar}
    shown = replace(shown, elsewhere=shown.elsewhere | portraits)
    problems += manuscripts.problems
    problems += _errors(manuscripts, references)
    problems += unwanted_files(files, {*settings.allowed_files, settings.authors_file})
    shows_anyway = SUPPRESSIBLE | {Code.AUTHOR_UNKNOWN}
    faulty = {problem.place.file for problem in problems if problem.code not in shows_anyway}
    references = replace(references, authors={**_provisional(manuscripts, known, settings.authors_file), **known})
    edition = make_edition(manuscripts, shown, references, settings, faulty, images, with_held_back=with_held_back)
    for source in manuscripts.sources:
        problems += file_is_plain(source.file, source.content)
    published = files - {*edition.withheld}
    problems += pictures_are_sound(edition.texts, shown, published, images)
    problems += pictures_are_used(edition.texts, shown, published, edition.unread, settings.posts_dir)
    return edition, problems


def _references(
    manuscripts: Manuscripts, authors: Mapping[str, Author], files: AbstractSet[str], settings: EditionSettings
) -> CrossReferences:
    """Return what articles may refer to: authors, sections, files, and each other."""
    now = settings.now.astimezone(settings.zone)
    found = CrossReferences(authors, settings.sections, files, now, any_category=settings.was_blog)
    found.language = settings.language
    unread = {each.file: None for each in manuscripts.sources}
    found.articles = unread | {each.file: each for each in manuscripts.everything}
    return found


def _provisional(manuscripts: Manuscripts, known: Mapping[str, Author], file: str) -> dict[str, Author]:
    """Return authors for the ids that nobody has, but for those whose page would take the address of another's."""
    addresses = {author.slug for author in known.values()}
    found = {}
    for author_id in dict.fromkeys(author for each in manuscripts.readable for author in each.fields.authors):
        if author_id not in known and (address := slug(author_id)) and address not in addresses:
            addresses.add(address)
            found[author_id] = provisional_author(author_id, file)
    return found


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
