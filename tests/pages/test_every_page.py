"""What holds for every page: the disclaimer, one headline, the standing pages."""

from tests.newsroom import Newsroom, Page


def all_pages(newsroom: Newsroom) -> list[Page]:
    return [Page(path) for path in sorted(newsroom.site.rglob("*.html"))]


def test_the_disclaimer_is_first_on_every_page(newsroom: Newsroom) -> None:
    newsroom.magazine["pagination"] = 1
    newsroom.write("impressum.md", "---\ntitle: Impressum\ntemplate: imprint.html\n---\nText\n")
    newsroom.nav.append("impressum.md")
    newsroom.article("2026/03/04/a.md", aliases=["/alt/", "/alt.html"], kind="opinion", tags=["x"])
    newsroom.article("2026/03/05/b.md", disclaimer={"title": "Hinweis", "text": "Anders."})
    newsroom.build(strict=True)
    pages = all_pages(newsroom)
    assert len(pages) > 15
    for page in pages:
        assert page.text("aside.disclaimer") == "Hinweis: Wir sind nicht die Anderen.", page.path
        first = [child for child in page.one("body") if isinstance(child.tag, str)][:2]
        assert first[0].get("class") == "skip", page.path
        assert first[1].get("class") == "disclaimer", page.path
        assert len(page.all("h1")) == 1, page.path
        assert not page.all("aside.disclaimer button, aside.disclaimer details, aside.disclaimer[hidden]")


def test_front_matter_cannot_remove_or_change_the_disclaimer(newsroom: Newsroom) -> None:
    newsroom.write(
        "seite.md",
        "---\ntitle: Seite\ndisclaimer: false\nhide: [disclaimer]\ntemplate: main.html\n---\nText\n",
    )
    newsroom.nav.append("seite.md")
    newsroom.build(strict=True)
    assert newsroom.page("seite/").text("aside.disclaimer") == "Hinweis: Wir sind nicht die Anderen."


def test_not_found_page_finds_its_styles_below_a_path(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.settings["site_url"] = "https://example.org/repo/"
    newsroom.build(strict=True)
    page = newsroom.page("404.html")
    assert page.hrefs("link[rel=stylesheet]") == ["/repo/assets/magazine.css"]
    assert "/repo/ressort/kultur/" in page.hrefs("main a")
    assert page.meta("robots") == "noindex"


def test_impressum_shows_the_publisher(newsroom: Newsroom) -> None:
    newsroom.write("impressum.md", "---\ntitle: Impressum\ntemplate: imprint.html\n---\nText\n")
    newsroom.nav.append("impressum.md")
    newsroom.build(strict=True)
    assert "noch nicht vollständig" in newsroom.page("impressum/").text(".notice--missing")
    assert "mkdocs" not in newsroom.page("impressum/").source, "that is told where the site is built"
    newsroom.magazine["publisher"] = {
        "name": "Verlag & Söhne",
        "address": "Weg 1\n20095 Hamburg",
        "email": "post@example.org",
        "responsible": "Ada Beispiel, Weg 1",
    }
    newsroom.build(strict=True)
    page = newsroom.page("impressum/")
    assert not page.all(".notice--missing")
    assert "Verlag & Söhne" in page.text(".publisher")
    assert page.hrefs(".publisher a") == ["mailto:post@example.org"]


def test_corrections_are_collected(newsroom: Newsroom) -> None:
    newsroom.write("korrekturen.md", "---\ntitle: Korrekturen\ntemplate: corrections.html\n---\nText\n")
    newsroom.nav.append("korrekturen.md")
    newsroom.article("2026/03/04/a.md", title="A", corrections=[{"date": "2026-03-05", "text": "Rot."}])
    newsroom.article("2026/03/06/b.md", title="B", corrections=[{"date": "2026-03-07", "text": "Blau."}])
    newsroom.build(strict=True)
    page = newsroom.page("korrekturen/")
    assert page.texts(".collected h3") == ["B", "A"]
    assert page.hrefs(".collected h3 a")[1].startswith("../posts/2026/03/04/a/#")
    assert "Rot." in page.text(".collected")


def test_standing_pages_are_in_the_footer(newsroom: Newsroom) -> None:
    newsroom.write("ueber-uns.md", "---\ntitle: Über uns\n---\nText\n")
    newsroom.nav.append("ueber-uns.md")
    newsroom.article()
    newsroom.build(strict=True)
    assert "Über uns" in newsroom.page("posts/2026/03/04/eins/").texts(".footer a")
    assert newsroom.page("ueber-uns/").text("h1") == "Über uns"


def test_nothing_of_the_theme_is_loaded_or_shipped(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    assert not (newsroom.site / "assets/javascripts").exists()
    assert not (newsroom.site / "assets/stylesheets").exists()
    assert not (newsroom.site / "partials").exists()
    assert not (newsroom.site / "authors.yml").exists()
    for page in all_pages(newsroom):
        for element in page.all("[src], link[href]"):
            address = element.get("src") or element.get("href")
            assert "//" not in address, (page.path, address)
