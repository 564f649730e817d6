"""Posts of Material's blog: their words without marks, their excerpts, their addresses."""

import datetime as dt
from typing import Any

import pytest
from magazine.content.article_fields import ArticleFields
from magazine.content.blog import Blog, Post, in_format, plain_text, read_post, written_moment
from magazine.content.problem import Code
from magazine.content.yaml_values import read_yaml

FILE = "blog/posts/2024/hello-world.md"
BLOG = Blog("blog", "de")
KNOWN = frozenset(ArticleFields.model_fields)


def post(body: str, head: str = "date: 2024-01-31\n", file: str = FILE, blog: Blog = BLOG) -> Post:
    return read_post(read_yaml(head, file, 2), body, blog, KNOWN)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Ein [Link](a.md){ .x } und [noch][b] einer.", "Ein Link und noch einer."),
        ("![Bild](a.jpg){ width=3 }Ein ![Bild][b] fehlt.", "Ein fehlt."),
        ("Mit Fußnote[^1], <b>fett</b>, {: .a } und :smile:.", "Mit Fußnote, fett, und ."),
        ("**Fett**, _schräg_, `Code`, snake_case\\", "Fett, schräg, Code, snake_case"),
        ("Zwei\n  Zeilen", "Zwei Zeilen"),
        ("", ""),
    ],
)
def test_words_have_no_marks(markdown: str, words: str) -> None:
    assert plain_text(markdown) == words


def test_one_plain_paragraph_before_the_separator_is_the_standfirst() -> None:
    read = post("# Titel\n\nWorum *es* geht.\n\n<!-- more -->\n\nDer Text.\n")
    assert (read.data["title"], read.data["description"], read.summary) == ("Titel", "Worum es geht.", "")
    assert read.body == "\n" * 4 + "\n\nDer Text.\n", "lines stay where they are"
    assert [each.code for each in read.notes] == [Code.TITLE_IN_TEXT, Code.STANDFIRST_IN_TEXT]
    assert [each.details["value"] for each in read.notes] == ["Titel", "Worum es geht."]


@pytest.mark.parametrize(
    ("before", "summary"),
    [
        ("Eins.\n\nZwei.", "Eins."),
        ("Mit [Link](a.md).", "Mit Link."),
        ("- eins\n- zwei", ""),
        ("## Zwischen\n\nDanach.", "Danach."),
        ("![Bild](a.jpg)\n\nDanach.", "Danach."),
        ("", ""),
    ],
)
def test_any_other_excerpt_stays_in_the_text(before: str, summary: str) -> None:
    read = post(f"{before}\n\n<!-- more -->\n\nDer Text.\n")
    assert ("description" in read.data, read.summary) == (False, summary)
    assert read.body == f"{before}\n\n\n\nDer Text.\n"
    assert read.notes[-1].details["value"] == summary


def test_without_a_separator_the_whole_text_stays() -> None:
    read = post("Nur ein Absatz.\n")
    assert ("description" in read.data, read.summary, read.body) == (False, "Nur ein Absatz.", "Nur ein Absatz.\n")


def test_a_standfirst_that_is_written_counts() -> None:
    read = post("Vorn.\n\n<!-- more -->\nText.\n", "title: T\ndescription: D\ndate: 2024-01-31\n")
    assert (read.data["description"], read.summary, read.notes) == ("D", "", [])
    assert read.body == "Vorn.\n\n\nText.\n"
    assert "description" not in post("- x\n", "description:\ndate: 2024-01-31\n").data


def test_a_summary_is_cut_between_words() -> None:
    words = " ".join(["Wort"] * 60)
    assert post(f"{words}e").summary == f"{words}e", "300 characters"
    assert post(f"{words}en").summary == f"{' '.join(['Wort'] * 59)} …"


@pytest.mark.parametrize(
    ("body", "title", "rest"),
    [
        ("\n# Über *uns* { #about }\n\nText.", "Über uns", "\n\n\nText."),
        ("# C { und so\nText.", "C { und so", "\nText."),
        ("# Nur das", "Nur das", ""),
        ("#  Xaver {kommt", "Xaver {kommt", ""),
        ("## Zweite\n", "Hello world", "## Zweite\n"),
    ],
)
def test_the_title_may_stand_in_the_text(body: str, title: str, rest: str) -> None:
    read = post(body)
    assert (read.data["title"], read.body) == (title, rest)


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("blog/posts/ein_neuer-anfang.md", "Ein neuer anfang"),
        ("blog/posts/was-HTML-kann/index.md", "was HTML kann"),
        ("index.md", ""),
    ],
)
def test_else_the_file_names_it(file: str, title: str) -> None:
    assert post("Text.", file=file).title == title


