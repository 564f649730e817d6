"""The preview: shows what readers do not see yet, and goes on whatever is saved."""

import socket
from pathlib import Path

import pytest
from magazine.preview import keep_running
from mkdocs.exceptions import Abort

from tests.newsroom import Newsroom


def test_drafts_and_embargoes_are_shown_and_marked(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/04/entwurf.md", title="A", draft=True)
    newsroom.article("2026/03/04/spaeter.md", title="B", embargo="2999-01-01 06:00")
    newsroom.build(preview=True)
    assert "Entwurf" in newsroom.page("posts/2026/03/04/entwurf/").text(".notice--held")
    assert "2999" in newsroom.page("posts/2026/03/04/spaeter/").text(".notice--held")
    assert newsroom.page("ressort/kultur/").texts(".label--held")


def test_problems_are_shown_on_every_page_and_where_the_article_was(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.article("2026/03/04/eins.md", title="Eins")
    newsroom.article("2026/03/05/zwei.md", title="Zwei", authors=["ada-beispiel"], categories=["kultr"])
    newsroom.build(preview=True)
    for url in ("problems.html", "posts/2026/03/05/zwei/"):
        assert "docs/posts/2026/03/05/zwei.md:5:14" in newsroom.page(url).text(".problems"), url
        assert "Meinten Sie „kultur“?" in newsroom.page(url).text(".problems"), url
    for url in ("", "posts/2026/03/04/eins/", "404.html"):
        assert 'problems.html")' in newsroom.page(url).text("aside.disclaimer ~ script"), url
    assert newsroom.page("posts/2026/03/05/zwei/").one("aside.disclaimer") is not None
    assert "docs/posts/2026/03/05/zwei.md:5:14" in caplog.text
    newsroom.article("2026/03/05/zwei.md", title="Zwei")
    newsroom.build(preview=True)
    assert newsroom.page("posts/2026/03/05/zwei/").text("h1") == "Zwei"
    assert (newsroom.site / "problems.html").read_text().strip() == ""


def test_addresses_of_another_magazine_are_forgotten(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("2026/03/05/zwei.md", slug="anders")
    newsroom.build(preview=True)
    other = Newsroom(tmp_path / "other")
    other.article("2026/03/05/zwei.md", categories=["kultr"])
    other.build(preview=True)
    assert other.page("posts/2026/03/05/zwei/").text(".problems")


def test_newcomers_see_their_article_and_are_told_what_is_missing(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/05/zwei.md", title="Zwei", authors=["nora-neu", "ada-beispiel"])
    newsroom.build(preview=True)
    article = newsroom.page("posts/2026/03/05/zwei/")
    assert article.text("h1") == "Zwei"
    assert article.texts(".author-card__name") == ["Nora Neu", "Ada Beispiel"]
    assert newsroom.page("autoren/nora-neu/").text("h1") == "Nora Neu"
    assert "docs/posts/2026/03/05/zwei.md:4:11" in newsroom.page("problems.html").text(".problems")
    with pytest.raises(Abort):
        newsroom.build()


@pytest.mark.parametrize("author", ["Ada Beispiel", "ADA-BEISPIEL", "???", "../x"])
def test_provisional_authors_take_no_address_of_others(newsroom: Newsroom, author: str) -> None:
    newsroom.article("2026/03/05/zwei.md", title="Zwei", authors=[author])
    newsroom.article("2026/03/05/drei.md", title="Drei", authors=["ada-beispiel"])
    newsroom.build(preview=True)
    assert newsroom.page("autoren/ada-beispiel/").text("h1") == "Ada Beispiel"
    assert "zwei.md:4:" in newsroom.page("problems.html").text(".problems")
    assert not (newsroom.site / "x").exists()


def test_warnings_are_shown_beside_the_problems(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    newsroom.article(text="Zwei  Leerzeichen stehen hier.\n")
    newsroom.build(preview=True)
    reported = newsroom.page("problems.html")
    assert reported.text("summary") == "1 Hinweis"
    assert "docs/posts/2026/03/04/eins.md:7:5" in reported.text(".problems")
    assert newsroom.page("posts/2026/03/04/eins/").text("h1")
    assert not [record for record in caplog.records if record.levelname in {"ERROR", "WARNING"}]


def test_removed_html_is_shown_too(newsroom: Newsroom) -> None:
    newsroom.article(text="Text <iframe src='x'></iframe>\n")
    newsroom.build(preview=True)
    assert "<iframe>" in newsroom.page("problems.html").text(".problems")
    assert newsroom.page("posts/2026/03/04/eins/").all("iframe") == []


@pytest.mark.parametrize("error", [ValueError("unerwartet"), SystemExit("abgebrochen")])
def test_a_failed_rebuild_is_a_line_not_the_end(error: BaseException, caplog: pytest.LogCaptureFixture) -> None:
    def build() -> None:
        raise error

    keep_running(build)()
    assert str(error) in caplog.text
    assert "Traceback" not in caplog.text


def test_the_known_address_is_where_problems_are_shown(newsroom: Newsroom) -> None:
    """An article whose address came from its front matter is shown there when that front matter breaks."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    path = newsroom.article("hafen/rundgang.md", date="2026-03-04", slug="anders")
    newsroom.config_file()
    config = load_config(str(newsroom.root / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    assert newsroom.has("posts/2026/03/04/anders/")
    path.write_text("---\ntitle: a: b\n---\n")
    again = load_config(str(newsroom.root / "mkdocs.yml"))
    again.plugins["magazine"].__dict__.update(previewing=True)
    build(again, serve_url="http://127.0.0.1:8000/")
    again.plugins.on_shutdown()
    assert newsroom.page("posts/2026/03/04/anders/").all(".problems")


def test_a_taken_address_is_reported_in_a_sentence(newsroom: Newsroom) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        done = newsroom.mkdocs("serve", "-a", address)
    assert done.returncode == 1
    assert f"Unter {address} läuft schon etwas" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
