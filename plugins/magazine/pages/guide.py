"""The style guide: a page of the preview that shows every part of the theme, with examples that the package brings.

They lie in the folder `guide` of the package: drawings, and for each language authors, articles, and a file for each
component of Markdown. They are read and rendered like those of a magazine, but stand in no library.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from magazine.cache.cache import Cache
from magazine.cache.fingerprint import digest
from magazine.checks.limits import STANDFIRST
from magazine.checks.report import Finding, in_words
from magazine.content.address_fields import Link
from magazine.content.article import Article
from magazine.content.author import Author
from magazine.content.edition import read_authors_file
from magazine.content.manuscript import Manuscript
from magazine.content.manuscripts import languages_of, read_manuscripts, source_files
from magazine.content.moments import as_moment
from magazine.content.problem import Code, Place, Problem
from magazine.content.section import Section
from magazine.images.inspection import inspect_images
from magazine.images.picture import ImageVariants
from magazine.locales import Locale
from magazine.locales.languages import language_in
from magazine.mkdocs_internals import get_data
from magazine.pages.listing import Listing, ListingKind, Pager, cards
from magazine.pages.page import LinkTargetFile, PageSpec, move
from magazine.pages.site import FurtherLink
from magazine.rendering.article_texts import MarkdownText, render_texts
from magazine.rendering.charts import Charts
from magazine.rendering.links import LinkResolver
from magazine.rendering.text import MarkdownRenderer

EXAMPLES = Path(__file__).parents[1] / "guide"
_FALLBACK = "en"
_NUMBER = 3  # of the page that shows what a numbered page of a listing looks like
_ON_FIRST = 4  # articles on its first page


@dataclass(frozen=True, slots=True)
class MarkdownComponent:
    """A component of Markdown: how it is written, and its HTML."""

    name: str
    """That of its file, without the number by which they are in order."""
    title: str
    markdown: str
    html: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The examples that the style guide shows, by the names of their files."""

    articles: Mapping[str, Article]
    texts: Mapping[str, str]
    """The HTML of their texts."""
    components: Sequence[MarkdownComponent]
    authors: Sequence[Author]
    links: Sequence[FurtherLink]
    """Those of an article."""
    newest: Listing
    """The first page of a listing, with a lead."""
    numbered: Listing
    """One of its numbered pages."""
    findings: Sequence[Finding]
    """An error and a warning."""


