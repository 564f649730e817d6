"""What the plugin uses of MkDocs and ProperDocs beyond their documented surface: all in one module, and still there."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import magazine
import pytest

PACKAGE = Path(magazine.__file__).parent
MODULE = PACKAGE / "mkdocs_internals.py"
DOCUMENTED = {
    "mkdocs.config",
    "mkdocs.config.base",
    "mkdocs.config.defaults",
    "mkdocs.exceptions",
    "mkdocs.plugins",
    "mkdocs.structure.files",
    "mkdocs.structure.nav",
    "mkdocs.structure.pages",
    "mkdocs.structure.toc",
}
"""Modules that MkDocs' guide for plugins names (https://www.mkdocs.org/dev-guide/plugins/, and /dev-guide/api/)."""

OTHERS = ("mkdocs", "properdocs", "material", "mkdocs_blog")

# For each name: what it is called with (parameters of functions), or has (attributes of classes).
SURFACE = {
    "commands.build.build": "(config, *, serve_url=None, dirty=False)",
    "commands.build.get_context": "(nav, files, config, page=None, base_url='')",
    "utils.get_build_datetime": "()",
    "utils.get_relative_url": "(url, other)",
    "utils.is_markdown_file": "(path)",
    "utils.meta.get_data": "(doc)",
    "utils.yaml.get_yaml_loader": "(loader=<class 'yaml.loader.Loader'>, config=None)",
    "utils.yaml.yaml_load": "(source, loader=None)",
    "utils.CountHandler": "get_counts",
    "livereload.LiveReloadServer": "watch unwatch",
    "structure.files.File": "url abs_dest_path dest_uri copy_file is_documentation_page",
}
_LOOK = """
import importlib, inspect, json, sys
found = {}
for name in sys.argv[2:]:
    module, _, attribute = name.rpartition(".")
    value = getattr(importlib.import_module(f"{sys.argv[1]}.{module}"), attribute)
    plain = lambda each: each.replace(annotation=inspect.Parameter.empty)
    if isinstance(value, type):
        found[name] = dir(value)
    else:
        whole = inspect.signature(value)
        given = whole.replace(parameters=[*map(plain, whole.parameters.values())], return_annotation=whole.empty)
        found[name] = str(given)
page = importlib.import_module(f"{sys.argv[1]}.structure.pages").Page
server = importlib.import_module(f"{sys.argv[1]}.livereload").LiveReloadServer
found["page"] = "present_anchor_ids" in inspect.getsource(page)
found["server"] = all(f"self.{each}" in inspect.getsource(server) for each in ("observer", "build_delay", "builder"))
print(json.dumps(found))
"""


def imported(file: Path) -> set[str]:
    """Return the modules of other programs that a module imports from."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
    return {name for name in names if name.split(".")[0] in OTHERS}


def test_nobody_names_the_engine_that_logs() -> None:
    """Under ProperDocs the logger has another name: `engine_logger` knows it."""
    for file in PACKAGE.rglob("*.py"):
        assert 'getLogger("mkdocs")' not in file.read_text(encoding="utf-8"), file


def test_no_other_module_imports_what_is_not_documented() -> None:
    undocumented = {
        file.relative_to(PACKAGE).as_posix(): found
        for file in PACKAGE.rglob("*.py")
        if file != MODULE and (found := imported(file) - DOCUMENTED)
    }
    assert undocumented == {}
    assert imported(MODULE) - DOCUMENTED, "the test sees what it looks for"


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_what_is_used_is_there(engine: str) -> None:
    import json

    command = [sys.executable, "-c", _LOOK, engine, *SURFACE]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert found.pop("page"), "pages know the places that links can name"
    assert found.pop("server"), "the preview's server can be given another observer"
    for name, wanted in SURFACE.items():
        if wanted.startswith("("):
            assert found[name] == wanted, (engine, name)
        else:
            assert {*wanted.split()} <= {*found[name]}, (engine, name)


def test_every_function_of_the_module_says_what_it_is_for() -> None:
    from magazine import mkdocs_internals

    for name in mkdocs_internals.__all__:
        assert inspect.getdoc(getattr(mkdocs_internals, name)) is not None, name
