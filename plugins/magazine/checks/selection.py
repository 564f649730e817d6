"""The report on an edition: problems that are not suppressed, in words, limited for where it is shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from magazine.checks.catalogue import NOT_OF_IMPORTED, WARNINGS
from magazine.checks.report import Finding, in_words
from magazine.checks.spelling import Speller
from magazine.checks.suppressions import apply
from magazine.content.manuscript import Manuscript
from magazine.content.manuscripts import languages_of
from magazine.content.problem import Code, Problem
from magazine.locales import Locale


class ReportLimits(Enum):
    """Limits by command: most warnings (None: all), and most misspelled words for which a guess is looked up."""

    CHECK = (None, 20)
    BUILD = (0, 20)
    PREVIEW = (50, 2)  # guesses are slow, and a preview must be quick


@dataclass(frozen=True, slots=True)
class Report:
    """Findings to show. `warning_count` counts all warnings, also those beyond the limit.

    `of_imported` counts, by code, what is not asked of articles that were imported.
    """

    findings: list[Finding]
    warning_count: int
    of_imported: Mapping[Code, int] = field(default_factory=dict)

    @property
    def errors(self) -> list[Finding]:
        """What stops a build."""
        return [finding for finding in self.findings if finding.is_error]

    @property
    def warnings(self) -> list[Finding]:
        """What does not stop a build."""
        return [finding for finding in self.findings if not finding.is_error]

    def notes(self, locale: Locale, speller: Speller, manuscripts: Iterable[Manuscript]) -> list[str]:
        """Return what is told beside the findings: about imported texts, and dictionaries that are not here."""
        names = [locale.naming(each) for each in speller.missing(languages_of(manuscripts).values())]
        notes = [locale("check.no-dictionary", languages=", ".join(names))] if names else []
        if self.of_imported:
            alts, credit = (self.of_imported.get(code, 0) for code in (Code.ALT_MISSING, Code.CREDIT_MISSING))
            others = sum(self.of_imported.values()) - alts - credit
            notes.append(locale("check.imported", alts=alts, credits=credit, others=others))
        return notes


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
    archived = {manuscript.file for manuscript in manuscripts if manuscript.is_archived}
    exempt = [each for each in problems if each.code in NOT_OF_IMPORTED and each.place.file in archived]
    if exempt:
        problems = [each for each in problems if each.code not in NOT_OF_IMPORTED or each.place.file not in archived]
    remaining = apply(problems, manuscripts, rules_off)
    warnings = [problem for problem in remaining if problem.code in WARNINGS]
    if most is not None:
        remaining = [*(problem for problem in remaining if problem.code not in WARNINGS), *warnings[:most]]
    return Report(
        in_words(speller.with_guesses(remaining, guesses), locale, docs),
        len(warnings),
        Counter(each.code for each in exempt),
    )
