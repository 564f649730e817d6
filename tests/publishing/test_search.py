"""The search index: what can be found, what cannot, and that it is made only when it has to be."""

import datetime as dt
import json
import threading
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
from magazine.indexing import BackgroundIndex
from magazine.publishing.search import index as search_index
from magazine.publishing.search.entries import text_of
from magazine.publishing.search.index import Index

from tests.newsroom import Newsroom
from tests.servers import PATIENCE

ONE = "2026/03/04/eins.md"
FOLDER = "search-index"


def content_of(content: bytes) -> Any:
    return json.loads(zlib.decompress(content))


def results(newsroom: Newsroom) -> dict[str, Any]:
    """What results are shown from, by headline."""
    found = [content_of(path.read_bytes()) for path in (newsroom.site / FOLDER / "result").iterdir()]
    return {each["title"]: each for each in found}


def articles(newsroom: Newsroom) -> list[str]:
    """The headlines of the articles that can be found."""
    return [title for title, shown in results(newsroom).items() if "date" in shown]


def index(newsroom: Newsroom) -> dict[str, bytes]:
    folder = newsroom.site / FOLDER
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def words(newsroom: Newsroom) -> dict[str, list[int]]:
    """All words of the index, with their pages and weights."""
    chunks = [content_of(content) for name, content in index(newsroom).items() if name.startswith("words/")]
    return {word: postings for chunk in chunks for word, postings in chunk.items()}


