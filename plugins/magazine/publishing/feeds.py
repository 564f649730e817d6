"""Feeds: RSS 2.0 (rssboard.org/rss-specification) and JSON Feed 1.1 (jsonfeed.org/version/1.1), with the full text."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from functools import partial
from html import escape
from itertools import chain
from mimetypes import guess_type
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from lxml.builder import E, ElementMaker

from magazine.cache.output import Output
from magazine.content.article import Article
from magazine.content.article_fields import Correction, Withdrawal
from magazine.content.author import Author
from magazine.content.characters import printable
from magazine.content.library import Library
from magazine.content.section import OtherLanguage, Section, Series, Tag
from magazine.content.spaces import with_spaces
from magazine.locales import Locale
from magazine.locales.localized import in_language
from magazine.pages.listing import TAG_LEAST

LENGTH = 20
"""Articles in a feed."""

_Subject = Section | Author | Tag | Series | OtherLanguage
FeedSubject = Article | tuple[Article, Correction | Withdrawal]
"""What an item of a feed is about: an article, or what was put right in one."""

_Fields = dict[str, Any]
_EPOCH = dt.datetime.fromtimestamp(0, dt.UTC)  # for feeds without items: the moment of the build would differ each time
_SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_atom, _content, _dc = (ElementMaker(namespace=space) for space in _SPACES.values())


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, newest first. `home` and `path` (without its ending) are relative to the site's address."""

    title: str
    description: str
    home: str
    path: str
    subjects: Sequence[FeedSubject]
    language: str = ""
    """The tag of its language, if that is not the magazine's."""
    abridged: bool = False
    """Whether it has no texts, and RSS only: there are many tags, and each text would stand in the feed of each."""


@dataclass(frozen=True, slots=True)
class FeedChannel:
    """What all feeds of a magazine have in common. `site` is its address, ending in a slash."""

    name: str
    site: str
    disclaimer: str
    locale: Locale


def feeds(
    library: Library, home_of: Callable[[_Subject], str], channel: FeedChannel, description: str
) -> Iterator[Feed]:
    """Yield the feed of the magazine, which may be empty, and of each section, author, series, tag and other language.

    A series needs a second part, a tag a few articles. `home_of` returns the address below which a feed is;
    `description` is the magazine's.
    """
    yield Feed(channel.name, description, "", "feed", library.listed[:LENGTH])
    several = ((series, parts) for series, parts in library.by_series.items() if len(parts) > 1)
    tags = ((tag, articles) for tag, articles in library.by_tag.items() if len(articles) >= TAG_LEAST)
    subjects: Iterable[tuple[Section | Author | Tag | Series, list[Article]]]
    subjects = chain(library.by_section.items(), library.by_author.items(), several, tags)
    for subject, articles in subjects:
        name = subject.name if isinstance(subject, Author) else subject.title
        title, home = f"{name} – {channel.name}", home_of(subject)
        page = articles[-1].url if isinstance(subject, Series) else home  # the first part
        description = channel.locale("feed.description", title=title)
        abridged = isinstance(subject, Tag)
        yield Feed(title, description, page, f"{home}feed", articles[:LENGTH], abridged=abridged)
    for language, articles in library.by_language.items():
        title, home = f"{channel.name} – {language.title}", home_of(language)
        description = channel.locale.of(language.tag)("feed.description", title=title)
        yield Feed(title, description, home, f"{home}feed", articles[:LENGTH], language.tag)


def corrections(changes: Sequence[FeedSubject], home: str, channel: FeedChannel) -> Feed:
    """Return the feed of what was put right, newest first; `home` is the address of the page that collects it."""
    title = f"{channel.locale('corrections.title.other')} – {channel.name}"
    description = channel.locale("feed.corrections", title=channel.name)
    return Feed(title, description, home, f"{home}feed", changes[:LENGTH])


