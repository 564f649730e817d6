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

from magazine.content.article import Article, Card, Headline
from magazine.content.author import Author
from magazine.locales import Locale
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
    """Tells the pages of one magazine; its `repr` tells all that any of them can show beside what is theirs.

    `site` is the magazine's address, ending in a slash. Where it is not known, addresses are left out: relative ones
    would mean another place to each who reads them. `pages` maps keys of PAGES to absolute addresses.
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
    """Whether there are share cards, which are shown where there is no picture."""
    search: str = ""
    """The address of the page that searches, relative to the site's."""

    def article(self, article: Article, parts: Sequence[Headline] = (), *, has_card: bool = False) -> Markup:
        """Return what an article's page tells; `parts` are those of its series, the first one first.

        `has_card` tells whether the article has a share card of its own.
        """
        address = self._url(article.url)
        node = _node(
            _ARTICLES[article.kind],
            address and f"{address}#article",
            headline=article.title,
            mainEntityOfPage=address,
            image=self._image(article, has_card=has_card),
            datePublished=article.published.isoformat(),
            dateModified=article.modified.isoformat(),
            author=[self._person(author) for author in article.authors],
            publisher=self._publisher,
            articleSection=[section.title for section in article.sections],
            keywords=[tag.title for tag in article.tags],
            wordCount=article.manuscript.words,
            inLanguage=self.locale.language,
            isAccessibleForFree=True,
            correction=[
                _node("CorrectionComment", text=each.text, datePublished=each.date.isoformat())
                for each in article.corrections
            ],
            citation=[
                _node(
                    "CreativeWork",
                    name=source.title,
                    url=source.url,
                    publisher=_node("Organization", name=source.publisher) if source.publisher else None,
                    datePublished=source.date.isoformat() if source.date else None,
                )
                for source in article.sources
            ],
        )
        if article.dateline:
            node["locationCreated"] = _node("Place", name=article.dateline)
            if article.kind != "advertisement":  # which schema.org does not count among news
                node["dateline"] = article.dateline
        if article.series:
            node["isPartOf"] = _node("CreativeWorkSeries", name=article.series.title)
            node["position"] = [part.url for part in parts].index(article.url) + 1
        section = (article.section.title, self.addresses.section(article.section))
        return _graph(node, self._way([section, (article.title, article.url)]))

    def listing(self, listing: Listing) -> Markup:
        """Return what a page of a listing tells."""
        about: Node
        if not listing.url:
            about = {"mainEntity": self._list(listing.articles)}
            return _graph(self._website, self._page("CollectionPage", "", self.name, self.description, about))
        if isinstance(listing.subject, Author):
            kind, way = "ProfilePage", [(self.locale("authors.title"), self.addresses.authors())]
            works = [self._work(card) for card in listing.articles]
            about = {"mainEntity": self._person(listing.subject), "hasPart": works}
        else:
            kind, way = "CollectionPage", self._years(listing)
            about = {} if listing.pager.number else {"mainEntity": self._list(listing.articles)}
        page = self._page(kind, listing.url, listing.title, listing.description, about)
        return _graph(page, self._way([*way, (listing.title, listing.url)]))

    def standing(self, url: str, title: str, description: str = "") -> Markup:
        """Return what a standing page such as the imprint tells; `url` is relative to the site's address."""
        kinds = {dict(self.pages).get("about"): "AboutPage", dict(self.pages).get("contact"): "ContactPage"}
        page = self._page(kinds.get(self._url(url), "WebPage"), url, title, description, {})
        return _graph(page, self._way([(title, url)]))

    def _url(self, path: str) -> str:
        return f"{self.site}{path}" if self.site else ""

    def _years(self, listing: Listing) -> list[tuple[str, str]]:
        """Return the steps to a year or a month of the archive."""
        way = [(self.locale("archive.title"), self.addresses.archive())] if listing.year else []
        if listing.kind is ListingKind.MONTH:
            way.append((str(listing.year), self.addresses.archive(listing.year)))
        return way

    @cached_property
    def _organization(self) -> Node:
        policies = {PAGES[key]: address for key, address in self.pages if PAGES[key]}
        logo = _node("ImageObject", url=self._url("assets/apple-touch-icon.png"))
        return _node(
            "NewsMediaOrganization",
            self._url("#publisher"),
            name=self.name,
            legalName=self.publisher,
            url=self.site,
            logo=logo if self.site else None,
            email=self.email,
            **policies,
        )

    @property
    def _publisher(self) -> Node:
        """The publisher as articles name it: all about it is told once, on the front page, under the same `@id`."""
        return (
            _node("NewsMediaOrganization", self._url("#publisher"), name=self.name) if self.site else self._organization
        )

    @cached_property
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

    def _person(self, author: Author) -> Node:
        address = self._url(self.addresses.author(author))
        elsewhere = [author.url or "", *author.links.values()]
        return _node(
            "Person",
            address and f"{address}#person",
            name=author.name,
            url=address,
            jobTitle=author.role,
            description=author.description,
            image=self._url(author.avatar) if author.avatar else None,
            knowsAbout=author.topics,
            sameAs=[each for each in elsewhere if each.startswith(("https://", "http://"))],
        )

    def _image(self, article: Article, *, has_card: bool) -> list[Node]:
        """Return the picture in three proportions, as Google asks for; where there is none, a share card.

        That is the article's own, or the magazine's.
        """
        image = article.image
        if not self.site:
            return []
        if image and image.variants:
            return [
                _node(
                    "ImageObject",
                    url=self._url(crop.url),
                    caption=image.caption,
                    creditText=image.credit,
                    license=image.licence_url,
                )
                for crop in image.variants.crops
            ]
        if self.share_cards:
            return [_node("ImageObject", url=self._url(f"{article.url if has_card else ''}{CARD}"))]
        return []

    def _page(self, kind: str, url: str, title: str, description: str, about: Node) -> Node:
        address = self._url(url)
        return _node(
            kind,
            name=title,
            url=address,
            description=description,
            inLanguage=self.locale.language,
            isPartOf={"@id": self._url("#website")} if self.site else None,
            **about,
        )

    def _work(self, card: Card) -> Node:
        address = self._url(card.url)
        return _node(
            _ARTICLES[card.kind],
            address and f"{address}#article",
            headline=card.title,
            url=address,
            datePublished=card.day.isoformat(),
        )

    def _list(self, articles: Iterable[Card]) -> Node | None:
        if not self.site:
            return None
        items = [
            _node("ListItem", position=position, url=self._url(article.url))
            for position, article in enumerate(articles, start=1)
        ]
        return _node("ItemList", itemListElement=items) if items else None

    def _way(self, steps: Sequence[tuple[str, str]]) -> Node | None:
        """Return the way from the front page to a page, by names and addresses; a search engine needs the addresses."""
        if not self.site:
            return None
        items = [
            _node("ListItem", position=position, name=name, item={"@id": self._url(url)})
            for position, (name, url) in enumerate([(self.name, ""), *steps], start=1)
        ]
        del items[-1]["item"]  # the page itself, whose address need not be told
        return _node("BreadcrumbList", itemListElement=items)


def _node(kind: str, identifier: str | None = None, **properties: object) -> Node:
    """Return a node with those properties that have a value."""
    node: Node = {"@type": kind}
    if identifier:
        node["@id"] = identifier
    for name, value in properties.items():
        if value:
            node[name] = value
    return node


def _graph(*nodes: Node | None) -> Markup:
    return _dumps({"@context": "https://schema.org", "@graph": [node for node in nodes if node]})
