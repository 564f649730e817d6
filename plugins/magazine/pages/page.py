"""Pages: the specification of a page (its address and what it shows), and the MkDocs page made of it."""

import datetime as dt
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from magazine.content.article import Article, Card


@dataclass(slots=True, eq=False)
class PageSpec:
    """The inputs of a page. `context` is for its template; the `repr` of its values must contain all their data.

    There is one for every page, changed or not, because pages of MkDocs cost more memory and time.
    """

    url: str
    template: str
    title: str
    description: str
    context: dict[str, Any]
    source: str = ""
    """The Markdown file, relative to the docs folder."""
    article: Article | None = None
    lastmod: dt.date | None = None
    in_sitemap: bool = True
    text_fingerprint: str = ""
    """Fingerprint of the HTML of the article's text; part of the page's cache key."""
    present_anchor_ids: AbstractSet[str] | None = frozenset()
    """The places within that a link can name; None: any, and it leads to the page."""

    @property
    def path(self) -> str:
        """The file in the folder of the site."""
        return f"{self.url}index.html" if not self.url or self.url.endswith("/") else self.url

    def complete(self, latest: Sequence[Card]) -> None:
        """Add what is known only when all pages are: the latest articles, on the front page (`Listing.has_latest`)."""
        listing = self.context.get("listing")
        if listing is not None:
            self.context["latest"] = tuple(latest) if listing.has_latest else ()


RenderText = Callable[[Article, str], tuple[str, set[str]]]


class MagazinePage(Page):
    """The MkDocs page of a specification, which gives its title, template, content and context."""

    def __init__(self, spec: PageSpec, file: File, config: MkDocsConfig, render_text: RenderText | None = None) -> None:
        """Replace the page of `file`. `render_text` returns HTML and anchors of an article's Markdown."""
        super().__init__(spec.title, file, config)
        self.spec = spec
        self._render_text = render_text

    def read_source(self, config: MkDocsConfig) -> None:
        """Give what MkDocs would read from a file."""
        self.markdown = self.spec.article.manuscript.body if self.spec.article else ""
        self.meta = {
            "template": self.spec.template,
            "title": self.spec.title,
            "description": self.spec.description,
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text, if there is one; the template makes everything else."""
        self.toc = TableOfContents([])
        self.content, self.present_anchor_ids = "", None if self.spec.present_anchor_ids is None else set()
        if self.spec.article and self._render_text:
            self.content, self.present_anchor_ids = self._render_text(self.spec.article, self.markdown or "")


class LinkTargetFile(File):
    """A file that MkDocs resolves links to, but neither copies nor renders."""

    def is_documentation_page(self) -> bool:
        """Return False: its page is made by us."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Leave the file where it is."""


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
