"""The store: results of earlier builds in one SQLite file, which can be deleted, shared and restored at any time.

The key of an entry is the fingerprint of its inputs, so an entry is never updated, only deleted. Nothing in the file is
trusted: an entry that cannot be read, or whose checksum is wrong, counts as missing.
"""

import contextlib
import datetime as dt
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

_FORMAT = "magazine-2"
_CHECKSUM = 4  # bytes
_QUERY = 500  # keys in a query; SQLite takes at least 999
_KEEP_DAYS = 14  # an entry that no build needed in this time is deleted …
_MANY = 5000  # entries put in one build, after which it is time to look for those nobody needs
_KEEP_TIMES = 3  # … or earlier, when all entries take this many times the room of those needed now, …
_KEEP_BYTES = 64_000_000  # … but not for so little


class Store:
    """A SQLite file with one table. Where it cannot be written, the store is empty and stays so."""

    def __init__(self, folder: Path) -> None:
        """Open `store.db` in `folder`; a damaged or foreign file is thrown away."""
        self._path = folder / "store.db"
        self._needed: set[str] = set()
        self._damaged = False
        self._put = 0
        self._database = _opened(self._path) or _opened(self._path, anew=True)

    def has(self, keys: Sequence[str]) -> set[str]:
        """Return those of the keys under which something was put."""
        return {key for (key,) in self._select("key", keys)}

    def get(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return what was put under these keys, as far as it is there and whole."""
        found = {}
        for key, value in self._select("key, value", keys):
            with contextlib.suppress(TypeError, ValueError):  # damaged: counts as missing
                found[key] = unpack(value, key)
        return found

    def _select(self, columns: str, keys: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield rows of the table. One query for many keys: one each is slow."""
        try:
            for start in range(0, len(keys) if self._database else 0, _QUERY):
                some = keys[start : start + _QUERY]
                query = f"SELECT {columns} FROM entries WHERE key IN ({','.join('?' * len(some))})"  # noqa: S608
                yield from self._database.execute(query, some)  # type: ignore[union-attr]
        except sqlite3.Error as error:
            self._note(error)

    def need(self, keys: Iterable[str]) -> None:
        """Keep what is under these keys when the store is cleared; nothing else is."""
        self._needed.update(keys)

    def put(self, step: str, entries: Iterable[tuple[str, bytes]]) -> None:
        """Keep values under their keys; the values are `pack`ed already, by the workers that made them.

        `step` is the name of what made them, for whoever looks into the file.
        """
        today = dt.date.today().toordinal()
        rows = [(key, value, today, step) for key, value in entries]
        if self._database is None or not rows:
            return
        self._put += len(rows)
        try:
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            self._note(error)

    def close(self) -> None:
        """Forget what nobody needs any more, and close the file; a damaged one is thrown away."""
        if self._database is None:
            return
        try:
            with self._database:
                if self._put > _MANY or self._last_collected() != dt.date.today().toordinal():
                    self._collect(self._database)
        except sqlite3.Error as error:
            self._note(error)
        self._database.close()
        self._database = None
        if self._damaged:
            self._path.unlink(missing_ok=True)

    def _note(self, error: sqlite3.Error) -> None:
        # An operational error passes (another build writes, the disk is full); any other means a damaged file.
        self._damaged = self._damaged or not isinstance(error, sqlite3.OperationalError)

    def _last_collected(self) -> int:
        row = self._database.execute("SELECT collected FROM format").fetchone() if self._database else None
        return row[0] if row else 0

    def _collect(self, database: sqlite3.Connection) -> None:
        today = dt.date.today().toordinal()
        database.execute("UPDATE format SET collected = ?", (today,))
        database.execute("CREATE TEMP TABLE needed (key TEXT PRIMARY KEY)")
        database.executemany("INSERT INTO needed VALUES (?)", ((key,) for key in self._needed))
        database.execute("UPDATE entries SET day = ? WHERE day < ? AND key IN needed", (today, today))
        database.execute("DELETE FROM entries WHERE day < ?", (today - _KEEP_DAYS,))
        needed, everything = (
            database.execute(f"SELECT coalesce(sum(length(value)), 0) FROM entries {which}").fetchone()[0]  # noqa: S608
            for which in ("WHERE key IN needed", "")
        )
        if everything > max(needed * _KEEP_TIMES, _KEEP_BYTES):
            database.execute("DELETE FROM entries WHERE key NOT IN needed")


def pack(value: bytes, key: str) -> bytes:
    """Return `value` as the store keeps it: behind a checksum that also covers the key.

    Not compressed: that would take a tenth of a build, and what carries the store elsewhere compresses it anyway.
    """
    return _checksum(value, key) + value


def unpack(packed: bytes, key: str) -> bytes:
    """Return the value of a packed entry.

    Raises:
        ValueError: It is not what was packed under this key.
    """
    value = packed[_CHECKSUM:]
    if packed[:_CHECKSUM] != _checksum(value, key):
        raise ValueError("an entry of another key, or a damaged one")
    return value


def _checksum(value: bytes, key: str) -> bytes:
    return zlib.crc32(value, zlib.crc32(key.encode())).to_bytes(_CHECKSUM, "big")


def _opened(path: Path, *, anew: bool = False) -> sqlite3.Connection | None:
    """Return the database, or None if the file is not one of ours or cannot be made."""
    try:
        if anew:
            path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(path, timeout=10)
        database.execute("PRAGMA journal_mode = WAL")  # a preview and a build may share the store
        database.execute("PRAGMA synchronous = OFF")  # a half-written entry is noticed; waiting for the disk is dear
        database.execute("CREATE TABLE IF NOT EXISTS format (name TEXT, collected INTEGER)")
        name = database.execute("SELECT name FROM format").fetchone()
        if name is None:
            database.execute("CREATE TABLE entries (key TEXT PRIMARY KEY, value BLOB, day INTEGER, step TEXT)")
            database.execute("INSERT INTO format VALUES (?, 0)", (_FORMAT,))
            database.commit()
        elif name[0] != _FORMAT:
            database.close()
            return None
    except (sqlite3.Error, OSError):
        return None
    return database
