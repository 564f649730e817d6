"""Settings that are wrong are told by build and check alike, with what is probably meant."""

from typing import Any

import pytest
from click.testing import CliRunner
from magazine.commands.main import main

from tests.newsroom import BLOG, Newsroom


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"pagnation": 3}, ["pagnation", "did you mean 'pagination'?"]),
        ({"disclaimer": {"title": "H", "text": "T", "shrt": "S"}}, ["shrt", "did you mean 'short'?"]),
        ({"publisher": {"nme": "N"}}, ["nme", "did you mean 'name'?"]),
        ({"xyz": 1}, ["xyz", "posts_dir"]),
        ({"disclaimer": {"title": "H", "text": " "}}, ["text", "must not be empty"]),
        ({"disclaimer": {"title": "", "text": "T"}}, ["title", "must not be empty"]),
        ({"posts_dir": "../posts"}, ["posts_dir", "below docs_dir"]),
        ({"posts_dir": ""}, ["posts_dir", "below docs_dir"]),
    ],
)
def test_wrong_settings(
    newsroom: Newsroom, setting: dict[str, Any], words: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.article()
    newsroom.magazine |= setting
    run = CliRunner().invoke(main, ["check", "-f", str(newsroom.config_file())])
    assert run.exit_code == 2
    with pytest.raises((SystemExit, Exception)):
        newsroom.build(strict=True)
    assert not newsroom.site.exists()
    for word in words:
        assert word in run.output
        assert word in caplog.text


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
