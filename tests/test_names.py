"""Names are the field's standard terms: those that the project once had of its own do not come back."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsroom import REPOSITORY

# Identifiers of code that had to be explained, and of what they became see CHANGELOG.md.
CLASSES = frozenset(
    "Press Job Made ReadingRoom ComposingRoom ProofRoom Darkroom Remembered House Desk Hands Negative Print Prints "
    "Seen Look Sheet Printer PrintedFile Typesetter Typesetting Supplement Product Stationery _Office Office Face "
    "Space Audience Saves Story".split()
)
MODULES = frozenset("copy_desk press remembered production product supplements darkroom desk permits".split())
OTHERS = frozenset(
    "copy_desk reading_room composing_room proof_room darkroom packed_text unpacked made_from settle permits firm "
    "mended verdict let_go kept_between_previews photographs equip tones thin hands unseen hand_to_mkdocs "
    "set_one".split()
)
FOLDERS = ("plugins", "tools", "tests", ".github/scripts")


def python_files() -> list[Path]:
    return sorted(file for folder in FOLDERS for file in (REPOSITORY / folder).rglob("*.py") if file != Path(__file__))


def names_given_in(file: Path) -> Iterator[str]:
    """Yield the names of classes, functions, parameters, variables and attributes that a file defines."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


@pytest.mark.parametrize("file", python_files(), ids=lambda file: file.relative_to(REPOSITORY).as_posix())
def test_no_name_of_our_own_making_comes_back(file: Path) -> None:
    assert file.stem not in MODULES
    assert set(names_given_in(file)) & (CLASSES | OTHERS) == set()


def test_nor_in_templates_styles_scripts_and_documents() -> None:
    names = re.compile(rf"\b(?:{'|'.join(sorted(OTHERS - {'thin', 'firm', 'hands', 'mended'}))})\b")
    folders = ("overrides", "documentation", "plugins")
    files = [file for folder in folders for file in (REPOSITORY / folder).rglob("*") if file.suffix in _TEXTS]
    assert files
    found = {file.name: names.findall(file.read_text("utf-8")) for file in files if file.name != "CHANGELOG.md"}
    assert {name: words for name, words in found.items() if words} == {}


def test_every_class_and_every_module_has_a_name_of_its_own() -> None:
    files = [file for file in (REPOSITORY / "plugins").rglob("*.py") if file.name != "__init__.py"]
    statements = [each for file in files for each in ast.parse(file.read_text("utf-8")).body]
    types = [name for each in statements if (name := type_defined_by(each))]
    for names in (types, [file.stem for file in files]):
        assert sorted(name for name, count in Counter(names).items() if count > 1) == []


def type_defined_by(statement: ast.stmt) -> str | None:
    """Return the name of the class or of the alias of a type that a statement defines; not that of a `TypeVar`."""
    if isinstance(statement, ast.ClassDef):
        return statement.name
    target = statement.targets[0] if isinstance(statement, ast.Assign) else None
    is_alias = isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Subscript)
    return target.id if is_alias and isinstance(target, ast.Name) and target.id[0].isupper() else None


_TEXTS = {".html", ".css", ".js", ".md", ".yml"}
