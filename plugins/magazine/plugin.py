"""The MkDocs events, each handing over to the room that does the work.

In the order of a build:

- `on_startup`: whether this is a build or the preview.
- `on_config`: words of the language; the site is built beside the old one.
- `on_files`: articles are read and checked; articles, listings and redirects become pages.
- `on_nav`: articles are offered to mkdocs-blog-plugin, their texts are set.
- `on_env`: templates get their words; problems stop a build, or are shown in the preview; our pages are printed.
- `on_page_context`: a page gets what it shows.
- `on_post_build`: the new site takes the place of the old one. `on_build_error`: it is thrown away.
- `on_serve`: the preview survives every mistake.
"""

import datetime as dt
import gc
import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, get_build_datetime, is_markdown_file
from mkdocs.utils.templates import TemplateContext
from mkdocs_blog import Blog

from magazine.cache import production
from magazine.cache.fingerprint import fingerprint
from magazine.cache.memo import Remembered
from magazine.cache.press import Job, Made, Press
from magazine.cache.product import Product
from magazine.checks import copy_desk
from magazine.checks.copy_desk import Edition, House, edit
from magazine.checks.limits import PARAGRAPH_MAX, STANDFIRST, TITLE_MAX
from magazine.checks.proof import Proofreader
from magazine.checks.proofroom import ProofRoom
from magazine.checks.report import Finding, as_text
from magazine.checks.spelling import Speller, read_names
from magazine.checks.verdict import Audience, Verdict, verdict
from magazine.content.article import Article
from magazine.content.author import read_authors
from magazine.content.manuscript import PICTURES, path_address
from magazine.content.problem import Problem
from magazine.content.reading import ReadingRoom
from magazine.content.relations import relations
from magazine.images import variants as pictures
from magazine.images.darkroom import Darkroom
from magazine.images.picture import Prints, Seen
from magazine.indexing import BackgroundIndex, index_files
from magazine.indexing import is_off as search_is_off
from magazine.indexing import is_wanted as search_is_wanted
from magazine.locales import Locale, load
from magazine.options import MagazineConfig
from magazine.pages import navigation, site
from magazine.pages.addresses import Addresses
from magazine.pages.magazine import Magazine
from magazine.pages.page import MagazinePage, Sheet
from magazine.pages.printing import Printer, page_key
from magazine.pages.templates import equip
from magazine.pages.writing import writing_form
from magazine.preview import Saves, is_taken, keep_running, kept_between_previews, let_go, watch_closely
from magazine.publishing import publication, share_cards
from magazine.publishing.look import Look, LookError, read_look
from magazine.publishing.search.pagefind import PagefindFailed
from magazine.publishing.site_folder import SiteFolder
from magazine.publishing.structured_data import StructuredData
from magazine.rendering.composing import ComposingRoom
from magazine.rendering.links import Links
from magazine.rendering.notes import note_problems
from magazine.rendering.sanitiser import Source
from magazine.rendering.typesetting import Typesetting, typeset
from magazine.stopwatch import Stopwatch
from magazine.supplements import Supplements

log = get_plugin_logger(__name__)


_Printed = TypeVar("_Printed", Sheet, Product)


class Inspected(Exception):  # noqa: N818 - not an error: what was asked for is known, and the build need not go on
    """What a build would have found; `notes` are about the inspection itself."""

    def __init__(self, findings: list[Finding], notes: list[str]) -> None:
        super().__init__()
        self.findings, self.notes = findings, notes


