"""The file of an article that came over: its front matter and text, with fingerprints that tell a later edit."""

import datetime as dt
import posixpath
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import yaml
from bs4 import BeautifulSoup
from pydantic_core import PydanticCustomError

from magazine.content.address_fields import site_path
from magazine.content.front_matter import split_front_matter
from magazine.content.moments import as_day, as_moment
from magazine.content.web_addresses import is_plain
from magazine.importing.conversion import Converted
from magazine.importing.imported import Imported, Visibility
from magazine.importing.pictures import Pictures
from magazine.importing.plan import Planned

_TEXT, _ITEMS = 5000, 30
_IN_PATHS = "/:@!$&'()*+,;=~"  # as they are (RFC 3986, section 3.3)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where articles come from, when they came over, and what time it is."""

    kind: str
    now: dt.datetime


def front_matter(planned: Planned, converted: Converted, pictures: Pictures, origin: Origin) -> dict[str, Any]:
    """Return the values of an article's front matter, but for the note of its import."""
    article = planned.article
    if article.is_page:
        return {"title": article.title, "description": converted.summary or article.title}
    standfirst = _plain(article.standfirst)
    fields: dict[str, Any] = {
        "title": article.title[:_TEXT],
        "description": "" if converted.repeats_standfirst else standfirst[:_TEXT],
        "date": _dates(planned, origin.now),
        "authors": planned.authors[:_ITEMS],
        "categories": planned.sections,
        "tags": planned.tags,
        "image": _image(planned, pictures),
        "aliases": _aliases(planned),
        "links": [{name: address} for name, address in article.links if is_plain(address)],
        "series": article.series[:100],
        "draft": planned.draft or (article.visibility is Visibility.SCHEDULED and not _is_ahead(article, origin.now)),
    }
    if article.visibility is not Visibility.DRAFT and not fields["draft"] and planned.day > origin.now.date():
        fields["embargo"] = _written(article.created or planned.day)
    return {key: value for key, value in fields.items() if value}


def _is_ahead(article: Imported, now: dt.datetime) -> bool:
    """Return whether the moment of an article has not come; one that was never published waits for somebody."""
    ahead = article.created is not None and as_moment(now.tzinfo or dt.UTC, article.created) > now
    if not ahead:
        article.remark("scheduled-past")
    return ahead


def _dates(planned: Planned, now: dt.datetime) -> Any:
    article = planned.article
    created = article.created or planned.day
    updated = article.updated and as_day(article.updated)
    if updated and planned.day < updated <= now.date() and not planned.draft:
        return {"created": _written(created), "updated": updated.isoformat()}
    return _written(created)


def _written(moment: dt.datetime | dt.date) -> str:
    if isinstance(moment, dt.datetime):
        return moment.isoformat(" ", "minutes")
    return moment.isoformat()


def _image(planned: Planned, pictures: Pictures) -> dict[str, str] | None:
    picture = planned.article.picture
    if picture is None or not picture.src:
        return None
    file = pictures.place(picture.src, planned.article, planned.folder)
    if file is None:
        planned.article.remark("picture-missing", picture.src)
        return None
    known = pictures.known(picture.src, planned.article) or picture
    values = {
        "src": posixpath.relpath(file, posixpath.dirname(planned.file)),
        "alt": _plain(picture.alt or known.alt),
        "credit": _plain(picture.credit or known.credit),
        "caption": _plain(picture.caption or known.caption),
    }
    return {key: value[:_TEXT] for key, value in values.items() if value}


def _aliases(planned: Planned) -> list[str]:
    """Return the old addresses that can lead here: paths, decoded; none that is the new one."""
    found = dict[str, None]()
    for address in (planned.article.address, *planned.article.old_addresses):
        path = urlsplit(address).path if address else ""
        if not path.strip("/") or (urlsplit(address).query and path == "/"):
            continue
        try:
            alias = site_path(path)
        except PydanticCustomError:
            planned.article.remark("address-dropped", address)
            continue
        if alias.rstrip("/") != planned.url.rstrip("/"):
            found[f"/{unquote(alias)}"] = None
    return [*found][:_ITEMS]


def _plain(text: str) -> str:
    """Return a text of one line, without tags."""
    if "<" in text or "&" in text:
        text = BeautifulSoup(text, "lxml").get_text(" ")
    return " ".join(text.split())


def guid_of(article: Imported, site: str) -> str:
    """Return what feeds called an article; empty if it was in none, or the address of the `site` is not known."""
    guid, host = article.guid or article.address, urlsplit(site).hostname
    if article.is_page or article.visibility is not Visibility.PUBLISHED:
        return ""
    if guid.startswith("/"):
        return f"{site}{quote(unquote(guid), safe=_IN_PATHS)}" if host else ""
    if "{host}" in guid:
        guid = guid.replace("{host}", host or "").replace(":/", f":{urlsplit(site).path}/", 1)
        return quote(unquote(guid), safe=_IN_PATHS) if host else ""
    return guid


def composed(fields: dict[str, Any], text: str, summary: str, guid: str, origin: Origin) -> str:
    """Return the whole file."""
    head = _yaml(fields)
    values = split_front_matter(f"---\n{head}---\n", "").values.data  # as it will be read back
    note = {"from": origin.kind, "date": origin.now.date().isoformat()}
    note |= {"text": digest(text), "values": digest(repr(values))}
    if summary and "description" not in fields:
        note["summary"] = summary
    if guid:
        note["guid"] = guid[:_TEXT]
    return f"---\n{head}{_yaml({'imported': note})}---\n{text}"


def _yaml(values: dict[str, Any]) -> str:
    """Return values as YAML, each key in a line of its own, lists and groups in brackets."""
    return "".join(
        yaml.safe_dump(
            {key: value},
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=None if isinstance(value, list | dict) else False,
            width=10_000,
        )
        for key, value in values.items()
    )


def digest(text: str) -> str:
    """Return the fingerprint that `Manuscript.body_digest` is compared with."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


def is_as_imported(path: Path) -> bool:
    """Return whether a file is still as an import wrote it, front matter and text."""
    split = split_front_matter(path.read_text("utf-8", errors="replace"), path.name)
    fields = dict(split.values.data)
    note = fields.pop("imported", None)
    if split.values.problems or not isinstance(note, dict):
        return False
    return note.get("text") == digest(split.body) and note.get("values") == digest(repr(fields))
