"""Finds what nobody would read: articles outside of their folder, in `nav`, or beside another; a home page's text."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from magazine.content.blog import Blog
from magazine.content.front_matter import decode, split_front_matter
from magazine.content.markdown_text import without_comments
from magazine.content.problem import Code, Place, Problem, place_in
from magazine.mkdocs_internals import get_data, is_markdown_file
from magazine.pages.mkdocs_files import is_excluded

# No standing page has these in its front matter: its author means an article, and what it says would not be heeded.
_OF_ARTICLES = ("draft", "embargo", "authors", "categories", "kind", "corrections", "withdrawn", "dateline", "readtime")


def misplaced_articles(
    files: Files, config: MkDocsConfig, posts_dir: str, blog: Blog | None = None
) -> Iterator[Problem]:
    """Yield a problem for each; take articles out of `nav`, where MkDocs could not show them.

    So is the page on which a `blog` of Material's listed its posts: the front page does that.
    """
    beside, index = f"{posts_dir}/", blog.index if blog else ""
    for file in files:
        if file.src_dir != config.docs_dir or not is_markdown_file(file.src_uri) or is_excluded(file):
            continue
        if not file.src_uri.startswith(beside):
            yield from _outside(file, posts_dir)
        elif file.name == "index" and Path(config.docs_dir, file.src_uri).with_name("README.md").is_file():
            readme = str(PurePosixPath(file.src_uri).with_name("README.md"))
            yield Problem(Code.README_DROPPED, Place(readme), {"value": file.src_uri})
    if config.nav:
        config.nav, found = _without_articles(config.nav, (beside, index) if index else (beside,))
        yield from (Problem(Code.ARTICLE_IN_NAV, Place(name)) for name in found if name != index)


def _outside(file: File, posts_dir: str) -> Iterator[Problem]:
    text = decode(file.content_bytes, file.src_uri)
    if isinstance(text, Problem):
        file.content_string = ""  # MkDocs would end with a traceback
        yield text
        return
    if text.lstrip().startswith("---"):
        values = split_front_matter(text, file.src_uri).values
        key = next((key for key in _OF_ARTICLES if key in values.data), None)
        if key:
            yield values.problem(Code.ARTICLE_OUTSIDE, (key,), key=key, value=f"{posts_dir}/")


def _without_articles(nav: Any, beside: tuple[str, ...]) -> tuple[Any, list[str]]:
    """Return a part of `nav` without the files of articles, and their names."""
    if isinstance(nav, str):
        return nav, []
    if isinstance(nav, dict):
        parts = {key: _without_articles(value, beside) for key, value in nav.items()}
        kept = {key: part for key, (part, _) in parts.items() if not _is_article(part, beside)}
        own = [value for value in nav.values() if _is_article(value, beside)]
        return kept, own + [name for _, names in parts.values() for name in names]
    if isinstance(nav, list):
        pairs = [_without_articles(each, beside) for each in nav if not _is_article(each, beside)]
        own = [each for each in nav if _is_article(each, beside)]
        return [part for part, _ in pairs if part != {}], own + [name for _, names in pairs for name in names]
    return nav, []


def _is_article(entry: Any, beside: tuple[str, ...]) -> bool:
    return isinstance(entry, str) and entry.startswith(beside) and is_markdown_file(entry)


def home_text(file: File) -> Iterator[Problem]:
    """Find a text in the file that gives the front page its description: it is not shown, and nothing else says so."""
    content = file.content_string
    body = get_data(content)[0].strip()
    visible = without_comments(body)
    if visible.strip():
        start = content.rfind(body) + len(visible) - len(visible.lstrip())
        yield Problem(Code.HOME_TEXT, place_in(content, start, file.src_uri, 1), {"file": file.src_uri})
