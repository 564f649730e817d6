"""The MkDocs events. Each hands over to the build at once; the plugin keeps what the preview remembers.
In the order of a build:

- `on_startup`: whether this is a build or the preview.
- `on_config`: a build begins, beside the old site.
- `on_files`: articles are read, rendered and checked, pages laid out.
- `on_nav`: texts are proofread; mkdocs-blog-plugin, whose event comes behind this one, gets the articles.
- `on_page_content`: standing pages are sanitised, and their links resolved.
- `on_env`: first, other plugins get the texts of the pages; last, problems are told, and everything is rendered.
- `on_post_build`: the new site takes the place of the old one. `on_build_error`: it is thrown away.
- `on_serve`, `on_shutdown`: the preview survives every mistake, and leaves its pages where the next one finds them.
"""

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from magazine import preview
from magazine.build import Build, Purpose
from magazine.cache.fingerprint import fingerprint
from magazine.failures import in_plain_words
from magazine.indexing import BackgroundIndex
from magazine.memory import Memory
from magazine.mkdocs_internals import LiveReloadServer, strict_build_has_warnings
from magazine.mkdocs_settings import faults
from magazine.options import MagazineConfig
from magazine.pages.page import MagazinePage
from magazine.rendering.sanitiser import sanitise_page
from magazine.safe_folders import refuse_unsafe


class MagazinePlugin(BasePlugin[MagazineConfig]):  # type: ignore[no-untyped-call]
    """The MkDocs plugin of a magazine."""

    build: Build

    def __init__(self) -> None:
        self.purpose, self.memory, self.source_snapshot = Purpose.READERS, Memory(), preview.SourceSnapshot()
        self.served: Path | None = None
        self.background: BackgroundIndex | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is the preview. (A plugin with this event also lives on from build to build.)"""
        self.source_snapshot = preview.SourceSnapshot()
        self.purpose = Purpose.PREVIEW if command == "serve" else Purpose.READERS

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Begin a build."""
        gc.disable()  # a library is built up and kept: looking through it for garbage would take a third of the time
        if wrong := faults(config):
            raise PluginError("\n".join(wrong))
        refuse_unsafe(config, self.purpose)
        self.build = Build(config, self.config, self.purpose, self.memory)
        self._open_folder(config)
        return config

    def _open_folder(self, config: MkDocsConfig) -> None:
        target, cache, again = Path(config.site_dir), self.build.cache_folder, self.build.preview
        name = f"site-{fingerprint(str(target))[:8]}"
        if again:
            self.source_snapshot.take([config.docs_dir, *config.watch])
            self.served = target
            name = f"preview-{config.dev_addr.port}"
            target = preview.persistent_preview(target, cache / name)
        self.build.open_folder(self.memory.site_folder(target, cache / f"{name}.json", again=again))

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Read the articles, and lay out their pages and all listings."""
        self.build.read(files)
        self.build.lay_out(files)
        return files

    @event_priority(100)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Offer the articles to mkdocs-blog-plugin, and proofread the texts."""
        self.build.offer_articles(nav, files)
        self.build.proofread()
        return nav

    @event_priority(100)
    def _on_page_content_first(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Sanitise a standing page, before other plugins add to it."""
        ours = isinstance(page, MagazinePage) or page.file.src_uri in self.config.trusted_pages
        return html if ours else sanitise_page(html)

    @event_priority(-100)
    def _on_page_content_last(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Resolve those links of a standing page that MkDocs leaves as they are, and draw its charts."""
        return html if isinstance(page, MagazinePage) else self.build.article_texts.links.standing(html, page.file)

    on_page_content = CombinedEvent(_on_page_content_first, _on_page_content_last)

    @event_priority(100)
    def _on_env_first(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
        """Let other plugins change the texts of our pages."""
        self.build.populate_pages(files)

    @event_priority(-100)
    def _on_env_last(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
        """Stop if anything is wrong, else render the pages, and make what stands beside them."""
        found = self.build.report(files)
        self.build.render_pages(env, files, found)
        self.build.make_outputs(files)

    on_env = CombinedEvent(_on_env_first, _on_env_last)

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Publish the site; in a preview, have the search index made when nothing else is to be done."""
        build = self.build
        build.publish(called_off=strict_build_has_warnings())
        if build.preview and build.magazine.search:
            self.background = self.background or BackgroundIndex(build.cache_folder, build.title_of)
            self.background.replace(build.outputs.index, build.folder.target)  # and collects garbage when idle
        else:
            if not build.preview:
                gc.freeze()  # skip the final collection: the process is about to exit
            gc.enable()

    def on_build_error(self, error: Exception) -> None:
        """Leave the old site as it was, and tell a failure of the machine in plain words."""
        gc.enable()
        if hasattr(self, "build"):
            self.build.call_off()
            in_plain_words(error, self.build.locale)

    def on_shutdown(self) -> None:
        """Leave the pages of the preview where the next one finds them, and nothing at work."""
        preview.unlink_preview(self.served)
        if self.background:
            self.background.stop()
            self.background = None

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> None:
        """Keep the preview running; do not start it where another one runs."""
        preview.refuse_taken(config.dev_addr, self.build.locale)
        server.builder = preview.keep_running(builder)
        preview.watch_closely(server, [config.docs_dir, config.config_file_path or "", *config.theme.dirs])
        while self.source_snapshot.changed():  # somebody wrote on while the first build was under way
            server.builder()