def vocabulary(newsroom: Newsroom) -> list[str]:
    """The words a reader may have meant."""
    (content,) = (content for name, content in index(newsroom).items() if name.startswith("vocabulary/"))
    return str(content_of(content)).split()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles were indexed, each time; filled while the test runs."""
    counts: list[int] = []
    real = search_index._part

    def noted(entries: Any, language: str) -> bytes:
        if entries[0].date:
            counts.append(len(entries))
        return real(entries, language)

    monkeypatch.setattr(search_index, "_part", noted)
    monkeypatch.setattr("magazine.cache.workers.can_fork", lambda: False)  # in this process
    return counts


def test_a_result_shows_what_an_article_is(newsroom: Newsroom) -> None:
    newsroom.article(ONE, title='Der "Hafen"', kind="opinion", authors=["ada-beispiel", "bo-muster"], tags=["Elbe"])
    newsroom.article("2026/03/05/zwei.md", title="Ganz neu", kind="advertisement", advertiser="X")
    newsroom.build(strict=True)
    found = results(newsroom)
    hafen = found["Der „Hafen“"]
    text = hafen.pop("text")
    assert text.startswith("Der Vorspann des Artikels")
    assert text.endswith(" · Der erste Absatz des Textes. · Eine Zwischenüberschrift · Und noch ein Absatz.")
    assert hafen == {
        "url": "posts/2026/03/04/eins/",
        "title": "Der „Hafen“",
        "section": "Kultur",
        "authors": ["Ada Beispiel", "Bo Muster"],
        "topics": ["Elbe"],
        "date": "2026-03-04",
        "kind": "Meinung",
    }
    assert (found["Ganz neu"]["kind"], found["Ganz neu"]["advertisement"]) == ("Anzeige", True)


def test_sections_authors_and_standing_pages_are_found_as_pages(newsroom: Newsroom) -> None:
    newsroom.article(ONE, title="Ein Artikel")
    newsroom.write("impressum.md", "---\ntitle: Impressum\ntemplate: imprint.html\n---\nWer dies *macht*.\n")
    newsroom.nav.append("impressum.md")
    newsroom.build()
    pages = {title: shown for title, shown in results(newsroom).items() if "date" not in shown}
    assert {title: (shown["url"], shown["kind"]) for title, shown in pages.items()} == {
        "Impressum": ("impressum/", "Über das Magazin"),
        "Kultur": ("ressort/kultur/", "Ressort"),
        "Ada Beispiel": ("autoren/ada-beispiel/", "Autorin oder Autor"),
    }
    assert pages["Impressum"]["text"] == "Wer dies macht."
    assert "impressum" in words(newsroom)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Ein <em>Fahr</em>rad</p>\n<p>Zwei</p>", "Ein Fahrrad · Zwei"),
        ('<h2 id="a">Ein<a class="headerlink" href="#a">#</a></h2><p>1 &lt; 2<br>Auto</p>', "Ein · 1 < 2 Auto"),
        ('<p>Auto<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>', "Auto."),
        ("<table><tr>\n<th>A</th><th>B</th>\n</tr><tr><td>1 m</td><td></td></tr></table>", "A · B · 1 m"),
        ("<ul><li>eins</li><li><p>zwei</p></li></ul><blockquote><p>drei</p></blockquote>", "eins · zwei · drei"),
        ('<figure><a href="b.svg"><img alt="" src="b.svg"></a><figcaption>Unter</figcaption></figure>', "Unter"),
        ("Sil\u00adbe, S&shy;B", "Silbe, SB"),
        ("", ""),
    ],
)
def test_the_text_of_an_article_is_text(html: str, text: str) -> None:
    assert text_of(html) == text


def test_what_is_not_published_is_not_found(newsroom: Newsroom) -> None:
    newsroom.article(ONE)
    newsroom.article("2026/03/05/zwei.md", text="Geheimnisvoll.\n", draft=True)
    newsroom.article("2026/03/06/drei.md", text="Zukunftsmusik.\n", embargo="2999-01-01")
    newsroom.build(strict=True)
    assert articles(newsroom) == ["Eine Überschrift"]
    assert "absatz" in words(newsroom)
    assert not [word for word in words(newsroom) if word.startswith(("geheimnis", "zukunft"))]
    assert not {"Geheimnisvoll", "Zukunftsmusik"} & {*vocabulary(newsroom)}


def test_tags_series_sections_and_authors_are_words_of_an_article(newsroom: Newsroom) -> None:
    newsroom.article(ONE, tags=["Stadtgrün"], series="Brückenkunde", authors=["bo-muster"], categories=["politik"])
    newsroom.build(strict=True)
    assert {"stadtgrun", "bruckenkund", "must", "polit"} <= words(newsroom).keys()


def test_headline_names_and_standfirst_count_more_than_the_text(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/01/a.md", "Ein Wal.\n", title="Wort", description="Satz.", tags=["Fach"])
    newsroom.build(strict=True)
    (title, tag, standfirst, text) = (words(newsroom)[word][1] for word in ("wort", "fach", "satz", "wal"))
    assert title > tag > text
    assert standfirst > 0


def test_a_compound_with_hyphens_is_one_word_and_its_parts(newsroom: Newsroom) -> None:
    newsroom.article(ONE, "Die S-Bahn-Linie, die U\u2011Bahn.\n")
    newsroom.build(strict=True)
    assert {"s", "bahn", "lini", "sbahnlini", "ubahn"} <= words(newsroom).keys()


def test_words_a_reader_may_have_meant_are_spelt_as_in_the_magazine(newsroom: Newsroom) -> None:
    newsroom.article(ONE, "Das Rathaus, die Rathäuser, das Rathaus. Im 17. Jahr.\n", title="Die Elbphilharmonie")
    newsroom.build(strict=True)
    known = vocabulary(newsroom)
    assert {"Elbphilharmonie", "Rathaus"} <= {*known}
    assert known.index("Elbphilharmonie") < known.index("Rathaus")
    assert not {"Rathäuser", "rathaus", "17", "Im"} & {*known}


def test_several_parts_are_one_index(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, asked: list[int]) -> None:
    """The same words in the same articles as if all had been indexed at once."""
    for day in range(1, 8):
        newsroom.article(f"2026/03/0{day}/a{day}.md", title=f"Ausgabe {day}", text=f"Fährt das Schiff {day}?\n")
    newsroom.build(strict=True)
    whole = index(newsroom)
    assert asked == [7]
    _cut_after(monkeypatch, least=1, most=3)
    (newsroom.root / ".cache/magazine/store.db").unlink()
    newsroom.article("2026/03/07/a7.md", title="Ausgabe 7", text="Fährt das Schiff 7?\n\nNein.\n")
    newsroom.build(strict=True)
    assert asked == [7, 3, 3, 1]
    newsroom.article("2026/03/07/a7.md", title="Ausgabe 7", text="Fährt das Schiff 7?\n")
    newsroom.build(strict=True)
    assert asked == [7, 3, 3, 1, 1], "only the part with the change"
    assert index(newsroom) == whole


def _cut_after(monkeypatch: pytest.MonkeyPatch, *, least: int, most: int, one_in: int = 10**9) -> None:
    for name, value in (("_LEAST", least), ("_MOST", most), ("_CUT", one_in)):
        monkeypatch.setattr(f"magazine.publishing.search.index.{name}", value)


@pytest.mark.parametrize("day", [0, 13, 40], ids=["the oldest", "in the middle", "the newest"])
def test_one_more_article_of_any_day_changes_one_part(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, asked: list[int], day: int
) -> None:
    _cut_after(monkeypatch, least=2, most=50, one_in=4)
    first = dt.date(2026, 1, 1)
    for number in range(1, 40):
        newsroom.article(f"{first + dt.timedelta(number):%Y/%m/%d}/a{number}.md", title=f"Nummer {number}")
    newsroom.build(strict=True)
    assert len(asked) > 4
    del asked[:]
    newsroom.article(f"{first + dt.timedelta(day):%Y/%m/%d}/neu.md", title="Noch einer")
    newsroom.build(strict=True)
    assert len(asked) <= 2, "the new one may be one behind which a part ends"
    assert sum(asked) < 39
    assert "Noch einer" in results(newsroom)


def test_what_did_not_change_is_not_indexed_again(newsroom: Newsroom, asked: list[int]) -> None:
    newsroom.article(ONE)
    newsroom.build(strict=True)
    made = index(newsroom)
    dates = {path: path.stat().st_mtime_ns for path in newsroom.site.rglob("*")}
    newsroom.build(strict=True)
    assert {path: path.stat().st_mtime_ns for path in newsroom.site.rglob("*")} == dates
    for path in sorted(newsroom.site.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    newsroom.build(strict=True)
    assert asked == [1], "a fresh clone takes the index from the store"
    assert index(newsroom) == made


def test_an_article_that_is_gone_leaves_nothing(newsroom: Newsroom) -> None:
    newsroom.article(ONE)
    other = newsroom.article("2026/03/05/zwei.md", title="Zwei", text="Vergänglich.\n")
    newsroom.build(strict=True)
    assert "vergang" in words(newsroom)
    other.unlink()
    newsroom.build(strict=True)
    assert articles(newsroom) == ["Eine Überschrift"]
    assert "vergang" not in words(newsroom)


def test_it_can_be_left_out(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAGAZINE_SEARCH", "off")
    newsroom.article(ONE)
    newsroom.build(strict=True)
    assert not (newsroom.site / FOLDER).exists()
    assert not newsroom.has("suche")
    assert not newsroom.page().all(".search-link")


def test_the_page_of_the_search(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://example.org/"
    newsroom.article(ONE, tags=["Elbe"])
    newsroom.build(strict=True)
    page = newsroom.page("suche/")
    assert page.meta("robots") == "noindex"
    assert page.texts("select[name=section] option") == ["Alle Ressorts", "Kultur"]
    assert page.texts("select[name=author] option") == ["Alle", "Ada Beispiel"]
    assert page.texts("select[name=year] option") == ["Alle Jahre", "2026"]
    assert "JavaScript" in page.text("noscript .notice")
    assert {"archiv/", "ressort/kultur/", "thema/elbe/"} <= set(page.leads("noscript a"))
    assert "https://example.org/suche/?q={search_term_string}" in newsroom.page().source
    assert "suche/" not in (newsroom.site / "sitemap.xml").read_text()
    article = newsroom.page("posts/2026/03/04/eins/")
    assert article.leads(".search-link") == ["suche/"]
    assert not [each for each in article.all("script[src], link[href]") if "search" in str(each.attrib)]


def test_its_address_is_in_the_language(newsroom: Newsroom) -> None:
    newsroom.settings["theme"] = {"language": "en"}
    newsroom.article(ONE)
    newsroom.build(strict=True)
    assert newsroom.page("search/").text("h1") == "Search"
    assert "paragraph" not in words(newsroom)
    assert "absatz" in words(newsroom)


def test_ids_sort_by_date_and_stay_when_an_article_is_added(newsroom: Newsroom) -> None:
    newsroom.article(ONE)
    newsroom.article("2025/12/31/alt.md", title="Alt")
    newsroom.build(strict=True)
    fragments = {name for name in index(newsroom) if name.startswith("result/2")}
    assert {name[7:15] for name in fragments} == {"20260304", "20251231"}
    newsroom.article("2026/03/05/neu.md", title="Neu")
    newsroom.build(strict=True)
    assert fragments < index(newsroom).keys()


def test_an_index_without_articles_is_empty() -> None:
    files = Index([], "de").files([part.make() for part in Index([], "de").parts()])
    meta = json.loads(files["search-index/entry.json"])["meta"]
    assert content_of(files[f"search-index/meta/{meta}.packed"])["pages"] == ""


def test_the_index_of_a_preview_follows_when_nothing_else_is_to_be_done(tmp_path: Path) -> None:
    site, entry = tmp_path / "site", tmp_path / "site/search-index/entry.json"
    background = BackgroundIndex(tmp_path / "cache", str)
    background.replace(lambda: Index([], "de"), site)
    assert not entry.exists()
    deadline = time.monotonic() + PATIENCE
    while not entry.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    background.stop()
    assert json.loads(entry.read_text()).keys() == {"meta"}


def test_a_preview_that_ends_makes_no_index_any_more(tmp_path: Path) -> None:
    background = BackgroundIndex(tmp_path / "cache", str)
    background.replace(lambda: Index([], "de"), tmp_path / "site")
    background.stop()
    assert not any(isinstance(each, threading.Timer) for each in threading.enumerate())
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("added", ["2026/03/05/a.md", "2026/03/05/m.md", "2026/03/05/z.md", "2026/03/04/z.md"])
def test_an_earlier_article_of_the_same_day_moves_no_result(newsroom: Newsroom, added: str) -> None:
    for name in ("b", "k", "y"):
        newsroom.article(f"2026/03/05/{name}.md", title=f"Artikel {name}")
    newsroom.build(strict=True)
    before = {name: data for name, data in index(newsroom).items() if name.startswith("result/2")}
    newsroom.article(added, title="Noch einer")
    newsroom.build(strict=True)
    after = {name: data for name, data in index(newsroom).items() if name.startswith("result/2")}
    assert len(before) == 3
    assert before.items() < after.items()
    assert sorted(name[7:15] for name in after) == sorted(["20260305"] * 3 + [added[:10].replace("/", "")])
