"""Writes the files that the site does not have yet."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from magazine.cache import production
from magazine.cache.press import Job, Made, Press
from magazine.cache.product import Product
from magazine.indexing import index_files
from magazine.pages.page import Sheet
from magazine.publishing.search.index import Index
from magazine.publishing.site_folder import SiteFolder
from magazine.stopwatch import Stopwatch

File = TypeVar("File", Sheet, Product)


class SiteWriter:
    """Makes files from their inputs, or takes them from the cache, and writes them into the folder of the site."""

    def __init__(self, folder: SiteFolder, press: Press, watch: Stopwatch) -> None:
        """Write into `folder`, with results from `press`; `watch` notes the time that fingerprints take."""
        self._folder, self._press, self._watch = folder, press, watch

    def write(
        self, jobs: Sequence[Job[File]], make: Callable[[File], Made], title: str, *, heavy: bool = False
    ) -> None:
        """Write what the site does not have with the same fingerprint; `title` stands beside the progress."""
        self._press.need(job.key for job in jobs)
        missing = [job for job in jobs if not (job.key and self._folder.has(job.item.path, job.key))]
        self._watch.lap("fingerprints")
        for job, content in self._press.run(missing, make, title, heavy=heavy):
            self._folder.write(job.item.path, content, job.key)

    def write_products(self, products: Iterable[Product], title: str, *, heavy: bool = False) -> None:
        """Write files that stand beside the pages; `heavy` ones are worth a worker process each."""
        self.write([*map(production.job, products)], production.make, title, heavy=heavy)

    def write_index(self, index: Index, title: str) -> None:
        """Write the search index.

        Raises:
            PagefindFailed: Pagefind is there and does not do its work.
        """
        self.write_products(index.results(), title)
        key, files = index_files(index, self._press, title)
        for path, content in files.items():
            if not self._folder.has(path, key):
                self._folder.write(path, content, key)
