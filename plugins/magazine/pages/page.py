"""A MkDocs page of ours: it knows its template and what it shows, and has no Markdown unless it says so."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from magazine.content.article import Article, Card

Typeset = Callable[[Article, str], tuple[str, set[str]]]


class MagazinePage(Page):
    """A page without Markdown: a listing, a redirect.

    `shown` is added to the context of its template. The `repr` of what is in it tells everything about it.
    """

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
        self.shown = dict(shown)
        self._front_matter = {"template": template, "title": title, "description": description}

    def complete(self, latest: Sequence[Card], problems: Sequence[Any]) -> None:
        """Add what is known only when all pages are: listings show the latest articles, a problem page its problems.

        An article's page must not show either: it would have to be made again with every publication.
        """
        if "listing" in self.shown:
            self.shown["latest"] = tuple(latest)
        if "source_file" in self.shown:
            own = [problem for problem in problems if problem.file.endswith(f"/{self.shown['source_file']}")]
            self.shown["problems"] = own or problems

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
    """The page of an article. `typeset` makes safe HTML, and the places that a link can name, of its Markdown."""

    def __init__(
        self, file: File, config: MkDocsConfig, article: Article, shown: Mapping[str, Any], typeset: Typeset
    ) -> None:
        """Take the place of `file`'s page."""
        super().__init__(file, config, "article.html", article.title, article.description, shown)
        self.article = article
        self.lastmod = article.updated or article.day
        self._typeset = typeset

    def read_source(self, config: MkDocsConfig) -> None:
        """Take text and front matter from the article, which was read before."""
        super().read_source(config)
        self.markdown = self.article.manuscript.body

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Have the text set."""
        super().render(config, files)
        self.content, self.present_anchor_ids = self._typeset(self.article, self.markdown or "")


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
