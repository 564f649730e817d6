"""Fingerprints: short digests of inputs, the same on any machine, in any folder and on any day. Cache keys."""

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

Stamp = tuple[int, int, int, int]


def fingerprint(*inputs: object) -> str:
    """Return the fingerprint (32 hex digits) of values, taken from their `repr`, which must contain all their data."""
    return blake2b(repr(inputs).encode(), digest_size=16).hexdigest()


def digest(*texts: str) -> str:
    """Return the fingerprint of texts."""
    return blake2b("\0".join(texts).encode(), digest_size=16).hexdigest()


@cache
def of_packages() -> str:
    """Return the fingerprint of what makes the pages: Python, every installed package, and this plugin's own files.

    Every package, because any of them may be asked by one of those that we ask.
    """
    folders = (Path(entry) for entry in sys.path if entry)
    packages = sorted({each.name for folder in folders if folder.is_dir() for each in folder.glob("*.dist-info")})
    ours = Path(__file__).parents[1]
    return fingerprint(sys.version, packages, of_files(ours, ("*.py", "*.yml")))


def of_files(folder: Path, patterns: Sequence[str] = ("*",)) -> str:
    """Return the fingerprint of the files below a folder: their names and contents."""
    files = sorted({file for pattern in patterns for file in folder.rglob(pattern) if file.is_file()})
    return fingerprint([(file.relative_to(folder).as_posix(), _digest(file)) for file in files])


def told(value: Any) -> Any:
    """Return settings in a form whose `repr` is the same in every process: functions and objects by their names."""
    if value is None or isinstance(value, str | int | float | bytes):
        return value
    if isinstance(value, Mapping):
        return [(str(key), told(each)) for key, each in value.items()]
    if isinstance(value, list | tuple | set | frozenset):
        return [told(each) for each in (sorted(value, key=str) if isinstance(value, set | frozenset) else value)]
    if callable(value):
        return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', type(value).__qualname__)}"
    return [type(value).__qualname__, told(vars(value) if hasattr(value, "__dict__") else repr(value))]


def stamp_of(path: str | Path) -> Stamp:
    """Return the size, times and inode of a file: a cheap identity of its content, without reading it.

    `ctime`, the time of the last change of its status, is part of it because no program can set it back.
    """
    status = os.stat(path)  # noqa: PTH116 - this is done for every article
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _digest(file: Path) -> str:
    return blake2b(file.read_bytes(), digest_size=16).hexdigest()
