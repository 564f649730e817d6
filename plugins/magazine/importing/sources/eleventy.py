"""Reads a site made with Eleventy."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from magazine.content.slugs import slug
from magazine.importing.files import below
from magazine.importing.imported import Archive, Dialect
from magazine.importing.metadata import first, split, text_of
from magazine.importing.sources.markdown_folder import FolderRules, article_of, files_below, path_of
from magazine.locales import phrases_of_all

SETTINGS = (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.cjs")


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
    data = _json(source / "_data/site.json") or _json(source / "_data/metadata.json")
    archive = Archive(
        "eleventy", site=first(data, "url", "baseUrl", "origin").rstrip("/"), title=first(data, "title", "name")
    )
    archive.find = below(source, root, root / "public", root / "src_static", root / "static", source / "static")
    archive.root, archive.pages, archive.feeds = root, source, ["/feed/feed.xml", "/feed.xml", "/feed/feed.json"]
    for folder in _folders(path.resolve(), root, source):
        for file in files_below(folder, (".md", ".markdown")):
            defaults = _json(folder / f"{folder.name}.json")
            rules = FolderRules("eleventy", Dialect.MARKDOWN_IT, zone, root, defaults=defaults)
            article = article_of(file, rules)
            own = split(text_of(file.read_bytes()))[0]
            if article is None or file.name.lower().startswith("readme"):
                continue
            article.tags = [
                each for each in article.tags if each not in {"post", "posts", "blogpost", "sitemap", "all"}
            ]
            kind = first(own, "type") or first(defaults, "type")
            article.categories = article.categories or ([kind] if kind else [])
            address = first(own, "permalink") or f"/{file.relative_to(source).with_suffix('').as_posix()}/"
            article.address = path_of(f"/{address.lstrip('/')}") if "{" not in address else ""
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


def _json(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
