"""Redirects for old addresses of what is no article: sections, tags, authors, feeds, and numbers such as `?p=7`."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml
from pydantic_core import PydanticCustomError

from magazine.content.address_fields import site_path
from magazine.content.section import Section, Tag
from magazine.content.slugs import slug
from magazine.importing.metadata import LOADER
from magazine.importing.run import Importer, Outcome
from magazine.pages.addresses import Addresses
from magazine.pages.listing import TAG_LEAST


def add_redirects(importer: Importer, outcomes: Iterable[Outcome], file: Path) -> int:
    """Add to the file of redirects what it does not have yet; return how many there are now."""
    before = file.read_text("utf-8") if file.is_file() else ""
    known = yaml.load(before, LOADER) or {}  # noqa: S506 - texts only
    addresses = importer.addresses
    lines = []
    for old, new in _redirects(importer, [*outcomes], addresses):
        path = urlsplit(old).path.lstrip("/")
        is_own = bool(path) and addresses.owner(path if "." in path else f"{path.rstrip('/')}/index.html")
        if old not in known and not is_own and _is_possible(old) and old.strip("/") != new.strip("/"):
            known[old] = new
            lines.append(f"{json.dumps(old, ensure_ascii=False)}: {json.dumps(new, ensure_ascii=False)}\n")
    if lines:
        text = before if not before or before.endswith("\n") else f"{before}\n"
        file.write_text(text + "".join(lines), "utf-8")
    return len(known)


def _is_possible(old: str) -> bool:
    """Return whether a site can have something at an address; numbers behind a question mark are looked up."""
    try:
        return urlsplit(old).query != "" or bool(site_path(old))
    except PydanticCustomError:
        return False


def _redirects(importer: Importer, outcomes: list[Outcome], addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Yield old and new addresses, each from the top of the site; only to pages that there are."""
    public = [each for each in outcomes if each.is_public]
    tags = {slug(tag) for each in public for tag in each.planned.tags}
    sections = {section for each in public for section in each.planned.sections}
    archive = importer.archive

    def of_term(name: str) -> str:
        section = importer.sections.mapping.get(slug(name), "")
        if section in sections:
            return addresses.section(Section(section, ""))
        return addresses.tag(Tag(slug(name), "")) if slug(name) in tags else addresses.archive()

    pages = [*((old, of_term(name)) for name, old in archive.categories.items())]
    for name, old in archive.tags.items():
        pages.append((old, addresses.tag(Tag(slug(name), "")) if slug(name) in tags else addresses.archive()))
    pages += _of_authors(importer, public, addresses)
    yield from ((old, f"/{new}") for old, new in pages)
    if importer.target.has_feeds:
        yield from (
            (feed, f"/feed{'.json' if feed.endswith('.json') else '.xml'}") for feed in dict.fromkeys(archive.feeds)
        )
        yield from _of_term_feeds(archive.term_feeds, dict(pages), public, addresses)
    for each in public:
        is_page = each.planned.article.is_page
        for old in (*each.planned.article.old_addresses, *([each.planned.article.address] if is_page else [])):
            if is_page or (urlsplit(old).query and urlsplit(old).path == "/"):
                yield unquote(old), f"/{each.planned.url}"


def _of_authors(importer: Importer, public: list[Outcome], addresses: Addresses) -> Iterator[tuple[str, str]]:
    everybody = addresses.authors()
    written = {author for each in public for author in each.planned.authors}
    for identity, old in importer.people.addresses.items():
        if old:
            yield old, f"{everybody}{importer.people.slug(identity)}/" if identity in written else everybody


def _of_term_feeds(
    feeds: Mapping[str, str], pages: Mapping[str, str], public: list[Outcome], addresses: Addresses
) -> Iterator[tuple[str, str]]:
    """Yield the old feeds of sections, tags and authors that have one here, too."""
    counts = Counter(slug(tag) for each in public for tag in each.planned.tags)
    small = {addresses.tag(Tag(tag, "")) for tag, count in counts.items() if count < TAG_LEAST}
    without = {*small, addresses.archive(), addresses.authors()}
    for feed, page in feeds.items():
        new = pages.get(page)
        if new and new not in without:
            yield feed, f"/{new}feed.xml"
