"""Markdown and HTML where there is only text is told where it stands; what only looks like it is not."""

import pytest
from magazine.checks.markup import front_matter_is_plain
from magazine.checks.prose import Prose
from magazine.content.manuscript import read_manuscript

HEAD = "title: Titel\ndescription: Vorspann\nauthors: [ada]\ncategories: [kultur]\n"
KEYS = {
    "title": ("title: Titel", "title: Titel {0}"),
    "standfirst": ("description: Vorspann", "description: >\n  Ein Vorspann\n  und {0} mehr"),
    "caption": ("", 'image: {{src: "a*b*.jpg", alt: "A", credit: "C", caption: "Ein {0} Bild"}}\n'),
    "correction": ("", 'corrections:\n  - {{date: 2026-03-05, text: "Es {0} war"}}\n'),
    "notice": ("", 'disclaimer: "Ein {0} Hinweis"\n'),
    "notice with a title": ("", 'disclaimer: {{title: "H", text: "Ein {0} Hinweis"}}\n'),
    "source": ("", 'sources:\n  - {{title: "Ein {0} Titel", url: "https://a.example/*b*"}}\n'),
    "reason": ("", 'withdrawn: {{date: 2026-03-05, reason: "Ein {0} Grund"}}\n'),
    "advertiser": ("", 'advertiser: "Die {0} Firma"\n'),
    "series": ("", 'series: "Die {0} Serie"\n'),
    "tag": ("", 'tags: [Elbe, "Die {0} Alster"]\n'),
    "dateline": ("", 'dateline: "Bei {0} Altona"\n'),
}


def told(key: str, words: str) -> list[tuple[int | None, int | None, str]]:
    replaced, by = KEYS[key]
    head = HEAD.replace(replaced, by.format(words)) if replaced else HEAD + by.format(words)
    manuscript, problems = read_manuscript(f"---\n{head}---\nText.\n", "posts/2026/03/04/a.md")
    assert manuscript, problems
    found = [*front_matter_is_plain(Prose(manuscript, "de"))]
    lines = f"---\n{head}".split("\n")
    for each in found:
        line, column = each.place.line or 0, each.place.column or 0
        assert lines[line - 1][column - 1 :].startswith(each.details["what"].split()[0])
    return [(each.place.line, each.place.column, each.details["what"]) for each in found]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "markup", ["**fett**", "*kursiv gesetzt*", "[x](https://a.example/)", "<b>x</b>", "~~weg~~", "`x`"]
)
def test_markup_is_told_at_its_place(key: str, markup: str) -> None:
    ((_, _, what),) = told(key, markup)
    assert what[0] in markup


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "words",
    ["Leser*innen und Autor*innen", "(*1950, †2020)", "3 * 4 * 5", "a < b", "x_y_z", "[sic]", "5*", "~ 3"],
)
def test_what_only_looks_like_it_is_not_told(key: str, words: str) -> None:
    assert told(key, words) == []
