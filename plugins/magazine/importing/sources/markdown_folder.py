"""Reads a folder of Markdown with front matter; what differs between generators stands in their own modules."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from magazine.importing.dates import read_moment
from magazine.importing.imported import Dialect, Imported, ImportedPicture, Visibility
from magazine.importing.metadata import first, is_true, listed, split, text_of
from magazine.locales import phrases_of_all

ENDINGS = (".md", ".markdown", ".mkd", ".html", ".htm")
_DATED = re.compile(r"^(\d{4}-\d{1,2}-\d{1,2})[-_](.+)$")
_MORE = re.compile(r"<!--\s*more\s*-->")


@dataclass(slots=True)
class FolderRules:
    """What a generator calls things, and where its files lie."""

    kind: str
    dialect: Dialect
    zone: dt.tzinfo
    root: Path
    site: str = ""
    is_page: bool = False
    defaults: dict[str, Any] = field(default_factory=dict)


def files_below(folder: Path, endings: Iterable[str] = ENDINGS) -> Iterator[Path]:
    """Yield the files of texts below a folder, in order; none that is hidden or a part of a template."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.suffix.lower() in endings and _is_file(path) and not any(each.startswith(".") for each in parts):
            yield path


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()  # a link may lead to anything on this machine


def article_of(path: Path, rules: FolderRules) -> Imported | None:
    """Return the article in a file; None if it has neither front matter nor text."""
    return article_from(*split(text_of(path.read_bytes())), path, rules)


def article_from(data: dict[str, Any], body: str, path: Path, rules: FolderRules) -> Imported | None:
    """Return the article of this front matter and text, which stand in a file."""
    data = {**rules.defaults, **{str(key): value for key, value in data.items()}}
    name, dated = named(path)
    created = next(
        (day for key in phrases_of_all("import_date") if (day := read_moment(_date(data, key), rules.zone))), None
    )
    found = Imported(
        source=path.relative_to(rules.root).as_posix(),
        title=first(data, *phrases_of_all("import_title")),
        standfirst=first(data, *phrases_of_all("import_standfirst")),
        created=created or (read_moment(dated, rules.zone) if dated else None),
        authors=listed_names(data, *phrases_of_all("import_authors")),
        categories=listed(data, *phrases_of_all("import_categories")),
        tags=listed(data, *phrases_of_all("import_tags")),
        slug=unquote(first(data, "slug")) or name,
        old_addresses=[each for each in listed(data, "aliases", "alias", "redirect_from") if each.strip("/")],
        body=_MORE.sub("", body),
        dialect=Dialect.HTML if path.suffix.lower() in {".html", ".htm"} else rules.dialect,
        picture=picture_of(data),
        visibility=_status(data),
        folder=path.parent,
        file=path,
        language=first(data, "lang", "language"),
        series=first(data, *phrases_of_all("import_series")),
    )
    found.updated = next(
        (each for key in phrases_of_all("import_update") if (each := read_moment(_date(data, key), rules.zone))), None
    )
    if not created and any(first(data, key) for key in phrases_of_all("import_date")):
        found.written_date = next(first(data, key) for key in phrases_of_all("import_date") if first(data, key))
        found.remark("date-impossible", found.written_date)
    found.links = _links(data)
    _note_other_words(data, found)
    return found if found.body.strip() or found.title else None


def named(path: Path) -> tuple[str, str]:
    """Return what a file is called, and the day in front of that; one called `index` is called like its folder."""
    dated = _DATED.match(path.stem)
    name = dated[2] if dated else path.stem
    if name in {"index", "_index"}:
        of_folder = _DATED.match(path.parent.name)
        name, dated = of_folder[2] if of_folder else path.parent.name, dated or of_folder
    return name, dated[1] if dated else ""


def _links(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Return further links: groups of a name and an address."""
    given = data.get("links")
    groups = [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []
    found = [(first(each, "name", "title", "text", "label"), first(each, "url", "href", "link")) for each in groups]
    return [(name, address) for name, address in found if name and address.startswith(("https://", "http://"))]


def _note_other_words(data: dict[str, Any], found: Imported) -> None:
    """Note what the front matter says in words that readers may have seen and that has no place here."""
    shown = " ".join([found.title, found.standfirst, *found.authors, *found.categories, *found.tags, found.series])
    pictured = found.picture and f"{found.picture.caption} {found.picture.alt} {found.picture.credit}"
    shown = " ".join(f"{shown} {pictured or ''}".split())
    lists = {*phrases_of_all("import_authors"), *phrases_of_all("import_categories"), *phrases_of_all("import_tags")}
    for key, value in data.items():
        words = " ".join(value.split()) if isinstance(value, str) and key.lower() not in lists else ""
        is_told = " " in words and words not in shown and not any(mark in words for mark in ("://", "{", "<"))
        if is_told and read_moment(words, dt.UTC) is None:
            found.remark("field", f"{key}: {words}")


def _date(data: dict[str, Any], key: str) -> object:
    """Return a date, also where a group of dates is written, as in Material's blog."""
    lower = {name.lower(): value for name, value in data.items()}
    value = lower.get(key)
    if key in {"updated", "created"} and value is None and isinstance(lower.get("date"), dict):
        return lower["date"].get(key)
    return value.get("created") if isinstance(value, dict) else value


def listed_names(data: dict[str, Any], *keys: str) -> list[str]:
    """Return authors as they are written: names, or groups with a name; not divided yet."""
    lower = {str(key).lower(): value for key, value in data.items()}
    for key in keys:
        value = lower.get(key)
        if isinstance(value, str) and value.strip():
            return [value.strip()]
        if isinstance(value, dict):
            value = [value]
        if isinstance(value, list) and value:
            names = [str(each.get("name", "")) if isinstance(each, dict) else str(each) for each in value]
            return [each.strip() for each in names if each.strip()]
    return []


def _status(data: dict[str, Any]) -> Visibility:
    hidden = first(data, "password", "private", "protected")
    if hidden and hidden.casefold() not in {"false", "no"}:
        return Visibility.HIDDEN
    if first(data, "status").casefold() in {"private", "hidden"} or first(data, "visibility").casefold() == "private":
        return Visibility.HIDDEN
    not_yet = first(data, "status").casefold() in {"draft", "pending"} or first(data, "published").casefold() == "false"
    return Visibility.DRAFT if is_true(data, "draft") or not_yet else Visibility.PUBLISHED


def picture_of(data: dict[str, Any]) -> ImportedPicture | None:
    """Return the picture over an article, in the notations that themes have for it."""
    lower = {str(key).lower(): value for key, value in data.items()}
    for key in phrases_of_all("import_picture"):
        value = lower.get(key)
        if isinstance(value, list):
            value = next(iter(value), None)
        if isinstance(value, dict):
            src = first(value, "src", "url", "path", "file", "image", "imgname", "name", "feature", "teaser")
            caption = first(value, "caption", "title", "sub")
            credit = first(value, "credit", "copyright", "source", "attribution")
            alt = first(value, "alt", "alt_text")
        elif isinstance(value, str):
            src, caption, credit, alt = value.strip(), "", "", first(data, "image_alt", "alt", "imagealt")
        else:
            continue
        if src:
            caption = caption or first(data, *phrases_of_all("import_caption"))
            return ImportedPicture(src, alt, caption, credit or first(data, *phrases_of_all("import_credit")))
    return None


def path_of(address: str) -> str:
    """Return the path of an address of the old site."""
    return unquote(urlsplit(address).path)
