"""Manuscripts: the keys of the design, and what happens to everything else."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
import yaml
from magazine.content.article_fields import ArticleKind
from magazine.content.blog import Blog
from magazine.content.manuscript import Manuscript, path_address, read_manuscript
from magazine.content.problem import Problem

FILE = "posts/2026/03/04/eins.md"
FIELDS: dict[str, Any] = {
    "title": "Hafen",
    "description": "Ein Vorspann.",
    "authors": ["ada-beispiel"],
    "categories": ["kultur"],
}


def read(file: str = FILE, **fields: Any) -> tuple[Manuscript | None, list[Problem]]:
    text = "---\n" + yaml.safe_dump({**FIELDS, **fields}, allow_unicode=True, sort_keys=False) + "---\nText.\n"
    return read_manuscript(text, file)


def sound(file: str = FILE, **fields: Any) -> Manuscript:
    manuscript, problems = read(file, **fields)
    assert problems == []
    assert manuscript is not None
    return manuscript


def problem(text: str, file: str = FILE) -> Problem:
    manuscript, problems = read_manuscript(text, file)
    assert manuscript is None
    assert len(problems) == 1, problems
    return problems[0]


def with_line(line: str, before: str = "title: Hafen\ndescription: V.\nauthors: [a]\ncategories: [k]\n") -> Problem:
    found = problem(f"---\n{before}{line}\n---\nText.\n")
    assert found.place.line == 2 + before.count("\n")
    return found


def test_every_key_of_the_design_is_read() -> None:
    manuscript = sound(
        date={"created": "2026-03-04", "updated": "2026-03-05 12:30"},
        tags=["Elbe"],
        draft="true",
        pin="yes",
        slug="anders",
        links=["../a.md", {"Mehr": "https://example.org/"}, {"Gruppe": [{"Eins": "https://example.org/1"}]}],
        readtime="4",
        kind="opinion",
        image={"src": "a.svg", "alt": "Ein Bild", "caption": "Unterschrift", "credit": "Wir"},
        sources=[{"title": "Quelle", "url": "https://example.org/", "publisher": "Haus", "date": "2024-01-02"}],
        corrections=[{"date": "2026-03-06", "text": "Richtig ist …"}],
        embargo="2026-03-04 06:00",
        aliases=["/alt/"],
        series="Die Elbe queren",
        disclaimer="Ein Hinweis.",
    )
    fields = manuscript.fields
    assert fields.kind is ArticleKind.OPINION
    assert fields.draft
    assert fields.pin
    assert fields.readtime == 4
    assert fields.image
    assert fields.image.credit == "Wir"
    assert fields.corrections[0].date == dt.date(2026, 3, 6)
    assert fields.embargo == dt.datetime(2026, 3, 4, 6)
    assert fields.aliases == ["alt/"]
    assert fields.disclaimer
    assert fields.disclaimer.text == "Ein Hinweis."
    assert fields.links[2].children[0].target == "https://example.org/1"
    assert manuscript.url == "posts/2026/03/04/anders/"


def test_the_date_comes_from_the_path() -> None:
    assert sound().day == dt.date(2026, 3, 4)


def test_any_layout_is_read_when_the_front_matter_has_the_date() -> None:
    assert sound("posts/hafen/rundgang.md", date="2026-03-04").url == "posts/2026/03/04/rundgang/"
    assert sound("posts/2026/hafen/index.md", date="2026-03-04").url == "posts/2026/03/04/hafen/"


def test_slugs_transliterate_german() -> None:
    assert sound("posts/2026/03/04/Größe & Übermaß.md").slug == "groesse-uebermass"


def test_optional_keys_may_be_left_empty() -> None:
    manuscript, problems = read_manuscript(
        "---\ntitle: A\ndescription: B\nauthors: [a]\ncategories: [k]\ntags:\nimage:\n---\n", FILE
    )
    assert problems == []
    assert manuscript
    assert manuscript.fields.tags == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("titel: Hafen", "key-unknown"),
        ("tags: Elbe", "value-not-a-list"),
        ("draft: vielleicht", "value-not-yes-or-no"),
        ("readtime: lang", "value-not-a-number"),
        ("readtime: 0", "value-not-a-number"),
        ("kind: opinon", "value-not-in-list"),
        ("date: 4. März", "date-not-understood"),
        ("date: 04.03.2026", "date-not-understood"),
        ("date: 2026-02-30", "date-impossible"),
        ("date: 2026-03-05", "date-disagrees"),
        ("slug: Größe", "slug-not-plain"),
        ("image: a.svg", "value-not-a-group"),
        ("image: {src: a.svg, credit: Wir}", "key-missing"),
        ("image: {src: 'https://example.org/a.svg', alt: A, credit: Wir}", "picture-foreign"),
        ("sources: [{title: Q, url: 'javascript:alert(1)'}]", "address-not-web"),
        ("links: ['https://[']", "address-not-web"),
        ("links: ['//example.org/']", "address-not-link"),
        ("links: ['javascript:alert(1)']", "address-not-link"),
        ("sources: [{title: Q, url: 'https://['}]", "address-not-web"),
        ("aliases: ['https://example.org/']", "alias-not-a-path"),
        ("aliases: ['../../oben/']", "alias-not-a-path"),
        ("corrections: [{text: Falsch}]", "key-missing"),
        ("sources: [{title: Q, publisher: Amt für Klima, Energie}]", "value-comma"),
        ("template: main.html", "key-unknown"),
        ("disclaimer: {text: A, hide: true}", "key-unknown"),
        ("authors: []", "yaml-duplicate-key"),
    ],
)
def test_wrong_values_are_problems_at_their_line(line: str, code: str) -> None:
    assert with_line(line).code == code


def test_unknown_keys_get_a_guess_of_what_was_meant() -> None:
    assert with_line("titel: Hafen").details["guess"] == "title"
    assert with_line("image: {src: a.svg, alt: A, credits: Wir, credit: W}").details["guess"] == "credit"


def test_missing_keys_are_named() -> None:
    found = problem("---\ntitle: Hafen\ndescription: V.\ncategories: [k]\n---\nText.\n")
    assert (found.code, found.details["key"]) == ("key-missing", "authors")


def test_empty_required_keys_are_reported() -> None:
    found = problem("---\ntitle:\ndescription: V.\nauthors: [a]\ncategories: [k]\n---\n")
    assert (found.code, found.place.line) == ("value-empty", 2)


def test_all_problems_of_a_file_are_reported_at_once() -> None:
    _, problems = read_manuscript("---\ntitel: A\nkind: foo\nauthors: a\n---\n", FILE)
    assert {each.code for each in problems} >= {"key-unknown", "value-not-in-list", "value-not-a-list", "key-missing"}


def test_a_file_without_a_date_is_reported() -> None:
    text = "---\ntitle: A\ndescription: B\nauthors: [a]\ncategories: [k]\n---\n"
    assert problem(text, "posts/hafen.md").code == "date-missing"
    assert problem(text, "posts/2026/02/30/hafen.md").code == "date-impossible-in-path"


def test_a_broken_article_still_has_a_place_to_be_shown() -> None:
    assert path_address("posts/2026/03/04/eins.md") == "posts/2026/03/04/eins/"
    assert path_address("posts/eins.md") is None


@pytest.mark.parametrize(
    ("file", "address"),
    [
        ("posts/2026/03/04/Größe.md", "posts/2026/03/04/groesse/"),
        ("posts/2026/03/04/hafen/index.md", "posts/2026/03/04/hafen/"),
        ("2026/03/04/x.md", "posts/2026/03/04/x/"),
        ("posts/12026/03/04/x.md", None),
        ("posts/2026/3/4/x.md", None),
    ],
)
def test_addresses_of_paths(file: str, address: str | None) -> None:
    assert path_address(file) == address
    if address:
        assert sound(file).url == address


def test_a_name_without_letters_gives_no_address() -> None:
    assert problem(f"---\n{yaml.safe_dump(FIELDS)}---\nText.\n", "posts/2026/03/04/___.md").code == "slug-missing"
    assert sound("posts/2026/03/04/___.md", slug="da").url == "posts/2026/03/04/da/"


def test_days_of_front_matter_and_path() -> None:
    assert sound("posts/a.md", date="1900-01-01").day == dt.date(1900, 1, 1)
    assert sound(date="2026-03-04").day == sound().day
    one, two = (read(date=date)[1][0] for date in ("2026-03-05", {"created": "2026-03-05"}))
    assert [each.code for each in (one, two)] == ["date-disagrees"] * 2
    assert one.details == {"value": "2026-03-05", "path": "2026-03-04"}
    assert (two.place.line or 0) - (one.place.line or 0) == 1, "the line of `created`"
    (impossible,) = read("posts/2026/02/30/a.md")[1]
    assert impossible.details == {"value": "2026/02/30"}
    (old,) = read("posts/a.md", date="1899-12-31")[1]
    assert old.details == {"value": "1899-12-31", "first": "1900"}


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (268, 1), (269, 2), (447, 2), (448, 3)])
def test_minutes_are_rounded(words: int, minutes: int) -> None:
    """179 words a minute."""
    manuscript, _ = read_manuscript(f"---\n{yaml.safe_dump(FIELDS)}---\n{'Wort ' * words}\n", FILE)
    assert manuscript
    assert (manuscript.words, manuscript.reading_minutes) == (words, minutes)


def test_files_that_the_front_matter_names() -> None:
    links = ["../a.pdf", {"B": "https://e.org/"}, {"C": [{"D": "/d.pdf"}]}, "#x", "mailto:a@e.org"]
    named = sound(image={"src": "b.png", "alt": "A", "credit": "C"}, links=links)
    assert [*named.named_files] == ["posts/2026/03/04/b.png", "posts/2026/03/a.pdf", "d.pdf"]
    assert named.place_of_file("posts/2026/03/04/b.png") == named.place("image", "src")
    assert named.place_of_file("posts/2026/03/a.pdf") == named.place("links")
    assert named.place("image", "src") != named.place("links")
    assert [*sound().named_files] == []


def test_places_in_the_text() -> None:
    head = "title: T\ndescription: D\nauthors: [a]\n"
    manuscript, _ = read_manuscript(f"---\n{head}---\n\nEins [da](a.md).\n", FILE)
    assert manuscript
    place = manuscript.place_of("a.md")
    missing = manuscript.place_of("b.md")
    assert [(each.line, each.column) for each in (place, missing)] == [(7, 11), (6, 1)]


def test_an_import_is_old_until_its_text_is_edited() -> None:
    digest = sound().body_digest
    note = {"from": "X", "date": "2026-03-04"}
    assert sound(imported=note).is_archived, "of the day of the import"
    assert not sound(imported={**note, "date": "2026-03-03"}).is_archived, "newer than the import"
    assert sound(imported={**note, "date": "2020-01-01", "text": digest}).is_archived
    assert not sound(imported={**note, "text": "0" * 32}).is_archived
    assert not sound().is_archived


BLOG = Blog("blog", "de", old_until=dt.date(2026, 3, 4))


def post(blog: Blog, day: str = "2026-03-04", **more: str) -> Manuscript:
    head = yaml.safe_dump({"title": "Größe", "date": day, **more}, allow_unicode=True)
    manuscript, problems = read_manuscript(f"---\n{head}---\nText.\n", "blog/posts/a.md", blog=blog)
    assert manuscript, problems
    return manuscript


def test_a_post_of_a_blog_has_old_addresses() -> None:
    moved = post(BLOG)
    assert (moved.url, moved.aliases) == ("posts/2026/03/04/a/", ["blog/2026/03/04/größe/"])
    kept = post(replace(BLOG, keeps_addresses=True))
    assert (kept.url, kept.aliases) == ("blog/2026/03/04/groesse/", ["blog/2026/03/04/größe/"])
    plain = post(replace(BLOG, keeps_addresses=True), slug="hello")
    assert (plain.url, plain.aliases, plain.slug) == ("blog/2026/03/04/hello/", [], "hello")
    assert post(BLOG, slug="Größe").slug == "groesse"


def test_posts_are_old_until_a_day() -> None:
    assert [post(BLOG, day).is_archived for day in ("2026-03-03", "2026-03-04", "2026-03-05")] == [True, True, False]
    assert not post(replace(BLOG, old_until=None)).is_archived
    assert post(BLOG).summary == "Text."


def test_what_is_imported_is_no_post() -> None:
    head = yaml.safe_dump({**FIELDS, "imported": {"from": "X", "date": "2026-03-04"}, "date": "2026-03-04"})
    text = f"---\n{head}---\n# Titel\n\nText.\n"
    manuscript, problems = read_manuscript(text, "blog/posts/a.md", blog=BLOG)
    assert (problems, manuscript and manuscript.body) == ([], "# Titel\n\nText.\n")


def test_numbers_in_the_path_of_a_post_mean_nothing() -> None:
    manuscript, problems = read_manuscript(
        "---\ntitle: A\ndate: 2026-03-04\n---\nText.\n", "blog/2020/01/01/a.md", blog=BLOG
    )
    assert manuscript, problems
    assert manuscript.day == dt.date(2026, 3, 4)
