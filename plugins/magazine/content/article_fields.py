"""What may stand in the front matter of an article."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from magazine.content.address_fields import Link, site_path
from magazine.content.blog import Blog
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
)
from magazine.content.import_note import ImportNote
from magazine.content.yaml_values import Values


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


class BlogFields(ArticleFields):
    """The front matter of a post of Material's blog, which asks for a date only."""

    description: str = ""
    authors: list[Name] = Field(default_factory=list, max_length=ITEMS)
    slug: Text | None = None


def fields_of(data: Mapping[str, Any], blog: Blog | None = None) -> type[ArticleFields]:
    """Return what the front matter of an article may and must have.

    One that was imported must have less, as must all where there was a `blog` of Material's.
    """
    if data.get("imported") is not None:
        return ImportedFields
    return BlogFields if blog else ArticleFields


_OPTIONAL = frozenset(name for name, each in ArticleFields.model_fields.items() if not each.is_required())


def given(values: Values) -> dict[str, Any]:
    """Leave out optional keys without a value: `tags:` with nothing behind it means no tags."""
    return {key: value for key, value in values.data.items() if value is not None or key not in _OPTIONAL}
