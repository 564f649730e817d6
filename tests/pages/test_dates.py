"""When an article appears, and which day is shown: moments are those of the magazine's zone, everywhere."""

import datetime as dt
import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from magazine.commands.main import main

from tests.newsroom import Newsroom

BERLIN = ZoneInfo("Europe/Berlin")
SITE = "https://blatt.example/"


def checked(newsroom: Newsroom) -> list[tuple[str, int]]:
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.output
    return [(each["code"], each["line"]) for each in json.loads(run.stdout)]


def at(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Build as if it were this moment in Hamburg."""
    now = dt.datetime.fromisoformat(moment).replace(tzinfo=BERLIN)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(now.timestamp())))


def published(newsroom: Newsroom) -> bool:
    newsroom.settings["site_url"] = SITE
    newsroom.build(strict=True)
    feed = json.loads((newsroom.site / "feed.json").read_text("utf-8"))
    shown = {
        newsroom.has("posts/2026/11/27/spaet/"),
        "Später" in newsroom.page().source,
        any(item["title"] == "Später" for item in feed["items"]),
        "/spaet/" in (newsroom.site / "sitemap.xml").read_text("utf-8"),
        "/spaet/" in (newsroom.site / "addresses.json").read_text("utf-8"),
    }
    assert len(shown) == 1
    return shown.pop()


def next_moment(newsroom: Newsroom) -> Any:
    return json.loads((newsroom.site / "embargo.json").read_text("utf-8"))["next"]


@pytest.mark.parametrize("date", ["2026-11-27 23:50", "2026-11-27 23.50 Uhr", "2026-11-27T22:50Z"])
def test_a_date_with_a_time_is_the_moment_of_publication(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, date: str
) -> None:
    newsroom.article("2026/03/04/eins.md")
    newsroom.article("2026/11/27/spaet.md", title="Später", date=date)
    at("2026-11-27 23:49", monkeypatch)
    assert not published(newsroom)
    assert next_moment(newsroom) == "2026-11-27T22:50:00+00:00"
    at("2026-11-27 23:50", monkeypatch)
    assert published(newsroom)
    assert next_moment(newsroom) is None


def test_the_later_of_date_and_embargo_counts(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.article("2026/03/04/eins.md")
    newsroom.article("2026/11/27/spaet.md", title="Später", embargo="2026-11-25 06:00")
    at("2026-11-26 12:00", monkeypatch)
    assert not published(newsroom)
    assert next_moment(newsroom) == "2026-11-26T23:00:00+00:00"


@pytest.mark.parametrize("embargo", ["2026-12-24 18.45", "2026-12-24, 18:45 Uhr", "2026-12-24 18 Uhr 45 MEZ"])
def test_an_embargo_in_german_notation_ends_when_it_says(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, embargo: str
) -> None:
    newsroom.article("2026/03/04/eins.md")
    newsroom.article("2026/11/27/spaet.md", title="Später", embargo=embargo)
    at("2026-12-24 18:44", monkeypatch)
    assert not published(newsroom)
    at("2026-12-24 18:45", monkeypatch)
    assert published(newsroom)


@pytest.mark.parametrize(
    "fields",
    [
        {"date": {"created": "2026-03-04", "updated": "2026-06-02"}},
        {"date": {"created": "2026-03-04", "updated": "2026-06-01 12:01"}},
        {"corrections": [{"date": "2026-06-02", "text": "Es war anders."}]},
    ],
)
def test_changes_to_come_are_errors(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any]
) -> None:
    newsroom.article(**fields)
    at("2026-06-01 12:00", monkeypatch)
    assert [code for code, _ in checked(newsroom)] == ["change-future"]
    at("2026-06-02 00:00", monkeypatch)
    assert checked(newsroom) == []


@pytest.mark.parametrize("key", ["embargo", "date"])
@pytest.mark.parametrize(
    ("moment", "codes"),
    [
        ("2026-03-29 02:30", ["hour-skipped"]),
        ("2026-10-25 02:30", ["hour-twice"]),
        ("2026-10-25 2.59 Uhr", ["hour-twice"]),
        ("2026-10-25 02:30 MESZ", []),
        ("2026-10-25 02:30+01:00", []),
        ("2026-03-29 03:00", []),
        ("2026-10-25 03:00", []),
        ("2026-10-25", []),
    ],
)
def test_the_hours_at_which_clocks_change(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, key: str, moment: str, codes: list[str]
) -> None:
    newsroom.article(f"{moment[:10].replace('-', '/')}/a.md", **{key: moment})
    at("2026-12-01 12:00", monkeypatch)
    assert checked(newsroom) == [(code, 6) for code in codes]


def test_a_moment_of_another_zone_has_the_magazines_day_everywhere(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.settings["site_url"] = SITE
    at("2024-12-20 12:00", monkeypatch)
    newsroom.article("frei/utc.md", title="Aus Greenwich", date="2024-11-30T23:45:00Z")
    newsroom.article("frei/hier.md", title="Von hier", date="2024-12-01 00:15")
    newsroom.article("frei/ost.md", title="Aus dem Osten", date="2024-12-01T00:30:00+05:00")
    newsroom.article("frei/tag.md", title="Ein Tag", date="2024-11-30")
    newsroom.build(strict=True)
    page = newsroom.page("posts/2024/12/01/utc/")
    assert page.one(".byline time").get("datetime") == "2024-12-01"
    assert '"datePublished":"2024-12-01T00:45:00+01:00"' in page.source
    assert newsroom.page("archiv/").texts(".year h2") == ["2024"]
    assert newsroom.page("archiv/2024/12/").texts(".headline a, .card__headline a, main li a")[:2] == [
        "Aus Greenwich",
        "Von hier",
    ]
    feed = json.loads((newsroom.site / "feed.json").read_text("utf-8"))
    assert [item["date_published"][:10] for item in feed["items"]] == ["2024-12-01", "2024-12-01", *["2024-11-30"] * 2]
    fragments = sorted(path.name for path in (newsroom.site / "search-index/result").glob("2*"))
    assert [name[:8] for name in fragments] == ["20241130", "20241130", "20241201", "20241201"]


def test_two_builds_without_corrections_are_equal(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.settings["site_url"] = SITE
    newsroom.write("korrekturen.md", "---\ntitle: Korrekturen\ntemplate: corrections.html\n---\nText.\n")
    newsroom.nav.append("korrekturen.md")
    newsroom.article()
    feeds = []
    for moment in ("2026-11-27 12:00", "2026-11-27 12:02"):
        at(moment, monkeypatch)
        newsroom.build(strict=True)
        feeds.append([(newsroom.site / f"korrekturen/feed.{form}").read_bytes() for form in ("xml", "json")])
    assert feeds[0] == feeds[1]
