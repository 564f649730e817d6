"""The folder of the built site. A build writes beside it what is new, and moves it in when all of it is made.

A file with the same content is not replaced: it keeps its inode and dates. From what each file was made is noted
outside the site, in a ledger, so that a later build need not make it again; a file that somebody touched is made again.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

with contextlib.suppress(ImportError):  # Windows has none
    import fcntl

FileState = tuple[int, int, int]  # size in bytes, time of the last change in nanoseconds, inode


def building_folder(target: Path) -> Path:
    """Return the folder beside the site `target` in which a build writes what is new."""
    return target.with_name(f".{target.name}.building")


class FolderBusy(Exception):  # noqa: N818 - no error: another build goes on
    """Another build writes into the `folder`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"another build writes into {folder}")
        self.folder = folder


class SiteFolder:
    """A site that is being built; the old one stays untouched until `publish`."""

    def __init__(self, target: Path, ledger: Path) -> None:
        """Prepare to build the folder `target`; `ledger` is the JSON file with the fingerprints of its files.

        Raises:
            FolderBusy: Another build is at work on this folder.
        """
        self.target, self._ledger = target, ledger
        self.building = building_folder(target)
        self._fingerprints: dict[str, str] = {}  # of the files of the new site, as far as they are known
        self._lock: IO[bytes] | None = None
        self._take()
        self._clear()
        self._there = dict(_files(target))
        self._noted = _read(ledger)
        self._state = self._read_state()

    def again(self) -> bool:
        """Prepare to build once more, after `publish` or `discard`; False if somebody else changed the folder.

        What is in it is known: looking through ten thousand pages takes as long as a fifth of a preview's build.
        """
        self._fingerprints = {}
        self._take()
        same = self._state is not None and self._state == self._read_state()
        if not same:
            self._release()
        return same

    def has(self, path: str, fingerprint: str) -> bool:
        """Keep the file `path` of the site if it is unchanged since it was made from these inputs; return whether."""
        there = self._there.get(path)
        if there is None or self._noted.get(path) != [fingerprint, *there]:
            return False
        self._fingerprints[path] = fingerprint
        return True

    def write(self, path: str, content: bytes, fingerprint: str | None) -> None:
        """Write a file of the new site. With the `fingerprint` of its inputs, later builds can keep it."""
        file = self.building / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        if fingerprint is not None:
            self._fingerprints[path] = fingerprint

    def size(self, path: str) -> int:
        """Return the bytes of a file that the new site has: it was written, or kept."""
        made = self.building / path
        return made.stat().st_size if made.exists() else self._there[path][0]

    def publish(self) -> None:
        """Bring the site up to date, each file in one step. Where nothing changed, nothing is done."""
        try:
            self._move_in()
        finally:
            self._release()

    def _move_in(self) -> None:
        made = dict(_files(self.building))
        new = {path: stamp for path, stamp in made.items() if not self._is_same(path, stamp)}
        final = made.keys() | self._fingerprints.keys()
        if self._there:
            for path in self._there.keys() - final:
                _remove(self.target / path)
            for path in new:
                _move(self.building / path, self.target / path)
        elif new:
            shutil.rmtree(self.target, ignore_errors=True)
            self.building.rename(self.target)
        self._clear()
        self._there = {path: new.get(path) or self._there[path] for path in final}
        self._write_ledger()
        self._state = self._read_state()

    def discard(self) -> None:
        """Throw away what was built."""
        self._clear()
        self._release()

    def _clear(self) -> None:
        shutil.rmtree(self.building, ignore_errors=True)

    def _take(self) -> None:
        """Keep other builds from this folder, until the process ends or lets go of it; where a lock can be had."""
        if self._lock:
            return
        with contextlib.suppress(OSError, NameError):
            self._ledger.parent.mkdir(parents=True, exist_ok=True)
            lock = self._ledger.with_suffix(".lock").open("wb")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                raise FolderBusy(self.target) from None
            self._lock = lock

    def _release(self) -> None:
        if self._lock:
            self._lock.close()
            self._lock = None

    def _is_same(self, path: str, stamp: FileState) -> bool:
        if path not in self._there or self._there[path][0] != stamp[0]:
            return False
        try:
            return (self.target / path).read_bytes() == (self.building / path).read_bytes()
        except OSError:  # somebody removed it meanwhile
            return False

    def _read_state(self) -> tuple[int, FileState] | None:
        """Return something that changes if another program builds or deletes the folder."""
        try:
            return self.target.stat().st_ino, _stamp(self._ledger.stat())
        except OSError:
            return None

    def _write_ledger(self) -> None:
        self._noted = {path: [fingerprint, *self._there[path]] for path, fingerprint in self._fingerprints.items()}
        part = self._ledger.with_suffix(".part")
        with contextlib.suppress(OSError):  # without a ledger everything is made again
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._noted), encoding="utf-8")
            part.replace(self._ledger)


def _read(ledger: Path) -> dict[str, list[object]]:
    with contextlib.suppress(OSError, ValueError):
        notes = json.loads(ledger.read_bytes())
        if isinstance(notes, dict):
            return notes
    return {}


def _files(folder: Path | str, prefix: str = "") -> Iterator[tuple[str, FileState]]:
    """Yield the path and the stamp of each file below a folder; nothing if there is no such folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, _stamp(entry.stat(follow_symlinks=False))


def _stamp(status: os.stat_result) -> FileState:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _remove(file: Path) -> None:
    """Remove a file, and the folders around it that hold nothing else."""
    with contextlib.suppress(OSError):  # there is something in a folder, or somebody removed the file
        file.unlink()
        for folder in file.parents:
            folder.rmdir()


def _move(file: Path, to: Path) -> None:
    if to.is_dir():  # somebody put a folder in its place
        shutil.rmtree(to)
    to.parent.mkdir(parents=True, exist_ok=True)
    file.replace(to)
