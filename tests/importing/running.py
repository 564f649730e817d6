"""Runs imports in tests, as a newsroom would."""

import json
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner, Result
from magazine.commands.main import main

from tests.newsroom import Newsroom


def brought_over(newsroom: Newsroom, source: Path, *options: str) -> Result:
    """Run the import as the newsroom would; its settings stay as the import leaves them."""
    file = newsroom.root / "mkdocs.yml"
    if not file.is_file():
        newsroom.config_file()
    run = CliRunner().invoke(main, ["import", str(source), "-f", str(file), *options])
    assert run.exit_code == 0, (run.output, run.exception)
    settings = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
    newsroom.magazine["sections"] = settings["plugins"][0]["magazine"]["sections"]
    if "not_in_nav" in settings:
        newsroom.settings["not_in_nav"] = settings["not_in_nav"]
    return run


def front_matter(newsroom: Newsroom, file: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((newsroom.docs / file).read_text("utf-8").split("---\n")[1])
    return data


def report_of(newsroom: Newsroom) -> dict[str, Any]:
    """Return the report of the last import."""
    data: dict[str, Any] = json.loads((newsroom.root / "import-report.json").read_text("utf-8"))
    return data


def write_files(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files of another site."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
