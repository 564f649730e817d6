"""Listings: the front page, sections, authors, tags, years and months, cut into pages."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import groupby
from typing import Any

from magazine.content.article import Article, Card
from magazine.content.article_fields import ArticleKind
from magazine.content.author import Author
from magazine.content.library import Library
from magazine.content.section import OtherLanguage, Section, Tag
from magazine.locales import Locale
from magazine.locales.languages import is_easy
from magazine.pages.addresses import Addresses

TAG_LEAST = 3
"""Articles that a tag needs for its page to be worth indexing, and to have a feed."""


_NAMED = 3
"""Authors that the description of a listing names, at most."""


class ListingKind(StrEnum):
    """What the articles of a listing have in common; `AUTHORS` and `ARCHIVE` list those of the other listings."""

    FRONT = "front"
    SECTION = "section"
    AUTHOR = "author"
    TAG = "tag"
    YEAR = "year"
    MONTH = "month"
    LANGUAGE = "language"
    AUTHORS = "authors"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a reader is in a listing of several pages.

    `number` counts from the page with the oldest articles; None is the page with the newest, whose address has no
    number. `newer_url` and `older_url` lead to the pages beside it.
    """

    number: int | None = None
    newer_url: str | None = None
    older_url: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a listing."""

    kind: ListingKind
    url: str
    title: str
    description: str
    articles: Sequence[Card]
    pager: Pager = Pager()
    subject: Section | Author | Tag | OtherLanguage | None = None
    months: list[tuple[int, int]] = field(default_factory=list)
    year: int | None = None
    language: str = ""
    """The tag of its language, if that is not the magazine's."""
    feed: str = ""
    """The address of its feed without the ending, if it has one."""

    @property
    def noindex(self) -> bool:
        """Whether search engines should not index it: a tag that hardly any article has."""
        return self.kind is ListingKind.TAG and self.pager == Pager() and len(self.articles) < TAG_LEAST

    @property
    def lastmod(self) -> dt.date | None:
        """When the newest article came to stand on it; unknown for a numbered page, which is made when it is full."""
        return max((card.day for card in self.articles), default=None) if self.pager.number is None else None

    @property
    def has_cards(self) -> bool:
        """Whether articles are shown as cards; those of the archive, and on numbered pages, are headlines to scan."""
        return self.pager.number is None and self.kind not in {ListingKind.YEAR, ListingKind.MONTH}

    @property
    def has_lead(self) -> bool:
        """Whether its newest article opens it, larger than the others; no advertisement does."""
        is_one = self.pager.number is None and self.kind in {ListingKind.SECTION, ListingKind.TAG, ListingKind.MONTH}
        return is_one and bool(self.articles) and self.articles[0].kind is not ArticleKind.ADVERTISEMENT

    @property
    def is_front_page(self) -> bool:
        """Whether it is the front page itself.

        It alone shows the latest articles: on all listings, a new one would change every section, author and tag.
        """
        return self.kind is ListingKind.FRONT and self.pager.number is None


