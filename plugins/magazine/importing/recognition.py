"""Which kind of source a path is, and its reader."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from magazine.importing.imported import Archive, SourceError
from magazine.importing.sources import eleventy, ghost, hugo, jekyll, material, pelican, plain, wordpress

Reader = Callable[[Path, dt.tzinfo], Archive]

READERS: dict[str, Reader] = {
    "wordpress": wordpress.read,
    "ghost": ghost.read,
    "jekyll": jekyll.read,
    "hugo": hugo.read,
    "pelican": pelican.read,
    "eleventy": eleventy.read,
    "material": material.read,
    "markdown": plain.read,
}


_ROOTS = {"pelican": pelican, "jekyll": jekyll, "hugo": hugo, "material": material, "eleventy": eleventy}


def kind_of(path: Path) -> str:
    """Return the kind of a source.

    Raises:
        SourceError: Nothing is known that looks like this.
    """
    if path.is_file():
        head = path.open("rb").read(8192)
        if b"<rss" in head or b"wordpress.org/export" in head:
            return "wordpress"
        if path.suffix.lower() == ".json":
            return "ghost"
        if path.suffix.lower() in {".md", ".markdown"}:
            return "markdown"
        raise SourceError("import.unknown", path=path)
    folder = path.resolve()
    found = next((name for name, each in _ROOTS.items() if each.root_of(folder) == folder), None)
    found = found or next((name for name, each in _ROOTS.items() if each.root_of(folder)), None)
    if found:
        return found
    if any(folder.rglob("*.md")):
        return "markdown"
    raise SourceError("import.unknown", path=path)
