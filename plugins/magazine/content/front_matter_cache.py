"""Reads the front matter of all articles through the cache."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from magazine.cache.cache import Cache, Result, Task
from magazine.cache.fingerprint import Stamp, digest, of_packages, stamp_of
from magazine.content.front_matter import decode, split_front_matter
from magazine.content.manuscript import Manuscript, read_manuscript
from magazine.content.problem import Problem


class FrontMatterCache:
    """Reads manuscripts, and keeps the last build's in memory for the next preview build."""

    def __init__(self) -> None:
        self._contents: dict[str, tuple[Stamp, bytes]] = {}
        self._front_matter: dict[tuple[str, str], dict[str, Any]] = {}
        self._read: dict[tuple[str, str], tuple[Manuscript | None, list[Problem]]] = {}

    def contents(self, files: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        """Yield each file with its content; `files` are pairs of name and path. Unchanged files are not read again."""
        known, self._contents = self._contents, {}
        for file, path in files:
            stamp = stamp_of(path)
            before = known.get(file)
            if before is None or before[0] != stamp:
                before = stamp, Path(path).read_bytes()
            self._contents[file] = before
            yield file, before[1]

    def prepare(self, files: Iterable[tuple[str, bytes]], cache: Cache, title: str) -> None:
        """Read the front matter of files that are new or changed; `title` is shown beside the progress."""
        texts = [(text, file) for file, data in files if isinstance(text := decode(data, file), str)]
        self._read = {each: self._read[each] for each in texts if each in self._read}
        tasks = [Task(_key(*each), each) for each in texts if each not in self._read]
        self._front_matter = {
            task.item: json.loads(value) for task, value in cache.map(tasks, _front_matter, title) if value
        }

    def manuscript(self, text: str, file: str) -> tuple[Manuscript | None, list[Problem]]:
        """Return what `read_manuscript` returns."""
        asked = (text, file)
        if asked not in self._read:
            self._read[asked] = read_manuscript(text, file, self._front_matter.get(asked))
        return self._read[asked]


def _front_matter(asked: tuple[str, str]) -> Result:
    values = split_front_matter(*asked).values
    # What is wrong is told when the manuscript is read.
    return Result(b"", lasting=False) if values.problems else Result(json.dumps(values.data).encode())


def _key(text: str, file: str) -> str:
    return digest("front matter", of_packages(), text, file)