def outputs(
    some: Iterable[Feed],
    channel: FeedChannel,
    html_of: Callable[[Article], str],
    fingerprint_of: Callable[[Article], str],
    size_of: Callable[[str], int],
) -> Iterator[Output]:
    """Yield each feed in both forms.

    `html_of` returns the text of an article as HTML with absolute addresses, `fingerprint_of` the fingerprint of the
    text, and `size_of` the bytes of a file of the site.
    """

    def make(feed: Feed, form: Callable[[_Fields], bytes]) -> bytes:
        return form(_printable(_json_feed(feed, channel, html_of, size_of)))

    for feed in some:
        articles = [each for each in feed.subjects if isinstance(each, Article)]
        inputs = (feed, channel, [] if feed.abridged else [*map(fingerprint_of, articles)])
        yield Output(f"{feed.path}.xml", inputs, partial(make, feed, _as_rss))
        if not feed.abridged:
            yield Output(f"{feed.path}.json", inputs, partial(make, feed, _as_json))


def _json_feed(
    feed: Feed, channel: FeedChannel, html_of: Callable[[Article], str], size_of: Callable[[str], int]
) -> _Fields:
    """Return a feed in the fields of JSON Feed. RSS is written from them, so both forms have the same content."""
    language = feed.language or channel.locale.language
    items = [
        _article_item(each, channel, "" if feed.abridged else _full_text(each, html_of(each), channel), size_of)
        if isinstance(each, Article)
        else _change_item(*each, channel)
        for each in feed.subjects
    ]
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": urljoin(channel.site, feed.home),
        "feed_url": urljoin(channel.site, f"{feed.path}.json"),
        "description": feed.description,
        **({"user_comment": in_language(channel.disclaimer, language).text} if channel.disclaimer else {}),
        "icon": urljoin(channel.site, "assets/apple-touch-icon.png"),
        "language": language,
        "items": [{key: value for key, value in item.items() if value} for item in items],
    }


def _printable(value: Any) -> Any:
    """Return a value without characters that XML forbids, in any of its texts: settings may have some."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return [*map(_printable, value)] if isinstance(value, list) else value


def _article_item(article: Article, channel: FeedChannel, text: str, size_of: Callable[[str], int]) -> _Fields:
    changed = dt.datetime.combine(article.updated, dt.time(), article.zone) if article.updated else None
    picture = urljoin(channel.site, article.image.url) if article.image else ""
    kind = guess_type(picture)[0] or "application/octet-stream"
    size = size_of(article.variants.large.path) if article.variants else 0
    return {
        "id": _identity(article, channel.site),
        "url": urljoin(channel.site, article.url),
        "title": article.title,
        "summary": article.summary,
        "content_html": text,
        "date_published": article.published.isoformat(),
        "tags": [in_language(section.title, article.language).text for section in article.sections]
        + [tag.title for tag in article.tags],
        "language": article.language,
        "authors": [{"name": name} for name in article.bylines],
        "date_modified": changed and changed.isoformat(),
        "image": picture,
        "attachments": picture and [{"url": picture, "mime_type": kind, "size_in_bytes": size}],
    }


def _change_item(article: Article, change: Correction | Withdrawal, channel: FeedChannel) -> _Fields:
    if isinstance(change, Withdrawal):
        name, anchor, title, text = "withdrawn", "", "feed.withdrawn", change.reason
    else:
        same_day = [each for each in article.corrections if each.date == change.date]
        name = f"{change.date.isoformat()}-{same_day.index(change) + 1}"
        anchor, title, text = "#article-corrections", "feed.corrected", change.text
    return {
        "id": f"{_identity(article, channel.site)}#{name}",
        "url": urljoin(channel.site, f"{article.url}{anchor}"),
        "title": channel.locale(title, title=article.title),
        "summary": text,
        "content_html": "\n".join([f"<p>{escape(text)}</p>", *_notice(channel)]),
        "date_published": dt.datetime.combine(change.date, dt.time(), article.zone).isoformat(),
        "tags": [section.title for section in article.sections],
        "language": channel.locale.language,
    }


def _notice(channel: FeedChannel, language: str = "") -> list[str]:
    """Return the disclaimer for a text in a language: in that, or in the magazine's."""
    own = channel.locale.language
    text, found = in_language(channel.disclaimer, language or own)
    mark = f' lang="{found or own}"' if language not in ("", own) else ""
    return [f"<p{mark}><small>{escape(text)}</small></p>"] if text else []


