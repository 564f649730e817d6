"""A newsroom as data: what can be changed, taken back and written to disk."""

import datetime as dt
import os
import re
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from posixpath import dirname, relpath
from typing import Any

import yaml

from tests.newsroom import AUTHORS, BLOG, MAGAZINE, REPOSITORY, Newsroom

OVERRIDES = REPOSITORY / "overrides"
ASKING = 3  # the edition of a template that shows the day and the number of pages
FOLDERS = ("docs", "overrides", "hooks")
_FIRST_TAG = re.compile(r"<(article|aside|div|footer|h1|header|li|nav|ol|p|section|svg|ul|urlset)\b")


# The histories are about bytes: articles that are only unfair or untidy are to be built.
_RULES_OFF = dict.fromkeys(
    [
        "alt-is-file-name",
        "credit-missing",
        "heading-skipped",
        "quotation-without-source",
        "sources-few",
        "text-missing",
    ],
    "Histories are drawn, not written.",
)


@dataclass
class Article:
    """Front matter and text of an article file."""

    fields: dict[str, Any]
    text: str

    def source(self) -> bytes:
        fields = {key: value for key, value in self.fields.items() if value is not None}
        return f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)}---\n{self.text}".encode()


@dataclass
class State:
    """All that a site is made of. `files` are paths below the newsroom: pictures, portraits, templates, hooks."""

    articles: dict[str, Article] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    authors: dict[str, dict[str, Any]] = field(default_factory=lambda: deepcopy(AUTHORS["authors"]))
    files: dict[str, bytes] = field(default_factory=dict)
    nav: list[Any] = field(default_factory=lambda: ["index.md"])
    magazine: dict[str, Any] = field(
        default_factory=lambda: {**MAGAZINE, "pagination": 2, "front_page": 2, "rules_off": _RULES_OFF}
    )
    blog: dict[str, Any] = field(default_factory=lambda: dict(BLOG))
    settings: dict[str, Any] = field(default_factory=dict)
    theme: dict[str, Any] = field(default_factory=dict)
    day: dt.date = dt.date(2026, 5, 1)

    def tree(self) -> dict[str, bytes]:
        """Return every file of the newsroom but its settings."""
        return {
            **{f"overrides/{name}": content for name, content in templates().items()},
            **{f"docs/{name}": article.source() for name, article in self.articles.items()},
            **{f"docs/{name}": text.encode() for name, text in self.pages.items()},
            "docs/authors.yml": yaml.safe_dump({"authors": self.authors}, allow_unicode=True).encode(),
            **self.files,
        }

    def environment(self) -> dict[str, str]:
        """Return the variables that give MkDocs the day."""
        noon = dt.datetime.combine(self.day, dt.time(12), dt.UTC)
        return {"SOURCE_DATE_EPOCH": str(int(noon.timestamp()))}

    def write_to(self, newsroom: Newsroom) -> list[str]:
        """Write what differs to the folder of `newsroom`, as a change of branch does; return the names."""
        newsroom.magazine = self.magazine
        newsroom.nav = self.nav
        newsroom.plugins = [{"magazine": self.magazine}, {"/blog": self.blog}]
        newsroom.settings = {**self.settings, "theme": {**self.theme, "custom_dir": str(newsroom.root / "overrides")}}
        newsroom.config_file()
        return _write_tree(newsroom.root, self.tree())


def _write_tree(root: Path, tree: dict[str, bytes]) -> list[str]:
    """Let the folders of a newsroom hold exactly `tree`; return the names of what had to be changed."""
    there = {str(path.relative_to(root)): path for path in sources(root)}
    changed = []
    for name in there.keys() - tree.keys():
        there[name].unlink()
        changed.append(f"- {name}")
    for name, content in tree.items():
        if name not in there or there[name].read_bytes() != content:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            changed.append(f"{'M' if name in there else '+'} {name}")
    return sorted(changed)


def sources(root: Path) -> list[Path]:
    """Return all files that a site is made of."""
    return sorted(path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file())


def set_times(root: Path, moment: dt.datetime) -> None:
    """Date all files that a site is made of."""
    for path in sources(root):
        os.utime(path, (moment.timestamp(), moment.timestamp()))


@cache
def templates() -> dict[str, bytes]:
    """Return the templates of this repository by name."""
    paths = sorted(path for path in OVERRIDES.rglob("*") if path.is_file())
    return {str(path.relative_to(OVERRIDES)): path.read_bytes() for path in paths}


def edited(name: str, edition: int) -> bytes:
    """Return a template with a change that shows where it is used; the third one asks what MkDocs offers."""
    text = templates()[name].decode()
    if name.endswith((".css", ".js")):
        return f"{text.rstrip()}\n/* {edition} */\n".encode()
    shown = "{{ build_date_utc.date() }} {{ pages | length }}" if edition == ASKING else str(edition)
    return _FIRST_TAG.sub(rf'<\1 data-edition="{shown}"', text, count=1).encode()


def link(source: str, target: str, anchor: str = "") -> str:
    """Return a Markdown link from one file of the docs folder to another."""
    return f"[mehr hierzu]({relpath(target, dirname(source))}{anchor})"
