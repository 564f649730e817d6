"""Builds with a cache: the same site as without one, and only what has to be made is made."""

import shutil
from pathlib import Path

import pytest
from magazine.rendering.text import MarkdownRenderer

from tests.newsroom import REPOSITORY, Newsroom


def rebuilt(newsroom: Newsroom, computed: list[str], *, preview: bool = False) -> set[str]:
    computed.clear()
    newsroom.build(preview=preview)
    pages = (path.removesuffix("index.html") for path in computed if path.endswith("index.html"))
    return set(pages)


@pytest.fixture
def twelve_articles(newsroom: Newsroom) -> Newsroom:
    """Twelve articles, one a day, alternately by two authors in two sections."""
    for day in range(1, 13):
        newsroom.article(
            f"2026/03/{day:02}/a{day}.md",
            title=f"A{day}",
            authors=["ada-beispiel" if day % 2 else "bo-muster"],
            categories=["kultur" if day % 2 else "politik"],
        )
    newsroom.magazine["pagination"] = 3
    return newsroom


def test_nothing_changed_nothing_made(twelve_articles: Newsroom, computed: list[str]) -> None:
    twelve_articles.build()
    dates = {path: path.stat().st_mtime_ns for path in twelve_articles.site.rglob("*")}
    assert rebuilt(twelve_articles, computed) == set()
    assert {path: path.stat().st_mtime_ns for path in twelve_articles.site.rglob("*")} == dates


def test_an_edit_of_a_text_remakes_its_page_only(twelve_articles: Newsroom, computed: list[str]) -> None:
    twelve_articles.build()
    twelve_articles.article(
        "2026/03/06/a6.md", title="A6", authors=["bo-muster"], categories=["politik"], text="Neuer Text.\n"
    )
    assert rebuilt(twelve_articles, computed) == {"posts/2026/03/06/a6/"}


def test_a_new_headline_remakes_what_shows_it(twelve_articles: Newsroom, computed: list[str]) -> None:
    twelve_articles.build()
    twelve_articles.article("2026/03/02/a2.md", title="Neu", authors=["bo-muster"], categories=["politik"])
    remade = rebuilt(twelve_articles, computed)
    assert {
        "posts/2026/03/02/a2/",
        "posts/2026/03/01/a1/",
        "posts/2026/03/03/a3/",
        "ressort/politik/seite/1/",
    } <= remade
    assert "posts/2026/03/11/a11/" not in remade
    assert not any(url.startswith("ressort/kultur") for url in remade)
    assert "ressort/politik/" not in remade


def test_an_author_is_remade_where_they_are_shown(twelve_articles: Newsroom, computed: list[str]) -> None:
    twelve_articles.build()
    authors = twelve_articles.docs / "authors.yml"
    authors.write_text(authors.read_text().replace("Schreibt über", "Schrieb über"))
    remade = rebuilt(twelve_articles, computed)
    assert "posts/2026/03/01/a1/" in remade
    assert "autoren/ada-beispiel/" in remade
    assert "posts/2026/03/02/a2/" not in remade
    assert not any(url.startswith("ressort/") for url in remade)


def test_a_template_is_remade_where_it_is_used(twelve_articles: Newsroom, computed: list[str]) -> None:
    overrides = twelve_articles.root / "overrides"
    shutil.copytree(REPOSITORY / "overrides", overrides)
    twelve_articles.settings["theme"] = {"custom_dir": str(overrides)}
    twelve_articles.build()
    article = overrides / "partials/article/head.html"
    article.write_text(article.read_text().replace('class="headline"', 'class="headline neu"'))
    remade = rebuilt(twelve_articles, computed)
    assert len(remade) == 12
    assert all(url.startswith("posts/") for url in remade)
    style = overrides / "partials/styles/base.css"
    style.write_text(style.read_text() + "\np { color: blue }\n")
    assert rebuilt(twelve_articles, computed) == set()
    assert "color:blue" in (twelve_articles.site / "assets/magazine.css").read_text()


def test_settings_that_every_page_shows(twelve_articles: Newsroom, computed: list[str]) -> None:
    twelve_articles.build()
    twelve_articles.magazine["disclaimer"] = {"title": "Hinweis", "text": "Wir sind andere."}
    assert len(rebuilt(twelve_articles, computed)) > 25
    assert "Wir sind andere." in twelve_articles.page("posts/2026/03/01/a1/").text("aside.disclaimer")


