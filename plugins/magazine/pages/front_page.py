"""What the front page shows: nothing twice."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from magazine.content.article import Article, Card
from magazine.content.article_fields import ArticleKind
from magazine.content.author import Author
from magazine.content.library import Library
from magazine.content.section import Section
from magazine.pages.listing import cards, numbered_pages

_OLD = dt.timedelta(days=365)
_STRIP = 3  # articles of a section
_OPINIONS = 3  # side by side


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The lead story, the `latest` articles beside it, a grid, opinions, a strip of each section, and what else is new.

    `opinions` come with their authors, whose portraits are shown. `old` has the addresses of all that are older than a
    year.
    """

    lead: Card
    latest: tuple[Card, ...]  # by which templates remember what they made of them
    grid: Sequence[Card]
    opinions: list[tuple[Card, tuple[Author, ...]]]
    strips: list[tuple[Section, list[Card]]]
    more: Sequence[Card]
    old: frozenset[str]


def front_page(
    library: Library, size: int, page_size: int, latest: Collection[Card], today: dt.date
) -> FrontPage | None:
    """Return the front page with a lead story and a grid of `size` articles; None if there is nothing to show.

    No advertisement leads it, unless there is nothing else. `latest` are those that the navigation names. A strip
    shows what does not stand above it; `more` are the other articles that are on no numbered page.
    """
    if not library.listed:
        return None
    order = sorted(library.listed, key=lambda article: not article.pinned)
    lead = next((each for each in order if each.kind is not ArticleKind.ADVERTISEMENT), order[0])
    named = {card.url for card in latest}
    beside = [each for each in library.listed if each.url in named and each is not lead]
    shown = {lead, *beside}
    count = len(library.listed)
    unnumbered = library.listed[: count - numbered_pages(count, page_size) * page_size]
    opinions = _take((each for each in unnumbered if each.kind is ArticleKind.OPINION), _OPINIONS, shown)
    grid = _take(order, size - 1, shown)
    strips = [(section, _take(library.by_section[section], _STRIP, shown)) for section in library.sections]
    more = _take(unnumbered, len(unnumbered), shown)
    return FrontPage(
        lead=lead.card,
        latest=tuple(cards(beside)),
        grid=cards(grid),
        opinions=[(each.card, each.authors) for each in opinions],
        strips=[(section, cards(articles)) for section, articles in strips if articles],
        more=cards(more),
        old=frozenset(each.url for each in shown if each.day < today - _OLD),
    )


def _take(articles: Iterable[Article], count: int, shown: set[Article]) -> list[Article]:
    """Return the first of `articles` that are not shown yet, and note that they are."""
    taken = list(islice((each for each in articles if each not in shown), count))
    shown.update(taken)
    return taken
