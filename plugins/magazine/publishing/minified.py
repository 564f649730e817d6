"""The magazine's own scripts and style sheets without comments and spaces, which readers would load for nothing."""

from collections.abc import Iterator
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

_MINIFY = {".css": cssmin, ".js": jsmin}


def minified(site: Path, theme: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each script and style sheet in `site` that the folder `theme` has in its assets.

    What others wrote stays as it is: files in a folder `vendor`, and those that only the docs folder has.
    """
    for source in sorted((theme / "assets").rglob("*")):
        name = source.relative_to(theme)
        file = site / name
        if source.suffix in _MINIFY and "vendor" not in name.parts and file.is_file():
            yield name.as_posix(), _MINIFY[source.suffix](file.read_text(encoding="utf-8")).encode()
