"""The magazine's own scripts and style sheets without comments and spaces, which readers would load for nothing."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

_MINIFY = {".css": cssmin, ".js": jsmin}


def minified(site: Path, folders: Iterable[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each script and style sheet in `site` that one of the theme's `folders` has, too.

    What others wrote stays as it is: files in a folder `vendor`, and those that only the docs folder has.
    """
    names = {source.relative_to(folder) for folder in folders for source in (folder / "assets").rglob("*")}
    for name in sorted(names):
        file = site / name
        if name.suffix in _MINIFY and "vendor" not in name.parts and file.is_file():
            yield name.as_posix(), _MINIFY[name.suffix](file.read_text(encoding="utf-8")).encode()
