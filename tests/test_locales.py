"""Every word is there in both languages, and every word asked for exists."""

import ast
import datetime as dt
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from string import Formatter

import pytest
from magazine.commands.rules import page
from magazine.content.problem import Code
from magazine.locales import load

from tests.newsroom import REPOSITORY

PLUGIN = REPOSITORY / "plugins/magazine"


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_german_and_english_have_the_same_words_with_the_same_gaps() -> None:
    german, english = load("de"), load("en")
    assert german.words.keys() == english.words.keys()
    assert german.addresses.keys() == english.addresses.keys()
    for key, text in german.words.items():
        assert gaps(text) == gaps(english.words[key]), key


def test_german_and_english_have_the_same_problems() -> None:
    german, english = load("de").problems, load("en").problems
    assert german.keys() == english.keys()
    for code, texts in german.items():
        assert texts.keys() == english[code].keys(), code
        for part, text in texts.items():
            assert gaps(text) == gaps(english[code][part]), (code, part)


def test_german_and_english_have_phrases_to_look_for() -> None:
    german, english = load("de").phrases, load("en").phrases
    assert german.keys() == english.keys()
    for key, phrases in english.items():
        assert phrases
        assert set(phrases) < set(german[key]), "German texts are searched for English phrases, too"


def test_every_code_has_its_words_and_its_rule_and_no_word_is_without_a_code() -> None:
    codes = set(map(str, Code))
    for language in ("de", "en"):
        assert load(language).problems.keys() == codes
        assert set(re.findall(r"^## `(.+)`$", page(load(language)), re.MULTILINE)) == codes


def test_every_code_is_that_of_some_problem() -> None:
    sources = [path.read_text(encoding="utf-8") for path in PLUGIN.rglob("*.py") if path.name != "catalogue.py"]
    for code in Code:
        # Pictures are inspected below `content`, which knows the codes: there they are strings.
        named = re.compile(rf'\bCode\.{code.name}\b|Fault\("{code}"')
        assert any(named.search(source) for source in sources), code


def test_every_word_asked_for_exists() -> None:
    words = load("de").words
    asked: set[str] = set()
    for path in (REPOSITORY / "overrides").rglob("*.html"):
        asked |= set(re.findall(r"""(?<![.\w])t\(\s*["']([a-z0-9_.-]+)["']\s*[,)]""", path.read_text(encoding="utf-8")))
    assert asked
    assert {key for key in asked if key not in words and f"{key}.other" not in words} == set()


GERMAN = re.compile(r"[äöüßÄÖÜ]", re.IGNORECASE)
# Letters and marks of languages, from which addresses are made and typography is told.
ABOUT_LANGUAGES = {"slugs.py", "article.js", "stems.py", "stems.js", "spaces.py"}
# Of HTML, of fields of articles, of languages and of none (BCP 47), and the notation of times ("18.45 Uhr"): German
# words, too.
NAMES = {"alt", "deutsch", "ins", "tag", "uhr", "und"}
FONT = re.compile(r"Helvetica Neue")


def code() -> Iterator[tuple[Path, str]]:
    """What the machine reads of this project's sources: Python without docstrings, templates, styles, scripts."""
    for path in PLUGIN.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        explanations = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
        for each in ast.walk(tree):
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in explanations:
                yield path, each.value
    for ending in ("html", "css", "js", "json", "webmanifest"):
        for path in (REPOSITORY / "overrides").rglob(f"*.{ending}"):
            if "vendor" not in path.parts:
                yield path, path.read_text(encoding="utf-8")


def words_of(language: str) -> set[str]:
    locale = load(language)
    # A field of the form in .github/ISSUE_TEMPLATE, which is German.
    words = [word for key, word in locale.words.items() if key != "report.field"]
    texts = [
        *words,
        *locale.addresses.values(),
        *chain(*(each for key, each in locale.phrases.items() if key != "meant")),
    ]
    texts += chain.from_iterable(each.values() for each in locale.problems.values())
    return {word.casefold() for text in texts for word in re.findall(r"[^\W\d_]{3,}", re.sub(r"\{\w+\}", "", text))}


def test_no_word_of_a_language_stands_in_code() -> None:
    german = words_of("de") - words_of("en") - NAMES
    assert {"abschnitt", "artikel", "neu", "ressort"} <= german
    for path, text in code():
        if path.name in ABOUT_LANGUAGES:
            continue
        assert not GERMAN.search(text), (path, text)
        used = {word.casefold() for word in re.findall(r"[^\W\d_]{3,}", FONT.sub("", text))}
        assert used & german == set(), path


@pytest.mark.parametrize(("language", "expected"), [("de", "26. Dezember 2025"), ("en", "December 26, 2025")])
def test_dates(language: str, expected: str) -> None:
    assert load(language).long_date(dt.date(2025, 12, 26)) == expected


def test_an_unknown_language_falls_back_to_english() -> None:
    assert load("fr")("listing.title.archive") == "Archive"
    assert load("de-AT")("listing.title.archive") == "Archiv"
