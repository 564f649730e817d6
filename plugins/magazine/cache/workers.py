"""Worker processes: the same work on all cores, with its results in the order of the work."""

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_WORTHWHILE, _HEAVY_WORTHWHILE = 64, 4  # fewer items are done before a second process has started
_CHUNK, _HEAVY_CHUNK = 16, 3
# Then workers are forked anew. Python writes into whatever it reads, so what they share becomes their own copy by and
# by; and results that are not fetched yet wait in memory.
_PORTION = 4096

# The function and items of the running step. Forked workers inherit this memory, so nothing has to be pickled.
_at_hand: tuple[Callable[[Any], Any], Sequence[Any], int]


def worker_count() -> int:
    """Return how many processes work: as many as this one may use cores, or what `MAGAZINE_WORKERS` says.

    One where processes cannot be forked safely (Windows, macOS).
    """
    if sys.platform in {"win32", "darwin"}:
        return 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted = os.environ.get("MAGAZINE_WORKERS", "")
    return max(1, int(wanted)) if wanted.isdigit() else allowed


def each(function: Callable[[Item], Result], items: Sequence[Item], *, heavy: bool = False) -> Iterator[Result]:
    """Yield `function(item)` for every item, in order; in worker processes where that is worthwhile.

    An exception in `function` ends the work and is raised here. Only the main thread forks: in the worker, what other
    threads were doing would stand still.
    """
    count = min(worker_count(), len(items) // ((_HEAVY_WORTHWHILE if heavy else _WORTHWHILE) // 2))
    if count < 2 or threading.current_thread() is not threading.main_thread():  # noqa: PLR2004 - one is this process
        yield from map(function, items)
        return
    for start in range(0, len(items), _PORTION):
        yield from _portion(function, items[start : start + _PORTION], count, _HEAVY_CHUNK if heavy else _CHUNK)


def _portion(function: Callable[[Item], Result], items: Sequence[Item], count: int, chunk: int) -> Iterator[Result]:
    global _at_hand  # noqa: PLW0603 - the only way to pass something to a forked process without pickling it
    _at_hand = (function, items, chunk)
    gc.freeze()  # what is shared with the workers stays shared: their collector, which runs, does not touch it
    try:
        with ProcessPoolExecutor(count, multiprocessing.get_context("fork"), initializer=gc.enable) as pool:
            for results in pool.map(_work, range(0, len(items), chunk)):
                yield from results
    finally:
        gc.unfreeze()
        del _at_hand


def _work(start: int) -> list[Any]:
    function, items, chunk = _at_hand
    return [function(item) for item in items[start : start + chunk]]
