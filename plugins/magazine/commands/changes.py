"""`magazine changes`: prints which articles a proposal changes, for those who wrote them."""

from collections.abc import Iterable
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig

from magazine.checks.report import Finding
from magazine.commands.check import check_project
from magazine.commands.git import Change, History, Status
from magazine.commands.outside_links import tell_dead_links
from magazine.commands.project import open_project
from magazine.commands.screenshots import NoPictures, take_screenshots
from magazine.commands.summary import ChangedArticle, as_markdown
from magazine.content.manuscript import read_manuscript
from magazine.content.quotation_marks import typographic
from magazine.locales import Locale
from magazine.plugin import MagazinePlugin


@click.command()
@click.option("--since", metavar="REF", required=True, help="The Git revision to compare with.")
@click.option("--pictures", type=click.Path(file_okay=False, path_type=Path), help="Folder for pictures of the pages.")
@click.option("--links", is_flag=True, help="Ask whether new links to other sites lead anywhere.")
@click.option("-f", "--config-file", type=click.Path(exists=True, dir_okay=False), help="Another mkdocs.yml.")
def changes(since: str, pictures: Path | None, links: bool, config_file: str | None) -> None:
    """Tell which articles differ from REF, and what is left to do about them.

    The table goes to standard output, dead links and notes to standard error.
    Exit status: 0, whatever is found, or 2 for wrong use.
    """
    config, plugin, locale = open_project(config_file)
    site = Path(config.site_dir)
    root = Path(config.config_file_path).parent
    history = History(Path(config.docs_dir), since, locale)
    changed = history.changes()
    findings = check_project(config, plugin, locale, since).findings
    entries = list(_changed_articles(changed, history, findings, config, plugin))
    click.echo(as_markdown(entries, findings, locale))
    if links:
        tell_dead_links(history, changed, history.folder.relative_to(root).as_posix(), locale)
    if pictures:
        _take_screenshots(entries, site, pictures, locale)


def _changed_articles(
    changed: Iterable[Change],
    history: History,
    findings: Iterable[Finding],
    config: MkDocsConfig,
    plugin: MagazinePlugin,
) -> Iterable[ChangedArticle]:
    """Yield the articles among the files that changed. What cannot be read has no headline, only a file."""
    edition, language = plugin.build.edition, plugin.build.locale.language
    docs = history.folder.relative_to(Path(config.config_file_path).parent).as_posix()
    manuscripts = {manuscript.file: manuscript for manuscript in edition.manuscripts}
    articles = edition.by_file
    for change in changed:
        if not plugin.build.is_article(change.file):
            continue
        gone = change.status is Status.DELETED
        manuscript = (
            read_manuscript(history.text_before(change), change.file)[0] if gone else manuscripts.get(change.file)
        )
        file = f"{docs}/{change.file}"
        own = [finding.is_error for finding in findings if finding.file == file]
        entry = ChangedArticle(status=change.status, file=file, errors=sum(own), warnings=len(own) - sum(own))
        if manuscript:
            article = articles.get(change.file)
            entry.url = manuscript.url
            entry.title = typographic(manuscript.fields.title, language)
            entry.section = article.section.title if article else manuscript.fields.categories[0]
            entry.authors = [each.name for each in article.authors] if article else manuscript.fields.authors
            entry.words, entry.minutes = manuscript.words, manuscript.reading_minutes
            entry.draft = manuscript.fields.draft
            entry.embargoed = bool(article and article.embargo)
            entry.withdrawn = bool(article and article.withdrawn)
        yield entry


def _take_screenshots(entries: Iterable[ChangedArticle], site: Path, folder: Path, locale: Locale) -> None:
    pages = {entry.url: entry.title for entry in entries if entry.url and (site / entry.url / "index.html").is_file()}
    try:
        click.echo(take_screenshots(pages, site, folder, locale), err=True)
    except NoPictures as error:
        click.echo(str(error), err=True)