@dataclass(frozen=True)
class Examples:
    """Reads the examples in the language of a magazine, for a guide at the address `url`."""

    url: str
    locale: Locale
    zone: dt.tzinfo
    sections: Sequence[Section]
    """Those of the magazine; the examples get them in turn, so that links to sections lead somewhere."""
    renderer: MarkdownRenderer = field(repr=False)
    cache: Cache = field(repr=False)

    @property
    def folder(self) -> Path:
        """The folder of the examples in this language, else of the English ones."""
        own = EXAMPLES / self.locale.language.partition("-")[0]
        return own if own.is_dir() else EXAMPLES / _FALLBACK

    @property
    def pictures(self) -> dict[str, Path]:
        """The drawings, by their paths in the docs folder, if they lay there."""
        return {f"{self.url}{path.name}": path for path in sorted(EXAMPLES.glob("*.svg"))}

    @cached_property
    def variants(self) -> dict[str, ImageVariants]:
        """What is published of the drawings."""
        found = inspect_images(self.pictures, self.cache, quick=True)
        return {name: each.variants for name, each in found.items() if each.variants}

    @cached_property
    def authors(self) -> dict[str, Author]:
        """The authors by id."""
        known, _ = read_authors_file((self.folder / "authors.yml").read_bytes(), "authors.yml")
        return {name: self._with_portrait(author) for name, author in known.items()}

    def _with_portrait(self, author: Author) -> Author:
        avatar = author.fields.avatar
        own = author.fields.model_copy(update={"avatar": f"{self.url}{avatar}"})
        return replace(author, fields=own) if avatar else author

    @cached_property
    def manuscripts(self) -> list[Manuscript]:
        """The articles as they are written; each has its place on the page of the guide as its address."""
        paths = sorted((self.folder / "articles").glob("*.md"))
        sources = source_files((f"{self.url}{path.name}", str(path)) for path in paths)
        read = read_manuscripts(sources, self.cache, self.zone).readable
        return [replace(each, address=f"{self.url}#guide-{Path(each.file).stem}") for each in read]

    def guide(self) -> Guide:
        """Return everything that the page shows."""
        articles = {Path(each.file).stem: self._article(index, each) for index, each in enumerate(self.manuscripts)}
        written = {path.stem: get_data(path.read_text(encoding="utf-8")) for path in self._components}
        shown = self._html({name: text for name, (text, _) in written.items()})
        return Guide(
            articles,
            {name: shown[name] for name in articles},
            [
                MarkdownComponent(name.partition("-")[2], str(head["title"]), text, shown[name])
                for name, (text, head) in written.items()
            ],
            [*self.authors.values()],
            _further_links([link for each in self.manuscripts for link in each.fields.links]),
            *self._listings([*articles.values()]),
            [*self._findings()],
        )

    def _html(self, components: Mapping[str, str]) -> dict[str, str]:
        """Return the HTML of all texts, those of the articles and `components` (Markdown), by the names of files."""
        texts = {each.file: MarkdownText(each.body, each.body_digest) for each in self.manuscripts}
        texts |= {f"{self.url}{name}.md": MarkdownText(text, digest(text)) for name, text in components.items()}
        languages = languages_of(self.manuscripts)
        rendered = render_texts(texts, self.renderer, self.cache, languages)
        pictures = {name: each.large.path for name, each in self.variants.items()}
        charts = Charts(self.locale.language, {}, languages)
        links = LinkResolver(pictures, {self.url}, self.variants, {}, frozenset(), charts=charts)
        on_page = replace(self.manuscripts[0], address=self.url)  # all lie in one folder, and are shown at one address
        return {Path(file).stem: links.resolve(text, on_page) for file, text in rendered.items()}

    @property
    def _components(self) -> list[Path]:
        return sorted((self.folder / "markdown").glob("*.md"))

    def _article(self, index: int, manuscript: Manuscript) -> Article:
        fields = manuscript.fields
        return Article(
            manuscript,
            tuple(self.authors[name] for name in fields.authors),
            (self.sections[index % len(self.sections)],) if self.sections else (),
            self.zone,
            language_in(fields.language, self.locale.language),
            as_moment(self.zone, fields.embargo) if fields.embargo else None,
            self.variants.get(manuscript.resolve(fields.image.src)) if fields.image else None,
        )

    def _listings(self, articles: Sequence[Article]) -> tuple[Listing, Listing]:
        """Return two pages of a listing, of what is published in the language of the magazine."""
        order = sorted(filter(self._is_listed, articles), key=lambda each: each.day, reverse=True)
        listed = tuple(cards(order))
        name, told = self.locale("guide.listing"), self.locale("guide.listing-description")
        first = Listing(ListingKind.TAG, self.url, name, told, listed[:_ON_FIRST], Pager(older_url=self.url))
        pager = Pager(_NUMBER, newer_url=self.url, older_url=self.url)
        title = self.locale("listing.numbered_title", title=name, number=_NUMBER)
        others = listed[_ON_FIRST:]
        days = {"first": self.locale.long_date(others[-1].day), "last": self.locale.long_date(others[0].day)}
        told = self.locale("listing.numbered_description", title=name, number=_NUMBER, **days)
        return first, replace(first, title=title, description=told, articles=others, pager=pager)

    def _is_listed(self, article: Article) -> bool:
        return not (article.held_back or article.withdrawn) and article.language == self.locale.language

    def _findings(self) -> Iterator[Finding]:
        known, least, most = [*self.authors], *map(str, STANDFIRST)
        unknown = {"value": known[0][:-1], "known": ", ".join(known), "guess": known[0]}
        short = {"count": "41", "least": least, "most": most}
        file = f"posts/2026/03/04/{self.manuscripts[0].slug}.md"
        problems = [
            Problem(Code.AUTHOR_UNKNOWN, Place(file, 4, 11), unknown),
            Problem(Code.STANDFIRST_SHORT, Place(file, 3, 14), short),
        ]
        yield from in_words(problems, self.locale, "docs")


def _further_links(links: Sequence[Link]) -> tuple[FurtherLink, ...]:
    return tuple(FurtherLink(each.title or "", each.target or "", _further_links(each.children)) for each in links)


def add_guide(
    specs: list[PageSpec], files: Files, config: MkDocsConfig, examples: Examples
) -> dict[str, ImageVariants]:
    """Add the page of the guide and its drawings, unless a page of the magazine has its address.

    Return the variants of the drawings by their paths.
    """
    title, description = examples.locale("guide.title"), examples.locale("guide.description")
    if {f"{examples.url}index.html"} & ({file.dest_uri for file in files} | {spec.path for spec in specs}):
        return {}
    context = {"guide": examples.guide()}
    specs.append(PageSpec(examples.url, "guide.html", title, description, context, in_sitemap=False))
    for name, path in examples.pictures.items():
        file = File.generated(config, name, abs_src_path=str(path))
        file.__class__ = LinkTargetFile
        files.append(move(file, examples.variants[name].large.path))
    return examples.variants
