"""Feeds, read back by an independent parser."""

import json
import re
from pathlib import Path
from typing import Any

import feedparser
import pytest
from magazine.content.spaces import breakable

from tests.audit.feeds import json_faults, rss_faults
from tests.newsroom import STANDFIRST, Newsroom

SITE = "https://example.org/repo/"
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A site that tests only read."""
    return publish(Newsroom(tmp_path_factory.mktemp("published")))


@pytest.fixture
def own(newsroom: Newsroom) -> Newsroom:
    """The same for a test that changes it."""
    return publish(newsroom)


def publish(newsroom: Newsroom) -> Newsroom:
    newsroom.settings["site_url"] = SITE
    newsroom.write("posts/2026/03/04/b.svg", PICTURE)
    newsroom.article(
        "2026/03/04/eins.md",
        "Der Text mit [Link](../05/zwei.md), [oben](#x) & <b>HTML</b>.\n\n## X\n\n"
        "![Bild](b.svg)\n/// caption\nFoto: C\n///\n",
        title='Ein "Titel" & <mehr> ]]>',
        image={"src": "b.svg", "alt": "A", "credit": "C"},
        tags=["Elbe"],
        authors=["ada-beispiel", "bo-muster"],
        corrections=[{"date": "2026-03-06", "text": "Es waren < drei."}],
        date={"created": "2026-03-04 06:30", "updated": "2026-03-06"},
    )
    newsroom.article("2026/03/05/zwei.md", title="Zwei", categories=["politik"])
    newsroom.build(strict=True)
    return newsroom


def read(path: Path) -> Any:
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo, feed.bozo_exception
    return feed


def test_corrections_have_a_feed_of_their_own(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = SITE
    newsroom.write("fehler.md", "---\ntitle: Korrekturen\ntemplate: corrections.html\n---\nText\n")
    newsroom.nav.append("fehler.md")
    fixed = [{"date": "2026-03-06", "text": "Es waren < drei."}, {"date": "2026-03-06", "text": "Er hieß Max."}]
    newsroom.article("2026/03/04/eins.md", title="Eins", corrections=fixed)
    newsroom.article("2026/03/05/zwei.md", title="Zwei", corrections=[{"date": "2026-03-05", "text": "Rot."}])
    newsroom.article("2026/03/07/drei.md", title="Drei")
    newsroom.build(strict=True)
    feed = read(newsroom.site / "fehler/feed.xml")
    assert feed.feed.link == f"{SITE}fehler/"
    assert [entry.title for entry in feed.entries] == ["Korrektur: Eins", "Korrektur: Eins", "Korrektur: Zwei"]
    first = feed.entries[0]
    assert first.link == f"{SITE}posts/2026/03/04/eins/#article-corrections"
    assert first.published == "Fri, 06 Mar 2026 00:00:00 +0100"
    assert "Es waren &lt; drei." in first.content[0].value
    assert "Wir sind nicht die Anderen." in first.content[0].value
    assert len({entry.id for entry in feed.entries}) == 3
    told = json.loads((newsroom.site / "fehler/feed.json").read_text())
    assert [item["id"] for item in told["items"]] == [entry.id for entry in feed.entries]
    page = newsroom.page("fehler/")
    assert set(page.leads("link[rel=alternate]")) >= {"fehler/feed.xml", "fehler/feed.json"}
    assert page.leads(".collected a[type]") == ["fehler/feed.xml"]
    newsroom.article("2026/03/04/eins.md", title="Eine andere Überschrift", corrections=fixed)
    newsroom.build(strict=True)
    assert [entry.id for entry in read(newsroom.site / "fehler/feed.xml").entries] == [e.id for e in feed.entries]


def test_without_a_page_of_corrections_there_is_no_feed_of_them(published: Newsroom) -> None:
    homes = {path.parent.relative_to(published.site).as_posix() for path in published.site.rglob("feed.xml")}
    assert homes == {".", "ressort/kultur", "ressort/politik", "autoren/ada-beispiel", "autoren/bo-muster"}


def test_rss_is_well_formed_and_complete(published: Newsroom) -> None:
    feed = read(published.site / "feed.xml")
    assert feed.version == "rss20"
    assert feed.feed.link == SITE
    assert [each.href for each in feed.feed.links if each.rel == "self"] == [f"{SITE}feed.xml"]
    zwei, eins = feed.entries
    assert zwei.title == "Zwei"
    assert eins.title == "Ein „Titel“ & <mehr> ]]>"
    assert (eins.link, eins.id) == (f"{SITE}posts/2026/03/04/eins/",) * 2
    assert not eins.guidislink
    assert eins.published == "Wed, 04 Mar 2026 06:30:00 +0100"
    assert [each.name for each in eins.authors] == ["Ada Beispiel", "Bo Muster"]
    assert [each.term for each in eins.tags] == ["Kultur", "Elbe"]
    (picture,) = eins.enclosures
    assert (picture.href, picture.type) == (f"{SITE}posts/2026/03/04/b.svg", "image/svg+xml")
    assert int(picture.length) == len(PICTURE)
    html = eins.content[0].value
    assert "Wir sind nicht die Anderen." in html
    assert "Korrektur vom 6. März 2026:" in breakable(html)
    assert "Es waren &lt; drei." in html


def test_addresses_in_the_text_are_absolute(published: Newsroom) -> None:
    items = json.loads((published.site / "feed.json").read_text())["items"]
    html = items[1]["content_html"]
    targets = re.findall(r'(?:href|src)="([^"]*)"', html)
    assert f"{SITE}posts/2026/03/05/zwei/" in targets
    assert f"{SITE}posts/2026/03/04/eins/#x" in targets
    assert f"{SITE}posts/2026/03/04/b.svg" in targets
    assert all(target.startswith("https://") for target in targets)


def test_json_feed(published: Newsroom) -> None:
    feed = json.loads((published.site / "feed.json").read_text())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (SITE, f"{SITE}feed.json")
    item = feed["items"][1]
    assert item["id"] == item["url"] == f"{SITE}posts/2026/03/04/eins/"
    assert item["date_published"] == "2026-03-04T06:30:00+01:00"
    assert item["date_modified"] == "2026-03-06T00:00:00+01:00"
    assert item["authors"] == [{"name": "Ada Beispiel"}, {"name": "Bo Muster"}]


def test_sections_and_authors_have_feeds_of_their_own(published: Newsroom) -> None:
    assert [each.title for each in read(published.site / "ressort/politik/feed.xml").entries] == ["Zwei"]
    assert len(read(published.site / "autoren/ada-beispiel/feed.xml").entries) == 2
    assert len(json.loads((published.site / "autoren/bo-muster/feed.json").read_text())["items"]) == 1
    assert not (published.site / "ressort/leer/feed.xml").exists()


def test_tags_with_a_few_articles_have_a_feed_without_texts(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = SITE
    for day in (1, 2, 3):
        newsroom.article(f"2026/03/0{day}/a{day}.md", title=f"Artikel {day}", tags=["Elbe & Alster", f"Nur {day}"])
    newsroom.build(strict=True)
    feed = read(newsroom.site / "thema/elbe-alster/feed.xml")
    assert [each.title for each in feed.entries] == ["Artikel 3", "Artikel 2", "Artikel 1"]
    assert feed.feed.link == f"{SITE}thema/elbe-alster/"
    assert {each.summary for each in feed.entries} == {STANDFIRST}
    assert not [each for each in feed.entries if "content" in each]
    page = newsroom.page("thema/elbe-alster/")
    assert "thema/elbe-alster/feed.xml" in page.leads('link[type="application/rss+xml"]')
    assert page.leads('main a[type="application/rss+xml"]') == ["thema/elbe-alster/feed.xml"]
    assert not newsroom.page("thema/nur-1/").all('main a[type="application/rss+xml"]')
    assert {path.parent.name for path in (newsroom.site / "thema").rglob("feed.*")} == {"elbe-alster"}


def test_series_have_a_feed_with_texts(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = SITE
    for day in (1, 2):
        newsroom.article(f"2026/03/0{day}/a{day}.md", f"Text {day}.\n", title=f"Teil {day}", series="Brücken der Stadt")
    newsroom.article("2026/03/03/a3.md", title="Allein", series="Erst ein Teil")
    newsroom.build(strict=True)
    feed = read(newsroom.site / "serie/bruecken-der-stadt/feed.xml")
    assert [each.title for each in feed.entries] == ["Teil 2", "Teil 1"]
    assert feed.feed.title.startswith("Brücken der Stadt – ")
    assert feed.feed.link == f"{SITE}posts/2026/03/01/a1/", "the first part"
    assert "Text 2." in feed.entries[0].content[0].value
    page = newsroom.page("posts/2026/03/01/a1/")
    assert "serie/bruecken-der-stadt/feed.xml" in page.leads('link[type="application/rss+xml"]')
    assert page.leads('main a[type="application/rss+xml"]') == ["serie/bruecken-der-stadt/feed.xml"]
    assert not (newsroom.site / "serie/erst-ein-teil").exists()


def test_feeds_can_be_discovered(published: Newsroom) -> None:
    for url in ("", "posts/2026/03/04/eins/", "ressort/politik/", "autoren/ada-beispiel/"):
        page = published.page(url)
        feeds = [page.lead(link) for link in page.hrefs('link[rel="alternate"][type="application/rss+xml"]')]
        own = [f"{url}feed.xml"] if url.startswith(("ressort", "autoren")) else []
        assert sorted(feeds) == sorted([*own, "feed.xml"]), url
        assert all((published.site / feed).exists() for feed in feeds)


def test_an_article_keeps_its_id(own: Newsroom) -> None:
    own.article(
        "2026/03/05/zwei.md",
        title="Anders",
        categories=["politik"],
        slug="ganz-anders",
        aliases=["/posts/2026/03/05/zwei/"],
    )
    own.article("2026/03/04/eins.md", "Text.\n", title="Eins")
    own.build()
    entry = read(own.site / "feed.xml").entries[0]
    assert entry.title == "Anders"
    assert entry.link == f"{SITE}posts/2026/03/05/ganz-anders/"
    assert entry.id == f"{SITE}posts/2026/03/05/zwei/"


def test_without_an_address_there_are_none(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build()
    assert not list(newsroom.site.rglob("feed.*ml"))
    assert not newsroom.page().all('link[rel="alternate"]')


def test_drafts_are_in_no_feed(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = SITE
    newsroom.article()
    newsroom.article("2026/03/05/zwei.md", title="Zwei", draft=True)
    newsroom.article("2026/03/06/drei.md", title="Drei", embargo="2999-01-01")
    newsroom.build()
    assert [each.title for each in read(newsroom.site / "feed.xml").entries] == ["Eine Überschrift"]


@pytest.mark.parametrize(("language", "words"), [("de", "Dies ist ein Feed."), ("en", "This is a feed.")])
def test_a_feed_opened_in_a_browser_explains_itself(newsroom: Newsroom, language: str, words: str) -> None:
    newsroom.settings |= {"site_url": SITE, "theme": {"language": language}}
    newsroom.article()
    newsroom.build(strict=True)
    address = re.search(r'<\?xml-stylesheet href="([^"]+)"', (newsroom.site / "feed.xml").read_text())
    assert address is not None
    assert address[1].startswith(SITE)
    assert words in (newsroom.site / address[1].removeprefix(SITE)).read_text()


def test_the_standfirst_is_read_as_html(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = SITE
    newsroom.article(
        description="Strom & Wasser < Gas, sagt das Amt. Was es kostet, wer es zahlt und was jetzt geschieht."
    )
    newsroom.build()
    (entry,) = read(newsroom.site / "feed.xml").entries
    assert entry.summary.startswith("Strom &amp; Wasser &lt; Gas")


def test_nothing_a_validator_finds(published: Newsroom) -> None:
    for path in sorted(published.site.rglob("feed.xml")):
        address = SITE + path.relative_to(published.site).as_posix()
        assert rss_faults(path.read_bytes(), address) == []
        assert json_faults(json.loads(path.with_suffix(".json").read_bytes()), address.replace(".xml", ".json")) == []


@pytest.mark.parametrize(
    ("sound", "broken", "fault"),
    [
        ("</channel>", "</chanel>", "NotWellFormed"),
        ('rel="self"', 'rel="alternate"', "MissingSelf"),
        (f'href="{SITE}feed.xml"', f'href="{SITE}"', "SelfDoesntMatchLocation"),
        ("<pubDate>Wed, 04 Mar 2026", "<pubDate>Wed, 04 Mar 26", "InvalidRFC2822Date"),
        ("<pubDate>Wed, 04 Mar 2026", "<pubDate>Tue, 04 Mar 2935", "ImplausibleDate"),
        ("posts/2026/03/05/zwei/</guid>", "posts/2026/03/04/eins/</guid>", "DuplicateItem"),
        ('<guid isPermaLink="false">https:', "<guid>", "InvalidPermalink"),
        ("<enclosure length=", '<enclosure length="0" x=', "InvalidNonNegativeInteger"),
        ('type="image/svg+xml"', 'type="svg"', "InvalidMIMEType"),
        ("<category>Elbe</category>", "<category> </category>", "NotBlank"),
        ("<category>Elbe</category>", "<author>Ada</author>", "UndefinedElement: author"),
        ("<title>Zwei</title>", "<title>Zwei</title><title>Drei</title>", "DuplicateElement: title"),
        ("<title>Zwei</title>", "", "MissingElement: title"),
        (f"<description>{STANDFIRST}", "<description>Es waren &lt; drei &amp; mehr", "NotHtml"),
        ("Der Text mit", "&lt;script&gt;&lt;/script&gt;", "SecurityRisk: <script>"),
        ("Der Text mit", "&lt;p onclick='x'&gt;", "SecurityRiskAttr: onclick"),
        ("Der Text mit", "&lt;p style='x'&gt;", "DangerousStyleAttr"),
        ("Der Text mit", "&lt;a href='../x/'&gt;x&lt;/a&gt;", "ContainsRelRef: ../x/"),
        ("Der Text mit", "&lt;img src='https://example.org/x.png'&gt;", "MissingAlt"),
    ],
)
def test_the_validator_finds(published: Newsroom, sound: str, broken: str, fault: str) -> None:
    feed = (published.site / "feed.xml").read_text()
    assert sound in feed
    source = feed.replace(sound, broken, 1).encode()
    if fault == "NotWellFormed":
        assert feedparser.parse(source).bozo
    else:
        found = rss_faults(source, f"{SITE}feed.xml")
        assert any(fault in each for each in found), found


def test_a_feed_without_items_names_no_moment_of_the_build(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = SITE
    newsroom.write("korrekturen.md", "---\ntitle: Korrekturen\ntemplate: corrections.html\n---\n")
    newsroom.nav.append("korrekturen.md")
    newsroom.article()
    newsroom.build(strict=True)
    feed = (newsroom.site / "korrekturen/feed.xml").read_text()
    assert re.findall(r"<lastBuildDate>(.*?)</lastBuildDate>", feed) == ["Thu, 01 Jan 1970 00:00:00 +0000"]
