"""Articles where no article is read: each is an error that names the file, and nothing of them is published."""

import json

import pytest
from click.testing import CliRunner
from magazine.commands.main import main

from tests.newsroom import STANDFIRST, Newsroom

ARTICLE = f"---\ntitle: Geheim\ndescription: {STANDFIRST}\nauthors: [ada-beispiel]\ncategories: [kultur]\n---\nText.\n"


def told(newsroom: Newsroom) -> list[tuple[str, str]]:
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.output
    return [(each["code"], each["file"].removeprefix("docs/")) for each in json.loads(run.stdout)]


def fails(newsroom: Newsroom, *found: tuple[str, str]) -> None:
    """Check and build tell the same, and nothing is published."""
    assert [each for each in told(newsroom) if each[0] != "site-warning"] == [*found]
    with pytest.raises(SystemExit):
        newsroom.build(strict=True)
    assert not newsroom.site.exists()


@pytest.mark.parametrize("key", ["draft: true", "embargo: 2999-01-01", "authors: [ada-beispiel]", "kind: opinion"])
def test_front_matter_of_an_article_outside_of_the_folder(newsroom: Newsroom, key: str) -> None:
    newsroom.article()
    newsroom.write("artikel.md", f"---\ntitle: Geheim\n{key}\n---\nText.\n")
    newsroom.nav.append("artikel.md")
    fails(newsroom, ("article-outside", "artikel.md"))


def test_a_typing_error_in_the_folder_of_articles(newsroom: Newsroom) -> None:
    newsroom.magazine["posts_dir"] = "post"
    newsroom.article(draft=True)
    fails(newsroom, ("article-outside", "posts/2026/03/04/eins.md"))


@pytest.mark.parametrize("folder", ["posts/", "./posts", "/posts/", " posts "])
def test_the_folder_of_articles_is_normalised(newsroom: Newsroom, folder: str) -> None:
    newsroom.magazine["posts_dir"] = folder
    newsroom.article()
    newsroom.article("2026/03/05/zwei.md", title="Geheim", draft=True)
    assert told(newsroom) == []
    newsroom.build(strict=True)
    assert newsroom.has("posts/2026/03/04/eins/")
    assert not newsroom.has("posts/2026/03/05/zwei/")


@pytest.mark.parametrize("entry", ["posts/2026/03/04/eins.md", {"Titel": "posts/2026/03/04/eins.md"}])
@pytest.mark.parametrize("nested", [False, True])
def test_an_article_in_the_navigation(newsroom: Newsroom, entry: object, nested: bool) -> None:
    newsroom.article()
    newsroom.nav.append({"Mehr": [entry]} if nested else entry)  # type: ignore[arg-type]
    fails(newsroom, ("article-in-nav", "posts/2026/03/04/eins.md"))


def test_a_readme_beside_an_index(newsroom: Newsroom) -> None:
    newsroom.article("2026/03/04/eins/index.md")
    newsroom.article("2026/03/04/eins/README.md", title="Fällt weg")
    fails(newsroom, ("readme-dropped", "posts/2026/03/04/eins/README.md"))


def test_hidden_files_are_left_out(newsroom: Newsroom) -> None:
    newsroom.article()
    for path in (".foo.md", ".#a.md", ".ordner/b.md"):
        newsroom.write(f"posts/2026/03/04/{path}", ARTICLE)
    newsroom.write("posts/2026/03/04/.kaputt.md", b"\xff")
    assert told(newsroom) == []
    newsroom.build(strict=True)
    assert not [path for path in newsroom.site.rglob("*.html") if "Geheim" in path.read_text("utf-8")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Willkommen\n\nSchön, dass Sie da sind.\n", 1),
        ("---\ntitle: Start\n---\n\nSchön, dass Sie da sind.\n", 5),
        ("---\ntitle: Start hier\n---\n\n<!-- Start -->\nStart\n", 6),
        ("---\ntitle: Start\n---\n\n<!-- nur eine Anmerkung -->\n", None),
        ("---\ntitle: Start\n---\n", None),
    ],
)
def test_a_text_that_the_front_page_takes_the_place_of_is_told(newsroom: Newsroom, text: str, line: int | None) -> None:
    newsroom.article()
    newsroom.write("index.md", text)
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    found = [(each["code"], each["file"], each["line"], each["severity"]) for each in json.loads(run.stdout)]
    assert found == ([("home-text", "docs/index.md", line, "warning")] if line else [])
