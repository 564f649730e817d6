"""Writes the files that the site does not have yet."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from magazine.cache import output_tasks
from magazine.cache.cache import Cache, Result, Task
from magazine.cache.output import Output
from magazine.indexing import index_files
from magazine.pages.page import PageSpec
from magazine.publishing.search.index import Index
from magazine.publishing.site_folder import SiteFolder
from magazine.stopwatch import Stopwatch

File = TypeVar("File", PageSpec, Output)


class SiteWriter:
    """Makes files from their inputs, or takes them from the cache, and writes them into the folder of the site."""

    def __init__(self, folder: SiteFolder, cache: Cache, watch: Stopwatch) -> None:
        """Write into `folder`, with results from `cache`; `watch` notes the time that fingerprints take."""
        self._folder, self._cache, self._watch = folder, cache, watch

    def write(
        self, tasks: Sequence[Task[File]], make: Callable[[File], Result], title: str, *, heavy: bool = False
    ) -> None:
        """Write what the site does not have with the same fingerprint; `title` stands beside the progress."""
        self._cache.need(task.key for task in tasks)
        missing = [task for task in tasks if not (task.key and self._folder.has(task.item.path, task.key))]
        self._watch.lap("fingerprints")
        for task, content in self._cache.map(missing, make, title, heavy=heavy):
            self._folder.write(task.item.path, content, task.key)

    def write_outputs(self, outputs: Iterable[Output], title: str, *, heavy: bool = False) -> None:
        """Write files that stand beside the pages; `heavy` ones are worth a worker process each."""
        self.write([*map(output_tasks.task_of, outputs)], output_tasks.make, title, heavy=heavy)

    def write_index(self, index: Index, title: str) -> None:
        """Write the search index.

        Raises:
            PagefindFailed: Pagefind is there and does not do its work.
        """
        self.write_outputs(index.results(), title)
        key, files = index_files(index, self._cache, title)
        for path, content in files.items():
            if not self._folder.has(path, key):
                self._folder.write(path, content, key)
