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

from magazine.cache.output import Output
from magazine.content.article import Article
from magazine.content.author import Author
from magazine.content.library import Library
from magazine.content.manuscript import Correction, Withdrawal
from magazine.content.section import Section
from magazine.locales import Locale

LENGTH = 20
"""Articles in a feed."""


Told = Article | tuple[Article, Correction | Withdrawal]
"""What an item of a feed is about."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, newest first. `home` and `path` (without its ending) are relative to the site's address."""

    title: str
    description: str
    home: str
    path: str
    told: Sequence[Told]


@dataclass(frozen=True, slots=True)
class FeedChannel:
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
class FeedText:
    """The text of an article as HTML with absolute addresses, and the bytes of its picture."""

    html: str
    picture_size: int


@dataclass(frozen=True, slots=True)
class Item:
    """What feeds tell of an article or a correction. Addresses are absolute, `html` is all there is to read."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: dt.datetime
    changed: dt.datetime | None
    authors: list[str]
    subjects: list[str]
    picture: Enclosure | None = None


def feeds(
    library: Library, home_of: Callable[[Section | Author], str], channel: FeedChannel, description: str
) -> Iterator[Feed]:
    """Yield the feed of the magazine, of each section and of each author who has articles.

    `home_of` tells the address of a section's or an author's page; `description` is the magazine's.
    """
    if library.articles:
        yield Feed(channel.name, description, "", "feed", library.articles[:LENGTH])
    subjects: list[tuple[Section | Author, str, list[Article]]]
    subjects = [(each, each.title, articles) for each, articles in library.by_section.items()]
    subjects += [(each, each.name, articles) for each, articles in library.by_author.items()]
    for subject, name, articles in subjects:
        title, home = f"{name} – {channel.name}", home_of(subject)
        yield Feed(title, channel.locale("feed.description", title=title), home, f"{home}feed", articles[:LENGTH])


def corrections(told: Sequence[Told], home: str, channel: FeedChannel) -> Feed:
    """Return the feed of what was put right, newest first; `home` is the address of the page that collects it."""
    title = f"{channel.locale('corrections.title.other')} – {channel.name}"
    description = channel.locale("feed.corrections", title=channel.name)
    return Feed(title, description, home, f"{home}feed", told[:LENGTH])


def outputs(
    some: Iterable[Feed],
    channel: FeedChannel,
    text_of: Callable[[Article], FeedText],
    fingerprint_of: Callable[[Article], str],
) -> Iterator[Output]:
    """Yield each feed in both forms.

    `text_of` returns the text of an article, `fingerprint_of` its fingerprint.
    """

    def made(feed: Feed, form: Callable[[Feed, Sequence[Item], FeedChannel], bytes]) -> bytes:
        return form(feed, [_item(told, channel, text_of) for told in feed.told], channel)

    for feed in some:
        inputs = (feed, channel, [fingerprint_of(told) for told in feed.told if isinstance(told, Article)])
        yield Output(f"{feed.path}.xml", inputs, partial(made, feed, as_rss))
        yield Output(f"{feed.path}.json", inputs, partial(made, feed, as_json))


def as_rss(feed: Feed, items: Sequence[Item], channel: FeedChannel) -> bytes:
    """Return a feed as RSS."""
    rss = _Rss(
        feed.title,
        urljoin(channel.site, feed.home),
        feed.description,
        language=channel.locale.language,
        feed_url=urljoin(channel.site, f"{feed.path}.xml"),
        feed_copyright=channel.disclaimer,
        stylesheets=[Stylesheet(urljoin(channel.site, "assets/feed.css"), "text/css", None)],
    )
    for item in items:
        rss.add_item(
            item.title,
            item.url,
            escape(item.summary, quote=False),  # RSS takes it for HTML
            pubdate=item.published,
            updateddate=item.changed,
            unique_id=item.id,
            unique_id_is_permalink=False,
            categories=item.subjects,
            creators=item.authors,
            html=item.html,
            enclosures=[item.picture] if item.picture else [],
        )
    return bytes(rss.writeString("utf-8"), "utf-8")


def as_json(feed: Feed, items: Sequence[Item], channel: FeedChannel) -> bytes:
    """Return a feed as JSON Feed."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": urljoin(channel.site, feed.home),
        "feed_url": urljoin(channel.site, f"{feed.path}.json"),
        "description": feed.description,
        "user_comment": channel.disclaimer,
        "icon": channel.icon,
        "language": channel.locale.language,
        "items": [_json_item(item, channel) for item in items],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def identity(article: Article, site: str) -> str:
    """Return what a feed reader knows an article by: its first address, so it survives a new headline or slug."""
    first = next((alias for alias in article.aliases if alias.startswith("posts/")), article.url)
    return urljoin(site, first)


