"""A manuscript: one Markdown file, read and validated without regard to other files."""

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from magazine.content.address_fields import Link, site_path
from magazine.content.fields import (
    ITEMS,
    AddressPart,
    Day,
    Fields,
    Language,
    LocalPath,
    Moment,
    Name,
    Text,
    WebAddress,
    validate,
)
from magazine.content.front_matter import split_front_matter
from magazine.content.import_note import ImportNote
from magazine.content.moments import as_day
from magazine.content.problem import Code, Place, Problem, place_in
from magazine.content.slugs import slug
from magazine.content.targets import TargetFinder, local_path, resolved
from magazine.content.yaml_values import Value, Values

# The first part of every article's address, wherever its file is.
POSTS = "posts"

# Articles are not older: a smaller year is a typing error, and clocks had no common zones before.
FIRST_YEAR = 1900

# How the names of pictures end.
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".svg", ".gif")

# Words a minute in silent reading of German: 179 (Trauzettel-Klosinski & Dietz, IOVS 53, 2012, table 2).
WORDS_PER_MINUTE = 179

_PATH_DATE = re.compile(r"(?:^|/)(\d{4})/(\d{2})/(\d{2})/")


class ArticleKind(StrEnum):
    """What kind of work an article is."""

    NEWS = "news"
    ANALYSIS = "analysis"
    OPINION = "opinion"
    INTERVIEW = "interview"
    REPORT = "report"
    REVIEW = "review"
    ADVERTISEMENT = "advertisement"


