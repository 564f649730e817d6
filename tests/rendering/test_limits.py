"""Every article has a limit of time and memory: over it, a problem that names it, and all others are built."""

import itertools
import json
from typing import Any

import pytest
from click.testing import CliRunner
from magazine.cache import worker_limits
from magazine.cache.worker_limits import OutOfTime, time_limit
from magazine.checks import proof
from magazine.checks.prose import Prose
from magazine.checks.spelling import Speller
from magazine.checks.text_rules import TEXT_RULES
from magazine.commands.main import main
from magazine.content.problem import Code, Problem
from magazine.rendering.text import MarkdownRenderer
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from tests.newsroom import Newsroom


class _Endless(Preprocessor):
    """Takes as long, or as much, as a text asks for."""

    def run(self, lines: list[str]) -> list[str]:
        while "endless" in lines:
            try:
                sum(range(1000))
            except Exception:  # as careless extensions do
                continue
        if "enormous" in lines:
            bytearray(1 << 33)
        return lines


class EndlessExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.preprocessors.register(_Endless(md), "endless", 10)


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - the name is Python-Markdown's
    return EndlessExtension(**options)


@pytest.mark.parametrize("text", ["endless", "enormous"])
def test_a_text_over_a_limit_is_a_problem_that_is_not_kept(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_limits, "SECONDS", 0.2)
    renderer = MarkdownRenderer([EndlessExtension()], {})
    rendered = renderer.render(text)
    assert [problem.code for problem in rendered.problems] == [Code.TEXT_SLOW]
    assert not rendered.lasting
    after = renderer.render("Ein anderer Text.")
    assert after.html == "<p>Ein anderer Text.</p>"
    assert after.lasting


def _forever() -> None:
    for _ in itertools.count():
        pass


def test_a_limit_ends_with_the_work() -> None:
    with time_limit(0.1):
        pass
    sum(range(20_000_000))
    with pytest.raises(OutOfTime), time_limit(0.1):
        _forever()


@pytest.mark.parametrize("count", [1, 70])
def test_all_other_articles_are_rendered(
    count: int, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(worker_limits, "SECONDS", 0.5)
    newsroom.settings["markdown_extensions"] = ["tests.rendering.test_limits"]
    newsroom.article("2026/03/04/slow.md", "Gut.\n\nendless\n")
    for number in range(count):
        newsroom.article(f"2026/03/05/a{number}.md", f"Text {number}.\n")
    with pytest.raises(SystemExit):
        newsroom.build()
    told = caplog.text
    assert told.count("text-slow") == 1
    assert "slow.md" in told


@pytest.mark.parametrize("count", [1, 70])
@pytest.mark.parametrize("work", ["endless", "enormous", "spelling"])
def test_proofreading_has_limits_too(
    work: str, count: int, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rule(prose: Prose) -> list[Problem]:
        if "endless" in prose.text:
            _forever()
        if "enormous" in prose.text:
            bytearray(1 << 33)
        return []

    monkeypatch.setattr(worker_limits, "SECONDS", 0.3)
    monkeypatch.setattr(proof, "TEXT_RULES", (rule, *TEXT_RULES))
    if work == "spelling":
        monkeypatch.setattr(Speller, "problems", lambda _, prose: _forever() if "spelling" in prose.text else [])
    # A text of its own: what other tests found in one, builds of this process remember.
    newsroom.article("2026/03/04/slow.md", f"Gelesen wird auch dies.\n\n{work}\n")
    for number in range(count):
        newsroom.article(f"2026/03/05/a{number}.md", f"Zwei  Leerzeichen {number}.\n", title=f"Titel {number}")
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    found = [(each["code"], each["file"].rpartition("/")[2]) for each in json.loads(run.stdout)]
    assert ("text-slow", "slow.md") in found
    assert sum(code == "spaces-double" for code, _ in found) == count
