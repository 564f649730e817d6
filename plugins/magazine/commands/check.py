"""`magazine check`: everything that is wrong, told at once. It is a build that ends when all of it is known."""

import difflib
import os
import re
from collections.abc import Iterable
from pathlib import Path

import click
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

from magazine.checks.mending import mended
from magazine.checks.report import FORMATS, Finding, in_words
from magazine.content.problem import Place, Problem
from magazine.locales import Locale
from magazine.plugin import Inspected, MagazinePlugin

from .git import History
from .newsroom import WrongUse, listening, open_newsroom
from .since import unmarked_changes

_ABOUT_A_FILE = re.compile(r"(?:Doc file|A reference to|The following pages)[^']*'([^']+)'")


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="For whom the report is.")
@click.option("--fix", is_flag=True, help="Mend what has one right answer, and show what was changed.")
@click.option("--since", metavar="REF", help="Also look at what changed since this Git revision.")
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("-f", "--config-file", type=click.Path(exists=True, dir_okay=False), help="Another mkdocs.yml.")
def check(
    paths: tuple[str, ...], form: str, fix: bool, since: str | None, strict: bool, config_file: str | None
) -> None:
    """Tell every problem of the articles: file, line, column, and what to write instead.

    PATHS are files or folders; without any, everything is checked.
    Exit status: 0 nothing that stops a build, 1 errors, 2 wrong use.
    """
    config, plugin, locale = open_newsroom(config_file)
    wanted = [_existing(path, locale) for path in paths]
    if fix:
        _mend(config, plugin, locale, wanted)
        config, plugin, locale = open_newsroom(config_file)
    findings, notes = inspect(config, plugin, locale, since)
    if wanted:
        findings = [each for each in findings if _is_in(Path(config.config_file_path).parent / each.file, wanted)]
    report = FORMATS[form](findings)
    if report:
        click.echo(report)
    errors = sum(finding.is_error for finding in findings)
    if form == "text":
        for note in notes:
            click.echo(note, err=True)
        click.echo(_summary(errors, len(findings) - errors, locale), err=True)
    raise SystemExit(1 if errors or (strict and findings) else 0)


def inspect(
    config: MkDocsConfig, plugin: MagazinePlugin, locale: Locale, since: str | None = None
) -> tuple[list[Finding], list[str]]:
    """Return everything that is wrong in a newsroom, and notes about the inspection itself."""
    told: list[str] = []
    config.plugins.on_startup(command="build", dirty=False)
    plugin.inspecting = True
    with listening(told):
        try:
            build(config)
        except Inspected as inspected:
            findings, notes = inspected.findings, inspected.notes
    root = os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)
    extra = [_from_mkdocs(message) for message in told]
    changed: set[str] = set()
    if since:
        history = History(Path(config.docs_dir), since, locale)
        changes = history.changes()
        changed = {f"{root}/{change.file}" for change in changes}
        extra += unmarked_changes(history, changes, plugin)
    findings += in_words(extra, locale, root)
    # What changed comes first: GitHub shows ten errors and ten warnings of a step at their lines, and no more.
    order = sorted(findings, key=lambda each: (each.file not in changed, each.file, each.line or 0, each.column or 0))
    return order, notes


def _from_mkdocs(message: str) -> Problem:
    """Return what MkDocs says about a standing page, which no rule of ours looks at."""
    found = _ABOUT_A_FILE.search(message)
    return Problem("site-warning", Place(found[1] if found else "index.md"), {"value": message})


def _existing(path: str, locale: Locale) -> Path:
    if not Path(path).exists():
        raise WrongUse(locale("check.no-path", path=path))
    return Path(path).resolve()


def _is_in(file: Path, wanted: Iterable[Path]) -> bool:
    return any(file.resolve().is_relative_to(path) for path in wanted)


def _mend(config: MkDocsConfig, plugin: MagazinePlugin, locale: Locale, wanted: list[Path]) -> None:
    for path in sorted(Path(config.docs_dir, plugin.config.posts_dir).rglob("*.md")):
        if wanted and not _is_in(path, wanted):
            continue
        try:
            before = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # told by the check
        after = mended(before, locale.language)
        if after != before:
            path.write_bytes(after.encode())
            name = os.path.relpath(path)
            click.echo(
                "\n".join(difflib.unified_diff(before.split("\n"), after.split("\n"), name, name, lineterm="", n=0))
            )


def _summary(errors: int, warnings: int, locale: Locale) -> str:
    if not errors and not warnings:
        return locale("check.nothing")
    told = locale("check.errors", count=errors), locale("check.warnings", count=warnings)
    return locale("check.found", errors=told[0], warnings=told[1])
