"""The documents of the repository: the README is short, links lead somewhere, what a command writes is up to date."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from tests.newsroom import REPOSITORY
from tools import theme

RULES = REPOSITORY / "documentation/regeln.md"  # shows what contributors write, links included
DOCUMENTS = sorted({*REPOSITORY.glob("*.md"), *(REPOSITORY / "documentation").rglob("*.md")} - {RULES})
CONTENT = REPOSITORY / "docs"  # another magazine has other content
_CODE = re.compile(r"^( *)```.*?^\1```|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(<?([^)\s>]+)>?\)")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def local_links(text: str) -> Iterator[tuple[str, str]]:
    """Yield path and anchor of each link that stays in the repository."""
    for target in _LINK.findall(_CODE.sub("", text)):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = unquote(target).partition("#")
            yield path, anchor


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a text."""
    fenced = re.compile(r"^( *)```.*?^\1```", re.DOTALL | re.MULTILINE)
    return {
        re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in _HEADING.findall(fenced.sub("", text))
    }


def broken(document: Path, text: str) -> list[str]:
    """Return the links of a document that lead nowhere."""
    found = []
    for path, anchor in local_links(text):
        target = (document.parent / path).resolve() if path else document
        if target.is_relative_to(CONTENT):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            found.append(f"{path}#{anchor}" if anchor else path)
    return found


def test_the_readme_is_short() -> None:
    lines = (REPOSITORY / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 100
    assert [line for line in lines if len(line) > 120] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: str(document.relative_to(REPOSITORY)))
def test_links_lead_somewhere(document: Path) -> None:
    assert broken(document, document.read_text(encoding="utf-8")) == []


def test_links_that_lead_nowhere_are_found(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# A heading: one, two\n", encoding="utf-8")
    text = "[a](there.md) [b](there.md#a-heading-one-two) [c](gone.md) [d](there.md#gone) `[e](code.md)` [f](https://a.example)"
    assert broken(tmp_path / "document.md", text) == ["gone.md", "there.md#gone"]


def test_the_page_of_the_theme_is_up_to_date() -> None:
    assert theme.PAGE.read_text(encoding="utf-8") == theme.current(), "python tools/theme.py"


def test_names_without_a_meaning_are_found() -> None:
    (known,) = [each for each in theme.templates(theme.OVERRIDES) if each.name == "base.html"]
    rest = [each for each in theme.templates(theme.OVERRIDES) if each.name != "base.html"]
    unknown = replace(known, source=known.source + "{{ nobody_knows }}")
    with pytest.raises(theme.ThemeError, match="nobody_knows"):
        theme.page([*rest, unknown], [])
    with pytest.raises(theme.ThemeError, match="writing"):
        theme.page([each for each in [*rest, known] if each.name != "write.html"], [])


def test_names_are_those_from_outside() -> None:
    source = """{% from "parts.html" import card %}{% set own = given %}{% macro mine(a) %}{{ a }}{% endmacro %}
    {% block main %}{{ own }}{{ card(1) }}{{ mine(2) }}
    {% for each in many | url %}{{ each }}{% endfor %}{% endblock %}"""
    template = theme.Template("page.html", source)
    assert (template.names, template.filters, template.parts) == ({"given", "many"}, {"url"}, ["parts.html"])


def test_hooks_are_tools_of_this_environment() -> None:
    """Nothing is fetched from elsewhere, and a hook whose tool or files are gone is found."""
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert {each["repo"] for each in hooks} == {"local"}
    tools = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    some = {path.relative_to(REPOSITORY).as_posix() for path in REPOSITORY.glob("[op]*/**/*.*")} | {"docs/posts/a.md"}
    for hook in (each for repository in hooks for each in repository["hooks"]):
        assert hook["language"] == "system", hook["id"]
        command = hook["entry"].removeprefix(".venv/bin/")
        assert command != hook["entry"]
        assert f"$(BIN)/{command.split()[0]} " in tools, f"make lint does not use {command}"
        assert "types_or" in hook or any(re.search(hook["files"], name) for name in some), hook["id"]
