"""What a magazine may do without: sections, a disclaimer, a theme of its own; and what then has to be right, too."""

import json
import re

import pytest
from click.testing import CliRunner
from magazine.commands.main import main

from tests.newsroom import STANDFIRST, Newsroom, Page

SITE = "https://example.org/"


def bare(newsroom: Newsroom) -> None:
    """Leave only what is required."""
    newsroom.magazine.pop("sections")
    newsroom.magazine["disclaimer"] = False
    newsroom.settings["site_url"] = SITE
    head = f"title: {{}}\ndescription: {STANDFIRST}\nauthors: [ada-beispiel]\n"
    for day, more in {
        3: "tags: [Elbe]\n",
        4: "kind: opinion\n",
        5: "withdrawn: {date: 2026-03-06, reason: Darum.}\n",
    }.items():
        newsroom.write(f"posts/2026/03/0{day}/a{day}.md", f"---\n{head.format(f'A{day}')}{more}---\n\nText.\n")
    newsroom.write("mitmachen.md", "---\ntitle: Mitmachen\ntemplate: write.html\n---\n\nText.\n")
    newsroom.nav.append("mitmachen.md")


def check(newsroom: Newsroom) -> list[str]:
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    return [each["code"] for each in json.loads(run.stdout)]


def test_a_magazine_without_sections_and_disclaimer(newsroom: Newsroom) -> None:
    bare(newsroom)
    assert check(newsroom) == []
    newsroom.build(strict=True)
    pages = {file: Page(file) for file in newsroom.site.rglob("*.html")}
    assert len(pages) > 10
    for file, page in pages.items():
        assert not page.all(".disclaimer"), file
        assert "None" not in re.sub(r"<script.*?</script>", "", page.source, flags=re.DOTALL), file
        assert not page.all("nav ul:empty"), file
        kickers = page.all(".card .kicker") + page.all(".article__head > .kicker")
        assert "write-form" in page.source or all(each.text_content().strip() for each in kickers), file
    assert not list(newsroom.site.glob("ressort*"))
    front = newsroom.page()
    assert front.texts(".card__headline")[0] == "A4"
    assert "A3" in front.text("main")
    feed = json.loads((newsroom.site / "feed.json").read_text(encoding="utf-8"))
    assert "user_comment" not in feed or feed["user_comment"]
    for name in ("feed.xml", "feed.json", "sitemap.xml"):
        content = (newsroom.site / name).read_text(encoding="utf-8")
        assert "<small>" not in content, name
        assert "None" not in content, name
    assert (newsroom.site / "posts/2026/03/04/a4/card.png").stat().st_size > 1000
    data = newsroom.page("mitmachen/").one("#write-data").text
    assert json.loads(data)["sections"] == {}


def test_a_category_without_sections_is_told(newsroom: Newsroom) -> None:
    bare(newsroom)
    newsroom.article("2026/03/07/b.md")
    assert check(newsroom) == ["section-unknown"]


def test_with_sections_an_article_is_in_one(newsroom: Newsroom) -> None:
    text = f"---\ntitle: A\ndescription: {STANDFIRST}\nauthors: [ada-beispiel]\n---\n\nText.\n"
    newsroom.write("posts/2026/03/04/a.md", text)
    assert check(newsroom) == ["key-missing"]


def test_no_disclaimer_is_said_openly(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.magazine.pop("disclaimer")
    newsroom.config_file()
    done = newsroom.mkdocs("build")
    assert done.returncode == 1
    assert "disclaimer: false" in done.stderr
    for wrong in (True, "nein", {}, {"title": "A"}):
        newsroom.magazine["disclaimer"] = wrong
        newsroom.config_file()
        assert newsroom.mkdocs("build").returncode == 1, wrong


@pytest.mark.parametrize("command", [["new", "Ein Titel", "--author", "ada-beispiel"]])
def test_a_new_article_names_no_section_where_there_are_none(newsroom: Newsroom, command: list[str]) -> None:
    newsroom.magazine.pop("sections")
    run = CliRunner().invoke(main, [*command, "-f", str(newsroom.config_file())])
    assert run.exit_code == 0, run.output
    (file,) = newsroom.docs.glob("posts/*/*/*/ein-titel.md")
    assert "categories" not in file.read_text(encoding="utf-8")
