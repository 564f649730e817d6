"""Feeds call an article what the feeds of the old site called it: who subscribed does not see it a second time."""

import json
from collections.abc import Mapping

import feedparser
import pytest

from tests.importing.running import brought_over, write_files
from tests.newsroom import Newsroom

pytest.importorskip("markdownify")

from magazine.importing.article_file import guid_of
from magazine.importing.imported import Imported, Visibility

WXR = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Alt</title><wp:base_site_url>https://alt.example</wp:base_site_url>
<wp:base_blog_url>https://alt.example</wp:base_blog_url>
<item><title>Eins</title><link>https://alt.example/eins/</link>
<guid isPermaLink="false">http://alt.example/?p=7</guid><content:encoded>Text.</content:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2012-03-04 10:00:00</wp:post_date><wp:post_name>eins</wp:post_name>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>
"""
GHOST = {
    "id": "5f0a",
    "uuid": "u-u",
    "slug": "eins",
    "title": "Eins",
    "status": "published",
    "type": "post",
    "html": "<p>Text.</p>",
    "published_at": "2012-03-04T10:00:00.000Z",
}
MARKDOWN = "---\ntitle: Eins\ndate: 2012-03-04\n---\nText.\n"
NEW = "https://neu.example/posts/eins/"  # as if the old site had been there
SOURCES: dict[str, tuple[Mapping[str, str], str]] = {
    "WordPress": ({"alt.xml": WXR}, "http://alt.example/?p=7"),
    "Ghost": (
        {"alt.json": json.dumps({"db": [{"data": {"posts": [GHOST], "settings": []}}]})},
        "5f0a",
    ),
    "Ghost before 1.0": (
        {"alt.json": json.dumps({"db": [{"data": {"posts": [GHOST | {"id": 7}], "settings": []}}]})},
        "u-u",
    ),
    "Jekyll": (
        {"_config.yml": "title: Alt\nurl: https://alt.example\n", "_posts/2012-03-04-eins.md": MARKDOWN},
        "https://alt.example/2012/03/04/eins",
    ),
    "Hugo": (
        {"config.toml": 'baseURL = "https://alt.example/"\ntitle = "Alt"\n', "content/posts/grüße.md": MARKDOWN},
        "https://alt.example/posts/gr%C3%BC%C3%9Fe/",
    ),
    "Pelican": (
        {
            "pelicanconf.py": "SITEURL = 'https://alt.example/blog'\nSITENAME = 'Alt'\n",
            "content/eins.md": "Title: Eins\nDate: 2012-03-04 10:00\n\nText.\n",
        },
        "tag:alt.example,2012-03-04:/blog/eins.html",
    ),
    "a site of no known address": ({"config.toml": 'title = "Alt"\n', "content/posts/eins.md": MARKDOWN}, NEW),
}


@pytest.mark.parametrize("source", SOURCES)
def test_feeds_know_an_article_by_its_old_name(newsroom: Newsroom, source: str) -> None:
    files, guid = SOURCES[source]
    folder = write_files(newsroom.root / "alt", dict(files))
    newsroom.settings["site_url"] = "https://neu.example/"
    single = next(iter(files))
    brought_over(newsroom, folder / single if single.startswith("alt.") else folder)
    newsroom.build(strict=True)
    (item,) = json.loads((newsroom.site / "feed.json").read_text())["items"]
    assert item["id"] == guid
    (entry,) = feedparser.parse((newsroom.site / "feed.xml").read_bytes()).entries
    assert (entry.id, entry.link) == (item["id"], item["url"])
    assert item["url"].startswith("https://neu.example/posts/2012/03/04/")


@pytest.mark.parametrize(
    ("article", "guid"),
    [
        (Imported("a", address="/a/"), "https://alt.example/a/"),
        (Imported("a", address="/a/", guid="x"), "x"),
        (Imported("a"), ""),
        (Imported("a", address="/a/", is_page=True), ""),
        (Imported("a", address="/a/", guid="x", visibility=Visibility.DRAFT), ""),
        (Imported("a", address="/a/", guid="x", visibility=Visibility.SCHEDULED), ""),
    ],
)
def test_only_what_was_in_a_feed_has_a_name_there(article: Imported, guid: str) -> None:
    assert guid_of(article, "https://alt.example") == guid
