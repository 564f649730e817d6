"""From an export of WordPress to pages: nothing is lost, nothing that is not public is published."""

import json
from collections.abc import Sequence
from typing import Any

import feedparser
import pytest
from click.testing import CliRunner
from magazine.commands.main import main

from tests.importing.exports import item, wxr
from tests.importing.many_posts import many_posts
from tests.importing.running import brought_over, front_matter, report_of, write_files
from tests.newsroom import Newsroom
from tests.photos import developed, photo

pytest.importorskip("markdownify")


def imported(newsroom: Newsroom, items: Sequence[str], *options: str) -> dict[str, Any]:
    """Import an export of these items, and return the report."""
    brought_over(newsroom, wxr(newsroom.root / "export.xml", items), *options)
    data: dict[str, Any] = json.loads((newsroom.root / "import-report.json").read_text("utf-8"))
    return data


def test_an_article_comes_over_with_everything(newsroom: Newsroom) -> None:
    more = (
        '<category domain="category" nicename="kultur">Kultur</category>'
        '<category domain="category" nicename="buehne">Bühne</category>'
        '<category domain="post_tag" nicename="gruen">Grün</category>'
        '<category domain="author" nicename="ada">Ada Lovelace</category>'
        '<category domain="author" nicename="bo">Bo Muster</category>'
        "<wp:post_modified_gmt>2013-05-06 10:00:00</wp:post_modified_gmt>"
    )
    report = imported(
        newsroom, [item(7, "Erster Absatz.\n\nZweiter\nmit Umbruch.", excerpt="Ein Vorspann.", more=more)]
    )
    assert report["counts"]["published"] == report["counts"]["articles"] == 1
    assert report["articles"][0]["lost_words"] == []
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/titel-7/")
    assert page.text("h1") == "Titel 7"
    assert page.text(".standfirst") == "Ein Vorspann."
    assert [each.strip() for each in page.texts(".byline__authors a")] == ["Ada Lovelace", "Bo Muster"]
    assert page.texts("#article-tags + ul a") == ["Grün", "Bühne"]
    assert "6. Mai 2013" in page.text(".byline")
    assert newsroom.page("2012/03/titel-7/").leads("main a") == ["posts/2012/03/04/titel-7/"]


def test_parts_of_words_keep_their_emphasis_and_stars_are_stars(newsroom: Newsroom) -> None:
    text = "<b>H</b>amburg und un<em>frei</em>willig, <strong>ganz <em>fett</em></strong>, Leser*innen und Bürger*innen"
    imported(newsroom, [item(7, f"<p>{text} 5*3*2.</p>")])
    newsroom.build()
    page = newsroom.page("posts/2012/03/04/titel-7/")
    assert page.text(".prose") == "Hamburg und unfreiwillig, ganz fett, Leser*innen und Bürger*innen 5*3*2."
    assert page.texts(".prose strong") == ["H", "ganz fett"]
    assert page.texts(".prose em") == ["frei", "fett"]


@pytest.mark.parametrize(
    ("gmt", "day"), [("2012-03-04 22:59:00", "2012/03/04"), ("2012-03-04 23:30:00", "2012/03/05")], ids=["day", "night"]
)
def test_half_past_eleven_in_utc_is_the_next_day_in_berlin(newsroom: Newsroom, gmt: str, day: str) -> None:
    imported(newsroom, [item(1, gmt=gmt)])
    assert (newsroom.docs / f"posts/{day}/titel-1.md").is_file()


