"""The edition: the articles that are to be published now, and what became of all other files."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from magazine.cache.memo import memoised
from magazine.content.article import Article, embargo_of
from magazine.content.article_fields import Correction, Withdrawal
from magazine.content.author import Author, read_authors
from magazine.content.characters import forbidden_characters, well_formed
from magazine.content.front_matter import decode
from magazine.content.library import Library
from magazine.content.manuscript import Manuscript
from magazine.content.manuscripts import Manuscripts
from magazine.content.problem import Code, Place, Problem
from magazine.content.section import Section
from magazine.content.shown import ShownFiles
from magazine.content.slugs import slug
from magazine.images.picture import InspectedImage
from magazine.locales.languages import language_in

ImageLookup = Callable[[str], InspectedImage | None]
"""Returns what is known of a picture, by its path in the docs folder."""

_article = memoised(Article)
_authors = memoised(read_authors)


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """What holds for every article: settings of the magazine, and the moment for which it is made."""

    sections: Sequence[Section]
    zone: dt.tzinfo
    now: dt.datetime
    language: str
    posts_dir: str
    authors_file: str
    allowed_files: AbstractSet[str] = frozenset()
    """Files of the docs folder that may be there whatever their kind, by their paths in it."""
    was_blog: bool = False
    """Whether articles are those of Material's blog: any category is one, and nobody need be named as author."""


@dataclass(slots=True)
class CrossReferences:
    """What an article may refer to: authors by id, sections, all files of the docs folder, addresses already taken.

    `now` is the moment for which the site is built, in the time zone of the magazine.
    """

    authors: Mapping[str, Author]
    sections: Sequence[Section]
    files: AbstractSet[str]
    now: dt.datetime
    taken: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    """The first spelling of each tag, in the order of files, by its part of the address."""
    series: dict[str, str] = field(default_factory=dict)
    """The first spelling of each series, in the same way."""
    author_ids: AbstractSet[str] | None = None
    """All ids in `authors.yml`, also those of entries with errors; None if it could not be read."""
    any_category: bool = False
    """Whether a category that is no section is a tag."""
    language: str = ""
    """The language of articles that name none."""
    articles: Mapping[str, Manuscript | None] = field(default_factory=dict)
    """All articles by their files; None for a file that could not be read."""
    translations: dict[tuple[str, str], str] = field(default_factory=dict)
    """The first translation of each original into a language."""
    _sections: dict[str, Section] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._sections = {
            name.casefold(): section for section in reversed(self.sections) for name in (section.title, section.slug)
        }

    @property
    def today(self) -> dt.date:
        """The day for which the site is built."""
        return self.now.date()

    @property
    def zone(self) -> dt.tzinfo:
        """The time zone of the magazine."""
        return self.now.tzinfo or dt.UTC

    def spelling(self, tag: str) -> str:
        """Return a tag as all pages spell it: as spelled first, unless that differs in more than case or hyphens."""
        first = self.tags.get(slug(tag), tag)
        return first if first == tag or _letters(first) == _letters(tag) else tag

    def language_of(self, manuscript: Manuscript) -> str:
        """Return the language of an article."""
        return language_in(manuscript.fields.language, self.language)

    def subjects(self, manuscript: Manuscript) -> list[str]:
        """Return the tags of a manuscript, and the categories that are tags."""
        categories = manuscript.fields.categories if self.any_category else []
        return [*manuscript.fields.tags, *(each for each in categories if self.section(each) is None)]

    def section(self, name: str) -> Section | None:
        """Return the section with this slug or title."""
        return self._sections.get(name.casefold())


@dataclass(frozen=True, slots=True)
class Edition:
    """The articles to be published now, and everything else that was found in the docs folder.

    `library` has the articles without errors; `rejected` the files with errors; `held_back` the articles that are not
    to be published yet (in `library` only if asked for), `hidden` the files that only they show, or beside them.
    `withdrawn` are the articles that were taken back: they keep their addresses, but stand in no library; `withheld`
    are the files beside them that nobody else shows, which are not to be published.
    `manuscripts` are all that could be read, `texts` those of them that were not withdrawn, `unread` the files that
    could not be read, `partial` what could be read of them; `authors` are all that are known.
    `next_embargo` is the moment from which the next article is to be published.
    """

    library: Library
    withdrawn: list[Article]
    withheld: list[str]
    manuscripts: list[Manuscript]
    texts: list[Manuscript]
    partial: list[Manuscript]
    unread: list[str]
    rejected: list[str]
    held_back: list[Article]
    hidden: list[str]
    authors: list[Author]
    next_embargo: dt.datetime | None

    @property
    def by_file(self) -> dict[str, Article]:
        """The articles that have an address, by their Markdown file."""
        return self.library.by_file | {article.file: article for article in self.withdrawn}

    @property
    def judged(self) -> list[Manuscript]:
        """All texts that rules look at, also those of files with errors in their front matter."""
        return [*self.texts, *self.partial]

    @property
    def corrections(self) -> list[tuple[Article, Correction | Withdrawal]]:
        """What was put right in public, newest first: corrections, and articles that were taken back."""
        withdrawn = [(article, article.withdrawn) for article in self.withdrawn if article.withdrawn]
        return sorted([*self.library.corrections, *withdrawn], key=lambda pair: pair[1].date, reverse=True)


