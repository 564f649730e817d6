"""The service worker: keeps pages on the device of a reader who asks for it. And what it is told of the site.

Where there is none, its place has a script that takes an earlier one away: browsers that were here before have it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rjsmin import jsmin

from magazine.cache.fingerprint import digest
from magazine.content.article import Article

PATH = "service-worker.js"
"""At the site's top, since browsers let a worker see only what lies beside and below it."""

LATEST = "latest.json"

_FOLDER = ".service_worker"
_NEWEST = 20  # articles that a reader keeps at once
_FILES = ("assets/*.css", "assets/*.js", "assets/*.json", "assets/favicon.svg", "assets/fonts/*", "assets/reading/*")
_NOT_READ = frozenset({"assets/feed.css", "assets/queries.js", "assets/queries.json", "assets/fonts/OFL.txt"})


@dataclass(frozen=True, slots=True)
class Worker:
    """What the worker has to know: the `files` that every page needs, by path, and where the page of what is kept is.

    `notice` stands on a kept page, with a gap for `{day}`.
    """

    files: Mapping[str, bytes]
    kept: str
    language: str
    notice: str


def files_of(site: Path) -> dict[str, bytes]:
    """Return the files that an article needs, or may load while it is read: styles, scripts, type."""
    found = sorted({file.relative_to(site).as_posix() for pattern in _FILES for file in site.glob(pattern)})
    return {name: (site / name).read_bytes() for name in found if name not in _NOT_READ}


def service_worker(folders: Sequence[Path], worker: Worker | None) -> bytes:
    """Return the script, from the first of the theme's `folders` that has it; for no `worker`, what removes one.

    It changes only when one of the files does: browsers compare it byte by byte, and fetch all of them if it differs.
    """
    if worker is None:
        return _source(folders, "removal.js").encode()
    told = {
        "VERSION": digest(*(part for item in worker.files.items() for part in item)),
        "FILES": [*worker.files],
        "LIST": worker.kept,
        "LATEST": LATEST,
        "LANGUAGE": worker.language,
        "NOTICE": worker.notice,
    }
    constants = ",".join(f"{name}={_json(value)}" for name, value in told.items())
    return f"const {constants};\n{_source(folders, 'worker.js')}".encode()


def _source(folders: Sequence[Path], name: str) -> str:
    files = (folder / _FOLDER / name for folder in folders)
    return str(jsmin(next(file for file in files if file.is_file()).read_text(encoding="utf-8")))


def latest(articles: Iterable[Article]) -> bytes:
    """Return `latest.json`: the addresses of the newest articles."""
    newest = [article.url for article in articles][:_NEWEST]
    return _json(newest).encode() + b"\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
