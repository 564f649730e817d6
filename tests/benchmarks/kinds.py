"""The files of our site by what they are: how many bytes there are of each kind, and which a change touches."""

import hashlib
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

_LISTINGS = {"index.html": "front page", "seite": "front page"}


def kind_of(path: str) -> str:
    """Return what a file of the site is, by its path in it."""
    first, _, rest = path.partition("/")
    name = path.rpartition("/")[2]
    if first == "search-index":
        return "search: results" if rest.startswith("result/") else "search: index"
    if name.startswith("feed."):
        return "feeds"
    if "sitemap" in name:
        return "sitemaps"
    if name.startswith("card."):
        return "share cards"
    if name.endswith(".html"):
        return "articles" if first == "posts" else f"listings: {_LISTINGS.get(first, first)}"
    return "JSON" if name.endswith((".json", ".webmanifest")) else "assets and others"


def bytes_by_kind(site: Path) -> dict[str, int]:
    """Return how many bytes there are of each kind; all listings are one, and so is all of the search."""
    sizes: Counter[str] = Counter()
    for file in site.rglob("*"):
        if file.is_file():
            sizes[kind_of(file.relative_to(site).as_posix()).partition(":")[0]] += file.stat().st_size
    return dict(sizes.most_common())


@dataclass(slots=True)
class Touched:
    """Which files differ between two states of a site, sorted; `own` are those of the article that came."""

    own: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    @property
    def beside(self) -> int:
        """How many files are new or other than before, beside the article's own."""
        return len(self.changed) + len(self.added)

    def by_kind(self) -> dict[str, tuple[int, int, int]]:
        """Return by kind how many files changed, came, and went, beside the article's own."""
        counts = [Counter(map(kind_of, each)) for each in (self.changed, self.added, self.removed)]
        every = sorted({kind for count in counts for kind in count})
        return {kind: (counts[0][kind], counts[1][kind], counts[2][kind]) for kind in every}


def state_of(site: Path) -> dict[str, bytes]:
    """Return a digest of each file of a site, by its path."""
    return {
        file.relative_to(site).as_posix(): hashlib.blake2b(file.read_bytes()).digest()
        for file in site.rglob("*")
        if file.is_file()
    }


def touched(before: dict[str, bytes], site: Path, slug: str) -> Touched:
    """Return how a site differs from its state before; the article's own files are known by its slug."""
    after = state_of(site)
    found = Touched(
        changed=sorted(path for path in after if path in before and after[path] != before[path]),
        removed=sorted(before.keys() - after.keys()),
    )
    for path in sorted(after.keys() - before.keys()):
        (found.own if _is_of(slug, path, site) else found.added).append(path)
    return found


def _is_of(slug: str, path: str, site: Path) -> bool:
    if kind_of(path) == "search: results":
        return slug.encode() in zlib.decompress((site / path).read_bytes())
    return f"/{slug}/" in path
