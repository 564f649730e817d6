"""The form in the browser finds and shows what `magazine check` and the build do: the cases of tests/writing."""

import pytest
from magazine.content.typesetting import signs_of
from playwright.sync_api import Page

from tests.writing.both import CASES, TYPED, Found, article_of, expected, said_by_form

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def found(form_page: Page) -> list[Found]:
    """What the form finds in the articles of all cases."""
    return said_by_form(form_page, map(article_of, CASES))


@pytest.mark.parametrize("number", range(len(CASES)))
def test_the_form_finds_what_is_expected(number: int, found: list[Found]) -> None:
    assert found[number] == expected(CASES[number]), CASES[number]


@pytest.mark.parametrize("language", sorted(TYPED))
def test_the_preview_prints_as_the_build_does(language: str, form_page: Page) -> None:
    shown = form_page.evaluate(
        "([texts, signs]) => import('/assets/write/typography.js')"
        ".then(({ typographic }) => texts.map(each => typographic(each, signs)))",
        [[typed for typed, _ in TYPED[language]], signs_of(language)],
    )
    assert shown == [printed for _, printed in TYPED[language]]
