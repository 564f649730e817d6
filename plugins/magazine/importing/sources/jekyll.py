"""Reads a site made with Jekyll."""

import datetime as dt
import posixpath
import re
from pathlib import Path
from typing import Any

from magazine.importing.files import below
from magazine.importing.imported import Archive, Dialect, Imported, ImportedAuthor, Visibility
from magazine.importing.metadata import first, read_yaml, split, text_of
from magazine.importing.sources.markdown_folder import FolderRules, article_of, files_below, path_of

SETTINGS = ("_config.yml", "_config.yaml", "_config.toml")
_PATTERNS = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}


def root_of(path: Path) -> Path | None:
    """Return the folder of the site that a path lies in."""
    return next((each for each in (path, *path.parents) if any((each / name).is_file() for name in SETTINGS)), None)


def read(path: Path, zone: dt.tzinfo) -> Archive:
    """Return the archive in the folder of a site."""
    root = root_of(path.resolve()) or path.resolve()
    settings = next(
        (read_yaml(text_of((root / each).read_bytes())) for each in SETTINGS if (root / each).is_file()), {}
    )
    site = (first(settings, "url") + first(settings, "baseurl")).rstrip("/")
    local = re.match(r"https?://(?:localhost|127\.|0\.0\.0\.0)", site)
    archive = Archive("jekyll", site="" if local or "//" not in site else site, title=first(settings, "title"))
    archive.find = below(root, root / "assets", root / "images", root / "assets/images")
    archive.root, archive.feeds = root, _feeds(root, settings)
    _read_authors(root, archive)
    pattern = first(settings, "permalink") or "date"
    rules = FolderRules("jekyll", Dialect.KRAMDOWN, zone, root, site)
    for folder in sorted([*root.rglob("_posts"), *root.rglob("_drafts")]):
        for file in files_below(folder):
            if article := article_of(file, rules):
                if folder.name == "_drafts":
                    article.visibility = Visibility.DRAFT
                _address(article, file, pattern)
                archive.articles.append(article)
    for name in dict.fromkeys(each for article in archive for each in article.categories):
        archive.categories[name] = f"/category/{name.lower().replace(' ', '-')}/"
    for name in dict.fromkeys(each for article in archive for each in article.tags):
        archive.tags[name] = f"/tag/{name.lower().replace(' ', '-')}/"
    return archive


def _feeds(root: Path, settings: dict[str, Any]) -> list[str]:
    """Return where feeds were: that of jekyll-feed, and those that have a template."""
    of_plugin = settings.get("feed")
    path = first(of_plugin, "path") if isinstance(of_plugin, dict) else ""
    names = ["atom.xml", "rss.xml", "feed.xml", "feed.json", "feed/index.xml"]
    return [f"/{path.lstrip('/') or 'feed.xml'}", *(f"/{each}" for each in names if (root / each).is_file())]


def _address(article: Imported, file: Path, pattern: str) -> None:
    data, _ = split(text_of(file.read_bytes()))
    pattern = first(data, "permalink") or _PATTERNS.get(pattern, pattern)
    moment = article.created or dt.date(1900, 1, 1)
    name = article.slug if first(data, "slug") else re.sub(r"^\d{4}-\d{1,2}-\d{1,2}-", "", file.stem)
    values: dict[str, Any] = {
        "categories": "/".join(each.lower().replace(" ", "%20") for each in article.categories),
        "year": f"{moment:%Y}", "month": f"{moment:%m}", "day": f"{moment:%d}", "i_month": moment.month,
        "i_day": moment.day, "short_year": f"{moment:%y}", "y_day": f"{moment:%j}", "title": name, "slug": name,
        "week": f"{moment:%V}", "short_day": f"{moment:%a}", "output_ext": ".html", "hour": f"{moment:%H}",
    }  # fmt: skip
    address = re.sub(r":([a-z_]+)", lambda found: str(values.get(found[1], "")), pattern)
    article.address = path_of(re.sub(r"/{2,}", "/", f"/{address}"))
    # The id of the document, as jekyll-feed writes it.
    article.guid = posixpath.join(posixpath.dirname(article.address.rstrip("/")), name)


def _read_authors(root: Path, archive: Archive) -> None:
    """Read `_data/authors.yml`, and files of a collection `_authors`."""
    file = next((each for each in (root / "_data/authors.yml", root / "_data/authors.yaml") if each.is_file()), None)
    entries: dict[str, Any] = read_yaml(text_of(file.read_bytes())) if file else {}
    for path in files_below(root / "_authors") if (root / "_authors").is_dir() else ():
        data, bio = split(text_of(path.read_bytes()))
        entries[path.stem] = {"bio": bio.strip(), **data}
    for key, entry in entries.items():
        if isinstance(entry, dict):
            full = f"{first(entry, 'first_name')} {first(entry, 'last_name')}".strip()
            name = first(entry, "name", "display_name", "title") or full or str(key)
            portrait = first(entry, "avatar_url", "avatar", "image", "picture")
            bio = first(entry, "bio", "description", "about")
            archive.authors[str(key)] = ImportedAuthor(
                name, str(key), bio, portrait, first(entry, "web", "url", "website")
            )