class Dates(Fields):
    """When an article appeared and when it was last changed."""

    created: Moment
    updated: Moment | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_date(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else {"created": value}


class Image(Fields):
    """The picture over the text; `src` is a path relative to the Markdown file."""

    src: LocalPath
    alt: Text
    credit: Text
    licence: Text | None = None
    caption: str | None = None


class Source(Fields):
    """Where a fact comes from."""

    title: Text
    url: WebAddress | None = None
    publisher: str | None = None
    date: Day | None = None
    lang: Language | None = None


class Correction(Fields):
    """A correction that readers see."""

    date: Day
    text: Text


class Withdrawal(Fields):
    """That an article was withdrawn: when, and why. Its address shows this."""

    date: Day
    reason: Text


class Notice(Fields):
    """A notice over this one article, beside the disclaimer that the whole site carries."""

    title: str | None = None
    text: Text

    @model_validator(mode="before")
    @classmethod
    def _only_text(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else {"text": value}


class ArticleFields(Fields):
    """The front matter of an article (Material's blog keys keep their meaning)."""

    title: Text
    description: Text
    authors: list[Name] = Field(min_length=1, max_length=ITEMS)
    categories: list[Name] = Field(default_factory=list, max_length=ITEMS)
    date: Dates | None = None
    tags: list[Name] = Field(default_factory=list, max_length=ITEMS)
    kind: ArticleKind = ArticleKind.NEWS
    advertiser: Name | None = None
    dateline: Text | None = None
    image: Image | None = None
    sources: list[Source] = Field(default_factory=list, max_length=ITEMS)
    corrections: list[Correction] = Field(default_factory=list)
    withdrawn: Withdrawal | None = None
    embargo: Moment | None = None
    aliases: list[Annotated[str, BeforeValidator(site_path)]] = Field(default_factory=list, max_length=ITEMS)
    series: Name | None = None
    draft: bool = False
    pin: bool = False
    slug: AddressPart | None = None
    links: list[Link] = Field(default_factory=list)
    readtime: int | None = Field(default=None, ge=1)
    disclaimer: Notice | None = None
    imported: ImportNote | None = None
    language: Language | None = None
    translation_of: Text | None = None


class ImportedImage(Image):
    """The picture of an article that came over: what nobody knows is not made up."""

    alt: str = ""
    credit: str = ""


class ImportedFields(ArticleFields):
    """The front matter of an article that came over: twenty years ago, nobody asked for a standfirst."""

    description: str = ""
    image: ImportedImage | None = None


def fields_of(data: Mapping[str, Any]) -> type[ArticleFields]:
    """Return what the front matter of an article may and must have; one that was imported must have less."""
    return ImportedFields if data.get("imported") is not None else ArticleFields


_OPTIONAL = frozenset(name for name, each in ArticleFields.model_fields.items() if not each.is_required())


@dataclass(frozen=True, eq=False)
class Manuscript:
    """An article file that could be read. `file` is its path relative to the docs folder."""

    file: str
    fields: ArticleFields = field(repr=False, compare=False)
    values: Values = field(repr=False, compare=False)
    body: str = field(repr=False, compare=False)
    body_line: int = field(repr=False, compare=False)
    day: dt.date
    slug: str
    digest: str
    """Of the whole file."""

    @cached_property
    def url(self) -> str:
        """The address of the article, relative to the site's."""
        return f"{POSTS}/{self.day:%Y/%m/%d}/{self.slug}/"

    @cached_property
    def body_digest(self) -> str:
        """Of the text alone."""
        return blake2b(self.body.encode(), digest_size=16).hexdigest()

    @cached_property
    def is_archived(self) -> bool:
        """Whether it came over from elsewhere and its text was not edited since: rules for new texts do not hold.

        Without a fingerprint nobody can tell an edit; then, at least, what appeared after the import is not old.
        """
        note = getattr(self.fields, "imported", None)
        if note is None:
            return False
        return bool(note.text == self.body_digest if note.text else self.day <= note.date)

    @cached_property
    def words(self) -> int:
        """How many words the text has."""
        return len(re.findall(r"\w+", self.body))

    @property
    def reading_minutes(self) -> int:
        """Minutes it takes to read, at least one; `readtime` in the front matter wins."""
        return self.fields.readtime or max(1, round(self.words / WORDS_PER_MINUTE))

    def resolve(self, target: str) -> str:
        """Return `target`, written relative to the Markdown file, as a path within the docs folder."""
        return resolved(self.file, target)

    @property
    def named_files(self) -> Iterator[str]:
        """The files that the front matter names, as paths within the docs folder; not other articles."""
        if image := getattr(self.fields, "image", None):
            yield self.resolve(image.src)
        for link in getattr(self.fields, "links", []):
            yield from (self.resolve(local_path(each)) for each in link.targets() if local_path(each))

    def place_of(self, target: str) -> Place:
        """Return where the text names the target of a link or a picture; its first line if it is written otherwise."""
        return place_in(self.body, self._targets.start(target), self.file, self.body_line)

    @cached_property
    def _targets(self) -> TargetFinder:
        return TargetFinder(self.body)

    def place_of_file(self, file: str) -> Place:
        """Return where the front matter names a file of the docs folder."""
        if self.fields.image and self.resolve(self.fields.image.src) == file:
            return self.place("image", "src")
        return self.place("links")

    def place(self, *path: str | int) -> Place:
        """Return where the value at `path` of the front matter stands."""
        return self.values.place(path)

    def place_of_words(self, words: str, start: int, *path: str | int) -> Place:
        """Return where `words` stand that begin at `start` of the value at `path` of the front matter."""
        return self.values.place_of_words(path, words, start)

    def problem(self, code: Code, *path: str | int, **details: object) -> Problem:
        """Return a problem of the value at `path` of the front matter."""
        return self.values.problem(code, path, **details)


def path_date(file: str) -> tuple[int, int, int] | None:
    """Return year, month and day from a path such as `posts/2025/12/26/slug.md`; they need not exist."""
    found = _PATH_DATE.search(file)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def path_slug(file: str) -> str:
    """Return the slug that the name of the file gives; `index.md` takes its folder's name."""
    name = posixpath.splitext(posixpath.basename(file))[0]
    if name == "index":
        name = posixpath.basename(posixpath.dirname(file))
    return slug(name)


def path_address(file: str) -> str | None:
    """Return the address that the path alone gives; there the preview shows what is wrong with an article."""
    date = path_date(file)
    return f"{POSTS}/{date[0]}/{date[1]:02}/{date[2]:02}/{path_slug(file)}/" if date else None


def read_manuscript(
    text: str, file: str, known: Mapping[str, Value] | None = None, zone: dt.tzinfo | None = None
) -> tuple[Manuscript | None, list[Problem]]:
    """Read one article file. The manuscript is None where it cannot be understood; the problems say why.

    `known` is the data of its front matter, if that was read before without problems. `zone` is the time zone of the
    magazine, in which the days of moments are counted; None leaves moments as they are written.
    """
    split = split_front_matter(text, file, known)
    values = split.values
    fields = (
        None
        if values.problems and not values.data
        else validate(fields_of(values.data), given(values), values, zone=zone)
    )
    if fields is None:
        return None, values.problems
    day = day_of(fields, values)
    if day is None or values.problems:
        return None, values.problems
    name = fields.slug or path_slug(file)
    if not name:
        values.problems.append(Problem(Code.SLUG_MISSING, Place(file, 1, 1)))
        return None, values.problems
    digest = blake2b(text.encode(), digest_size=16).hexdigest()
    return Manuscript(file, fields, values, split.body, split.body_line, day, name, digest), values.problems


def given(values: Values) -> dict[str, Any]:
    """Leave out optional keys without a value: `tags:` with nothing behind it means no tags."""
    return {key: value for key, value in values.data.items() if value is not None or key not in _OPTIONAL}


def day_of(fields: ArticleFields, values: Values) -> dt.date | None:
    """Return the day from front matter or path, and a problem where they are missing, disagree or are too long ago."""
    day = _day(fields, values)
    if day and day.year < FIRST_YEAR:
        values.report(Code.DATE_TOO_OLD, ("date",), value=day, first=FIRST_YEAR)
        return None
    return day


def _day(fields: ArticleFields, values: Values) -> dt.date | None:
    parts = path_date(values.file)
    if fields.date is None:
        if parts is None:
            values.report(Code.DATE_MISSING, ())
            return None
        try:
            return dt.date(*parts)
        except ValueError:
            shown = f"{parts[0]}/{parts[1]:02}/{parts[2]:02}"
            values.problems.append(Problem(Code.DATE_IMPOSSIBLE_IN_PATH, Place(values.file), {"value": shown}))
            return None
    day = as_day(fields.date.created)
    if parts is not None and parts != (day.year, day.month, day.day):
        path = ("date", "created") if ("date", "created") in values.places else ("date",)
        shown = f"{parts[0]}-{parts[1]:02}-{parts[2]:02}"
        values.report(Code.DATE_DISAGREES, path, value=day, path=shown)
        return None
    return day
