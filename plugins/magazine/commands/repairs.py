"""What `magazine check --fix` does: it repairs what has one solution, and shows the difference."""

import difflib
import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig

from magazine.checks.autofix import autofix
from magazine.checks.catalogue import AUTOFIX
from magazine.checks.docs_files import symbolic_links
from magazine.checks.lost_addresses import Loss
from magazine.checks.report import Finding
from magazine.checks.suppressions import not_suppressed
from magazine.commands import published_addresses
from magazine.commands.picture_fixes import fixed_pictures
from magazine.content.characters import without_forbidden
from magazine.content.front_matter import split_front_matter
from magazine.content.problem import Code
from magazine.locales import Locale
from magazine.locales.languages import language_tag
from magazine.plugin import MagazinePlugin

_OF_PICTURES = frozenset({Code.PICTURE_PLACE, Code.PICTURE_TOO_LARGE})
Wanted = Callable[[Path], bool]
"""Tells whether a file is among those that a command is about."""


def was_read(plugin: MagazinePlugin) -> bool:
    """Tell whether the check could read the project; with symbolic links in it there is no build (`safe_folders`)."""
    return hasattr(plugin, "build")


def fix_texts(config: MkDocsConfig, plugin: MagazinePlugin, locale: Locale, wanted: Wanted) -> None:
    """Repair what can be repaired in the texts of articles, and in the authors' file; nothing where there are links.

    A symbolic link may lead to any file of this machine: the check reports it, and reads nothing.
    """
    if any(symbolic_links(Path(config.docs_dir))):
        return
    for each in _texts(config, plugin, locale, wanted):
        _write(*each)


def fix_what_was_found(
    config: MkDocsConfig, plugin: MagazinePlugin, locale: Locale, lost: Iterable[Loss], wanted: Wanted
) -> bool:
    """Repair what only a check finds: pictures, lost addresses; return whether any file was changed."""
    if not was_read(plugin):
        return False
    problems = not_suppressed(plugin.build.problems, plugin.build.edition.judged, plugin.config.rules_off)
    lines = [*fixed_pictures(problems, Path(config.docs_dir), wanted, locale)]
    for line in lines:
        click.echo(line, err=True)
    written = [_write(*each) for each in _addresses(config, plugin, lost) if wanted(each[0])]
    return any([*lines, *written])


def fixable(
    findings: Iterable[Finding], config: MkDocsConfig, plugin: MagazinePlugin, locale: Locale, lost: Iterable[Loss]
) -> int:
    """Return how many findings `--fix` would mend."""
    if not was_read(plugin):
        return 0
    project = Path(config.config_file_path).parent
    found = [(each.code, (project / each.file).resolve()) for each in findings if each.code in AUTOFIX]
    files = {file for _, file in found}
    texts = _texts(config, plugin, locale, lambda path: path.resolve() in files)
    repaired = chain(texts, _addresses(config, plugin, lost))
    changed = {path.resolve() for path, before, after in repaired if before != after}
    return sum(code in _OF_PICTURES or file in changed for code, file in found)


def _texts(
    config: MkDocsConfig, plugin: MagazinePlugin, locale: Locale, wanted: Wanted
) -> Iterator[tuple[Path, str, str]]:
    """Yield each wanted article's file, and the authors', with what is in it and what it would be."""
    for path in filter(wanted, sorted(Path(config.docs_dir, plugin.config.posts_dir).rglob("*.md"))):
        try:
            before = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # the check reports it
        yield path, before, autofix(before, _language(before, locale))
    authors = Path(config.docs_dir, plugin.config.authors_file)
    if authors.is_file() and wanted(authors):
        before = authors.read_bytes().decode("utf-8", errors="surrogateescape")
        yield authors, before, without_forbidden(before)


def _language(text: str, locale: Locale) -> str:
    """Return the language that an article names, else the magazine's."""
    written = split_front_matter(text, "").values.data.get("language")
    return language_tag(str(written or "")) or locale.language


def _addresses(config: MkDocsConfig, plugin: MagazinePlugin, lost: Iterable[Loss]) -> Iterator[tuple[Path, str, str]]:
    """Yield the files of articles that lost addresses, with what is in them and what it would be."""
    return published_addresses.with_aliases_added(
        lost, plugin.build.edition.manuscripts, Path(config.docs_dir), plugin.build.now
    )


def _write(path: Path, before: str, after: str) -> bool:
    """Write a repaired file and show the difference; return whether anything changed."""
    if after != before:
        path.write_bytes(after.encode(errors="surrogateescape"))
        name = os.path.relpath(path)
        difference = difflib.unified_diff(before.split("\n"), after.split("\n"), name, name, lineterm="", n=0)
        click.echo("\n".join(difference), err=True)  # standard output is the report's
    return after != before
