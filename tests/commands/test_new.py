"""`magazine new`: from a headline to a valid article at the right place."""

import datetime as dt
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner, Result
from magazine.commands.main import main

from tests.newsroom import Newsroom

DAY = "2027/01/01"


def new(newsroom: Newsroom, *arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["new", "-f", str(newsroom.config_file()), *arguments], input=answers)


@pytest.fixture(autouse=True)
def _new_year() -> Iterator[None]:
    """In the newsroom's zone the new year is half an hour old; in UTC it is still the old one."""
    with time_machine.travel(dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)):
        yield


def test_a_new_article_is_valid_and_a_draft(newsroom: Newsroom) -> None:
    run = new(newsroom, "Größe & Maß: der Dom „wächst“", "--section", "kultur", "--author", "ada-beispiel")
    assert run.exit_code == 0, run.output
    path = newsroom.docs / f"posts/{DAY}/groesse-mass-der-dom-waechst.md"
    assert Path(run.stdout.strip()).resolve() == path.resolve()
    assert os.path.relpath(path) in run.stderr
    checked = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    assert [each["code"] for each in json.loads(checked.stdout)] == []
    newsroom.build(strict=True)
    assert not list(newsroom.site.rglob("groesse*"))
    newsroom.build(preview=True)
    page = newsroom.page(f"posts/{DAY}/groesse-mass-der-dom-waechst/")
    assert page.text("h1") == "Größe & Maß: der Dom „wächst“"
    path.write_text(path.read_text().replace("draft: true\n", ""))
    checked = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    assert {each["code"] for each in json.loads(checked.stdout)} == {"placeholder-left"}


def test_nothing_is_overwritten(newsroom: Newsroom) -> None:
    arguments = ("Ein Titel", "--section", "kultur", "--author", "ada-beispiel")
    path = Path(new(newsroom, *arguments).stdout.strip())
    path.write_text("Meins")
    run = new(newsroom, *arguments)
    assert run.exit_code == 2
    assert "gibt es schon" in run.output
    assert path.read_text() == "Meins"


@pytest.mark.parametrize(
    ("arguments", "reported"),
    [
        (("Ein Titel",), "Es fehlt: --section, --author"),
        (("Ein Titel", "--section", "wetter", "--author", "ada-beispiel"), "Möglich sind: kultur, leer, politik"),
        (("Ein Titel", "--section", "kultur", "--author", "wer"), "Möglich sind: ada-beispiel, bo-muster"),
        (("!!!", "--section", "kultur", "--author", "ada-beispiel"), "wird keine Adresse"),
    ],
)
def test_what_is_missing_or_wrong_is_reported(newsroom: Newsroom, arguments: tuple[str, ...], reported: str) -> None:
    run = new(newsroom, *arguments)
    assert run.exit_code == 2
    assert reported in run.output


def test_a_terminal_is_asked(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("magazine.commands.new._in_a_terminal", lambda: True)
    run = new(newsroom, answers="Ein Titel\nkultur\nbo-muster\n")
    assert run.exit_code == 0, run.output
    assert "bo-muster  (Bo Muster)" in run.output
    assert (newsroom.docs / f"posts/{DAY}/ein-titel.md").exists()


def test_hostile_headlines_stay_headlines(newsroom: Newsroom) -> None:
    for title in ["- Ja: 'nein' #5 \"x\" @", "{a: b} 2", "null", "1911", "[x] & *y*"]:
        run = new(newsroom, "--section", "kultur", "--author", "bo-muster", "--", title)
        assert run.exit_code == 0, run.output
    newsroom.build(preview=True)
    titles = newsroom.page("ressort/kultur/").texts(".card__headline, .card h2, .card h3")
    assert any("1911" in each for each in titles)
    assert any("- Ja: " in each for each in titles)


def test_a_translation_names_its_language_and_its_original(newsroom: Newsroom) -> None:
    original = newsroom.article()
    arguments = ("Die Brücke", "--section", "kultur", "--author", "ada-beispiel", "--translation-of", str(original))
    path = Path(new(newsroom, *arguments, "--language", "de-easy").stdout.strip())
    assert "language: de-easy\ntranslation_of: posts/2026/03/04/eins.md\n#" in path.read_text()
    checked = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    assert [each["code"] for each in json.loads(checked.stdout)] == []


@pytest.mark.parametrize("option", [("--language", "klingon"), ("--translation-of", "nirgends.md")])
def test_a_language_or_an_original_that_is_not_there(newsroom: Newsroom, option: tuple[str, str]) -> None:
    run = new(newsroom, "Ein Titel", "--section", "kultur", "--author", "ada-beispiel", *option)
    assert run.exit_code == 2
    assert option[1] in run.output
