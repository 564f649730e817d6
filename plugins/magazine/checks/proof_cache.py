"""Proofreads all texts through the cache."""

import json
from collections.abc import Callable, Iterable

from magazine.cache.cache import Cache, Result, Task
from magazine.cache.fingerprint import digest, of_packages
from magazine.content.manuscript import Manuscript
from magazine.content.problem import Code, Place, Problem

Read = Callable[[Manuscript], list[Problem]]


class ProofCache:
    """Returns the problems of texts, and keeps the last build's in memory for the next preview build."""

    def __init__(self) -> None:
        self._found: dict[str | None, list[Problem]] = {}

    def problems(
        self, manuscripts: Iterable[Manuscript], read: Read, version: str, cache: Cache, title: str
    ) -> list[Problem]:
        """Return what `read` finds in the manuscripts, in their order; `version` is part of the cache key."""
        tasks = [Task(_key(manuscript, version), manuscript) for manuscript in manuscripts]
        cache.need(task.key for task in tasks)
        found = {task.key: self._found[task.key] for task in tasks if task.key in self._found}
        missing = [task for task in tasks if task.key not in found]
        for task, value in cache.map(missing, lambda manuscript: Result(_packed(read(manuscript))), title):
            found[task.key] = _unpacked(value, task.item.file)
        self._found = found
        return [problem for task in tasks for problem in found[task.key]]


def _key(manuscript: Manuscript, version: str) -> str:
    return digest("proof", of_packages(), version, manuscript.file, manuscript.digest)


def _packed(problems: list[Problem]) -> bytes:
    told = [[each.code, each.place.line, each.place.column, dict(each.details)] for each in problems]
    return json.dumps(told, ensure_ascii=False).encode()


def _unpacked(data: bytes, file: str) -> list[Problem]:
    return [Problem(Code(code), Place(file, line, column), details) for code, line, column, details in json.loads(data)]
