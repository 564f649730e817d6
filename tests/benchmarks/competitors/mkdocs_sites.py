"""Material's own blog with the same listings, Zensical's, and plain MkDocs with the articles only."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.benchmarks import articles


def write_blog(root: Path, count: int, *, search: bool, more: Sequence[Any] = ()) -> None:
    """Write a site of Material's blog: categories, authors, archive by month, tags, pagination; `more` are plugins."""
    posts = root / "docs/blog/posts"
    articles.write(posts, count)
    for article in posts.rglob("*.md"):  # listings show what stands before the mark, not whole articles
        text = article.read_text(encoding="utf-8")
        article.write_text(text.replace("\n\n## ", "\n\n<!-- more -->\n\n## ", 1), encoding="utf-8")
    for name, text in {
        "index": "# Start\n",
        "blog/index": "# Blog\n",
        "tags": "# Themen\n\n<!-- material/tags -->\n",
    }.items():
        (root / f"docs/{name}.md").write_text(text, encoding="utf-8")
    authors = {name: {"name": name, "description": "Autor", "avatar": "a.png"} for name in articles.AUTHORS}
    (root / "docs/blog/.authors.yml").write_text(yaml.safe_dump({"authors": authors}), encoding="utf-8")
    blog = {"pagination_per_page": 12, "archive_date_format": "MM/yyyy", "archive_url_date_format": "yyyy/MM",
            "authors_profiles": True, "post_excerpt": "required"}  # fmt: skip
    _settings(root, [{"blog": blog}, "tags", *more], search=search)


def write_zensical(root: Path, count: int) -> None:
    """Write the same for Zensical, which reads these settings; its feeds have the newest articles."""
    feeds = {"match_path": "blog/posts/.*", "use_git": False, "date_from_meta": {"as_creation": "date"}}
    write_blog(root, count, search=True, more=[{"rss": feeds}])


def write_plain(root: Path, count: int, *, search: bool) -> None:
    """Write the articles as MkDocs pages: no listing of any kind but the navigation."""
    articles.write(root / "docs/posts", count)
    (root / "docs/index.md").write_text("# Start\n", encoding="utf-8")
    # The navigation names the first page only. With all in it, each page would show the whole: quadratic.
    _settings(root, [], search=search, nav=["index.md"], validation={"nav": {"omitted_files": "ignore"}})


def _settings(root: Path, plugins: list[Any], *, search: bool, **more: Any) -> None:
    settings = {
        "site_name": "S-Bahn Hamburg",
        "site_url": "https://magazin.example/",
        "theme": {"name": "material", "language": "de", "font": False},
        "plugins": [*(["search"] if search else []), *plugins],
        **more,
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
