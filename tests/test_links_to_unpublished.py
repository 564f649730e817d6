"""Links to articles that are not published yet, and links from the root of the site."""

from typing import Any

import feedparser
import pytest

from tests.commands.test_check import found
from tests.newsroom import Newsroom

SITE = "https://example.org/repo/"
LATER: list[dict[str, Any]] = [{"draft": True}, {"embargo": "2099-12-24 18:00"}]
WAYS = [
    "Mehr [im *zweiten* Teil](../05/zwei.md#weiter) dazu.\n",
    "Mehr [im *zweiten* Teil][r] dazu.\n\n[r]: ../05/zwei.md\n",
    "Mehr <a href='../05/zwei.md'>im <em>zweiten</em> Teil</a> dazu.\n",
    "Mehr [im *zweiten* Teil](/posts/2026/03/05/zwei.md) dazu.\n",
    "Mehr [im *zweiten* Teil](/posts/2026/03/05/zwei/) dazu.\n",
]


def unpublished(newsroom: Newsroom) -> list[tuple[str, int]]:
    told = found(newsroom)
    assert {each["code"] for each in told} <= {"link-unpublished"}
    assert all(each["severity"] == "warning" for each in told)
    return [(each["file"], each["line"]) for each in told]


@pytest.mark.parametrize("later", LATER, ids=["draft", "embargo"])
@pytest.mark.parametrize("text", WAYS)
def test_a_link_to_a_later_article_is_plain_text_until_then(
    newsroom: Newsroom, text: str, later: dict[str, Any]
) -> None:
    newsroom.settings["site_url"] = SITE
    newsroom.article(text=text)
    newsroom.article(
        "2026/03/05/zwei.md", title="Zwei", text="Zurück zu [eins](../04/eins.md).\n\n## Weiter\n", **later
    )
    line = 7 if "[r]:" not in text else 9
    assert unpublished(newsroom) == [("docs/posts/2026/03/04/eins.md", line)]
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    assert page.texts(".article__text p, .prose p, article p").count("Mehr im zweiten Teil dazu.") == 1
    assert not [each for each in page.hrefs("article a") if "zwei" in each]
    (entry,) = feedparser.parse((newsroom.site / "feed.xml").read_bytes()).entries
    assert "zwei/" not in entry.content[0].value
    assert "<em>zweiten</em> Teil" in entry.content[0].value
    newsroom.build(preview=True)
    newsroom.article("2026/03/05/zwei.md", title="Zwei", text="Zurück.\n\n## Weiter\n")
    assert unpublished(newsroom) == []
    newsroom.build(strict=True)
    assert "posts/2026/03/05/zwei/" in [each.partition("#")[0] for each in page_links(newsroom)]


def page_links(newsroom: Newsroom) -> list[str]:
    return newsroom.page("posts/2026/03/04/eins/").leads("article p a")


@pytest.mark.parametrize("later", LATER, ids=["draft", "embargo"])
def test_a_link_from_a_standing_page(newsroom: Newsroom, later: dict[str, Any]) -> None:
    text = "\nZum [zweiten](posts/2026/03/05/zwei.md), zum [ersten](posts/2026/03/04/eins.md), <br>\n[drei][r].\n"
    newsroom.write("ueber.md", f"---\ntitle: Über\n---\n{text}\n[r]: posts/2026/03/05/zwei.md\n")
    newsroom.nav.append("ueber.md")
    newsroom.article()
    newsroom.article("2026/03/05/zwei.md", title="Geheim", **later)
    assert unpublished(newsroom) == [("docs/ueber.md", 5)]
    newsroom.build(strict=True)
    assert newsroom.page("ueber/").leads("main p a") == ["posts/2026/03/04/eins/"]
    assert newsroom.page("ueber/").text("main p") == "Zum zweiten, zum ersten, drei."
    newsroom.build(preview=True)
    assert newsroom.page("ueber/").leads("main p a") == [
        "posts/2026/03/05/zwei/",
        "posts/2026/03/04/eins/",
        "posts/2026/03/05/zwei/",
    ]


def test_a_further_link_to_a_later_article(newsroom: Newsroom) -> None:
    newsroom.article(links=["../05/zwei.md", {"Zuvor": "https://example.org/"}])
    newsroom.article("2026/03/05/zwei.md", title="Geheim", draft=True)
    assert unpublished(newsroom) == [("docs/posts/2026/03/04/eins.md", 7)]
    newsroom.build(strict=True)
    assert newsroom.page("posts/2026/03/04/eins/").hrefs(".further a") == ["https://example.org/"]
    newsroom.article(links=["../05/zwei.md"])
    newsroom.build(strict=True)
    assert not newsroom.page("posts/2026/03/04/eins/").all(".further")


def test_links_from_the_root_lead_to_pages_of_the_magazine(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = SITE
    newsroom.write(
        "ueber-uns.md", "---\ntitle: Über uns\n---\n[Archiv](/archiv/) [Start](/) [Feed](/feed.xml)\n\n## X\n"
    )
    newsroom.nav.append("ueber-uns.md")
    links = "[a](/ueber-uns/#x) [b](/archiv/) [c](/ressort/kultur) [d](/) [e](/feed.xml) [f](/archiv/2026/index.html)"
    newsroom.article(text=f"{links} [g](/ueber-uns.md) [h](/autoren/ada-beispiel/feed.xml)\n")
    assert found(newsroom) == []
    newsroom.build(strict=True)
    wanted = ["ueber-uns/#x", "archiv/", "ressort/kultur/", "", "feed.xml", "archiv/2026/", "ueber-uns/"]
    wanted.append("autoren/ada-beispiel/feed.xml")
    page = newsroom.page("posts/2026/03/04/eins/")
    leads = page.leads("article p a")
    assert leads[leads.index(wanted[0]) :][: len(wanted)] == wanted
    assert not [each for each in page.hrefs("article p a") if each.startswith("/")]
    assert newsroom.page("ueber-uns/").leads("main p a") == ["archiv/", "", "feed.xml"]
    assert not [each for each in newsroom.page("ueber-uns/").hrefs("main p a") if each.startswith("/")]
    (entry,) = feedparser.parse((newsroom.site / "feed.xml").read_bytes()).entries
    for each in wanted:
        assert f'href="{SITE}{each}"' in entry.content[0].value


def test_links_from_the_root_that_lead_nowhere(newsroom: Newsroom) -> None:
    newsroom.article(text="[a](/gibt-es-nicht/) [b](/archiv/1999/) [c](/nix/feed.xml) [d](//example.org/x)\n")
    newsroom.write("ueber-uns.md", "---\ntitle: Über uns\n---\n\n[Archiv](/archiv/1999/)\n")
    newsroom.nav.append("ueber-uns.md")
    told = [(each["code"], each["line"], each["column"]) for each in found(newsroom)]
    assert told == [("link-leads-nowhere", 7, column) for column in (5, 26, 45)] + [("link-leads-nowhere", 5, 10)]
