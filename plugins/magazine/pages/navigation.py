"""The navigation: standing pages from `mkdocs.yml`, and the latest articles from mkdocs-blog-plugin."""

from collections.abc import Sequence

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from magazine.content.article import Card
from magazine.content.manuscript import POSTS

from .page import ArticlePage


def offer_articles(nav: Navigation, pages: Sequence[ArticlePage]) -> None:
    """Add an empty section named like the articles' addresses, and their pages.

    mkdocs-blog-plugin fills a section of that name with the latest of `nav.pages`; without it there is no such list.
    """
    if not any(item.title == POSTS for item in nav.items):
        nav.items.append(Section(POSTS, []))
    nav.pages.extend(pages)


def latest_articles(nav: Navigation) -> list[Card]:
    """Return the articles in the section of the latest ones, as listings show them."""
    section = next((item for item in nav.items if isinstance(item, Section) and item.title == POSTS), None)
    return [page.article.card for page in (section.children if section else []) if isinstance(page, ArticlePage)]


def standing_pages(nav: Navigation) -> list[Page]:
    """Return the pages that `mkdocs.yml` lists, without the front page."""
    return [item for item in nav.items if isinstance(item, Page) and not item.is_homepage]
