"""The proof room: has every text proofread, each only once."""

import json
from collections.abc import Callable, Iterable

from magazine.cache.fingerprint import digest, of_packages
from magazine.cache.press import Job, Made, Press
from magazine.content.manuscript import Manuscript
from magazine.content.problem import Place, Problem

Read = Callable[[Manuscript], list[Problem]]


class ProofRoom:
    """Hands out what is wrong with texts; what the last build found still stands when a preview builds again."""

    def __init__(self) -> None:
        self._found: dict[str | None, list[Problem]] = {}

    def problems(
        self, manuscripts: Iterable[Manuscript], read: Read, version: str, press: Press, title: str
    ) -> list[Problem]:
        """Return what `read` finds in the manuscripts, in their order; `version` tells one `read` from another."""
        jobs = [Job(_key(manuscript, version), manuscript) for manuscript in manuscripts]
        press.need(job.key for job in jobs)
        found = {job.key: self._found[job.key] for job in jobs if job.key in self._found}
        missing = [job for job in jobs if job.key not in found]
        for job, value in press.run(missing, lambda manuscript: Made(_packed(read(manuscript))), title):
            found[job.key] = _unpacked(value, job.item.file)
        self._found = found
        return [problem for job in jobs for problem in found[job.key]]


def _key(manuscript: Manuscript, version: str) -> str:
    return digest("proof", of_packages(), version, manuscript.file, manuscript.digest)


def _packed(problems: list[Problem]) -> bytes:
    told = [[each.code, each.place.line, each.place.column, dict(each.details)] for each in problems]
    return json.dumps(told, ensure_ascii=False).encode()


def _unpacked(data: bytes, file: str) -> list[Problem]:
    return [Problem(code, Place(file, line, column), details) for code, line, column, details in json.loads(data)]
