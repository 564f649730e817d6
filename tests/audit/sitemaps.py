"""Holds sitemaps against what the protocol says in words (sitemaps.org/protocol.html), and reads them."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


@dataclass(frozen=True)
class Told:
    """An address of a sitemap with its date and pictures."""

    url: str
    lastmod: str | None
    pictures: list[str]
    news: dict[str, str]


def read(path: Path) -> list[Told]:
    """Return the addresses of a sitemap, in its order."""
    found = []
    for url in etree.parse(path).getroot().iterfind("s:url", SPACES):
        news = url.find("news:news", SPACES)
        told = {} if news is None else {etree.QName(each).localname: each.text for each in news.iter() if each.text}
        pictures = [each.text for each in url.iterfind("image:image/image:loc", SPACES)]
        found.append(
            Told(url.findtext("s:loc", namespaces=SPACES), url.findtext("s:lastmod", namespaces=SPACES), pictures, told)
        )
    return found


def faults(path: Path, site: str, built: dt.date) -> list[str]:
    """Return what is against the protocol in a sitemap (not an index) of the site at the address `site`."""
    content, entries = path.read_bytes(), read(path)
    found = [f"{len(entries)} addresses"] if not 0 < len(entries) <= 50_000 else []
    if len(content) > 50 * 1024 * 1024:
        found.append("larger than 50 MB")
    addresses = [entry.url for entry in entries]
    found += [f"{url} stands there twice" for url in set(addresses) if addresses.count(url) > 1]
    for entry in entries:
        for address in [entry.url, *entry.pictures]:
            if (
                not address.startswith(site)
                or not 12 <= len(address) <= 2048
                or not address.isascii()
                or " " in address
            ):
                found.append(f"{address} is no address of the site")
        if entry.lastmod and dt.date.fromisoformat(entry.lastmod) > built:
            found.append(f"{entry.url} was changed in the future")
    return found
