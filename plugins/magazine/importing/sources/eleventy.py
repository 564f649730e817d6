"""Reads a site made with Eleventy."""

import datetime as dt
import json
import re
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from magazine.content.slugs import slug
from magazine.importing.files import below
from magazine.importing.imported import Archive, Dialect, Imported, Visibility
from magazine.importing.metadata import first, of_javascript, split, text_of
from magazine.importing.sources.markdown_folder import FolderRules, article_from, files_below, named, path_of
from magazine.locales import phrases_of_all

SETTINGS = (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.cjs")


_GAP = re.compile(r"\{\{-?\s*(page\.fileSlug|title|slug)\s*(?:\|[^{}]*)?\}\}")
_DAY = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}-")
_CODE_HOSTS = ("github.com", "gitlab.com", "codeberg.org", "bitbucket.org")  # `npm init` calls them the home


def root_of(path: Path) -> Path | None:
    """Return the folder of the site that a path lies in."""
    for folder in (path, *path.parents):
        package = folder / "package.json"
        if any((folder / each).is_file() for each in SETTINGS) or (
            package.is_file() and b"11ty" in package.read_bytes()
        ):
            return folder
    return None


def read(path: Path, zone: dt.tzinfo) -> Archive:
    """Return the archive in the folder of a site."""
    root = root_of(path.resolve()) or path.resolve()
    source = next((root / each for each in ("src", "content", "source") if (root / each).is_dir()), root)
    data = _about(source, root)
    site = first(data, "url", "baseUrl", "base_url", "siteUrl", "origin", "homepage").rstrip("/")
    archive = Archive("eleventy", site=site if "://" in site else "", title=first(data, "title", "name"))
    archive.find = below(source, root, root / "public", root / "src_static", root / "static", source / "static")
    archive.root, archive.pages, archive.feeds = root, source, ["/feed/feed.xml", "/feed.xml", "/feed/feed.json"]
    for folder in _folders(path.resolve(), root, source):
        defaults = _folder_data(folder)
        rules = FolderRules("eleventy", Dialect.MARKDOWN_IT, zone, root, defaults=defaults)
        for file in files_below(folder, (".md", ".markdown")):
            own, body = split(text_of(file.read_bytes()))
            article = article_from(own, body, file, rules)
            if article is None or file.name.lower().startswith("readme"):
                continue
            article.tags = [
                each for each in article.tags if each not in {"post", "posts", "blogpost", "sitemap", "all"}
            ]
            kind = first(own, "type") or first(defaults, "type")
            article.categories = article.categories or ([kind] if kind else [])
            permalink = first({**defaults, **own}, "permalink")
            if permalink == "false":  # it had no page of its own
                article.visibility = Visibility.DRAFT
            else:
                article.address = _address(article, file, source, permalink)
            archive.articles.append(article)
    for name in dict.fromkeys(each for article in archive for each in article.tags):
        archive.tags[name] = f"/tags/{slug(name)}/"
    return archive


def _folders(path: Path, root: Path, source: Path) -> list[Path]:
    if path not in {root, source}:
        return [path]
    tops = [each for each in sorted(source.rglob("*")) if each.is_dir() and "node_modules" not in each.parts]
    named = [
        each
        for each in tops
        if slug(each.name) in phrases_of_all("import_folders")
        and not any(part[:1] in "._" for part in each.relative_to(source).parts)
    ]
    return [each for each in named if not any(parent in named for parent in each.parents)] or [source]


def _address(article: Imported, file: Path, source: Path, permalink: str) -> str:
    """Return where an article was: as its `permalink` says, in which names may stand; else like its file."""
    name, _ = named(file)
    values = {"page.fileSlug": name, "slug": article.slug, "title": slug(article.title)}
    address = _GAP.sub(lambda found: values.get(found[1], found[0]), permalink)
    if not address:
        stem = _DAY.sub("", file.stem)
        folder = file.parent if stem == "index" else file.parent / stem
        address = f"{folder.relative_to(source).as_posix()}/"
    return path_of(f"/{address.removesuffix('index.html').lstrip('./')}") if "{" not in address else ""


def _about(source: Path, root: Path) -> dict[str, Any]:
    """Return what a site says of itself: in a file of its data, else in its package."""
    for folder, name, ending in product(("_data", "data"), ("site", "metadata", "meta"), ("json", "js", "cjs", "mjs")):
        path = source / folder / f"{name}.{ending}"
        if path.is_file() and (found := _json(path) if ending == "json" else of_javascript(text_of(path.read_bytes()))):
            return found
    package = _json(root / "package.json")
    home = urlsplit(first(package, "homepage"))
    return package if home.hostname not in _CODE_HOSTS else {**package, "homepage": ""}


def _folder_data(folder: Path) -> dict[str, Any]:
    """Return what holds for all files of a folder."""
    for ending in ("json", "11tydata.json", "11tydata.js", "11tydata.cjs", "11tydata.mjs"):
        path = folder / f"{folder.name}.{ending}"
        if path.is_file():
            return _json(path) if ending.endswith("json") else of_javascript(text_of(path.read_bytes()))
    return {}


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
