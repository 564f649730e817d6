"""Reads an export of Ghost: a JSON file with tables, of which members, keys and sessions are never looked at."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

from magazine.importing.dates import read_moment
from magazine.importing.files import below
from magazine.importing.imported import (
    Archive,
    Dialect,
    Imported,
    ImportedAuthor,
    ImportedPicture,
    SourceError,
    Visibility,
)
from magazine.importing.metadata import plain_text

_PLACEHOLDER = re.compile(r"__GHOST_URL__")
_SIZED = re.compile(r"(?<=/content/images/)size/\w+/(?:format/\w+/)?")
_STATUS = {
    "published": Visibility.PUBLISHED,
    "scheduled": Visibility.SCHEDULED,
    "draft": Visibility.DRAFT,
    "sent": Visibility.HIDDEN,  # only by mail, to those who subscribed
}

_DIGITS_OF_SECONDS = 10
_Row = dict[str, Any]


def read(path: Path, zone: dt.tzinfo) -> Archive:
    """Return the archive in an export; a folder `content/images` beside it has its pictures.

    Raises:
        SourceError: It is none.
    """
    tables = _tables(path)
    settings = {str(each.get("key")): each.get("value") for each in tables.get("settings", [])}
    archive = Archive("ghost", title=str(settings.get("title") or ""), find=_finder(path.parent))
    archive.site = str(settings.get("url") or "").rstrip("/")
    archive.feeds = ["/rss/"]
    users = {str(each["id"]): each for each in tables.get("users", []) if each.get("name")}
    for each in users.values():
        archive.authors[str(each["id"])] = ImportedAuthor(
            plain_text(str(each["name"])),
            str(each["id"]),
            plain_text(str(each.get("bio") or "")),
            _path(each.get("profile_image")),
            str(each.get("website") or ""),
            f"/author/{each.get('slug')}/",
        )
    tags = {str(each["id"]): each for each in tables.get("tags", []) if not str(each.get("name", "#")).startswith("#")}
    for each in tags.values():
        archive.tags[plain_text(str(each["name"]))] = f"/tag/{each.get('slug')}/"
    archive.add_term_feeds("rss/")
    tags_of = _related(tables.get("posts_tags", []), "tag_id")
    authors_of = _related(tables.get("posts_authors", []), "author_id")
    notes = {str(each.get("post_id")): each for each in tables.get("posts_meta", [])}
    for post in tables.get("posts", []):
        identity = str(post.get("id"))
        article = _article(post, notes.get(identity, {}), zone)
        names = [plain_text(str(tags[each]["name"])) for each in tags_of.get(identity, []) if each in tags]
        within = [each for each in post.get("tags") or [] if isinstance(each, dict) and each.get("name")]
        names += [plain_text(str(each["name"])) for each in within]
        article.categories, article.tags = names[:1], names[1:]
        authors = authors_of.get(identity) or [str(post.get("author_id"))]
        article.authors = [each for each in authors if each in archive.authors]
        archive.articles.append(article)
    return archive


def _tables(path: Path) -> dict[str, list[_Row]]:
    try:
        data = json.loads(path.read_text("utf-8"))
        database = data["db"][0] if "db" in data else data
        tables = database["data"]
    except (ValueError, KeyError, IndexError, TypeError, UnicodeDecodeError):
        raise SourceError("import.not-ghost", file=path.name) from None
    if not isinstance(tables, dict) or not isinstance(tables.get("posts"), list):
        raise SourceError("import.not-ghost", file=path.name)
    return tables


def _article(post: _Row, notes: _Row, zone: dt.tzinfo) -> Imported:
    slug, is_page = str(post.get("slug") or ""), post.get("type") == "page" or str(post.get("page")) in {"1", "True"}
    members = str(post.get("visibility") or "public") != "public"
    picture = _path(post.get("feature_image") or post.get("image"))
    created = read_moment(_moment(post.get("published_at") or post.get("created_at")), zone)
    body, dialect = _text(post)
    found = Imported(
        source=f"/{slug}/",
        title=plain_text(str(post.get("title") or "")),
        standfirst=plain_text(str(post.get("custom_excerpt") or "")),
        created=created,
        slug=slug,
        address=f"/{slug}/",
        guid=_guid(post),
        body=body,
        dialect=dialect,
        visibility=Visibility.HIDDEN if members else _STATUS.get(str(post.get("status")), Visibility.DRAFT),
        is_page=is_page,
    )
    if picture:
        caption = re.sub(r"<[^<>]*>", "", str(notes.get("feature_image_caption") or ""))
        found.picture = ImportedPicture(picture, str(notes.get("feature_image_alt") or ""), caption)
    return found


def _guid(post: _Row) -> str:
    """Return what Ghost's feed called a post: its id, which was a number before version 1; then it was the uuid."""
    own = post.get("id")
    return str(own if isinstance(own, str) else post.get("uuid") or "")


def _moment(written: object) -> object:
    """Return a moment; exports before version 1 count the milliseconds from 1970, and some of others the seconds."""
    digits = str(written)
    if not re.fullmatch(r"\d{9,14}", digits):
        return written
    seconds = int(digits) / (1000 if len(digits) > _DIGITS_OF_SECONDS else 1)
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def _text(post: _Row) -> tuple[str, Dialect]:
    """Return the HTML that Ghost made of a text; if it made none, the Markdown of old exports, or the plain words."""
    html, markdown = str(post.get("html") or ""), str(post.get("markdown") or "")
    if not html and markdown:
        return plain_text(markdown), Dialect.MARKDOWN_IT
    if not html and (plain := str(post.get("plaintext") or "")):
        paragraphs = (" ".join(each.split()) for each in plain.split("\n\n"))
        html = "".join(f"<p>{each}</p>" for each in paragraphs if each)
    return plain_text(_SIZED.sub("", _PLACEHOLDER.sub("", html))), Dialect.HTML


def _path(address: object) -> str:
    return _SIZED.sub("", _PLACEHOLDER.sub("", str(address or "")))


def _related(rows: list[_Row], key: str) -> dict[str, list[str]]:
    """Return what belongs to each post, in its order."""
    found: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda each: int(each.get("sort_order") or 0)):
        found.setdefault(str(row.get("post_id")), []).append(str(row.get(key)))
    return found


def _finder(folder: Path) -> Any:
    find = below(folder, folder / "content", folder / "images")

    def found(path: str) -> Path | None:
        return find(path) or find(path.partition("/content/images/")[2] or path)

    return found
