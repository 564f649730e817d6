"""Makes the specification of every page of the magazine, and adds it to MkDocs' files."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from magazine.cache.memo import memoised
from magazine.content.address_fields import Link
from magazine.content.article import Article, Card, Headline, Version
from magazine.content.library import Library
from magazine.content.problem import Code, Place, Problem
from magazine.content.redirects import Redirects
from magazine.locales import Locale
from magazine.mkdocs_internals import get_data
from magazine.pages.addresses import Addresses
from magazine.pages.blog_addresses import BlogLists
from magazine.pages.listing import ListingKind
from magazine.pages.listing_pages import Plan, listing_specs
from magazine.pages.misplaced import home_text
from magazine.pages.mkdocs_files import is_excluded
from magazine.pages.page import MagazinePage, PageSpec, move

_FEEDS = frozenset({"feed.xml", "feed.json"})


@dataclass(frozen=True, slots=True)
class FurtherLink:
    """A link below an article; `url` is relative to the site, or absolute."""

    title: str
    url: str
    children: tuple["FurtherLink", ...]
    language: str = ""
    """That of the article it leads to."""


def _addresses(links: Iterable[FurtherLink]) -> Iterator[str]:
    """Yield the pages that links lead to, without the places on them."""
    for each in links:
        yield each.url.partition("#")[0]
        yield from _addresses(each.children)


def _without(pages: Collection[str], links: Iterable[FurtherLink]) -> tuple[FurtherLink, ...]:
    """Return links without those to some pages, which are linked already, and without names of nothing."""
    kept = (replace(each, children=_without(pages, each.children)) for each in links)
    return tuple(each for each in kept if each.url.partition("#")[0] not in pages and (each.url or each.children))


@memoised
def article_spec(
    article: Article,
    related: tuple[Card, ...],
    neighbours: tuple[Headline | None, Headline | None],
    series_parts: tuple[Headline, ...],
    links: tuple[FurtherLink, ...],
    versions: tuple[Version, ...],
    has_card: bool,
) -> PageSpec:
    """Return the specification of an article's page; `has_card` tells whether it has a share card of its own."""
    context: dict[str, object] = {
        "article": article,
        "related": related,
        "previous": neighbours[0],
        "next": neighbours[1],
        "series_parts": series_parts,
        "links": links,
        "versions": versions,
        "has_card": has_card,
    }
    return PageSpec(
        article.url,
        "article.html",
        article.title,
        article.summary,
        context,
        source=article.file,
        article=article,
        lastmod=article.modified.date(),
        language=article.language,
    )