def read_authors_file(content: bytes | None, file: str) -> tuple[dict[str, Author], list[Problem]]:
    """Return the authors in `authors.yml` by id, and what is wrong in the file; None if there is none."""
    if content is None:
        return {}, [Problem(Code.AUTHORS_FILE_MISSING, Place(file))]
    text = decode(content, file)
    if not isinstance(text, str):
        return {}, [text]
    authors, problems = _authors(well_formed(text), file)
    return authors, [*forbidden_characters(text, file), *problems]


def make_edition(
    manuscripts: Manuscripts,
    shown: ShownFiles,
    references: CrossReferences,
    settings: EditionSettings,
    faulty: AbstractSet[str],
    images: ImageLookup,
    *,
    with_held_back: bool,
) -> Edition:
    """Return the edition of all articles but those in the files that are `faulty`; `shown` are the files they show."""
    sound = [
        _article_of(manuscript, references, settings, images)
        for manuscript in manuscripts.readable
        if manuscript.file not in faulty and all(author in references.authors for author in manuscript.fields.authors)
    ]
    accepted, everything = {article.file for article in sound}, [source.file for source in manuscripts.sources]
    held_back = [article for article in sound if article.held_back]
    published = [article for article in sound if not (article.withdrawn or article.held_back)]
    texts = [manuscript for manuscript in manuscripts.readable if manuscript.fields.withdrawn is None]
    files = {file for file in references.files if not file.endswith(".md")}
    hiding, showing = ([each.manuscript for each in some] for some in (held_back, published))
    withdrawn = [manuscript for manuscript in manuscripts.readable if manuscript.fields.withdrawn]
    without_text = {_folder(manuscript.file) for manuscript in withdrawn if not manuscript.body.strip()}
    beside = {file for file in files if file.startswith(f"{settings.posts_dir}/")} if withdrawn else set()
    shown_now = [*published, *held_back] if with_held_back else published
    return Edition(
        library=Library(shown_now, settings.sections, settings.language),
        withdrawn=[article for article in sound if article.withdrawn],
        withheld=sorted(_unseen(withdrawn, texts, beside, without_text, shown)),
        manuscripts=manuscripts.readable,
        texts=texts,
        partial=manuscripts.partial,
        unread=manuscripts.unread,
        rejected=[file for file in everything if file not in accepted],
        held_back=held_back,
        hidden=sorted(_unseen(hiding, showing, files, {_folder(each.file) for each in hiding}, shown)),
        authors=sorted(references.authors.values(), key=lambda author: author.name.casefold()),
        next_embargo=min((each.embargo for each in held_back if each.embargo and not each.draft), default=None),
    )


def _unseen(
    manuscripts: Sequence[Manuscript],
    visible: Sequence[Manuscript],
    files: AbstractSet[str],
    folders: AbstractSet[str],
    shown: ShownFiles,
) -> set[str]:
    """Return the `files` that `manuscripts` show or that lie in `folders`, and that nothing `visible` shows."""
    if not manuscripts:
        return set()
    beside = {file for file in files if _folder(file) in folders}
    return ((shown.of_all(manuscripts) & files) | beside) - shown.of_all(visible) - shown.elsewhere


def _letters(tag: str) -> str:
    return "".join(tag.replace("-", "").split()).casefold()


def _folder(file: str) -> str:
    return file.rpartition("/")[0]


def _article_of(
    manuscript: Manuscript, references: CrossReferences, settings: EditionSettings, images: ImageLookup
) -> Article:
    sections = dict.fromkeys(section for name in manuscript.fields.categories if (section := references.section(name)))
    authors = dict.fromkeys(references.authors[author] for author in manuscript.fields.authors)
    image = manuscript.fields.image
    inspected = images(manuscript.resolve(image.src)) if image else None
    return _article(
        manuscript,
        tuple(authors),
        tuple(sections),
        settings.zone,
        language_in(manuscript.fields.language, settings.language),
        embargo_of(manuscript, references.now),
        inspected.variants if inspected else None,
        tuple(map(references.spelling, references.subjects(manuscript))),
    )
