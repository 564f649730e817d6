"""The code stays small: short modules, short functions, events that only hand over."""

import ast
from pathlib import Path

import pytest

from tests.newsroom import REPOSITORY

PACKAGE = REPOSITORY / "plugins/magazine"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_EVENT = 350, 40, 10  # lines


def lines_of(node: ast.AST) -> int:
    return (getattr(node, "end_lineno", 0) or 0) - getattr(node, "lineno", 0) + 1


def functions(file: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_are_short(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST_MODULE
    assert [each.name for each in functions(file) if lines_of(each) > LONGEST_FUNCTION] == []


def test_the_plugin_hands_over() -> None:
    file = PACKAGE / "plugin.py"
    assert len(file.read_text("utf-8").splitlines()) <= 150
    events = {each.name: lines_of(each) - 2 for each in functions(file) if each.name.lstrip("_").startswith("on_")}
    assert {name for name, lines in events.items() if lines > LONGEST_EVENT} == set()  # head and docstring do not count
