"""The build cache: returns stored results; computes and stores those that are missing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from magazine.cache.progress import Progress
from magazine.cache.store import Store, pack, unpack
from magazine.cache.workers import each

Item = TypeVar("Item")

_BATCH, _HEAVY_BATCH = 256, 16  # entries read from the store or written to it at a time


@dataclass(frozen=True)
class Task(Generic[Item]):
    """A result to get. `key` is the fingerprint of its inputs; None if they are not known, so it is never stored."""

    key: str | None
    item: Item


@dataclass(frozen=True)
class Result:
    """What a task returned. It is stored if it is `lasting`: if the same inputs always give this value."""

    value: bytes
    lasting: bool = True


class Cache:
    """Caches the results of any function. The caller gives the function, and a key for each item."""

    def __init__(self, folder: Path) -> None:
        """Use the store in `folder` (`.cache/magazine/`)."""
        self.folder = folder
        self.store = Store(folder)

    def map(
        self, tasks: Sequence[Task[Item]], make: Callable[[Item], Result], title: str, *, heavy: bool = False
    ) -> Iterator[tuple[Task[Item], bytes]]:
        """Yield each task with its value: first those found in the store, then those computed now, each group in order.

        `make` may run in a worker process, so it must have no side effects. `heavy` tasks are given to workers even
        if there are few of them, because each takes longer than starting a process.
        """
        missing = []
        for start in range(0, len(tasks), _BATCH):
            some = tasks[start : start + _BATCH]
            values = self.store.get([task.key for task in some if task.key])
            for task in some:
                if task.key in values:
                    yield task, values[task.key]
                else:
                    missing.append(task)
        yield from self._make(missing, make, title, heavy)

    def _make(
        self, tasks: Sequence[Task[Item]], make: Callable[[Item], Result], title: str, heavy: bool
    ) -> Iterator[tuple[Task[Item], bytes]]:
        def packed(task: Task[Item]) -> tuple[bytes, bool]:
            result = make(task.item)
            return pack(result.value, task.key or ""), result.lasting

        with Progress(title, len(tasks)) as progress:
            results = zip(tasks, each(packed, tasks, heavy=heavy), strict=True)
            while batch := list(islice(results, _HEAVY_BATCH if heavy else _BATCH)):
                self.store.put((task.key, value) for task, (value, lasting) in batch if task.key and lasting)
                for task, (value, _) in batch:
                    progress.step()
                    yield task, unpack(value, task.key or "")

    def need(self, keys: Iterable[str | None]) -> None:
        """Mark these keys as still used, so that the store keeps their entries although nobody reads them now."""
        self.store.need(key for key in keys if key)

    def close(self) -> None:
        """Delete unused entries from the store, and close it."""
        self.store.close()
