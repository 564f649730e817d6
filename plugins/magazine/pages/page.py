"""Pages: the specification of a page (its address and what it shows), and the page and file that MkDocs knows."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from magazine.content.article import Article
from magazine.mkdocs_internals import forget_addresses


@dataclass(frozen=True, eq=False)
class PageSpec:
    """The specification of a page: its address, and what its template shows (`context`).

    There is one for every page, changed or not, because pages of MkDocs cost more memory and time.
    """

    url: str
    template: str
    title: str
    description: str
    context: Mapping[str, Any]
    source: str = ""
    """The Markdown file, relative to the docs folder."""
    article: Article | None = None
    """The article whose text the page shows."""
    lastmod: dt.date | None = None
    in_sitemap: bool = True
    language: str = ""
    """The tag of its language, if that may be another one than the magazine's."""
    any_anchor: bool = False
    """Whether a link to any place within leads to the page, because the text that had these places is gone."""

    @property
    def path(self) -> str:
        """The file in the folder of the site."""
        return f"{self.url}index.html" if not self.url or self.url.endswith("/") else self.url


class MagazinePage(Page):
    """The MkDocs page of a specification."""

    def __init__(self, spec: PageSpec, file: File, config: MkDocsConfig) -> None:
        """Replace the page of `file`."""
        super().__init__(spec.title, file, config)
        self.spec = spec
        self.markdown = spec.article.manuscript.body if spec.article else ""
        self.meta = {"template": spec.template, "title": spec.title, "description": spec.description}
        self.content, self.toc = "", TableOfContents([])
        self.present_anchor_ids = None if spec.any_anchor else set()


@dataclass(slots=True)
class LinkedPage:
    """What MkDocs asks of a page that a link leads to.

    `present_anchor_ids` are the places within that a link can name; None: any, and it leads to the page.
    """

    title: str
    url: str
    present_anchor_ids: AbstractSet[str] | None = frozenset()


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
    forget_addresses(file)
    return file


def made_file(url: str, config: MkDocsConfig) -> File:
    """Return a file for a page that has no Markdown file of its own; it stays out of the navigation."""
    source = f"{url}index.md" if not url or url.endswith("/") else f"{url}.md"
    file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    return move(file, url)


def for_search_engines(specs: Iterable[PageSpec], files: Files) -> Iterator[tuple[str, dt.date | None, Article | None]]:
    """Yield address, true date of the last change, and article of every page that search engines are to know."""
    for page in (file.page for file in files.documentation_pages() if file.page):
        yield page.url, None, None
    for spec in specs:
        if spec.in_sitemap:
            yield spec.url, spec.lastmod, spec.article