@pytest.mark.parametrize(
    ("values", "comes_over"),
    [
        ({"status": "draft"}, True),
        ({"status": "pending"}, True),
        ({"status": "future", "date": "2090-01-01 00:00:00", "gmt": "2089-12-31 23:00:00"}, True),
        ({"status": "future"}, True),
        ({"status": "private"}, False),
        ({"password": "geheim"}, False),
        ({"status": "trash"}, False),
        ({"status": "auto-draft"}, False),
    ],
    ids=str,
)
def test_what_was_not_public_is_not_published(newsroom: Newsroom, values: dict[str, str], comes_over: bool) -> None:
    imported(newsroom, [item(1), item(2, "<p>Unveröffentlicht.</p>", **values)])
    assert any("Unveröffentlicht" in each.read_text() for each in newsroom.docs.rglob("*.md")) is comes_over
    newsroom.build(strict=True)
    assert newsroom.has("posts/2012/03/04/titel-1/")
    assert not any("Unveröffentlicht" in each.read_text("utf-8") for each in newsroom.site.rglob("*.html"))


def test_no_address_and_no_secret_is_written(newsroom: Newsroom) -> None:
    more = (
        "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>Leserin</wp:comment_author>"
        "<wp:comment_author_email>leserin@example.org</wp:comment_author_email>"
        "<wp:comment_author_IP>203.0.113.7</wp:comment_author_IP><wp:comment_approved>1</wp:comment_approved>"
        "<wp:comment_content>Guter Text!</wp:comment_content></wp:comment>"
        "<wp:comment><wp:comment_author>Werber</wp:comment_author><wp:comment_approved>spam</wp:comment_approved>"
        "<wp:comment_content>Billig!</wp:comment_content></wp:comment>"
        "<wp:postmeta><wp:meta_key>_api_key</wp:meta_key><wp:meta_value>sk-geheim</wp:meta_value></wp:postmeta>"
    )
    imported(newsroom, [item(1, more=more)])
    written = {
        each: each.read_text("utf-8")
        for each in newsroom.root.rglob("*")
        if each.suffix in {".md", ".json", ".yml", ".html"}
    }
    for secret in ("geheim@example.org", "leserin@example.org", "203.0.113.7", "sk-geheim", "Billig!"):
        assert [file for file, text in written.items() if secret in text] == [], secret
    assert (
        json.loads((newsroom.docs / "posts/2012/03/04/.titel-1.comments.json").read_text())[0]["text"] == "Guter Text!"
    )
    newsroom.build(strict=True)
    assert not any("Guter Text!" in each.read_text("utf-8", errors="ignore") for each in newsroom.site.rglob("*.*"))


CASES = [
    ("Vor<!--more-->her", "p", "Vorher"),
    ("<h1>Oben</h1>\n<p>x</p>\n<h3>Unten</h3>", "h2", "Oben#"),
    ('<abbr title="das heißt">d. h.</abbr>', "abbr", "d. h."),
    ("* Stern, _Strich_, [Klammer], # und <code>a|b</code>", "p", "* Stern, _Strich_, [Klammer], # und a|b"),
    ("#wort am Anfang", "p", "#wort am Anfang"),
    ("1. kein Listenpunkt", "p", "1. kein Listenpunkt"),
    ("<ul><li>eins<ul><li>innen</li></ul></li></ul>", "ul ul li", "innen"),
    ("<table><tr><td>nur</td><td>Zellen</td></tr></table>", "td:last-child", "Zellen"),
    ('<table><tr><th colspan="2">breit</th></tr><tr><td>a</td><td>b</td></tr></table>', 'th[colspan="2"]', "breit"),
    ("<blockquote><p>Gesagt</p></blockquote>", "blockquote p", "Gesagt"),
    ("<pre><code>if a &lt; b:\n    x</code></pre>", "pre", "if a < b: x"),
    ("<dl><dt>Wort</dt><dd>Sinn</dd></dl>", "dd", "Sinn"),
    ("H<sub>2</sub>O", "sub", "2"),
    ("<details><summary>Mehr</summary><p>Innen</p></details>", "details p", "Innen"),
    ("<strong>a</strong><strong>b</strong>", "strong", "ab"),
    ('<span style="color:red" onclick="x()">bunt</span>', "p", "bunt"),
    ("[unbekannt]Wort[/unbekannt]", "p", "[unbekannt]Wort[/unbekannt]"),
    ("[embed]https://video.example/abc[/embed]", 'a[href="https://video.example/abc"]', "https://video.example/abc"),
    ('<iframe src="https://www.youtube-nocookie.com/embed/abc" title="F"></iframe>', 'a[href$="/watch?v=abc"]', "F"),
    ('Siehe <a href="javascript:alert(1)">hier</a>', "p", "Siehe hier"),
    ('Siehe <a href="/2012/03/titel-2/">dort</a>', 'a[href="../titel-2/"]', "dort"),
    ('Siehe <a href="https://alt.example/?p=900">dort</a>', 'a[href="../titel-2/"]', "dort"),
    ('Siehe <a href="/wo-anders/">dort</a>', 'a[href="https://alt.example/wo-anders/"]', "dort"),
    ('<a href="#ziel">hin</a><h2 id="ziel">Über uns</h2>', 'a[href="#ueber-uns"]', "hin"),
]  # fmt: skip


