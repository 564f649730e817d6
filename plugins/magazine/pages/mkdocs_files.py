"""Decides which of its files MkDocs renders, copies, or only resolves links to."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from magazine.cache.fingerprint import digest
from magazine.content.article import Article
from magazine.content.edition import Edition
from magazine.content.manuscript import PICTURES
from magazine.content.problem import Code, Place, Problem
from magazine.content.targets import resolved
from magazine.images.picture import ImageVariants, InspectedImage
from magazine.images.places import without_place
from magazine.mkdocs_internals import get_data, is_markdown_file
from magazine.pages.page import LinkedPage, LinkTargetFile, MagazinePage, PageSpec, move
from magazine.rendering.article_texts import MarkdownText
from magazine.rendering.charts import Charts
from magazine.rendering.links import LinkResolver
from magazine.rendering.text import RenderedText
from magazine.theme_settings import own_folders


def pictures(files: Files, docs: str, posts_dir: str) -> dict[str, Path]:
    """Return the pictures to inspect: those beside articles, and drawings anywhere, which may contain scripts."""
    beside = f"{posts_dir}/"
    return {
        file.src_uri: Path(file.abs_src_path)
        for file in files
        if file.src_uri.lower().endswith(PICTURES if file.src_uri.startswith(beside) else ".svg")
        and file.src_dir == docs
        and file.abs_src_path
    }


def without_places(files: Files, docs: str, posts_dir: str) -> Iterator[Problem]:
    """Find photographs that no article shows, such as portraits, whose files name a place; publish them without it."""
    for file in files:
        beside = file.src_uri.startswith(f"{posts_dir}/") or file.src_dir != docs or is_excluded(file)
        if not beside and file.src_uri.lower().endswith(PICTURES):
            data = file.content_bytes
            if (without := without_place(data)) != data:
                file.content_bytes = without
                name = {"value": file.name, "picture": file.src_uri}
                yield Problem(Code.PICTURE_PLACE, Place(file.src_uri), name)


def standing_pages(files: Files, docs: str, posts_dir: str) -> list[File]:
    """Return the Markdown files that are no articles."""
    return [
        file
        for file in files
        if file.src_dir == docs and is_markdown_file(file.src_uri) and not file.src_uri.startswith(f"{posts_dir}/")
    ]


def standing_texts(files: Files, docs: str, posts_dir: str) -> dict[str, MarkdownText]:
    """Return the Markdown of the pages that are no articles, by file."""
    pages = standing_pages(files, docs, posts_dir)
    texts = {file.src_uri: get_data(file.content_bytes.decode(errors="replace"))[0] for file in pages}
    return {file: MarkdownText(text, digest(text)) for file, text in texts.items()}


def chart_data(files: Files, docs: str, texts: Mapping[str, RenderedText]) -> dict[str, bytes]:
    """Return the files with numbers that charts in texts name, by their paths; also of texts that are held back."""
    named = {resolved(file, chart.path) for file, text in texts.items() for chart in text.charts if chart.path}
    return {file.src_uri: file.content_bytes for file in inside(files, docs) if file.src_uri in named} if named else {}


def hold_back(files: Files, articles: Iterable[Article]) -> None:
    """Make MkDocs know the address of articles, for links, but not publish them."""
    for article in articles:
        file = files.src_uris[article.file]
        file.inclusion = InclusionLevel.EXCLUDED
        file.__class__ = LinkTargetFile
        move(file, article.url)


def inside(files: Files, docs: str) -> list[File]:
    """Return the files of the docs folder, but for those that MkDocs leaves out."""
    return [file for file in files if file.src_dir == docs and not is_excluded(file)]


def named_in_settings(config: MkDocsConfig) -> list[str]:
    """Return the files that `mkdocs.yml` names: styles, scripts, and the theme's pictures."""
    named = [*config.extra_css, *map(str, config.extra_javascript)]
    return named + [str(config.theme.get(key)) for key in ("favicon", "logo") if config.theme.get(key)]


def is_excluded(file: File) -> bool:
    """Tell whether MkDocs leaves a file out: a hidden one, or one that `exclude_docs` names."""
    return bool(file.inclusion.is_excluded())  # type: ignore[no-untyped-call]


def keep_from_mkdocs(specs: Iterable[PageSpec], files: Files) -> None:
    """Make MkDocs resolve links to the files of these pages, but not render them. The front page stays for now."""
    for spec in specs:
        file = files.src_uris[spec.source] if spec.source else None
        if file and not isinstance(file.page, MagazinePage):
            file.__class__ = LinkTargetFile
            page: Any = LinkedPage(spec.title, file.url, None if spec.any_anchor else frozenset())
            file.page = page


def keep_front_page_from_mkdocs(files: Files) -> None:
    """Make MkDocs not render the front page, now that it is part of the navigation."""
    for file in files:
        if isinstance(file.page, MagazinePage):
            file.__class__ = LinkTargetFile


def note_anchors(files: Files, texts: Mapping[str, RenderedText]) -> None:
    """Let links to places within articles be checked; `texts` are those of the articles by file."""
    for name, text in texts.items():
        page: Any = files.src_uris[name].page
        if page:  # not of an article that is not published yet
            page.present_anchor_ids = text.anchors


def link_resolver(
    files: Files, specs: Iterable[PageSpec], edition: Edition, variants: Mapping[str, ImageVariants], charts: Charts
) -> LinkResolver:
    """Return what resolves links, now that every file and page has its address."""
    return LinkResolver(
        addresses={file.src_uri: file.url for file in files if file.inclusion is not InclusionLevel.EXCLUDED},
        pages={spec.url or "./" for spec in specs} | {file.url for file in files.documentation_pages()},
        variants=variants,
        unpublished={article.file: article.url for article in edition.held_back},
        hidden=frozenset(edition.hidden),
        moved={
            f"{alias.removesuffix('/')}.md": article.file for article in edition.library for alias in article.aliases
        },
        charts=charts,
    )


def show_to_plugins(pages: Iterable[MagazinePage], files: Files) -> None:
    """Add the pages that have no Markdown file to MkDocs' files, for other plugins; MkDocs does not render them."""
    for page in pages:
        if not page.spec.source:
            page.file.__class__ = LinkTargetFile
            files.append(page.file)


def keep_pictures(files: Files, inspected: Mapping[str, InspectedImage]) -> dict[str, ImageVariants]:
    """Make links to a picture lead to its large file; the contributor's file is not published.

    Return the variants of the pictures that are published, by their paths in the docs folder.
    """
    published = {}
    for name, each in inspected.items():
        file = files.get_file_from_path(name)
        if file is not None:
            file.__class__ = LinkTargetFile
            if each.variants:
                move(file, each.variants.large.path)
                published[name] = each.variants
    return published


def drop_theme_assets(files: Files, config: MkDocsConfig) -> None:
    """Leave out the theme's own style sheets and scripts, which our templates do not load, and parts of templates."""
    ours = [*map(str, own_folders(config))]
    for file in list(files):
        from_theme = file.src_dir in config.theme.dirs and file.src_dir != config.docs_dir
        if from_theme and (file.src_dir not in ours or file.src_uri.startswith("partials/")):
            files.remove(file)


def remove(files: Files, names: Collection[str]) -> None:
    """Leave files out of the build."""
    for name in names:
        file: File | None = files.get_file_from_path(name)
        if file is not None:
            files.remove(file)
