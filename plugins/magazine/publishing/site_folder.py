"""The folder of the built site: made beside the old one, and put in its place when it is whole.

Files that did not change are not written again: they keep their inodes and dates. The fingerprints of their inputs are
noted in a ledger outside the site; a file that was changed since is made again.

Three folders stand side by side: the site; `.site.building`, where a build writes what is new; and `.site.spare`, the
site before the last one. To publish, the spare folder is brought up to date with hard links and changes places with
the site in one step: a build that dies at any moment leaves the site whole.
"""

import contextlib
import ctypes
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

Stamp = tuple[int, int, int]  # size, time of the last change, number of the file on its disk

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # renameat2(2), Linux


class SiteFolder:
    """A site that is being built; the old one stays untouched until `publish`."""

    def __init__(self, target: Path, ledger: Path) -> None:
        """Prepare to build the folder `target`; `ledger` is the file with the fingerprints of its files."""
        self.target = target
        self.building = target.with_name(f".{target.name}.building")
        self._spare = target.with_name(f".{target.name}.spare")
        aside = _aside(target)
        if aside.exists() and not target.exists():  # a build died while the two changed places
            aside.rename(target)
        self._ledger = ledger
        self._mirror: subprocess.Popen[bytes] | None = None
        self._fingerprints: dict[str, str] = {}
        self.discard()
        self._there = dict(_files(target))
        self._noted = _read(ledger)
        self._state = self._seen()

    def again(self) -> bool:
        """Prepare to build once more, after `publish` or `discard`; False if somebody else had to do with the folder.

        What is in it is known: looking through ten thousand pages takes as long as a fifth of a preview's build.
        """
        self._fingerprints = {}
        return self._state is not None and self._state == self._seen()

    def prepare(self) -> None:
        """Make the spare folder while the build does other work; without it, `publish` does all of it itself."""
        if self._there and not self._spare.exists() and (cp := shutil.which("cp")):
            command = [cp, "--archive", "--link", str(self.target), str(self._spare)]
            with contextlib.suppress(OSError):
                self._mirror = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603

    def has(self, path: str, fingerprint: str) -> bool:
        """Tell whether the site has the file `path`, unchanged since it was made from these inputs. If so, keep it."""
        there = self._there.get(path)
        if there is None or self._noted.get(path) != [fingerprint, *there]:
            return False
        self._fingerprints[path] = fingerprint
        return True

    def write(self, path: str, content: bytes, fingerprint: str | None) -> None:
        """Write a file of the new site. With the `fingerprint` of its inputs, later builds can keep it."""
        file = f"{self.building}/{path}"
        try:
            output = open(file, "wb")  # noqa: PTH123, SIM115 - this is done for every page
        except FileNotFoundError:
            os.makedirs(os.path.dirname(file))  # noqa: PTH103, PTH120
            output = open(file, "wb")  # noqa: PTH123, SIM115
        with output:
            output.write(content)
        if fingerprint is not None:
            self._fingerprints[path] = fingerprint

    def size(self, path: str) -> int:
        """Return the bytes of a file that the new site has: it was kept, or written."""
        if path in self._fingerprints and not os.path.exists(f"{self.building}/{path}"):  # noqa: PTH110
            return self._there[path][0]
        return os.stat(f"{self.building}/{path}").st_size  # noqa: PTH116

    def publish(self, *, in_one_step: bool = True) -> None:
        """Put the new site in the place of the old one. Where nothing changed, nothing is done.

        `in_one_step` is for readers; a preview is brought up to date file by file, which is faster.
        """
        made = dict(_files(self.building))
        new = made.keys() - {path for path in made.keys() & self._there.keys() if self._same(path, made[path])}
        final = made.keys() | self._fingerprints.keys()
        if not self._there and new == final and self.building.exists():
            shutil.rmtree(self.target, ignore_errors=True)
            self.building.rename(self.target)
        elif new or final != self._there.keys():
            if in_one_step:
                self._wait()
                self._bring_up_to_date(self._spare, dict(_files(self._spare)), new, final)
                _exchange(self._spare, self.target)
            else:
                self._bring_up_to_date(self.target, self._there, new, final)
        self.discard()
        self._there = {path: made[path] if path in new else self._there[path] for path in final}
        self._write_ledger()
        self._state = self._seen()

    def discard(self) -> None:
        """Throw away what was built."""
        self._wait()
        shutil.rmtree(self.building, ignore_errors=True)

    def _wait(self) -> None:
        if self._mirror is not None:
            self._mirror.wait()
            self._mirror = None

    def _same(self, path: str, stamp: Stamp) -> bool:
        there = self._there[path]
        try:
            return stamp[0] == there[0] and _content(f"{self.building}/{path}") == _content(f"{self.target}/{path}")
        except OSError:  # somebody took it away meanwhile
            return False

    def _bring_up_to_date(
        self, folder: Path, there: Mapping[str, Stamp], new: AbstractSet[str], final: AbstractSet[str]
    ) -> None:
        """Make `folder` hold exactly `final`: what is `new` from the building folder, the rest from the target."""
        for path in there.keys() - final:
            file = folder / path
            file.unlink(missing_ok=True)
            _remove_empty(file.parent, folder)
        for path in final:
            if path in new:
                _place(os.replace, f"{self.building}/{path}", f"{folder}/{path}")
            elif there.get(path) != self._there[path]:
                _place(_link, f"{self.target}/{path}", f"{folder}/{path}")

    def _seen(self) -> tuple[int, Stamp] | None:
        """Return what tells whether folder and ledger are still those that this build left."""
        try:
            return self.target.stat().st_ino, _stamp(self._ledger.stat())
        except OSError:
            return None

    def _write_ledger(self) -> None:
        self._noted = notes = {
            path: [fingerprint, *self._there[path]] for path, fingerprint in self._fingerprints.items()
        }
        part = self._ledger.with_suffix(".part")
        with contextlib.suppress(OSError):  # without a ledger everything is made again
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(notes), encoding="utf-8")
            part.replace(self._ledger)


