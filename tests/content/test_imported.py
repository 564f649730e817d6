"""Articles that were imported are not held to the rules for new texts, until somebody edits them."""

import json
from typing import Any

import pytest
from click.testing import CliRunner
from magazine.commands.main import main

from tests.newsroom import Newsroom
from tests.photos import developed, photo

OLD = (
    "Ein Absatz mit „einem einzigen Zitat ohne Quelle darin“.\n\n#### Zu tief\n\nTODO, ein [hier](https://a.example) "
    "und http://b.example  mit zwei Leerzeichen. " + "Sehr lang. " * 150 + "\n\n![](alt.jpg)\n"
)


def check(newsroom: Newsroom) -> tuple[set[str], str]:
    """Return the codes of what is wrong, and what is said beside."""
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    return {each["code"] for each in json.loads(run.stdout)}, run.stderr


def write(newsroom: Newsroom, text: str = OLD, **fields: Any) -> None:
    newsroom.write("posts/2012/03/04/alt.jpg", developed(photo(800, 600)))
    given: dict[str, Any] = {
        "description": None,
        "title": "Lang " * 30,
        "imported": {"from": "wordpress", "date": "2020-01-01"},
    }
    newsroom.article("2012/03/04/alt.md", text, **(given | fields))


def test_rules_for_new_texts_do_not_hold(newsroom: Newsroom) -> None:
    del newsroom.magazine["rules_off"]
    write(newsroom)
    codes, said = check(newsroom)
    assert codes == set()
    assert "1 Bilder ohne Alternativtext, 1 ohne Nachweis" in said
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/alt/")
    assert page.all(".standfirst") == []
    write(
        newsroom,
        imported=None,
        description="Ein Vorspann, der lang genug ist, um ein Vorspann zu sein, und der alles sagt.",
    )
    assert check(newsroom)[0] >= {"alt-missing", "credit-missing", "title-long", "heading-skipped", "paragraph-long"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<script>alert(1)</script>\n\nText.\n", "html-tag"),
        ("[x](javascript:alert(1))\n", "html-link"),
        ("![x](https://a.example/x.jpg)\n", "picture-foreign"),
        ("[x](fehlt.md)\n", "link-leads-nowhere"),
        ("# Titel\n\nText\n", "heading-first-level"),
    ],
)
def test_rules_of_safety_hold_for_all(newsroom: Newsroom, text: str, code: str) -> None:
    write(newsroom, text)
    assert code in check(newsroom)[0]


def test_a_standfirst_made_of_the_first_paragraph_is_for_feeds_and_search_engines_only(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://neu.example/"
    note = {"from": "wordpress", "date": "2020-01-01", "summary": "Eine Zusammenfassung."}
    write(newsroom, "Der Text.\n", imported=note)
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/alt/")
    assert page.meta("description") == "Eine Zusammenfassung."
    assert "Eine Zusammenfassung." not in page.one("main").text_content()
    assert "Eine Zusammenfassung." in (newsroom.site / "feed.json").read_text("utf-8")
    assert "Eine Zusammenfassung." not in newsroom.page("").one("main").text_content()


def test_the_exemption_ends_with_an_edit_of_the_text(newsroom: Newsroom) -> None:
    from magazine.importing.article_file import digest

    write(newsroom, imported={"from": "wordpress", "date": "2020-01-01", "text": digest(OLD)}, title="Alt")
    assert check(newsroom)[0] == set()
    write(newsroom, f"{OLD}\nNeu.\n", imported={"from": "wordpress", "date": "2020-01-01", "text": digest(OLD)})
    assert check(newsroom)[0] >= {"key-missing", "alt-missing", "title-long", "heading-skipped"}


def test_what_appeared_after_the_import_is_not_old(newsroom: Newsroom) -> None:
    write(newsroom, imported={"from": "wordpress", "date": "2012-03-03"})
    assert check(newsroom)[0] >= {"key-missing", "alt-missing"}


def test_a_picture_over_an_old_text_may_have_no_credit(newsroom: Newsroom) -> None:
    write(newsroom, "Der Text.\n", image={"src": "alt.jpg"})
    assert check(newsroom)[0] == set()
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/alt/")
    assert page.one(".article__picture img").get("alt") == ""
    assert page.all(".article__picture .credit") == []
