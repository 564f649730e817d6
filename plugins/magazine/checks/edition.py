"""Reads every manuscript, checks it with the rules, and returns the edition: what can be published."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from magazine.checks.edition_rules import (
    RULES,
    CrossReferences,
    author_addresses_are_free,
    portraits_exist,
    unwanted_files,
)
from magazine.checks.remarks import ImageLookup, file_is_plain, no_images, pictures_are_sound, pictures_are_used
from magazine.content.article import Article, embargo_of
from magazine.content.author import Author, read_authors
from magazine.content.front_matter import decode
from magazine.content.library import Library
from magazine.content.manuscript import Correction, Manuscript, Withdrawal, read_manuscript
from magazine.content.problem import Code, Place, Problem
from magazine.content.relations import Ties, relations
from magazine.content.section import Section


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """What holds for every article: settings of the magazine, and the moment for which it is made."""

    sections: Sequence[Section]
    zone: dt.tzinfo
    now: dt.datetime
    language: str
    posts_dir: str
    authors_file: str


@dataclass(frozen=True, slots=True)
class Hands:
    """The functions that read and relate articles. All are pure, so a preview passes memoised ones."""

    manuscript: Callable[[str, str], tuple[Manuscript | None, list[Problem]]] = read_manuscript
    authors: Callable[[str, str], tuple[dict[str, Author], list[Problem]]] = read_authors
    article: Callable[..., Article] = Article
    relate: Callable[[tuple[Ties, ...], int], list[list[int]]] = relations


@dataclass(frozen=True, slots=True)
class Edition:
    """The articles to be published now, and everything else that was found in the docs folder.

    `library` has the articles without problems; `rejected` the files with problems; `held_back` the articles
    that are not to be published yet, and the pictures that only they show (in `library` only if asked for).
    `withdrawn` are the articles that were taken back: they keep their addresses, but stand in no library; `withheld`
    are the files beside them that nobody else shows, which are not to be published.
    `manuscripts` are all that could be read, `texts` those of them that were not withdrawn, `unread` the files that
    could not be read; `authors` are all that are known.
    `next_embargo` is the moment from which the next article is to be published.
    """

    library: Library
    withdrawn: list[Article]
    withheld: list[str]
    manuscripts: list[Manuscript]
    texts: list[Manuscript]
    unread: list[str]
    problems: list[Problem]
    rejected: list[str]
    held_back: list[str]
    authors: list[Author]
    next_embargo: dt.datetime | None

    @property
    def by_file(self) -> dict[str, Article]:
        """The articles that have an address, by their Markdown file."""
        return self.library.by_file | {article.file: article for article in self.withdrawn}

    @property
    def corrections(self) -> list[tuple[Article, Correction | Withdrawal]]:
        """What was put right in public, newest first: corrections, and articles that were taken back."""
        withdrawn = [(article, article.withdrawn) for article in self.withdrawn if article.withdrawn]
        return sorted([*self.library.corrections, *withdrawn], key=lambda pair: pair[1].date, reverse=True)


def read_edition(
    texts: Iterable[tuple[str, bytes]],
    authors_text: bytes | None,
    files: AbstractSet[str],
    settings: EditionSettings,
    with_held_back: bool = False,
    hands: Hands = Hands(),
    image_lookup: ImageLookup = no_images,
) -> Edition:
    """Read `texts` (pairs of file and text) and `authors.yml`; `files` are all files of the docs folder.

    `image_lookup` returns what is known of a picture. A problem that can be suppressed rejects no article.
    """
    authors, problems = _authors(authors_text, settings.authors_file, hands)
    references = CrossReferences(authors, settings.sections, files, settings.now.astimezone(settings.zone))
    problems += [*portraits_exist(references), *author_addresses_are_free(references)]
    manuscripts: list[Manuscript] = []
    remarks: list[Problem] = []
    everything: list[str] = []
    for file, data in texts:
        everything.append(file)
        remarks += file_is_plain(file, data)
        text = decode(data, file)
        manuscript, found = hands.manuscript(text, file) if isinstance(text, str) else (None, [text])
        problems += found
        if manuscript is not None:
            manuscripts.append(manuscript)
    # Broken authors.yml: "unknown author" in every article would only hide the one real mistake.
    authors_known = not any(problem.place.file == settings.authors_file for problem in problems)
    for rules in RULES:
        for manuscript in manuscripts:
            for rule in rules:
                problems += [
                    problem
                    for problem in rule(manuscript, references)
                    if authors_known or problem.code != Code.AUTHOR_UNKNOWN
                ]
    problems += unwanted_files(files, settings.posts_dir)
    faulty = {problem.place.file for problem in problems}
    sound = [
        _article(manuscript, references, settings, hands, image_lookup)
        for manuscript in manuscripts
        if manuscript.file not in faulty and all(author in authors for author in manuscript.fields.authors)
    ]
    accepted = {article.file for article in sound}
    read = {manuscript.file for manuscript in manuscripts}
    unread = [file for file in everything if file not in read]
    withdrawn = [article for article in sound if article.withdrawn]
    held_back = [article for article in sound if article.held_back]
    published = [article for article in sound if not (article.withdrawn or article.held_back)]
    pictures = _pictures(each.manuscript for each in held_back)
    pictures -= _pictures(each.manuscript for each in published if pictures)
    kept = [manuscript for manuscript in manuscripts if manuscript.fields.withdrawn is None]
    withheld = _withheld(manuscripts, kept, files - set(everything), settings.posts_dir)
    remarks += pictures_are_sound(kept, files - withheld, image_lookup)
    remarks += pictures_are_used(kept, files - withheld, unread, settings.posts_dir)
    return Edition(
        library=Library([*published, *held_back] if with_held_back else published, settings.sections, hands.relate),
        withdrawn=withdrawn,
        withheld=sorted(withheld),
        manuscripts=manuscripts,
        texts=kept,
        unread=unread,
        problems=[*problems, *remarks],
        rejected=[file for file in everything if file not in accepted],
        held_back=[article.file for article in held_back] + sorted(pictures & files),
        authors=sorted(authors.values(), key=lambda author: author.name.casefold()),
        next_embargo=min((each.embargo for each in held_back if each.embargo and not each.draft), default=None),
    )


def _pictures(manuscripts: Iterable[Manuscript]) -> set[str]:
    return {picture for manuscript in manuscripts for picture in manuscript.pictures}


def _withheld(
    manuscripts: Sequence[Manuscript], kept: Sequence[Manuscript], files: AbstractSet[str], posts_dir: str
) -> set[str]:
    """Return the `files` beside articles that only withdrawn ones show: those that are not `kept`.

    Where the text of one was deleted, that is all that lies in its folder and no other article shows.
    """
    if len(kept) == len(manuscripts):
        return set()
    withdrawn = [manuscript for manuscript in manuscripts if manuscript.fields.withdrawn]
    without_text = {_folder(manuscript.file) for manuscript in withdrawn if not manuscript.body.strip()}
    shown, shown_by_others = _pictures(withdrawn), _pictures(kept)
    beside = (file for file in files - shown_by_others if file.startswith(f"{posts_dir}/"))
    return {file for file in beside if file in shown or _folder(file) in without_text}


def _folder(file: str) -> str:
    return file.rpartition("/")[0]


def _authors(data: bytes | None, file: str, hands: Hands) -> tuple[dict[str, Author], list[Problem]]:
    if data is None:
        return {}, [Problem(Code.AUTHORS_FILE_MISSING, Place(file))]
    text = decode(data, file)
    if not isinstance(text, str):
        return {}, [text]
    authors, problems = hands.authors(text, file)
    return authors, list(problems)


def _article(
    manuscript: Manuscript,
    references: CrossReferences,
    settings: EditionSettings,
    hands: Hands,
    image_lookup: ImageLookup,
) -> Article:
    sections = dict.fromkeys(section for name in manuscript.fields.categories if (section := references.section(name)))
    authors = dict.fromkeys(references.authors[author] for author in manuscript.fields.authors)
    embargo = embargo_of(manuscript, references.now)
    image = manuscript.fields.image
    inspected = image_lookup(manuscript.resolve(image.src)) if image else None
    variants = inspected.variants if inspected else None
    return hands.article(
        manuscript, tuple(authors), tuple(sections), settings.zone, settings.language, embargo, variants
    )
