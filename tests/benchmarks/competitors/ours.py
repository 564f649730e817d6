"""Our magazine, and what changes in it from one build to the next."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.benchmarks import articles
from tests.newsroom import Newsroom

_DISCLAIMER = {
    "title": "Haftungsausschluss",
    "text": "Dieses Magazin ist unabhängig und wird privat betrieben. Es gehört nicht zur Deutschen Bahn AG oder einem "
    "ihrer Tochterunternehmen und steht mit ihnen in keiner Verbindung.",
}


def write(root: Path, count: int, *, share_cards: str = "recent") -> None:
    """Write the site into `root`, with share cards as a magazine has them that does not ask for others."""
    newsroom = Newsroom(root)
    articles.write(newsroom.docs / "posts", count)
    words = random.Random(1)
    _write_authors(root, {name: articles.author_fields(name, words) for name in articles.AUTHORS})
    newsroom.magazine["sections"] = {name: name.title() for name in sorted(articles.SECTIONS)}
    newsroom.magazine["disclaimer"] = _DISCLAIMER
    newsroom.magazine["publisher"] = dict.fromkeys(("name", "address", "email", "responsible"), "Redaktion")
    newsroom.magazine["share_cards"] = share_cards
    newsroom.settings["site_url"] = "https://magazin.example/"
    newsroom.config_file()


def forget(root: Path, run: int) -> None:
    """Leave nothing of earlier builds: what a first build finds."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    shutil.rmtree(root / "site", ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happens in a magazine; `apply` does it to the site in a folder, each time another one."""

    name: str
    title: str
    apply: Callable[[Path, int], object]


def _change_text(root: Path, run: int) -> None:
    articles.edit_text(articles.middle(root / "docs/posts"), f"Zum {run}. Mal ein anderer Schluss.")


def _change_headline(root: Path, run: int) -> None:
    articles.edit_headline(articles.middle(root / "docs/posts"), f"Zum {run}. Mal eine andere Überschrift")


def _change_author(root: Path, run: int) -> None:
    authors = yaml.safe_load((root / "docs/authors.yml").read_text(encoding="utf-8"))["authors"]
    authors[articles.AUTHORS[0]]["bio"] = f"Hat zum {run}. Mal etwas Neues zu erzählen."
    _write_authors(root, authors)


def _add(root: Path, run: int) -> Path:
    return articles.add(root / "docs/posts")


def _add_back(root: Path, run: int) -> Path:
    return articles.add(root / "docs/posts", articles.FIVE_YEARS)


CHANGES = [
    Change("newest", "newest article added", _add),
    Change("back", "article of five years ago added", _add_back),
    Change("text", "text edited", _change_text),
    Change("headline", "headline edited", _change_headline),
    Change("author", "author changed", _change_author),
]


def _write_authors(root: Path, authors: dict[str, dict[str, str]]) -> None:
    text = yaml.safe_dump({"authors": authors}, allow_unicode=True)
    (root / "docs/authors.yml").write_text(text, encoding="utf-8")