def test_texts_mean_what_they_meant(newsroom: Newsroom) -> None:
    """One build for all: the page of each has what its HTML meant, and none of its words is lost."""
    target = item(900, name="titel-2", link="https://alt.example/2012/03/titel-2/")
    items = [item(number, text) for number, (text, _, _) in enumerate(CASES, 100)]
    report = imported(newsroom, [*items, target])
    assert [each["title"] for each in report["articles"] if each["lost_words"]] == []
    newsroom.build(strict=True)
    for number, (text, selector, shown) in enumerate(CASES, 100):
        page = newsroom.page(f"posts/2012/03/04/titel-{number}/")
        assert next(iter(page.texts(f".prose {selector}")), None) == shown, text


def test_pictures_come_over_from_a_folder_beside_the_export(newsroom: Newsroom) -> None:
    folder = newsroom.root / "wp-content/uploads/2012/03"
    folder.mkdir(parents=True)
    (folder / "Größe.jpg").write_bytes(developed(photo(800, 600)))
    (folder / "kaputt.jpg").write_bytes(b"kein Bild")
    text = (
        '[caption id="a"]<img src="/wp-content/uploads/2012/03/Größe-300x200.jpg" alt="Ein Dom"> Der Dom.[/caption]'
        '<p><img src="/wp-content/uploads/2012/03/kaputt.jpg" alt="Kaputtes"></p>'
        '<p><img src="/wp-content/uploads/2012/03/fehlt.jpg" alt="Fehlendes"></p>'
        '<p><img src="https://anderswo.example/fremd.jpg" alt="Fremdes"></p>'
    )
    report = imported(newsroom, [item(1, text)])
    assert (report["counts"]["pictures"], report["counts"]["pictures_missing"]) == (1, 3)
    assert (newsroom.docs / "posts/2012/03/04/titel-1/groesse.jpg").read_bytes() == developed(photo(800, 600))
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/titel-1/")
    assert page.text(".prose figcaption") == "Der Dom."
    assert page.one(".prose figure img").get("alt") == "Ein Dom"
    assert [each for each in page.texts(".prose a") if each.endswith("es")] == ["Kaputtes", "Fehlendes", "Fremdes"]


def test_running_again_leaves_alone_what_was_edited(newsroom: Newsroom) -> None:
    source = wxr(newsroom.root / "export.xml", [item(1), item(2), item(3)])
    brought_over(newsroom, source)
    text, head = (newsroom.docs / f"posts/2012/03/04/titel-{number}.md" for number in (1, 2))
    text.write_text(text.read_text("utf-8") + "\nNachgetragen.\n")
    head.write_text(head.read_text("utf-8").replace("title: Titel 2", "title: Neue Überschrift"))
    before = {each: each.read_bytes() for each in newsroom.docs.rglob("*.*")}
    run = brought_over(newsroom, source)
    assert {each: each.read_bytes() for each in newsroom.docs.rglob("*.*")} == before
    states = [each["state"] for each in json.loads((newsroom.root / "import-report.json").read_text())["articles"]]
    assert states == ["edited", "edited", "unchanged"]
    assert "titel-1.md" in run.output
    assert "titel-2.md" in run.output


