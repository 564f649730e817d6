"""The proofreader: checks one manuscript at a time with the rules for texts."""

from dataclasses import dataclass

from magazine.checks.fairness import FAIRNESS_RULES
from magazine.checks.prose import Prose
from magazine.checks.spelling import Speller
from magazine.checks.text_rules import TEXT_RULES
from magazine.content.manuscript import Manuscript
from magazine.content.problem import Problem


@dataclass(frozen=True, slots=True)
class Proofreader:
    """Reads the texts of one language; spelling only where there is a `speller`."""

    language: str
    speller: Speller | None = None

    @property
    def version(self) -> str:
        """Fingerprint of what the findings depend on besides the text: language, dictionary, names."""
        return f"{self.language} {self.speller.version if self.speller else ''}"

    def read(self, manuscript: Manuscript) -> list[Problem]:
        """Return what is wrong with the text, in its order."""
        prose = Prose(manuscript, self.language)
        problems = [problem for rule in (*TEXT_RULES, *FAIRNESS_RULES) for problem in rule(prose)]
        if self.speller:
            problems += self.speller.problems(prose)
        return problems
