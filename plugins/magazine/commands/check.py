"""`magazine check`: prints everything that is wrong. It is a build that ends as soon as all of it is known."""

import difflib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from magazine.build import Inspected, Purpose
from magazine.checks.autofix import autofix
from magazine.checks.catalogue import AUTOFIX
from magazine.checks.lost_addresses import Loss, problem
from magazine.checks.report import FORMATS, Finding, in_words, own_command
from magazine.checks.suppressions import not_suppressed
from magazine.commands import published_addresses
from magazine.commands.git import History, renamed
from magazine.commands.picture_fixes import fixed_pictures
from magazine.commands.project import WrongUse, captured_log, open_project
from magazine.commands.silent_changes import published_before, unmarked_changes
from magazine.content.characters import without_forbidden
from magazine.content.front_matter import split_front_matter
from magazine.content.problem import Code, Place, Problem
from magazine.locales import Locale
from magazine.locales.languages import language_tag
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
    wanted = [_existing(path, locale) for path in paths]
    if fix:
        _fix(config, plugin, locale, wanted)
        config, plugin, locale = open_project(config_file)
    findings, notes, lost = check_project(config, plugin, locale, since, published)
    if fix and _fix_what_was_found(config, plugin, locale, lost, wanted):
        config, plugin, locale = open_project(config_file)
        findings, notes, lost = check_project(config, plugin, locale, since, published)
    if wanted:
        findings = [each for each in findings if _is_in(Path(config.config_file_path).parent / each.file, wanted)]
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
        fixable = 0 if fix else sum(finding.code in AUTOFIX for finding in findings)
        if fixable:
            click.echo(locale("check.fixable", count=fixable, command=own_command()), err=True)
    raise SystemExit(1 if errors or (strict and findings) else 0)


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
    if not hasattr(plugin, "build"):  # the docs folder could not be read
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
        also, reasons = _lost_on_site(published, Path(config.docs_dir), plugin, locale, lost)
        extra += [problem(Code.ADDRESS_LOST_PUBLISHED, loss, plugin.build.now) for loss in also]
        lost, notes = lost + also, notes + reasons
    extra = not_suppressed(extra, plugin.build.edition.manuscripts, plugin.config.rules_off)
    findings += in_words(extra, locale, root)
    # What changed comes first: GitHub shows ten errors and ten warnings of a step at their lines, and no more.
    order = sorted(findings, key=lambda each: (each.file not in changed, each.file, each.line or 0, each.column or 0))
    return CheckResult(order, notes, lost)


def _lost_on_site(
    file: Path, docs: Path, plugin: MagazinePlugin, locale: Locale, known: Iterable[Loss]
) -> tuple[list[Loss], list[str]]:
    """Return what the published site loses apart from what is `known`, or why nothing is known of that site."""
    try:
        listed = published_addresses.read_list(file)
    except published_addresses.NoList as error:
        return [], [locale(str(error), file=file)]
    for address in (address for loss in known for address in loss.addresses):
        listed.pop(address, None)
    files = {*(each.file for each in plugin.build.edition.manuscripts), *plugin.build.edition.unread}
    published = published_addresses.published_on_site(listed, files, lambda: renamed(docs))
    return published_addresses.lost(published, plugin), []


def _from_mkdocs(message: str) -> Problem:
    """Return a message of MkDocs as a problem of the page it names: no rule of ours checks standing pages."""
    found = _ABOUT_A_FILE.search(message)
    return Problem(Code.SITE_WARNING, Place(found[1] if found else "index.md"), {"value": " ".join(message.split())})


def _existing(path: str, locale: Locale) -> Path:
    if not Path(path).exists():
        raise WrongUse(locale("check.no-path", path=path))
    return Path(path).resolve()


def _is_in(file: Path, wanted: Iterable[Path]) -> bool:
    return any(file.resolve().is_relative_to(path) for path in wanted)


def _fix(config: MkDocsConfig, plugin: MagazinePlugin, locale: Locale, wanted: list[Path]) -> None:
    for path in sorted(Path(config.docs_dir, plugin.config.posts_dir).rglob("*.md")):
        if wanted and not _is_in(path, wanted):
            continue
        try:
            before = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # the check reports it
        _write(path, before, autofix(before, _language(before, locale)))
    authors = Path(config.docs_dir, plugin.config.authors_file)
    if authors.is_file() and (not wanted or _is_in(authors, wanted)):
        before = authors.read_bytes().decode("utf-8", errors="surrogateescape")
        _write(authors, before, without_forbidden(before))


def _language(text: str, locale: Locale) -> str:
    """Return the language that an article names, else the magazine's."""
    written = split_front_matter(text, "").values.data.get("language")
    return language_tag(str(written or "")) or locale.language


def _fix_what_was_found(
    config: MkDocsConfig, plugin: MagazinePlugin, locale: Locale, lost: Iterable[Loss], wanted: list[Path]
) -> bool:
    """Repair what only a check finds: lost addresses, pictures; return whether any file was changed."""
    build, docs = plugin.build, Path(config.docs_dir)
    problems = not_suppressed(build.problems, build.edition.judged, plugin.config.rules_off)
    lines = [*fixed_pictures(problems, docs, lambda path: not wanted or _is_in(path, wanted), locale)]
    for line in lines:
        click.echo(line, err=True)
    return _fix_addresses(config, plugin, lost, wanted) or bool(lines)


def _fix_addresses(config: MkDocsConfig, plugin: MagazinePlugin, lost: Iterable[Loss], wanted: list[Path]) -> bool:
    """Write lost addresses into the articles that had them; return whether any file was changed."""
    written = False
    for path, before, after in published_addresses.with_aliases_added(
        lost, plugin.build.edition.manuscripts, Path(config.docs_dir), plugin.build.now
    ):
        if not wanted or _is_in(path, wanted):
            written |= _write(path, before, after)
    return written


def _write(path: Path, before: str, after: str) -> bool:
    """Write a repaired file and show the difference; return whether anything changed."""
    if after != before:
        path.write_bytes(after.encode(errors="surrogateescape"))
        name = os.path.relpath(path)
        difference = difflib.unified_diff(before.split("\n"), after.split("\n"), name, name, lineterm="", n=0)
        click.echo("\n".join(difference), err=True)  # standard output is the report's
    return after != before
