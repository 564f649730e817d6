"""Characters that no text can have: told with their places, removed by `--fix`, and never in a feed."""

import json
import re
import unicodedata
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from lxml import etree
from magazine.commands.main import main
from magazine.content.characters import forbidden_characters, well_formed, without_forbidden

from tests.newsroom import Newsroom

RAW = [chr(number) for number in (0, 1, 8, 0xB, 0xC, 0xE, 0x1F, 0x7F, 0x84, 0x9F, 0xFFFE, 0xFFFF)]
REFERENCES = ["&#11;", "&#1;", "&#x0b;", "&#X1F;", "&#65535;", "&#xFFFE;"]
XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def checked(newsroom: Newsroom, *options: str) -> list[dict[str, Any]]:
    run = CliRunner().invoke(main, ["check", "--format", "json", *options, "-f", str(newsroom.config_file())])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.output
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("written", [*RAW, *REFERENCES])
def test_each_has_its_line_and_column_and_is_removed(written: str) -> None:
    text = f"Eins.\nZwei{written}drei.\n"
    assert [(each.place.line, each.place.column) for each in forbidden_characters(text, "a.md")] == [(2, 5)]
    assert without_forbidden(text).replace("Zwei drei", "Zweidrei") == "Eins.\nZweidrei.\n"


@pytest.mark.parametrize("text", ["a\tb\nc\r\nd", "\x85", "😀 ü \ufffd", "&#150; &#228; &#x2013;", "`&#11;`", "&#;"])
def test_what_is_no_such_character_stays(text: str) -> None:
    assert [*forbidden_characters(text, "a.md")] == []
    assert without_forbidden(text) == text


def test_letters_are_read_in_one_form() -> None:
    assert well_formed(unicodedata.normalize("NFD", "Köln")) == "Köln"


@pytest.mark.parametrize("written", ["\x01", "\x0b", "&#11;", "\uffff"])
def test_check_tells_and_fix_removes_them(newsroom: Newsroom, written: str) -> None:
    path = newsroom.article(text=f"Ein Sa{written}tz über den Hafen.\n")
    text = path.read_text("utf-8").replace("Eine Überschrift", f"Eine Über{written}schrift")
    path.write_bytes(text.encode())
    found = [(each["code"], each["line"], each["column"]) for each in checked(newsroom) if each["code"] != "spelling"]
    assert found == [("character-forbidden", 2, 17), ("character-forbidden", 7, 7)]
    with pytest.raises(SystemExit):
        newsroom.build(strict=True)
    assert not [each for each in checked(newsroom, "--fix") if each["code"] == "character-forbidden"]


def test_escapes_in_front_matter_and_authors_are_told(newsroom: Newsroom) -> None:
    newsroom.write("authors.yml", 'authors:\n  ada-beispiel: {name: "Ada\\v Beispiel"}\n')
    newsroom.write(
        "posts/2026/03/04/eins.md",
        '---\ntitle: "A\\u000bB"\ndescription: D\nauthors: [ada-beispiel]\ncategories: [kultur]\n---\nText.\n',
    )
    found = [(each["file"], each["line"]) for each in checked(newsroom) if each["code"] == "character-forbidden"]
    assert found == [("docs/authors.yml", 2), ("docs/posts/2026/03/04/eins.md", 2)]


def test_no_feed_is_ill_formed_in_any_field(newsroom: Newsroom) -> None:
    newsroom.settings |= {
        "site_url": "https://blatt.example/",
        "site_name": "Das\x0b Blatt",
        "site_description": "\x01",
    }
    newsroom.magazine["disclaimer"]["text"] += "\uffff"
    newsroom.magazine["sections"]["kultur"] = "Kul\x1ftur"
    newsroom.article()
    newsroom.build()
    for path in [*newsroom.site.rglob("*.xml"), *newsroom.site.rglob("feed.json")]:
        text = path.read_text("utf-8")
        assert not XML.search(text), path
        if path.suffix == ".xml":
            etree.fromstring(text.encode())
        else:
            assert not XML.search(repr(json.loads(text)).replace("\\x", "")), path


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("title: Streit um Gleis #3", 24),
        ("title: #MeToo und die Folgen", 8),
        ("dateline: Gleis #3 # Kommentar", 17),
        ("image: {src: a.svg, alt: Gleis #3\n  , credit: C}", 32),
        ("dateline: Gleis # Kommentar", None),
        ("# title: #3", None),
        ('dateline: "Gleis #3"', None),
        ("dateline: Gleis#3", None),
        ("title: Hafen # allow title-long: Zitat", None),
    ],
)
def test_a_value_that_a_comment_cuts_off_is_told(newsroom: Newsroom, line: str, column: int | None) -> None:
    head = {"description": "D", "authors": ["ada-beispiel"], "categories": ["kultur"]}
    head |= {} if line.startswith("title") else {"title": "T"}
    newsroom.write("posts/2026/03/04/eins.md", f"---\n{line}\n{yaml.safe_dump(head)}---\nText.\n")
    found = [(each["line"], each["column"]) for each in checked(newsroom) if each["code"] == "yaml-comment"]
    assert found == ([(2, column)] if column else [])


@pytest.mark.parametrize("character", ["\u202e", "\u202a", "\u2066", "\u200b", "\u2060", "\ufeff"])
@pytest.mark.parametrize(("key", "line"), [("title", 2), ("description", 3), ("tags", 6), (None, 8)])
def test_characters_that_nobody_sees_are_told(newsroom: Newsroom, character: str, key: str | None, line: int) -> None:
    value: dict[str, Any] = {key: ["A@@b"] if key == "tags" else "Ein@@Wort"} if key else {}
    path = newsroom.article(text="\nEin Satz.\n" if key else "\nEin@@Wort.\n", **value)
    path.write_text(path.read_text(encoding="utf-8").replace("@@", character), encoding="utf-8")
    assert [each["line"] for each in checked(newsroom) if each["code"] == "character-hidden"] == [line]


@pytest.mark.parametrize("text", ["Das 👩‍👩‍👧 am Hafen.", "می‌خواهم", "Donau\u00addampf", "א\u200fב"])
def test_characters_that_scripts_need_are_not(newsroom: Newsroom, text: str) -> None:
    newsroom.article(text=f"{text}\n")
    assert not [each for each in checked(newsroom) if each["code"] == "character-hidden"]
