"""Small exports of WordPress for tests, written here."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Altes Blatt</title><link>{site}</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>{site}</wp:base_blog_url>
<wp:author><wp:author_login>ada</wp:author_login><wp:author_email>geheim@example.org</wp:author_email>
<wp:author_display_name>Ada Lovelace</wp:author_display_name></wp:author>
<wp:category><wp:category_nicename>kultur</wp:category_nicename><wp:cat_name>Kultur</wp:cat_name></wp:category>
<wp:category><wp:category_nicename>buehne</wp:category_nicename><wp:category_parent>kultur</wp:category_parent>
<wp:cat_name>Bühne</wp:cat_name></wp:category>
<wp:tag><wp:tag_slug>gruen</wp:tag_slug><wp:tag_name>Grün</wp:tag_name></wp:tag>
"""


def item(number: int = 1, text: str = "<p>Ein Absatz.</p>", **values: str) -> str:
    """Return an item of an export; `more` is XML that stands in it as it is."""
    given = {
        "title": f"Titel {number}",
        "link": f"https://alt.example/2012/03/titel-{number}/",
        "name": f"titel-{number}",
        "date": "2012-03-04 10:00:00",
        "gmt": "2012-03-04 09:00:00",
        "status": "publish",
        "kind": "post",
        "excerpt": "",
        "password": "",
        "more": "",
    } | values
    wp = "".join(
        f"<wp:{key}>{escape(value)}</wp:{key}>"
        for key, value in {
            "post_id": str(number),
            "post_name": given["name"],
            "post_date": given["date"],
            "post_date_gmt": given["gmt"],
            "status": given["status"],
            "post_type": given["kind"],
            "post_password": given["password"],
        }.items()
    )
    return (
        f"<item><title>{escape(given['title'])}</title><link>{given['link']}</link><dc:creator>ada</dc:creator>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[{given['excerpt']}]]></excerpt:encoded>{wp}{given['more']}</item>\n"
    )


def wxr(path: Path, items: Iterable[str], site: str = "https://alt.example") -> Path:
    """Write an export."""
    path.write_text(f"{_HEAD.format(site=site)}{''.join(items)}</channel></rss>\n", encoding="utf-8")
    return path
