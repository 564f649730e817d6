"""A MkDocs page of ours: it knows its template and what it shows, and has no Markdown unless it says so."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from magazine.content.article import Article


class MagazinePage(Page):
    """A page without Markdown: a listing, a redirect. `shown` is added to the context of its template."""

    in_sitemap = True
    lastmod: dt.date | None = None

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        template: str,
        title: str,
        description: str,
        shown: Mapping[str, Any],
    ) -> None:
        """Take the place of `file`'s page."""
        super().__init__(title, file, config)
        self.shown = shown
        self._front_matter = {"template": template, "title": title, "description": description}

    def read_source(self, config: MkDocsConfig) -> None:
        """Give what MkDocs would read from a file."""
        self.markdown = ""
        self.meta = dict(self._front_matter)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the content empty: everything is in the template."""
        self.content = ""
        self.toc = TableOfContents([])
        self.present_anchor_ids = set()


class ArticlePage(MagazinePage):
    """The page of an article; its text is rendered by MkDocs."""

    def __init__(self, file: File, config: MkDocsConfig, article: Article, shown: Mapping[str, Any]) -> None:
        """Take the place of `file`'s page."""
        super().__init__(file, config, "article.html", article.title, article.description, shown)
        self.article = article
        self.lastmod = article.updated or article.day

    def read_source(self, config: MkDocsConfig) -> None:
        """Take text and front matter from the article, which was read before."""
        super().read_source(config)
        self.markdown = self.article.manuscript.body

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text as MkDocs does any page's."""
        Page.render(self, config, files)


def move(file: File, url: str) -> File:
    """Let `file` be built at `url`, a path that ends in a slash or in a file's name."""
    file.dest_uri = f"{url}index.html" if not url or url.endswith("/") else url
    for cached in ("url", "abs_dest_path"):
        file.__dict__.pop(cached, None)
    return file


def made_file(url: str, config: MkDocsConfig) -> File:
    """Return a file for a page that has no Markdown file of its own; it stays out of the navigation."""
    source = f"{url}index.md" if not url or url.endswith("/") else f"{url}.md"
    file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    return move(file, url)
