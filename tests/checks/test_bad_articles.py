"""Every mistake a contributor may make is reported once, at its line, in words – and never as a traceback."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from magazine.checks.spelling import Speller
from magazine.commands.main import main
from PIL import Image

from tests.newsroom import REPOSITORY, Newsroom

FOLDER = REPOSITORY / "tests/bad_articles"
EXPECTED: dict[str, Any] = yaml.safe_load((FOLDER / "expected.yml").read_text(encoding="utf-8"))
DAY = "2026/01/02"

Found = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """All bad articles in one newsroom, checked once: problems by the name of the file."""
    newsroom = Newsroom(tmp_path_factory.mktemp("bad"))
    for file in FOLDER.glob("*.md"):
        day = EXPECTED["day"].get(file.stem, DAY)
        newsroom.write(f"posts/{day}/{file.name}", file.read_bytes())
    (newsroom.docs / f"posts/{DAY}").mkdir(exist_ok=True)
    Image.new("RGB", (40, 30)).save(newsroom.docs / f"posts/{DAY}/good.jpg")
    Image.new("1", (4001, 10)).save(newsroom.docs / f"posts/{DAY}/large.png")
    newsroom.article(f"{DAY}/later.md", draft=True)
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    assert run.exit_code == 1, run.output
    problems: Found = {}
    for problem in json.loads(run.stdout):
        problems.setdefault(Path(problem["file"]).stem, []).append(problem)
    return problems


def test_every_bad_article_says_what_is_expected() -> None:
    assert {file.stem for file in FOLDER.glob("*.md")} == set(EXPECTED["found"])
    assert len(EXPECTED["found"]) >= 60


@pytest.mark.parametrize("name", sorted(EXPECTED["found"]))
def test_a_bad_article(name: str, found: Found) -> None:
    if name == "spelling" and not Speller("de", []).ready:
        pytest.skip("no dictionary on this machine")
    reported = [[each["code"], each["line"], each["column"]] for each in found.get(name, [])]
    assert reported == EXPECTED["found"][name]


def test_nothing_else_is_reported(found: Found) -> None:
    assert set(found) <= set(EXPECTED["found"])


def test_every_message_is_a_whole_sentence_with_a_hint(found: Found) -> None:
    for problem in (each for problems in found.values() for each in problems):
        assert problem["message"].strip(), problem
        assert problem["hint"].strip(), problem
        assert "{" not in problem["message"].replace("{…}", ""), problem
