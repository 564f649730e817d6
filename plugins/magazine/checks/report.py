"""Problems in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from magazine.content.problem import Problem
from magazine.locales import Locale


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem as a contributor reads it: where, what is wrong, and what to write instead."""

    file: str
    line: int | None
    column: int | None
    code: str
    message: str
    hint: str

    def __str__(self) -> str:
        """Return `file:line:column: message (code)` and the hint below it, as editors and terminals link it."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{place}: {self.message} ({self.code})\n    → {self.hint}"


def in_words(problems: Iterable[Problem], locale: Locale, root: str) -> list[Finding]:
    """Put problems into the words of `locale`; `root` is the docs folder as a contributor types it."""
    return [
        Finding(
            file=f"{root}/{problem.place.file}" if root else problem.place.file,
            line=problem.place.line,
            column=problem.place.column,
            code=problem.code,
            message=locale.problem(problem.code, "message", problem.details),
            hint=locale.problem(problem.code, "hint", problem.details),
        )
        for problem in problems
    ]


def as_text(findings: Iterable[Finding]) -> str:
    """Return the report for a terminal."""
    return "\n".join(str(finding) for finding in findings)
