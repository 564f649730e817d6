"""Listings: the front page, sections, authors, tags, years and months, cut into pages."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice

from magazine.content.article import Article, Card
from magazine.content.author import Author
from magazine.content.library import Library
from magazine.content.section import Section, Tag
from magazine.locales import Locale

from .addresses import Addresses

_THIN = 3  # articles that a tag needs for its page to be more than a detour
_AROUND = 1  # numbered links on either side of the current page


@dataclass(frozen=True, slots=True)
class PageLink:
    """A numbered link of a pager."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a reader is in a listing of several pages; `links` has None where numbers are left out."""

    number: int
    total: int
    links: list[PageLink | None]
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Listing:
    """One page of a listing."""

    kind: str
    url: str
    title: str
    description: str
    articles: Sequence[Card]
    pager: Pager
    subject: Section | Author | Tag | None = None
    months: list[tuple[int, int]] = field(default_factory=list)
    year: int | None = None

    @property
    def thin(self) -> bool:
        """Whether it says too little to be found by search engines: a tag that hardly any article has."""
        return self.kind == "tag" and self.pager.total == 1 and len(self.articles) < _THIN

    @property
    def lastmod(self) -> dt.date | None:
        """When the newest article came to stand on it; unknown for later pages, which articles are pushed down to."""
        return max((card.day for card in self.articles), default=None) if self.pager.number == 1 else None

    def __repr__(self) -> str:
        """Tell everything; the pager follows from address, number and total."""
        pages = (self.pager.number, self.pager.total)
        own = (self.kind, self.url, self.title, self.description, self.subject, self.months, self.year)
        return f"Listing{own, pages, self.articles}"


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What the first page shows above the fold, and a strip of each section below."""

    lead: Card
    grid: Sequence[Card]
    strips: list[tuple[Section, list[Card]]]


def front_page(library: Library, size: int, strip: int = 3) -> FrontPage | None:
    """Return the front page with `size` articles in its upper part; None if there is nothing to show.

    A strip shows what does not stand above it; a section of which all stands above repeats its newest.
    """
    if not library.articles:
        return None
    lead, *grid = front_order(library)[:size]
    shown = {lead, *grid}
    strips = []
    for section in library.sections:
        articles = library.by_section[section]
        fresh = list(islice((each for each in articles if each not in shown), strip)) or articles[:strip]
        shown.update(fresh)
        strips.append((section, cards(fresh)))
    return FrontPage(lead.card, cards(grid), strips)


def cards(articles: Iterable[Article]) -> list[Card]:
    """Return articles as other pages show them."""
    return [article.card for article in articles]


def front_order(library: Library) -> list[Article]:
    """Return all articles, pinned ones first."""
    return sorted(library.articles, key=lambda article: not article.pinned)


class Listings:
    """Makes all listings of a library."""

    def __init__(self, library: Library, addresses: Addresses, locale: Locale, page_size: int, front_size: int) -> None:
        """`page_size` articles stand on a page, `front_size` on the upper part of the front page."""
        self.library = library
        self.addresses = addresses
        self.locale = locale
        self.page_size = page_size
        self.front_size = front_size

    def __iter__(self) -> Iterator[Listing]:
        yield from self._front()
        yield from self._sections()
        yield from self._authors()
        yield from self._tags()
        yield from self._archive()
        if self.library.articles:
            yield from self._pages("authors", [], lambda _: self.addresses.authors(), "")
            yield from self._pages("archive", [], lambda _: self.addresses.archive(), "")

    def _front(self) -> Iterator[Listing]:
        yield from self._pages("front", front_order(self.library), self.addresses.front, "", first_size=self.front_size)

    def _sections(self) -> Iterator[Listing]:
        for section in self.library.sections:
            yield from self._pages(
                "section",
                self.library.by_section[section],
                partial(self.addresses.section, section),
                section.title,
                section,
                description=section.description,
            )

    def _authors(self) -> Iterator[Listing]:
        for author in self.library.authors:
            yield from self._pages(
                "author",
                self.library.by_author[author],
                partial(self.addresses.author, author),
                author.name,
                author,
            )

    def _tags(self) -> Iterator[Listing]:
        for tag, articles in self.library.by_tag.items():
            yield from self._pages("tag", articles, partial(self.addresses.tag, tag), tag.title, tag)

    def _archive(self) -> Iterator[Listing]:
        for year, articles in self.library.by_year.items():
            yield from self._pages(
                "year",
                articles,
                partial(self.addresses.archive, year, None),
                str(year),
                year=year,
                months=_months(articles),
            )
        for (year, month), articles in self.library.by_month.items():
            yield from self._pages(
                "month",
                articles,
                partial(self.addresses.archive, year, month),
                f"{self.locale.month_name(month)} {year}",
                year=year,
            )

    def _pages(
        self,
        kind: str,
        articles: Sequence[Article],
        address: Callable[[int], str],
        title: str,
        subject: Section | Author | Tag | None = None,
        *,
        description: str = "",
        first_size: int | None = None,
        year: int | None = None,
        months: list[tuple[int, int]] | None = None,
    ) -> Iterator[Listing]:
        """Cut `articles` into pages; the first may have a size of its own."""
        first = first_size or self.page_size
        starts = [0, *range(first, len(articles), self.page_size)]
        words = {"title": title, "count": len(articles) or len(self.library)}
        heading = self.locale(f"listing.title.{kind}", title=title)
        description = description or self.locale(f"listing.description.{kind}", **words)
        for number, start in enumerate(starts, start=1):
            later = {"number": number, "total": len(starts)}
            yield Listing(
                kind=kind,
                url=address(number),
                title=heading if number == 1 else self.locale("listing.later_title", title=heading, **later),
                description=(
                    description
                    if number == 1
                    else self.locale("listing.later_description", description=description, **later)
                ),
                articles=cards(articles[start : first if number == 1 else start + self.page_size]),
                pager=_pager(number, len(starts), address),
                subject=subject,
                months=months or [],
                year=year,
            )


def years(library: Library) -> list[tuple[int, int, list[tuple[int, int]]]]:
    """Return years, newest first, with their number of articles and (month, number) pairs."""
    return [(year, len(articles), _months(articles)) for year, articles in library.by_year.items()]


def _months(articles: Sequence[Article]) -> list[tuple[int, int]]:
    return [(month, len(list(group))) for month, group in groupby(articles, key=lambda article: article.day.month)]


def _pager(number: int, total: int, address: Callable[[int], str]) -> Pager:
    shown = sorted({1, total, *range(max(1, number - _AROUND), min(total, number + _AROUND) + 1)})
    links: list[PageLink | None] = []
    for before, current in zip([0, *shown], shown, strict=False):
        if current - before == 2:  # noqa: PLR2004 - a gap of one number is filled by that number
            links.append(PageLink(current - 1, address(current - 1), current=False))
        elif current - before > 1:
            links.append(None)
        links.append(PageLink(current, address(current), current=current == number))
    return Pager(
        number,
        total,
        links,
        address(number - 1) if number > 1 else None,
        address(number + 1) if number < total else None,
    )
