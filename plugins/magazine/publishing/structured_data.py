"""Structured data: what search engines read of a page, as JSON-LD in the words of schema.org.

What Google asks for: developers.google.com/search/docs/appearance/structured-data (article, breadcrumb, profile-page).
What the Trust Project asks for: schema.org/docs/news.html.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from magazine.content.article import Article, Card, Headline, Version
from magazine.content.article_fields import ArticleKind, Correction, Source
from magazine.content.author import Author
from magazine.content.spaces import breakable
from magazine.locales import Locale
from magazine.locales.localized import in_language
from magazine.pages.addresses import Addresses
from magazine.pages.listing import Listing, ListingKind
from magazine.publishing.share_cards import NAME as CARD

Node = dict[str, Any]

# `</script>` and `<!--` in a headline must not end the element, or begin a comment: Jinja writes them as \u003c.
_dumps = partial(htmlsafe_json_dumps, dumps=json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode)

_ARTICLES = {
    "news": "NewsArticle",
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "interview": "NewsArticle",  # schema.org has no word of its own for it
    "report": "ReportageNewsArticle",
    "review": "ReviewNewsArticle",
    "advertisement": "AdvertiserContentArticle",
}

PAGES = {
    "about": "",
    "contact": "",
    "principles": "publishingPrinciples",
    "ethics": "ethicsPolicy",
    "corrections": "correctionsPolicy",
    "funding": "ownershipFundingInfo",
    "feedback": "actionableFeedbackPolicy",
    "masthead": "masthead",
    "diversity": "diversityPolicy",
    "sources": "unnamedSourcesPolicy",
    "verification": "verificationFactCheckingPolicy",
    "priorities": "missionCoveragePrioritiesPolicy",
    "bylines": "noBylinesPolicy",
}
"""The pages that a publisher can name, and what schema.org calls them."""


@dataclass(frozen=True)
class StructuredData:
    """Describes the pages of one magazine. Its `repr` is part of their cache keys, so it contains all that is used.

    `site` is the magazine's address, ending in a slash. Where it is not known, addresses are left out: relative ones
    would mean another place to each who reads them. `pages` maps keys of PAGES to absolute addresses. `share_cards`
    says whether there are share cards, which are shown where there is no picture; `search` is the address of the
    search page, relative to the site's.
    """

    name: str
    site: str
    description: str
    locale: Locale
    addresses: Addresses = field(repr=False)
    publisher: str = ""
    email: str = ""
    pages: tuple[tuple[str, str], ...] = ()
    share_cards: bool = False
    search: str = ""

    def article(
        self,
        article: Article,
        parts: Sequence[Headline] = (),
        versions: Sequence[Version] = (),
        *,
        has_card: bool = False,
    ) -> Markup:
        """Return the structured data of an article's page: `parts` are those of its series, the first one first.

        `versions` are the article in all its languages; `has_card` says whether it has a share card.
        """
        advertiser = article.advertiser and _node("Organization", name=article.advertiser)
        node = _node(
            _ARTICLES[article.kind],
            self._url(f"{article.url}#article"),
            headline=article.title,
            mainEntityOfPage=self._url(article.url),
            image=self._images(article, has_card=has_card),
            datePublished=article.published.isoformat(),
            dateModified=article.modified.isoformat(),
            author=advertiser or [self._author(author) for author in article.authors] or self._publisher,
            sponsor=advertiser,
            publisher=self._publisher,
            articleSection=[in_language(section.title, article.language).text for section in article.sections],
            keywords=[tag.title for tag in article.tags],
            wordCount=article.manuscript.words,
            inLanguage=article.language,
            isAccessibleForFree=True,
            correction=[*map(_correction, article.corrections)],
            citation=[_citation(source) for source in article.sources],
            locationCreated=article.dateline and _node("Place", name=article.dateline),
            # schema.org does not count advertisements among news, which have a dateline.
            dateline=article.kind is not ArticleKind.ADVERTISEMENT and article.dateline,
        )
        node |= self._translations(article, versions)
        node |= _place_in_series(article, parts)
        section = article.section
        over = [(in_language(section.title, article.language).text, self.addresses.section(section))] if section else []
        return _graph(node, self._breadcrumbs(*over, (article.title, article.url)))

    def _translations(self, article: Article, versions: Sequence[Version]) -> Node:
        """Return of what a translation is one; and of an original, its translations."""
        other = bool(article.translation_of)
        found = [
            _node(_ARTICLES[article.kind], self._url(f"{each.url}#article"), inLanguage=each.language)
            for each in versions
            if each.url != article.url and each.original is other
        ]
        if not found:
            return {}
        return {"translationOfWork": found[0]} if other else {"workTranslation": found}

    def listing(self, listing: Listing) -> Markup:
        """Return the structured data of a page of a listing."""
        articles = self._list(listing.articles) if listing.pager.number is None else None
        if not listing.url:
            front_page = self._page("CollectionPage", "", self.name, self.description, mainEntity=articles)
            return _graph(self._website, front_page)
        about: Node = {"mainEntity": articles}
        kind, parents = "CollectionPage", []
        if isinstance(listing.subject, Author):
            kind, parents = "ProfilePage", [(self.locale("authors.title"), self.addresses.authors())]
            about = {"mainEntity": self._author(listing.subject), "hasPart": [*map(self._work, listing.articles)]}
        elif listing.year:
            parents = [(self.locale("archive.title"), self.addresses.archive())]
            if listing.kind is ListingKind.MONTH:
                parents.append((str(listing.year), self.addresses.archive(listing.year)))
        language = {"inLanguage": listing.language} if listing.language else {}
        page = self._page(kind, listing.url, listing.title, listing.description, **about) | language
        return _graph(page, self._breadcrumbs(*parents, (listing.title, listing.url)))

    def standing(self, url: str, title: str, description: str = "") -> Markup:
        """Return the structured data of a standing page such as the Impressum; `url` is relative to the site's."""
        kinds = {dict(self.pages).get("about"): "AboutPage", dict(self.pages).get("contact"): "ContactPage"}
        page = self._page(kinds.get(self._url(url), "WebPage"), url, title, description)
        return _graph(page, self._breadcrumbs((title, url)))

    def _url(self, path: str) -> str:
        return f"{self.site}{path}" if self.site else ""

    @cached_property
    def _organization(self) -> Node:
        return _node(
            "NewsMediaOrganization",
            self._url("#publisher"),
            name=self.name,
            legalName=self.publisher,
            url=self.site,
            logo=self.site and _node("ImageObject", url=self._url("assets/apple-touch-icon.png")),
            email=self.email,
            **{PAGES[key]: address for key, address in self.pages if PAGES[key]},
        )

    @property
    def _publisher(self) -> Node:
        """The publisher as articles name it: everything about it is on the front page, under the same `@id`."""
        if not self.site:
            return self._organization
        return _node("NewsMediaOrganization", self._url("#publisher"), name=self.name)

    @property
    def _website(self) -> Node:
        search = None
        if self.site and self.search:
            target = _node("EntryPoint", urlTemplate=f"{self._url(self.search)}?q={{search_term_string}}")
            # A placeholder's name and that it must be filled in: schema.org/docs/actions.html, "-input".
            search = _node("SearchAction", target=target) | {"query-input": "required name=search_term_string"}
        return _node(
            "WebSite",
            self._url("#website"),
            name=self.name,
            url=self.site,
            description=self.description,
            inLanguage=self.locale.language,
            publisher=self._organization,
            potentialAction=search,
        )

    def _author(self, author: Author) -> Node:
        address = self.addresses.author(author)
        elsewhere = [author.url or "", *author.links.values()]
        return _node(
            "Organization" if author.is_organization else "Person",
            self._url(f"{address}#{'organization' if author.is_organization else 'person'}"),
            name=author.name,
            url=self._url(address),
            jobTitle=not author.is_organization and author.role,
            description=author.description,
            image=author.avatar and self._url(author.avatar),
            knowsAbout=author.topics,
            sameAs=[each for each in elsewhere if each.startswith(("https://", "http://"))],
        )

    def _images(self, article: Article, *, has_card: bool) -> list[Node]:
        """Return the picture in three proportions, as Google asks for; where there is none, a share card.

        That is the article's own, or the magazine's.
        """
        image = article.image
        if not self.site:
            return []
        if image and image.variants:
            rights = {"caption": image.caption, "creditText": image.credit, "license": image.licence_url}
            return [_node("ImageObject", url=self._url(crop.url), **rights) for crop in image.variants.crops]
        card = self._url(f"{article.url if has_card else ''}{CARD}")
        return [_node("ImageObject", url=card)] if self.share_cards else []

    def _page(self, kind: str, url: str, title: str, description: str, **about: object) -> Node:
        return _node(
            kind,
            name=title,
            url=self._url(url),
            description=description,
            inLanguage=self.locale.language,
            isPartOf=self.site and {"@id": self._url("#website")},
            **about,
        )

    def _work(self, card: Card) -> Node:
        return _node(
            _ARTICLES[card.kind],
            self._url(f"{card.url}#article"),
            headline=card.title,
            url=self._url(card.url),
            datePublished=card.day.isoformat(),
        )

    def _list(self, articles: Iterable[Card]) -> Node | None:
        items = [
            _node("ListItem", position=position, url=self._url(article.url))
            for position, article in enumerate(articles, start=1)
        ]
        return _node("ItemList", itemListElement=items) if self.site and items else None

    def _breadcrumbs(self, *steps: tuple[str, str]) -> Node | None:
        """Return the way from the front page to a page, by names and addresses, without which it has no meaning."""
        items = [
            _node("ListItem", position=position, name=name, item={"@id": self._url(url)})
            for position, (name, url) in enumerate([(self.name, ""), *steps], start=1)
        ]
        del items[-1]["item"]  # the page itself, whose address is known
        return _node("BreadcrumbList", itemListElement=items) if self.site else None


def _place_in_series(article: Article, parts: Sequence[Headline]) -> Node:
    if not article.series:
        return {}
    place = [part.url for part in parts].index(article.url) + 1
    return {"isPartOf": _node("CreativeWorkSeries", name=article.series.title), "position": place}


def _correction(correction: Correction) -> Node:
    return _node("CorrectionComment", text=correction.text, datePublished=correction.date.isoformat())


def _citation(source: Source) -> Node:
    return _node(
        "CreativeWork",
        name=source.title,
        url=source.url,
        publisher=source.publisher and _node("Organization", name=source.publisher),
        datePublished=source.date and source.date.isoformat(),
        inLanguage=source.lang,
    )


def _node(kind: str, identifier: str = "", /, **properties: object) -> Node:
    """Return a node with those properties that have a value."""
    return {"@type": kind} | {name: value for name, value in {"@id": identifier, **properties}.items() if value}


def _graph(*nodes: Node | None) -> Markup:
    return breakable(_dumps({"@context": "https://schema.org", "@graph": [node for node in nodes if node]}))
