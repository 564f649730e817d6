"""`magazine changes`: prints which articles a proposal changes, for those who wrote them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from magazine.build import Build
from magazine.checks.report import Finding
from magazine.commands.check import check_project
from magazine.commands.git import Change, History, Status
from magazine.commands.other_files import other_files
from magazine.commands.outside_links import print_dead_links
from magazine.commands.pictured import built_preview, pictured_pages
from magazine.commands.project import open_project
from magazine.commands.screenshots import NoPictures, take_screenshots
from magazine.commands.summary import ChangedArticle, as_markdown
from magazine.content.manuscript import read_manuscript
from magazine.locales import Locale


@click.command()
@click.option("--since", metavar="REF", required=True, help="The Git revision to compare with.")
@click.option("--pictures", type=click.Path(file_okay=False, path_type=Path), help="Folder for pictures of the pages.")
@click.option("--links", is_flag=True, help="Ask whether new links to other sites lead anywhere.")
@click.option("-f", "--config-file", type=click.Path(exists=True, dir_okay=False), help="Another mkdocs.yml.")
def changes(since: str, pictures: Path | None, links: bool, config_file: str | None) -> None:
    """Print which articles differ from REF, and what is left to do about them.

    The table goes to standard output, dead links and notes to standard error.
    Exit status: 0, whatever is found, or 2 for wrong use.
    """
    config, plugin, locale = open_project(config_file)
    history = History(Path(config.docs_dir), since, locale)
    docs = history.folder.relative_to(Path(config.config_file_path).parent).as_posix()
    changed = history.changes()
    findings = check_project(config, plugin, locale, since).findings
    readable = hasattr(plugin, "build")  # not where the docs folder has links
    entries = list(_changed_articles(changed, history, findings, docs, plugin.build)) if readable else []
    others = list(other_files(changed, history, plugin.build, docs)) if readable else []
    click.echo(as_markdown(entries, others, findings, locale))
    if links:
        print_dead_links(history, changed, docs, locale)
    if pictures and readable:
        pages = pictured_pages(plugin.build, history, changed)
        told = _take_screenshots(pages, config_file, pictures, locale) if pages else locale("pictures.no_pages")
        click.echo(told, err=True)


def _changed_articles(
    changed: Iterable[Change], history: History, findings: Iterable[Finding], docs: str, build: Build
) -> Iterator[ChangedArticle]:
    """Yield the articles among the files that changed; `docs` is the docs folder as contributors type it."""
    manuscripts = {manuscript.file: manuscript for manuscript in build.edition.manuscripts}
    articles = build.edition.by_file
    for change in filter(lambda change: build.is_article(change.file), changed):
        file, manuscript = f"{docs}/{change.file}", manuscripts.get(change.file)
        if change.status is Status.DELETED:
            manuscript, _ = read_manuscript(
                history.text_before(change), change.file, zone=build.settings.timezone, blog=build.blog
            )
        own = [finding.is_error for finding in findings if finding.file == file]
        article = articles.get(change.file)
        yield ChangedArticle(change.status, file, sum(own), len(own) - sum(own), manuscript, article)


def _take_screenshots(pages: dict[str, str], config_file: str | None, folder: Path, locale: Locale) -> str:
    """Take pictures of a preview; return how many there are, or why there are none."""
    try:
        with built_preview(config_file, locale) as site:
            return take_screenshots(pages, site, folder, locale)
    except NoPictures as error:
        return str(error)
