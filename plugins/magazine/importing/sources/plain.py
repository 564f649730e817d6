"""Reads a folder of Markdown with front matter that no generator is known of."""

import datetime as dt
from pathlib import Path

from magazine.importing.files import below
from magazine.importing.imported import Archive, Dialect
from magazine.importing.metadata import split, text_of
from magazine.importing.sources.markdown_folder import FolderRules, article_of, files_below


def read(path: Path, zone: dt.tzinfo) -> Archive:
    """Return the archive in a folder, or in one file."""
    root = path.resolve() if path.is_dir() else path.resolve().parent
    archive = Archive("markdown", find=below(root, root / "public", root / "static"), root=root)
    rules = FolderRules("markdown", Dialect.MARKDOWN_IT, zone, root)
    for file in files_below(root, (".md", ".markdown")) if path.is_dir() else [path.resolve()]:
        if not split(text_of(file.read_bytes()))[0]:
            archive.left_out.append((file.relative_to(root).as_posix(), "no-front-matter"))
        elif article := article_of(file, rules):
            article.address = f"/{file.relative_to(root).with_suffix('').as_posix()}/"
            archive.articles.append(article)
    return archive
