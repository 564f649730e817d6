"""What every source yields: articles as they were, with everything that is known of them and nothing made up."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Visibility(StrEnum):
    """Who could read an article where it comes from."""

    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    DRAFT = "draft"
    HIDDEN = "hidden"
    """Private, pending, or behind a password: nobody may read it here either."""


class Dialect(StrEnum):
    """In what a text is written."""

    HTML = "html"
    WORDPRESS = "wordpress"
    GOLDMARK = "goldmark"
    KRAMDOWN = "kramdown"
    MARKDOWN_IT = "markdown-it"
    PYTHON_MARKDOWN = "python-markdown"
    RESTRUCTURED_TEXT = "restructuredtext"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that readers of the report should know of one article: `kind` has its words in `locales/`."""

    kind: str
    what: str = ""


@dataclass(slots=True)
class ImportedPicture:
    """A picture as the source names it; what nobody knows is empty."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(slots=True)
class Comment:
    """What a reader wrote: no address of e-mail or network comes over."""

    author: str
    date: str
    text: str
    parent: str = ""
    id: str = ""


@dataclass(slots=True)
class Imported:
    """One article. `source` is what the report calls it: a file, or an address."""

    source: str
    title: str = ""
    standfirst: str = ""
    created: dt.datetime | dt.date | None = None
    updated: dt.datetime | dt.date | None = None
    written_date: str = ""
    """What stands where its date should, if that is none."""
    authors: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    slug: str = ""
    address: str = ""
    """Where it was read, as a path from the top of the old site."""
    guid: str = ""
    """What feeds called it, if not by its whole address. `{host}` is that of the site; a path is below the site."""
    old_addresses: list[str] = field(default_factory=list)
    body: str = ""
    dialect: Dialect = Dialect.HTML
    code_tags: dict[str, str] = field(default_factory=dict)
    """Shortcodes of its own that show what they hold as code, with the language if it is always the same."""
    picture: ImportedPicture | None = None
    links: list[tuple[str, str]] = field(default_factory=list)
    """Further links below it: name and address."""
    attached: list[ImportedPicture] = field(default_factory=list)
    """Pictures that were uploaded for it; a gallery that names none shows these."""
    comments: list[Comment] = field(default_factory=list)
    visibility: Visibility = Visibility.PUBLISHED
    folder: Path | None = None
    """Where the files lie that the text names; None if it names addresses only."""
    file: Path | None = None
    """The file it was read from, if that is one of its own."""
    footnotes: dict[str, str] = field(default_factory=dict)
    """HTML of notes that stand outside of the text, by the names of their marks."""
    language: str = ""
    series: str = ""
    is_page: bool = False
    """Whether it is a page of the site, such as its imprint, and no article."""
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, kind: str, what: object = "") -> None:
        """Note something for the report, once."""
        found = Remark(kind, str(what)[:200])
        if found not in self.remarks:
            self.remarks.append(found)


@dataclass(slots=True)
class ImportedAuthor:
    """Somebody who wrote, as the source knows them; never with an address of e-mail."""

    name: str
    id: str = ""
    bio: str = ""
    portrait: str = ""
    url: str = ""
    old_address: str = ""


@dataclass(slots=True)
class Archive:
    """A whole source. `site` is its address, or empty; `find` returns the file of a path on the old site, if it has it.

    `terms` are the old addresses of categories and tags by their names; `feeds` those of feeds.
    """

    kind: str
    articles: list[Imported] = field(default_factory=list)
    site: str = ""
    title: str = ""
    authors: dict[str, ImportedAuthor] = field(default_factory=dict)
    find: Callable[[str], Path | None] = lambda _path: None
    root: Path | None = None
    """The folder of the source: no file outside of it is read."""
    pages: Path | None = None
    """The folder of all texts, whose other files had addresses of the same kind."""
    categories: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    feeds: list[str] = field(default_factory=list)
    term_feeds: dict[str, str] = field(default_factory=dict)
    """Feeds of categories, tags and authors: their old addresses, and those of the pages of what they are about."""
    library: dict[str, ImportedPicture] = field(default_factory=dict)
    """Pictures by the numbers that texts name them by."""
    captions: dict[str, ImportedPicture] = field(default_factory=dict)
    """What is known of pictures that the texts only name, by their paths on the old site."""
    file_hosts: set[str] = field(default_factory=set)
    """Hosts of its files beside that of `site`: WordPress.com has uploads at `NAME.files.wordpress.com`."""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """What is no article and did not come over: its name, and the reason."""

    def __iter__(self) -> Iterator[Imported]:
        return iter(self.articles)

    def add_term_feeds(self, name: str) -> None:
        """Note that each category, tag and author had a feed of this name below the address of its page."""
        of_authors = (each.old_address for each in self.authors.values() if each.old_address)
        for page in (*self.categories.values(), *self.tags.values(), *of_authors):
            self.term_feeds[f"{page.rstrip('/')}/{name}"] = page


class SourceError(Exception):
    """Why a source cannot be read, as the key of a sentence in `locales/` and what to fill in."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values
