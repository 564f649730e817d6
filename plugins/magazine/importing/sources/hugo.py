"""Reads a site made with Hugo."""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from magazine.content.slugs import slug
from magazine.importing.files import below
from magazine.importing.imported import Archive, Dialect, Imported, ImportedAuthor
from magazine.importing.metadata import first, read_yaml, split, text_of
from magazine.importing.sources.markdown_folder import FolderRules, article_of, files_below, path_of
from magazine.locales import phrases_of_all

_HIGHLIGHT = re.compile(r"\b[hH]ighlight\b[^}\n]*?(?<=[\s)])(?:\"([\w+#-]+)\"|\$\w+|\(?\.Get)")
SETTINGS = ("hugo.toml", "hugo.yaml", "hugo.yml", "config.toml", "config.yaml", "config.yml", "config/_default")


def root_of(path: Path) -> Path | None:
    """Return the folder of the site that a path lies in."""
    for folder in (path, *path.parents):
        if (folder / "content").is_dir() and any((folder / each).exists() for each in SETTINGS):
            return folder
    return None


def read(path: Path, zone: dt.tzinfo) -> Archive:
    """Return the archive in the folder of a site, or in one of its folders of articles."""
    root = root_of(path.resolve()) or path.resolve()
    settings = _settings(root)
    content = root / "content"
    static = [root / "static", root / "assets", content, *_languages(content), *root.glob("themes/*/static")]
    archive = Archive(
        "hugo",
        site=first(settings, "baseURL").rstrip("/"),
        title=first(settings, "title"),
        find=_with_names(below(*static), root / "static", root / "assets"),
    )
    if not archive.site.startswith("http"):
        archive.site = ""
    archive.root, archive.pages, archive.feeds = root, content, ["/index.xml"]
    _read_authors(content, archive)
    permalinks = settings.get("permalinks") or {}
    code_tags = _code_tags(root)
    for folder in _folders(path.resolve(), content):
        section = folder.relative_to(content).as_posix() if folder.is_relative_to(content) else ""
        section = re.sub(rf"^(?:{'|'.join(map(re.escape, _names(content)))})(?:/|$)", "", section) if section else ""
        archive.feeds.append(f"/{section}/index.xml")
        rules = FolderRules("hugo", Dialect.GOLDMARK, zone, root, archive.site)
        for file in files_below(folder):
            if file.stem == "_index":
                continue
            if article := article_of(file, rules):
                _address(article, file, folder, section, permalinks)
                article.code_tags = code_tags
                archive.articles.append(article)
    for kind, terms in (("categories", archive.categories), ("tags", archive.tags)):
        for name in dict.fromkeys(each for article in archive for each in getattr(article, kind)):
            terms[name] = f"/{kind}/{_urlized(name)}/"
    archive.add_term_feeds("index.xml")
    return archive


def _settings(root: Path) -> dict[str, Any]:
    for name in SETTINGS:
        path = root / name
        files = sorted(path.glob("*.*")) if path.is_dir() else [path]
        found: dict[str, Any] = {}
        for file in filter(Path.is_file, files):
            text = text_of(file.read_bytes())
            try:
                found |= tomllib.loads(text) if file.suffix == ".toml" else read_yaml(text)
            except tomllib.TOMLDecodeError:
                continue
        if found:
            return found
    return {}


def _code_tags(root: Path) -> dict[str, str]:
    """Return the site's shortcodes that show what they hold as code; with the language, if it stands in them."""
    found: dict[str, str] = {}
    for folder in (*root.glob("themes/*/layouts/shortcodes"), root / "layouts/shortcodes"):
        for file in folder.glob("*.html"):
            template = text_of(file.read_bytes())
            if ".Inner" in template and (call := _HIGHLIGHT.search(template)):
                found[file.stem.lower()] = call[1] or ""
    return found


def _languages(content: Path) -> list[Path]:
    """Return the folders below `content` that are languages, not sections."""
    inner = [each for each in content.iterdir() if each.is_dir()] if content.is_dir() else []
    names = {"english", "german", "deutsch", "de", "en"}
    return [each for each in inner if each.name.lower() in names]


def _names(content: Path) -> list[str]:
    return [each.name for each in _languages(content)] or ["\0"]


def _folders(path: Path, content: Path) -> Iterator[Path]:
    if path.is_relative_to(content) and path != content:
        yield path
        return
    tops = [each for base in (_languages(content) or [content]) for each in sorted(base.iterdir()) if each.is_dir()]
    named = [each for each in tops if slug(each.name) in phrases_of_all("import_folders")]
    yield from named or [each for each in tops if any(_has_date(file) for file in files_below(each))]


def _has_date(file: Path) -> bool:
    return file.stem != "_index" and bool(first(split(text_of(file.read_bytes()))[0], "date"))


def _with_names(find: Any, *folders: Path) -> Any:
    """Return what also finds a file that is named without its folder, if there is only one with its name."""
    names: dict[str, list[Path]] = {}
    for file in (each for folder in folders if folder.is_dir() for each in folder.rglob("*") if each.is_file()):
        names.setdefault(file.name, []).append(file)

    def found(path: str) -> Path | None:
        same = names.get(path.strip("/").rpartition("/")[2], [])
        return find(path) or (same[0] if len(same) == 1 else None)

    return found


def _address(article: Imported, file: Path, folder: Path, section: str, permalinks: dict[str, Any]) -> None:
    data = split(text_of(file.read_bytes()))[0]
    below_folder = file.relative_to(folder)
    parts = [*below_folder.parent.parts] if file.stem == "index" else [*below_folder.parent.parts, file.stem]
    name = _urlized("/".join(parts))
    if first(data, "slug"):
        name = "/".join([*name.split("/")[:-1], first(data, "slug")])
    pattern = str((permalinks.get("page") or permalinks).get(section.partition("/")[0], "")) if permalinks else ""
    if url := first(data, "url"):
        article.address = path_of(url if url.startswith("/") or "//" in url else f"/{url}")
        article.slug = article.slug if first(data, "slug") else article.address.strip("/").rpartition("/")[2]
    elif pattern and article.created:
        values = {
            ":year": f"{article.created:%Y}", ":month": f"{article.created:%m}", ":day": f"{article.created:%d}",
            ":slugorfilename": name, ":slugorcontentbasename": name, ":contentbasename": file.stem, ":slug": name,
            ":title": _urlized(article.title), ":filename": file.stem, ":section": section,
        }  # fmt: skip
        article.address = re.sub(r":[a-z]+", lambda found: values.get(found[0], ""), pattern)
    else:
        article.address = f"/{section}/{name}/".replace("//", "/")
    article.old_addresses = [each if each.startswith("/") else f"/{section}/{each}" for each in article.old_addresses]


def _urlized(name: str) -> str:
    """Return a name as Hugo writes it into addresses: lower case, hyphens for spaces, letters as they are."""
    return re.sub(r"[^\w./-]+", "-", name.strip().lower()).strip("-")


def _read_authors(content: Path, archive: Archive) -> None:
    for folder in (each for base in (content, *_languages(content)) for each in (base / "author", base / "authors")):
        for file in files_below(folder) if folder.is_dir() else ():
            data, bio = split(text_of(file.read_bytes()))
            name = first(data, "title", "name")
            if name and file.stem != "_index":
                key = file.parent.name if file.stem == "index" else file.stem
                archive.authors[key] = ImportedAuthor(
                    name, key, bio.strip(), first(data, "image", "avatar"), old_address=f"/{folder.name}/{key}/"
                )
