"""What a post of Material's blog says in its own way: title in the text, excerpt, addresses made of a pattern."""

import datetime as dt
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from pydantic_core import PydanticCustomError
from pymdownx.slugs import slugify

from magazine.content.moments import read_moment
from magazine.content.problem import Code, Problem
from magazine.content.slugs import nearest, slug
from magazine.content.web_addresses import scheme_of
from magazine.content.yaml_values import Values

blog_slug = slugify(case="lower")
"""Makes a part of an address as Material's blog does: letters of every script stay."""

PLAIN_ADDRESS = re.compile(r"[a-z0-9._/-]+")
"""What addresses of ours are made of."""

_SUMMARY = 300  # characters
_KEYS_OF_DATE = ("created", "updated")
# What a paragraph does not begin with, and what a standfirst, which is plain text, cannot show.
_BLOCK = re.compile(r"\s{4}|\s*(?:[#>|<:=]|[-*+] |\d+[.)] |!!!|\?\?\?|///|```|~~~|--8<--|\[[^\]\n]*\]: )")
_NOT_PLAIN = re.compile(r"[<`{]|\]\(|\]\[|\[\^")
_MARKUP = (
    (re.compile(r"!\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])(?:\{[^{}\n]*\})?"), ""),
    (re.compile(r"\[\^[^\[\]\n]*\]"), ""),
    (re.compile(r"\](?:\([^()\n]*\)|\[[^\[\]\n]*\])(?:\{[^{}\n]*\})?"), "]"),
    (re.compile(r"<[^<>\n]*>|\{[^{}\n]*\}|:[a-z][a-z0-9-]*:"), ""),
    (re.compile(r"(?<!\w)_+|_+(?!\w)|[*`\[\]]+|(?<=\S)\\$"), ""),
)


@dataclass(frozen=True, slots=True)
class Blog:
    """The settings of Material's blog that make its addresses; formats are those of its documentation."""

    folder: str
    """Below which its pages are; empty for the top of the site."""
    language: str
    post_url_format: str = "{date}/{slug}"
    post_url_date_format: str = "yyyy/MM/dd"
    post_url_max_categories: int = 1
    post_excerpt_separator: str = "<!-- more -->"
    keeps_addresses: bool = False
    """Whether articles stay at the addresses that the blog gave them, rather than being led from there to ours."""
    old_until: dt.date | None = None
    """The last day of articles that rules for new texts do not hold for."""

    def address(self, data: Mapping[str, Any], title: str, file: str, *, plain: bool = False) -> str:
        """Return the address of a post; `plain` makes names of ASCII letters only, as in all addresses of ours."""

        def name(text: str) -> str:
            return slug(text) if plain else str(blog_slug(text, "-"))

        written = str(data.get("slug") or "")
        categories = data.get("categories")
        names = categories if isinstance(categories, list) else []
        path = self.post_url_format.format(
            categories="/".join(name(str(each)) for each in names[: self.post_url_max_categories]),
            date=in_format(written_moment(data), self.post_url_date_format, self.language),
            file=posixpath.splitext(posixpath.basename(file))[0],
            slug=(slug(written) if plain else written) or name(title),
        )
        return posixpath.join(self.folder, posixpath.normpath(path.strip("/")), "")

    @property
    def index(self) -> str:
        """The page of the docs folder on which the blog listed its posts; empty where that is the front page."""
        return f"{self.folder}/index.md" if self.folder else ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post of Material's blog, read as an article: title and standfirst are in `data`, no longer in `body`.

    `summary` is what feeds say of it where there is no standfirst.
    """

    data: dict[str, Any]
    body: str
    summary: str
    title: str
    """What its address is made of."""
    notes: list[Problem]


def read_post(values: Values, body: str, blog: Blog, known: Collection[str]) -> Post:
    """Return what a post says; lines of its text stay where they are. `known` are the keys of our front matter."""
    data, notes = _known(values, known)
    if isinstance(links := data.get("links"), list):
        data["links"] = [_from_docs(each, values.file) for each in links]
    heading, body = _without_title(body)
    written = data.get("title") if isinstance(data.get("title"), str) else ""
    title = written or heading or _title_of(values.file)
    data["title"] = plain_text(heading) or title
    if not written:
        notes.append(values.problem(Code.TITLE_IN_TEXT, (), value=data["title"]))
    excerpt = _excerpt(body, blog.post_excerpt_separator)
    standfirst, summary = excerpt.standfirst, excerpt.summary
    if data.get("description"):
        return Post(data, excerpt.whole, "", title, notes)
    if standfirst:
        data["description"] = standfirst
    else:
        data.pop("description", None)
    notes.append(values.problem(Code.STANDFIRST_IN_TEXT, (), value=standfirst or summary))
    return Post(data, excerpt.body, summary, title, notes)


def _known(values: Values, known: Collection[str]) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values whose keys articles have, and problems for the others: they are of other plugins."""
    data, notes = dict(values.data), list[Problem]()
    for key in values.data:
        if key not in known or (key == "image" and isinstance(data[key], str)):
            notes.append(values.problem(Code.KEY_IGNORED, (key,), key=key, guess=nearest(key, known) or ""))
            del data[key]
    date = data.get("date")
    if isinstance(date, dict):
        data["date"] = {key: value for key, value in date.items() if key in _KEYS_OF_DATE}
    return data, notes


