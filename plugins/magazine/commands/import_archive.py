"""`magazine import`: brings the articles of another magazine over."""

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from mkdocs.config.defaults import MkDocsConfig

from magazine.cache.cache import Cache
from magazine.checks.report import Finding
from magazine.commands.check import check_project
from magazine.commands.import_questions import questions_at
from magazine.commands.project import WrongUse, open_project
from magazine.locales import Locale
from magazine.mkdocs_settings import cache_folder, configure
from magazine.plugin import MagazinePlugin
from magazine.rendering.text import MarkdownRenderer

if TYPE_CHECKING:
    from magazine.importing.run import Import, Target

KINDS = ("wordpress", "ghost", "jekyll", "hugo", "pelican", "eleventy", "material", "markdown")


@click.command("import")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--from", "kind", type=click.Choice(KINDS), help="What the source is; recognised unless given.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="The docs folder of the magazine.")
@click.option("--site", default="", metavar="ADDRESS", help="Where the source was published, if it does not say so.")
@click.option("--fetch", is_flag=True, help="Fetch pictures from the site that the export names.")
@click.option(
    "--sections",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which category comes to which section, in YAML.",
)
@click.option("--yes", is_flag=True, help="Ask nothing: take every proposal.")
@click.option("-f", "--config-file", type=click.Path(exists=True, dir_okay=False), help="Another mkdocs.yml.")
def import_archive(
    source: Path,
    kind: str | None,
    into: Path | None,
    site: str,
    fetch: bool,
    sections: Path | None,
    yes: bool,
    config_file: str | None,
) -> None:
    """Bring articles over from SOURCE: an export, or the folder of another site.

    Can be run again: what was edited since is left alone. A report says what came over, and what did not.
    """
    if into and not config_file and (into.parent / "mkdocs.yml").is_file():
        config_file = str(into.parent / "mkdocs.yml")
    config, plugin, locale = open_project(config_file)
    if into and into.resolve() != Path(config.docs_dir).resolve():
        raise WrongUse(locale("import.other-folder", folder=into, docs=os.path.relpath(config.docs_dir)))
    try:
        from magazine.importing.imported import SourceError  # noqa: PLC0415 - optional, with packages of its own
        from magazine.importing.whole_import import bring_over  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise WrongUse(locale("import.packages", package=error.name or "")) from None

    def check() -> Sequence[Finding]:
        return check_project(*open_project(config_file)).findings

    try:
        target, questions = _target(config, plugin, locale), questions_at(locale, yes=yes)
        found = bring_over(source, kind, target, sections, check, fetch=fetch, site=site, questions=questions)
    except SourceError as error:
        raise WrongUse(locale(error.key, **error.values)) from None
    _tell(found, Path(config.config_file_path).parent, locale)


def _target(config: MkDocsConfig, plugin: MagazinePlugin, locale: Locale) -> "Target":
    from magazine.importing.run import Target  # noqa: PLC0415

    configure(config, locale.language)
    return Target(
        docs=Path(config.docs_dir),
        posts=plugin.config.posts_dir,
        authors_file=plugin.config.authors_file,
        redirects_file=plugin.config.redirects_file,
        sections=plugin.config.sections,
        settings_file=Path(config.config_file_path),
        locale=locale,
        now=dt.datetime.now(plugin.config.timezone),
        renderer=MarkdownRenderer(config.markdown_extensions, config.mdx_configs),
        has_feeds=bool(config.site_url),
        cache=Cache(cache_folder(config), lambda step: locale(f"progress.{step}")),
    )


def _tell(found: "Import", folder: Path, locale: Locale) -> None:
    """Print what came over, and where the report is."""
    from magazine.importing.import_report import counts  # noqa: PLC0415

    for name, count in counts(found).items():
        click.echo(f"{locale(f'import.counts.{name}')}: {count}")
    for note in found.notes:
        click.echo(note, err=True)
    for outcome in found.outcomes:
        if outcome.state == "left-out":
            click.echo(
                locale("import.left-out", source=outcome.planned.article.source, reason=outcome.reasons[0]), err=True
            )
        elif outcome.state == "edited":
            click.echo(locale("import.left-alone", file=outcome.file), err=True)
    click.echo(locale("import.report-at", file=os.path.relpath(folder / "import-report.html")), err=True)
