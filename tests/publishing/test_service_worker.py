"""The service worker, as far as a build makes it: what it names is there, and it changes with what it names."""

import json
import re
from pathlib import Path

from tests.newsroom import Newsroom

NAME = "service-worker.js"


def constants(site: Path) -> dict[str, object]:
    head = (site / NAME).read_text(encoding="utf-8").split("\n")[0]
    return {name: json.loads(value) for name, value in re.findall(r'(\w+)=("[^"]*"|\[[^\]]*\])', head)}


def test_it_names_files_that_are_there(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    told = constants(newsroom.site)
    files = told["FILES"]
    assert isinstance(files, list)
    assert [each for each in files if not (newsroom.site / each).is_file()] == []
    page = newsroom.page("posts/2026/03/04/eins/")
    loaded = {page.lead(each) for each in page.hrefs("link[rel=stylesheet], link[rel=preload]")}
    assert loaded | {page.lead(each.get("src")) for each in page.all("script[src]")} <= {*files}
    assert newsroom.has(str(told["LIST"]))
    assert json.loads((newsroom.site / str(told["LATEST"])).read_text()) == ["posts/2026/03/04/eins/"]


def test_it_changes_with_a_file_and_not_with_an_article(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    first = (newsroom.site / NAME).read_bytes()
    newsroom.article("2026/03/05/zwei.md", title="Noch einer")
    newsroom.build(strict=True)
    assert (newsroom.site / NAME).read_bytes() == first
    newsroom.settings["theme"] = {"palette": [{"scheme": "default"}]}  # the style sheet has no icons for it
    newsroom.build(strict=True)
    assert (newsroom.site / NAME).read_bytes() != first


def test_the_newest_articles_are_the_newest_twenty(newsroom: Newsroom) -> None:
    for day in range(1, 24):
        newsroom.article(f"2026/03/{day:02}/a{day}.md", title=f"Vom {day}. Tag")
    newsroom.article("2026/03/24/geheim.md", embargo="2999-01-01")
    newsroom.article("2026/03/25/zurueck.md", "", withdrawn={"date": "2026-03-26", "reason": "Falsch."})
    newsroom.build(strict=True)
    newest = json.loads((newsroom.site / "latest.json").read_text())
    assert newest == [f"posts/2026/03/{day:02}/a{day}/" for day in range(23, 3, -1)]


def test_where_there_is_none_its_place_takes_an_earlier_one_away(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.magazine["reading"] = {"offline": False}
    newsroom.build(strict=True)
    removal = (newsroom.site / NAME).read_text()
    assert "unregister" in removal
    assert "fetch" not in removal
    assert not (newsroom.site / "latest.json").exists()
    assert "magazine-worker" not in newsroom.page("posts/2026/03/04/eins/").source
    newsroom.magazine["reading"] = {}
    newsroom.build(preview=True)
    assert (newsroom.site / NAME).read_text() == removal
    assert not newsroom.has("unterwegs/")


def test_a_magazine_in_english_has_its_own_words(newsroom: Newsroom) -> None:
    newsroom.settings["theme"] = {"language": "en"}
    newsroom.article()
    newsroom.build(strict=True)
    told = constants(newsroom.site)
    assert (told["LANGUAGE"], told["LIST"]) == ("en", "offline/")
    assert "{day}" in str(told["NOTICE"])
    assert newsroom.has("offline/")
