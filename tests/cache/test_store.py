"""The store: what is in it can be relied on, and whatever happens to its file costs time only."""

import datetime
import sqlite3
import time
from pathlib import Path

import pytest
from magazine.cache import store as stores
from magazine.cache.store import Store, pack


def put(folder: Path, **entries: str) -> None:
    store = Store(folder)
    store.put("a step", ((key, pack(value.encode(), key)) for key, value in entries.items()))
    store.need(entries)
    store.close()


def get(folder: Path, *keys: str) -> list[str | None]:
    store = Store(folder)
    found = store.get(keys)
    store.need(keys)
    values = [found.get(key) for key in keys]
    store.close()
    return [value.decode() if value is not None else None for value in values]


def test_what_was_put_is_found_by_the_next_build(tmp_path: Path) -> None:
    put(tmp_path, a="1", b="2")
    assert get(tmp_path, "a", "b", "c") == ["1", "2", None]


@pytest.mark.parametrize("damage", [b"", b"not a database", b"SQLite format 3\x00" + b"x" * 5000])
def test_a_foreign_file_is_thrown_away(tmp_path: Path, damage: bytes) -> None:
    put(tmp_path, a="1")
    (tmp_path / "store.db").write_bytes(damage)
    assert get(tmp_path, "a") == [None]
    put(tmp_path, a="1")
    assert get(tmp_path, "a") == ["1"]


def test_a_file_of_another_program_is_thrown_away(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "store.db") as other:
        other.execute("CREATE TABLE format (name TEXT)")
        other.execute("INSERT INTO format VALUES ('something else')")
    put(tmp_path, a="1")
    assert get(tmp_path, "a") == ["1"]


@pytest.mark.parametrize("length", [0.3, 0.6, 0.9])
def test_half_a_file_heals(tmp_path: Path, length: float) -> None:
    put(tmp_path, **{f"key{number}": "value " * 500 for number in range(200)})
    whole = (tmp_path / "store.db").read_bytes()
    (tmp_path / "store.db").write_bytes(whole[: int(len(whole) * length)])
    for _ in range(2):  # the first build may still find damage, and throws the file away
        assert set(get(tmp_path, *(f"key{number}" for number in range(2, 200)))) <= {"value " * 500, None}
        put(tmp_path, key1="new")
    assert get(tmp_path, "key1") == ["new"]


def test_an_entry_under_a_wrong_key_or_with_a_flipped_bit_does_not_count(tmp_path: Path) -> None:
    store = Store(tmp_path)
    good = pack(b"value", "a")
    store.put(
        "a step", [("a", good), ("b", good), ("c", good[:-1] + bytes([good[-1] ^ 1])), ("d", b""), ("e", good[:7])]
    )
    assert store.get([*"abcde"]) == {"a": b"value"}
    store.close()


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    put(tmp_path / "cache", a="1")
    assert get(tmp_path / "cache", "a") == [None]


def test_two_builds_at_once(tmp_path: Path) -> None:
    one, other = Store(tmp_path), Store(tmp_path)
    one.put("a step", [("a", pack(b"1", "a"))])
    other.put("a step", [("b", pack(b"2", "b"))])
    assert (one.get(["b"]), other.get(["a"])) == ({"b": b"2"}, {"a": b"1"})
    one.close()
    other.close()


def test_old_entries_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, used="1", unused="1")
    pass_days(monkeypatch, 10)
    assert get(tmp_path, "used") == ["1"]
    pass_days(monkeypatch, 20)
    assert get(tmp_path) == []
    assert get(tmp_path, "used", "unused") == ["1", None]


def pass_days(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    class Calendar:
        class date:  # noqa: N801 - stands for datetime.date
            today = staticmethod(lambda: datetime.date.today() + datetime.timedelta(days))

    monkeypatch.setattr(stores, "dt", Calendar)


def test_what_nobody_needs_does_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each build is for other templates, say: what the earlier ones needed goes when it takes too much room."""
    monkeypatch.setattr(stores, "_KEEP_BYTES", 10_000)
    monkeypatch.setattr(stores, "_MANY", 1000)
    for build in range(8):
        put(tmp_path, **{f"{build}-{number}": f"{time.time()} " * 40 for number in range(1100)})
    assert get(tmp_path, "0-5") == [None]
    store = Store(tmp_path)
    assert store.get(["7-5"])
    assert len(store.get([f"{build}-{number}" for build in range(8) for number in range(1100)])) <= 4 * 1100
    store.close()