@dataclass(frozen=True, slots=True)
class Site:
    """The pages for a library."""

    files: Files
    config: MkDocsConfig
    library: Library
    withdrawn: Sequence[Article]
    addresses: Addresses
    locale: Locale
    has_card: Callable[[Article], bool]
    specs: list[PageSpec] = field(default_factory=list)

    def add_articles(self) -> list[PageSpec]:
        """Lay out the page of every article; return those that the front page lists, newest first."""
        articles = [self._article(article) for article in self.library]
        self.specs.extend(articles)
        listed = {*self.library.listed}
        return [spec for spec in articles if spec.article in listed]

    def _article(self, article: Article) -> PageSpec:
        move(self.files.src_uris[article.file], article.url)
        parts = self.library.series_parts(article)
        own_series = {part.url for part in parts} if len(parts) > 1 else set[str]()
        links = _without(own_series, self._further_links(article, article.manuscript.fields.links))
        linked = own_series | {*_addresses(links)}
        older, newer = (each if each and each.url not in linked else None for each in self.library.neighbours(article))
        linked |= {each.url for each in (older, newer) if each}
        return article_spec(
            article,
            tuple(other.card for other in self.library.related(article, linked)),
            (older.headline if older else None, newer.headline if newer else None),
            tuple(part.headline for part in parts),
            links,
            tuple(each.version for each in self.library.versions(article)),
            self.has_card(article),
        )

    def _further_links(self, article: Article, links: Sequence[Link]) -> tuple[FurtherLink, ...]:
        """Return links with addresses and headlines for paths to Markdown files; none to articles held back."""
        found = (self._further_link(article, link) for link in links)
        return tuple(link for link in found if link.url or link.children)

    def _further_link(self, article: Article, link: Link) -> FurtherLink:
        children = self._further_links(article, link.children)
        target = link.target or ""
        path, mark, anchor = target.partition("#")
        file = self.files.get_file_from_path(article.manuscript.resolve(path)) if path.endswith(".md") else None
        if file is None:
            return FurtherLink(link.title or target, target, children)
        if file.inclusion is InclusionLevel.EXCLUDED:
            return FurtherLink("", "", ())
        others = (each for each in self.withdrawn if each.file == file.src_uri)
        other = self.library.by_file.get(file.src_uri) or next(others, None)
        title = link.title or (other.title if other else file.name)
        url = other.url if other else file.url
        language = other.language if other and not link.title else ""
        return FurtherLink(title, f"{url}{mark}{anchor}", children, language)

    def add_withdrawn(self) -> None:
        """Lay out what is left of withdrawn articles: a page at the address of each, which shows nothing of it."""
        for article in self.withdrawn:
            move(self.files.src_uris[article.file], article.url)
            spec = PageSpec(
                article.url,
                "withdrawn.html",
                article.title,
                self._summary(article),
                {"article": article},
                source=article.file,
                in_sitemap=False,
                any_anchor=True,
                language=article.language,
            )
            self.specs.append(spec)

    def _summary(self, article: Article) -> str:
        """Return what a page about an article says of itself to those who do not open it."""
        if article.withdrawn is None:
            return article.summary
        t = self.locale.of(article.language)
        return t("withdrawn.text", day=t.long_date(article.day), date=t.long_date(article.withdrawn.date))

    def add_redirects(self, redirects: Redirects, lists: BlogLists | None = None) -> list[Problem]:
        """Let old addresses lead to their articles and pages; return those that some other page or file already has.

        Return the files of the docs folder, too, that are in a place of the site's own. `lists` are those that
        Material's blog had. To be called when everything else is there.
        """
        if lists:
            self._replace_by_front_page(lists.blog.index)
        taken = self._taken()
        folders = {parent: owner for path, owner in taken.items() for parent in _folders(path)}
        problems = [*self._files_in_own_places(), *redirects.problems, *self._feeds_taken(redirects, taken, folders)]
        taken |= {path: each.place.file for each in redirects.found if (path := each.feed_path)}
        lists_left = lists.left(self.library, self.addresses, taken) if lists else ()
        for spec, place, of_editors in [
            *((*each, False) for each in self._of_articles()),
            *((*each, True) for each in self._of_pages(redirects, taken, problems)),
            *((self._redirect(*each), None, False) for each in lists_left),
        ]:
            other = self._other(spec.path, taken, folders, of_editors=of_editors)
            if not other:
                self.specs.append(spec)
                taken[spec.path] = place.file if place else f"/{spec.url}"
                folders.update(dict.fromkeys(_folders(spec.path), taken[spec.path]))
            elif place and of_editors:
                problems.append(self._redirect_taken(spec.path, spec.url, other, place))
            elif place:
                problems.append(Problem(Code.ALIAS_TAKEN, place, {"url": f"/{spec.url}", "file": other}))
        return problems

    def _redirect_taken(self, path: str, old: str, other: str, place: Place) -> Problem:
        """Return the problem of a redirect in whose place something is.

        That a section, an author or a tag has an address again is no mistake of those who wrote the article.
        """
        code = Code.REDIRECT_UNNEEDED if self.addresses.is_of_listing(path) else Code.ALIAS_TAKEN
        return Problem(code, place, {"url": f"/{old}", "file": other, "about": "redirects"})

    def _feeds_taken(
        self, redirects: Redirects, taken: Mapping[str, str], folders: Mapping[str, str]
    ) -> Iterator[Problem]:
        """Find old addresses of feeds at which something else is."""
        for each in redirects.found:
            other = self._other(each.feed_path, taken, folders, of_editors=True) if each.feed_path else None
            if other:
                yield self._redirect_taken(each.feed_path, each.old, other, each.place)

    def _of_articles(self) -> Iterator[tuple[PageSpec, Place | None]]:
        """Yield the redirects of articles, and where they are written; None for those of Material's blog."""
        for article in (*self.library, *self.withdrawn):
            written = len(article.manuscript.fields.aliases)
            for index, alias in enumerate(article.aliases):
                spec = self._redirect(alias, article.url, article.title, self._summary(article), article.language)
                yield spec, article.manuscript.place("aliases", index) if index < written else None

    def _replace_by_front_page(self, name: str) -> None:
        """Let the page of the docs folder on which Material's blog listed its posts lead to the front page."""
        if file := self.files.get_file_from_path(name):
            file.inclusion = InclusionLevel.NOT_IN_NAV
            self.specs.append(replace(self._redirect(file.url, ""), source=name))

    def _of_pages(
        self, redirects: Redirects, taken: Mapping[str, str], problems: list[Problem]
    ) -> Iterator[tuple[PageSpec, Place]]:
        """Yield the pages of redirects; add those to `problems` whose page, or feed, is not there."""
        for each in redirects.found:
            path = f"{each.new}index.html" if each.new.endswith("/") or not each.new else each.new
            is_feed, is_file = path.rpartition("/")[2] in _FEEDS, each.new.endswith((".xml", ".json"))
            is_there = self._has_feed(path, taken) if is_feed else is_file
            if path not in taken and not is_there:
                details = {"url": f"/{each.new}", "old": f"/{each.old}"}
                problems.append(Problem(Code.REDIRECT_LEADS_NOWHERE, each.place, details))
            elif not (each.is_query or each.feed_path):
                yield self._redirect(each.old, each.new, "", "", ""), each.place

    def _has_feed(self, path: str, taken: Mapping[str, str]) -> bool:
        """Tell whether a feed will be at a path: below a listing that has one, a series, or the page of corrections."""
        home = path[: path.rfind("/") + 1]
        listings = (spec.context["listing"] for spec in self.specs if spec.url == home and "listing" in spec.context)
        if home and (listing := next(listings, None)):
            return bool(listing.feed) and not (listing.kind is ListingKind.TAG and path.endswith(".json"))
        series = {self.addresses.series(each) for each, parts in self.library.by_series.items() if len(parts) > 1}
        return home in series or f"{home}index.html" in taken

    def _files_in_own_places(self) -> Iterator[Problem]:
        """Find files of the docs folder where the site's own are, or will be with another article."""
        ours = {spec.source for spec in self.specs}
        cards = {f"{spec.url}card" for spec in self.specs}
        for file in self.files:
            if file.src_dir != self.config.docs_dir or file.src_uri in ours or is_excluded(file):
                continue
            path, owner = file.dest_uri, self.addresses.owner(file.dest_uri)
            is_listing = owner == f"/{path.removesuffix('index.html')}" and owner != "/search-index/"  # told already
            if path.rpartition(".")[0] in cards:
                owner = f"/{path}"
            elif is_listing or owner in {"/assets/", "/index.html"}:
                owner = None
            if owner:
                yield Problem(Code.FILE_TAKEN, Place(file.src_uri), {"url": owner})

    def _other(
        self, path: str, taken: Mapping[str, str], folders: Mapping[str, str], *, of_editors: bool = False
    ) -> str | None:
        """Return who has a path already: in its place, below it, above it, or because it is one of the site's own.

        A redirect `of_editors` may be where a section, an author or a tag was, as long as there is none.
        """
        if owner := self.addresses.owner(path):
            home = f"{path.rpartition('/')[0]}/index.html"
            return taken.get(home) if of_editors and self.addresses.is_of_listing(path) else owner
        if path in self.config.theme.static_templates:
            return f"/{path}"
        card = f"{path.rpartition('/')[0]}/index.html" if path.rpartition("/")[2].startswith("card.") else ""
        found = next((taken[each] for each in (path, card, *_folders(path)) if each in taken), None)
        return found or folders.get(path)

    def _redirect(self, alias: str, url: str, title: str = "", summary: str = "", language: str = "") -> PageSpec:
        canonical = f"{self.config.site_url}{url}" if self.config.site_url else None
        context: dict[str, object] = {"target": url or "./", "target_title": title, "target_canonical": canonical}
        title = title or self.locale("redirect.title")
        return PageSpec(alias, "redirect.html", title, summary, context, in_sitemap=False, language=language)

    def add_listings(self, page_size: int, *, search: bool, offline: bool) -> list[Problem]:
        """Lay out the front page, sections, authors, tags, the archive; if there are, `search` and `offline` reading.

        Return the Markdown files that have an address the magazine needs.
        """
        taken = self._taken()
        problems: list[Problem] = []
        plan = Plan(
            self.library,
            self.addresses,
            self.locale,
            page_size,
            search,
            offline,
            self.locale.language,
            self.library.fingerprint,
        )
        for spec in listing_specs(plan):
            other = taken.get(spec.path)
            if other is None:
                self.specs.append(spec)
            elif spec.url == self.addresses.front():
                self._add_front_page(self.files.src_uris[other], spec)
                problems += home_text(self.files.src_uris[other])
            else:
                problems.append(Problem(Code.ADDRESS_NEEDED, Place(other), {"url": f"/{spec.url}"}))
        return problems

    def _add_front_page(self, file: File, spec: PageSpec) -> None:
        """Make the front page of docs/index.md, which gives it its description. MkDocs has it in its navigation."""
        _, front_matter = get_data(file.content_string)
        description = str(front_matter.get("description") or self.config.site_description or spec.description)
        own = replace(spec, title=self.config.site_name, description=description, source=file.src_uri)
        MagazinePage(own, file, self.config)
        self.specs.insert(0, own)

    def add_problem_pages(self, urls: Mapping[str, str | None]) -> None:
        """Let the preview show what is wrong with an article where its page was or would be, by their files."""
        for name, url in urls.items():
            file = self.files.src_uris[name]
            file.inclusion = InclusionLevel.NOT_IN_NAV
            if url:
                move(file, url)
            context = {"source_file": name}
            self.specs.append(PageSpec(file.url, "problems.html", name, "", context, source=name, in_sitemap=False))

    def _taken(self) -> dict[str, str]:
        """Return what stands at which place of the site: the Markdown file, or the address of a page of ours."""
        return {file.dest_uri: file.src_uri for file in self.files} | {
            spec.path: spec.source or f"/{spec.url}" for spec in self.specs
        }


def _folders(path: str) -> list[str]:
    """Return the folders in which a path lies: `a/b/c.html` in `a` and `a/b`."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[:count]) for count in range(1, len(parts) + 1)]
