"""Rules that the W3C feed validator publishes (validator.w3.org/feed/docs), each told by its name there."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import feedparser
from lxml import etree, html

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
LINK = "{http://www.w3.org/2005/Atom}link"
UPDATED = "{http://www.w3.org/2005/Atom}updated"

_CHANNEL = {"title", "link", "description", "language", "copyright", "lastBuildDate", "item", LINK}
_ITEM = {"title", "link", "description", "pubDate", "guid", "enclosure", "category", CREATOR, UPDATED, CONTENT}
_REPEATED = {"item", "category", CREATOR}
_RFC_822 = re.compile(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}")
_FAR_OFF = 2200  # a year that no article has
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_NOT_HTML = re.compile(r"<(?![a-z/!])|&(?!#?\w+;)", re.IGNORECASE)
_DANGEROUS = {
    "script",
    "iframe",
    "object",
    "embed",
    "applet",
    "form",
    "input",
    "style",
    "link",
    "meta",
    "base",
    "frame",
}


def rss_faults(source: bytes, address: str) -> list[str]:
    """Return what is wrong in the RSS feed at `address`."""
    found = []
    parsed = feedparser.parse(source)
    if parsed.bozo or parsed.version != "rss20":
        found.append(f"NotWellFormed: {parsed.get('bozo_exception', parsed.version)}")
    channel = etree.fromstring(source).find("channel")
    found += _elements(channel, _CHANNEL, {"title", "link", "description", LINK})
    found += [f"MissingSelf: {each.attrib}" for each in channel.iterfind(LINK) if each.get("rel") != "self"]
    found += [
        f"SelfDoesntMatchLocation: {each.get('href')}" for each in channel.iterfind(LINK) if each.get("href") != address
    ]
    found += _date(channel, "lastBuildDate")
    guids = Counter(each.text for each in channel.iterfind("item/guid"))
    found += [f"DuplicateItem: {guid}" for guid, count in guids.items() if count > 1]
    for item in channel.iterfind("item"):
        found += [f"{item.findtext('guid')}: {fault}" for fault in _item(item)]
    return found


def json_faults(feed: dict[str, Any], address: str) -> list[str]:
    """Return the faults that a schema cannot find in the JSON Feed at `address`."""
    found = [] if feed["feed_url"] == address else [f"feed_url is {feed['feed_url']}"]
    ids = [item["id"] for item in feed["items"]]
    found += [f"{each} twice" for each in set(ids) if ids.count(each) > 1]
    for item in feed["items"]:
        for key in ("date_published", "date_modified"):
            if key in item and dt.datetime.fromisoformat(item[key]).tzinfo is None:
                found.append(f"{item['id']}: {key} has no time zone")
        addresses = [
            item["url"],
            item.get("image", item["url"]),
            *(each["url"] for each in item.get("attachments", [])),
        ]
        found += [f"{item['id']}: {each} is relative" for each in addresses if not _absolute(each)]
        found += [f"{item['id']}: {each}" for each in markup_faults(item["content_html"])]
    return found


def markup_faults(markup: str) -> Iterator[str]:
    """Yield what is wrong in a text: what could do harm, and what leads nowhere outside its page."""
    for element in html.fragment_fromstring(markup, create_parent="div").iter(etree.Element):
        if element.tag in _DANGEROUS:
            yield f"SecurityRisk: <{element.tag}>"
        for name, value in element.attrib.items():
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                yield f"SecurityRiskAttr: {name}"
            if name == "style":
                yield f"DangerousStyleAttr: {value}"
            if name in {"href", "src", "poster", "cite"} and not _absolute(value):
                yield f"ContainsRelRef: {value}"
            if name == "srcset" and not all(_absolute(each.split()[0]) for each in value.split(",")):
                yield f"ContainsRelRef: {value}"
        if element.tag == "img" and element.get("alt") is None:
            yield f"MissingAlt: {element.get('src')}"


def _item(item: Any) -> Iterator[str]:
    yield from _elements(item, _ITEM, {"title", "link", "description", "guid", "pubDate"})
    yield from _date(item, "pubDate")
    updated = item.findtext(UPDATED)
    if updated and dt.datetime.fromisoformat(updated).tzinfo is None:
        yield f"InvalidW3CDTFDate: {updated}"
    if not _absolute(item.findtext("link")):
        yield f"InvalidFullLink: {item.findtext('link')}"
    guid = item.find("guid")
    if not guid.text or (guid.get("isPermaLink", "true") == "true" and not _absolute(guid.text)):
        yield f"InvalidPermalink: {guid.text}"
    for enclosure in item.iterfind("enclosure"):
        if not enclosure.get("length", "").isdigit() or int(enclosure.get("length")) == 0:
            yield f"InvalidNonNegativeInteger: length {enclosure.get('length')}"
        if not _TYPE.fullmatch(enclosure.get("type", "")):
            yield f"InvalidMIMEType: {enclosure.get('type')}"
        if not _absolute(enclosure.get("url")):
            yield f"InvalidURLAttribute: {enclosure.get('url')}"
    if _NOT_HTML.search(item.findtext("description") or ""):
        yield f"NotHtml: {item.findtext('description')}"
    names = [child.tag for child in item]
    if CONTENT in names and names.index(CONTENT) < names.index("description"):
        yield "ContentBeforeDescription: readers take the first for the whole text"
    yield from markup_faults(item.findtext(CONTENT) or "<p></p>")


def _elements(parent: Any, known: set[str], required: set[str]) -> Iterator[str]:
    counted = Counter(child.tag for child in parent)
    yield from (f"UndefinedElement: {tag}" for tag in counted if tag not in known)
    yield from (f"DuplicateElement: {tag}" for tag, count in counted.items() if count > 1 and tag not in _REPEATED)
    yield from (f"MissingElement: {tag}" for tag in required if tag not in counted)
    for child in parent:
        if child.tag not in {"item", "enclosure", LINK} and not (child.text or "").strip():
            yield f"NotBlank: {child.tag}"


def _date(parent: Any, name: str) -> Iterator[str]:
    text = parent.findtext(name)
    if text is None:
        return
    if not _RFC_822.fullmatch(text):
        yield f"InvalidRFC2822Date: {name} {text}"
    elif not 1990 < parsedate_to_datetime(text).year < _FAR_OFF:
        yield f"ImplausibleDate: {name} {text}"


def _absolute(address: str | None) -> bool:
    parts = urlsplit(address or "")
    return (parts.scheme in {"http", "https"} and bool(parts.netloc)) or parts.scheme == "mailto"
