"""Tags and headings: what has one address is told, one spelling stands on all pages, and no id is given twice."""

import json
import re
import unicodedata

import pytest
from click.testing import CliRunner
from magazine.commands.main import main
from magazine.content.slugs import FRAME_IDS

from tests.newsroom import REPOSITORY, Newsroom


def told(newsroom: Newsroom) -> list[tuple[str, str]]:
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.output
    return [(each["code"], each["file"].rpartition("/")[2]) for each in json.loads(run.stdout)]


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C++", "C#"), ("Hafen", "hafen"), ("Rad Weg", "Rad-Weg")])
def test_tags_with_one_address_are_told_and_spelled_alike(newsroom: Newsroom, one: str, other: str) -> None:
    newsroom.article("2026/03/04/eins.md", title="Eins", tags=[one])
    newsroom.article("2026/03/05/zwei.md", title="Zwei", tags=[other])
    assert told(newsroom) == [("tag-spelling", "zwei.md")]
    newsroom.build(strict=True)
    pages = ("posts/2026/03/04/eins/", "posts/2026/03/05/zwei/")
    shown = other if one.startswith("C") else one  # another word keeps its signs where the article is read
    assert [newsroom.page(page).texts(".tags a") for page in pages] == [[one], [shown]]


def test_letters_in_two_forms_are_one_tag(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/04/eins.md", tags=[unicodedata.normalize("NFC", "Köln")])
    newsroom.article("2026/03/05/zwei.md", tags=[unicodedata.normalize("NFD", "Köln")])
    newsroom.article(f"2026/03/06/{unicodedata.normalize('NFD', 'köln')}.md")
    assert told(newsroom) == []
    newsroom.build(strict=True)
    assert newsroom.has("thema/koeln/")
    assert newsroom.has("posts/2026/03/06/koeln/")


@pytest.mark.parametrize("tag", ["++", "#", "?!", "🎉"])
def test_tags_of_signs_only_are_told(newsroom: Newsroom, tag: str) -> None:
    newsroom.article(tags=["Elbe", tag])
    assert told(newsroom) == [("tag-without-address", "eins.md")]


def test_a_heading_has_no_id_of_the_pages_frame(newsroom: Newsroom) -> None:
    newsroom.article(
        text="Text.\n\n" + "".join(f"## {name.replace('-', ' ')}\n\nText.\n\n" for name in sorted(FRAME_IDS))
    )
    newsroom.build(strict=True)
    ids = [each.get("id") for each in newsroom.page("posts/2026/03/04/eins/").all("[id]")]
    assert len(ids) == len({*ids})
    assert "abschnitt-top" in ids


def test_all_ids_of_templates_are_known() -> None:
    paths = [path for path in (REPOSITORY / "overrides").rglob("*.html") if path.name != "write.html"]
    found = {name for path in paths for name in re.findall(r'\bid="([a-z][a-z0-9-]*)"', path.read_text("utf-8"))}
    assert found - {name for name in found if name.startswith("write-")} <= FRAME_IDS
