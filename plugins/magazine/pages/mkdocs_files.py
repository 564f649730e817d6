"""Decides which of its files MkDocs renders, copies, or only resolves links to."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from magazine.content.manuscript import PICTURES
from magazine.images.picture import ImageVariants, InspectedImage
from magazine.pages.page import LinkTarget, LinkTargetFile, MagazinePage, PageSpec, move
from magazine.rendering.text import RenderedText


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


def is_excluded(file: File) -> bool:
    """Tell whether MkDocs leaves a file out: a hidden one, or one that `exclude_docs` names."""
    return bool(file.inclusion.is_excluded())  # type: ignore[no-untyped-call]


def keep_from_mkdocs(specs: Iterable[PageSpec], files: Files) -> None:
    """Make MkDocs resolve links to the files of these pages, but not render them. The front page stays for now."""
    for spec in specs:
        file = files.src_uris[spec.source] if spec.source else None
        if file and not isinstance(file.page, MagazinePage):
            file.__class__ = LinkTargetFile
            page: Any = LinkTarget(spec.title, file.url, None if spec.any_anchor else frozenset())
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
        page.present_anchor_ids = text.anchors


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
