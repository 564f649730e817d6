"""The build cache: every result is computed once, by as many processes as there are, and comes in order."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from magazine.cache import memo, progress, workers
from magazine.cache.cache import Cache
from magazine.cache.step import Step


def run(folder: Path, names: list[str]) -> tuple[list[str], list[str]]:
    """Return the results for the names, and the names for which they had to be computed."""
    calls = folder / "calls"
    calls.mkdir(exist_ok=True)

    def upper(name: str) -> bytes:
        (calls / f"{name}-{os.getpid()}").touch()
        return name.upper().encode()

    def inputs(name: str) -> tuple[str] | None:
        return None if name.startswith("unknown") else (name,)

    step = Step("upper", upper, inputs, lasting=lambda value: not value.startswith(b"RANDOM"))
    cache = Cache(folder / "cache", str)
    results = [value.decode() for value in cache.map(step, names)]
    cache.close()
    computed = sorted(path.name.rpartition("-")[0] for path in calls.iterdir())
    shutil.rmtree(calls)
    return results, computed


def test_each_result_is_computed_once_and_results_come_in_order(tmp_path: Path) -> None:
    assert run(tmp_path, ["a", "b"]) == (["A", "B"], ["a", "b"])
    assert run(tmp_path, ["a", "c", "b"]) == (["A", "C", "B"], ["c"])


def test_the_same_item_twice(tmp_path: Path) -> None:
    assert run(tmp_path, ["a", "b", "a"])[0] == ["A", "B", "A"]
    assert run(tmp_path, ["b", "b", "c", "c"]) == (["B", "B", "C", "C"], ["c"])


def test_a_result_that_may_differ_next_time_is_not_stored(tmp_path: Path) -> None:
    run(tmp_path, ["random", "a"])
    assert run(tmp_path, ["random", "a"]) == (["RANDOM", "A"], ["random"])


def test_a_result_whose_inputs_are_not_known_is_not_stored(tmp_path: Path) -> None:
    run(tmp_path, ["unknown", "a"])
    assert run(tmp_path, ["unknown", "a", "unknown2"])[1] == ["unknown", "unknown2"]


def test_a_damaged_entry_is_computed_again(tmp_path: Path) -> None:
    names = [f"n{number}" for number in range(300)]
    run(tmp_path, names)
    with closing(sqlite3.connect(tmp_path / "cache/store.db")) as database, database:
        database.execute("UPDATE entries SET value = x'00112233445566' WHERE rowid % 3 = 0")
    results, computed = run(tmp_path, names)
    assert results == [name.upper() for name in names]
    assert len(computed) == 100
    assert run(tmp_path, names)[1] == []


def test_results_that_are_remembered_are_not_asked_of_the_store(tmp_path: Path) -> None:
    calls: list[str] = []

    def call(name: str) -> str:
        calls.append(name)
        return name

    step: Step[str, str] = Step("remember", call, lambda name: (name,), returns=str, memoised=True)

    def build(*names: str) -> list[str]:
        memo.next_build()
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        calls.clear()
        cache = Cache(tmp_path / "cache", str)
        assert [*cache.map(step, names)] == [*names]
        cache.close()
        return [*calls]

    assert build("a", "b") == ["a", "b"]
    assert build("a", "c") == ["c"]
    assert build("c", "a") == []
    assert build("a") == build("a") == []
    assert build("c") == ["c"]
    memo.forget()
    assert build("a") == ["a"]


@pytest.mark.parametrize("count", ["1", "2", "3"])
def test_any_number_of_processes_gives_the_same_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: str
) -> None:
    monkeypatch.setenv("MAGAZINE_WORKERS", count)
    monkeypatch.setattr(workers, "_PORTION", 128)  # workers are forked anew, the last ones for few items
    names = [f"n{number}" for number in range(300)]
    results, computed = run(tmp_path, names)
    assert results == [name.upper() for name in names]
    assert computed == sorted(names)


def test_work_is_shared_among_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAGAZINE_WORKERS", "2")
    if workers.worker_count() == 1:
        pytest.skip("processes are not forked on this system")
    assert os.getpid() not in set(workers.each(lambda _: os.getpid(), range(500)))
    monkeypatch.setenv("MAGAZINE_WORKERS", "1")
    assert set(workers.each(lambda _: os.getpid(), range(500))) == {os.getpid()}


def test_an_error_in_another_process_arrives_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAGAZINE_WORKERS", "2")

    def fail(number: int) -> int:
        if number == 250:
            raise ValueError("the 250th")
        return number

    with pytest.raises(ValueError, match="the 250th"):
        list(workers.each(fail, range(500)))


@pytest.mark.parametrize("wrong", ["0", "-1", "many", ""])
def test_a_wrong_number_of_workers_is_no_end(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("MAGAZINE_WORKERS", wrong)
    assert workers.worker_count() >= 1


def test_progress_is_shown_to_somebody_who_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress.Progress("Texte", 1000) as silent:
        silent.step()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with progress.Progress("Texte", 1000) as shown:
        for _ in range(500):
            shown.step()
    told = capsys.readouterr().err
    assert "Texte" in told
    assert "/1000" in told
    assert "/s" in told
