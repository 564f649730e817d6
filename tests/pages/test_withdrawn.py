"""A withdrawn article: its address says when and why, and nothing else of the site knows that it was there."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from click.testing import CliRunner
from magazine.commands.main import main

from tests.audit.feeds import rss_faults
from tests.newsroom import STANDFIRST, Newsroom

SITE = "https://example.org/repo/"
URL = "posts/2026/03/05/weg/"
REASON = 'Das "Zitat" war erfunden & <falsch>.'
WITHDRAWN = {"date": "2026-03-06", "reason": REASON}
NOW = dt.datetime(2026, 3, 6, 18, tzinfo=dt.UTC)
DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"
IMAGE = {"src": "weg.svg", "alt": "Ein Geheimbild", "credit": "C"}


@pytest.fixture
def two_articles(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Two articles around the day of a third that is not written yet, and a page of corrections."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{NOW.timestamp():.0f}")  # what is of the day before is news
    newsroom.settings["site_url"] = SITE
    newsroom.write("korrekturen.md", "---\ntitle: Korrekturen\ntemplate: corrections.html\n---\nText\n")
    newsroom.nav.append("korrekturen.md")
    newsroom.article("2026/03/04/eins.md", title="Eins", tags=["Elbe"], series="Am Wasser")
    newsroom.article("2026/03/06/zwei.md", title="Zwei", tags=["Elbe"], series="Am Wasser")
    return newsroom


def third(newsroom: Newsroom, **front_matter: Any) -> Path:
    """Write the third article: between the two, in their section and series, and in others where it is alone."""
    newsroom.write("posts/2026/03/05/weg.svg", DRAWING)
    given = {
        "title": "Ein Irrtum",
        "authors": ["ada-beispiel", "bo-muster"],
        "categories": ["kultur", "politik"],
        "tags": ["Elbe", "Nur hier"],
        "series": "Am Wasser",
        "image": IMAGE,
        "aliases": ["/alt/weg/"],
        "pin": True,
        "corrections": [{"date": "2026-03-06", "text": "Es waren drei."}],
        **front_matter,
    }
    return newsroom.article("2026/03/05/weg.md", "Ein Geheimwort steht hier.\n\n## Am Hafen\n\nText.\n", **given)


def files(newsroom: Newsroom) -> dict[str, bytes]:
    site = newsroom.site
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def built(newsroom: Newsroom) -> dict[str, bytes]:
    newsroom.build(strict=True)
    return files(newsroom)


# Every output in which the article stands while it is published.
OUTPUTS = """
    index.html ressort/kultur/index.html autoren/ada-beispiel/index.html autoren/index.html thema/elbe/index.html
    archiv/index.html archiv/2026/index.html archiv/2026/03/index.html suche/index.html
    feed.xml feed.json ressort/kultur/feed.xml ressort/kultur/feed.json autoren/ada-beispiel/feed.xml
    autoren/ada-beispiel/feed.json sitemap.xml news-sitemap.xml
    posts/2026/03/04/eins/index.html posts/2026/03/06/zwei/index.html
""".split()
# What is only made for it.
ALONE = """
    ressort/politik/index.html ressort/politik/feed.xml ressort/politik/card.png autoren/bo-muster/index.html
    autoren/bo-muster/feed.json autoren/bo-muster/card.png thema/nur-hier/index.html posts/2026/03/05/weg/card.png
    posts/2026/03/05/weg.svg
