"""Worker processes: the same work on all cores, with its results in the order of the work.

A worker may die: a decoder crashes, or the system takes its memory. Then what it had is done again, in ever smaller
pieces; what dies when it is alone is told.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Any, TypeVar

from magazine.cache.worker_limits import end_with, fatal_limits

Item = TypeVar("Item")
Result = TypeVar("Result")

_WORTHWHILE, _HEAVY_WORTHWHILE = 64, 4  # fewer items are done before a second process has started
_CHUNK, _HEAVY_CHUNK = 16, 3
# Then workers are forked anew. Python writes into whatever it reads, so what they share becomes their own copy by and
# by; and results that are not fetched yet wait in memory.
_PORTION = 4096

# The function and items of the running step. Forked workers inherit this memory, so nothing has to be pickled.
_at_hand: tuple[Callable[[Any], Any], Sequence[Any], int]


class WorkerDied(Exception):  # noqa: N818 - what happened to it
    """A worker process ended while it did nothing but one piece of work; `item` is what it was given."""

    def __init__(self, item: object) -> None:
        super().__init__(f"the worker died: {item}")
        self.item = item


def can_fork() -> bool:
    """Return whether processes can be forked safely: not on Windows and macOS."""
    return sys.platform not in {"win32", "darwin"}


def worker_count() -> int:
    """Return how many processes work: as many as this one may use cores, or what `MAGAZINE_WORKERS` says.

    One where processes cannot be forked safely (Windows, macOS).
    """
    if not can_fork():
        return 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted = os.environ.get("MAGAZINE_WORKERS", "")
    return max(1, int(wanted)) if wanted.isdigit() else allowed


def each(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    heavy: bool = False,
    died: Callable[[Item], Result] | None = None,
) -> Iterator[Result]:
    """Yield `function(item)` for every item, in order; in worker processes where that is worthwhile.

    With `died`, always in worker processes where there can be any, with limits of time and memory for each item, and
    `died(item)` is the result for an item with which its worker dies. Only the main thread forks: in the worker, what
    other threads were doing would stand still.

    Raises:
        WorkerDied: A worker died with an item, and there is no `died`.
        Exception: What `function` raises ends the work.
    """
    count = min(worker_count(), len(items) // ((_HEAVY_WORTHWHILE if heavy else _WORTHWHILE) // 2))
    if died and items and can_fork():
        count, fewest = max(count, 1), 1
    else:
        fewest = 2  # one worker is as fast as this process
    if count < fewest or threading.current_thread() is not threading.main_thread():
        yield from map(function, items)
        return
    if died:
        function = partial(_limited, function)
    for start in range(0, len(items), _PORTION):
        yield from _portion(function, items[start : start + _PORTION], count, _HEAVY_CHUNK if heavy else _CHUNK, died)


def _portion(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    count: int,
    chunk: int,
    died: Callable[[Item], Result] | None,
) -> Iterator[Result]:
    """Yield the results of some items; where a worker dies, those that are left are done in halves."""
    done = 0
    try:
        for result in _in_workers(function, items, count, chunk):
            yield result
            done += 1
    except BrokenProcessPool:
        rest = items[done:]
        if len(rest) == 1:
            if died is None:
                raise WorkerDied(rest[0]) from None
            yield died(rest[0])
            return
        middle = (len(rest) + 1) // 2
        for half in (rest[:middle], rest[middle:]):
            yield from _portion(function, half, 1, len(half), died)


def _in_workers(function: Callable[[Item], Result], items: Sequence[Item], count: int, chunk: int) -> Iterator[Result]:
    global _at_hand  # noqa: PLW0603 - the only way to pass something to a forked process without pickling it
    _at_hand = (function, items, chunk)
    gc.freeze()  # what is shared with the workers stays shared: their collector, which runs, does not touch it
    try:
        with ProcessPoolExecutor(count, multiprocessing.get_context("fork"), _begin, (os.getpid(),)) as pool:
            for results in pool.map(_work, range(0, len(items), chunk)):
                yield from results
    finally:
        gc.unfreeze()
        del _at_hand


def _begin(parent: int) -> None:
    """Prepare a worker."""
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C reaches all of them: the worker ends without a traceback
    gc.enable()


def _limited(function: Callable[[Item], Result], item: Item) -> Result:
    with fatal_limits():
        return function(item)


def _work(start: int) -> list[Any]:
    function, items, chunk = _at_hand
    return [function(item) for item in items[start : start + chunk]]
