"""Reads the blog of a project with Material for MkDocs."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

from babel.dates import format_date

from magazine.content.slugs import slug
from magazine.importing.attribute_lists import without_attributes
from magazine.importing.files import below
from magazine.importing.imported import Archive, Dialect, Imported, ImportedAuthor
from magazine.importing.markdown_dialects import ICON
from magazine.importing.metadata import first, read_yaml, text_of
from magazine.importing.sources.markdown_folder import FolderRules, article_of, files_below

_MARKS = re.compile(r"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)")
_FEEDS = {
    f"{form}_{of}": f"feed_{form}_{of}.{end}"
    for form, end in (("rss", "xml"), ("json", "json"))
    for of in ("created", "updated")
}
SETTINGS = ("mkdocs.yml", "mkdocs.yaml")


def root_of(path: Path) -> Path | None:
    """Return the folder of the project that a path lies in, if it has a blog."""
    for folder in (path, *path.parents):
        if any((folder / each).is_file() for each in SETTINGS):
            docs = folder / "docs"
            return folder if [*docs.glob("**/.authors.yml"), *docs.glob("**/posts")] else None
    return None


def read(path: Path, zone: dt.tzinfo) -> Archive:
    """Return the archive in the folder of a project."""
    root = root_of(path.resolve()) or path.resolve()
    file = next(root / each for each in SETTINGS if (root / each).is_file())
    settings = read_yaml(text_of(file.read_bytes()).replace("!!python/", "!python/"))
    docs = root / (first(settings, "docs_dir") or "docs")
    blog = _options(settings, "blog")
    archive = Archive("material", site=first(settings, "site_url").rstrip("/"), title=first(settings, "site_name"))
    archive.find, archive.root, archive.pages = below(docs, root), root, docs
    folder = first(blog, "blog_dir") or "blog"
    base = "" if folder == "." else f"/{folder}"
    _read_authors(docs / folder / ".authors.yml", archive, base)
    rules = FolderRules("material", Dialect.PYTHON_MARKDOWN, zone, root)
    posts = docs / folder / (first(blog, "post_dir").removeprefix("{blog}/") or "posts")
    for each in files_below(posts, (".md",)):
        if article := article_of(each, rules):
            article.title = " ".join(_MARKS.sub("", ICON.sub("", article.title or _heading(article.body))).split())
            _address(article, blog, base)
            archive.articles.append(article)
    for name in dict.fromkeys(each for article in archive for each in article.categories):
        archive.categories[name] = f"{base}/category/{slug(name)}/"
    files = _options(settings, "rss").get("feeds_filenames")
    names = _FEEDS | (files if isinstance(files, dict) else {})
    archive.feeds = [f"/{each}" for each in names.values()]
    return archive


def _options(settings: dict[str, Any], wanted: str) -> dict[str, Any]:
    """Return the options of a plugin."""
    plugins = settings.get("plugins") or []
    for plugin in [plugins] if isinstance(plugins, dict) else plugins:
        for name, options in plugin.items() if isinstance(plugin, dict) else ():
            if str(name).rpartition("/")[2] == wanted and isinstance(options, dict):
                return options
    return {}


def _heading(body: str) -> str:
    return next((without_attributes(line[2:]).strip() for line in body.split("\n") if line.startswith("# ")), "")


def _address(article: Imported, blog: dict[str, Any], base: str) -> None:
    pattern = first(blog, "post_url_format") or "{date}/{slug}"
    form = first(blog, "post_url_date_format") or "yyyy/MM/dd"
    article.slug = article.slug if article.slug else slug(article.title)
    day = format_date(article.created, form) if article.created else ""
    values = {
        "{date}": day,
        "{slug}": article.slug,
        "{file}": article.file.stem if article.file else "",
        "{categories}": "",
    }
    if article.categories:
        values["{categories}"] = slug(article.categories[0])
    for name, value in values.items():
        pattern = pattern.replace(name, value)
    article.address = f"{base}/{pattern.strip('/')}/"


def _read_authors(file: Path, archive: Archive, base: str) -> None:
    entries = read_yaml(text_of(file.read_bytes())).get("authors") if file.is_file() else None
    for key, entry in entries.items() if isinstance(entries, dict) else ():
        name = first(entry, "name") or str(key)
        archive.authors[str(key)] = ImportedAuthor(
            name,
            str(key),
            first(entry, "description"),
            first(entry, "avatar"),
            first(entry, "url"),
            f"{base}/author/{key}/",
        )