def test_an_article_that_was_moved_does_not_come_twice(newsroom: Newsroom) -> None:
    source = wxr(newsroom.root / "export.xml", [item(1)])
    brought_over(newsroom, source)
    path = newsroom.docs / "posts/2012/03/04/titel-1.md"
    path.rename(path.with_name("neuer-name.md"))
    brought_over(newsroom, source)
    assert [each.name for each in newsroom.docs.rglob("posts/**/*.md")] == ["neuer-name.md"]
    assert report_of(newsroom)["articles"][0]["state"] == "edited"


def test_at_most_eight_sections_are_made_and_the_rest_are_tags(newsroom: Newsroom) -> None:
    def of(number: int, category: str) -> str:
        return item(number, more=f'<category domain="category" nicename="{category}">{category.title()}</category>')

    items = [of(10 * kind + number, f"rubrik-{kind}") for kind in range(1, 13) for number in range(kind % 10 + 1)]
    report = imported(newsroom, items)
    assert len({section for section in report["sections"].values() if section}) <= 8
    newsroom.build(strict=True)
    assert front_matter(newsroom, "posts/2012/03/04/titel-100.md")["tags"] == ["Rubrik-10"]


def test_a_mapping_of_sections_is_taken_from_a_file(newsroom: Newsroom) -> None:
    file = newsroom.root / "sections.yml"
    file.write_text('Bühne: Politik\nKultur: ""\n"": Leeres Ressort\n')
    category = '<category domain="category" nicename="{0}">{1}</category>'
    items = [
        item(1, more=category.format("buehne", "Bühne")),
        item(2, more=category.format("kultur", "Kultur")),
        item(3),
    ]
    imported(newsroom, items, "--sections", str(file))
    data = [front_matter(newsroom, f"posts/2012/03/04/titel-{number}.md") for number in (1, 2, 3)]
    assert [each["categories"] for each in data] == [["politik"], ["leer"], ["leer"]]
    assert data[1]["tags"] == ["Kultur"]