def numbered_pages(count: int, size: int) -> int:
    """Return how many pages with a number `count` articles fill.

    They are counted from the oldest article on, so a page that is full never changes again. The newest articles, at
    least `size` and fewer than twice as many, stand on the page without a number.
    """
    return max(0, count // size - 1)


def cards(articles: Iterable[Article]) -> list[Card]:
    """Return articles as other pages show them."""
    return [article.card for article in articles]


class Listings:
    """Makes all listings of a library."""

    def __init__(self, library: Library, addresses: Addresses, locale: Locale, page_size: int) -> None:
        """`page_size` articles stand on a page with a number."""
        self.library = library
        self.addresses = addresses
        self.locale = locale
        self.page_size = page_size

    def __iter__(self) -> Iterator[Listing]:
        yield from self._front()
        yield from self._sections()
        yield from self._authors()
        yield from self._tags()
        yield from self._archive()
        yield from self._languages()
        # Every page links to both, also in a magazine without any article.
        yield self._newest(ListingKind.AUTHORS, [], self.addresses.authors(), "")
        yield self._newest(ListingKind.ARCHIVE, [], self.addresses.archive(), "")

    def _front(self) -> Iterator[Listing]:
        yield from self._pages(ListingKind.FRONT, self.library.listed, self.addresses.front, "")

    def _sections(self) -> Iterator[Listing]:
        for section in self.library.sections:
            yield from self._pages(
                ListingKind.SECTION,
                self.library.by_section[section],
                partial(self.addresses.section, section),
                section.title,
                subject=section,
                feed=f"{self.addresses.section(section)}feed" if self.library.by_section[section] else "",
                description=section.description,
            )

    def _authors(self) -> Iterator[Listing]:
        for author in self.library.authors:
            yield from self._pages(
                ListingKind.AUTHOR,
                self.library.by_author[author],
                partial(self.addresses.author, author),
                author.name,
                subject=author,
                feed=f"{self.addresses.author(author)}feed",
            )

    def _tags(self) -> Iterator[Listing]:
        for tag, articles in self.library.by_tag.items():
            feed = f"{self.addresses.tag(tag)}feed" if len(articles) >= TAG_LEAST else ""
            address = partial(self.addresses.tag, tag)
            yield from self._pages(ListingKind.TAG, articles, address, tag.title, subject=tag, feed=feed)

    def _archive(self) -> Iterator[Listing]:
        for year, articles in self.library.by_year.items():
            # Its older articles are on the pages of its months.
            newest = articles[: self.page_size]
            url = self.addresses.archive(year)
            more: dict[str, Any] = {"year": year, "months": _months(articles), "all_articles": articles}
            yield self._newest(ListingKind.YEAR, newest, url, str(year), **more)
        for (year, month), articles in self.library.by_month.items():
            title = f"{self.locale.month_name(month)} {year}"
            yield self._newest(ListingKind.MONTH, articles, self.addresses.archive(year, month), title, year=year)

    def _languages(self) -> Iterator[Listing]:
        for language, articles in self.library.by_language.items():
            words = self.locale.of(language.tag)
            name = words.naming(language.tag)
            listings = Listings(self.library, self.addresses, words, self.page_size)
            kind = "language-easy" if is_easy(language.tag) and words is not self.locale else "language"
            yield from listings._pages(
                ListingKind.LANGUAGE,
                articles,
                partial(self.addresses.language, language),
                language.title,
                subject=language,
                language=language.tag,
                feed=f"{self.addresses.language(language)}feed",
                description=words(f"listing.description.{kind}", title=name),
            )

    def _pages(
        self,
        kind: ListingKind,
        articles: Sequence[Article],
        address: Callable[[int | None], str],
        title: str,
        **more: Any,
    ) -> Iterator[Listing]:
        """Cut `articles`, the newest first, into pages."""
        size, count = self.page_size, len(articles)
        numbered = numbered_pages(count, size)
        older = address(numbered) if numbered else None
        newest, pager = articles[: count - numbered * size], Pager(older_url=older)
        yield self._newest(kind, newest, address(None), title, all_articles=articles, pager=pager, **more)
        for number in range(numbered, 0, -1):
            pager = Pager(
                number,
                newer_url=address(number + 1 if number < numbered else None),
                older_url=address(number - 1) if number > 1 else None,
            )
            full = articles[count - number * size : count - (number - 1) * size]
            yield self._numbered(kind, full, address(number), title, pager, **more)

    def _newest(
        self,
        kind: ListingKind,
        articles: Sequence[Article],
        url: str,
        title: str,
        *,
        description: str = "",
        all_articles: Sequence[Article] = (),
        **more: Any,
    ) -> Listing:
        """Return the page without a number; `all_articles` are those of all pages."""
        description = description or self._facts(kind, title, all_articles or articles)
        return Listing(
            kind=kind,
            url=url,
            title=self._heading(kind, title),
            description=description or self.locale(f"listing.description.{kind}", title=title),
            articles=cards(articles),
            **more,
        )

    def _facts(self, kind: ListingKind, title: str, articles: Sequence[Article]) -> str:
        """Return a sentence of facts about articles, the newest first: how many, when, of which sections, by whom."""
        if not articles or kind not in {ListingKind.SECTION, ListingKind.TAG, ListingKind.YEAR, ListingKind.MONTH}:
            return ""
        days = [self.locale.long_date(articles[index].day) for index in (-1, 0)]
        which = "days" if days[0] != days[1] else "day"
        facts = [
            self.locale(f"listing.facts.{kind}", count=len(articles), title=title),
            self.locale(f"listing.facts.{which}", first=days[0], last=days[1]),
        ]
        sections = list(dict.fromkeys(each.section.title for each in articles if each.section))
        if kind is not ListingKind.SECTION and sections:
            facts.append(
                self.locale("listing.facts.sections", count=len(sections), titles=self.locale.listed(sections))
            )
        names = list(dict.fromkeys(name for each in articles if not each.advertiser for name in each.bylines))
        if 0 < len(names) <= _NAMED:
            facts.append(self.locale("listing.facts.authors", names=self.locale.listed(names)))
        return f"{', '.join(facts)}."

    def _numbered(
        self,
        kind: ListingKind,
        articles: Sequence[Article],
        url: str,
        title: str,
        pager: Pager,
        *,
        description: str = "",
        **more: Any,
    ) -> Listing:
        """Return a page with a number. It does not show how many pages or articles there are: those numbers grow."""
        heading = self._heading(kind, title)
        days = self.locale.long_date(articles[-1].day), self.locale.long_date(articles[0].day)
        return Listing(
            kind=kind,
            url=url,
            title=self.locale("listing.numbered_title", title=heading, number=pager.number),
            description=self.locale(
                "listing.numbered_description", title=heading, number=pager.number, first=days[0], last=days[1]
            ),
            articles=cards(articles),
            pager=pager,
            **more,
        )

    def _heading(self, kind: ListingKind, title: str) -> str:
        return self.locale(f"listing.title.{kind}", title=title)


def years(library: Library) -> list[tuple[int, list[int]]]:
    """Return the years that have articles with their months, newest first."""
    return [(year, [month for month, _ in _months(articles)]) for year, articles in library.by_year.items()]


def newest_month(library: Library) -> Sequence[Article]:
    """Return the articles of the last month that has some, newest first."""
    return next(iter(library.by_month.values()), [])


def _months(articles: Sequence[Article]) -> list[tuple[int, int]]:
    return [(month, len(list(group))) for month, group in groupby(articles, key=lambda article: article.day.month)]
