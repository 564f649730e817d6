"""Other generators' sites with the same articles, whose pages Lighthouse measures beside ours."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.photos import detailed, developed
from tests.sample import LONG_TEXT

MATERIAL = {
    "front page": "blog/",
    "section": "blog/category/politik/",
    "year": "blog/archive/2026/",
    "article with a photograph": "blog/2026/02/02/lang/",
    "tag": "tags/",
    "not found": "404.html",
}
"""Pages of Material's default look, with its own blog and search, by the type of ours that they stand beside."""

ELEVENTY = {
    "front page": "",
    "archive": "blog/",
    "article with a photograph": "blog/lang/",
    "tag": "tags/elbe/",
    "not found": "404.html",
}
"""Pages of eleventy-base-blog, a starter that is known to be lean."""

_ARTICLES = 7  # as many as the sample's listings have


def build_material(root: Path) -> Path:
    """Build a site with Material's blog in the folder `root`, and return it. The typeface is the system's.

    By default it is fetched from another host, which cannot be reached here.
    """
    _write(root / "docs/blog/posts", {"categories": ["politik"], "tags": ["Elbe"]}, "\n\n<!-- more -->\n\n## ")
    pages = {"index": "# Start\n", "blog/index": "# Blog\n", "tags": "# Themen\n\n<!-- material/tags -->\n"}
    for name, text in pages.items():
        (root / f"docs/{name}.md").write_text(text, encoding="utf-8")
    settings = {
        "site_name": "Beispiel",
        "site_url": "https://example.org/",
        "site_description": "Ein Magazin zum Vergleich.",
        "theme": {"name": "material", "language": "de", "font": False},
        "plugins": ["search", {"blog": {"post_url_format": "{date}/{file}"}}, "tags"],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet"], root)
    return root / "site"


def build_eleventy(checkout: Path, root: Path, node: Path) -> Path:
    """Build a copy of eleventy-base-blog, whose packages are installed, with our articles for its own.

    Returns the folder of the site, which is below `root`.
    """
    shutil.copytree(checkout, root, ignore=shutil.ignore_patterns("node_modules", "_site", ".git"))
    (root / "node_modules").symlink_to(checkout / "node_modules")
    posts = root / "content/blog"
    for own in [*posts.glob("*.md"), *(each for each in posts.iterdir() if each.is_dir())]:
        shutil.rmtree(own) if own.is_dir() else own.unlink()
    _write(posts, {"tags": ["elbe"]}, "\n\n## ")
    _run([str(node), "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"], root)
    return root / "_site"


def _write(folder: Path, fields: Mapping[str, Any], heading: str) -> None:
    """Write articles: the sample's long one with its photograph, and others that are listed before it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "foto.jpg").write_bytes(developed(detailed(900, 600), quality=90))
    long = "![Zwei Flächen](foto.jpg)\n\n" + LONG_TEXT.replace("\n\n## ", heading, 1)
    for number, name in enumerate(["lang", *(f"a{each}" for each in range(1, _ARTICLES))]):
        day = dt.date(2026, 2, 2 + number)
        head = {"title": f"Die {number + 1}. Pumpe", "description": "Wer die Pumpen hört.", "date": day, **fields}
        text = f"---\n{yaml.safe_dump(head, allow_unicode=True)}---\n{'Ein Satz.' if number else long}\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def _run(command: list[str], folder: Path) -> None:
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=quiet, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