def test_without_its_packages_the_command_says_what_to_install(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("bs4", "magazine.importing.whole_import"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    source = wxr(newsroom.root / "export.xml", [item(1)])
    run = CliRunner().invoke(main, ["import", str(source), "-f", str(newsroom.config_file())])
    assert run.exit_code == 2
    assert "mkdocs-magazine[import]" in run.output


def test_old_addresses_arrive(newsroom: Newsroom) -> None:
    """All that readers, search engines and feed readers knew: articles, sections, tags, authors, feeds, numbers."""
    newsroom.settings["site_url"] = "https://neu.example/"
    newsroom.config_file()
    category = '<category domain="category" nicename="{0}">{1}</category>'
    more = category.format("kultur", "Kultur") + '<category domain="post_tag" nicename="gruen">Grün</category>'
    old, stage = "https://alt.example/2012/03/gr%c3%bc%c3%9fe/", category.format("buehne", "Bühne")
    imported(
        newsroom,
        [
            item(7, more=more),
            item(8, link=old, name="gr%c3%bc%c3%9fe", more=stage),
            item(9, status="draft", link="https://alt.example/?p=9"),
            item(10, link="https://alt.example//doppelt/", kind="page", name="doppelt"),
        ],
    )
    newsroom.build(strict=True)
    arrives = {
        "2012/03/titel-7/": "posts/2012/03/04/titel-7/",
        "2012/03/grüße/": "posts/2012/03/04/gruesse/",
        "category/kultur/": "ressort/kultur/",
        "category/kultur/buehne/": "thema/buehne/",
        "tag/gruen/": "thema/gruen/",
        "author/ada/": "autoren/ada-lovelace/",
    }
    for old, new in arrives.items():
        page = newsroom.page(old)
        target = page.one('meta[http-equiv="refresh"]').get("content").partition("url=")[2]
        assert page.lead(target) == new, old
        assert (newsroom.site / new).is_file() or newsroom.has(new), new
    feeds = {
        "feed/": "feed.xml",
        "comments/feed/": "feed.xml",
        "category/kultur/feed/": "ressort/kultur/feed.xml",
        "author/ada/feed/": "autoren/ada-lovelace/feed.xml",
    }
    for old, new in feeds.items():  # programs that read feeds follow no page that leads elsewhere
        assert (newsroom.site / old / "index.html").read_bytes() == (newsroom.site / new).read_bytes(), old
        assert feedparser.parse((newsroom.site / old / "index.html").read_bytes()).entries, old
    assert not newsroom.has("tag/gruen/feed/")  # two articles: no feed of its own
    queries = json.loads((newsroom.site / "assets/queries.json").read_text())
    assert queries == {
        "?p=7": "posts/2012/03/04/titel-7/",
        "?p=8": "posts/2012/03/04/gruesse/",
        "?page_id=10": "doppelt/",
    }
    assert "queries.js" in newsroom.page("").source


def test_an_export_is_made_larger(newsroom: Newsroom) -> None:
    """What the time of an import is measured with: each copy is a post of its own."""
    small = wxr(newsroom.root / "small.xml", [item(1), item(2, kind="page"), item(3, status="draft")])
    (newsroom.root / "many.xml").write_bytes(many_posts(small.read_bytes(), 5))
    brought_over(newsroom, newsroom.root / "many.xml")
    counts = report_of(newsroom)["counts"]
    assert (counts["articles"], counts["published"], counts["held_back"]) == (7, 6, 1)
    assert len({*newsroom.docs.rglob("titel-1-*.md")}) == 4


def test_files_may_have_been_at_a_host_of_their_own(newsroom: Newsroom) -> None:
    """WordPress.com has uploads at another host than the site: those of the export's attachments."""
    address = "https://alt.files.example/2012/03/dom.jpg"
    files = {"uploads/2012/03/dom.jpg": developed(photo(800, 600))}
    upload = f"<wp:attachment_url>{address}</wp:attachment_url>"
    text = f'<a href="{address}"><img src="{address}?w=300" alt="Dom"></a><img src="https://fremd.example/2012/03/dom.jpg">'
    write_files(newsroom.root, {**files})
    report = imported(newsroom, [item(1, text), item(2, kind="attachment", status="inherit", more=upload)])
    assert (report["counts"]["pictures"], report["counts"]["pictures_missing"]) == (1, 1)
    newsroom.build(strict=True)
    page = newsroom.page("posts/2012/03/04/titel-1/")
    assert [each.get("alt") for each in page.all(".prose img")] == ["Dom"]
    assert page.hrefs('.prose a[href^="https:"]') == ["https://fremd.example/2012/03/dom.jpg"]


def test_pages_come_over_at_their_addresses(newsroom: Newsroom) -> None:
    page = {"kind": "page", "link": "https://alt.example/verein/ueber-uns/"}
    report = imported(
        newsroom,
        [
            item(1, 'Siehe <a href="https://alt.example/verein/ueber-uns/">uns</a>.'),
            item(2, "<h2>Wir</h2><p>Der Verein.</p>", **page),
            item(3, kind="page", status="draft", link="https://alt.example/?page_id=3"),
            item(4, kind="page", link="https://alt.example/thema/", name="thema"),
        ],
    )
    assert report["not_brought_over"] == [{"source": "https://alt.example/?page_id=3", "reason": "page"}]
    newsroom.build(strict=True)
    assert newsroom.page("verein/ueber-uns/").texts(".prose h2") == ["Wir#"]
    assert newsroom.page("posts/2012/03/04/titel-1/").leads('.prose a[href*="verein"]') == ["verein/ueber-uns/"]
    assert not (newsroom.docs / "thema.md").exists()