""".split()
# Where it is told that it was withdrawn.
TOLD = {
    f"{URL}index.html",
    "alt/weg/index.html",
    "korrekturen/index.html",
    "korrekturen/feed.xml",
    "korrekturen/feed.json",
    "addresses.json",
}


def test_nothing_else_of_the_site_knows_it(two_articles: Newsroom) -> None:
    without = built(two_articles)
    third(two_articles)
    published = built(two_articles)
    assert [name for name in OUTPUTS if without[name] == published[name]] == [], "or this test would prove nothing"
    assert [name for name in ALONE if name in without or name not in published] == []
    assert {name for name in published if name.startswith("search-index/")} != {
        name for name in without if name.startswith("search-index/")
    }
    third(two_articles, withdrawn=WITHDRAWN)
    withdrawn = built(two_articles)
    changed = {name for name in withdrawn.keys() | without.keys() if withdrawn.get(name) != without.get(name)}
    assert changed == TOLD
    everything = b"".join(withdrawn.values())
    for word in ("Geheimwort", "Geheimbild", "Nur hier", "Es waren drei", "Bo Muster"):
        assert word.encode() not in everything, word


def test_the_page_says_when_and_why(two_articles: Newsroom) -> None:
    third(two_articles, withdrawn=WITHDRAWN)
    two_articles.build(strict=True)
    page = two_articles.page(URL)
    assert page.text("h1") == "Ein Irrtum"
    assert page.texts(".kicker > *") == ["Kultur", "Zurückgezogen"]
    assert page.leads(".kicker a") == ["ressort/kultur/"]
    assert page.text("main .notice") == "Zurückgezogen am 6. März 2026 Das „Zitat“ war erfunden & <falsch>."
    assert [each.get("datetime") for each in page.all("main time")] == ["2026-03-06", "2026-03-05"]
    assert page.text("aside.disclaimer") == "Hinweis: Wir sind nicht die Anderen."
    assert page.meta("robots") == "noindex"
    assert (
        page.meta("description")
        == "Dieser Artikel ist am 5. März 2026 erschienen und wurde am 6. März 2026 zurückgezogen."
    )
    shown = "main img, figure, .author-card, .standfirst, .prose, .sources, .related, .neighbours, .tags"
    assert page.all(f"{shown}, script[type='application/ld+json'], meta[property^='og:']") == []
    assert STANDFIRST not in page.source


def test_a_section_without_another_article_is_named_but_not_linked(two_articles: Newsroom) -> None:
    third(two_articles, withdrawn=WITHDRAWN, categories=["politik"])
    two_articles.build(strict=True)
    page = two_articles.page(URL)
    assert page.text(".kicker").startswith("Politik")
    assert page.leads(".kicker a") == []
    assert not two_articles.has("ressort/politik/")


def test_in_the_words_of_the_language(two_articles: Newsroom) -> None:
    two_articles.settings["theme"] = {"language": "en"}
    third(two_articles, withdrawn=WITHDRAWN)
    two_articles.build(strict=True)
    page = two_articles.page(URL)
    assert "Withdrawn" in page.text(".kicker")
    assert page.text("main .notice").startswith("Withdrawn on March 6, 2026")


def test_old_addresses_still_lead_there(two_articles: Newsroom) -> None:
    third(two_articles, withdrawn=WITHDRAWN)
    two_articles.build(strict=True)
    page = two_articles.page("alt/weg/")
    assert page.leads("main a") == [URL]
    assert STANDFIRST not in page.source


@pytest.mark.parametrize("others", [False, True], ids=["by itself", "with another plugin"])
def test_links_to_it_stay_valid(two_articles: Newsroom, others: bool) -> None:
    if others:
        (two_articles.root / "hook.py").write_text("def on_post_page(output, page, config):\n    return output\n")
        two_articles.settings["hooks"] = [str(two_articles.root / "hook.py")]
    third(two_articles, withdrawn=WITHDRAWN)
    text = "Ein [Irrtum](../05/weg.md), [dort](../05/weg.md#am-hafen) und [hier](/posts/2026/03/05/weg/).\n"
    two_articles.article("2026/03/06/zwei.md", text, title="Zwei", links=["../05/weg.md", "../05/weg.md#am-hafen"])
    two_articles.write(
        "ueber-uns.md", "---\ntitle: Über uns\n---\n[Dies](posts/2026/03/05/weg.md#am-hafen) war falsch.\n"
    )
    two_articles.nav.append("ueber-uns.md")
    two_articles.build(strict=True)
    page = two_articles.page("posts/2026/03/06/zwei/")
    assert page.leads(".prose a") == [URL, f"{URL}#am-hafen", URL]
    assert page.leads(".further a") == [URL, f"{URL}#am-hafen"]
    assert page.texts(".further a") == ["Ein Irrtum", "Ein Irrtum"]
    assert two_articles.page("ueber-uns/").leads(".prose p a") == [f"{URL}#am-hafen"]
    assert "Geheimwort" not in two_articles.page(URL).source
    assert two_articles.page(URL).text("h1") == "Ein Irrtum"


def test_the_preview_shows_the_same(two_articles: Newsroom) -> None:
    third(two_articles, withdrawn=WITHDRAWN)
    two_articles.article("2026/03/06/entwurf.md", title="Entwurf", image=None, draft=True)
    two_articles.build(strict=True)
    text = two_articles.page(URL).text("main")
    names = {name for name in files(two_articles) if "/weg/" in name}
    two_articles.build(preview=True)
    assert two_articles.page(URL).text("main") == text
    assert two_articles.page(URL).meta("robots") == "noindex"
    assert {name for name in files(two_articles) if "/weg/" in name} == names
    assert "Ein Irrtum" not in two_articles.page().source + two_articles.page("archiv/2026/03/").source


def test_corrections_list_it(two_articles: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{(NOW + dt.timedelta(days=1)).timestamp():.0f}")
    third(two_articles, withdrawn=WITHDRAWN)
    fixed = [{"date": "2026-03-07", "text": "Rot."}, {"date": "2026-03-05", "text": "Blau."}]
    two_articles.article("2026/03/04/eins.md", title="Eins", corrections=fixed)
    two_articles.build(strict=True)
    page = two_articles.page("korrekturen/")
    assert page.texts(".collected h3") == ["Eins", "Ein Irrtum", "Eins"]
    assert page.leads(".collected h3 a")[1] == URL
    told = page.texts(".collected li")[1]
    assert told == "6. März 2026 Zurückgezogen Ein Irrtum Das „Zitat“ war erfunden & <falsch>."
    assert page.texts(".collected .label") == ["Zurückgezogen"]
    feed = feedparser.parse((two_articles.site / "korrekturen/feed.xml").read_bytes())
    assert [entry.title for entry in feed.entries] == [
        "Korrektur: Eins",
        "Zurückgezogen: Ein Irrtum",
        "Korrektur: Eins",
    ]
    assert feed.entries[1].link == f"{SITE}{URL}"
    assert feed.entries[1].published == "Fri, 06 Mar 2026 00:00:00 +0100"
    assert "war erfunden &amp; &lt;falsch&gt;" in feed.entries[1].content[0].value
    assert rss_faults((two_articles.site / "korrekturen/feed.xml").read_bytes(), f"{SITE}korrekturen/feed.xml") == []
    items = json.loads((two_articles.site / "korrekturen/feed.json").read_text())["items"]
    assert [item["id"] for item in items] == [entry.id for entry in feed.entries]
    third(two_articles, withdrawn={**WITHDRAWN, "reason": "Es war anders."}, title="Ein anderer Titel")
    two_articles.build(strict=True)
    again = feedparser.parse((two_articles.site / "korrekturen/feed.xml").read_bytes())
    assert [entry.id for entry in again.entries] == [entry.id for entry in feed.entries]
    assert "Es war anders." in again.entries[1].content[0].value


def test_the_only_article_can_be_withdrawn(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = SITE
    third(newsroom, withdrawn=WITHDRAWN)
    newsroom.build(strict=True)
    assert newsroom.page(URL).text("h1") == "Ein Irrtum"
    for url in ("", "archiv/"):
        assert "Ein Irrtum" not in newsroom.page(url).source


def codes(newsroom: Newsroom, *arguments: str) -> list[tuple[str, str]]:
    command = ["check", "-f", str(newsroom.config_file()), "--format", "json", *arguments]
    found = json.loads(CliRunner().invoke(main, command, catch_exceptions=False).stdout)
    return [(each["code"], Path(each["file"]).name) for each in found]


def test_its_text_may_be_anything_or_nothing(two_articles: Newsroom) -> None:
    path = third(two_articles, withdrawn=WITHDRAWN, description="Kurz.", title="Kommentar: " + "sehr lang " * 20)
    for text in (
        "",
        "„Das sagte er so und nicht anders“, <script>x</script> [kaputt](fehlt.md) ![](auch.jpg)  und » so TODO.\n",
        "# Erste\n\n#### Vierte <!-- allow heading-skipped: So war es -->\n\nAbschniit.\n",
    ):
        path.write_text(path.read_text().rpartition("---\n")[0] + f"---\n{text}")
        assert codes(two_articles) == []
        two_articles.build(strict=True)
        assert two_articles.page(URL).text("h1").startswith("Kommentar: ")


def test_its_pictures_are_neither_published_nor_called_unused(two_articles: Newsroom) -> None:
    for name in ("text.svg", "beide.svg", "anhang.pdf"):
        two_articles.write(f"posts/2026/03/05/{name}", DRAWING)
    caption = "\n/// caption\nZeichnung: C\n///\n"
    path = third(two_articles, withdrawn=WITHDRAWN)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n![A](text.svg)\n{caption}\n![B](beide.svg)\n{caption}\n[Anhang](anhang.pdf)\n")
    two_articles.article("2026/03/06/zwei.md", f"![B](../05/beide.svg)\n{caption}", title="Zwei")

    def beside() -> list[str]:
        return sorted(path.name for path in (two_articles.site / "posts/2026/03/05").iterdir() if path.is_file())

    assert codes(two_articles) == []
    two_articles.build(strict=True)
    assert beside() == ["beide.svg"]
    two_articles.build(preview=True)
    assert beside() == ["beide.svg"]
    path.write_text(path.read_text().partition("\n---\n")[0] + "\n---\n")  # its text is gone
    assert codes(two_articles) == []
    two_articles.build(strict=True)
    assert beside() == ["beide.svg"]
    (two_articles.docs / "posts/2026/03/05/weg.svg").unlink()
    assert codes(two_articles) == [], "a picture that nobody is to see may be deleted"
    two_articles.article("2026/03/06/zwei.md", title="Zwei")
    two_articles.write("posts/2026/03/06/uebrig.svg", DRAWING)
    assert codes(two_articles) == [("picture-unused", "uebrig.svg")]


def test_a_picture_of_the_magazine_stays(two_articles: Newsroom) -> None:
    """What does not lie beside articles belongs to nobody alone, such as the portrait of an author."""
    two_articles.write("assets/portrait.svg", DRAWING)
    third(two_articles, withdrawn=WITHDRAWN, image={**IMAGE, "src": "/assets/portrait.svg"})
    two_articles.build(strict=True)
    assert (two_articles.site / "assets/portrait.svg").exists()


def test_an_article_can_come_back(two_articles: Newsroom) -> None:
    third(two_articles)
    before = built(two_articles)
    third(two_articles, withdrawn=WITHDRAWN)
    assert built(two_articles) != before
    third(two_articles)
    assert built(two_articles) == before


def test_an_embargo_that_has_ended_is_no_obstacle(two_articles: Newsroom) -> None:
    third(two_articles, withdrawn=WITHDRAWN, embargo="2026-03-05 06:00")
    two_articles.build(strict=True)
    assert two_articles.has(URL)
    assert json.loads((two_articles.site / "embargo.json").read_text()) == {"next": None}
