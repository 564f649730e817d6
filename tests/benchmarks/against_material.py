"""Times a build of generated articles against Material's own blog plugin with the same listings, in one run.

python -m tests.benchmarks.against_material 1000
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml

from tests.benchmarks import articles
from tests.newsroom import REPOSITORY, Newsroom


def material(root: Path, count: int) -> Path:
    """Write a site of Material's blog: categories, authors, archive by month, tags, pagination."""
    articles.write(root / "docs/blog/posts", count)
    (root / "docs/index.md").write_text("# Start\n")
    (root / "docs/blog/index.md").write_text("# Blog\n")
    (root / "docs/tags.md").write_text("# Themen\n\n<!-- material/tags -->\n")
    authors = {name: {"name": name, "description": "Autor", "avatar": "a.png"} for name in articles.AUTHORS}
    (root / "docs/blog/.authors.yml").write_text(yaml.safe_dump({"authors": authors}))
    blog = {"pagination_per_page": 12, "archive_date_format": "MM/yyyy", "archive_url_date_format": "yyyy/MM",
            "authors_profiles": True, "post_excerpt": "optional"}  # fmt: skip
    settings: dict[str, Any] = {
        "site_name": "Blog",
        "theme": {"name": "material", "language": "de", "font": False},
        "plugins": [{"blog": blog}, "tags"],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    return root / "mkdocs.yml"


def ours(root: Path, count: int) -> Path:
    """Write a magazine with the same articles."""
    newsroom = Newsroom(root)
    articles.write(newsroom.docs / "posts", count)
    newsroom.write("authors.yml", yaml.safe_dump({"authors": {name: {"name": name} for name in articles.AUTHORS}}))
    newsroom.magazine["sections"] = {name: name.title() for name in articles.SECTIONS}
    return newsroom.config_file()


def timed(config: Path) -> tuple[float, int]:
    """Build the site as a process of its own; return seconds and the number of pages."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(config)]
    subprocess.run(command, check=True, cwd=REPOSITORY, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    seconds = time.perf_counter() - start
    return seconds, len(list((config.parent / "site").rglob("*.html")))


def main() -> None:
    """Print a line for each: seconds, pages, and the ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        sites = {"magazine": ours, "material blog": material}
        results = {}
        for name, write in sites.items():
            root = Path(folder) / name.replace(" ", "-")
            (root / "docs/blog").mkdir(parents=True)
            results[name] = timed(write(root, count))
            print(f"{name:15} {results[name][0]:7.1f} s {results[name][1]:6} pages")
        print(f"ratio           {results['magazine'][0] / results['material blog'][0]:7.2f}")


if __name__ == "__main__":
    main()
