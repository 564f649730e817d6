"""Lines do not end where they must not: texts have no-break spaces and hyphens wherever they are read."""

import html
import json
import re
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import feedparser
import pytest
from magazine.content.spaces import NARROW_SPACE, NO_BREAK_HYPHEN, NO_BREAK_SPACE, breakable

from tests.newsroom import Newsroom, Page


def _printed(text: str) -> str:
    return text.translate({ord("_"): NO_BREAK_SPACE, ord("~"): NARROW_SPACE, ord("="): NO_BREAK_HYPHEN})


TYPED = (
    "33 Meter -- 5 % am 4. November 2024, z. B. § 5, Nr. 3, d. h., u. a. St. Pauli, 10 km/h, "
    "Dr. Müller, 1.000 Euro, 12 Uhr, 2 Mio. Euro: S-Bahn"
)
PRINTED = _printed(
    "33_Meter – 5_% am 4._November_2024, z.~B. §_5, Nr._3, d.~h., u.~a. St._Pauli, 10_km/h, "
    "Dr._Müller, 1.000_Euro, 12_Uhr, 2_Mio._Euro: S=Bahn"
)
HEADLINE = "33 Meter -- 5 % am 4. November 2024, z. B. in St. Pauli: S-Bahn"
HEADLINE_PRINTED = _printed("33_Meter – 5_% am 4._November_2024, z.~B. in St._Pauli: S=Bahn")
SIGNS = re.compile(f"[{NO_BREAK_SPACE}{NARROW_SPACE}{NO_BREAK_HYPHEN}]")
WORDS = {"alt", "aria-label"}
"""Attributes that are read."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A site that tests only read, with these words in every place."""
    newsroom = Newsroom(tmp_path_factory.mktemp("published"))
    newsroom.settings |= {"site_url": "https://example.org/", "site_name": "Die S-Bahn"}
    newsroom.magazine["publisher"] = {"email": "redaktion@example.org"}
    newsroom.write("posts/2026/03/04/b.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    newsroom.write("s-bahn.md", "---\ntitle: Die S-Bahn\n---\nText\n")
    newsroom.nav.append("s-bahn.md")
    newsroom.article(
        "2026/03/04/s-bahn-33-meter.md",
        f"## Zur {TYPED}\n\nIm Text {TYPED}\n\n- In der Liste {TYPED}\n\n`{TYPED}`\n\n```\n{TYPED}\n```\n\n"
        "33\nMeter, <https://example.org/s-bahn--5>, [S-Bahn](https://example.org/e-mail)\n\n"
        f"![Bild: {TYPED}](b.svg)\n/// caption\nIm Bild {TYPED}\n///\n",
        title=HEADLINE,
        description=f"Im Vorspann {TYPED}",
        image={"src": "b.svg", "alt": f"Alt {TYPED}", "credit": "S-Bahn", "caption": f"Zum Bild {TYPED}"},
        tags=["S-Bahn"],
        sources=[{"title": f"Quelle {TYPED}", "url": "https://example.org/s-bahn--5", "publisher": "S-Bahn"}],
        corrections=[{"date": "2026-03-06", "text": f"Korrektur {TYPED}"}],
    )
    newsroom.build(strict=True)
    return newsroom


@pytest.fixture(scope="module")
def article(published: Newsroom) -> Page:
    return Page(published.site / "posts/2026/03/04/s-bahn-33-meter/index.html")


def pages(newsroom: Newsroom) -> Iterator[Page]:
    for path in sorted(newsroom.site.rglob("*.html")):
        yield Page(path)


@pytest.mark.parametrize(
    ("selector", "before"),
    [
        (".standfirst", "Im Vorspann "),
        ("h2", "Zur "),
        (".prose > p", "Im Text "),
        (".prose li", "In der Liste "),
        (".prose figcaption p", "Im Bild "),
        (".article__picture figcaption", "Zum Bild "),
        (".sources li", "Quelle "),
        (".corrections p", "Korrektur "),
    ],
)
def test_what_readers_read(selector: str, before: str, article: Page) -> None:
    """The page has it somewhere in such an element."""
    assert any(before + PRINTED in each.text_content() for each in article.all(selector))


def test_the_headline(article: Page) -> None:
    assert article.one("h1").text_content() == HEADLINE_PRINTED


def test_lines_of_a_paragraph_and_links(article: Page) -> None:
    assert f"33{NO_BREAK_SPACE}Meter, " in article.source
    assert f'href="https://example.org/e-mail">S{NO_BREAK_HYPHEN}Bahn</a>' in article.source


def test_the_name_of_the_magazine_and_dates(article: Page) -> None:
    assert f"Die S{NO_BREAK_HYPHEN}Bahn" in article.one(".masthead__name").text_content()
    assert f"4.{NO_BREAK_SPACE}März{NO_BREAK_SPACE}2026" in article.one(".byline").text_content()


def test_cards(published: Newsroom) -> None:
    found = [each.text_content() for each in Page(published.site / "index.html").all("main h2, main h3")]
    assert any(HEADLINE_PRINTED in each for each in found)


def test_code_and_addresses_stay_as_they_are(article: Page) -> None:
    assert [each.text_content().strip() for each in article.all(".prose code")] == [TYPED, TYPED]
    assert "https://example.org/s-bahn--5" in [each.text_content() for each in article.all(".prose a")]
    assert 'id="zur-33-meter-5-am-4-november-2024' in article.source


def test_no_attribute_but_words_has_them(published: Newsroom) -> None:
    for page in pages(published):
        for element in page.tree.iter():
            for name, value in element.attrib.items():
                assert not SIGNS.search(unquote(value)) or name in WORDS, (page.path, name, value)
        assert not SIGNS.search(page.one("head").text_content()), page.path


def test_alternative_texts_are_words(article: Page) -> None:
    assert [each.get("alt") for each in article.all("figure img")] == [f"Alt {PRINTED}", f"Bild: {PRINTED}"]


def test_feeds(published: Newsroom) -> None:
    entry = feedparser.parse((published.site / "feed.xml").read_bytes()).entries[0]
    item = json.loads((published.site / "feed.json").read_text(encoding="utf-8"))["items"][0]
    for title, summary in ((entry.title, entry.summary), (item["title"], item["summary"])):
        assert (title, summary) == (HEADLINE_PRINTED, f"Im Vorspann {PRINTED}")
    assert f"Im Text {PRINTED}" in html.unescape(item["content_html"])
    assert item["url"] == "https://example.org/posts/2026/03/04/s-bahn-33-meter/"


def test_search_finds_the_words_as_they_are_typed(published: Newsroom) -> None:
    index = published.site / "search-index"

    def content(path: Any) -> Any:
        return json.loads(zlib.decompress(path.read_bytes()))

    words = {word for path in (index / "words").iterdir() for word in content(path)}
    assert {"33", "bahn", "sbahn", "pauli"} <= words
    assert not any(SIGNS.search(word) for word in words)
    shown = [content(path) for path in (index / "result").iterdir()]
    assert any(f"Im Text {breakable(PRINTED)}" in breakable(each.get("text", "")) for each in shown)
