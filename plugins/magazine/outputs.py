"""All files beside the pages. `publishing` makes them; this module gives it the edition, settings and texts."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from magazine.cache.output import Output
from magazine.content.article import Article
from magazine.content.edition import Edition
from magazine.content.section import Section
from magazine.images import variants as pictures
from magazine.images.picture import ImageVariants
from magazine.locales import Locale
from magazine.mkdocs_internals import get_build_datetime
from magazine.options import MagazineConfig
from magazine.pages import mkdocs_files, navigation
from magazine.pages.addresses import Addresses
from magazine.pages.listing import ListingKind
from magazine.pages.magazine import Magazine
from magazine.pages.mkdocs_files import is_excluded
from magazine.pages.page import MagazinePage, PageSpec, for_search_engines
from magazine.publishing import feeds, publication, share_cards, sitemaps
from magazine.publishing.brand import Brand
from magazine.publishing.manifest import manifest
from magazine.publishing.minified import minified
from magazine.publishing.search.entries import SearchEntry, entries, page_entry
from magazine.publishing.search.index import Index
from magazine.publishing.service_worker import LATEST, PATH, Worker, files_of, latest, service_worker
from magazine.publishing.site_folder import SiteFolder
from magazine.rendering.article_texts import ArticleTexts
from magazine.rendering.beside import without_repeated
from magazine.rendering.charts import titles_only
from magazine.rendering.links import absolute
from magazine.theme_settings import own_folders

_FOUND = frozenset({ListingKind.SECTION, ListingKind.AUTHOR})  # listings that the search finds as pages


class OutputGroup(NamedTuple):
    """Outputs that are made together. `name` is the key of their progress bar; `heavy` if each takes long."""

    name: str
    outputs: Iterable[Output]
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Outputs:
    """The outputs of one edition."""

    config: MkDocsConfig
    settings: MagazineConfig
    files: Files
    edition: Edition
    specs: list[PageSpec]
    variants: Mapping[str, ImageVariants]
    article_texts: ArticleTexts
    magazine: Magazine
    brand: Brand
    addresses: Addresses
    locale: Locale
    folder: SiteFolder

    def __iter__(self) -> Iterator[OutputGroup]:
        """Yield all but the search index, in the order of making: pictures first, because feeds contain their sizes."""
        yield OutputGroup("pictures", self._pictures(), heavy=True)
        if self.config.site_url and not self.magazine.preview:
            yield OutputGroup("feeds", [*self._feeds(self.config.site_url), *self._sitemaps(self.config.site_url)])
        if self.magazine.share_cards:
            yield OutputGroup("cards", self._share_cards())

    def small_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield small files (name, content). They are not cached, because making them is as fast as looking them up."""
        name, description = self.magazine.name, self.magazine.description
        yield "manifest.webmanifest", manifest(name, description, self.locale.language, self.brand)
        for words in self.magazine.translated_words(self.locale):
            yield f"assets/share-{words.language}.json", json.dumps(words.below("share."), ensure_ascii=False).encode()
            yield f"assets/reading/words-{words.language}.json", self._reading_words(words)
        folders = own_folders(self.config)
        if self.magazine.preview:
            yield PATH, service_worker(folders, None)
            return
        yield from minified(self.folder.building, folders)
        yield from self._offline(folders)
        if queries := self.magazine.queries:
            yield "assets/queries.json", json.dumps(queries, ensure_ascii=False).encode()
        yield "embargo.json", publication.embargo_note(self.edition.next_embargo)
        yield "addresses.json", publication.addresses([*self.edition.library, *self.edition.withdrawn], self._lasting())
        if self.config.site_url and not (self.folder.building / "robots.txt").exists():
            names = ["sitemap.xml", *(["news-sitemap.xml"] if self.edition.library.articles else [])]
            yield "robots.txt", publication.robots(self.config.site_url, names)

    def _reading_words(self, words: Locale) -> bytes:
        """Return what `assets/reading/words.json` is in the magazine's language."""
        told = {
            "language": words.language,
            "offers": self.magazine.reading,
            "kept": self.addresses.kept(),
            "words": words.below("reading."),
        }
        return json.dumps(told, ensure_ascii=False).encode()

    def _offline(self, folders: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
        """Yield the service worker, when all that it keeps is made, and the list of the newest articles."""
        if "offline" not in self.magazine.reading:
            yield PATH, service_worker(folders, None)
            return
        files = files_of(self.folder.building)
        notice = self.locale("kept.notice", day="{day}")
        yield PATH, service_worker(folders, Worker(files, self.addresses.kept(), self.locale.language, notice))
        yield LATEST, latest(self.edition.library.listed)

    def _lasting(self) -> Iterator[str]:
        """Yield the addresses of pages that stay whichever articles come and go: sections, authors, standing pages."""
        yield from (entry.url for entry in self._listings())
        for file in mkdocs_files.standing_pages(self.files, self.config.docs_dir, self.settings.posts_dir):
            if file.page and not isinstance(file.page, MagazinePage) and file.url != "./":
                yield file.url

    def index(self) -> Index:
        """Return the search index. A build writes it at once, a preview in the background (see `indexing`)."""
        texts = ((article, self.article_texts.text(article)) for article in self.edition.library)
        articles = entries(
            ((article, without_repeated(titles_only(text.html)), text.digest) for article, text in texts), self.locale
        )
        pages = sorted((*self._listings(), *self._standing_pages()), key=lambda entry: entry.id)
        return Index([*pages, *articles], self.locale.language.partition("-")[0])

    def _listings(self) -> Iterator[SearchEntry]:
        """Yield the pages of sections and authors, as they can be found: not by facts that change with each article."""
        for spec in self.specs:
            listing = spec.context.get("listing")
            if listing and listing.kind in _FOUND and listing.pager.number is None:
                subject, kind = listing.subject, self.locale(f"search.kind.{listing.kind}")
                told = subject.description if isinstance(subject, Section) else spec.description
                yield page_entry(spec.url, spec.title, told, kind)

    def _standing_pages(self) -> Iterator[SearchEntry]:
        for file in mkdocs_files.standing_pages(self.files, self.config.docs_dir, self.settings.posts_dir):
            text, page = self.article_texts.texts.get(file.src_uri), file.page
            if text and page and not is_excluded(file) and not isinstance(page, MagazinePage):
                title, description = str(page.title), str(page.meta.get("description") or "")
                kind = self.locale("search.kind.page")
                yield page_entry(file.url, title, description, kind, titles_only(text.html), text.digest)

    def _file(self, picture: str) -> Path:
        return Path(self.files.src_uris[picture].abs_src_path or "")

    def _pictures(self) -> Iterator[Output]:
        leading = {article.variants.file for article in self.edition.library if article.variants}
        for name, variants in self.variants.items():
            yield from pictures.outputs(variants, self._file(name), with_crops=name in leading)

    def _feeds(self, site_url: str) -> Iterator[Output]:
        library = self.edition.library
        notice = self.settings.disclaimer
        channel = feeds.FeedChannel(self.config.site_name, site_url, notice.text if notice else "", self.locale)
        every = [*feeds.feeds(library, self.addresses.home, channel, self.magazine.description)]
        if (home := navigation.address_of(self.files, "corrections.html")) is not None:
            every.append(feeds.corrections(self.edition.corrections, home, channel))

        def html_of(article: Article) -> str:
            return absolute(self.article_texts.html(article, plain=True), urljoin(site_url, article.url))

        old = self.settings.old_feeds(self.config.docs_dir, self.locale.language)
        if "rss" in self.config.plugins:  # mkdocs-rss-plugin still writes them
            old = self.settings.redirects(self.config.docs_dir).feeds
        taken = {spec.path for spec in self.specs} | {file.dest_uri for file in self.files}
        for output in feeds.outputs(every, channel, html_of, self.article_texts.fingerprint, self.folder.size):
            yield output
            yield from (
                replace(output, path=path) for path, new in old.items() if new == output.path and path not in taken
            )

    def _sitemaps(self, site_url: str) -> Iterator[Output]:
        known = [
            sitemaps.SitemapEntry(
                url, lastmod, (article.image.url,) if article and article.image else (), self._versions(article)
            )
            for url, lastmod, article in for_search_engines(self.specs, self.files)
        ]
        yield from sitemaps.outputs(known, site_url)
        articles, name = self.edition.library.articles, self.config.site_name
        yield from sitemaps.news_outputs(articles, get_build_datetime(), name, site_url)

    def _versions(self, article: Article | None) -> tuple[tuple[str, str], ...]:
        versions = self.edition.library.versions(article) if article else []
        return tuple((each.language, each.url) for each in versions)

    def _share_cards(self) -> Iterator[Output]:
        disclaimer = self.settings.disclaimer
        notice = (disclaimer.short or disclaimer.text) if disclaimer else ""
        style = share_cards.CardStyle(self.brand, self.magazine.name, notice, self.locale.language)
        yield from share_cards.outputs(
            self.edition.library,
            self.settings.share_cards,
            style,
            self.addresses.home,
            lambda variants: self._file(variants.file),
            self.locale,
            self.magazine.description,
        )
