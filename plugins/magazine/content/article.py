"""An article: a manuscript whose authors, sections and tags are known."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from magazine.content.article_fields import ArticleKind, Correction, Notice, Source, Withdrawal
from magazine.content.author import Author
from magazine.content.manuscript import Manuscript
from magazine.content.moments import as_moment
from magazine.content.relations import Ties
from magazine.content.section import Section, Series, Tag
from magazine.content.slugs import slug
from magazine.content.typesetting import typographic
from magazine.images.picture import ImageVariants, licence_address


@dataclass(frozen=True, slots=True)
class Picture:
    """An article's picture; `url`, relative to the site, is of a file that everything can show.

    `variants` are all its files; None if it could not be looked at.
    """

    url: str
    alt: str
    credit: str
    licence: str
    caption: str
    variants: ImageVariants | None

    @property
    def licence_url(self) -> str | None:
        """Where the licence can be read, if it is known."""
        return licence_address(self.licence)


@dataclass(frozen=True, slots=True)
class Headline:
    """An article as its neighbours and the other parts of its series name it."""

    url: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Version:
    """An article as its versions in other languages name it; `original` if it was not translated."""

    url: str
    language: str
    original: bool


@dataclass(frozen=True, eq=False)
class Card:
    """An article as listings and related articles show it. There is one object for each article."""

    url: str
    title: str
    description: str
    day: dt.date
    kind: ArticleKind
    section: Section | None
    authors: tuple[str, ...]
    image: Picture | None
    draft: bool
    held_back: bool
    language: str


@dataclass(frozen=True, eq=False)
class ListedArticle:
    """What listings need to know of an article: what they show of it, and in which of them it stands."""

    card: Card
    published: dt.datetime
    authors: tuple[str, ...]
    sections: tuple[Section, ...]
    tags: tuple[Tag, ...]
    pinned: bool
    work: str


@dataclass(frozen=True, eq=False)
class Article:
    """What readers see of a manuscript. Compared by identity: there is one object for each article.

    `embargo` is the moment before which the article is not published, while that moment has not come; `variants` are
    the files of its picture.
    """

    manuscript: Manuscript
    authors: tuple[Author, ...]
    sections: tuple[Section, ...]
    zone: dt.tzinfo
    language: str
    embargo: dt.datetime | None = None
    variants: ImageVariants | None = None
    tag_titles: tuple[str, ...] | None = None
    """Its tags as all pages spell them; None if they are spelled as in this manuscript."""

    @cached_property
    def url(self) -> str:
        """The address, relative to the site's: `posts/2025/12/26/slug/`."""
        return self.manuscript.url

    @property
    def file(self) -> str:
        """The path of the Markdown file, relative to the docs folder."""
        return self.manuscript.file

    @property
    def translation_of(self) -> str | None:
        """The file of the original, if this is a translation."""
        return self.manuscript.fields.translation_of

    @property
    def work(self) -> str:
        """What all versions of a text have in common: the file of the original."""
        return self.translation_of or self.file

    @cached_property
    def title(self) -> str:
        """The headline, as it is printed."""
        return typographic(self.manuscript.fields.title, self.language)

    @cached_property
    def description(self) -> str:
        """The standfirst, as it is printed; empty for some that were imported."""
        return typographic(self.manuscript.fields.description, self.language)

    @cached_property
    def summary(self) -> str:
        """What feeds and search engines say of it: the standfirst; one that was imported may have none."""
        note = self.manuscript.fields.imported
        made = note.summary if note else self.manuscript.summary
        return self.description or typographic(made or "", self.language)

    @property
    def day(self) -> dt.date:
        """The day of publication."""
        return self.manuscript.day

    @cached_property
    def published(self) -> dt.datetime:
        """The moment of publication; midnight where only the day is known."""
        dates = self.manuscript.fields.date
        return self._moment(dates.created if dates else self.day)

    @cached_property
    def updated(self) -> dt.date | None:
        """The day of the last change that readers should know of."""
        dates = self.manuscript.fields.date
        if dates is None or dates.updated is None:
            return None
        return self._moment(dates.updated).date()

    @cached_property
    def modified(self) -> dt.datetime:
        """The moment of the last change that readers should know of: publication, an update or a correction."""
        dates = self.manuscript.fields.date
        updates = [dates.updated] if dates and dates.updated else []
        changes = [*updates, *(each.date for each in self.manuscript.fields.corrections)]
        return max([self.published, *map(self._moment, changes)])

    @property
    def section(self) -> Section | None:
        """The main section; None where the magazine has no sections."""
        return self.sections[0] if self.sections else None

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """The subjects, each once."""
        tags = {
            slug(title): Tag(slug(title), typographic(title, self.language))
            for title in reversed(self.manuscript.fields.tags if self.tag_titles is None else self.tag_titles)
        }
        return tuple(tag for tag in reversed(tags.values()) if tag.slug)

    @cached_property
    def series(self) -> Series | None:
        """The series this article is a part of."""
        title = self.manuscript.fields.series
        return Series(slug(title) or title, typographic(title, self.language)) if title else None

    @cached_property
    def ties(self) -> Ties:
        """What it has in common with others, weighted: one tag more than the section.

        The other parts of its series, which its page lists, do not count. A further section has weight 0: its articles
        may show this one as related, but this one does not show them.
        """
        series: Ties = ((-1_000_000, ("series", self.series.slug)),) if self.series else ()
        tags: Ties = tuple((1_000, ("tag", tag.slug)) for tag in self.tags)
        sections: Ties = tuple((int(each is self.section), ("section", each.slug)) for each in self.sections)
        return series + tags + sections

    @property
    def kind(self) -> ArticleKind:
        """What kind of work it is; readers see a label when it is not news."""
        return self.manuscript.fields.kind

    @cached_property
    def advertiser(self) -> str:
        """Who paid for it; empty unless it is an advertisement."""
        name = self.manuscript.fields.advertiser if self.kind is ArticleKind.ADVERTISEMENT else None
        return typographic(name or "", self.language)

    @property
    def bylines(self) -> tuple[str, ...]:
        """The names of those whose work it is. Editors did not write an advertisement."""
        return (self.advertiser,) if self.advertiser else tuple(author.name for author in self.authors)

    @property
    def dateline(self) -> str:
        """The place reported from; may be empty."""
        return typographic(self.manuscript.fields.dateline or "", self.language)

    @cached_property
    def image(self) -> Picture | None:
        """The picture over the text."""
        image = self.manuscript.fields.image
        if image is None:
            return None
        return Picture(
            url=self.variants.large.url if self.variants else quote(self.manuscript.resolve(image.src)),
            alt=typographic(image.alt, self.language),
            credit=typographic(image.credit, self.language),
            licence=image.licence or "",
            caption=typographic(image.caption or "", self.language),
            variants=self.variants,
        )

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Where the facts come from."""
        return tuple(
            source.model_copy(
                update={
                    "title": typographic(source.title, self.language),
                    "publisher": source.publisher and typographic(source.publisher, self.language),
                }
            )
            for source in self.manuscript.fields.sources
        )

    @cached_property
    def corrections(self) -> tuple[Correction, ...]:
        """What was corrected, oldest first."""
        return tuple(
            correction.model_copy(update={"text": typographic(correction.text, self.language)})
            for correction in sorted(self.manuscript.fields.corrections, key=lambda item: item.date)
        )

    @cached_property
    def withdrawn(self) -> Withdrawal | None:
        """When and why it was taken back; None if readers can read it."""
        notice = self.manuscript.fields.withdrawn
        return notice and notice.model_copy(update={"reason": typographic(notice.reason, self.language)})

    @cached_property
    def disclaimer(self) -> Notice | None:
        """A notice of this article's own."""
        notice = self.manuscript.fields.disclaimer
        return notice and notice.model_copy(update={"text": typographic(notice.text, self.language)})

    @property
    def pinned(self) -> bool:
        """Whether it leads the front page."""
        return self.manuscript.fields.pin

    @property
    def aliases(self) -> list[str]:
        """Old addresses, relative to the site's."""
        return self.manuscript.aliases

    @property
    def draft(self) -> bool:
        """Whether the author is still writing."""
        return self.manuscript.fields.draft

    @property
    def held_back(self) -> bool:
        """Whether readers may not see it yet: a draft, or under embargo."""
        return self.draft or self.embargo is not None

    @cached_property
    def reading_minutes(self) -> int:
        """Minutes it takes to read."""
        return self.manuscript.reading_minutes

    @cached_property
    def headline(self) -> Headline:
        """Address, headline and language."""
        return Headline(self.url, self.title, self.language)

    @cached_property
    def version(self) -> Version:
        """Address and language, for the other versions."""
        return Version(self.url, self.language, not self.translation_of)

    @cached_property
    def card(self) -> Card:
        """What other pages show of the article; a change of its text does not change them."""
        return Card(
            url=self.url,
            title=self.title,
            description=self.description,
            day=self.day,
            kind=self.kind,
            section=self.section,
            authors=self.bylines,
            image=self.image,
            draft=self.draft,
            held_back=self.held_back,
            language=self.language,
        )

    @cached_property
    def listed(self) -> ListedArticle:
        """What listings need to know; its text can change without them."""
        ids = () if self.advertiser else tuple(author.id for author in self.authors)
        return ListedArticle(self.card, self.published, ids, self.sections, self.tags, self.pinned, self.work)

    def _moment(self, value: dt.date | dt.datetime) -> dt.datetime:
        return as_moment(self.zone, value)


def embargo_of(manuscript: Manuscript, now: dt.datetime) -> dt.datetime | None:
    """Return the moment before which a manuscript is not published; None where there is none, or it has come by `now`.

    That is its embargo, or the time of its `date`, whichever is later; an embargo also lasts until the day it is dated.
    A moment that names no time zone is in that of `now`.
    """
    zone, embargo, dates = now.tzinfo, manuscript.fields.embargo, manuscript.fields.date
    timed = dates is not None and isinstance(dates.created, dt.datetime)
    if zone is None or not (embargo or timed):
        return None
    published = dates.created if dates else manuscript.day
    moment = max(as_moment(zone, each) for each in (embargo, published) if each)
    return moment if moment > now else None


def is_public(manuscript: Manuscript, now: dt.datetime) -> bool:
    """Return whether it is published at `now`: no draft, under no embargo, and not dated later."""
    return not manuscript.fields.draft and embargo_of(manuscript, now) is None and manuscript.day <= now.date()