def test_the_cache_serves_another_machine(twelve_articles: Newsroom, computed: list[str], tmp_path: Path) -> None:
    """As in continuous integration: another path, no site, file times of today."""
    twelve_articles.build()
    there = Newsroom(tmp_path / "elsewhere")
    shutil.copytree(twelve_articles.docs, there.docs, dirs_exist_ok=True)
    shutil.copytree(twelve_articles.root / ".cache", there.root / ".cache")
    there.magazine = twelve_articles.magazine
    there.article("2026/03/13/neu.md", title="Neu")
    remade = rebuilt(there, computed)
    assert "posts/2026/03/13/neu/" in remade
    assert "posts/2026/03/05/a5/" not in remade
    assert there.page("posts/2026/03/05/a5/").text("h1") == "A5"


def test_a_preview_remakes_only_what_an_edit_changes(twelve_articles: Newsroom, computed: list[str]) -> None:
    twelve_articles.build(preview=True)
    twelve_articles.article(
        "2026/03/06/a6.md", title="A6", authors=["bo-muster"], categories=["politik"], text="Neuer Text.\n"
    )
    assert rebuilt(twelve_articles, computed, preview=True) == {"posts/2026/03/06/a6/"}
    twelve_articles.article("2026/03/05/a5.md", title="A5", authors=["niemand"], categories=["kultur"])
    assert "posts/2026/03/12/a12/" not in rebuilt(
        twelve_articles, computed, preview=True
    )  # a mistake is not printed on every page


def test_a_failing_extension_is_a_problem_of_its_article(
    twelve_articles: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = MarkdownRenderer.render

    class Broken:
        def reset(self) -> "Broken":
            return self

        def convert(self, text: str) -> str:
            raise IndexError("list index out of range")

    def render(self, text):  # type: ignore[no-untyped-def]
        if "den sonst keiner hat" in text:
            self.__dict__["_markdown"] = Broken()
        return whole(self, text)

    monkeypatch.setattr(MarkdownRenderer, "render", render)
    twelve_articles.article("2026/03/07/a7.md", title="A7", text="Ein Text, den sonst keiner hat.\n")
    with pytest.raises(SystemExit):
        twelve_articles.build()
    assert "docs/posts/2026/03/07/a7.md: Der Text lässt sich nicht in HTML verwandeln (IndexError" in caplog.text
    assert "1 Problem gefunden" in caplog.text


def test_another_plugin_takes_part(twelve_articles: Newsroom) -> None:
    """Where other plugins look at pages, all pages go through their hands, in every build."""
    (twelve_articles.root / "hook.py").write_text(
        "def on_post_page(output, page, config):\n    return output.replace('</body>', f'<i>{page.url}</i></body>')\n"
    )
    twelve_articles.settings["hooks"] = [str(twelve_articles.root / "hook.py")]
    for _ in range(2):
        twelve_articles.build()
        assert twelve_articles.page("posts/2026/03/01/a1/").text("body > i") == "posts/2026/03/01/a1/"
        assert twelve_articles.page("ressort/kultur/seite/1/").text("body > i") == "ressort/kultur/seite/1/"
    del twelve_articles.settings["hooks"]
    twelve_articles.build()
    assert twelve_articles.page("posts/2026/03/01/a1/").all("body > i") == []


def test_a_template_that_asks_for_all_pages_is_always_made(twelve_articles: Newsroom) -> None:
    overrides = twelve_articles.root / "overrides"
    shutil.copytree(REPOSITORY / "overrides", overrides)
    footer = overrides / "partials/footer.html"
    footer.write_text(footer.read_text() + "{{ nav.pages | length }} Seiten")
    twelve_articles.settings["theme"] = {"custom_dir": str(overrides)}
    twelve_articles.build()
    assert "13 Seiten" in twelve_articles.page("posts/2026/03/01/a1/").source
    twelve_articles.article("2026/03/13/neu.md")
    twelve_articles.build()
    assert "14 Seiten" in twelve_articles.page("posts/2026/03/01/a1/").source


def test_processes_and_profile(twelve_articles: Newsroom) -> None:
    """The command as it is typed: in one process or several the same bytes, and a table of where the time went."""
    for number in range(100):
        twelve_articles.article(f"2025/01/01/n{number}.md", title=f"N{number}")
    sites = []
    for count in ("1", "2"):
        shutil.rmtree(twelve_articles.root / ".cache", ignore_errors=True)
        shutil.rmtree(twelve_articles.site, ignore_errors=True)
        done = twelve_articles.mkdocs("build", "--strict", MAGAZINE_WORKERS=count, MAGAZINE_PROFILE="1")
        assert done.returncode == 0, done.stderr
        assert done.stderr.startswith("phase")
        assert "pages rendered" in done.stderr
        files = sorted(path for path in twelve_articles.site.rglob("*") if path.is_file())
        sites.append({path.relative_to(twelve_articles.site): path.read_bytes() for path in files})
    assert sites[0] == sites[1]
