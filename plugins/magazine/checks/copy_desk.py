"""The copy desk: reads every manuscript, holds it against the rules, and hands on what can be published."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from magazine.content.article import Article, moment_in
from magazine.content.author import Author, read_authors
from magazine.content.front_matter import decode
from magazine.content.library import Library
from magazine.content.manuscript import Manuscript, read_manuscript
from magazine.content.problem import Place, Problem
from magazine.content.relations import Ties, relations
from magazine.content.section import Section

from .remarks import Look, file_is_plain, pictures_are_sound, pictures_are_used, unseen
from .rules import RULES, Desk, author_addresses_are_free, portraits_exist, unwanted_files


@dataclass(frozen=True, slots=True)
class House:
    """What holds for every article: settings of the magazine, and the moment for which it is made."""

    sections: Sequence[Section]
    zone: dt.tzinfo
    now: dt.datetime
    language: str
    posts_dir: str
    authors_file: str


@dataclass(frozen=True, slots=True)
class Hands:
    """Who reads for the copy desk. Each is a function of its arguments alone, so its results may be remembered."""

    manuscript: Callable[[str, str], tuple[Manuscript | None, list[Problem]]] = read_manuscript
    authors: Callable[[str, str], tuple[dict[str, Author], list[Problem]]] = read_authors
    article: Callable[..., Article] = Article
    relate: Callable[[tuple[Ties, ...], int], list[list[int]]] = relations


@dataclass(frozen=True, slots=True)
class Edition:
    """What the copy desk hands on.

    `library` has the articles without problems; `rejected` the files with problems; `held_back` the articles
    that are not to be published yet, and the pictures that only they show (in `library` only if asked for).
    `manuscripts` are all that could be read, `unread` the files that could not; `authors` are all that are known.
    `next_embargo` is the moment from which the next article is to be published.
    """

    library: Library
    manuscripts: list[Manuscript]
    unread: list[str]
    problems: list[Problem]
    rejected: list[str]
    held_back: list[str]
    authors: list[Author]
    next_embargo: dt.datetime | None


def edit(
    texts: Iterable[tuple[str, bytes]],
    authors_text: bytes | None,
    files: AbstractSet[str],
    house: House,
    with_held_back: bool = False,
    hands: Hands = Hands(),
    look: Look = unseen,
) -> Edition:
    """Read `texts` (pairs of file and text) and `authors.yml`; `files` are all files of the docs folder.

    `look` tells what is known of a picture. What may be allowed rejects no article: it is settled with all the rest.
    """
    authors, problems = _authors(authors_text, house.authors_file, hands)
    desk = Desk(authors, house.sections, files, house.now.astimezone(house.zone).date())
    problems += [*portraits_exist(desk), *author_addresses_are_free(desk)]
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
    authors_known = not any(problem.place.file == house.authors_file for problem in problems)
    for rules in RULES:
        for manuscript in manuscripts:
            for rule in rules:
                problems += [
                    problem for problem in rule(manuscript, desk) if authors_known or problem.code != "author-unknown"
                ]
    problems += unwanted_files(files, house.posts_dir)
    faulty = {problem.place.file for problem in problems}
    remarks += pictures_are_sound(manuscripts, files, look)
    sound = [
        _article(manuscript, desk, house, hands, look)
        for manuscript in manuscripts
        if manuscript.file not in faulty and all(author in authors for author in manuscript.fields.authors)
    ]
    accepted = {article.file for article in sound}
    read = {manuscript.file for manuscript in manuscripts}
    unread = [file for file in everything if file not in read]
    held_back = [article for article in sound if article.held_back]
    published = (article for article in sound if held_back and not article.held_back)
    pictures = _pictures(held_back) - _pictures(published)
    return Edition(
        library=Library((each for each in sound if with_held_back or not each.held_back), house.sections, hands.relate),
        manuscripts=manuscripts,
        unread=unread,
        problems=[*problems, *remarks, *pictures_are_used(manuscripts, files, unread, house.posts_dir)],
        rejected=[file for file in everything if file not in accepted],
        held_back=[article.file for article in held_back] + sorted(pictures & files),
        authors=sorted(authors.values(), key=lambda author: author.name.casefold()),
        next_embargo=min((each.embargo for each in held_back if each.embargo and not each.draft), default=None),
    )


def _pictures(articles: Iterable[Article]) -> set[str]:
    return {picture for article in articles for picture in article.manuscript.pictures}


def _authors(data: bytes | None, file: str, hands: Hands) -> tuple[dict[str, Author], list[Problem]]:
    if data is None:
        return {}, [Problem("authors-file-missing", Place(file))]
    text = decode(data, file)
    if not isinstance(text, str):
        return {}, [text]
    authors, problems = hands.authors(text, file)
    return authors, list(problems)


def _article(manuscript: Manuscript, desk: Desk, house: House, hands: Hands, look: Look) -> Article:
    sections = dict.fromkeys(section for name in manuscript.fields.categories if (section := desk.section(name)))
    authors = dict.fromkeys(desk.authors[author] for author in manuscript.fields.authors)
    embargo = _embargo(manuscript, house)
    image = manuscript.fields.image
    seen = look(manuscript.resolve(image.src)) if image else None
    prints = seen.prints if seen else None
    return hands.article(manuscript, tuple(authors), tuple(sections), house.zone, house.language, embargo, prints)


def _embargo(manuscript: Manuscript, house: House) -> dt.datetime | None:
    """Return the moment until which a manuscript is under embargo, while that moment has not come."""
    embargo = manuscript.fields.embargo
    moment = moment_in(house.zone, embargo) if embargo else None
    return moment if moment and moment > house.now else None