def _read(ledger: Path) -> dict[str, list[object]]:
    try:
        notes = json.loads(ledger.read_bytes())
    except (OSError, ValueError):
        return {}
    return notes if isinstance(notes, dict) else {}


def _files(folder: Path | str, prefix: str = "") -> Iterator[tuple[str, Stamp]]:
    """Yield the files below a folder: path and stamp."""
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, _stamp(entry.stat(follow_symlinks=False))


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _content(file: str) -> bytes:
    with open(file, "rb") as opened:  # noqa: PTH123 - this is done for every page
        return opened.read()


def _place(how: Callable[[str, str], None], file: str, to: str) -> None:
    """Move or link a file to where its folder may not be yet."""
    try:
        how(file, to)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(to), exist_ok=True)  # noqa: PTH103, PTH120
        how(file, to)
    except IsADirectoryError:  # somebody put a folder in its place
        shutil.rmtree(to)
        how(file, to)


def _link(file: str, to: str) -> None:
    """Let `to` be the same file as `file`; on disks that cannot link, a copy with its date."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(to)  # noqa: PTH108
    try:
        os.link(file, to)
    except FileNotFoundError:
        raise  # there is no such folder yet
    except OSError:
        shutil.copy2(file, to)


def _remove_empty(folder: Path, root: Path) -> None:
    """Remove folders that hold nothing any more, from `folder` upwards to `root`."""
    with contextlib.suppress(OSError):
        while folder != root:
            folder.rmdir()
            folder = folder.parent


def _exchange(new: Path, old: Path) -> None:
    """Swap two folders: atomically where the system can, else in steps from which the next build recovers."""
    if not _swap(new, old):
        aside = _aside(old)
        shutil.rmtree(aside, ignore_errors=True)
        old.rename(aside)
        new.rename(old)
        aside.rename(new)


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _swap(new: Path, old: Path) -> bool:
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    return rename is not None and not rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE)
