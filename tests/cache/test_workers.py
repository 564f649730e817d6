"""Workers that die: what they had is done again, and what kills its worker each time is told by its name."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from magazine.cache import worker_limits, workers
from magazine.cache.cache import Cache
from magazine.cache.step import Step

pytestmark = pytest.mark.skipif(not workers.can_fork(), reason="processes cannot be forked here")

COUNTS = [1, 2, 5, 40, 200]


def kill(item: object = None) -> object:
    os.kill(os.getpid(), signal.SIGKILL)
    return item


def spin(_item: object = None) -> object:
    while True:
        pass


def devour(_item: object = None) -> object:
    everything = []
    while True:
        everything.append(bytearray(1 << 24))


@pytest.fixture(autouse=True)
def two_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAGAZINE_WORKERS", "2")


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("deadly", [set(), {0}, {0, 1, 4}, {39}, {7, 8, 100, 199}], ids=str)
def test_what_kills_a_worker_is_told_and_all_else_is_done(count: int, deadly: set[int]) -> None:
    def work(item: int) -> str:
        if item in deadly:
            kill()
        return f"{item} done"

    results = list(workers.each(work, range(count), died=lambda item: f"{item} died"))
    assert results == [f"{item} {'died' if item in deadly else 'done'}" for item in range(count)]


def test_without_another_result_the_build_ends_with_the_name() -> None:
    with pytest.raises(workers.WorkerDied) as told:
        list(workers.each(lambda item: kill() if item == 150 else item, range(200)))
    assert told.value.item == 150


def test_a_worker_that_dies_by_chance_costs_time_only(tmp_path: Path) -> None:
    def work(item: int) -> int:
        if item == 70 and not (tmp_path / "once").exists():
            (tmp_path / "once").touch()
            kill()
        return item

    assert list(workers.each(work, range(200))) == list(range(200))
    assert (tmp_path / "once").exists()


@pytest.mark.parametrize("hostile", [spin, devour, kill])
def test_time_and_memory_are_limited(hostile: Callable[[object], object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_limits, "SECONDS", 0.3)
    monkeypatch.setattr(worker_limits, "BYTES", 1 << 27)

    def work(item: int) -> str:
        try:
            return "done" if item != 1 else str(hostile(item))
        except MemoryError:
            return "no memory"

    (first, second, third) = workers.each(work, range(3), died=lambda _: "died")
    assert (first, third) == ("done", "done")
    assert second == ("no memory" if hostile is devour and sys.platform == "linux" else "died")


def test_what_died_is_tried_again_by_the_next_build(tmp_path: Path) -> None:
    def step(work: Callable[[str], bytes]) -> Step[str, bytes]:
        return Step("step", work, lambda item: (item,), died=lambda _: b"died")

    cache = Cache(tmp_path, str)
    assert list(cache.map(step(lambda item: str(kill()).encode() if item == "b" else b"1"), ["a", "b"])) == [
        b"1",
        b"died",
    ]
    assert list(cache.map(step(lambda _: b"2"), ["a", "b"])) == [b"1", b"2"]
    cache.close()
