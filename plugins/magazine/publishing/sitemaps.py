"""Sitemaps (sitemaps.org/protocol.html), with pictures and news as Google extends them."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from magazine.cache.output import Output
from magazine.content.article import Article
from magazine.content.characters import printable
from magazine.content.spaces import breakable

LIMIT = 50_000
"""Addresses in one sitemap, as the protocol allows."""

NEWS_DAYS, NEWS_LIMIT = 2, 1_000
"""developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap"""

_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
_IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"

_XHTML = "http://www.w3.org/1999/xhtml"  # developers.google.com/search/docs/specialty/international/localized-versions

_page = ElementMaker(namespace=_PROTOCOL)
_image = ElementMaker(namespace=_IMAGE)
_news = ElementMaker(namespace=_NEWS)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page that search engines are to know. Addresses are relative to the site's."""

    url: str
    lastmod: dt.date | None = None
    pictures: tuple[str, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    """Language and address of the page in each language, its own included."""


def outputs(entries: Sequence[SitemapEntry], site: str, limit: int = LIMIT) -> Iterator[Output]:
    """Yield the sitemaps of the site at the address `site`: one, or several and an index of them."""
    parts = [tuple(entries[start : start + limit]) for start in range(0, len(entries), limit)]
    if len(parts) == 1:
        yield Output("sitemap.xml", (site, parts[0]), partial(_sitemap, parts[0], site))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Output(name, (site, part), partial(_sitemap, part, site))
    yield Output("sitemap.xml", (site, names), partial(_index, names, site))


def news_outputs(articles: Sequence[Article], now: dt.datetime, name: str, site: str) -> Iterator[Output]:
    """Yield the sitemap of what is news at `now`, without advertisements; none if there are no `articles` at all.

    `articles` come newest first; `name` is that of the magazine at the address `site`. The protocol
    wants at least one address: where nothing is news, the newest article is listed without news about it, which Google
    allows.
    """
    if not articles:
        return
    since = now - dt.timedelta(days=NEWS_DAYS)
    recent = [each for each in articles if each.published >= since and each.kind != "advertisement"]
    listed = tuple(
        (each.url, each.published.isoformat(), breakable(each.title), _code(each.language))
        for each in recent[:NEWS_LIMIT]
    )
    name = printable(name)
    listed = listed or ((articles[0].url, "", "", ""),)
    inputs = (listed, name, site)
    yield Output("news-sitemap.xml", inputs, partial(_news_sitemap, *inputs))


def _sitemap(entries: Sequence[SitemapEntry], site: str) -> bytes:
    spaces = {None: _PROTOCOL, "image": _IMAGE}
    if any(entry.versions for entry in entries):
        spaces["xhtml"] = _XHTML
    root = etree.Element(f"{{{_PROTOCOL}}}urlset", nsmap=spaces)
    for entry in entries:
        url = _page.url(_page.loc(site + entry.url))
        if entry.lastmod:
            url.append(_page.lastmod(entry.lastmod.isoformat()))
        for language, address in entry.versions:
            etree.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=language, href=site + address)
        url.extend(_image.image(_image.loc(site + picture)) for picture in entry.pictures)
        root.append(url)
    return _document(root)


def _index(names: Iterable[str], site: str) -> bytes:
    root = etree.Element(f"{{{_PROTOCOL}}}sitemapindex", nsmap={None: _PROTOCOL})
    root.extend(_page.sitemap(_page.loc(site + name)) for name in names)
    return _document(root)


def _code(language: str) -> str:
    """Return how the sitemap of news calls a language: by two letters, but for two kinds of Chinese."""
    return language.lower() if language.lower() in {"zh-cn", "zh-tw"} else language.lower().split("-")[0]


def _news_sitemap(listed: Iterable[tuple[str, str, str, str]], name: str, site: str) -> bytes:
    root = etree.Element(f"{{{_PROTOCOL}}}urlset", nsmap={None: _PROTOCOL, "news": _NEWS})
    for address, published, title, code in listed:
        url = _page.url(_page.loc(site + address))
        if published:
            publication = _news.publication(_news.name(name), _news.language(code))
            url.append(_news.news(publication, _news.publication_date(published), _news.title(title)))
        root.append(url)
    return _document(root)


def _document(root: Any) -> bytes:
    document: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document
