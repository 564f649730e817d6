"""The proofreader: checks one manuscript at a time with the rules for texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from magazine.cache import worker_limits
from magazine.cache.cache import Cache
from magazine.cache.step import Step
from magazine.cache.worker_limits import OutOfTime, memory_limit, time_limit
from magazine.checks.fairness import FAIRNESS_RULES
from magazine.checks.markup import front_matter_is_plain
from magazine.checks.prose import Prose
from magazine.checks.spelling import Speller
from magazine.checks.text_rules import TEXT_RULES
from magazine.content.manuscript import Manuscript
from magazine.content.partial import Unreadable
from magazine.content.problem import Code, Place, Problem


@dataclass(frozen=True, slots=True)
class Proofreader:
    """Reads texts in the language of each, `language` where an article names none.

    Spelling only where there is a `speller`.
    """

    language: str
    speller: Speller | None = None

    def problems(self, manuscripts: Sequence[Manuscript], cache: Cache) -> list[Problem]:
        """Return what is wrong with all texts, in their order."""
        step: Step[Manuscript, list[Problem]] = Step(
            "proofread",
            self.read,
            lambda manuscript: (*self._inputs(self._language(manuscript)), manuscript.file, manuscript.digest),
            returns=list[Problem],
            lasting=lambda problems: all(problem.code is not Code.TEXT_SLOW for problem in problems),
            memoised=True,
        )
        return [problem for found in cache.map(step, manuscripts) for problem in found]

    def _language(self, manuscript: Manuscript) -> str:
        return getattr(manuscript.fields, "language", None) or self.language

    def _inputs(self, language: str) -> tuple[str, str]:
        return language, self.speller.of(language).version if self.speller else ""

    def read(self, manuscript: Manuscript) -> list[Problem]:
        """Return what is wrong with the text, in its order; that it took too long, or too much memory, is a problem."""
        language = self._language(manuscript)
        prose = Prose(manuscript, language)
        problems: list[Problem] = []
        try:
            with time_limit(worker_limits.SECONDS):
                with memory_limit(worker_limits.BYTES):
                    problems += _of_rules(prose)
                # The speller is not Python's: where memory is limited, it may end the process.
                if self.speller and _language_is_known(manuscript):
                    problems += self.speller.of(language).problems(prose)
        except (OutOfTime, MemoryError) as error:
            problems.append(Problem(Code.TEXT_SLOW, Place(manuscript.file), {"reason": type(error).__name__}))
        return problems


def _language_is_known(manuscript: Manuscript) -> bool:
    """Tell whether words can be judged: not where the name of the language is wrong."""
    return hasattr(manuscript.fields, "language") or "language" not in manuscript.values.data


def _of_rules(prose: Prose) -> Iterator[Problem]:
    for rule in (*TEXT_RULES, *FAIRNESS_RULES, front_matter_is_plain):
        try:
            yield from rule(prose)
        except Unreadable:
            continue  # what the rule looks at has errors, which are told already
