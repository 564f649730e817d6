"""Reads a site made with Pelican: Markdown or reStructuredText with lines of metadata above it."""

import ast
import datetime as dt
import re
from pathlib import Path
from typing import Any

from slugify import slugify

from magazine.importing.files import below
from magazine.importing.imported import Archive, Dialect, Imported, Visibility
from magazine.importing.metadata import first, split, text_of
from magazine.importing.restructured_text import split_fields
from magazine.importing.sources.markdown_folder import FolderRules, article_from, files_below

SETTINGS = ("pelicanconf.py", "publishconf.py")
_LINE = re.compile(r"^([A-Za-z][\w-]*):[ \t]*(.*)$")
_PLACE = re.compile(r"[{|](?:filename|static|attach)[}|](?=\S)")
_LISTING = re.compile(r"[{|](author|category|tag|index)[}|]")
_DATE = r"(?P<date>\d{4}-\d{2}-\d{2}).*"
_PATTERNS = {
    "ARTICLE": "{slug}.html",
    "PAGE": "pages/{slug}.html",
    "CATEGORY": "category/{slug}.html",
    "TAG": "tag/{slug}.html",
}
_PATTERN = re.compile(r"\{(\w+)(?::([^{}]*))?\}")


def root_of(path: Path) -> Path | None:
    """Return the folder of the site that a path lies in."""
    return next((each for each in (path, *path.parents) if any((each / name).is_file() for name in SETTINGS)), None)


def read(path: Path, zone: dt.tzinfo) -> Archive:
    """Return the archive in the folder of a site."""
    root = root_of(path.resolve()) or path.resolve()
    settings = _settings(root)
    content = root / str(settings.get("PATH") or "content")
    archive = Archive(
        "pelican", site=str(settings.get("SITEURL") or "").rstrip("/"), title=str(settings.get("SITENAME") or "")
    )
    if "//" not in archive.site or "localhost" in archive.site:
        archive.site = ""
    archive.root, archive.find = root, below(content, root, content / "images")
    feeds = {"FEED_ALL_ATOM": "feeds/all.atom.xml", **settings}
    archive.feeds = [f"/{feeds[key]}" for key in ("FEED_ATOM", "FEED_ALL_ATOM", "FEED_ALL_RSS") if feeds.get(key)]
    rules = FolderRules("pelican", Dialect.PYTHON_MARKDOWN, zone, root)
    archive.pages = content
    for file in files_below(content, (".md", ".markdown", ".mkd", ".rst")):
        if article := _article(file, content, rules, settings):
            archive.articles.append(article)
    for name in dict.fromkeys(each for article in archive for each in article.categories):
        archive.categories[name] = _address("CATEGORY", settings, {"slug": _slug(name)})
    for name in dict.fromkeys(each for article in archive for each in article.tags):
        archive.tags[name] = _address("TAG", settings, {"slug": _slug(name)})
    _add_term_feeds(archive, settings)
    return archive


def _add_term_feeds(archive: Archive, settings: dict[str, Any]) -> None:
    """Note where the feeds of categories and tags were, by the settings that name them."""
    patterns = {"CATEGORY_FEED_ATOM": "feeds/{slug}.atom.xml", **settings}
    for kind, terms in (("CATEGORY", archive.categories), ("TAG", archive.tags)):
        for ending in ("ATOM", "RSS"):
            pattern = str(patterns.get(f"{kind}_FEED_{ending}") or "")
            for name, page in terms.items() if pattern else ():
                address = pattern.replace("%s", "{slug}").replace("{slug}", _slug(name))
                archive.term_feeds[f"/{address.lstrip('/')}"] = page


def _settings(root: Path) -> dict[str, Any]:
    """Return the plain values that settings in Python give to names; nothing of them is run."""
    found: dict[str, Any] = {}
    for name in SETTINGS:
        file = root / name
        try:
            tree = ast.parse(text_of(file.read_bytes())) if file.is_file() else ast.Module([], [])
        except SyntaxError:
            continue
        for statement in tree.body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                key, value = statement.targets[0].id, statement.value
                try:
                    found[key] = found.get(value.id) if isinstance(value, ast.Name) else ast.literal_eval(value)
                except ValueError:
                    continue
    return found


def _article(file: Path, content: Path, rules: FolderRules, settings: dict[str, Any]) -> Imported | None:
    is_restructured = file.suffix.lower() == ".rst"
    data, body = (split_fields if is_restructured else _split)(text_of(file.read_bytes()))
    data = {**_named(str(settings.get("FILENAME_METADATA") or _DATE), file.stem), **data}
    below_content = file.relative_to(content)
    is_page = below_content.parts[0] in {*(settings.get("PAGE_PATHS") or ["pages"])}
    if not is_page and not first(data, "category") and len(below_content.parts) > 1:
        data["category"] = below_content.parts[0]
    article = article_from(data, body, file, rules)
    if article is None:
        return None
    article.is_page = is_page
    if is_restructured:
        article.dialect = Dialect.RESTRUCTURED_TEXT
    names = article.authors or [str(settings.get("AUTHOR") or "")]
    article.authors = [name for each in names for name in each.split(";") if name.strip()]
    by_name = settings.get("SLUGIFY_SOURCE") == "basename"
    article.slug = first(data, "slug") or _slug(file.stem if by_name else article.title) or file.stem
    article.body = _LISTING.sub(r"/\1/", _PLACE.sub("", article.body))
    if first(data, "status") == "hidden":
        article.visibility = Visibility.HIDDEN
    category = _slug(article.categories[0]) if article.categories else ""
    values = {"slug": article.slug, "category": category, "date": article.created, "lang": "", "filename": file.stem}
    article.address = _address("PAGE" if is_page else "ARTICLE", settings, values)
    if article.created:  # a tag URI (RFC 4151), as its feedgenerator makes it
        article.guid = f"tag:{{host}},{article.created:%Y-%m-%d}:{article.address}"
    return article


def _slug(text: str) -> str:
    """Return a part of an address as Pelican makes it: signs go, and leave no hyphen."""
    return slugify(re.sub(r"[^\w\s-]", "", text))


def _named(pattern: str, name: str) -> dict[str, str]:
    """Return what the name of a file says, as the settings divide it."""
    try:
        found = re.match(pattern, name)
    except re.error:
        found = None
    return {key: value for key, value in found.groupdict().items() if value} if found else {}


def _split(text: str) -> tuple[dict[str, Any], str]:
    """Return the lines of metadata above a text, and the text."""
    data, body = split(text)
    if data:
        return data, body
    lines = text.lstrip("\n").split("\n")
    key = ""
    for number, line in enumerate(lines):
        if found := _LINE.match(line):
            key = found[1].lower()
            data[key] = found[2].strip()
        elif line.startswith((" ", "\t")) and key:
            data[key] += " " + line.strip()
        else:
            return data, "\n".join(lines[number:])
    return data, ""


def _address(kind: str, settings: dict[str, Any], values: dict[str, Any]) -> str:
    """Return where a page of this kind was."""

    def value(found: re.Match[str]) -> str:
        given = values.get(found[1], "")
        return given.strftime(found[2]) if found[2] and isinstance(given, dt.date) else str(given or "")

    pattern = str(settings.get(f"{kind}_SAVE_AS") or settings.get(f"{kind}_URL") or _PATTERNS[kind])
    return "/" + re.sub(r"(?<![^/])index\.html$", "", _PATTERN.sub(value, pattern).lstrip("/"))
