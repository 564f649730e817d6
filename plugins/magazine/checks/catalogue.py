"""All problem codes: their severity, whether they can be suppressed, whether `--fix` repairs them.

Their words stand in `locales/*/problems.yml`.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from magazine.content.problem import Problem
from magazine.locales import load


class Severity(StrEnum):
    """How grave a problem is: an error stops a build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem. `suppressible`: an editor can allow it; `autofix`: `magazine check --fix` repairs it."""

    name: str
    severity: Severity
    suppressible: bool
    autofix: bool


# Errors that an editor can suppress with a reason.
_SUPPRESSIBLE = frozenset(
    "address-lost alt-is-file-name credit-missing heading-skipped opinion-unlabelled picture-too-large "
    "placeholder-left quotation-without-source text-missing title-long".split()
)
# Problems that do not stop a build.
_WARNINGS = frozenset(
    "address-lost-published byte-order-mark change-unmarked drawing-cleaned line-endings link-bare link-http "
    "link-words paragraph-long permit-unused picture-moving picture-unused quotes-foreign quotes-unpaired sources-few "
    "spaces-double spaces-trailing spelling standfirst-long standfirst-short".split()
)
_AUTOFIX = frozenset(
    "address-lost address-lost-published byte-order-mark date-not-understood line-endings quotes-foreign spaces-double "
    "spaces-trailing yaml-tab".split()
)


def is_error(problem: Problem) -> bool:
    """Tell whether a problem stops a build."""
    return catalogue()[problem.code].severity is Severity.ERROR


@cache
def catalogue() -> dict[str, Code]:
    """Return every code there is, in the order of the words."""
    return {
        name: Code(
            name,
            Severity.WARNING if name in _WARNINGS else Severity.ERROR,
            suppressible=name in _SUPPRESSIBLE | _WARNINGS,
            autofix=name in _AUTOFIX,
        )
        for name in load("en").problems
    }