class MagazinePlugin(BasePlugin[MagazineConfig]):  # type: ignore[no-untyped-call]
    """Makes MkDocs a newsroom."""

    locale: Locale
    addresses: Addresses
    edition: Edition
    magazine: Magazine
    look: Look
    press: Press
    folder: SiteFolder
    nav: Navigation
    articles: list[Sheet]
    sheets: list[Sheet]
    prints: dict[str, Prints]
    typesetting: Typesetting
    supplements: Supplements
    problems: list[Problem]
    speller: Speller
    background: BackgroundIndex | None = None

    def __init__(self) -> None:
        self.previewing = False
        self.inspecting = False  # `magazine check`: a build that ends when everything wrong is known
        self.known_addresses: dict[str, str] = {}  # of articles by file: a broken one is shown where it was
        self.served: Path | None = None
        self.reading, self.composing, self.proofs = ReadingRoom(), ComposingRoom(), ProofRoom()
        self.darkroom = Darkroom()
        self.memories: list[Remembered[Any]] = []
        self.desk, self.layout = copy_desk.Hands(self.reading.manuscript), site.Hands()
        self.page_key: Callable[..., str] = page_key

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is the preview. (A plugin with this event also lives on from build to build.)"""
        self.saves = Saves()
        self.previewing, self.inspecting = command == "serve", False
        if self.previewing:
            desk: list[Any] = [Remembered(each) for each in (read_authors, Article, relations)]
            layout: list[Any] = [Remembered(each) for each in (site.article_sheet, site.listing_sheets)]
            self.desk, self.layout = copy_desk.Hands(self.reading.manuscript, *desk), site.Hands(*layout)
            self.page_key = key = Remembered(page_key)
            self.memories = [*desk, *layout, key]

    @property
    def _for_writers(self) -> bool:
        """Whether drafts are looked at as well, and spelling."""
        return self.previewing or self.inspecting

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the words, set up Markdown, and let MkDocs build beside the old site."""
        gc.disable()  # a library is built up and kept: looking through it for garbage would take a third of the time
        self.watch = Stopwatch()
        language = str(config.theme.get("language") or "en")
        if not _has_translation(config, language):
            raise PluginError(f"theme: language: Material for MkDocs has no translation '{language}'")
        self.locale = load(language)
        self.addresses = Addresses(self.locale.addresses)
        self.problems = []
        if "magazine.typography" not in config.markdown_extensions:
            config.markdown_extensions.append("magazine.typography")
        config.mdx_configs["magazine.typography"] = {"language": language}
        try:
            self.look = read_look(config.theme.dirs)
        except LookError as error:
            raise PluginError(str(error)) from None
        self.share_cards = self.config.share_cards if config.site_url and not self.previewing else "none"
        self.magazine = Magazine(
            name=config.site_name,
            description=config.site_description or "",
            language=language,
            disclaimer=self.config.disclaimer,
            publisher=self.config.publisher,
            preview=self.previewing,
            theme_colors=(self.look.light["paper"], self.look.dark["paper"]),
            share_cards=self.share_cards != "none",
            search=search_is_wanted(),
        )
        if not (self.magazine.search or search_is_off() or self.inspecting):
            publication.warn(self.locale("search.no-pagefind"))
        if config.site_url and not self.previewing and not self.config.publisher.complete:
            publication.warn(self.locale("publisher.warning"))
        if not config.repo_url:
            config.edit_uri = None  # leads nowhere without a repository; MkDocs would warn about every page
        config.theme.static_templates.update(_STATIC_TEMPLATES)
        config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own: the dates in it are those of the build
        config.use_directory_urls = True  # addresses end in a slash: posts/2025/12/26/slug/
        cache = Path(config.config_file_path or "mkdocs.yml").parent / ".cache/magazine"
        self.press = Press(cache)
        self.composing.equip(config.markdown_extensions, config.mdx_configs)
        for memory in self.memories:
            memory.turn()
        self._open_folder(config, cache)
        self.watch.lap("settings, old site")
        return config

    def _open_folder(self, config: MkDocsConfig, cache: Path) -> None:
        target = Path(config.site_dir)
        name = f"site-{fingerprint(str(target))[:8]}"
        if self.previewing:
            self.saves.note([config.docs_dir, *config.watch])
            self.served = target
            name = f"preview-{config.dev_addr.port}"
            target = kept_between_previews(target, cache / name)
        if not self._same_folder(target):
            self.known_addresses = {}  # of another project, built in this process before
        if not (self.previewing and self._same_folder(target) and self.folder.again()):
            self.folder = SiteFolder(target, cache / f"{name}.json")
        if not self.previewing:
            self.folder.prepare()
        config.site_dir = str(self.folder.building)

    def _same_folder(self, target: Path) -> bool:
        return hasattr(self, "folder") and self.folder.target == target

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Read the articles, have them checked, and make their pages and all listings."""
        self.watch.lap("files (MkDocs)")
        seen = self._see_pictures(files, config)
        self.watch.lap("pictures")
        self.edition = self._edition(files, config, seen)
        self.watch.lap("manuscripts, checks")
        self.problems += self.edition.problems
        library = self.edition.library
        withdrawn = self.edition.withdrawn
        has_card = partial(share_cards.has_card, library=library, which=self.share_cards)
        pages = site.Site(files, config, library, withdrawn, self.addresses, self.locale, has_card, self.layout)
        for article in (*library, *withdrawn):
            self.known_addresses[article.file] = article.url
        site.drop_theme_assets(files, config)
        hidden = [] if self._for_writers else self.edition.held_back
        site.remove(files, [self.config.authors_file, self.config.words_file, *self.edition.withheld, *hidden])
        self.prints = site.keep_pictures(files, seen)
        rejected = self.edition.rejected
        pages.add_problem_pages(
            rejected, {file: self.known_addresses.get(file) or path_address(file) for file in rejected}
        )
        self.articles = pages.add_articles()
        pages.add_withdrawn()
        self.problems += pages.add_listings(self.config.pagination, self.config.front_page, self.magazine.search)
        self.problems += pages.add_redirects()
        self.sheets = pages.sheets
        if _others_take_part(config):
            site.hand_to_mkdocs(self.sheets, files, config, self._typeset)
        else:
            site.keep_from_mkdocs(self.sheets, files)
        self.magazine.sections = library.sections
        for author in library.authors:
            source = Source(self.config.authors_file, author.bio, author.place("bio").line or 1)
            self.problems += note_problems(author.bio, self.locale.language, source)
        self.watch.lap("layout of pages")
        return files

    @property
    def now(self) -> dt.datetime:
        """The moment for which is built, in the time zone of the magazine."""
        return get_build_datetime().astimezone(self.config.timezone)

    def is_article(self, file: str) -> bool:
        """Tell whether a file of the docs folder is an article."""
        return file.startswith(f"{self.config.posts_dir}/") and is_markdown_file(file)

    def _see_pictures(self, files: Files, config: MkDocsConfig) -> dict[str, Seen]:
        """Look at the pictures beside the articles, and at drawings wherever they are: those could do harm."""
        beside = f"{self.config.posts_dir}/"
        shown = {
            file.src_uri: Path(file.abs_src_path)
            for file in files
            if file.src_dir == config.docs_dir
            and file.abs_src_path
            and file.src_uri.lower().endswith(PICTURES if file.src_uri.startswith(beside) else ".svg")
        }
        return self.darkroom.see(
            shown,
            pictures.look,
            pictures.digest_of,
            self.press,
            quick=self.previewing,
            title=self.locale("progress.looks"),
        )

    def _edition(self, files: Files, config: MkDocsConfig, seen: Mapping[str, Seen]) -> Edition:
        house = House(
            sections=self.config.sections,
            zone=self.config.timezone,
            now=self.now,
            language=self.locale.language,
            posts_dir=self.config.posts_dir,
            authors_file=self.config.authors_file,
        )
        inside = [file for file in files if file.src_dir == config.docs_dir]
        texts = [(file.src_uri, file.content_bytes) for file in inside if self.is_article(file.src_uri)]
        self.reading.prepare(texts, self.press, self.locale("progress.manuscripts"))
        authors = files.get_file_from_path(house.authors_file)
        return edit(
            texts,
            authors.content_bytes if authors else None,
            {file.src_uri for file in inside},
            house,
            with_held_back=self._for_writers,
            hands=self.desk,
            look=seen.get,
        )

    def _proofread(self, config: MkDocsConfig) -> list[Problem]:
        """Have all texts proofread. Spelling is for those who write: a build for readers does not look at it."""
        names = Path(config.docs_dir, self.config.words_file)
        known = read_names(names.read_text("utf-8", errors="replace")) if names.is_file() else []
        speller = Speller(self.locale.language, known)
        reader = Proofreader(self.locale.language, speller if self._for_writers else None)
        found = self.proofs.problems(
            self.edition.texts, reader.read, reader.version, self.press, self.locale("progress.proofs")
        )
        self.speller = speller
        return found

    @event_priority(100)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Offer the articles to mkdocs-blog-plugin, whose event comes behind this one; have the texts set."""
        self.nav = nav
        self.magazine.standing_pages = navigation.standing_pages(nav)
        navigation.offer_articles(nav, self.articles)
        pages = dict.fromkeys([sheet.url or "./" for sheet in self.sheets])
        links = Links({file.src_uri: file.url for file in files}, pages, self.prints)
        library = self.edition.library
        self.typesetting = typeset(self.composing, library, links, self.press, self.locale("progress.texts"))
        for article, sheet in zip(library, self.articles, strict=True):
            sheet.text = self.typesetting.word(article)
            sheet.present_anchor_ids = self.typesetting.text(article).anchors
        self.watch.lap("texts")
        self.problems += self._proofread(config)
        self.watch.lap("texts proofread")
        return nav

    def _typeset(self, article: Article, markdown: str) -> tuple[str, set[str]]:
        return self.typesetting.html(article, markdown)  # which is there later than the pages that ask for it

    @event_priority(-100)
    def on_env(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Equip the templates. All texts are set now: stop if anything is wrong, all of it told at once. Print."""
        self.watch.lap("standing pages (MkDocs)")
        anchors = {file.url: file.page.present_anchor_ids if file.page else None for file in files}
        self.problems += self.typesetting.problems(self.edition.library, anchors)
        found = self._verdict(config)
        if self.inspecting:
            raise Inspected(found.findings, [] if self.speller.ready else [self.locale("check.no-dictionary")])
        if errors := found.errors:
            if not self.previewing:
                count = self.locale("problems.count", count=len(errors))
                raise PluginError(f"{count}\n{as_text(errors)}")
            log.error(as_text(errors))
        structured_data = self._structured_data(config, files)
        equip(
            env,
            self.locale,
            magazine=self.magazine,
            address=self.addresses,
            corrections=self.edition.corrections,
            structured_data=structured_data,
            writing=self._writing_form(config),
        )
        latest = navigation.latest_articles(self.nav)
        pages = [file.page.sheet for file in files if isinstance(file.page, MagazinePage)]
        for sheet in [*self.sheets, *pages]:
            sheet.complete(latest)
        self.watch.lap("links")
        if self.previewing:
            self._show(found, env, pages)
        if not _others_take_part(config):
            documents = files.documentation_pages()
            self._print(
                config, Printer(env, config, self.nav, documents, (self.magazine, structured_data), self.page_key)
            )
        self.watch.lap("pages printed")
        self._add_supplements(config, files)
        return env

    def _add_supplements(self, config: MkDocsConfig, files: Files) -> None:
        self.supplements = Supplements(
            config=config,
            settings=self.config,
            files=files,
            edition=self.edition,
            sheets=self.sheets,
            prints=self.prints,
            typesetting=self.typesetting,
            magazine=self.magazine,
            look=self.look,
            addresses=self.addresses,
            locale=self.locale,
            folder=self.folder,
        )
        for supplement in self.supplements:
            self._produce(supplement.products, self.locale(f"progress.{supplement.name}"), heavy=supplement.heavy)
            self.watch.lap(supplement.name)
        if self.magazine.search and not self.previewing:
            self._write_index()
            self.watch.lap("search index")

    def _write_index(self) -> None:
        index, title = self.supplements.index(), self.locale("progress.search")
        try:
            self._produce(index.results(), title)
            key, files = index_files(index, self.press, title)
        except PagefindFailed as error:
            raise PluginError(self.locale("search.failed", reason=error)) from None
        for path, content in files.items():
            if not self.folder.has(path, key):
                self.folder.write(path, content, key)

    def _structured_data(self, config: MkDocsConfig, files: Files) -> StructuredData:
        publisher, site_url = self.config.publisher, config.site_url or ""
        return StructuredData(
            name=config.site_name,
            site=site_url,
            description=self.magazine.description,
            locale=self.locale,
            addresses=self.addresses,
            publisher=publisher.name or "",
            email=publisher.email or "",
            pages=tuple(navigation.named_pages(publisher.pages, files, site_url)),
            share_cards=self.magazine.share_cards,
            search=self.addresses.search() if self.magazine.search else "",
        )

    def _writing_form(self, config: MkDocsConfig) -> dict[str, Any]:
        edit = (config.edit_uri or "").strip("/").split("/")
        return writing_form(
            sections=self.config.sections,
            authors=self.edition.authors,
            locale=self.locale,
            limits={"title": TITLE_MAX, "standfirst": STANDFIRST, "paragraph": PARAGRAPH_MAX},
            repository=config.repo_url or "",
            branch=edit[1] if edit[0] == "edit" and len(edit) > 1 else "main",
            docs=os.path.relpath(config.docs_dir, Path(config.config_file_path or ".").parent),
            posts=self.config.posts_dir,
            authors_file=self.config.authors_file,
            zone=str(self.config.timezone),
        )

    def _verdict(self, config: MkDocsConfig) -> Verdict:
        audience = Audience.CHECK if self.inspecting else Audience.PREVIEW if self.previewing else Audience.BUILD
        docs = os.path.relpath(config.docs_dir, Path(config.config_file_path or ".").parent)
        texts, rules_off = self.edition.texts, self.config.rules_off
        return verdict(self.problems, texts, rules_off, self.speller, self.locale, docs, audience)

    def _show(self, found: Verdict, env: jinja2.Environment, pages: list[Sheet]) -> None:
        """Tell problems in the preview: every page fetches the list, and a page that cannot be shown has its own."""
        everything = env.get_template("partials/problems.html").render(
            problems=found.errors, warnings=found.warnings, count=found.warning_count
        )
        self.folder.write("problems.html", everything.encode(), None)
        for sheet in pages:
            if name := sheet.shown.get("source_file"):
                own = [finding for finding in found.errors if finding.file.endswith(f"/{name}")]
                sheet.shown["problems"] = own or found.errors

    def _print(self, config: MkDocsConfig, printer: Printer) -> None:
        def make(sheet: Sheet) -> Made:
            return printer.make(site.page_of(sheet, config, self.typesetting.html), sheet.shown)

        self._complete([Job(printer.key(sheet), sheet) for sheet in self.sheets], make, self.locale("progress.pages"))

    def _produce(self, products: Iterable[Product], title: str, *, heavy: bool = False) -> None:
        self._complete([*map(production.job, products)], production.make, title, heavy=heavy)

    def _complete(
        self, jobs: Sequence[Job[_Printed]], make: Callable[[_Printed], Made], title: str, *, heavy: bool = False
    ) -> None:
        """Make the files that the site does not have yet; `title` stands beside their progress."""
        self.press.need(job.key for job in jobs)
        missing = [job for job in jobs if not (job.key and self.folder.has(job.item.path, job.key))]
        self.watch.lap("fingerprints")
        for job, content in self.press.run(missing, make, title, heavy=heavy):
            self.folder.write(job.item.path, content, job.key)

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a page of ours what it shows, where other plugins take part in making it."""
        if isinstance(page, MagazinePage):
            context.update(page.sheet.shown)  # type: ignore[typeddict-item]
        return context

    @event_priority(-100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the new site in the old one's place, unless a strict build is about to be called off."""
        self.watch.lap("other files (MkDocs)")
        for name, content in self.supplements.notes():
            self.folder.write(name, content, None)
        if not _strict_build_has_warnings():
            self.folder.publish(in_one_step=not self.previewing)
            config.site_dir = str(self.folder.target)  # `mkdocs gh-deploy` takes the site from there
        self.watch.lap("publishing")
        self.press.close()
        if self.magazine.search and self.previewing:
            self.background = self.background or BackgroundIndex(self.press.folder, self.locale("progress.search"))
            self.background.replace(self.supplements.index, self.folder.target)
        if not self.previewing:
            gc.freeze()  # nor at the end, when all of it goes anyway
        gc.enable()
        self.watch.lap("store cleared")
        self.watch.tell()

    def on_build_error(self, error: Exception) -> None:
        """Leave the old site as it was."""
        gc.enable()
        if hasattr(self, "folder"):
            self.folder.discard()

    def on_shutdown(self) -> None:
        """Leave the pages of the preview where the next one finds them, and nothing at work."""
        let_go(self.served)
        if self.background:
            self.background.stop()
            self.background = None

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> None:
        """Keep the preview running; do not start it where another one runs."""
        host, port = config.dev_addr
        if is_taken(host, port):
            raise Abort(self.locale("preview.port_taken", address=f"{host}:{port}"))
        server.builder = keep_running(builder)
        watch_closely(server, [config.docs_dir, config.config_file_path or "", *config.theme.dirs])
        while self.saves.since():  # somebody wrote on while the first build was under way
            server.builder()


# Files of the theme that are rendered once, rather than copied.
_STATIC_TEMPLATES = {"404.html", "assets/magazine.css", "assets/feed.css", "assets/share.json"}

# Events in which another plugin changes a page, or learns something from it.
_PAGE_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page", "env")


def _others_take_part(config: MkDocsConfig) -> bool:
    """Tell whether other plugins take part in making pages. Then MkDocs makes all of them, as these plugins expect."""
    owners = [getattr(method, "__self__", None) for event in _PAGE_EVENTS for method in config.plugins.events[event]]
    return not all(
        isinstance(owner, MagazinePlugin) or (isinstance(owner, Blog) and not owner.config["display-article-date"])
        for owner in owners
    )


def _has_translation(config: MkDocsConfig, language: str) -> bool:
    return any(Path(folder, "partials/languages", f"{language}.html").exists() for folder in config.theme.dirs)


def _strict_build_has_warnings() -> bool:
    """Tell what MkDocs looks at only behind the last event: whether a strict build has logged warnings."""
    root = logging.getLogger(log.logger.name.partition(".")[0])
    return any(handler.get_counts() for handler in root.handlers if isinstance(handler, CountHandler))
