"""Who is compared with whom. A competitor is a way to write a site, and a way to build it."""

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.benchmarks.competitors import hugo, mkdocs_sites, ours
from tests.benchmarks.measure import Build

BASE = "hugo"
"""Whose time the ratios refer to."""

OURS = "ours"
"""Ours, everything on. The numbers of pages of others are compared with its own."""

RIVAL = "hugo-search"
"""Which makes most of what ours makes."""


def _build_with_mkdocs(root: Path) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(root / "mkdocs.yml")]


def _build_with_zensical(root: Path) -> list[str]:
    return [sys.executable, "-m", "zensical", "build", "--config-file", str(root / "mkdocs.yml")]


def _related_by(fields: Mapping[str, int]) -> Callable[[Path, int], None]:
    return partial(hugo.write, related=fields)


def _empty(root: Path, run: int) -> None:
    for name in ("site", "public", "resources", ".cache"):
        shutil.rmtree(root / name, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Competitor:
    """`write` makes the sources of a site, `before` prepares each run; neither is timed."""

    name: str
    title: str
    write: Callable[[Path, int], None]
    command: Callable[[Path], list[str]] = _build_with_mkdocs
    site: str = "site"
    before: Callable[[Path, int], None] = _empty
    search: bool = False
    """Whether ours makes its search index, too."""

    def build(self, root: Path) -> Build:
        """Return the build of the site in `root`."""
        environment = {"NO_MKDOCS_2_WARNING": "1", "MAGAZINE_SEARCH": "on" if self.search else "off"}
        return Build(self.command(root), environment, partial(self.before, root))


EVERYTHING = Competitor(OURS, "Ours, everything on", ours.write, before=ours.forget, search=True)
PAGES = Competitor(
    "ours-pages", "Ours, without search and share cards", partial(ours.write, share_cards="none"), before=ours.forget
)

GROUPS = [
    [
        EVERYTHING,
        Competitor(RIVAL, "Hugo, related by tags, then Pagefind", _related_by(hugo.TAGS), hugo.search, "public"),
    ],
    [
        PAGES,
        Competitor("hugo", "Hugo, without related", _related_by({}), hugo.build, "public"),
        Competitor("hugo-related", "Hugo, related by tags", _related_by(hugo.TAGS), hugo.build, "public"),
        Competitor("hugo-same", "Hugo, related as ours", _related_by(hugo.TAGS_AND_SECTION), hugo.build, "public"),
    ],
    [Competitor("zensical", "Zensical: blog, tags, search, RSS", mkdocs_sites.write_zensical, _build_with_zensical)],
    [Competitor("blog", "Material's blog", partial(mkdocs_sites.write_blog, search=False))],
    [Competitor("blog-search", "Material's blog, with search", partial(mkdocs_sites.write_blog, search=True))],
    [Competitor("plain", "Plain MkDocs, articles only", partial(mkdocs_sites.write_plain, search=False))],
    [Competitor("plain-search", "Plain MkDocs, with search", partial(mkdocs_sites.write_plain, search=True))],
]
"""Those of a group are run in turn: the machine's speed, which drifts, does not change the ratio of their times."""

COMPETITORS = [each for group in GROUPS for each in group]
