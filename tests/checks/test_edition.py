"""Problems that need more than one file to be seen."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from magazine.checks.report import as_text, in_words
from magazine.content.edition import Edition, EditionSettings
from magazine.content.problem import Problem
from magazine.content.section import Section
from magazine.locales import load

from tests.editions import judged

BERLIN = ZoneInfo("Europe/Berlin")
SETTINGS = EditionSettings(
    [Section("kultur", "Kultur"), Section("politik", "Politik")],
    BERLIN,
    dt.datetime(2026, 6, 1, tzinfo=BERLIN),
    "de",
    "posts",
    "authors.yml",
)
AUTHORS = b"authors:\n  lennart-krueger:\n    name: Lennart\n"
FRONT = "---\ntitle: T\ndescription: D\nauthors: [{author}]\ncategories: [{section}]\n{more}---\nText\n"


def article(author: str = "lennart-krueger", section: str = "kultur", more: str = "") -> bytes:
    return FRONT.format(author=author, section=section, more=more).encode()


def edition(texts: dict[str, bytes], authors: bytes | None = AUTHORS, files: set[str] | None = None) -> Edition:
    return judged(texts, authors, files or set(), SETTINGS)[0]


def problems(texts: dict[str, bytes], authors: bytes | None = AUTHORS, files: set[str] | None = None) -> list[Problem]:
    return judged(texts, authors, files or set(), SETTINGS)[1]


def places(found: list[Problem]) -> list[tuple[str, str, int | None]]:
    return [(each.code, each.place.file, each.place.line) for each in found]


def test_unknown_author_with_a_guess() -> None:
    found = problems({"posts/2026/01/01/a.md": article(author="lennart-kruger")})
    assert places(found) == [("author-unknown", "posts/2026/01/01/a.md", 4)]
    text = as_text(in_words(found, load("de"), "docs"))
    assert text.startswith("docs/posts/2026/01/01/a.md:4:11: ")
    assert "Meinten Sie „lennart-krueger“?" in text


def test_unknown_section_lists_the_known_ones() -> None:
    found = problems({"posts/2026/01/01/a.md": article(section="wetter")})
    assert places(found) == [("section-unknown", "posts/2026/01/01/a.md", 5)]
    assert "kultur, politik" in as_text(in_words(found, load("de"), "docs"))


def test_sections_by_title() -> None:
    assert problems({"posts/2026/01/01/a.md": article(section="Kultur")}) == []


def test_two_articles_with_one_address() -> None:
    found = problems(
        {
            "posts/2026/01/01/a.md": article(),
            "posts/anders/a.md": article(more="date: 2026-01-01\n"),
        }
    )
    assert places(found) == [("address-taken", "posts/anders/a.md", 2)]
    assert found[0].details["file"] == "posts/2026/01/01/a.md"


def test_an_alias_must_be_free() -> None:
    found = problems(
        {
            "posts/2026/01/01/a.md": article(more="aliases: [/posts/2026/01/02/b/]\n"),
            "posts/2026/01/02/b.md": article(),
        }
    )
    assert places(found) == [("alias-taken", "posts/2026/01/01/a.md", 6)]


def test_missing_pictures_and_further_links() -> None:
    more = "image: {src: hafn.svg, alt: A, credit: C}\nlinks: [../02/b.md, 'https://example.org/']\n"
    found = problems({"posts/2026/01/01/a.md": article(more=more)}, files={"posts/2026/01/01/hafen.svg"})
    assert [code for code, _, _ in places(found)] == ["picture-missing", "link-leads-nowhere"]
    assert found[0].details["guess"] == "hafen.svg"


def test_portraits_must_exist() -> None:
    found = problems({}, b"authors:\n  a:\n    name: A\n    avatar: a.svg\n")
    assert places(found) == [("picture-missing", "authors.yml", 4)]


def test_a_broken_authors_file_is_the_only_problem() -> None:
    found = problems({"posts/2026/01/01/a.md": article()}, b"authors:\n\tx: y\n")
    assert places(found) == [("yaml-tab", "authors.yml", 2)]
    assert places(problems({}, None)) == [("authors-file-missing", "authors.yml", None)]


def test_unknown_keys_of_an_author() -> None:
    found = problems({}, b"authors:\n  a:\n    name: A\n    biografie: B\n")
    assert places(found) == [("key-unknown", "authors.yml", 4)]


def test_files_that_would_be_published_unread() -> None:
    found = problems(
        {}, files={"posts/2026/01/01/a.html", "posts/2026/01/01/b.js", "x.html", "posts/ok.svg", "css/a.css"}
    )
    assert [(code, file) for code, file, _ in places(found)] == [
        ("file-unwanted", "css/a.css"),
        ("file-unwanted", "posts/2026/01/01/a.html"),
        ("file-unwanted", "posts/2026/01/01/b.js"),
        ("file-unwanted", "x.html"),
        ("picture-unused", "posts/ok.svg"),
    ]


def test_problems_of_all_files_are_told_together() -> None:
    texts = {"posts/2026/01/01/a.md": b"no front matter", "posts/2026/01/01/b.md": article(author="x", section="y")}
    assert len(problems(texts)) == 3
    assert edition(texts).rejected == ["posts/2026/01/01/a.md", "posts/2026/01/01/b.md"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_problems_are_told_in_both_languages(language: str) -> None:
    found = problems({"posts/2026/01/01/a.md": b"\xff"})
    assert "UTF-8" in as_text(in_words(found, load(language), "docs"))


def test_two_authors_with_one_address() -> None:
    found = problems({}, b"authors:\n  ada: {name: Ada}\n  bo: {name: Bo, slug: ada}\n")
    assert [(code, line) for code, _, line in places(found)] == [("author-address-taken", 3)]


def test_files_beside_articles() -> None:
    files = {"posts/2026/a.MD", "posts/2026/b.JPG", "posts/.DS_Store", "posts/2026/Thumbs.db", "posts/2026/c.PHP"}
    found = [(code, file) for code, file, _ in places(problems({}, files=files))]
    assert found == [
        ("file-unwanted", "posts/2026/Thumbs.db"),
        ("file-unwanted", "posts/2026/a.MD"),
        ("file-unwanted", "posts/2026/c.PHP"),
        ("picture-unused", "posts/2026/b.JPG"),
    ]


def test_mistakes_in_the_file_of_authors() -> None:
    wrong = b"authors:\n  a:\n    name: A\n    email: a at example\n"
    assert places(problems({}, wrong)) == [("value-not-an-email", "authors.yml", 4)]
    wrong = b"authors:\n  a:\n    name: A\n    since: gestern\n    topics: Musik\n"
    assert places(problems({}, wrong)) == [
        ("value-not-a-list", "authors.yml", 5),
        ("value-not-a-year", "authors.yml", 4),
    ]
    assert places(problems({}, b"authors:\n  a: {name: A, since: 2025, topics: [Musik]}\n")) == []
    assert places(problems({}, b"autoren:\n  a: {name: A}\n")) == [
        ("authors-missing", "authors.yml", 1),
        ("key-unknown", "authors.yml", 1),
    ]
