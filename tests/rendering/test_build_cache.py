"""The press: everything is made once, by as many processes as there are, with results in the order of the work."""

import os
from pathlib import Path

import pytest
from magazine.cache import progress, workers
from magazine.cache.cache import Cache, Result, Task


def run(folder: Path, names: list[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Return (name, what was made) in order, and the names that had to be made."""
    made = folder / "made"
    made.mkdir(exist_ok=True)

    def make(name: str) -> Result:
        (made / f"{name}-{os.getpid()}").touch()
        return Result(name.upper().encode(), lasting=not name.startswith("moody"))

    cache = Cache(folder / "cache")
    results = [(task.item, value.decode()) for task, value in cache.map([Task(name, name) for name in names], make, "")]
    cache.close()
    done = sorted(path.name.rpartition("-")[0] for path in made.iterdir())
    for path in made.iterdir():
        path.unlink()
    return results, done


def test_everything_is_made_once(tmp_path: Path) -> None:
    assert run(tmp_path, ["a", "b"]) == ([("a", "A"), ("b", "B")], ["a", "b"])
    assert run(tmp_path, ["a", "c", "b"]) == ([("a", "A"), ("b", "B"), ("c", "C")], ["c"])


def test_what_would_not_be_the_same_next_time_is_not_kept(tmp_path: Path) -> None:
    run(tmp_path, ["moody", "a"])
    assert run(tmp_path, ["moody", "a"])[1] == ["moody"]


def test_what_has_no_key_is_always_made(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for _ in range(2):
        assert [value for _, value in cache.map([Task(None, "a")], lambda name: Result(name.encode()), "")] == [b"a"]
    cache.close()


@pytest.mark.parametrize("count", ["1", "2", "3"])
def test_any_number_of_processes_gives_the_same_in_the_same_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: str
) -> None:
    monkeypatch.setenv("MAGAZINE_WORKERS", count)
    monkeypatch.setattr(workers, "_PORTION", 128)  # workers are forked anew, the last ones for few items
    names = [f"n{number}" for number in range(300)]
    results, made = run(tmp_path, names)
    assert results == [(name, name.upper()) for name in names]
    assert made == sorted(names)


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
    reported = capsys.readouterr().err
    assert "Texte" in reported
    assert "/1000" in reported
    assert "/s" in reported
