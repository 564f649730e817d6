"""What `magazine check` and the build make of the cases that the form in the browser has to agree with."""

import pytest
from magazine.content.typesetting import typographic
from magazine.pages.writing import WRITING_RULES

from tests.rendering.test_typography import render
from tests.writing.both import CASES, GOOD, TYPED, article_of, expected, said_by_checks

MARKS = [(language, typed, printed) for language, cases in TYPED.items() for typed, printed in cases]


def test_every_rule_of_the_form_has_cases_with_and_without_it() -> None:
    assert {code for case in CASES for code, *_ in expected(case)} == set(WRITING_RULES)
    assert sum(not case["found"] for case in CASES) >= 30


def test_nothing_is_wrong_with_what_cases_change() -> None:
    assert said_by_checks(GOOD) == []


@pytest.mark.parametrize("number", range(len(CASES)))
def test_the_checks_find_what_is_expected(number: int) -> None:
    assert said_by_checks(article_of(CASES[number])) == expected(CASES[number]), CASES[number]


@pytest.mark.parametrize(("language", "typed", "printed"), MARKS)
def test_the_build_prints_as_the_language_does(language: str, typed: str, printed: str) -> None:
    assert typographic(typed, language) == printed
    assert render(typed, language) == f"<p>{printed}</p>"
