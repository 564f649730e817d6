"""One error hides no other: whatever can be read of an article is judged, whatever else is wrong."""

import json
from typing import Any

import pytest
from click.testing import CliRunner
from magazine.commands.main import main

from tests.newsroom import STANDFIRST, Newsroom

BODY = "# Zu hoch\n\nEin Satz  mit zwei Leerzeichen und [hier](https://example.org/).\n\n<script>1</script>\n\n![](nix.jpg)\n"
IN_BODY = {"heading-first-level", "spaces-double", "link-words", "html-tag", "alt-missing", "picture-missing"}
HEAD: dict[str, str] = {
    "title": "title: Ein Satz über den Hafen",
    "description": f'description: "{STANDFIRST}"',
    "authors": "authors: [ada-beispiel]",
    "categories": "categories: [kultur]",
}


def checked(newsroom: Newsroom) -> list[dict[str, Any]]:
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.output
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


def written(newsroom: Newsroom, *more: str, **other: str) -> None:
    lines = [line for line in (HEAD | other).values() if line]
    newsroom.write("posts/2026/03/04/eins.md", "\n".join(["---", *lines, *more, "---", BODY]))


def codes(found: list[dict[str, Any]]) -> set[str]:
    return {each["code"] for each in found}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": ""}, "key-missing"),
        ({"title": "title:"}, "value-empty"),
        ({"title": "titel: Hafen"}, "key-unknown"),
        ({"description": "description: [a]"}, "value-not-text"),
        ({"authors": "authors: ada-beispiel"}, "value-not-a-list"),
        ({"categories": "categories: kultur"}, "value-not-a-list"),
        ({"date": "date: gestern"}, "date-not-understood"),
        ({"date": "date: 2026-03-05"}, "date-disagrees"),
        ({"kind": "kind: opinon"}, "value-not-in-list"),
        ({"draft": "draft: vielleicht"}, "value-not-yes-or-no"),
        ({"image": "image: {src: a.jpg}"}, "key-missing"),
        ({"slug": "slug: Größe"}, "slug-not-plain"),
        ({"colon": "dateline: Elbe: Hafen"}, "yaml-colon"),
        ({"twice": "title: Noch einer"}, "yaml-duplicate-key"),
    ],
)
def test_an_error_in_the_front_matter_hides_none_of_the_text(
    newsroom: Newsroom, wrong: dict[str, str], code: str
) -> None:
    written(newsroom, **wrong)
    found = checked(newsroom)
    assert {code, *IN_BODY} - codes(found) <= ({"alt-missing"} if "image" in wrong else set())
    first = 2 + len([line for line in (HEAD | wrong).values() if line]) + 1
    assert [each["line"] for each in found if each["code"] == "spaces-double"] == [first + 2]
    assert "standfirst-short" not in codes(found)


def test_an_error_in_the_front_matter_hides_no_other_in_it(newsroom: Newsroom) -> None:
    written(newsroom, "links: [nirgends.md]", "image: {src: nix.svg, alt: A, credit: C}", title="title:")
    written_codes = codes(checked(newsroom))
    assert {"value-empty", "link-leads-nowhere", "picture-missing"} <= written_codes
    written(newsroom, title="title:", authors="authors: [wer]", categories="categories: [wo]")
    assert {"value-empty", "author-unknown", "section-unknown", *IN_BODY} <= codes(checked(newsroom))


def test_pictures_of_an_article_with_errors_are_not_called_unused(newsroom: Newsroom) -> None:
    written(newsroom, "image: {src: eins/b.svg, credit: C}")
    for folder in ("eins", "zwei"):
        newsroom.write(
            f"posts/2026/03/04/{folder}/b.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
        )
    unused = [each["file"] for each in checked(newsroom) if each["code"] == "picture-unused"]
    assert unused == ["docs/posts/2026/03/04/zwei/b.svg"]


def test_what_cannot_be_read_is_not_judged(newsroom: Newsroom) -> None:
    newsroom.magazine["rules_off"] = {}
    written(newsroom, "sources: https://example.org/", title="title:")
    assert not {"sources-few", "quotation-without-source", "title-long"} & codes(checked(newsroom))


@pytest.mark.parametrize(
    "authors",
    [
        "authors:\n  ada-beispiel: {name: Ada, biografie: B}\n",
        "authors:\n  ada-beispiel: {name: }\n",
        "authors:\n  ada-beispiel: {name: Ada, avatar: nix.svg}\n",
        "authors:\n\tada-beispiel: {name: Ada}\n",
        "autoren: {}\n",
    ],
)
def test_an_error_in_the_file_of_authors_hides_none_of_their_articles(newsroom: Newsroom, authors: str) -> None:
    newsroom.write("authors.yml", authors)
    written(newsroom)
    found = codes(checked(newsroom))
    assert found >= IN_BODY
    assert "author-unknown" not in found


def test_an_error_of_one_author_hides_no_unknown_one(newsroom: Newsroom) -> None:
    newsroom.write("authors.yml", "authors:\n  ada-beispiel: {name: Ada, biografie: B}\n")
    written(newsroom, authors="authors: [ada-beispiel, wer]")
    assert {"key-unknown", "author-unknown", *IN_BODY} <= codes(checked(newsroom))


def test_an_article_with_errors_has_the_anchors_that_others_link_to(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/04/eins.md", "Text.\n\n## Am Hafen\n\nText.\n", categories=["wo"])
    newsroom.article("2026/03/05/zwei.md", "Siehe [die Stelle am Hafen](../04/eins.md#am-hafen).\n")
    assert codes(checked(newsroom)) == {"section-unknown"}


@pytest.mark.parametrize("line", ["image: {src: a.jpg, alt: A", "authors [ada]", "\ttags: [a]", 'title: "Der Hafen'])
def test_where_yaml_is_broken_nothing_is_said_of_values_behind_it(newsroom: Newsroom, line: str) -> None:
    sources = ["sources:", "- {title: A, url: 'https://a.example/'}", "- {title: B, url: 'https://b.example/'}"]
    written(newsroom, line, *sources)
    found = checked(newsroom)
    assert any(each["code"].startswith("yaml-") for each in found), found
    assert "sources-few" not in codes(found)
