"""The build cache: returns the results of a step; computes and stores those that are missing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from magazine.cache.memo import Recent
from magazine.cache.progress import Progress
from magazine.cache.step import Item, Step, Value
from magazine.cache.store import Store, pack, unpack
from magazine.cache.workers import each

_BATCH, _HEAVY_BATCH = 256, 16  # entries read from the store or written to it at a time

_recent = Recent()


class Cache:
    """Results in memory (those of the last build of a preview) and in the store (those of all builds)."""

    def __init__(self, folder: Path, titles: Callable[[str], str]) -> None:
        """Use the store in `folder` (`.cache/magazine/`); `titles` returns what is shown beside a step's progress."""
        self.folder, self.titles = folder, titles
        self._store = Store(folder)

    def map(self, step: Step[Item, Value], items: Sequence[Item]) -> Iterator[Value]:
        """Yield the result of a step for every item, in order: from memory, from the store, or computed now.

        An exception in the step's function ends the work and is raised here.
        """
        keys = [step.key(item) for item in items]
        self.need(keys)
        known = [_recent.get(key) if step.memoised else None for key in keys]
        rest = [pair for pair, value in zip(zip(items, keys, strict=True), known, strict=True) if value is None]
        found = self._find_or_make(step, rest)
        for key, recent in zip(keys, known, strict=True):
            value = step.value(next(found)) if recent is None else recent
            if step.memoised and key and step.lasting(value):
                _recent.put(key, value)
            yield value

    def _find_or_make(self, step: Step[Item, Value], pairs: list[tuple[Item, str | None]]) -> Iterator[bytes]:
        """Yield the result for each pair of item and key, in order: from the store, or computed now and stored."""
        stored = self._store.has([key for _, key in pairs if key])
        missing = [pair for pair in pairs if pair[1] not in stored]
        died = partial(_lost, step) if step.died else None
        made = each(partial(_made, step), missing, heavy=step.heavy, died=died)
        size = _HEAVY_BATCH if step.heavy else _BATCH
        with Progress(self.titles(step.name), len(missing)) as progress:
            for start in range(0, len(pairs), size):
                batch = pairs[start : start + size]
                read = self._store.get([key for _, key in batch if key in stored])
                values: list[bytes] = []
                new: list[tuple[str, bytes]] = []
                for item, key in batch:
                    if key in read:
                        values.append(read[key])
                        continue
                    # What the store has, but cannot be read, is damaged.
                    packed, lasting = _made(step, (item, key)) if key in stored else next(made)
                    values.append(unpack(packed, key or ""))
                    new += [(key, packed)] if key and lasting else []
                    progress.step()
                self._store.put(step.name, new)
                yield from values

    def need(self, keys: Iterable[str | None]) -> None:
        """Mark these keys as still used, so that the store keeps their entries although nobody reads them now."""
        self._store.need(key for key in keys if key)

    def close(self) -> None:
        """Delete unused entries from the store, and close it."""
        self._store.close()


def _made(step: Step[Item, Value], pair: tuple[Item, str | None]) -> tuple[bytes, bool]:
    item, key = pair
    value, lasting = step.made(item)
    return pack(value, key or ""), lasting


def _lost(step: Step[Item, Value], pair: tuple[Item, str | None]) -> tuple[bytes, bool]:
    value, lasting = step.lost(pair[0])
    return pack(value, pair[1] or ""), lasting
