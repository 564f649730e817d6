"""The MkDocs events, each handing over to the room that does the work.

In the order of a build:

- `on_startup`: whether this is a build or the preview.
- `on_config`: words of the language; the site is built beside the old one.
- `on_files`: articles are read and checked; articles, listings and redirects become pages.
- `on_nav`: articles are offered to mkdocs-blog-plugin; `on_page_context` shows what it chose.
- `on_page_content`: the HTML of an article is sanitised.
- `on_env`: templates get their words; problems stop a build, or are shown in the preview.
- `on_post_build`: the new site takes the place of the old one. `on_build_error`: it is thrown away.
- `on_serve`: the preview survives every mistake.
"""

import logging
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, get_build_datetime
from mkdocs.utils.templates import TemplateContext

from magazine.checks.copy_desk import Edition, House, edit
from magazine.checks.report import as_text, in_words
from magazine.content.manuscript import path_address
from magazine.content.problem import Problem
from magazine.locales import Locale, load
from magazine.options import MagazineConfig
from magazine.pages import navigation, site
from magazine.pages.addresses import Addresses
from magazine.pages.magazine import Magazine
from magazine.pages.page import ArticlePage, MagazinePage
from magazine.preview import is_taken, keep_running
from magazine.publishing import publication
from magazine.publishing.site_folder import SiteFolder
from magazine.rendering.notes import note_problems
from magazine.rendering.sanitiser import Source, sanitise
from magazine.rendering.templates import equip

log = get_plugin_logger(__name__)


class MagazinePlugin(BasePlugin[MagazineConfig]):  # type: ignore[no-untyped-call]
    """Makes MkDocs a newsroom."""

    locale: Locale
    addresses: Addresses
    edition: Edition
    magazine: Magazine
    folder: SiteFolder | None = None
    latest: list[Any]
    article_pages: list[ArticlePage]
    problems: list[Problem]

    def __init__(self) -> None:
        self.previewing = False
        self.known_addresses: dict[str, str] = {}  # of articles by file: a broken one is shown where it was

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is the preview. (A plugin with this event also lives on from build to build.)"""
        self.previewing = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the words, set up Markdown, and let MkDocs build beside the old site."""
        language = str(config.theme.get("language") or "en")
        if not _has_translation(config, language):
            raise PluginError(f"theme: language: Material for MkDocs has no translation '{language}'")
        self.locale = load(language)
        self.addresses = Addresses(self.locale.addresses)
        self.problems = []
        self.latest = []
        if "magazine.typography" not in config.markdown_extensions:
            config.markdown_extensions.append("magazine.typography")
        config.mdx_configs["magazine.typography"] = {"language": language}
        self.magazine = Magazine(
            name=config.site_name,
            description=config.site_description or "",
            language=language,
            disclaimer=self.config.disclaimer,
            publisher=self.config.publisher,
            preview=self.previewing,
        )
        if config.site_url and not self.previewing and not self.config.publisher.complete:
            publication.warn(self.locale("publisher.warning"))
        config.use_directory_urls = True  # addresses end in a slash: posts/2025/12/26/slug/
        self.folder = SiteFolder(config.site_dir)
        self.folder.discard()
        config.site_dir = str(self.folder.building)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Read the articles, have them checked, and make their pages and all listings."""
        self.edition = self._edition(files, config)
        self.problems += self.edition.problems
        library = self.edition.library
        pages = site.Site(files, config, library, self.addresses, self.locale)
        for article in library:
            self.known_addresses[article.file] = article.url
        site.drop_theme_assets(files, config)
        hidden = [] if self.previewing else self.edition.held_back
        site.remove(files, [self.config.authors_file, *hidden])
        rejected = self.edition.rejected
        pages.add_problem_pages(
            rejected, {file: self.known_addresses.get(file) or path_address(file) for file in rejected}
        )
        self.article_pages = pages.add_articles()
        self.problems += pages.add_listings(self.config.pagination, self.config.front_page)
        self.problems += pages.add_redirects()
        self.magazine.sections = library.sections
        for author in library.authors:
            source = Source(self.config.authors_file, author.bio, author.place("bio").line or 1)
            self.problems += note_problems(author.bio, self.locale.language, source)
        return files

    def _edition(self, files: Files, config: MkDocsConfig) -> Edition:
        house = House(
            sections=self.config.sections,
            zone=self.config.timezone,
            now=get_build_datetime(),
            language=self.locale.language,
            posts_dir=self.config.posts_dir,
            authors_file=self.config.authors_file,
        )
        inside = [file for file in files if file.src_dir == config.docs_dir]
        texts = (
            (file.src_uri, file.content_bytes)
            for file in inside
            if file.is_documentation_page() and file.src_uri.startswith(house.posts_dir + "/")
        )
        authors = files.get_file_from_path(house.authors_file)
        return edit(
            texts,
            authors.content_bytes if authors else None,
            {file.src_uri for file in inside},
            house,
            with_held_back=self.previewing,
        )

    @event_priority(100)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Offer the articles to mkdocs-blog-plugin, whose event comes behind this one."""
        self.magazine.standing_pages = navigation.standing_pages(nav)
        navigation.offer_articles(nav, self.article_pages)
        return nav

    @event_priority(100)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Take from an article's HTML what is not allowed, and note it."""
        if not isinstance(page, ArticlePage):
            return html
        manuscript = page.article.manuscript
        clean, problems = sanitise(html, Source(manuscript.file, manuscript.body, manuscript.body_line))
        self.problems += problems
        return clean

    def on_env(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Equip the templates. All pages are rendered now: stop if anything is wrong, all of it told at once."""
        docs = os.path.relpath(config.docs_dir, Path(config.config_file_path or ".").parent)
        findings = in_words(self.problems, self.locale, docs)
        if findings and not self.previewing:
            count = self.locale("problems.count", count=len(findings))
            raise PluginError(f"{count}\n{as_text(findings)}")
        self.magazine.problems = findings
        if findings:
            log.error(as_text(findings))
        equip(
            env,
            self.locale,
            magazine=self.magazine,
            address=self.addresses,
            corrections=self.edition.library.corrections,
        )
        return env

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a page of ours what it shows."""
        if isinstance(page, MagazinePage):
            context.update(page.shown)  # type: ignore[typeddict-item]
        if "listing" in context:
            self.latest = self.latest or navigation.latest_articles(nav)
            context["latest"] = self.latest  # type: ignore[typeddict-unknown-key]
        return context

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the new site in the old one's place, unless a strict build is about to be called off."""
        if self.folder and not _strict_build_has_warnings():
            self.folder.publish()
            config.site_dir = str(self.folder.target)  # `mkdocs gh-deploy` takes the site from there

    def on_build_error(self, error: Exception) -> None:
        """Leave the old site as it was."""
        if self.folder:
            self.folder.discard()

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> None:
        """Keep the preview running; do not start it where another one runs."""
        host, port = config.dev_addr
        if is_taken(host, port):
            raise Abort(self.locale("preview.port_taken", address=f"{host}:{port}"))
        server.builder = keep_running(builder)


def _has_translation(config: MkDocsConfig, language: str) -> bool:
    return any(Path(folder, "partials/languages", f"{language}.html").exists() for folder in config.theme.dirs)


def _strict_build_has_warnings() -> bool:
    """Tell what MkDocs looks at only behind the last event: whether a strict build has logged warnings."""
    root = logging.getLogger(log.logger.name.partition(".")[0])
    return any(handler.get_counts() for handler in root.handlers if isinstance(handler, CountHandler))
