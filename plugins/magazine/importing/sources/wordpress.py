"""Reads an export of WordPress (WXR): an RSS feed with everything in it."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from magazine.importing.dates import read_moment
from magazine.importing.files import host_of, within
from magazine.importing.imported import (
    Archive,
    Comment,
    Dialect,
    Imported,
    ImportedAuthor,
    ImportedPicture,
    SourceError,
    Visibility,
)
from magazine.importing.metadata import plain_text
from magazine.importing.pictures import is_picture

# Who could read a post, by what WordPress calls it. What is not named (trash, auto-draft, inherit) is no article.
_STATUS = {
    "publish": Visibility.PUBLISHED,
    "future": Visibility.SCHEDULED,
    "draft": Visibility.DRAFT,
    "pending": Visibility.DRAFT,
    "private": Visibility.HIDDEN,
}
_TERMS = {"category": "category", "post_tag": "tag"}
_KINDS = frozenset({"post", "page"})
# Not articles of the site: menus, revisions, files, and what the program keeps of itself.
_OF_THE_PROGRAM = frozenset(
    "attachment nav_menu_item revision custom_css customize_changeset oembed_cache user_request wp_block wp_template "
    "wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face".split()
)
# The only notes beside a post that are part of it; others may hold keys, passwords and addresses.
_THUMBNAIL, _ALT, _FOOTNOTES = "_thumbnail_id", "_wp_attachment_image_alt", "footnotes"
_FEEDS = ("feed", "feed/rss", "feed/rss2", "feed/atom", "comments/feed")


def read(path: Path, zone: dt.tzinfo) -> Archive:
    """Return the archive in an export; an `uploads` folder beside it has its pictures.

    Raises:
        SourceError: It is none.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
    try:
        root = etree.parse(path, parser).getroot()
    except etree.XMLSyntaxError:  # nothing in it can be read
        root = None
    channel = None if root is None else root.find("channel")
    if channel is None:
        raise SourceError("import.not-wxr", file=path.name)
    site = _text(channel, "base_blog_url") or _text(channel, "link")
    archive = Archive("wordpress", site=site.rstrip("/"), title=_text(channel, "title"), find=uploads(path.parent))
    _read_terms(channel, archive)
    items = [*channel.iterfind("item")]
    attachments = {_text(item, "post_id"): _attachment(item) for item in items if _kind(item) == "attachment"}
    archive.library = attachments
    archive.file_hosts = {host_of(each.src) for each in attachments.values()} - {""}
    archive.captions = {_path(each.src): each for each in attachments.values() if each.src}
    base = urlsplit(archive.site).path.rstrip("/")
    for each in channel.iterfind("item/category"):  # of exports that do not list them
        folder = _TERMS.get(each.get("domain", ""))
        if folder and each.text and each.get("nicename"):
            terms = archive.categories if folder == "category" else archive.tags
            terms.setdefault(plain_text(each.text), f"{base}/{folder}/{each.get('nicename')}/")
    archive.add_term_feeds("feed/")
    attached: dict[str, list[ImportedPicture]] = {}
    for item in items:
        if _kind(item) == "attachment" and is_picture(attachments[_text(item, "post_id")].src):
            attached.setdefault(_text(item, "post_parent"), []).append(attachments[_text(item, "post_id")])
    for item in items:
        if article := _article(item, archive, attachments, zone):
            article.attached = attached.get(_text(item, "post_id"), [])
            archive.articles.append(article)
    return archive


def uploads(folder: Path) -> Callable[[str], Path | None]:
    """Return what finds the file of an address: in a folder beside the export that was copied from the server."""

    def find(address: str) -> Path | None:
        rest = (address.partition("/uploads/")[2] or address).lstrip("/")
        below = [f"wp-content/uploads/{rest}", f"uploads/{rest}", rest]
        return next((path for each in below if (path := within(folder, each))), None)

    return find


def _read_terms(channel: etree._Element, archive: Archive) -> None:
    base = urlsplit(archive.site).path.rstrip("/")
    parents = {}
    for each in _all(channel, "category"):
        if name := _text(each, "cat_name"):
            parents[_text(each, "category_nicename")] = (_text(each, "category_parent"), name)
    for nicename, (parent, name) in parents.items():
        folder = f"{parent}/" if parent in parents and parent != nicename else ""
        archive.categories[name] = f"{base}/category/{folder}{nicename}/"
    for each in _all(channel, "tag"):
        archive.tags[_text(each, "tag_name")] = f"{base}/tag/{_text(each, 'tag_slug')}/"
    for each in _all(channel, "author"):
        login = _text(each, "author_login")
        full = f"{_text(each, 'author_first_name')} {_text(each, 'author_last_name')}".strip()
        name = _text(each, "author_display_name") or full or login
        if login:
            archive.authors[login] = ImportedAuthor(name, login, old_address=f"{base}/author/{login}/")
    archive.feeds = [f"{base}/{feed}/" for feed in _FEEDS]


