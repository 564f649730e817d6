"""Sitemaps (sitemaps.org/protocol.html), with pictures and news as Google extends them."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import StringIO

from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from magazine.cache.output import Output
from magazine.content.article import Article

LIMIT = 50_000
"""Addresses in one sitemap, as the protocol allows."""

NEWS_DAYS, NEWS_LIMIT = 2, 1_000
"""developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"""

_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page that search engines are to know. Addresses are relative to the site's."""

    url: str
    lastmod: dt.date | None = None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """The articles of the last days. The `repr` tells what is in the sitemap, but no moment of a build."""

    name: str
    language: str
    articles: tuple[Article, ...]
    newest: Article


def news(articles: Sequence[Article], now: dt.datetime, name: str, language: str) -> News | None:
    """Return what is news at `now`: no advertisements, the newest first. None if there are no articles at all."""
    if not articles:
        return None
    since = now - dt.timedelta(days=NEWS_DAYS)
    recent = [each for each in articles if each.published >= since and each.kind != "advertisement"]
    return News(name, language, tuple(recent[:NEWS_LIMIT]), articles[0])


def outputs(entries: Sequence[SitemapEntry], fresh: News | None, site: str, limit: int = LIMIT) -> Iterator[Output]:
    """Yield the sitemaps of the site at the address `site`: one, or an index of several, and that of news."""
    parts = [tuple(entries[start : start + limit]) for start in range(0, len(entries), limit)]
    if len(parts) == 1:
        yield Output("sitemap.xml", (site, parts[0]), partial(_sitemap, parts[0], site))
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        for name, part in zip(names, parts, strict=True):
            yield Output(name, (site, part), partial(_sitemap, part, site))
        yield Output("sitemap.xml", (site, names), partial(_index, names, site))
    if fresh:
        yield Output("news-sitemap.xml", (site, fresh), partial(_news, fresh, site))


def _sitemap(entries: Iterable[SitemapEntry], site: str) -> bytes:
    def write(xml: SimplerXMLGenerator) -> None:
        for entry in entries:
            xml.startElement("url", {})
            xml.addQuickElement("loc", site + entry.url)
            if entry.lastmod:
                xml.addQuickElement("lastmod", entry.lastmod.isoformat())
            for picture in entry.pictures:
                xml.startElement("image:image", {})
                xml.addQuickElement("image:loc", site + picture)
                xml.endElement("image:image")
            xml.endElement("url")

    return _document("urlset", {"xmlns": _PROTOCOL, "xmlns:image": _IMAGE}, write)


def _index(names: Iterable[str], site: str) -> bytes:
    def write(xml: SimplerXMLGenerator) -> None:
        for name in names:
            xml.startElement("sitemap", {})
            xml.addQuickElement("loc", site + name)
            xml.endElement("sitemap")

    return _document("sitemapindex", {"xmlns": _PROTOCOL}, write)


def _news(fresh: News, site: str) -> bytes:
    """Return the news sitemap.

    The protocol wants at least one address: where nothing is news, the newest article stands there without news about
    it, which Google allows.
    """

    def write(xml: SimplerXMLGenerator) -> None:
        for article in fresh.articles or (fresh.newest,):
            xml.startElement("url", {})
            xml.addQuickElement("loc", site + article.url)
            if fresh.articles:
                _tell(xml, article, fresh)
            xml.endElement("url")

    return _document("urlset", {"xmlns": _PROTOCOL, "xmlns:news": _NEWS}, write)


def _tell(xml: SimplerXMLGenerator, article: Article, fresh: News) -> None:
    language = fresh.language.lower()
    xml.startElement("news:news", {})
    xml.startElement("news:publication", {})
    xml.addQuickElement("news:name", fresh.name)
    xml.addQuickElement("news:language", language if language in {"zh-cn", "zh-tw"} else language.split("-")[0])
    xml.endElement("news:publication")
    xml.addQuickElement("news:publication_date", article.published.isoformat())
    xml.addQuickElement("news:title", article.title)
    xml.endElement("news:news")


def _document(root: str, spaces: dict[str, str], write: Callable[[SimplerXMLGenerator], None]) -> bytes:
    text = StringIO()
    xml = SimplerXMLGenerator(text, "utf-8")
    xml.startDocument()
    xml.startElement(root, spaces)
    write(xml)
    xml.endElement(root)
    return text.getvalue().encode()
