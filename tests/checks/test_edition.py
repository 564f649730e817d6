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


def told(
    more: str, file: str = "posts/2026/05/01/a.md", **texts: bytes
) -> list[tuple[str, int | None, dict[str, str]]]:
    """Return what is told of one article; its own lines begin with the sixth. It is the first of June, midnight."""
    found = problems({file: article(more=more)}, files={"posts/2026/05/01/da.png", "posts/2026/05/01/b.md"})
    return [(each.code, each.place.line, dict(each.details)) for each in found if each.place.file == file]


@pytest.mark.parametrize(
    ("file", "more", "code"),
    [
        ("posts/2026/06/01/a.md", "", None),
        ("posts/2026/06/02/a.md", "", "date-future"),
        ("posts/2026/06/02/a.md", "draft: true\n", None),
        ("posts/2026/06/02/a.md", "embargo: 2026-06-02 06:00\n", None),
        ("posts/2026/06/02/a.md", "embargo: 2026-05-31 06:00\n", None),  # lasts until the day it is dated
        ("posts/2026/05/01/a.md", "withdrawn: {date: 2026-05-01, reason: R}\n", None),
        ("posts/2026/05/01/a.md", "withdrawn: {date: 2026-04-30, reason: R}\n", "change-too-early"),
        ("posts/2026/05/01/a.md", "withdrawn: {date: 2026-06-01, reason: R}\n", None),
        ("posts/2026/05/01/a.md", "withdrawn: {date: 2026-06-02, reason: R}\n", "withdrawal-future"),
        ("posts/2026/05/01/a.md", "draft: true\nwithdrawn: {date: 2026-05-02, reason: R}\n", "withdrawal-unpublished"),
        ("posts/2026/05/01/a.md", "date: {created: 2026-05-01, updated: 2026-06-01}\n", None),
        ("posts/2026/05/01/a.md", "date: {created: 2026-05-01, updated: 2026-06-02}\n", "change-future"),
        ("posts/2026/05/01/a.md", "date: {created: 2026-05-01, updated: 2026-06-01 00:01}\n", "change-future"),
        ("posts/2026/05/01/a.md", "corrections: [{date: 2026-06-01, text: X}]\n", None),
        ("posts/2026/05/01/a.md", "corrections: [{date: 2026-06-02, text: X}]\n", "change-future"),
    ],
)
def test_days_to_come(file: str, more: str, code: str | None) -> None:
    assert [each for each, *_ in told(more, file)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("more", "code", "line", "details"),
    [
        ("date: {created: 2026-05-01, updated: 2026-06-02}\n", "change-future", 6, {"value": "2026-06-02"}),
        ("withdrawn: {date: 2026-06-02, reason: R}\n", "withdrawal-future", 6, {"today": "2026-06-01"}),
        ("withdrawn: {date: 2026-04-30, reason: R}\n", "change-too-early", 6, {"day": "2026-05-01"}),
        ("draft: true\nwithdrawn: {date: 2026-05-02, reason: R}\n", "withdrawal-unpublished", 6, {"key": "draft"}),
        (
            "withdrawn: {date: 2026-05-02, reason: R}\nembargo: 2026-07-01 06:00\n",
            "withdrawal-unpublished",
            7,
            {"key": "embargo"},
        ),
        ("embargo: 2026-03-29 02:30\n", "hour-skipped", 6, {"value": "02:30", "example": "2026-03-29 03:30"}),
        (
            "embargo: 2025-10-26 02:30\n",
            "hour-twice",
            6,
            {"value": "02:30", "first": "2025-10-26 02:30+02:00", "second": "2025-10-26 02:30+01:00"},
        ),
        ("date: 2026-03-29 02:00\n", "hour-skipped", 6, {"value": "02:00", "example": "2026-03-29 03:00"}),
        ("date: {created: 2025-10-26, updated: 2025-10-26 02:59}\n", "hour-twice", 6, {"value": "02:59"}),
        ("image: {src: dda.png, alt: A, credit: C}\n", "picture-missing", 6, {"value": "dda.png", "guess": "da.png"}),
        ("image: {src: ../da.png, alt: A, credit: C}\n", "picture-missing", 6, {"guess": "da.png"}),
        ("image: {src: xyz.png, alt: A, credit: C}\n", "picture-missing", 6, {"guess": ""}),
        ("links: [b.md, 'https://e.org/', c.md]\n", "link-leads-nowhere", 6, {"value": "c.md"}),
        ("links: ['b.md#x', 'mailto:a@e.org', /oben/, {A: [d.md]}]\n", "link-leads-nowhere", 6, {"value": "d.md"}),
        ("tags: [Elbe, '…', elbe]\n", "tag-without-address", 6, {"value": "…"}),
        ("tags: [Elbe, elbe]\n", "tag-spelling", 6, {"value": "elbe", "other": "Elbe"}),
        ("aliases: [/posts/2026/05/01/a/]\n", "alias-taken", 6, {"url": "/posts/2026/05/01/a/"}),
    ],
)
def test_what_is_told_of_one_article(more: str, code: str, line: int, details: dict[str, str]) -> None:
    file = "posts/a.md" if more.startswith(("date: 2026-03", "date: {created: 2025")) else "posts/2026/05/01/a.md"
    first = told(more, file)[0]
    assert first[:2] == (code, line)
    assert {key: first[2][key] for key in details} == details