def _identity(article: Article, site: str) -> str:
    """Return what a feed reader knows an article by: its first address, so it survives a new headline or slug.

    One that came over is known by what the feeds of the old site called it.
    """
    note = article.manuscript.fields.imported
    if note and note.guid:
        return note.guid
    first = next((alias for alias in article.aliases if alias.startswith("posts/")), article.url)
    return urljoin(site, first)


def _full_text(article: Article, html: str, channel: FeedChannel) -> str:
    """Return the text with everything that readers of the page see first: corrections, standfirst, disclaimer."""
    word = channel.locale.of(article.language)
    parts = []
    if article.kind != "news":
        parts.append(f"<p><strong>{escape(word(f'kind.{article.kind}'))}</strong></p>")
    if article.disclaimer:
        parts.append(f"<p><em>{escape(article.disclaimer.text)}</em></p>")
    parts += [
        f"<p><strong>{escape(_dated('feed.correction', each.date, word))}</strong> {escape(each.text)}</p>"
        for each in article.corrections
    ]
    if article.description:
        parts.append(f"<p><strong>{escape(article.description)}</strong></p>")
    parts.append(html)
    if article.language != channel.locale.language:
        parts = [f'<div lang="{article.language}">', *parts, "</div>"]
    return "\n".join([*_notice(channel, article.language), *parts])


def _dated(key: str, day: dt.date, word: Locale) -> str:
    return with_spaces(word(key, date=word.long_date(day)), word.language)


def _as_json(feed: _Fields) -> bytes:
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def _as_rss(feed: _Fields) -> bytes:
    moments = [item[key] for item in feed["items"] for key in ("date_published", "date_modified") if key in item]
    newest = max(map(dt.datetime.fromisoformat, moments), default=_EPOCH)
    channel = E.channel(
        E.title(feed["title"]),
        E.link(feed["home_page_url"]),
        E.description(feed["description"]),
        _atom.link(rel="self", href=feed["feed_url"].removesuffix("json") + "xml"),
        E.language(feed["language"]),
        *([E.copyright(feed["user_comment"])] if "user_comment" in feed else []),
        E.lastBuildDate(format_datetime(newest)),
        *(_rss_item(item, feed["language"]) for item in feed["items"]),
    )
    rss = ElementMaker(nsmap=_SPACES).rss(channel, version="2.0")
    style = urljoin(feed["icon"], "feed.css")  # beside the icon
    rss.addprevious(etree.PI("xml-stylesheet", f'href="{escape(style)}" type="text/css"'))
    document: bytes = etree.tostring(rss.getroottree(), encoding="utf-8", xml_declaration=True)
    return document


def _rss_item(item: _Fields, language: str) -> Any:
    return E.item(
        E.title(item["title"]),
        E.link(item["url"]),
        E.description(escape(item.get("summary", ""), quote=False)),  # read as HTML
        E.pubDate(format_datetime(dt.datetime.fromisoformat(item["date_published"]))),
        E.guid(item["id"], isPermaLink="false"),
        *(
            E.enclosure(length=str(each["size_in_bytes"]), type=each["mime_type"], url=each["url"])
            for each in item.get("attachments", [])
        ),
        *(E.category(tag) for tag in item.get("tags", [])),
        *(_dc.creator(author["name"]) for author in item.get("authors", [])),
        *(_dc.language(each) for each in [item["language"]] if each != language),
        *(_atom.updated(moment) for moment in [item.get("date_modified")] if moment),
        *(_content.encoded(text) for text in [item.get("content_html")] if text),
    )
