"""Mistakes with translations, each at its line."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from magazine.checks.report import as_text, in_words
from magazine.content.edition import EditionSettings
from magazine.content.problem import Problem
from magazine.content.section import Section
from magazine.locales import load

from tests.editions import judged

BERLIN = ZoneInfo("Europe/Berlin")
NOW = dt.datetime(2026, 6, 1, 12, tzinfo=BERLIN)
SETTINGS = EditionSettings([Section("kultur", "Kultur")], BERLIN, NOW, "de", "posts", "authors.yml")
ORIGINAL, OTHER = "posts/2026/01/01/a.md", "posts/2026/01/02/b.md"


def article(*lines: str) -> bytes:
    head = ["title: T", "description: D", "authors: [ada]", "categories: [kultur]", *lines]
    return "\n".join(["---", *head, "---", "Text", ""]).encode()


def problems(texts: dict[str, bytes]) -> list[Problem]:
    return judged(texts, b"authors:\n  ada: {name: Ada}\n", set(), SETTINGS)[1]


def told(texts: dict[str, bytes]) -> list[tuple[str, str, int | None]]:
    return [(each.code, each.place.file, each.place.line) for each in problems(texts)]


def translation(*lines: str, of: str = ORIGINAL) -> bytes:
    return article(f"translation_of: {of}", *lines)


@pytest.mark.parametrize("language", ["en", "en-gb", "de-easy", "de-simple", "fr"])
def test_a_translation_into_any_language(language: str) -> None:
    assert told({ORIGINAL: article(), OTHER: translation(f"language: {language}")}) == []


def test_a_translation_into_the_magazines_language_names_none() -> None:
    assert told({ORIGINAL: article("language: en"), OTHER: translation()}) == []


def test_an_unknown_language() -> None:
    assert told({ORIGINAL: article("language: klingon")}) == [("value-not-a-language", ORIGINAL, 6)]


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("2026/01/01/a.md", ORIGINAL),
        ("docs/" + ORIGINAL, ORIGINAL),
        ("../01/a.md", ORIGINAL),
        ("posts/2026/01/01/aa.md", ORIGINAL),
    ],
)
def test_a_file_that_is_not_there(written: str, guess: str) -> None:
    found = problems({ORIGINAL: article(), OTHER: translation("language: en", of=written)})
    assert [(each.code, each.place.file, each.place.line) for each in found] == [
        ("translation-leads-nowhere", OTHER, 6)
    ]
    assert f"Meinten Sie „{guess}“?" in as_text(in_words(found, load("de"), "docs"))
    assert f"Did you mean '{guess}'?" in as_text(in_words(found, load("en"), "docs"))


@pytest.mark.parametrize(
    "of", ["https://m.example/repo/posts/2026/01/01/x/", "/posts/2026/01/01/x", "posts/2026/01/01/x/#a"]
)
def test_an_address_names_the_file_to_write(of: str) -> None:
    """Wherever it lies: the form for contributors asks for the address."""
    file = "posts/ohne-tag/x.md"
    found = problems({file: article("date: 2026-01-01"), OTHER: translation("language: en", of=of)})
    assert [(each.code, each.details["guess"]) for each in found] == [("translation-leads-nowhere", file)]


def test_a_translation_of_itself_or_of_a_translation() -> None:
    third = "posts/2026/01/03/c.md"
    assert told({ORIGINAL: translation("language: en")}) == [("translation-of-itself", ORIGINAL, 6)]
    texts = {ORIGINAL: article(), OTHER: translation("language: en"), third: translation("language: fr", of=OTHER)}
    assert told(texts) == [("translation-of-translation", third, 6)]


def test_the_language_of_the_original_or_of_another_translation() -> None:
    third = "posts/2026/01/03/c.md"
    assert told({ORIGINAL: article(), OTHER: translation()}) == [("translation-same-language", OTHER, 6)]
    assert told({ORIGINAL: article(), OTHER: translation("language: de")}) == [("translation-same-language", OTHER, 7)]
    texts = {ORIGINAL: article(), OTHER: translation("language: en"), third: translation("language: en")}
    assert told(texts) == [("translation-twice", third, 7)]


@pytest.mark.parametrize(
    ("original", "own", "code"),
    [
        ("draft: true", "kind: news", "translation-too-early"),
        ("draft: true", "draft: true", None),
        ("draft: true", "embargo: 2026-07-01 08:00", "translation-too-early"),
        ("embargo: 2026-07-01 08:00", "kind: news", "translation-too-early"),
        ("embargo: 2026-07-01 08:00", "embargo: 2026-07-01 07:00", "translation-too-early"),
        ("embargo: 2026-07-01 08:00", "embargo: 2026-07-01 08:00", None),
        ("embargo: 2026-05-01 08:00", "kind: news", None),
        ("withdrawn: {date: 2026-05-01, reason: R}", "kind: news", "translation-of-withdrawn"),
        ("withdrawn: {date: 2026-05-01, reason: R}", "withdrawn: {date: 2026-05-01, reason: R}", None),
    ],
)
def test_no_translation_is_there_before_its_original_or_after_it(original: str, own: str, code: str | None) -> None:
    found = told({ORIGINAL: article(original), OTHER: translation("language: en", own)})
    assert found == ([(code, OTHER, 6)] if code else [])


def test_an_original_with_mistakes_is_told_once() -> None:
    assert told({ORIGINAL: article("dreft: true"), OTHER: translation("language: en")}) == [
        ("key-unknown", ORIGINAL, 6)
    ]
