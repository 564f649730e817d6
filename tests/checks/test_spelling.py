"""Spelling, with small dictionaries: which words are looked up, which are known, and what is offered instead."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from magazine.checks import spelling
from magazine.checks.proof import Proofreader
from magazine.checks.prose import Prose
from magazine.checks.spelling import Speller, read_names
from magazine.content.manuscript import read_manuscript
from magazine.content.partial import read_partially
from magazine.content.problem import Code

pytest.importorskip("hunspell")

HEAD = "---\ntitle: {title}\ndescription: Das Haus.\nauthors: [a]\ncategories: [k]\n---\n"
WORDS = {"de_DE": ["Haus", "das", "Das", "geht's", "Dr.", "groß", "Nord", "und"], "en_GB": ["house", "the"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, words in WORDS.items():
        (tmp_path / f"{name}.aff").write_text("SET ISO8859-1\n")
        (tmp_path / f"{name}.dic").write_text("\n".join([str(len(words)), *words, ""]), encoding="latin-1")
    return tmp_path


def speller(folder: Path, names: Sequence[str] = (), language: str = "de") -> Speller:
    return Speller(language, names, [folder / "missing", folder])


def told(speller: Speller, body: str, title: str = "Das Haus") -> list[tuple[str, int | None, int | None]]:
    manuscript, problems = read_manuscript(HEAD.format(title=title) + body, "posts/2026/01/02/a.md")
    assert manuscript, problems
    found = speller.problems(Prose(manuscript, "de"))
    return [(each.details["value"], each.place.line, each.place.column) for each in found]


def test_each_word_is_told_once_where_it_stands(folder: Path) -> None:
    body = "Das Hauss und das Haus.\n\nNoch ein Hauss, groß.\n\n| Tabbelle |\n|---|\n| xy |\n"
    assert told(speller(folder), body) == [("Hauss", 7, 5), ("Noch", 9, 1), ("ein", 9, 6)]
    assert told(speller(folder), "Das Hauss.\n", title="Das Hauss") == [("Hauss", 2, 12)]


@pytest.mark.parametrize(
    "body",
    [
        "Das Haus, geht’s und geht's. Dr. Haus.",
        "ABC und X, https://example.org/xyzz, wer@xyzz, xyzz.de/pfaad und bild.jpg.",
        "a1b2c3 und 5xyzz.",
        "Nord-Haus und Haus-.",
        "Das `Hauss` <!-- Hauss -->",
        "Das Хаус",  # no dictionary of Latin letters can judge it
    ],
)
def test_what_is_known_or_no_word(folder: Path, body: str) -> None:
    assert told(speller(folder), body) == []


@pytest.mark.parametrize("body", ["Hauss.Nord", "Nord-Hauss", "Hauss.", "Hauss’", "Nord/Hauss", "und.so"])
def test_what_is_no_word_hides_no_other(folder: Path, body: str) -> None:
    assert len(told(speller(folder), body)) == 1


@pytest.mark.parametrize("word", ["Ohlsdorf", "Ohlsdorfs", "Ohlsdorfer", "Ohlsdorf’s", "Ohlsdorf’", "Nord-Ohlsdorf"])
def test_names_are_known_with_their_endings(folder: Path, word: str) -> None:
    assert told(speller(folder, ["Ohlsdorf"]), word) == []
    assert len(told(speller(folder), word)) == 1


def test_an_ending_alone_makes_no_name(folder: Path) -> None:
    assert told(speller(folder, ["Ohlsdorf"]), "Ohlsdorff und Bäumes") == [("Ohlsdorff", 7, 1), ("Bäumes", 7, 15)]


def test_each_language_has_its_dictionary_and_the_same_names(folder: Path) -> None:
    german = speller(folder, ["Ohlsdorf"])
    english = german.of("en")
    assert (german.of("de"), german.of("en")) == (german, english)
    assert [english.knows(word) for word in ("house", "Haus", "Ohlsdorf")] == [True, False, True]
    assert german.of("de-AT").knows("Haus")
    assert not german.of("fr").ready
    assert told(german.of("fr"), "Hauss") == []
    (folder / "fr_CA.dic").write_text("1\nmaison\n")
    assert not speller(folder, language="fr-CA").ready, "a dictionary is two files"
    (folder / "fr_CA.aff").write_text("SET UTF-8\n")
    assert speller(folder, language="fr-CA").knows("maison")


@pytest.mark.parametrize(
    ("language", "names"),
    [("de", ["de", "de_DE", "de_DE_frami"]), ("en", ["en", "en_US", "en_GB"]), ("pt-BR", ["pt_BR"])],
)
def test_names_of_dictionaries(tmp_path: Path, language: str, names: list[str]) -> None:
    """The last one counts where there are several."""
    for name in names:
        (tmp_path / f"{name}.aff").write_text("SET ISO8859-1\n")
        (tmp_path / f"{name}.dic").write_text(f"1\n{name.replace('_', '').lower()}\n")
        found = Speller(language, [], [tmp_path])
        assert [found.knows(each.replace("_", "").lower()) for each in names] == [each == name for each in names]


def test_results_are_kept_until_dictionary_or_names_change(folder: Path) -> None:
    first = speller(folder).version
    assert first
    assert first == speller(folder).version
    assert speller(folder, ["Ohlsdorf"]).version not in {first, ""}
    assert speller(folder, ["Ohlsdorf", "Alster"]).version == speller(folder, ["Alster", "Ohlsdorf"]).version
    assert speller(folder, language="fr").version == ""
    (folder / "de_DE.dic").write_text("1\nHaus\n")
    assert speller(folder).version != first


def test_guesses_are_made_for_so_many_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_GUESSES", {})
    german = speller(folder)
    manuscript, _ = read_manuscript(HEAD.format(title="Das Haus") + "Hauss groöß Nordd", "posts/2026/01/02/a.md")
    assert manuscript
    found = [*german.problems(Prose(manuscript, "de"))]

    def guesses(most: int) -> list[str]:
        return [each.details["guess"] for each in german.with_guesses(found, most)]

    assert guesses(0) == ["", "", ""]
    assert guesses(2) == ["Haus", "groß", ""]
    assert guesses(1) == ["Haus", "groß", "Nord"], "what was looked up is kept, and costs nothing"
    assert [each.place for each in german.with_guesses(found, 9)] == [each.place for each in found]


def test_a_list_of_names_has_comments() -> None:
    assert read_names("# Orte\nOhlsdorf  # ein Friedhof\n\n  Alster\n") == ["Ohlsdorf", "Alster"]


@pytest.mark.parametrize(("language", "count"), [("de", 1), ("Englisch", 0)])
def test_nothing_is_said_of_words_in_a_language_that_is_written_wrong(folder: Path, language: str, count: int) -> None:
    text = HEAD.format(title="Das Haus").replace("---\n", f"---\nlanguage: {language}\n", 1) + "Das Hauss.\n"
    file = "posts/2026/01/02/a.md"
    manuscript = read_manuscript(text, file)[0] or read_partially(text, file, "")
    assert manuscript
    found = Proofreader("de", speller(folder)).read(manuscript)
    assert [each.code for each in found].count(Code.SPELLING) == count
