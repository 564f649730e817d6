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
class Job(Generic[Item]):
    """Something to make. `key` is the fingerprint of all it is made from; None if that cannot be told."""

    key: str | None
    item: Item


@dataclass(frozen=True)
class Made:
    """What was made; `lasting` if it would be the same the next time, and need not be made again."""

    value: bytes
    lasting: bool = True


class Press:
    """Makes things of any kind, from Markdown to pictures: function and key come from whoever asks."""

    def __init__(self, folder: Path) -> None:
        """Use the store in `folder` (`.cache/magazine/`)."""
        self.folder = folder
        self.store = Store(folder)

    def run(
        self, jobs: Sequence[Job[Item]], make: Callable[[Item], Made], title: str, *, heavy: bool = False
    ) -> Iterator[tuple[Job[Item], bytes]]:
        """Yield each job with what it makes: first what is in the store, then what is made now, each in order.

        `make` may be called in another process: all it can give back is its result. `heavy` work is worth another
        process even where there are few jobs.
        """
        missing = []
        for start in range(0, len(jobs), _BATCH):
            some = jobs[start : start + _BATCH]
            values = self.store.get([job.key for job in some if job.key])
            for job in some:
                if job.key in values:
                    yield job, values[job.key]
                else:
                    missing.append(job)
        yield from self._make(missing, make, title, heavy)

    def _make(
        self, jobs: Sequence[Job[Item]], make: Callable[[Item], Made], title: str, heavy: bool
    ) -> Iterator[tuple[Job[Item], bytes]]:
        def packed(job: Job[Item]) -> tuple[bytes, bool]:
            made = make(job.item)
            return pack(made.value, job.key or ""), made.lasting

        with Progress(title, len(jobs)) as progress:
            results = zip(jobs, each(packed, jobs, heavy=heavy), strict=True)
            while batch := list(islice(results, _HEAVY_BATCH if heavy else _BATCH)):
                self.store.put((job.key, value) for job, (value, lasting) in batch if job.key and lasting)
                for job, (value, _) in batch:
                    progress.step()
                    yield job, unpack(value, job.key or "")

    def need(self, keys: Iterable[str | None]) -> None:
        """Keep in the store what is under these keys, though it need not be made now."""
        self.store.need(key for key in keys if key)

    def close(self) -> None:
        """Clear the store of what nobody needs any more."""
        self.store.close()
