"""Who is compared with whom. A competitor is a way to write a site, and a way to build it."""

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.benchmarks.competitors import hugo, mkdocs_sites, ours

BASE = "hugo"
"""Whose time the ratios refer to."""

OURS = "ours-cold"
"""Whose number of pages the others' is compared with."""


def _build_with_mkdocs(root: Path) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(root / "mkdocs.yml")]


def _build_with_hugo(root: Path) -> list[str]:
    return [str(hugo.binary()), "--quiet", "--source", str(root)]


def _related_by(fields: Mapping[str, int]) -> Callable[[Path, int], None]:
    return partial(hugo.write, related=fields)


def _empty(root: Path, run: int) -> None:
    for name in ("site", "public", "resources"):
        shutil.rmtree(root / name, ignore_errors=True)


def _nothing(root: Path, run: int) -> None:
    """Change nothing."""


@dataclass(frozen=True, slots=True)
class Competitor:
    """`write` makes the sources of a site, `before` prepares each run; neither is timed."""

    name: str
    title: str
    write: Callable[[Path, int], None]
    command: Callable[[Path], list[str]] = _build_with_mkdocs
    site: str = "site"
    before: Callable[[Path, int], None] = _empty
    warm: bool = False
    """Whether a first build, not timed, comes before the runs."""
    search: bool = False
    """Whether ours makes its search index, too."""


COMPETITORS = [
    Competitor("ours-cold", "Ours, cold", ours.write, before=ours.forget),
    Competitor("ours-search", "Ours, cold, with search", ours.write, before=ours.forget, search=True),
    Competitor("ours-unchanged", "Ours, nothing changed", ours.write, before=_nothing, warm=True),
    Competitor("ours-article", "Ours, one article added", ours.write, before=ours.add_article, warm=True),
    Competitor("ours-author", "Ours, one author changed", ours.write, before=ours.change_author, warm=True),
    Competitor("hugo", "Hugo, without related", partial(hugo.write, related={}), _build_with_hugo, "public"),
    Competitor("hugo-related", "Hugo, related by tags", _related_by(hugo.TAGS), _build_with_hugo, "public"),
    Competitor("hugo-same", "Hugo, related as ours", _related_by(hugo.TAGS_AND_SECTION), _build_with_hugo, "public"),
    Competitor("plain", "Plain MkDocs, articles only", partial(mkdocs_sites.write_plain, search=False)),
    Competitor("plain-search", "Plain MkDocs, with search", partial(mkdocs_sites.write_plain, search=True)),
    Competitor("blog", "Material's blog", partial(mkdocs_sites.write_blog, search=False)),
    Competitor("blog-search", "Material's blog, with search", partial(mkdocs_sites.write_blog, search=True)),
]
