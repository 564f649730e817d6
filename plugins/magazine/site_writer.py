"""Writes the files that the site does not have yet."""

from collections.abc import Iterable

from magazine.cache.cache import Cache
from magazine.cache.output import Output
from magazine.cache.step import Step
from magazine.indexing import RESULTS, index_files
from magazine.publishing.search.index import Index
from magazine.publishing.site_folder import SiteFolder
from magazine.stopwatch import Stopwatch


class SiteWriter:
    """Makes outputs, or takes them from the cache, and writes them into the folder of the site."""

    def __init__(self, folder: SiteFolder, cache: Cache, watch: Stopwatch) -> None:
        """Write into `folder`, with results from `cache`; `watch` notes the time that fingerprints take."""
        self._folder, self._cache, self._watch = folder, cache, watch

    def write(self, step: Step[Output, bytes], outputs: Iterable[Output]) -> None:
        """Write what the site does not have with the same fingerprint."""
        pairs = [(output, step.key(output)) for output in outputs]
        self._cache.need(key for _, key in pairs)
        missing = [(output, key) for output, key in pairs if not (key and self._folder.has(output.path, key))]
        self._watch.lap("fingerprints")
        contents = self._cache.map(step, [output for output, _ in missing])
        for (output, key), content in zip(missing, contents, strict=True):
            self._folder.write(output.path, content, key)

    def write_index(self, index: Index) -> None:
        """Write the search index."""
        self.write(RESULTS, index.results())
        key, files = index_files(index, self._cache)
        for path, content in files.items():
            if not self._folder.has(path, key):
                self._folder.write(path, content, key)
