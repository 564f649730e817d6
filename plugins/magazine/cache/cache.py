"""The press: makes what is not there yet. What was made before is taken from the store."""

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
    """Something to make. `key` is the fingerprint of all it is made from; None if that cannot be told."""

    key: str | None
    item: Item


@dataclass(frozen=True)
class Result:
    """What was made; `lasting` if it would be the same the next time, and need not be made again."""

    value: bytes
    lasting: bool = True


class Cache:
    """Makes things of any kind, from Markdown to pictures: function and key come from whoever asks."""

    def __init__(self, folder: Path) -> None:
        """Use the store in `folder` (`.cache/magazine/`)."""
        self.folder = folder
        self.store = Store(folder)

    def map(
        self, tasks: Sequence[Task[Item]], make: Callable[[Item], Result], title: str, *, heavy: bool = False
    ) -> Iterator[tuple[Task[Item], bytes]]:
        """Yield each job with what it makes: first what is in the store, then what is made now, each in order.

        `make` may be called in another process: all it can give back is its result. `heavy` work is worth another
        process even where there are few jobs.
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
        """Keep in the store what is under these keys, though it need not be made now."""
        self.store.need(key for key in keys if key)

    def close(self) -> None:
        """Clear the store of what nobody needs any more."""
        self.store.close()
