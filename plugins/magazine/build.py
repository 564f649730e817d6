"""One build, from the docs folder to the finished site.

The methods of `Build` stand in the order in which the plugin calls them: settings are taken up, articles read and
checked, pages laid out, texts and pages rendered, what stands beside the pages is made, and the site is published.
"""

import datetime as dt
import os
from collections.abc import Mapping
from enum import Enum
from functools import partial
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from magazine.cache import memo
from magazine.cache.cache import Cache
from magazine.cache.output import output_step
from magazine.checks.docs_files import files_in_the_way
from magazine.checks.proof import Proofreader
from magazine.checks.read_edition import read_edition
from magazine.checks.report import Finding, as_text, own_command
from magazine.checks.selection import Report, ReportLimits, report
from magazine.checks.spelling import Speller, read_names
from magazine.content.edition import Edition
from magazine.content.manuscript import path_address
from magazine.content.manuscripts import Manuscripts, languages_of, read_manuscripts, source_files
from magazine.content.problem import Problem
from magazine.images.inspection import inspect_images
from magazine.images.picture import ImageVariants, InspectedImage
from magazine.indexing import is_wanted as search_is_wanted
from magazine.locales import load
from magazine.memory import Memory
from magazine.mkdocs_internals import anchors_in, get_build_datetime, is_markdown_file
from magazine.mkdocs_settings import cache_folder, configure
from magazine.options import MagazineConfig
from magazine.other_plugins import take_part
from magazine.outputs import Outputs
from magazine.pages import mkdocs_files, navigation, site
from magazine.pages.addresses import Addresses
from magazine.pages.front_page import front_page
from magazine.pages.guide import Examples, add_guide
from magazine.pages.late_context import LateContext
from magazine.pages.misplaced import misplaced_articles
from magazine.pages.page import MagazinePage, PageSpec
from magazine.pages.renderer import PageRenderer, populated_page
from magazine.pages.templates import configure_env
from magazine.publishing import publication, share_cards
from magazine.publishing.brand import BrandError, read_brand
from magazine.publishing.site_folder import SiteFolder
from magazine.rendering.article_texts import ArticleTexts, MarkdownText, render_texts, shown_files
from magazine.rendering.bio_markdown import bio_problems
from magazine.rendering.charts import Charts
from magazine.rendering.text import MarkdownRenderer, RenderedText
from magazine.site_writer import SiteWriter
from magazine.stopwatch import Stopwatch
from magazine.template_globals import docs_folder, magazine_of, structured_data_of, writing_form_of
from magazine.theme_settings import configure_theme

log = get_plugin_logger(__name__)


class Purpose(Enum):
    """For whom is built: readers; those who write, in a preview; or `magazine check`, which needs no pages."""

    READERS = ReportLimits.BUILD
    PREVIEW = ReportLimits.PREVIEW
    CHECK = ReportLimits.CHECK


class Inspected(Exception):  # noqa: N818 - not an error: what was asked for is known, and the build need not go on
    """What a build would have found; `notes` are about the inspection itself."""

    def __init__(self, findings: list[Finding], notes: list[str]) -> None:
        super().__init__()
        self.findings, self.notes = findings, notes


