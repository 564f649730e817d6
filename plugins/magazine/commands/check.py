"""`magazine check`: prints everything that is wrong. It is a build that ends as soon as all of it is known."""

import os
import re
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from magazine.build import Inspected, Purpose
from magazine.checks.lost_addresses import Loss, problem
from magazine.checks.report import FORMATS, Finding, in_words, own_command
from magazine.checks.suppressions import not_suppressed
from magazine.commands import published_addresses
from magazine.commands.git import History, renamed
from magazine.commands.project import WrongUse, captured_log, open_project
from magazine.commands.repairs import Wanted, fix_texts, fix_what_was_found, fixable, was_read
from magazine.commands.silent_changes import published_before, unmarked_changes
from magazine.content.problem import Code, Place, Problem
from magazine.locales import Locale
from magazine.mkdocs_internals import build
from magazine.plugin import MagazinePlugin

_ABOUT_A_FILE = re.compile(r"(?:Doc file|A reference to|The following pages)[^']*'([^']+)'")


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="For whom the report is.")
@click.option("--fix", is_flag=True, help="Repair what has one solution, and show what was changed.")
@click.option("--since", metavar="REF", help="Also look at what changed since this Git revision.")
@click.option(
    "--published",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Also look for what this list of published addresses has: the addresses.json of the site.",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("-f", "--config-file", type=click.Path(exists=True, dir_okay=False), help="Another mkdocs.yml.")
def check(
    paths: tuple[str, ...],
    form: str,
    fix: bool,
    since: str | None,
    published: Path | None,
    strict: bool,
    config_file: str | None,
) -> None:
    """Print every problem of the articles: file, line, column, and what to write instead.

    PATHS are files or folders; without any, everything is checked.
    Exit status: 0 nothing that stops a build, 1 errors, 2 wrong use.
    """
    config, plugin, locale = open_project(config_file)
    wanted = _among([_existing(path, locale) for path in paths])
    if fix:
        fix_texts(config, plugin, locale, wanted)
        config, plugin, locale = open_project(config_file)
    findings, notes, lost = check_project(config, plugin, locale, since, published)
    if fix and fix_what_was_found(config, plugin, locale, lost, wanted):
        config, plugin, locale = open_project(config_file)
        findings, notes, lost = check_project(config, plugin, locale, since, published)
    findings = [each for each in findings if wanted(Path(config.config_file_path).parent / each.file)]
    report = FORMATS[form](findings)
    if report:
        click.echo(report)
    for note in notes:
        click.echo(note, err=True)
    errors = sum(finding.is_error for finding in findings)
    if form == "text":
        counts = {"errors": errors, "warnings": len(findings) - errors}
        words = {name: locale(f"check.{name}", count=count) for name, count in counts.items()}
        click.echo(locale("check.found", **words) if findings else locale("check.nothing"), err=True)
        if not fix and (count := fixable(findings, config, plugin, locale, lost)):
            given = {"--since": since, "--published": published, "-f": config_file}
            click.echo(locale("check.fixable", count=count, command=_fix_command(given, paths)), err=True)
    raise SystemExit(1 if errors or (strict and findings) else 0)


def _fix_command(given: Mapping[str, object], paths: Iterable[str]) -> str:
    """Return the command that repairs what one with these options has found."""
    options = [str(word) for name, value in given.items() if value for word in (name, value)]
    return f"{own_command()} {shlex.join(['check', '--fix', *options, *paths])}"


class CheckResult(NamedTuple):
    """All findings in a project, notes about the check itself, and the addresses that are lost."""

    findings: list[Finding]
    notes: list[str]
    lost: list[Loss]


def check_project(
    config: MkDocsConfig,
    plugin: MagazinePlugin,
    locale: Locale,
    since: str | None = None,
    published: Path | None = None,
) -> CheckResult:
    """Check a project, its changes `since` a revision, and a list of `published` addresses."""
    config.plugins.on_startup(command="build", dirty=False)
    plugin.purpose = Purpose.CHECK
    vars(plugin).pop("build", None)  # MkDocs keeps the plugin, and its build of another project in this process
    with captured_log() as messages:
        try:
            build(config)
        except Inspected as inspected:
            findings, notes = inspected.findings, inspected.notes
        except Abort:  # settings with which nothing can be built
            raise WrongUse("\n".join(messages)) from None
    if not was_read(plugin):
        return CheckResult(findings, notes, [])
    root = os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)
    extra = [_from_mkdocs(message) for message in messages]
    lost: list[Loss] = []
    changed: set[str] = set()
    if since:
        history = History(Path(config.docs_dir), since, locale)
        changes = history.changes()
        changed = {f"{root}/{change.file}" for change in changes}
        extra += unmarked_changes(history, changes, plugin)
        lost += published_addresses.lost(published_before(history, changes, plugin), plugin)
        extra += [problem(Code.ADDRESS_LOST, loss, plugin.build.now) for loss in lost]
    if published:
        also, found, reasons = _lost_on_site(published, Path(config.docs_dir), plugin, locale, lost)
        extra, lost, notes = extra + found, lost + also, notes + reasons
    extra = not_suppressed(extra, plugin.build.edition.manuscripts, plugin.config.rules_off)
    findings += in_words(extra, locale, root)
    # What changed comes first: GitHub shows ten errors and ten warnings of a step at their lines, and no more.
    order = sorted(findings, key=lambda each: (each.file not in changed, each.file, each.line or 0, each.column or 0))
    return CheckResult(order, notes, lost)


def _lost_on_site(
    file: Path, docs: Path, plugin: MagazinePlugin, locale: Locale, known: Iterable[Loss]
) -> tuple[list[Loss], list[Problem], list[str]]:
    """Return what articles of the published site lose apart from what is `known`, and all problems of lost addresses.

    Return at last why nothing is known of that site, if that is so.
    """
    try:
        articles, pages = published_addresses.read_list(file)
    except published_addresses.NoList as error:
        return [], [], [locale(str(error), file=file)]
    for address in (address for loss in known for address in loss.addresses):
        articles.pop(address, None)
    files = {*(each.file for each in plugin.build.edition.manuscripts), *plugin.build.edition.unread}
    published = published_addresses.published_on_site(articles, files, lambda: renamed(docs))
    lost = published_addresses.lost(published, plugin)
    problems = [problem(Code.ADDRESS_LOST_PUBLISHED, loss, plugin.build.now) for loss in lost]
    return lost, [*problems, *published_addresses.lost_pages(pages, plugin)], []


def _from_mkdocs(message: str) -> Problem:
    """Return a message of MkDocs as a problem of the page it names: no rule of ours checks standing pages."""
    found = _ABOUT_A_FILE.search(message)
    return Problem(Code.SITE_WARNING, Place(found[1] if found else "index.md"), {"value": " ".join(message.split())})


def _among(folders: list[Path]) -> Wanted:
    """Return what tells whether a file is in one of these files and folders; all are where there is none."""
    return lambda file: not folders or any(file.resolve().is_relative_to(folder) for folder in folders)


def _existing(path: str, locale: Locale) -> Path:
    if not Path(path).exists():
        raise WrongUse(locale("check.no-path", path=path))
    return Path(path).resolve()
