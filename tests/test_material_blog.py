"""A project that used Material's blog: its files stay as they are, and every address that it had answers."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from magazine.commands.main import main
from magazine.rendering.material_markup import plain_emoji
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.newsroom import Newsroom
from tests.photos import developed, photo

SITE = "https://example.org/"
POSTS = {
    "first.md": """---
date: 2024-01-31
authors: [squid, Alex]
categories: [General, Größe & Maß]
slug: hello
hide: [toc]
links:
  - about.md
  - Elsewhere:
    - https://example.net/
---

# Hello, *world* { #hello }

One **plain** paragraph makes the excerpt, which is neither too short nor too long for a standfirst here.

<!-- more -->

## HTML/XML tags

=== "Left"

    On the left.

=== "Right"

    On the right :smile:

See [tags](#htmlxml-tags) and [the list](../index.md).
""",
    "second.md": """---
title: Wie groß?
date:
  created: 2024-02-29T23:30:00Z
  updated: 2024-03-05
  reviewed: 2024-03-06
categories: [Größe & Maß]
tags: [Elbe]
pin: true
readtime: 7
---

A first paragraph with [a link](first.md).

- And a list.

<!-- more -->

The rest.
""",
    "sub/third.md": "---\ndate: 2023-12-24\ndescription: Said in the front matter.\n---\n\nNo heading.\n",
    "draft.md": "---\ntitle: Draft\ndate: 2024-01-02\ndraft: true\n---\n\nSecret.\n",
} | {f"more-{n}.md": f"---\ntitle: More {n}\ndate: 2022-05-{n:02}\n---\n\nText {n}.\n" for n in range(1, 12)}
AUTHORS = """authors:
  squid:
    name: Sam Quid
    description: Creator
    avatar: https://avatars.example.net/u/1
  Alex:
    name: Alex Example
    description: Writer
    avatar: https://avatars.example.net/u/2
    slug: alex-example
"""
OWN = {"archive_until": dt.date(2026, 1, 1), "disclaimer": False}


def project(newsroom: Newsroom, **settings: Any) -> Newsroom:
    """Write the files of a project of Material, and the settings that make it a magazine."""
    (newsroom.docs / "authors.yml").unlink()
    for name, text in POSTS.items():
        newsroom.write(f"blog/posts/{name}", text)
    newsroom.write("blog/index.md", "# Blog\n")
    newsroom.write("blog/.authors.yml", AUTHORS)
    newsroom.write("index.md", "# Start\n")
    newsroom.write("about.md", "# About\n")
    newsroom.nav = ["index.md", "about.md", "blog/index.md"]
    newsroom.magazine = {"posts_dir": "blog/posts", "authors_file": "blog/.authors.yml", **OWN, **settings}
    newsroom.settings = {
        "site_url": SITE,
        "markdown_extensions": [{"pymdownx.tabbed": {"alternate_style": True}}, "pymdownx.emoji"],
    }
    return newsroom


def built_by_material(root: Path, docs: Path, **blog: Any) -> set[str]:
    """Return the addresses of the pages that Material makes of the same folder."""
    settings = root / "material.yml"
    plugin = {"blog": {"authors_profiles": True, **blog}}
    content = {
        "site_name": "Blog",
        "site_url": SITE,
        "docs_dir": str(docs),
        "site_dir": str(root / "material"),
        "theme": {"name": "material"},
        "plugins": [plugin],
    }
    settings.write_text(yaml.safe_dump(content), encoding="utf-8")
    config = load_config(str(settings))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return {each.parent.relative_to(root / "material").as_posix() for each in (root / "material").rglob("index.html")}


def answered(site: Path) -> set[str]:
    return {each.parent.relative_to(site).as_posix() for each in site.rglob("index.html")}


def findings(newsroom: Newsroom) -> list[dict[str, Any]]:
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    return list(json.loads(run.stdout))


@pytest.fixture(scope="module")
def moved_in(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = project(Newsroom(tmp_path_factory.mktemp("blog")), post_url_format="{date}/{slug}")
    before = {each: each.read_bytes() for each in newsroom.docs.rglob("*") if each.is_file()}
    newsroom.build()
    assert {each: each.read_bytes() for each in newsroom.docs.rglob("*") if each.is_file()} == before
    return newsroom


@pytest.mark.parametrize(
    "blog",
    [
        {"post_url_format": "{date}/{slug}"},
        {},
        {"post_url_format": "{categories}/{file}", "post_url_max_categories": 2},
        {"post_url_format": "{date}/{slug}", "post_url_date_format": "yyyy/'w'ww", "pagination_per_page": 5},
        {
            "archive_url_format": "years/{date}",
            "archive_url_date_format": "yyyy/MM",
            "categories_url_format": "c/{slug}",
        },
        {"pagination_url_format": "p{page}", "authors_profiles_url_format": "who/{slug}"},
    ],
)
def test_every_address_of_the_blog_answers(tmp_path: Path, blog: dict[str, Any]) -> None:
    newsroom = project(Newsroom(tmp_path), **blog)
    old = built_by_material(tmp_path, newsroom.docs, **blog)
    newsroom.build()
    assert len(old) > 20
    assert old - answered(newsroom.site) == set()
    assert [each for each in answered(newsroom.site) if "draft" in each] == []


def test_articles_stay_where_the_format_says(moved_in: Newsroom) -> None:
    assert moved_in.page("blog/2024/01/31/hello/").text("h1") == "Hello, world"
    assert moved_in.page("blog/2024/02/29/wie-gross/").text("h1") == "Wie groß?"
    old = moved_in.page("blog/2024/02/29/wie-groß/")
    assert old.leads("main a") == ["blog/2024/02/29/wie-gross/"]


def test_without_a_format_they_are_where_all_articles_are(newsroom: Newsroom) -> None:
    project(newsroom).build()
    assert newsroom.page("posts/2024/01/31/hello/").text("h1") == "Hello, world"
    assert newsroom.page("blog/2024/01/31/hello/").leads("main a") == ["posts/2024/01/31/hello/"]
    assert newsroom.page("blog/2023/12/24/third/").leads("main a") == ["posts/2023/12/24/third/"]


def test_a_plain_excerpt_is_the_standfirst_and_shown_once(moved_in: Newsroom) -> None:
    page = moved_in.page("blog/2024/01/31/hello/")
    standfirst = "One plain paragraph makes the excerpt, which is neither too short nor too long for a standfirst here."
    assert page.text(".standfirst") == standfirst
    assert page.meta("description") == standfirst
    assert page.text("main").count("One plain paragraph") == 1


def test_another_excerpt_stays_in_the_text(moved_in: Newsroom) -> None:
    page = moved_in.page("blog/2024/02/29/wie-gross/")
    assert not page.all(".standfirst")
    assert page.meta("description") == "A first paragraph with a link."
    assert page.text("main").count("A first paragraph with") == 1
    assert "blog/2024/01/31/hello/" in page.leads("article.article a")
    feed = json.loads((moved_in.site / "feed.json").read_text(encoding="utf-8"))
    assert any(each.get("summary") == "A first paragraph with a link." for each in feed["items"])


def test_the_front_matter_keeps_its_meaning(moved_in: Newsroom) -> None:
    first, second = moved_in.page("blog/2024/01/31/hello/"), moved_in.page("blog/2024/02/29/wie-gross/")
    assert first.texts(".author-card__name") == ["Sam Quid", "Alex Example"]
    assert first.all(".author-card svg")
    assert "avatars.example.net" not in first.source
    assert "about/" in first.leads("article.article a")
    assert {"thema/general/", "thema/groesse-mass/"} <= set(first.leads("article.article a"))
    assert "7" in second.text(".byline")
    assert second.all('.byline time[datetime^="2024-03-05"]')
    assert not second.all(".author-card")
    assert "None" not in second.text("article.article")
    assert moved_in.page("blog/2023/12/24/third/").text("h1") == "Third"
    assert moved_in.page().texts(".card__headline")[0] == "Wie groß?"


def test_tabs_and_icons_are_plain_text(moved_in: Newsroom) -> None:
    page = moved_in.page("blog/2024/01/31/hello/")
    assert page.texts("article.article p > strong") == ["Left", "Right"]
    assert "On the left." in page.text("article.article")
    assert "😄" in page.text("article.article")
    assert page.all("#htmlxml-tags")


def test_icons_are_left_out() -> None:
    assert plain_emoji("twemoji", ":smile:", "", "1f604", "😄", "", "", {}, None) == "😄"
    assert plain_emoji("twemoji", ":flag:", "", "1f1e9-1f1ea", "", "", "", {}, None) == "🇩🇪"
    assert plain_emoji("twemoji", ":material-check:", "", None, ":material-check:", "", "", {}, None) == ""


def test_lists_lead_to_ours(moved_in: Newsroom) -> None:
    for old, new in {
        "blog/": "",
        "blog/page/2/": "archiv/",
        "blog/archive/2024/": "archiv/2024/",
        "blog/category/größe--maß/": "thema/groesse-mass/",
        "blog/author/alex-example/": "autoren/alex-example/",
        "blog/author/squid/": "autoren/squid/",
    }.items():
        assert moved_in.page(old).leads("main a") == [new], old
    assert not [each for each in moved_in.page().leads("footer a") if each.startswith("blog")]
    assert not list(moved_in.site.rglob(".authors.yml"))


def test_feeds_answer_where_the_plugin_for_rss_had_them(newsroom: Newsroom, moved_in: Newsroom) -> None:
    for name in ("feed_rss_created.xml", "feed_rss_updated.xml", "feed_json_created.json", "feed_json_updated.json"):
        feed = (moved_in.site / f"feed{Path(name).suffix}").read_bytes()
        assert (moved_in.site / name).read_bytes() == feed, name
        assert b"hello" in feed
    project(newsroom, feeds_filenames={"rss_created": "blog/rss.xml"}).build()
    assert (newsroom.site / "blog/rss.xml").read_bytes() == (newsroom.site / "feed.xml").read_bytes()
    assert not (newsroom.site / "feed_rss_created.xml").exists()
    assert (newsroom.site / "feed_rss_updated.xml").is_file()


def test_categories_are_sections_where_there_are_some(newsroom: Newsroom) -> None:
    project(newsroom, sections={"groesse": "Größe & Maß"}, post_url_format="{slug}").build()
    page = newsroom.page("blog/hello/")
    assert page.text(".article__head .kicker").startswith("Größe & Maß")
    assert "thema/general/" in page.leads("article.article a")
    assert newsroom.page("blog/category/größe--maß/").leads("main a") == ["ressort/groesse/"]
    assert newsroom.page("blog/category/general/").leads("main a") == ["thema/general/"]


def test_what_was_taken_from_elsewhere_is_told_but_no_error(newsroom: Newsroom) -> None:
    project(newsroom)
    found = findings(newsroom)
    assert {each["severity"] for each in found} == {"warning"}
    told = {(each["code"], Path(each["file"]).name) for each in found}
    assert {
        ("portrait-foreign", ".authors.yml"),
        ("key-ignored", "first.md"),
        ("title-in-text", "first.md"),
        ("standfirst-in-text", "second.md"),
    } <= told
    assert ("standfirst-in-text", "third.md") not in told


def test_new_articles_are_held_to_the_rules(newsroom: Newsroom) -> None:
    project(newsroom)
    text = "---\ntitle: New\ndate: {}\n---\n\n![](a.png)\n"
    newsroom.write("blog/posts/a.png", developed(photo(400, 300)))
    newsroom.write("blog/posts/new.md", text.format("2026-01-02"))
    newsroom.write("blog/posts/old.md", text.format("2026-01-01"))
    told = {Path(each["file"]).name for each in findings(newsroom) if each["code"] == "alt-missing"}
    assert told == {"new.md"}


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("post_url_format", "{date}/{title}"),
        ("post_url_format", "x"),
        ("archive_until", "gestern"),
        ("blog_dir", "../x"),
        ("feeds_filenames", {"rss_created": "../feed.xml"}),
        ("feeds_filenames", {"rss_old": "feed.xml"}),
    ],
)
def test_a_wrong_setting_is_told(newsroom: Newsroom, setting: str, value: object) -> None:
    project(newsroom)
    newsroom.magazine[setting] = value
    done = newsroom.mkdocs("build")
    assert done.returncode == 1
    assert f"'{setting}'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_blog_at_the_top_of_the_site(newsroom: Newsroom) -> None:
    project(newsroom, blog_dir=".", post_url_format="{date}/{slug}").build()
    assert newsroom.page("2024/01/31/hello/").text("h1") == "Hello, world"
    assert newsroom.page("archive/2024/").leads("main a") == ["archiv/2024/"]
    assert newsroom.page("page/2/").leads("main a") == ["archiv/"]
