"""Problems in words, in the formats that people and programs read."""

import datetime as dt
import json
import os
import posixpath
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from magazine.checks.catalogue import Severity, severity
from magazine.content.problem import Code, Problem
from magazine.locales import Locale

_OF_DAYS = frozenset({Code.DATE_FUTURE, Code.CHANGE_TOO_EARLY, Code.CHANGE_FUTURE, Code.WITHDRAWAL_FUTURE})

_UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem as a contributor reads it: where, what is wrong, and what to write instead."""

    file: str
    line: int | None
    column: int | None
    code: str
    severity: Severity
    message: str
    hint: str

    @property
    def is_error(self) -> bool:
        """Whether it stops a build."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        """Return `file:line:column: message (code)` and the hint below it, as editors and terminals link it."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        mark = "" if self.is_error else "~ "
        return f"{in_one_line(f'{place}: {mark}{self.message} ({self.code})')}\n    → {in_one_line(self.hint)}"


def in_one_line(text: str) -> str:
    """Return a text in one line, with what would end the line, or turn or hide what stands there, as `\\x0a`.

    A name of a file with a line break could otherwise give commands to GitHub's runner (`::add-mask::`).
    """
    return "".join(
        each.encode("unicode_escape").decode() if unicodedata.category(each) in _UNPRINTABLE else each for each in text
    )


def own_command() -> str:
    """Return how `magazine` is called here: by its name if that is found, else by the path as it is typed."""
    script = Path(sys.executable).with_name("magazine")
    if shutil.which("magazine") or not script.exists():
        return "magazine"
    return os.path.relpath(script)


def in_words(problems: Iterable[Problem], locale: Locale, root: str) -> list[Finding]:
    """Put problems into the words of `locale`, in order; `root` is the docs folder as a contributor types it."""
    return [
        Finding(
            file=posixpath.normpath(f"{root}/{problem.place.file}") if root else problem.place.file,
            line=problem.place.line,
            column=problem.place.column,
            code=problem.code,
            severity=severity(problem.code),
            message=_message(problem, locale),
            hint=locale.problem(problem.code, "hint", problem.details),
        )
        for problem in sorted(
            problems, key=lambda each: (each.place.file, each.place.line or 0, each.place.column or 0)
        )
    ]


def _message(problem: Problem, locale: Locale) -> str:
    """Return the sentence that tells a problem; days in it are words, while a hint has what is to be typed."""
    details = problem.details
    if problem.code in _OF_DAYS:
        details = {name: locale.long_date(dt.date.fromisoformat(value)) for name, value in details.items()}
    return locale.problem(problem.code, "message", details)


def as_text(findings: Iterable[Finding]) -> str:
    """Return the report for a terminal; warnings have a `~`."""
    return "\n".join(str(finding) for finding in findings)


def as_github(findings: Iterable[Finding]) -> str:
    """Return commands that make GitHub show each problem at its line ("Workflow commands for GitHub Actions")."""
    return "\n".join(_annotation(finding) for finding in findings)


def _annotation(finding: Finding) -> str:
    where = {"file": finding.file, "line": finding.line, "col": finding.column, "title": finding.code}
    where_text = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in where.items() if value is not None)
    return f"::{finding.severity} {where_text}::{_escaped(f'{finding.message} → {finding.hint}')}"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:  # the percent sign first: it is what the others become
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_json(findings: Iterable[Finding]) -> str:
    """Return a list of objects with the fields of a `Finding`."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)


def as_sarif(findings: Sequence[Finding]) -> str:
    """Return a log in the Static Analysis Results Interchange Format 2.1.0 (OASIS)."""
    rules = sorted({finding.code for finding in findings})
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "magazine check", "rules": [{"id": rule} for rule in rules]}},
                "results": [_result(finding) for finding in findings],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _result(finding: Finding) -> dict[str, object]:
    region = {"startLine": finding.line or 1, "startColumn": finding.column or 1}
    place = {"artifactLocation": {"uri": finding.file}, "region": region}
    return {
        "ruleId": finding.code,
        "level": str(finding.severity),
        "message": {"text": f"{finding.message} {finding.hint}"},
        "locations": [{"physicalLocation": place}],
    }


FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
    "sarif": as_sarif,
}
