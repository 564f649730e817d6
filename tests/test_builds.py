"""Builds: problems stop them all reported at once, the old site stays, and nothing is lost."""

import logging
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from tests.newsroom import Newsroom


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_without_warnings(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_all_problems_are_reported_and_the_old_site_stays(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    before = snapshot(newsroom.site)
    newsroom.article("2026/03/05/zwei.md", authors=["ada-beispil"])
    newsroom.article("2026/03/06/drei.md", text="Text\n\n<script>alert(1)</script>\n")
    newsroom.write("posts/2026/03/07/vier.md", "---\ntitle: Vier: ein Titel\n---\nText.\n")
    with pytest.raises(SystemExit):
        newsroom.build()
    reported = caplog.text
    assert "3 Probleme gefunden" in reported
    assert "docs/posts/2026/03/05/zwei.md:4:11: " in reported
    assert "Meinten Sie „ada-beispiel“?" in reported
    assert "docs/posts/2026/03/06/drei.md:9:1: <script> ist in Artikeln nicht erlaubt" in reported
    assert "docs/posts/2026/03/07/vier.md:2:12: " in reported
    assert "Traceback" not in reported
    assert snapshot(newsroom.site) == before
    assert sorted(path.name for path in newsroom.root.iterdir()) == [
        ".cache",
        "docs",
        "mkdocs.yml",
        "site",
    ]


def test_a_strict_build_with_a_warning_leaves_the_old_site(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    before = snapshot(newsroom.site)
    newsroom.article(text="[Kaputt](gibt-es-nicht.md)\n")
    with pytest.raises(SystemExit):
        newsroom.build(strict=True)
    assert snapshot(newsroom.site) == before
    assert not (newsroom.root / ".site.building").exists()


def test_a_build_that_dies_leaves_the_old_site(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    before = snapshot(newsroom.site)

    def die(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("mkdocs.utils.write_file", die)
    with pytest.raises(PluginError, match="no space"):
        newsroom.build(strict=True)
    assert snapshot(newsroom.site) == before


def test_pages_of_deleted_articles_go(newsroom: Newsroom) -> None:
    path = newsroom.article()
    newsroom.build(strict=True)
    assert newsroom.has("posts/2026/03/04/eins/")
    path.unlink()
    newsroom.build(strict=True)
    assert not newsroom.has("posts/2026/03/04/eins/")
    assert not newsroom.has("ressort/kultur/")


def test_drafts_and_embargoed_articles_are_not_built(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/04/entwurf.md", title="Entwurf", draft=True)
    newsroom.article("2026/03/04/spaeter.md", title="Später", embargo="2999-01-01 06:00")
    newsroom.article("2026/03/04/jetzt.md", title="Jetzt", embargo="2020-01-01 06:00")
    newsroom.build(strict=True)
    assert [path.parent.name for path in (newsroom.site / "posts").rglob("*.html")] == ["jetzt"]
    everything = b"".join(snapshot(newsroom.site).values())
    assert b"Entwurf" not in everything
    assert "Später".encode() not in everything


def test_pictures_of_articles_held_back_are_not_published(newsroom: Newsroom) -> None:
    for name in ("geheim.svg", "auch-geheim.svg", "beide.svg", "offen.svg"):
        newsroom.write(f"posts/2026/03/04/{name}", f"<svg xmlns='http://www.w3.org/2000/svg'><!-- {name} --></svg>")
    secret = {"src": "geheim.svg", "alt": "A", "credit": "C"}
    caption = "\n/// caption\nZeichnung: C\n///\n"
    text = f"![A](auch-geheim.svg) ![B](beide.svg)\n{caption}"
    newsroom.article("2026/03/04/spaeter.md", text, embargo="2999-01-01 06:00", image=secret)
    newsroom.article("2026/03/04/jetzt.md", f"![A](beide.svg) ![B](offen.svg)\n{caption}", title="Jetzt")
    newsroom.build(strict=True)
    assert sorted(path.name for path in newsroom.site.rglob("2026/03/04/*.svg")) == ["beide.svg", "offen.svg"]
    newsroom.build(preview=True)
    assert len(list(newsroom.site.rglob("2026/03/04/*.svg"))) == 4


def test_the_site_is_found_where_it_is_published_from(newsroom: Newsroom) -> None:
    """`mkdocs gh-deploy` asks the settings for the folder once the build is over."""
    newsroom.article()
    config = newsroom.build()
    assert Path(config.site_dir) == newsroom.site


def test_two_builds_make_the_same_bytes(newsroom: Newsroom) -> None:
    for day in range(1, 6):
        newsroom.article(f"2026/03/0{day}/a{day}.md", tags=["x", "y"])
    newsroom.build(strict=True)
    first = snapshot(newsroom.site)
    newsroom.build(strict=True)
    second = snapshot(newsroom.site)
    assert first == second


def test_publication_warns_of_an_incomplete_impressum(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    assert "Impressum" not in capsys.readouterr().err
    newsroom.settings["site_url"] = "https://example.org/"
    newsroom.build(strict=True)
    assert "Das Impressum ist unvollständig" in capsys.readouterr().err
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    newsroom.build(strict=True)
    assert "::warning file=mkdocs.yml::Das Impressum" in capsys.readouterr().out


@pytest.mark.parametrize(
    "alias", ["/index.html", "/404.html", "/ressort/kultur/", "/ueber-uns/", "/assets/magazine.css", "/archiv/2026/03/"]
)
def test_an_alias_cannot_take_the_place_of_a_page(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture, alias: str
) -> None:
    newsroom.write("ueber-uns.md", "---\ntitle: Über uns\n---\nText\n")
    newsroom.nav.append("ueber-uns.md")
    newsroom.article(aliases=[alias])
    with pytest.raises(SystemExit):
        newsroom.build()
    assert "alias-taken" in caplog.text


def test_the_front_page_needs_no_file_of_its_own(newsroom: Newsroom) -> None:
    (newsroom.docs / "index.md").unlink()
    newsroom.nav = []
    newsroom.article(title="Eins")
    newsroom.build(strict=True)
    assert newsroom.page().text(".card--lead .card__headline") == "Eins"


def test_addresses_end_in_a_slash_whatever_is_set(newsroom: Newsroom) -> None:
    newsroom.settings["use_directory_urls"] = False
    newsroom.article()
    newsroom.build(strict=True)
    assert newsroom.has("posts/2026/03/04/eins/")
    assert newsroom.has("ressort/kultur/")


def test_articles_may_be_in_another_folder(newsroom: Newsroom) -> None:
    newsroom.magazine["posts_dir"] = "artikel"
    newsroom.write(
        "artikel/2026/03/04/eins.md",
        "---\ntitle: Eins\ndescription: V\nauthors: [ada-beispiel]\ncategories: [kultur]\n---\nText\n",
    )
    newsroom.build(strict=True)
    assert newsroom.page("posts/2026/03/04/eins/").text("h1") == "Eins"
    assert not newsroom.has("artikel/2026/03/04/eins/")
    assert newsroom.page().text(".card--lead .card__headline") == "Eins"


@pytest.mark.parametrize("name", ["ressort/kultur.md", "ressort/kultur/index.md", "archiv.md"])
def test_a_page_cannot_take_the_place_of_a_listing(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    newsroom.write(name, "---\ntitle: Eigene\n---\nText\n")
    newsroom.article()
    with pytest.raises(SystemExit):
        newsroom.build()
    assert f"docs/{name}: Die Adresse /" in caplog.text


def test_pictures_with_odd_names_are_found(newsroom: Newsroom) -> None:
    newsroom.write("posts/2026/03/04/Große #1 Brücke.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    newsroom.article(image={"src": "Große #1 Brücke.svg", "alt": "A", "credit": "C"})
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    address = page.lead(page.one(".article__picture img").get("src"))
    assert address == "posts/2026/03/04/Gro%C3%9Fe%20%231%20Br%C3%BCcke.svg"


def test_a_language_without_translation_is_reported(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    newsroom.settings["theme"] = {"language": "de-AT"}
    with pytest.raises(SystemExit):
        newsroom.build()
    assert "no translation 'de-AT'" in caplog.text


def test_a_strict_build_stops_at_a_warning_that_quiet_hides(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.write("verwaist.md", "# Nicht in der Navigation\n")
    done = newsroom.mkdocs("build", "--strict")
    assert done.returncode == 1, done.stderr
    assert "verwaist.md" in done.stderr
    assert not newsroom.site.exists()
    assert newsroom.mkdocs("build").returncode == 0
