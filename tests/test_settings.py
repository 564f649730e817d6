"""Settings that are wrong are told by build and check alike, with what is probably meant."""

from typing import Any

import pytest
from click.testing import CliRunner
from magazine.commands.main import main

from tests.newsroom import BLOG, Newsroom

WRONG: list[tuple[dict[str, Any], str, str]] = [
    (
        {"pagnation": 3},
        "Die Einstellung „pagnation“ gibt es nicht; ist „pagination“ gemeint?",
        "did you mean 'pagination'",
    ),
    ({"disclaimer": {"title": "H", "text": "T", "shrt": "S"}}, "ist „short“ gemeint?", "did you mean 'short'?"),
    ({"publisher": {"nme": "N"}}, "ist „name“ gemeint?", "did you mean 'name'?"),
    (
        {"xyz": 1},
        "Die Einstellung „xyz“ gibt es nicht; es gibt allowed_files,",
        "there is no setting 'xyz'; there are allowed_files,",
    ),
    ({"disclaimer": {"title": "H", "text": " "}}, "'text': Hier muss etwas stehen.", "'text': must not be empty"),
    ({"disclaimer": {"title": None, "text": "T"}}, "'title': Hier muss etwas stehen.", "'title': must not be empty"),
    ({"disclaimer": {}}, "oder „disclaimer: false“", "or 'disclaimer: false'"),
    ({"disclaimer": True}, "oder „disclaimer: false“", "or 'disclaimer: false'"),
    ({"disclaimer": "Ein Text"}, "oder „disclaimer: false“", "or 'disclaimer: false'"),
    ({"posts_dir": "../posts"}, "kein Ordner unterhalb von docs_dir", "no folder below docs_dir"),
    ({"posts_dir": ""}, "kein Ordner unterhalb von docs_dir", "no folder below docs_dir"),
    ({"authors_file": 3}, "„3“ ist kein Text", "'3' is no text"),
    ({"publisher": {"name": ["N"]}}, "ist kein Text", "is no text"),
    ({"allowed_files": "a.zip"}, "Hier steht eine Liste von Texten", "write a list of texts"),
    ({"share_cards": "rezent"}, "ist „recent“ gemeint?", "did you mean 'recent'?"),
    ({"share_cards": "xyz"}, "zur Wahl stehen", "choose from"),
    ({"reading": {"offline": "nein"}}, "„true“ oder „false“", "'true' or 'false'"),
    ({"reading": {"aloud": False}}, "gibt es nicht", "there is no setting"),
    ({"pagination": 0}, "„0“ ist keine ganze Zahl ab 1", "'0' is no whole number"),
    ({"pagination": "zwölf"}, "„zwölf“ ist keine ganze Zahl ab 1", "'zwölf' is no whole number"),
    ({"region": "Mars"}, "„Mars“ ist kein Land", "'Mars' is no country"),
    ({"timezone": "Mars"}, "„Mars“ ist keine Zeitzone", "'Mars' is not a time zone"),
    ({"sections": ["a"]}, "„kurzname: Titel“", "'slug: Title'"),
    ({"sections": {"Ä b": "Titel"}}, "zu schreiben ist „ae-b“", "write 'ae-b'"),
    ({"sections": {"a": 3}}, "„a: Titel“ oder „a: {title: …", "'a: Title' or 'a: {title: …"),
    (
        {"sections": {"a": {"title": "A", "descripton": "x"}}},
        "„a: Titel“ oder „a: {title: …",
        "'a: Title' or 'a: {title: …",
    ),
    ({"sections": {"a": {"title": "A", "description": ["x"]}}}, "„a: Titel“ oder", "'a: Title' or"),
    ({"sections": {"a": {"title": {"xx": "A"}}}}, "Beim Ressort „a“ ist „xx“ keine", "section 'a': 'xx' is no tag"),
    ({"sections": {"a": {"fr": "A"}}}, "Beim Ressort „a“ fehlt der Text", "section 'a' lacks the text"),
    ({"sections": {"a": {"de": "A", "en": 3}}}, "Beim Ressort „a“ steht je", "section 'a' wants one text"),
    ({"rules_off": ["spelling"]}, "„code: Grund“", "'code: reason'"),
    ({"rules_off": {"speling": "x"}}, "ist „spelling“ gemeint?", "did you mean 'spelling'?"),
    ({"rules_off": {"qqqqqqqq": "x"}}, "alle nennt „magazine rules“", "'magazine rules' lists all"),
    ({"rules_off": {"spelling": ""}}, "braucht einen Grund", "needs a reason"),
    ({"rules_off": {"yaml-syntax": "x"}}, "lässt sich nicht abschalten", "cannot be turned off"),
    ({"publisher": {"pages": "a.md"}}, "„schlüssel: seite.md#abschnitt“", "'key: page.md#anchor'"),
    ({"publisher": {"pages": {"about": 3}}}, "„about“ braucht eine Seite", "'about' needs a page"),
    ({"content_security_policy": True}, "„direktive: quellen“", "'directive: sources'"),
    ({"content_security_policy": {"require-trusted": "x"}}, "keine Direktive, die", "no directive that"),
    ({"content_security_policy": {"img-src": "a;b"}}, "mit Leerzeichen dazwischen", "with spaces between"),
]


