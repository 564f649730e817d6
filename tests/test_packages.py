"""The four packages the magazine is made with do real work: without one of them, a test here fails."""

import importlib.metadata
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.newsroom import BLOG, REPOSITORY, Newsroom, Page


@pytest.fixture
def page(newsroom: Newsroom) -> Page:
    newsroom.article(
        text='**Fett**, "so", :smile: und `Code`[^1].\n\n![Bild](b.svg)\n/// caption\nUnter\n///\n\n[^1]: Fuß\n'
    )
    newsroom.write("posts/2026/03/04/b.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    newsroom.build(strict=True)
    return newsroom.page("posts/2026/03/04/eins/")


def test_mkdocs_is_the_version_with_plugins() -> None:
    assert importlib.metadata.version("mkdocs").startswith("1.6.")


def test_mkdocs_material_gives_words_and_icons(newsroom: Newsroom, page: Page) -> None:
    """The skip link is Material's translation, the drawings in the buttons are Material's icons."""
    assert page.text(".skip") == "Zum Inhalt"
    styles = (newsroom.site / "assets/magazine.css").read_text()
    for name in ("search-link", "menu-button", "scheme-switch__slate"):
        assert "icon" in page.one(f".{name}").get("class").split()
    drawings = re.findall(r'--icon:\s*url\("data:image/svg\+xml,([^"]+)', styles)
    assert len(drawings) == 4
    assert all(unquote(drawing).startswith("<svg ") for drawing in drawings)
    assert page.texts(".scheme-switch .hidden") == ["Dunkle Darstellung", "Helle Darstellung"]


def test_mkdocs_blog_plugin_chooses_the_latest_articles(newsroom: Newsroom) -> None:
    for day in range(1, 9):
        newsroom.article(f"2026/03/0{day}/a{day}.md", title=f"A{day}")
    newsroom.build(strict=True)
    assert newsroom.page().texts(".latest li > a") == ["A7", "A6", "A5", "A4", "A3"], "the newest leads the page"
    newsroom.plugins = [{"magazine": newsroom.magazine}, {"/blog": {**BLOG, "articles": 3}}]
    newsroom.build(strict=True)
    assert newsroom.page().texts(".latest li > a") == ["A7", "A6"]
    newsroom.plugins = [{"magazine": newsroom.magazine}]
    newsroom.build(strict=True)
    assert newsroom.page().all(".latest") == []


def test_pymdown_extensions_make_figures_details_and_code(page: Page) -> None:
    assert page.text(".prose figure figcaption") == "Unter"
    assert page.all(".prose .footnote")
    assert "„so“" in page.text(".prose > p:first-child")


def test_emoji_are_off(page: Page) -> None:
    assert ":smile:" in page.text(".prose > p:first-child")


@pytest.mark.parametrize("lock", sorted(REPOSITORY.glob("requirements*.lock")), ids=lambda path: path.name)
def test_locks_pin_by_hash_and_name_no_address_of_a_registry(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "--hash=sha256:" in text
    assert "://" not in text
    assert "--index-url" not in text
