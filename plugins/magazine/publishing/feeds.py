"""Feeds: RSS 2.0 (rssboard.org/rss-specification) and JSON Feed 1.1 (jsonfeed.org/version/1.1), with the full text."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from mimetypes import guess_type
from typing import Any
from urllib.parse import urljoin

from feedgenerator import Enclosure, Rss201rev2Feed
from feedgenerator.django.utils.feedgenerator import Stylesheet
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from magazine.content.article import Article
from magazine.content.author import Author
from magazine.content.library import Library
from magazine.content.section import Section
from magazine.locales import Locale

from .product import Product

LENGTH = 20
"""Articles in a feed."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of articles, newest first. `home` and `path` (without its ending) are relative to the site's address."""

    title: str
    description: str
    home: str
    path: str
    articles: Sequence[Article]


@dataclass(frozen=True, slots=True)
class House:
    """What all feeds of a magazine have in common. `site` is its address, ending in a slash."""

    name: str
    site: str
    disclaimer: str
    locale: Locale

    @property
    def icon(self) -> str:
        """The address of the picture that stands for the magazine."""
        return urljoin(self.site, "assets/apple-touch-icon.png")


@dataclass(frozen=True, slots=True)
class Item:
    """An article as feeds tell it: its text as HTML with absolute addresses, and the bytes of its picture."""

    article: Article
    html: str
    picture_size: int


def feeds(
    library: Library, home_of: Callable[[Section | Author], str], house: House, description: str
) -> Iterator[Feed]:
    """Yield the feed of the magazine, of each section and of each author who has articles.

    `home_of` tells the address of a section's or an author's page; `description` is the magazine's.
    """
    if library.articles:
        yield Feed(house.name, description, "", "feed", library.articles[:LENGTH])
    subjects: list[tuple[Section | Author, str, list[Article]]]
    subjects = [(each, each.title, articles) for each, articles in library.by_section.items()]
    subjects += [(each, each.name, articles) for each, articles in library.by_author.items()]
    for subject, name, articles in subjects:
        title, home = f"{name} – {house.name}", home_of(subject)
        yield Feed(title, house.locale("feed.description", title=title), home, f"{home}feed", articles[:LENGTH])


def products(
    some: Iterable[Feed], house: House, item: Callable[[Article], Item], text: Callable[[Article], str]
) -> Iterator[Product]:
    """Yield each feed in both forms. `text` returns a word that tells an article's HTML apart; `item` the article."""

    def made(feed: Feed, form: Callable[[Feed, Sequence[Item], House], bytes]) -> bytes:
        return form(feed, [item(article) for article in feed.articles], house)

    for feed in some:
        made_from = (feed, house, [text(article) for article in feed.articles])
        yield Product(f"{feed.path}.xml", made_from, partial(made, feed, as_rss))
        yield Product(f"{feed.path}.json", made_from, partial(made, feed, as_json))


def as_rss(feed: Feed, items: Sequence[Item], house: House) -> bytes:
    """Return a feed as RSS."""
    rss = _Rss(
        feed.title,
        urljoin(house.site, feed.home),
        feed.description,
        language=house.locale.language,
        feed_url=urljoin(house.site, f"{feed.path}.xml"),
        feed_copyright=house.disclaimer,
        stylesheets=[Stylesheet(urljoin(house.site, "assets/feed.css"), "text/css", None)],
    )
    for item in items:
        article = item.article
        address = urljoin(house.site, article.url)
        rss.add_item(
            article.title,
            address,
            article.description,
            pubdate=article.published,
            updateddate=_changed(article),
            unique_id=identity(article, house.site),
            unique_id_is_permalink=False,
            categories=_subjects(article),
            creators=[author.name for author in article.authors],
            html=_whole(item, house),
            enclosures=[_enclosure(item, house)] if article.image else [],
        )
    return bytes(rss.writeString("utf-8"), "utf-8")


def as_json(feed: Feed, items: Sequence[Item], house: House) -> bytes:
    """Return a feed as JSON Feed."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": urljoin(house.site, feed.home),
        "feed_url": urljoin(house.site, f"{feed.path}.json"),
        "description": feed.description,
        "user_comment": house.disclaimer,
        "icon": house.icon,
        "language": house.locale.language,
        "items": [_json_item(item, house) for item in items],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def identity(article: Article, site: str) -> str:
    """Return what a feed reader knows an article by: its first address, so it survives a new headline or slug."""
    first = next((alias for alias in article.aliases if alias.startswith("posts/")), article.url)
    return urljoin(site, first)


def _json_item(item: Item, house: House) -> dict[str, Any]:
    article = item.article
    told: dict[str, Any] = {
        "id": identity(article, house.site),
        "url": urljoin(house.site, article.url),
        "title": article.title,
        "summary": article.description,
        "content_html": _whole(item, house),
        "date_published": article.published.isoformat(),
        "authors": [{"name": author.name} for author in article.authors],
        "tags": _subjects(article),
        "language": house.locale.language,
    }
    if changed := _changed(article):
        told["date_modified"] = changed.isoformat()
    if article.image:
        picture = _enclosure(item, house)
        told["image"] = picture.url
        told["attachments"] = [{"url": picture.url, "mime_type": picture.mime_type, "size_in_bytes": item.picture_size}]
    return told


def _subjects(article: Article) -> list[str]:
    return [section.title for section in article.sections] + [tag.title for tag in article.tags]


def _changed(article: Article) -> dt.datetime | None:
    return dt.datetime.combine(article.updated, dt.time(), article.zone) if article.updated else None


def _enclosure(item: Item, house: House) -> Enclosure:
    url = urljoin(house.site, item.article.image.url if item.article.image else "")
    return Enclosure(url, str(item.picture_size), guess_type(url)[0] or "application/octet-stream")


def _whole(item: Item, house: House) -> str:
    """Return the text with everything that readers of the page see first: corrections, standfirst, disclaimer."""
    article, word = item.article, house.locale
    parts = [f"<p><small>{escape(house.disclaimer)}</small></p>"]
    if article.kind != "news":
        parts.append(f"<p><strong>{escape(word(f'kind.{article.kind}'))}</strong></p>")
    if article.disclaimer:
        parts.append(f"<p><em>{escape(article.disclaimer.text)}</em></p>")
    parts += [
        f"<p><strong>{escape(word('feed.correction', date=word.long_date(each.date)))}</strong> {escape(each.text)}</p>"
        for each in article.corrections
    ]
    parts.append(f"<p><strong>{escape(article.description)}</strong></p>")
    return "\n".join([*parts, item.html])


class _Rss(Rss201rev2Feed):  # type: ignore[misc] # the library has no types
    """RSS with the full text, every author, and the moment of the last change."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for creator in item["creators"]:
            handler.addQuickElement("dc:creator", creator)
        if item["updateddate"]:
            handler.addQuickElement("atom:updated", item["updateddate"].isoformat())
        handler.addQuickElement("content:encoded", item["html"])
