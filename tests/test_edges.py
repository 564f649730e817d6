"""Magazines at their edges: nothing published, days of other times, ids and series that are given twice."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from click.testing import CliRunner
from magazine.commands.main import main
from magazine.content.slugs import FRAME_IDS

from tests.newsroom import REPOSITORY, Newsroom

SITE = "https://example.org/blatt/"
ONE = "posts/2026/03/04/eins/"


def check(newsroom: Newsroom) -> list[tuple[str, str, int | None]]:
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    assert run.exit_code in {0, 1}, run.output
    return [(each["code"], each["file"], each["line"]) for each in json.loads(run.stdout)]


def files(newsroom: Newsroom) -> dict[str, bytes]:
    return {
        str(each.relative_to(newsroom.site)): each.read_bytes() for each in newsroom.site.rglob("*") if each.is_file()
    }


def dead_links(newsroom: Newsroom, site: str) -> Iterator[tuple[str, str]]:
    """Yield each link of a page or feed to an address of the site at which nothing is."""
    made = files(newsroom)
    for name, content in made.items():
        if not name.endswith((".html", ".xml")):
            continue
        for found in re.finditer(rb'(?:href|src)="([^"]*)"|<(?:loc|link)>([^<]*)<', content):
            address = urlsplit(urljoin(site + name.removesuffix("index.html"), (found[1] or found[2] or b"").decode()))
            path = address.path.removeprefix(urlsplit(site).path)
            path = path + "index.html" if path.endswith("/") or not path else path
            if address.netloc == "example.org" and path not in made:
                yield name, address.geturl()


NOTHING: dict[str, list[dict[str, Any]]] = {
    "no article": [],
    "only drafts": [{"draft": True}],
    "only what is withdrawn": [{"withdrawn": {"date": "2026-03-05", "reason": "Es stimmte nicht."}}],
    "one article": [{}],
}


@pytest.mark.parametrize("kind", NOTHING)
@pytest.mark.parametrize("site_url", [SITE, ""])
def test_no_link_leads_nowhere_and_two_builds_are_equal(newsroom: Newsroom, kind: str, site_url: str) -> None:
    newsroom.settings["site_url"] = site_url
    newsroom.write("korrekturen.md", "---\ntitle: Korrekturen\ntemplate: corrections.html\n---\n")
    newsroom.write("mitmachen.md", "---\ntitle: Mitmachen\ntemplate: write.html\n---\n")
    newsroom.write("impressum.md", "---\ntitle: Impressum\ntemplate: imprint.html\n---\n")
    newsroom.nav += ["korrekturen.md", "mitmachen.md", "impressum.md"]
    for fields in NOTHING[kind]:
        newsroom.article(**fields)
    newsroom.build(strict=True)
    assert [*dead_links(newsroom, site_url or "https://example.org/")] == []
    assert newsroom.has("archiv")
    first = files(newsroom)
    shutil.rmtree(newsroom.site)
    shutil.rmtree(newsroom.root / ".cache")
    newsroom.build(strict=True)
    assert files(newsroom) == first


MOMENTS = ["0001-01-01", "0001-01-01 00:00", "0001-01-01T00:00+14:00", "0999-05-05", "9999-12-31T23:59-12:00"]


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("key", ["embargo", "date", "updated", "correction", "withdrawn", "source"])
def test_days_of_other_times_end_nothing(newsroom: Newsroom, key: str, moment: str) -> None:
    values: dict[str, dict[str, Any]] = {
        "embargo": {"embargo": moment},
        "date": {"date": moment},
        "updated": {"date": {"created": "2026-03-04", "updated": moment}},
        "correction": {"corrections": [{"date": moment, "text": "Es war anders."}]},
        "withdrawn": {"withdrawn": {"date": moment, "reason": "Es war anders."}},
        "source": {"sources": [{"title": "Urkunde", "date": moment}]},
    }
    newsroom.article("ohne/tag.md" if key == "date" else "2026/03/04/eins.md", **values[key])
    told = check(newsroom)
    if key not in {"embargo", "source"}:
        assert told
    assert {file for _, file, _ in told} <= {"docs/posts/ohne/tag.md", "docs/posts/2026/03/04/eins.md"}


def test_no_id_of_a_text_is_one_of_the_page_or_stands_twice(newsroom: Newsroom) -> None:
    text = (
        "## Top\n\nSiehe [oben](#top) und [dort](#article-tags).\n\n## Eins {: #top }\n\n## Zwei {: #article-tags }\n\n"
        'A\n{: #eins }\n\nB\n{: #eins }\n\n<p id="page-content">C</p>\n\n## Eins\n\n'
        '<p id="author-ada-beispiel">D</p>\n\nE.[^1]\n\n[^1]: F\n'
    )
    newsroom.article(text=text, tags=["Hafen"], sources=[{"title": "A"}, {"title": "B"}])
    newsroom.write("ueber.md", "# Über\n\n## Top\n\n## Zwei {: #top }\n\nA\n{: #page-content }\n")
    newsroom.nav.append("ueber.md")
    newsroom.build()
    for url in (ONE, "ueber/"):
        ids = [each.get("id") for each in newsroom.page(url).all("[id]")]
        assert [each for each, count in Counter(ids).items() if count > 1] == []
    page = newsroom.page(ONE)
    assert page.one("#text-top").text_content().startswith("Eins")
    assert page.hrefs('article p a[href^="#text-"]') == ["#text-top", "#text-article-tags"]


def test_the_ids_of_the_frame_are_known() -> None:
    known = re.compile("|".join([*FRAME_IDS, "(?:author|section|write|year)-.*"]))
    for file in (REPOSITORY / "overrides").rglob("*.html"):
        if "guide" in {file.stem, file.parent.name}:
            continue  # it gives ids of their own to the texts that it shows
        for found in re.findall(r'\sid="([^"]+)"', file.read_text(encoding="utf-8")):
            assert known.fullmatch(found), (file.name, found)


def test_spellings_of_a_series_are_told(newsroom: Newsroom) -> None:
    for day, series in (
        (4, "Häfen der Elbe"),
        (5, "häfen der elbe"),
        (6, "Häfen der Elbe"),
        (7, "Häfen-der-Elbe"),
        (8, "X"),
    ):
        newsroom.article(f"2026/03/0{day}/a.md", title=f"Teil {day}", series=series)
    assert check(newsroom) == [("series-spelling", f"docs/posts/2026/03/0{day}/a.md", 6) for day in (5, 7)]


@pytest.mark.parametrize(
    ("page", "hint"),
    [("uber.md", "ueber.md"), ("index.md#nichts", ""), ("ueber.md#zwek", "ueber.md#zweck"), ("ueber.md#zweck", None)],
)
def test_a_page_of_the_publisher_that_is_missing_is_told_by_check_and_build(
    newsroom: Newsroom, page: str, hint: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    newsroom.article(authors=["niemand"])
    newsroom.write("ueber.md", "# Über\n\n## Zweck\n\nText.\n")
    newsroom.nav.append("ueber.md")
    newsroom.magazine["publisher"] = {"pages": {"about": page, "ethics": "https://example.org/"}}
    expected: list[tuple[str, str, int | None]] = [("author-unknown", "docs/posts/2026/03/04/eins.md", 4)]
    expected += [("setting-page", "mkdocs.yml", None)] if hint is not None else []
    assert check(newsroom) == expected
    with pytest.raises(SystemExit):
        newsroom.build()
    assert ("setting-page" in caplog.text) == (hint is not None)
    assert not hint or f"„{hint}“" in caplog.text
