"""Our magazine, in four scenarios."""

import random
import shutil
from pathlib import Path

import yaml

from tests.benchmarks import articles
from tests.newsroom import Newsroom

_DISCLAIMER = {
    "title": "Haftungsausschluss",
    "text": "Dieses Magazin ist unabhängig und wird privat betrieben. Es gehört nicht zur Deutschen Bahn AG oder einem "
    "ihrer Tochterunternehmen und steht mit ihnen in keiner Verbindung.",
}


def write(root: Path, count: int) -> None:
    """Write the site into `root`."""
    newsroom = Newsroom(root)
    articles.write(newsroom.docs / "posts", count)
    words = random.Random(1)
    _write_authors(root, {name: articles.author_fields(name, words) for name in articles.AUTHORS})
    newsroom.magazine["sections"] = {name: name.title() for name in sorted(articles.SECTIONS)}
    newsroom.magazine["disclaimer"] = _DISCLAIMER
    newsroom.magazine["publisher"] = dict.fromkeys(("name", "address", "email", "responsible"), "Redaktion")
    newsroom.magazine["share_cards"] = False  # no competitor draws pictures
    newsroom.settings["site_url"] = "https://magazin.example/"
    newsroom.config_file()


def forget(root: Path, run: int) -> None:
    """Leave nothing of earlier builds: what a first build finds."""
    shutil.rmtree(root / ".cache", ignore_errors=True)
    shutil.rmtree(root / "site", ignore_errors=True)


def add_article(root: Path, run: int) -> None:
    """Publish one more article, newer than all others."""
    posts = root / "docs/posts"
    articles.write(posts, 1, start=len(list(posts.rglob("*.md"))))


def change_author(root: Path, run: int) -> None:
    """Give the first author another biography."""
    authors = yaml.safe_load((root / "docs/authors.yml").read_text(encoding="utf-8"))["authors"]
    authors[articles.AUTHORS[0]]["bio"] = f"Hat zum {run}. Mal etwas Neues zu erzählen."
    _write_authors(root, authors)


def _write_authors(root: Path, authors: dict[str, dict[str, str]]) -> None:
    text = yaml.safe_dump({"authors": authors}, allow_unicode=True)
    (root / "docs/authors.yml").write_text(text, encoding="utf-8")
