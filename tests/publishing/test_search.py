"""The search index: what can be found, what cannot, and that it is made only when it has to be."""

import datetime as dt
import gzip
import json
import stat
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from magazine.indexing import BackgroundIndex
from magazine.publishing.search import pagefind
from magazine.publishing.search.entries import text_of
from magazine.publishing.search.index import Index

from tests.newsroom import Newsroom
from tests.servers import PATIENCE

ONE = "2026/03/04/eins.md"


def results(newsroom: Newsroom) -> dict[str, Any]:
    """The files that results are shown from, by headline."""
    found = [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in (newsroom.site / "pagefind/fragment").iterdir()
    ]
    return {each["meta"]["title"]: each for each in found}


def index(newsroom: Newsroom) -> dict[str, bytes]:
    folder = newsroom.site / "pagefind"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def words(newsroom: Newsroom) -> bytes:
    """All chunks of words, unpacked."""
    return b"".join(gzip.decompress(data) for name, data in index(newsroom).items() if name.startswith("index/"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many articles Pagefind was asked to index, each time; filled while the test runs."""
    counts: list[int] = []
    real = pagefind.index

    def noted(records: Any, language: str) -> Any:
        counts.append(len(records))
        return real(records, language)

    monkeypatch.setattr(pagefind, "index", noted)
    monkeypatch.setenv("MAGAZINE_WORKERS", "1")  # in this process
    return counts


def test_a_result_shows_what_an_article_is(newsroom: Newsroom) -> None:
    newsroom.article(ONE, title='Der "Hafen"', kind="opinion", authors=["ada-beispiel", "bo-muster"])
    newsroom.article("2026/03/05/zwei.md", title="Ganz neu", kind="advertisement", disclaimer="Bezahlt von X.")
    newsroom.build(strict=True)
    found = results(newsroom)
    hafen = found["Der „Hafen“"]
    assert hafen["url"] == "posts/2026/03/04/eins/"
    assert hafen["content"].startswith("Der Vorspann des Artikels")
    assert hafen["content"].endswith("Der erste Absatz des Textes. Eine Zwischenüberschrift Und noch ein Absatz.")
    assert hafen["meta"] == {
        "title": "Der „Hafen“",
        "section": "Kultur",
        "authors": ["Ada Beispiel", "Bo Muster"],
        "date": "2026-03-04",
        "kind": "Meinung",
        "advertisement": False,
        "held": "",
    }
    assert (found["Ganz neu"]["meta"]["kind"], found["Ganz neu"]["meta"]["advertisement"]) == ("Anzeige", True)


def test_the_text_of_an_article_is_text() -> None:
    html = (
        '<h2 id="a">Ein <em>Fahr</em>rad<a class="headerlink" href="#a">#</a></h2><p>1 &lt; 2<br>Auto'
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p><td>A</td><td>B</td>'
    )
    assert text_of(html).split() == ["Ein", "Fahrrad", "1", "<", "2", "Auto.", "A", "B"]


def test_what_is_not_published_is_not_found(newsroom: Newsroom) -> None:
    newsroom.article(ONE)
    newsroom.article("2026/03/05/zwei.md", text="Geheimnisvoll.\n", draft=True)
    newsroom.article("2026/03/06/drei.md", text="Zukunftsmusik.\n", embargo="2999-01-01")
    newsroom.build(strict=True)
    assert [*results(newsroom)] == ["Eine Überschrift"]
    assert b"absatz" in words(newsroom)
    assert b"geheimnis" not in words(newsroom)
    assert b"zukunft" not in words(newsroom)


def test_only_what_is_needed_is_published(newsroom: Newsroom) -> None:
    newsroom.article(ONE)
    newsroom.build(strict=True)
    plain = {name for name in index(newsroom) if "/" not in name and not name.endswith(".pf_meta")}
    assert plain == {"pagefind.js", "pagefind-entry.json", "wasm.de.pagefind"}


def test_several_parts_are_one_index(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, asked: list[int]) -> None:
    """The same words at the same places as if Pagefind had indexed all at once."""
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
    assert b"vergang" in words(newsroom)
    other.unlink()
    newsroom.build(strict=True)
    assert [*results(newsroom)] == ["Eine Überschrift"]
    assert b"vergang" not in words(newsroom)


def test_it_can_be_left_out(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAGAZINE_SEARCH", "off")
    newsroom.article(ONE)
    newsroom.build(strict=True)
    assert not (newsroom.site / "pagefind").exists()
    assert not newsroom.has("suche")
    assert not newsroom.page().all(".search-link")


@pytest.mark.parametrize("on_github", [False, True])
def test_where_there_is_no_pagefind_a_build_says_so_once(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], on_github: bool
) -> None:
    """On the terminal; in GitHub Actions as an annotation, which is read from the standard output."""
    if on_github:
        monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setattr(pagefind, "get_executable", None)
    newsroom.article(ONE)
    newsroom.build(strict=True)
    output, errors = capsys.readouterr()
    told, other = (output, errors) if on_github else (errors, output)
    assert (told.count("kein Pagefind"), other) == (1, "")
    assert told.startswith("::warning file=mkdocs.yml::" if on_github else "⚠ ")
    assert newsroom.has("posts/2026/03/04/eins")
    assert not newsroom.page().all(".search-link")


@pytest.mark.parametrize(
    "does", ["echo ruiniert; exit 3", "exit 0", "exec cat > /dev/null", "printf eyJ4Ijox,; exec sleep 20"], ids=str
)
def test_a_broken_indexer_is_reported_and_the_old_site_stays(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path, does: str
) -> None:
    newsroom.article(ONE)
    newsroom.build(strict=True)
    before = newsroom.page().source, index(newsroom)
    broken = tmp_path / "pagefind"
    broken.write_text(f"#!/bin/sh\n{does}\n")
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(pagefind, "get_executable", lambda: broken)
    monkeypatch.setattr(pagefind, "_PATIENCE", 1)
    newsroom.article("2026/03/05/zwei.md", title="Zwei")
    with pytest.raises(SystemExit):
        newsroom.build(strict=True)
    assert "Der Suchindex ließ sich nicht bauen" in caplog.text
    assert "Traceback" not in caplog.text
    assert (newsroom.page().source, index(newsroom)) == before


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
    assert "wasm.en.pagefind" in index(newsroom)


def test_ids_sort_by_date_and_stay_when_an_article_is_added(newsroom: Newsroom) -> None:
    newsroom.article(ONE)
    newsroom.article("2025/12/31/alt.md", title="Alt")
    newsroom.build(strict=True)
    fragments = {name for name in index(newsroom) if name.startswith("fragment/")}
    assert {name[9:17] for name in fragments} == {"20260304", "20251231"}
    newsroom.article("2026/03/05/neu.md", title="Neu")
    newsroom.build(strict=True)
    assert fragments < index(newsroom).keys()


def test_an_index_without_articles_is_empty() -> None:
    files = Index([], "de").files([part.make() for part in Index([], "de").parts()])
    assert json.loads(files["pagefind/pagefind-entry.json"])["languages"]["de"]["page_count"] == 0


def test_the_index_of_a_preview_follows_when_nothing_else_is_to_be_done(tmp_path: Path) -> None:
    site, entry = tmp_path / "site", tmp_path / "site/pagefind/pagefind-entry.json"
    background = BackgroundIndex(tmp_path / "cache", str)
    background.replace(lambda: Index([], "de"), site)
    assert not entry.exists()
    deadline = time.monotonic() + PATIENCE
    while not entry.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    background.stop()
    assert json.loads(entry.read_text())["languages"].keys() == {"de"}


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
    before = {name: data for name, data in index(newsroom).items() if name.startswith("fragment/")}
    newsroom.article(added, title="Noch einer")
    newsroom.build(strict=True)
    after = {name: data for name, data in index(newsroom).items() if name.startswith("fragment/")}
    assert len(before) == 3
    assert before.items() < after.items()
    assert sorted(name[9:17] for name in after) == sorted(["20260305"] * 3 + [added[:10].replace("/", "")])