@pytest.mark.parametrize(("setting", "german", "english"), WRONG)
def test_wrong_settings(
    newsroom: Newsroom, setting: dict[str, Any], german: str, english: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Build and check say the same, in the language that `theme` has in the settings, or in those they inherit."""
    newsroom.article()
    newsroom.magazine |= setting
    for language, words in (("de", german), ("en", english)):
        newsroom.settings["theme"] = {"language": language}
        caplog.clear()
        run = CliRunner().invoke(main, ["check", "-f", str(newsroom.config_file())])
        assert run.exit_code == 2
        assert words in run.output
        with pytest.raises(SystemExit):
            newsroom.build(strict=True)
        assert words in caplog.text
        assert next(iter(setting)) in caplog.text
    assert not newsroom.site.exists()


def test_the_language_of_settings_that_are_inherited(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.magazine["xyz"] = 1
    for language, words in (("de", "gibt es nicht"), ("en", "there is no setting")):
        newsroom.settings["theme"] = {"language": language}
        base = newsroom.config_file()
        own = base.with_name("own.yml")
        own.write_text(f"INHERIT: {base.name}\nsite_name: Eigen\n", encoding="utf-8")
        run = CliRunner().invoke(main, ["check", "-f", str(own)])
        assert run.exit_code == 2
        assert words in run.output


def test_a_magazine_without_a_name_and_plugins_listed_twice(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.article()
    newsroom.settings["site_name"] = " "
    newsroom.plugins = [{"magazine": newsroom.magazine}, {"/blog": BLOG}, {"magazine": newsroom.magazine}]
    run = CliRunner().invoke(main, ["check", "-f", str(newsroom.config_file())])
    assert run.exit_code == 2
    with pytest.raises(SystemExit):
        newsroom.build()
    for told in (run.output, caplog.text):
        assert "„site_name“ ist leer" in told
        assert "„magazine“ steht zweimal" in told
    assert not newsroom.site.exists()


def test_a_language_without_words_is_told(newsroom: Newsroom, capsys: pytest.CaptureFixture[str]) -> None:
    newsroom.article()
    newsroom.settings["theme"] = {"language": "fr"}
    run = CliRunner().invoke(main, ["check", "-f", str(newsroom.config_file())])
    newsroom.build()
    for told in (run.output, capsys.readouterr().err):
        assert "no words for the language 'fr'" in told


@pytest.mark.parametrize(
    ("language", "region", "tag", "dates"),
    [
        ("en", None, "en", ["January 4, 2026", "January 5, 2026"]),
        ("en", "GB", "en-GB", ["4 January 2026", "5 January 2026"]),
        ("de", None, "de", ["4. Januar 2026", "5. Januar 2026"]),
        ("de", "at", "de-AT", ["4. Jänner 2026", "5. Jänner 2026"]),
    ],
)
def test_dates_are_written_as_in_the_region(
    newsroom: Newsroom, language: str, region: str | None, tag: str, dates: list[str]
) -> None:
    newsroom.settings["theme"] = {"language": language}
    newsroom.magazine |= {"region": region, "share_cards": "none"}
    newsroom.settings["site_url"] = "https://example.org/"
    newsroom.article("2026/01/04/eins.md", language=language, corrections=[{"date": "2026-01-05", "text": "A."}])
    newsroom.build(strict=True)
    article = next(path.parent.relative_to(newsroom.site) for path in newsroom.site.glob("posts/*/*/*/*/index.html"))
    page = newsroom.page(f"{article}/")
    assert page.tree.get("lang") == tag
    assert page.texts(".byline time, .corrections time") == dates
    assert dates[0] in newsroom.page().text("main")
    assert page.one('meta[property="og:locale"]').get("content").startswith(tag.replace("-", "_"))
    assert not page.all("body [lang]"), "all is in the magazine's language"