def _from_docs(link: Any, file: str) -> Any:
    """Return a further link with its paths, which begin in the docs folder, as paths relative to the file."""
    if isinstance(link, dict):
        return {title: _from_docs(target, file) for title, target in link.items()}
    if isinstance(link, list):
        return [_from_docs(each, file) for each in link]
    if not isinstance(link, str) or scheme_of(link) or link.startswith(("/", "#", "./", "../")):
        return link
    return posixpath.relpath(link, posixpath.dirname(file))


def _without_title(body: str) -> tuple[str, str]:
    """Return the heading of the first level with which a text begins, and the text with an empty line for it."""
    stripped = body.lstrip()
    if not stripped.startswith("# "):
        return "", body
    line, _, _ = stripped.partition("\n")
    start = len(body) - len(stripped)
    heading, brace, attributes = line.partition("{")
    written = heading if brace and attributes.rstrip().endswith("}") else line
    return written.removeprefix("# ").strip(), body[:start] + body[start + len(line) :]


def _title_of(file: str) -> str:
    name = posixpath.splitext(posixpath.basename(file))[0]
    name = (posixpath.basename(posixpath.dirname(file)) if name == "index" else name).replace("-", " ")
    title = name.replace("_", " ")
    return title.capitalize() if title.lower() == title else title


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """Standfirst and summary, one of them empty, and the text: without the standfirst, and whole."""

    standfirst: str
    summary: str
    body: str
    whole: str


def _excerpt(body: str, separator: str) -> _Excerpt:
    """Return the excerpt of a text.

    What stands before the separator is the standfirst if it is one plain paragraph: then nothing is lost of it.
    """
    before, found, after = body.partition(separator)
    whole = f"{before}{after}"
    blocks = [each for each in re.split(r"\n[ \t]*\n", before) if each.strip()]
    if found and len(blocks) == 1 and not _BLOCK.match(blocks[0]) and not _NOT_PLAIN.search(blocks[0].strip()):
        return _Excerpt(plain_text(blocks[0]), "", "\n" * before.count("\n") + after, whole)
    plain = (plain_text(each) for each in blocks if not _BLOCK.match(each))
    return _Excerpt("", _cut(next((each for each in plain if each), "")), whole, whole)


def plain_text(markdown: str) -> str:
    """Return the words of a paragraph without marks of Markdown."""
    for pattern, replacement in _MARKUP:
        markdown = pattern.sub(replacement, markdown)
    return " ".join(markdown.split())


def _cut(text: str) -> str:
    """Return a text, or as many whole words of it as a summary may have."""
    return text if len(text) <= _SUMMARY else f"{text[:_SUMMARY].rsplit(' ', 1)[0]} …"


def written_moment(data: Mapping[str, Any]) -> dt.date:
    """Return the date of a post in the time zone in which it is written: the blog made addresses of that."""
    date = data.get("date")
    created = date.get("created") if isinstance(date, Mapping) else date
    try:
        return read_moment(str(created).strip())
    except PydanticCustomError:
        return dt.date.min


def in_format(day: dt.date, pattern: str, language: str) -> str:
    """Return a day in one of the formats of Material's blog: CLDR's pattern, `short`, `medium`, `long`, `full`."""
    locale = _locale(language)
    if pattern in {"full", "long", "medium", "short"}:
        return format_date(day, format=pattern, locale=locale)
    moment = day if isinstance(day, dt.datetime) else dt.datetime.combine(day, dt.time(), dt.UTC)
    return format_datetime(moment, format=pattern, locale=locale)


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