def _item(told: Told, channel: FeedChannel, text_of: Callable[[Article], FeedText]) -> Item:
    return _of_article(told, channel, text_of(told)) if isinstance(told, Article) else _of_change(*told, channel)


def _of_article(article: Article, channel: FeedChannel, text: FeedText) -> Item:
    picture = urljoin(channel.site, article.image.url) if article.image else ""
    kind = guess_type(picture)[0] or "application/octet-stream"
    return Item(
        id=identity(article, channel.site),
        url=urljoin(channel.site, article.url),
        title=article.title,
        summary=article.description,
        html=_whole(article, text.html, channel),
        published=article.published,
        changed=dt.datetime.combine(article.updated, dt.time(), article.zone) if article.updated else None,
        authors=[author.name for author in article.authors],
        subjects=[section.title for section in article.sections] + [tag.title for tag in article.tags],
        picture=Enclosure(picture, str(text.picture_size), kind) if picture else None,
    )


def _of_change(article: Article, change: Correction | Withdrawal, channel: FeedChannel) -> Item:
    if isinstance(change, Withdrawal):
        name, anchor, title, text = "withdrawn", "", "feed.withdrawn", change.reason
    else:
        same_day = [each for each in article.corrections if each.date == change.date]
        name = f"{change.date.isoformat()}-{same_day.index(change) + 1}"
        anchor, title, text = "#article-corrections", "feed.corrected", change.text
    paragraphs = [f"<p>{escape(text)}</p>", f"<p><small>{escape(channel.disclaimer)}</small></p>"]
    return Item(
        id=f"{identity(article, channel.site)}#{name}",
        url=urljoin(channel.site, f"{article.url}{anchor}"),
        title=channel.locale(title, title=article.title),
        summary=text,
        html="\n".join(paragraphs),
        published=dt.datetime.combine(change.date, dt.time(), article.zone),
        changed=None,
        authors=[],
        subjects=[section.title for section in article.sections],
    )


def _json_item(item: Item, channel: FeedChannel) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": item.published.isoformat(),
        "tags": item.subjects,
        "language": channel.locale.language,
    }
    if item.authors:
        told["authors"] = [{"name": name} for name in item.authors]
    if item.changed:
        told["date_modified"] = item.changed.isoformat()
    if item.picture:
        told["image"] = item.picture.url
        told["attachments"] = [
            {
                "url": item.picture.url,
                "mime_type": item.picture.mime_type,
                "size_in_bytes": int(item.picture.length),
            }
        ]
    return told


def _whole(article: Article, html: str, channel: FeedChannel) -> str:
    """Return the text with everything that readers of the page see first: corrections, standfirst, disclaimer."""
    word = channel.locale
    parts = [f"<p><small>{escape(channel.disclaimer)}</small></p>"]
    if article.kind != "news":
        parts.append(f"<p><strong>{escape(word(f'kind.{article.kind}'))}</strong></p>")
    if article.disclaimer:
        parts.append(f"<p><em>{escape(article.disclaimer.text)}</em></p>")
    parts += [
        f"<p><strong>{escape(word('feed.correction', date=word.long_date(each.date)))}</strong> {escape(each.text)}</p>"
        for each in article.corrections
    ]
    parts.append(f"<p><strong>{escape(article.description)}</strong></p>")
    return "\n".join([*parts, html])


class _Rss(Rss201rev2Feed):  # type: ignore[misc] # the library has no types
    """RSS with the full text, every author, and the moment of the last change."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            **super().rss_attributes(),
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def latest_post_date(self) -> dt.datetime:
        """Return the moment of the newest item. A feed without items tells no moment of a build: two would differ."""
        return super().latest_post_date() if self.items else dt.datetime.fromtimestamp(0, dt.UTC)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for creator in item["creators"]:
            handler.addQuickElement("dc:creator", creator)
        if item["updateddate"]:
            handler.addQuickElement("atom:updated", item["updateddate"].isoformat())
        handler.addQuickElement("content:encoded", item["html"])
