"""Decides which of its files MkDocs renders, copies, or only resolves links to."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from magazine.content.manuscript import PICTURES
from magazine.images.picture import ImageVariants, InspectedImage
from magazine.pages.page import LinkTargetFile, MagazinePage, PageSpec, RenderText, made_file, move


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


def keep_from_mkdocs(specs: Iterable[PageSpec], files: Files) -> None:
    """Make MkDocs resolve links to the files of these pages, but not render them."""
    for spec in specs:
        if spec.source:
            file = files.src_uris[spec.source]
            file.__class__ = LinkTargetFile
            file.page = spec  # type: ignore[assignment] # it has all attributes that resolving a link uses


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


def hand_to_mkdocs(specs: Iterable[PageSpec], files: Files, config: MkDocsConfig, render_text: RenderText) -> None:
    """Let MkDocs render the pages of these specifications, so that all plugins take part."""
    for spec in specs:
        file = files.src_uris[spec.source] if spec.source else made_file(spec.url, config)
        file.inclusion = InclusionLevel.NOT_IN_NAV
        if not spec.source:
            files.append(file)
        MagazinePage(spec, file, config, render_text)


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
