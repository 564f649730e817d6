"""Makes the specifications of the listings, and of the pages of search and of what a reader keeps."""

from dataclasses import dataclass, field

from magazine.cache.memo import memoised
from magazine.content.library import Library
from magazine.content.section import Tag
from magazine.locales import Locale
from magazine.pages.addresses import Addresses
from magazine.pages.listing import Listing, ListingKind, Listings, cards, newest_month, years
from magazine.pages.page import PageSpec

_TOPICS = 24  # the most frequent tags, for those who search without JavaScript
_OWN_TEMPLATE = frozenset({ListingKind.FRONT, ListingKind.AUTHOR, ListingKind.AUTHORS, ListingKind.ARCHIVE})


@dataclass(frozen=True, slots=True)
class Plan:
    """The inputs of all listings. Two plans are equal if their listings are equal."""

    library: Library = field(compare=False)
    addresses: Addresses = field(compare=False)
    locale: Locale = field(compare=False)
    page_size: int
    search: bool
    offline: bool
    language: str
    library_fingerprint: str


@memoised
def listing_specs(plan: Plan) -> list[PageSpec]:
    """Return the specifications of front page, sections, authors, tags, archive, the search, and of what is kept."""
    listings = [
        PageSpec(
            listing.url,
            f"{listing.kind if listing.kind in _OWN_TEMPLATE else 'listing'}.html",
            listing.title,
            listing.description,
            _context(listing, plan),
            lastmod=listing.lastmod,
            in_sitemap=not listing.noindex,
            language=listing.language,
        )
        for listing in Listings(plan.library, plan.addresses, plan.locale, plan.page_size)
    ]
    own = [*([_search_spec(plan)] if plan.search else []), *([_kept_spec(plan)] if plan.offline else [])]
    return [*listings, *own]


def _search_spec(plan: Plan) -> PageSpec:
    library, locale = plan.library, plan.locale
    context: dict[str, object] = {
        "sections": library.sections,
        "authors": library.authors,
        "topics": sorted(_most_frequent(library, _TOPICS), key=lambda tag: tag.slug),
        "years": sorted(library.by_year, reverse=True),
        "words": locale.below("search.script."),
    }
    title, description = locale("search.title"), locale("search.description")
    return PageSpec(plan.addresses.search(), "search.html", title, description, context, in_sitemap=False)


def _kept_spec(plan: Plan) -> PageSpec:
    title, description = plan.locale("kept.title"), plan.locale("kept.description")
    return PageSpec(plan.addresses.kept(), "kept.html", title, description, {}, in_sitemap=False)


def _most_frequent(library: Library, count: int) -> list[Tag]:
    return sorted(library.by_tag, key=lambda tag: (-len(library.by_tag[tag]), tag.slug))[:count]


def _context(listing: Listing, plan: Plan) -> dict[str, object]:
    """Return what the template of a listing shows."""
    library = plan.library
    context: dict[str, object] = {"listing": listing}
    if listing.kind is ListingKind.AUTHORS:
        context["authors"] = library.authors
    elif listing.kind is ListingKind.ARCHIVE:
        context["years"] = years(library)
        context["newest"] = cards(newest_month(library)[: plan.page_size])
    return context
