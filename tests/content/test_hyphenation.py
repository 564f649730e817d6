"""Long words in headlines may be parted, where the language says so, and not near their ends."""

import pytest
from magazine.content.hyphenation import SOFT_HYPHEN, parted, syllables


def shown(text: str, language: str = "de") -> str:
    return parted(text, language).replace(SOFT_HYPHEN, "|")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Verkehrsverbund", "Verkehrsverbund"),  # fits
        ("Hafenbahnbetriebs", "Hafenbahnbetriebs"),  # 17 letters
        ("Straßenbahnfahrern", "Straßen|bahn|fahrern"),
        ("Die Straßenbahnfahrern-Straßenbahnfahrern", "Die Straßen|bahn|fahrern-Straßen|bahn|fahrern"),
        ("Aaaaaaaaaaaaaaaaaa", "Aaaaaaaaaaaaaaaaaa"),
    ],
)
def test_long_words_only(text: str, marked: str) -> None:
    assert shown(text) == marked


def test_five_letters_stay_together_at_either_end() -> None:
    assert shown("Hauptbahnhofsvorplatz") == "Haupt|bahn|hofs|vor|platz"
    word = "Elbvertiefungsgegnerinnen"
    parts = shown(word).split("|")
    assert "".join(parts) == word
    assert len(parts) > 2
    assert min(len(parts[0]), len(parts[-1])) >= 5
    everywhere = syllables(word, "de")
    assert [at for at in everywhere if 5 <= at <= len(word) - 5] == [
        len("".join(parts[: number + 1])) for number in range(len(parts) - 1)
    ]
    assert everywhere[0] < 5
    assert everywhere[-1] > len(word) - 5


def test_languages() -> None:
    assert syllables("Straßenbahn", "de-AT") == syllables("Straßenbahn", "de") != []
    assert syllables("Straßenbahn", "de-simple") == syllables("Straßenbahn", "xx") == []
    assert shown("Straßenbahnfahrern", "de-simple") == "Straßenbahnfahrern"
