"""Puts every page of the magazine among MkDocs' files."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils.meta import get_data

from magazine.content.article import Article
from magazine.content.library import Library
from magazine.content.manuscript import Link
from magazine.content.problem import Place, Problem
from magazine.locales import Locale

from .addresses import Addresses
from .listing import Listing, Listings, cards, front_page, years
from .page import ArticlePage, MagazinePage, Typeset, made_file, move

_TEMPLATES = {kind: f"{kind}.html" for kind in ("front", "author", "authors", "archive")}


@dataclass(frozen=True, slots=True)
class FurtherLink:
    """A link below an article; `url` is relative to the site, or absolute."""

    title: str
    url: str
    children: list["FurtherLink"]


@dataclass(frozen=True, slots=True)
class Site:
    """Adds pages for a library to the files of a build."""

    files: Files
    config: MkDocsConfig
    library: Library
    addresses: Addresses
    locale: Locale
    typeset: Typeset

    def add_articles(self) -> list[ArticlePage]:
        """Give every article's file its page, address and redirects; return the pages, newest first."""
        return [self._add_article(article) for article in self.library]

    def _add_article(self, article: Article) -> ArticlePage:
        file = self.files.src_uris[article.file]
        file.inclusion = InclusionLevel.NOT_IN_NAV
        neighbours = self.library.neighbours(article)
        shown: dict[str, object] = {
            "article": article,
            "related": cards(self.library.related(article)),
            "previous": neighbours.older.headline if neighbours.older else None,
            "next": neighbours.newer.headline if neighbours.newer else None,
            "series_parts": [part.headline for part in self.library.series_parts(article.series)],
        }
        shown["links"] = [self._further_link(article, link) for link in article.manuscript.fields.links]
        return ArticlePage(move(file, article.url), self.config, article, shown, self.typeset)

    def _further_link(self, article: Article, link: Link) -> FurtherLink:
        """Turn a path to a Markdown file into the address and the headline of its page."""
        children = [self._further_link(article, child) for child in link.children]
        target = link.target or ""
        path, mark, anchor = target.partition("#")
        file = self.files.get_file_from_path(article.manuscript.resolve(path)) if path.endswith(".md") else None
        if file is None:
            return FurtherLink(link.title or target, target, children)
        other = self.library.by_file.get(file.src_uri)
        title = link.title or (other.title if other else file.name)
        return FurtherLink(title, f"{other.url if other else file.url}{mark}{anchor}", children)

    def add_redirects(self) -> list[Problem]:
        """Let old addresses lead to their articles; return those that some other page or file already has.

        To be called when everything else is there.
        """
        taken = {file.dest_uri: file.src_uri for file in self.files}
        problems = []
        for article in self.library:
            for index, alias in enumerate(article.aliases):
                file = made_file(alias, self.config)
                if file.dest_uri in taken or file.dest_uri in self.config.theme.static_templates:
                    place = article.manuscript.place("aliases", index)
                    other = taken.get(file.dest_uri, file.dest_uri)
                    problems.append(Problem("alias-taken", place, {"url": f"/{alias}", "file": other}))
                else:
                    self._add_redirect(alias, article)
        return problems

    def _add_redirect(self, alias: str, article: Article) -> None:
        canonical = f"{self.config.site_url}{article.url}" if self.config.site_url else None
        shown: dict[str, object] = {"target": article.url, "target_title": article.title, "target_canonical": canonical}
        page = self._add(alias, "redirect.html", article.title, article.description, shown)
        page.in_sitemap = False

    def add_listings(self, page_size: int, front_size: int) -> list[Problem]:
        """Add the front page, sections, authors, tags and the archive.

        Return the Markdown files that have an address the magazine needs.
        """
        taken = {file.dest_uri: file.src_uri for file in self.files}
        problems = []
        for listing in Listings(self.library, self.addresses, self.locale, page_size, front_size):
            template = _TEMPLATES.get(listing.kind, "listing.html")
            shown = self._shown(listing, front_size)
            other = taken.get(f"{listing.url}index.html")
            if other is None:
                self._add(listing.url, template, listing.title, listing.description, shown)
            elif listing.url == self.addresses.front():
                self._add_front_page(self.files.src_uris[other], listing, shown)
            else:
                problems.append(Problem("address-needed", Place(other), {"url": f"/{listing.url}"}))
        return problems

    def _shown(self, listing: Listing, front_size: int) -> dict[str, object]:
        """Return what the template of a listing shows."""
        shown: dict[str, object] = {"listing": listing}
        if listing.kind == "front":
            shown["front"] = front_page(self.library, front_size) if listing.pager.number == 1 else None
        elif listing.kind == "authors":
            shown["authors"] = [(each, len(self.library.by_author[each])) for each in self.library.authors]
        elif listing.kind == "archive":
            shown["years"] = years(self.library)
        return shown

    def _add_front_page(self, file: File, listing: Listing, shown: dict[str, object]) -> None:
        """Make the front page of docs/index.md, which gives it its description."""
        _, front_matter = get_data(file.content_string)
        description = front_matter.get("description") or self.config.site_description or listing.description
        MagazinePage(file, self.config, _TEMPLATES["front"], self.config.site_name, str(description), shown)

    def add_problem_pages(self, rejected: Collection[str], urls: Mapping[str, str | None]) -> None:
        """Let the preview show what is wrong with an article where its page was or would be."""
        for name in rejected:
            file = self.files.src_uris[name]
            file.inclusion = InclusionLevel.NOT_IN_NAV
            if url := urls.get(name):
                move(file, url)
            shown = {"source_file": name}
            page = MagazinePage(file, self.config, "problems.html", name, "", shown)
            page.in_sitemap = False

    def _add(self, url: str, template: str, title: str, description: str, shown: dict[str, object]) -> MagazinePage:
        file = made_file(url, self.config)
        self.files.append(file)
        return MagazinePage(file, self.config, template, title, description, shown)


def drop_theme_assets(files: Files, config: MkDocsConfig) -> None:
    """Leave out the theme's own style sheets and scripts, which our templates do not load, and parts of templates."""
    ours = config.theme.custom_dir
    for file in list(files):
        from_theme = file.src_dir in config.theme.dirs and file.src_dir != config.docs_dir
        if from_theme and (file.src_dir != ours or file.src_uri.startswith("partials/")):
            files.remove(file)


def remove(files: Files, names: Collection[str]) -> None:
    """Leave files out of the build."""
    for name in names:
        file: File | None = files.get_file_from_path(name)
        if file is not None:
            files.remove(file)
