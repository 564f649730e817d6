"""Builds the search index: during a build, or in a background thread of the preview."""

import gc
import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import cbor2
from mkdocs.plugins import get_plugin_logger

from magazine.cache.cache import Cache, Result, Task
from magazine.cache.fingerprint import fingerprint, of_packages
from magazine.cache.output import Output
from magazine.cache.output_tasks import make, task_of
from magazine.publishing.search.index import ENTRY, FOLDER, Index
from magazine.publishing.search.pagefind import is_here

log = get_plugin_logger(__name__)

_IDLE = 0.5  # seconds without a new build, after which the index of a preview is made


def is_wanted() -> bool:
    """Return whether the site has a search: not with `MAGAZINE_SEARCH=off`, nor where there is no Pagefind."""
    return not is_off() and is_here()


def is_off() -> bool:
    """Return whether `MAGAZINE_SEARCH=off` is set."""
    return os.environ.get("MAGAZINE_SEARCH", "").lower() == "off"


def index_files(
    index: Index, cache: Cache, title: str, make: Callable[[Output], Result] = make
) -> tuple[str, dict[str, bytes]]:
    """Return the fingerprint of an index's inputs, and its files except those of single results.

    Raises:
        PagefindFailed: Pagefind does not do its work.
    """
    parts = [task_of(part) for part in index.parts()]
    cache.need(part.key for part in parts)

    def joined(tasks: Sequence[Task[Output]]) -> Result:
        made = {part.key: content for part, content in cache.map(tasks, make, title, heavy=True)}
        return Result(cbor2.dumps(index.files([made[part.key] for part in tasks])))

    key = fingerprint("search", of_packages(), index.inputs)
    ((_, files),) = cache.map([Task(key, parts)], joined, title)
    return key, cbor2.loads(files)


class BackgroundIndex:
    """Keeps the index of a preview up to date in a thread. A newer index replaces one that is not finished."""

    def __init__(self, cache: Path, title: str) -> None:
        """Use the store in `cache`."""
        self._cache, self._title = cache, title
        self._next: tuple[Callable[[], Index], Path] | None = None
        self._news = threading.Condition()
        self._written: dict[str, str] = {}
        self._stopped = False
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def replace(self, index: Callable[[], Index], site: Path) -> None:
        """Build this index later and write it into the folder `site`. Returns at once; the thread calls `index`."""
        with self._news:
            self._next = (index, site)
            self._news.notify()

    def stop(self) -> None:
        """End the thread; an index that is not ready by now is not made."""
        with self._news:
            self._stopped = True
            self._news.notify()
        self._thread.join(_IDLE)  # what Pagefind is at may take longer, and ends with the process

    def _work(self) -> None:
        while True:
            with self._news:
                while not self._stopped and (self._next is None or self._news.wait(_IDLE)):
                    self._news.wait_for(lambda: self._next or self._stopped)
                if self._stopped or self._next is None:
                    return
                (index, site), self._next = self._next, None
            try:
                self._make(index(), site)
                gc.collect()  # builds do not: with ten thousand articles it takes a third of a second
            except _Outdated:
                continue
            except Exception as error:  # the preview goes on, with the search it has
                log.warning(f"{self._title}: {error}")

    def _make(self, index: Index, site: Path) -> None:
        # Not closed: closing deletes entries that this cache object has not asked for.
        key, files = index_files(index, Cache(self._cache), self._title, self._make_one)
        folder = site / FOLDER
        there = {f"{FOLDER}{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file()}
        self._written = {path: key for path, key in self._written.items() if path in there}
        for output in index.results():
            self._bring(site, output.path, task_of(output).key or "", output.make)
        for path in sorted(files, key=lambda path: path.endswith(ENTRY)):  # last what names the others
            self._bring(site, path, f"{path} {key}", lambda path=path: files[path])  # type: ignore[misc]
        for path in there - self._written.keys():
            (site / path).unlink(missing_ok=True)

    def _make_one(self, output: Output) -> Result:
        if self._next or self._stopped:
            raise _Outdated
        return make(output)

    def _bring(self, site: Path, path: str, key: str, content: Callable[[], bytes]) -> None:
        """Write a file unless it stands there, whole at any moment."""
        if self._written.get(path) == key:
            return
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.part")
        part.write_bytes(content())
        part.replace(file)
        self._written[path] = key


class _Outdated(Exception):  # noqa: N818 - nothing is wrong
    pass
