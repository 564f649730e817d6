"""Builds the search index: during a build, or in a background thread of the preview."""

import gc
import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cbor2
from mkdocs.plugins import get_plugin_logger

from magazine.cache.cache import Cache
from magazine.cache.output import Output, output_step
from magazine.cache.step import Step
from magazine.publishing.search.index import ENTRY, FOLDER, Index

log = get_plugin_logger(__name__)

_IDLE = 0.5  # seconds without a new build, after which the index of a preview is made


def is_wanted() -> bool:
    """Return whether the site has a search: unless `MAGAZINE_SEARCH=off` is set."""
    return os.environ.get("MAGAZINE_SEARCH", "").lower() != "off"


RESULTS = output_step("search_results")
_PARTS = output_step("search_parts", heavy=True)


def index_files(index: Index, cache: Cache, parts_step: Step[Output, bytes] = _PARTS) -> tuple[str, dict[str, bytes]]:
    """Return the fingerprint of an index's inputs, and its files except those of single results."""
    parts = [*index.parts()]
    cache.need(map(parts_step.key, parts))

    def join(_: Index) -> bytes:
        return cbor2.dumps(index.files([*cache.map(parts_step, parts)]))

    step = Step("search", join, lambda _: index.inputs)
    (files,) = cache.map(step, [index])
    return str(step.key(index)), cbor2.loads(files)


class BackgroundIndex:
    """Keeps the index of a preview up to date in a thread. A newer index replaces one that is not finished."""

    def __init__(self, cache: Path, titles: Callable[[str], str]) -> None:
        """Use the store in `cache`; `titles` returns what is shown beside a step's progress."""
        self._cache, self._titles = cache, titles
        self._written: dict[str, str] = {}
        self._one_at_a_time = threading.Lock()
        self._outdated = threading.Event()
        self._timer: threading.Timer | None = None

    def replace(self, index: Callable[[], Index], site: Path) -> None:
        """Build this index later and write it into the folder `site`. Returns at once; a thread calls `index`."""
        self._cancel()
        self._outdated = threading.Event()
        self._timer = threading.Timer(_IDLE, self._work, (index, site, self._outdated))
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """End the thread; an index that is not finished is not made."""
        self._cancel()
        if self._timer:
            self._timer.join(_IDLE)  # a part may still be under way; it ends with the process

    def _cancel(self) -> None:
        self._outdated.set()
        if self._timer:
            self._timer.cancel()

    def _work(self, index: Callable[[], Index], site: Path, outdated: threading.Event) -> None:
        with self._one_at_a_time:
            try:
                self._make(index(), site, outdated)
                gc.collect()  # builds do not: with ten thousand articles it takes a third of a second
            except _OutdatedError:
                pass
            except Exception as error:  # the preview goes on, with the search it has
                log.warning(f"{self._titles('search')}: {error}")

    def _make(self, index: Index, site: Path, outdated: threading.Event) -> None:
        def make_one(output: Output) -> bytes:
            if outdated.is_set():
                raise _OutdatedError
            return output.make()

        # Not closed: closing deletes entries that this cache object has not asked for.
        step = replace(_PARTS, function=make_one)
        key, files = index_files(index, Cache(self._cache, self._titles), step)
        folder = site / FOLDER
        there = {f"{FOLDER}{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file()}
        self._written = {path: key for path, key in self._written.items() if path in there}
        for output in index.results():
            self._bring(site, output.path, RESULTS.key(output) or "", output.make)
        for path in sorted(files, key=lambda path: path.endswith(ENTRY)):  # the one that names the others is last
            self._bring(site, path, f"{path} {key}", lambda path=path: files[path])  # type: ignore[misc]
        for path in there - self._written.keys():
            (site / path).unlink(missing_ok=True)

    def _bring(self, site: Path, path: str, key: str, content: Callable[[], bytes]) -> None:
        """Write a file of the site, unless it was written with the same key. Nobody can read half of it."""
        if self._written.get(path) == key:
            return
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.part")
        part.write_bytes(content())
        part.replace(file)
        self._written[path] = key


class _OutdatedError(Exception):
    """There is a newer index to build."""
