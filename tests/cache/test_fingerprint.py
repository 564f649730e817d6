"""Fingerprints: other values have another one, and the same values have the same everywhere."""

import datetime as dt
import subprocess
import sys
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from magazine.cache.fingerprint import digest, fingerprint
from magazine.content.article_fields import Image
from mkdocs.config.defaults import MkDocsConfig


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    names: tuple[str, ...]


@dataclass(frozen=True)
class Outer:
    inner: Inner
    number: int = 1
    derived: str = field(default="", compare=False)


@dataclass(slots=True)
class Slotted:
    names: list[str]


class Plain:
    def __init__(self, name: str) -> None:
        self.name = name


def one() -> None: ...


def two() -> None: ...


DIFFERENT: list[Any] = [
    None, True, 0, 1, 1.5, "", "1", b"1", "a", ["a"], ["a", "b"], ["ab"], {"a"}, {"a": 1}, {"a": 2}, {"b": 1},
    Colour.RED, "red", dt.date(2026, 1, 1), dt.datetime(2026, 1, 1), dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    ZoneInfo("Europe/Berlin"), ZoneInfo("Europe/Paris"), Inner(("a",)), Inner(("a", "b")), Outer(Inner(("a",))),
    Outer(Inner(("b",))), Outer(Inner(("a",)), 2), Slotted(["a"]), Slotted(["b"]), Plain("a"), Plain("b"), one, two,
    partial(print, "a"), partial(print, "b"), partial(print, sep="a"), Image(src="a", alt="b", credit="c"),
    Image(src="a", alt="b", credit="d"), Image(src="a", alt="b", credit="d", caption="e"), Plain, Slotted,
]  # fmt: skip


def test_other_values_have_another_fingerprint() -> None:
    found: dict[str, Any] = {}
    for value in DIFFERENT:
        assert fingerprint(value) not in found, f"{value!r} and {found[fingerprint(value)]!r}"
        found[fingerprint(value)] = value
    assert len({fingerprint(), fingerprint("a"), fingerprint("a", "b"), fingerprint(("a", "b"))}) == 4


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["a", "b"], ("a", "b")),
        ({"b", "a"}, {"a", "b"}),
        (Outer(Inner(("a",)), derived="x"), Outer(Inner(("a",)), derived="y")),
        (Plain("a"), Plain("a")),
        (MkDocsConfig(), MkDocsConfig()),
    ],
)
def test_equal_values_have_the_same(first: object, second: object) -> None:
    assert fingerprint(first) == fingerprint(second)


def test_a_frozen_dataclass_is_read_once_and_others_each_time() -> None:
    frozen, slotted = Outer(Inner(("a",))), Slotted(["a"])
    before = fingerprint(frozen), fingerprint(slotted)
    slotted.names.append("b")
    assert fingerprint(frozen) == before[0]
    assert fingerprint(slotted) != before[1]
    assert frozen == Outer(Inner(("a",)))


def test_another_process_finds_the_same() -> None:
    code = (
        "from magazine.cache.fingerprint import fingerprint; from mkdocs.config.defaults import MkDocsConfig;"
        "from magazine.content.section import Section;"
        "print(fingerprint({'a', 'b', 'c'}, Section('a', 'A'), str.lower, MkDocsConfig().validation))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_contents_are_told_apart_by_where_they_end() -> None:
    assert len({digest("ab"), digest("a", "b"), digest("a\0b"), digest("ab", "")}) >= 3
    assert digest("ä") == digest("ä".encode())