class Build:
    """One build. All of its state lives here; what the preview keeps for the next one is in `memory`."""

    edition: Edition
    variants: dict[str, ImageVariants]
    articles: list[PageSpec]
    specs: list[PageSpec]
    nav: Navigation
    renderer: MarkdownRenderer
    texts: dict[str, RenderedText]
    charts: Charts
    article_texts: ArticleTexts
    speller: Speller
    outputs: Outputs

    def __init__(self, config: MkDocsConfig, settings: MagazineConfig, purpose: Purpose, memory: Memory) -> None:
        """Take up the settings: the words of the language, the look of the theme, the cache.

        Raises:
            PluginError: The theme has not what is needed.
        """
        self.config, self.settings, self.purpose, self.memory = config, settings, purpose, memory
        self.preview = purpose is Purpose.PREVIEW
        self.watch = Stopwatch()
        self.problems: list[Problem] = []
        self.populated: list[MagazinePage] = []
        self.locale = load(settings.language(str(config.theme.get("language") or "en")))
        self.addresses = Addresses(self.locale.addresses)
        self.blog = settings.blog_of(settings.posts_dir, self.locale.language)
        configure_theme(config, self.locale)
        try:
            self.brand = read_brand(config.theme.dirs)
        except BrandError as error:
            raise PluginError(str(error)) from None
        self.cards = settings.share_cards if config.site_url and not self.preview else "none"
        wanted = {"preview": self.preview, "cards": self.cards != "none", "search": search_is_wanted()}
        self.magazine = magazine_of(config, settings, self.locale, self.brand, **wanted)
        self.cache_folder = cache_folder(config)
        if config.site_url and not self.preview and not settings.publisher.complete:
            publication.warn(self.locale("publisher.warning"))
        configure(config, self.locale.language, was_blog=self.blog is not None)
        memo.next_build()
        self.cache = Cache(self.cache_folder, self.title_of)

    def title_of(self, step: str) -> str:
        """Return what is shown beside the progress of a step."""
        return self.locale(f"progress.{step}")

    @property
    def now(self) -> dt.datetime:
        """The moment for which is built, in the time zone of the magazine."""
        return get_build_datetime().astimezone(self.settings.timezone)

    @property
    def for_writers(self) -> bool:
        """Whether drafts are looked at as well, and spelling."""
        return self.purpose is not Purpose.READERS

    def is_article(self, file: str) -> bool:
        """Tell whether a file of the docs folder is an article."""
        return file.startswith(f"{self.settings.posts_dir}/") and is_markdown_file(file) and "/." not in file

    def open_folder(self, folder: SiteFolder) -> None:
        """Let MkDocs build beside the old site, which `folder` knows."""
        self.folder, self.writer = folder, SiteWriter(folder, self.cache, self.watch)
        self.config.site_dir = str(folder.building)
        self.watch.lap("settings, old site")

    def call_off(self) -> None:
        """Throw away what was built."""
        if hasattr(self, "folder"):
            self.folder.discard()

    def read(self, files: Files) -> None:
        """Inspect pictures, and read articles and authors."""
        self.watch.lap("files (MkDocs)")
        pictures = mkdocs_files.pictures(files, self.config.docs_dir, self.settings.posts_dir)
        inspected = inspect_images(pictures, self.cache, quick=self.preview)
        self.watch.lap("pictures")
        manuscripts = self._read_texts(files)
        self.watch.lap("texts")
        self.edition, self.problems = self._read_edition(manuscripts, files, inspected)
        self.problems += misplaced_articles(files, self.config, self.settings.posts_dir, self.blog)
        own = {file.src_uri for file in mkdocs_files.inside(files, self.config.docs_dir)}
        self.problems += files_in_the_way(own - {*self.settings.allowed_files}, [*map(Path, self.config.theme.dirs)])
        self.problems += mkdocs_files.without_places(files, self.config.docs_dir, self.settings.posts_dir)
        self.watch.lap("checks")
        mkdocs_files.drop_theme_assets(files, self.config)
        mkdocs_files.remove(files, [*self.settings.data_files, *self.edition.withheld])
        if not self.for_writers:
            mkdocs_files.remove(files, self.edition.hidden)
            mkdocs_files.hold_back(files, self.edition.held_back)
        self.variants = mkdocs_files.keep_pictures(files, inspected)

    def _read_texts(self, files: Files) -> Manuscripts:
        """Read and render all texts: what they show and link to decides which files are published."""
        inside = mkdocs_files.inside(files, self.config.docs_dir)
        articles = ((file.src_uri, file.abs_src_path or "") for file in inside if self.is_article(file.src_uri))
        manuscripts = read_manuscripts(source_files(articles), self.cache, self.settings.timezone, self.blog)
        self.renderer = MarkdownRenderer(self.config.markdown_extensions, self.config.mdx_configs)
        texts = {each.file: MarkdownText(each.body, each.body_digest) for each in manuscripts.everything}
        pages = mkdocs_files.standing_texts(files, self.config.docs_dir, self.settings.posts_dir)
        languages = languages_of(manuscripts.everything)
        self.texts = render_texts(texts | pages, self.renderer, self.cache, languages)
        data = mkdocs_files.chart_data(files, self.config.docs_dir, self.texts)
        self.charts = Charts(self.locale.language, data, languages)
        return manuscripts

    def _read_edition(
        self, manuscripts: Manuscripts, files: Files, inspected: Mapping[str, InspectedImage]
    ) -> tuple[Edition, list[Problem]]:
        authors = files.get_file_from_path(self.settings.authors_file)
        return read_edition(
            manuscripts,
            shown_files(manuscripts.everything, self.texts),
            authors.content_bytes if authors else None,
            {file.src_uri for file in mkdocs_files.inside(files, self.config.docs_dir)},
            self.settings.for_edition(self.now, self.locale.language, mkdocs_files.named_in_settings(self.config)),
            inspected.get,
            with_held_back=self.for_writers,
        )

    def lay_out(self, files: Files) -> None:
        """Make articles, listings and redirects pages, each with its address and what it shows."""
        library, withdrawn, addresses = self.edition.library, self.edition.withdrawn, self.memory.addresses
        has_card = partial(share_cards.has_card, library=library, which=self.cards)
        pages = site.Site(files, self.config, library, withdrawn, self.addresses, self.locale, has_card)
        addresses |= {article.file: article.url for article in (*library, *withdrawn)}
        pages.add_problem_pages({file: addresses.get(file) or path_address(file) for file in self.edition.rejected})
        self.articles = pages.add_articles()
        pages.add_withdrawn()
        offline = "offline" in self.magazine.reading
        self.problems += pages.add_listings(self.settings.pagination, search=self.magazine.search, offline=offline)
        redirects = self.settings.redirects(self.config.docs_dir)
        self.problems += pages.add_redirects(redirects, self.settings.blog_lists(self.blog))
        self.specs = pages.specs
        mkdocs_files.keep_from_mkdocs(self.specs, files)
        self.magazine.sections, self.magazine.other_languages = library.sections, tuple(library.by_language)
        self.problems += [each for author in library.authors for each in bio_problems(author, self.locale.language)]
        self.watch.lap("layout of pages")

    def offer_articles(self, nav: Navigation, files: Files) -> None:
        """Offer the articles to mkdocs-blog-plugin; every file has its address now, so links can be resolved."""
        self.nav = nav
        mkdocs_files.keep_front_page_from_mkdocs(files)
        navigation.offer_articles(nav, self.articles)
        links = mkdocs_files.link_resolver(files, self.specs, self.edition, self.variants, self.charts)
        self.article_texts = ArticleTexts(self.renderer, links, self.texts)
        if self.preview:
            url, zone, sections = self.addresses.guide(), self.settings.timezone, self.edition.library.sections
            examples = Examples(url, self.locale, zone, sections, self.renderer, self.cache)
            self.variants |= add_guide(self.specs, files, self.config, examples)
        mkdocs_files.note_anchors(files, {each.file: self.texts[each.file] for each in self.edition.judged})

    def proofread(self) -> None:
        """Proofread all texts. Spelling is for those who write: a build for readers does not look at it."""
        names = Path(self.config.docs_dir, self.settings.words_file)
        known = read_names(names.read_text("utf-8", errors="replace")) if names.is_file() else []
        self.speller = Speller(self.locale.language, known)
        reader = Proofreader(self.locale.language, self.speller if self.for_writers else None)
        self.problems += reader.problems(self.edition.judged, self.cache)
        self.watch.lap("texts proofread")

    def populate_pages(self, files: Files) -> None:
        """Let other plugins change the texts of our pages, where some take part in making them."""
        if take_part(self.config):
            self.populated = [populated_page(spec, files, self.config, self.article_texts) for spec in self.specs]
            mkdocs_files.show_to_plugins(self.populated, files)

    def report(self, files: Files) -> Report:
        """Tell all problems at once, now that every text is rendered.

        Raises:
            PluginError: There are errors, and nobody who could mend them before the next build.
            Inspected: That was all that `magazine check` asks for.
        """
        self.watch.lap("standing pages (MkDocs)")
        anchors = {file.url: anchors_in(file) for file in files}
        self.problems += self.article_texts.problems(self.edition.judged, anchors)
        settings = os.path.relpath(self.config.config_file_path or "mkdocs.yml", self.config.docs_dir)
        self.problems += navigation.missing_pages(self.settings.publisher.pages, files, Path(settings).as_posix())
        pages = mkdocs_files.standing_pages(files, self.config.docs_dir, self.settings.posts_dir)
        self.problems += self.article_texts.standing_problems(
            {each.src_uri: each.content_bytes for each in pages}, self.settings.trusted_pages
        )
        texts, rules_off, docs = self.edition.judged, self.settings.rules_off, docs_folder(self.config)
        found = report(self.problems, texts, rules_off, self.speller, self.locale, docs, self.purpose.value)
        if self.purpose is Purpose.CHECK:
            raise Inspected(found.findings, found.notes(self.locale, self.speller, texts))
        if errors := found.errors:
            if not self.preview:
                count = self.locale("problems.count", count=len(errors))
                raise PluginError(f"{count}\n{as_text(errors)}")
            log.error(as_text(errors))
        return found

    def render_pages(self, env: jinja2.Environment, files: Files, found: Report) -> None:
        """Render all pages of ours: through the cache, unless other plugins take part in making them."""
        config, settings = self.config, self.settings
        structured_data = structured_data_of(config, settings, self.magazine, self.addresses, self.locale, files)
        configure_env(
            env,
            self.locale,
            str(config.theme.get("language") or "en"),
            magazine=self.magazine,
            address=self.addresses,
            corrections=self.edition.corrections,
            structured_data=structured_data,
            writing=writing_form_of(config, settings, self.edition, self.locale),
        )
        self.magazine.standing_pages = navigation.standing_pages(self.nav)
        if self.preview:
            self._show_problems(found, env)
        everywhere = (self.magazine, structured_data)
        renderer = PageRenderer(env, config, self.nav, files, self.article_texts, everywhere)
        latest, size, page_size = navigation.latest_articles(self.nav), settings.front_page, settings.pagination
        front = front_page(self.edition.library, size, page_size, latest, self.now.date())
        late = LateContext(front, found.errors)
        if self.populated:
            for page in self.populated:
                self.folder.write(page.spec.path, renderer.html(page, late.of(page.spec)), None)
        else:
            self.writer.write(output_step("pages"), [renderer.output(spec, late.of(spec)) for spec in self.specs])
        self.watch.lap("pages rendered")

    def _show_problems(self, found: Report, env: jinja2.Environment) -> None:
        """Tell problems in the preview: every page fetches the list."""
        everything = env.get_template("partials/problems.html").render(
            problems=found.errors, warnings=found.warnings, count=found.warning_count, command=own_command()
        )
        self.folder.write("problems.html", everything.encode(), None)

    def make_outputs(self, files: Files) -> None:
        """Make what stands beside the pages: pictures, feeds, sitemaps, share cards, the search index."""
        self.outputs = Outputs(
            config=self.config,
            settings=self.settings,
            files=files,
            edition=self.edition,
            specs=self.specs,
            variants=self.variants,
            article_texts=self.article_texts,
            magazine=self.magazine,
            brand=self.brand,
            addresses=self.addresses,
            locale=self.locale,
            folder=self.folder,
        )
        for group in self.outputs:
            self.writer.write(output_step(group.name, heavy=group.heavy), group.outputs)
            self.watch.lap(group.name)
        if self.magazine.search and not self.preview:
            self.writer.write_index(self.outputs.index())
            self.watch.lap("search index")

    def publish(self, *, called_off: bool) -> None:
        """Put the new site in the old one's place, unless a strict build is about to be called off."""
        self.watch.lap("other files (MkDocs)")
        for name, content in self.outputs.small_files():
            self.folder.write(name, content, None)
        if not called_off:
            self.folder.publish()
            self.config.site_dir = str(self.folder.target)  # `mkdocs gh-deploy` takes the site from there
        self.watch.lap("publishing")
        self.cache.close()
        self.watch.lap("store cleared")
        self.watch.tell()