@pytest.mark.parametrize(
    "more",
    [
        "embargo: 2026-03-29 01:59\n",
        "embargo: 2026-03-29 03:00\n",
        "embargo: 2025-10-26 01:59\n",
        "embargo: 2025-10-26 03:00\n",
        "embargo: 2025-10-26 02:30 MEZ\n",
        "embargo: 2026-03-29T02:30Z\n",
        "image: {src: da.png, alt: A, credit: C}\n",
        "image: {src: weg.png, alt: A, credit: C}\nwithdrawn: {date: 2026-05-02, reason: R}\n",
        "links: [weg.md]\nwithdrawn: {date: 2026-05-02, reason: R}\n",
        "aliases: [/alt/]\n",
        "series: S\ntags: [Elbe, Hafen]\n",
    ],
)
def test_what_is_not_told_of_one_article(more: str) -> None:
    assert told(more) == []


def test_two_parts_and_two_addresses() -> None:
    one = article(more="series: Der Hafen\nslug: x\naliases: [/alt/]\n")
    two = article(more="series: Der-Hafen\nslug: x\naliases: [/alt/]\n")
    found = problems({"posts/2026/05/01/a.md": one, "posts/2026/05/01/b.md": two})
    assert [(each.code, each.place.file[-4:], each.place.line, each.details) for each in found] == [
        (
            "address-taken",
            "b.md",
            7,
            {"url": "/posts/2026/05/01/x/", "file": "posts/2026/05/01/a.md"},
        ),
        ("series-spelling", "b.md", 6, {"value": "Der-Hafen", "other": "Der Hafen"}),
        ("alias-taken", "b.md", 8, {"url": "/alt/", "file": "posts/2026/05/01/a.md"}),
    ]


def test_a_portrait_is_shown_wherever_its_path_begins() -> None:
    authors = "authors:\n  lennart-krueger: {{name: Lennart, avatar: {0}}}\n"
    picture = "posts/2026/01/02/xaver.png"
    for written in (picture, f"/{picture}"):
        found = problems({"posts/2026/01/01/a.md": article()}, authors.format(written).encode(), {picture})
        assert found == []
    missing, unused = problems({"posts/2026/01/01/a.md": article()}, authors.format("/weg.png").encode(), {picture})
    assert (missing.code, missing.place.line, missing.details["value"]) == ("picture-missing", 2, "/weg.png")
    assert (unused.code, unused.place.file) == ("picture-unused", picture)
