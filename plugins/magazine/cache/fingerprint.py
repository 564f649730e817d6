"""Fingerprints: short digests of inputs, the same on any machine, in any folder and on any day. Cache keys."""

import datetime as dt
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

Stamp = tuple[int, int, int, int]

_BYTES = 16  # in a fingerprint; two of all files ever made will not have the same
_SAVED = "_fingerprint"  # the attribute in which a dataclass keeps its own
_SIMPLE = frozenset({str, int, float, bool, bytes, type(None), dt.date, dt.datetime, dt.timedelta})


def fingerprint(*inputs: object) -> str:
    """Return the fingerprint (32 hex digits) of values: of everything that they hold.

    Of a dataclass that is all its fields but those declared with `compare=False`, which follow from the others. Frozen
    ones are asked once: their fingerprint is kept in the object, unless they have slots. Functions count by name.
    """
    return blake2b(repr([*map(_simple, inputs)]).encode(), digest_size=_BYTES).hexdigest()


def digest(*contents: str | bytes) -> str:
    """Return the fingerprint of long texts or of files' contents; faster than `fingerprint`."""
    hash_ = blake2b(digest_size=_BYTES)
    for content in contents:
        hash_.update(content if isinstance(content, bytes) else content.encode())
        hash_.update(b"\0")
    return hash_.hexdigest()


def _simple(value: Any) -> Any:
    """Return what a value holds as lists, strings and numbers, whose `repr` tells it and is the same everywhere."""
    kind: Any = type(value)
    return value if kind in _SIMPLE else _reader(kind)(value)


@cache
def _reader(kind: type) -> Callable[[Any], Any]:
    """Return the function that reads values of a type; asked once for each type."""
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    return next((read for kinds, read in _READERS if issubclass(kind, kinds)), _attributes)


def _dataclass_reader(kind: type) -> Callable[[Any], Any]:
    names = [each.name for each in fields(kind) if each.compare]

    def read(value: Any) -> Any:
        return [_name(kind), *(_simple(getattr(value, each)) for each in names)]

    def read_once(value: Any) -> Any:
        known = value.__dict__.get(_SAVED)
        if known is None:
            known = value.__dict__[_SAVED] = fingerprint(read(value))
        return known

    frozen = kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    return read_once if frozen and kind.__dictoffset__ else read


def _attributes(value: Any) -> Any:
    return _name(type(value)), _simple(vars(value)) if hasattr(value, "__dict__") else repr(value)


def _name(value: Any) -> str:
    return f"{value.__module__}.{value.__qualname__}"


_READERS: tuple[tuple[tuple[type, ...], Callable[[Any], Any]], ...] = (
    ((tuple, list), lambda value: [*map(_simple, value)]),
    ((set, frozenset), lambda value: sorted(repr(_simple(each)) for each in value)),
    ((Mapping,), lambda value: [(str(key), _simple(each)) for key, each in value.items()]),
    ((Enum, int, float, os.PathLike), lambda value: (_name(type(value)), str(value))),
    ((str,), lambda value: (_name(type(value)), str(value), _simple(getattr(value, "__dict__", {})))),
    ((dt.tzinfo,), repr),
    ((partial,), lambda value: _simple([value.func, value.args, value.keywords])),
    ((type, FunctionType, BuiltinFunctionType, MethodType), _name),
)


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
    return fingerprint([(file.relative_to(folder).as_posix(), digest(file.read_bytes())) for file in files])


def stamp_of(path: str | Path) -> Stamp:
    """Return the size, times and inode of a file: a cheap identity of its content, without reading it.

    `ctime`, the time of the last change of its status, is part of it because no program can set it back.
    """
    status = os.stat(path)  # noqa: PTH116 - this is done for every article
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
