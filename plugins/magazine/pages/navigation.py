"""The navigation: standing pages from `mkdocs.yml`, and the latest articles from mkdocs-blog-plugin."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from magazine.content.article import Card
from magazine.content.manuscript import POSTS
from magazine.content.problem import Code, Place, Problem
from magazine.pages.magazine import StandingPage
from magazine.pages.page import PageSpec


def offer_articles(nav: Navigation, specs: Sequence[PageSpec]) -> None:
    """Add an empty section named like the articles' addresses, and their pages.

    mkdocs-blog-plugin fills a section of that name with the latest of `nav.pages`; without it there is no such list.
    """
    if not any(item.title == POSTS for item in nav.items):
        nav.items.append(Section(POSTS, []))
    pages: list[Any] = nav.pages  # it uses only their addresses and titles
    pages.extend(specs)


def latest_articles(nav: Navigation) -> tuple[Card, ...]:
    """Return the articles in the section of the latest ones, as listings show them."""
    section = next((item for item in nav.items if isinstance(item, Section) and item.title == POSTS), None)
    children: list[Any] = section.children if section else []
    return tuple(child.article.card for child in children if isinstance(child, PageSpec) and child.article)


def standing_pages(nav: Navigation) -> list[StandingPage]:
    """Return the pages that `mkdocs.yml` lists, at any level, without the front page.

    Their titles are known when they are read.
    """
    pages = (page for page in nav.pages if isinstance(page, Page) and not page.is_homepage)
    return [StandingPage(str(page.title), page.url) for page in pages]


def address_of(files: Files, template: str) -> str | None:
    """Return the address of the standing page that has this template, or None."""
    pages = (file.page for file in files.documentation_pages())
    return next((page.url for page in pages if page and page.meta.get("template") == template), None)


def named_pages(named: Mapping[str, str], files: Files, site: str) -> Iterator[tuple[str, str]]:
    """Yield each key with the address of what the settings name: a page (`page.md#anchor`) or an address elsewhere.

    Pages of the magazine have one only where the address of the site is known, and they are there.
    """
    for key, name in named.items():
        path, mark, anchor = name.partition("#")
        page = _page(files, path)
        if not path.endswith(".md"):
            yield key, name
        elif site and page:
            yield key, f"{site}{page.url}{mark}{anchor}"


def missing_pages(named: Mapping[str, str], files: Files, settings: str) -> Iterator[Problem]:
    """Find pages, and places within, that the settings name and that are not there; `settings` is their file."""
    for key, name in named.items():
        path, _, anchor = name.partition("#")
        page = _page(files, path)
        anchors = page.present_anchor_ids if page else None
        if not path.endswith(".md") or (page and (not anchor or anchors is None or anchor in anchors)):
            continue
        known = (
            [f"{path}#{each}" for each in anchors or ()]
            if page
            else [file.src_uri for file in files.documentation_pages()]
        )
        guess = get_close_matches(name if page else path, known, n=1)
        details = {"key": key, "value": name, "guess": guess[0] if guess else ""}
        yield Problem(Code.SETTING_PAGE, Place(settings), details)


def _page(files: Files, path: str) -> Page | None:
    file = files.src_uris.get(path)
    return file.page if file else None