def test_a_written_title_makes_the_address_and_the_heading_is_shown() -> None:
    read = post("# Im Text\n", "title: Im Kopf\ndate: 2024-01-31\n")
    assert (read.title, read.data["title"]) == ("Im Kopf", "Im Text")


def test_keys_of_other_plugins_are_told_and_left_out() -> None:
    head = "title: T\ndate:\n  created: 2024-01-31\n  reviewed: 2024-02-01\nimage: a.png\ntitel: x\nhide: [toc]\n"
    read = post("Text.\n", head)
    assert read.data["date"].keys() == {"created"}
    assert not {"image", "titel", "hide"} & read.data.keys()
    told = [(each.details["key"], each.details["guess"], each.place.line) for each in read.notes[:-1]]
    assert told == [("image", "image", 6), ("titel", "title", 7), ("hide", "", 8)]
    assert post("T", "title: T\nimage: {src: a.png}\n").data["image"] == {"src": "a.png"}


def test_links_begin_in_the_docs_folder() -> None:
    head = (
        "links:\n  - about.md\n  - Mehr:\n      - blog/posts/x.md\n  - Fern: https://e.org/\n"
        "  - /oben/\n  - '#hier'\n  - ./a.md\n  - ../b.md\n  - ~\n"
    )
    assert post("Text.", head).data["links"] == [
        "../../../about.md",
        {"Mehr": ["../x.md"]},
        {"Fern": "https://e.org/"},
        "/oben/",
        "#hier",
        "./a.md",
        "../b.md",
        None,
    ]


@pytest.mark.parametrize(
    ("settings", "more", "address"),
    [
        ({}, {}, "blog/2024/01/31/größe-und-maß/"),
        ({}, {"plain": True}, "blog/2024/01/31/groesse-und-mass/"),
        ({}, {"slug": "Größe"}, "blog/2024/01/31/Größe/"),
        ({}, {"slug": "Größe", "plain": True}, "blog/2024/01/31/groesse/"),
        ({"folder": ""}, {}, "2024/01/31/größe-und-maß/"),
        ({"post_url_format": "{categories}/{file}"}, {}, "blog/kunst/hello-world/"),
        ({"post_url_format": "{categories}/{slug}", "post_url_max_categories": 2}, {}, "blog/kunst/bau/größe-und-maß/"),
        ({"post_url_format": "{categories}/{slug}"}, {"categories": None}, "blog/größe-und-maß/"),
        ({"post_url_date_format": "long"}, {}, "blog/31. Januar 2024/größe-und-maß/"),
    ],
)
def test_addresses_are_made_of_a_pattern(settings: dict[str, Any], more: dict[str, Any], address: str) -> None:
    plain = more.pop("plain", False)
    data = {"date": "2024-01-31", "categories": ["Kunst", "Bau"], **more}
    blog = Blog(**{"folder": "blog", "language": "de", **settings})
    assert blog.address(data, "Größe und Maß", FILE, plain=plain) == address


def test_the_blog_has_a_page_that_listed_its_posts() -> None:
    assert (BLOG.index, Blog("", "de").index) == ("blog/index.md", "")


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ("full", "Mittwoch, 31. Januar 2024"),
        ("long", "31. Januar 2024"),
        ("medium", "31.01.2024"),
        ("short", "31.01.24"),
        ("yyyy-MM HH", "2024-01 00"),
    ],
)
def test_days_have_the_formats_of_material(pattern: str, written: str) -> None:
    assert in_format(dt.date(2024, 1, 31), pattern, "de") == written
    assert in_format(dt.date(2024, 1, 31), "MMMM", "xx-unknown") == "January"


def test_the_moment_is_as_written() -> None:
    late = dt.datetime(2024, 2, 29, 23, 30, tzinfo=dt.UTC)
    assert written_moment({"date": "2024-02-29T23:30:00Z"}) == late
    assert written_moment({"date": {"created": "2024-02-29T23:30:00Z", "updated": "2025-01-01"}}) == late
    assert in_format(late, "HH:mm", "de") == "23:30"
    assert written_moment({"date": "gestern"}) == written_moment({}) == dt.date.min
