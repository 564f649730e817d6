"""The pages of which a proposal gets pictures, and the preview of which they are taken."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page

from magazine.build import Build
from magazine.commands.git import Change, History, Status
from magazine.commands.project import captured_log, open_project
from magazine.commands.screenshots import NoPictures
from magazine.content.author import Author, read_authors
from magazine.locales import Locale
from magazine.mkdocs_internals import build as build_site

_LOOKS = {".html", ".css", ".js", ".py", ".svg", ".yml", ".lock"}
"""The kinds of files outside the docs folder that may change what pages look like."""

_HOST = "http://127.0.0.1/"
_NO_PORT = 0  # a preview that runs beside this one has a port, and keeps its pages under it


def pictured_pages(build: Build, history: History, changes: list[Change]) -> dict[str, str]:
    """Return the headlines of the pages to be pictured, by address: the changed articles first.

    Then the standing pages that changed, the pages of authors whose entries did, and, where templates, styles or
    settings changed, the front page, a section and the newest article.
    """
    pages: dict[str, str] = {}
    articles = build.edition.by_file
    standing = {each.file.src_uri: each for each in build.nav.pages if isinstance(each, Page)}
    for change in changes:
        if change.status is Status.DELETED:
            continue
        if article := articles.get(change.file):
            pages[article.url] = article.title
        elif page := standing.get(change.file):
            pages[page.url] = str(page.title)
        elif change.file == build.settings.authors_file:
            pages |= {build.addresses.author(each): each.name for each in _changed_authors(build, history, change)}
    return pages | (_of_each_kind(build) if _look_changed(history, build) else {})


def _changed_authors(build: Build, history: History, change: Change) -> Iterator[Author]:
    before, _ = read_authors(history.text_before(change), change.before)
    with_articles = {each.id for each in build.edition.library.authors}
    for author in build.edition.authors:
        old = before.get(author.id)
        if author.id in with_articles and (old is None or old.fields != author.fields):
            yield author


def _look_changed(history: History, build: Build) -> bool:
    """Tell whether anything outside the docs folder changed that pages may depend on."""
    root = Path(build.config.config_file_path).parent
    docs = PurePosixPath(Path(build.config.docs_dir).relative_to(root).as_posix())
    files = (PurePosixPath(change.file) for change in history.of(root).changes())
    return any(file.suffix in _LOOKS and not file.is_relative_to(docs) and "tests" not in file.parts for file in files)


def _of_each_kind(build: Build) -> dict[str, str]:
    """Return a front page, a section and an article."""
    library = build.edition.library
    pages = {build.addresses.front(): str(build.config.site_name)}
    for section in library.sections[:1]:
        pages[build.addresses.section(section)] = section.title
    for article in [*library][:1]:
        pages[article.url] = article.title
    return pages


@contextmanager
def built_preview(config_file: str | None, locale: Locale) -> Iterator[Path]:
    """Build the preview, which shows drafts and what has errors as well, and yield its folder while it is there.

    Raises:
        NoPictures: It cannot be built.
    """
    config, _, _ = open_project(config_file)
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        config.site_dir = folder
        config.dev_addr = config.dev_addr._replace(port=_NO_PORT)
        config.plugins.on_startup(command="serve", dirty=False)
        try:
            with captured_log() as messages:
                build_site(config, serve_url=_HOST)
            yield Path(folder)
        except Abort:
            reason = (messages or [logging.getLevelName(logging.ERROR)])[-1].splitlines()[0]
            raise NoPictures(locale("pictures.failed", reason=reason)) from None
        finally:
            config.plugins.on_shutdown()
            Path(folder).mkdir(exist_ok=True)