def _article(
    item: etree._Element, archive: Archive, attachments: dict[str, ImportedPicture], zone: dt.tzinfo
) -> Imported | None:
    kind, written = _kind(item), _text(item, "status") or "publish"
    title, link = _text(item, "title"), _text(item, "link")
    if kind in _OF_THE_PROGRAM or written in {"auto-draft", "inherit"}:
        return None
    if kind not in _KINDS or written not in _STATUS:
        archive.left_out.append((title or link, f"{kind}, {written}"))
        return None
    number, status = _text(item, "post_id"), _STATUS[written]
    notes = _notes(item)
    address = _path(link) if not urlsplit(link).query else ""
    found = Imported(
        source=link or f"?p={number}",
        title=plain_text(title),
        standfirst=plain_text(_text(item, "excerpt/encoded")),
        created=_moment(item, "post_date", zone),
        authors=_authors(item, archive),
        slug=unquote(_text(item, "post_name")),
        address=address,
        guid=_text(item, "guid"),
        old_addresses=[f"/?p={number}"] if kind == "post" else [f"/?page_id={number}"],
        body=_text(item, "content/encoded"),
        dialect=Dialect.WORDPRESS,
        picture=attachments.get(notes.get(_THUMBNAIL, "")),
        comments=[*_comments(item)],
        visibility=Visibility.HIDDEN if _text(item, "post_password") else status,
        footnotes=_footnotes(notes.get(_FOOTNOTES, "")),
    )
    found.is_page = kind == "page"
    _sort_terms(item, found)
    updated = _moment(item, "post_modified", zone)
    if updated and found.created and _day(updated) > _day(found.created):
        found.updated = updated
    return found


def _sort_terms(item: etree._Element, found: Imported) -> None:
    for each in item.iterfind("category"):
        name, domain = plain_text((each.text or "").strip()), each.get("domain", "category")
        if name and domain == "category" and each.get("nicename") != "uncategorized":
            found.categories.append(name)
        elif name and domain == "post_tag":
            found.tags.append(name)


def _authors(item: etree._Element, archive: Archive) -> list[str]:
    """Return who wrote it: those whom a plugin for several authors names, else who entered it."""
    several = [each.text or "" for each in item.iterfind("category") if each.get("domain") == "author"]
    login = _text(item, "creator")
    one = archive.authors[login].name if login in archive.authors else login
    return [*dict.fromkeys(each.strip() for each in several if each.strip())] or ([one] if one else [])


def _moment(item: etree._Element, name: str, zone: dt.tzinfo) -> dt.datetime | dt.date | None:
    """Return a moment of a post: the one with a known zone, else the one on the site's clock."""
    universal = _text(item, f"{name}_gmt")
    if universal and not universal.startswith("0000") and (found := read_moment(f"{universal} UTC", zone)):
        return found
    own = read_moment(_text(item, name), zone)
    return own or (read_moment(_text(item, "pubDate"), zone) if name == "post_date" else None)


def _day(moment: dt.datetime | dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _comments(item: etree._Element) -> Iterator[Comment]:
    for each in _all(item, "comment"):
        if _text(each, "comment_approved") == "1" and _text(each, "comment_type") in {"", "comment"}:
            yield Comment(
                author=plain_text(_text(each, "comment_author")),
                date=_text(each, "comment_date_gmt") or _text(each, "comment_date"),
                text=plain_text(_text(each, "comment_content")),
                parent=_text(each, "comment_parent").removeprefix("0"),
                id=_text(each, "comment_id"),
            )


def _attachment(item: etree._Element) -> ImportedPicture:
    return ImportedPicture(
        src=_text(item, "attachment_url") or _text(item, "guid"),
        alt=plain_text(_notes(item).get(_ALT, "")),
        caption=plain_text(_text(item, "excerpt/encoded")),
    )


def _notes(item: etree._Element) -> dict[str, str]:
    found = {}
    for each in _all(item, "postmeta"):
        key = _text(each, "meta_key")
        if key in {_THUMBNAIL, _ALT, _FOOTNOTES}:
            found[key] = _text(each, "meta_value")
    return found


def _footnotes(written: str) -> dict[str, str]:
    try:
        notes = json.loads(written) if written else []
        return {str(each["id"]): str(each["content"]) for each in notes}
    except (ValueError, TypeError, KeyError):
        return {}


def _kind(item: etree._Element) -> str:
    return _text(item, "post_type") or "post"


def _all(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """Return the children with this name in the namespace of WordPress, whatever its version."""
    return (each for each in parent.iterchildren("{*}" + name) if each.tag.startswith("{"))


def _text(parent: etree._Element, name: str) -> str:
    """Return the text of a child; the prefix of a name tells elements of two namespaces apart."""
    prefix, _, local = name.rpartition("/")
    for each in parent.iterchildren("{*}" + local):
        if not prefix or f"/{prefix}/" in each.tag or (prefix == "content" and "content" in each.tag):
            return (each.text or "").strip()
    return ""


def _path(address: str) -> str:
    return unquote(urlsplit(address).path)
