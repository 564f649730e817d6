"""The report on an edition: problems that are not suppressed, in words, limited for where it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from magazine.checks.catalogue import WARNINGS
from magazine.checks.report import Finding, in_words
from magazine.checks.spelling import Speller
from magazine.checks.suppressions import apply
from magazine.content.manuscript import Manuscript
from magazine.content.problem import Problem
from magazine.locales import Locale


class ReportLimits(Enum):
    """Limits by command: most warnings (None: all), and most misspelled words for which a guess is looked up."""

    CHECK = (None, 20)
    BUILD = (0, 20)
    PREVIEW = (50, 2)  # guesses are slow, and a preview must be quick


@dataclass(frozen=True, slots=True)
class Report:
    """Findings to show. `warning_count` counts all warnings, also those beyond the limit."""

    findings: list[Finding]
    warning_count: int

    @property
    def errors(self) -> list[Finding]:
        """What stops a build."""
        return [finding for finding in self.findings if finding.is_error]

    @property
    def warnings(self) -> list[Finding]:
        """What does not stop a build."""
        return [finding for finding in self.findings if not finding.is_error]


def report(
    problems: Sequence[Problem],
    manuscripts: Sequence[Manuscript],
    rules_off: Mapping[str, str],
    speller: Speller,
    locale: Locale,
    docs: str,
    limits: ReportLimits,
) -> Report:
    """Return the report within these limits; `docs` is the path of the docs folder as contributors type it."""
    most, guesses = limits.value
    remaining = apply(problems, manuscripts, rules_off)
    warnings = [problem for problem in remaining if problem.code in WARNINGS]
    if most is not None:
        remaining = [*(problem for problem in remaining if problem.code not in WARNINGS), *warnings[:most]]
    return Report(in_words(speller.with_guesses(remaining, guesses), locale, docs), len(warnings))
