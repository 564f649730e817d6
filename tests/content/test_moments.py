"""Moments: days and times as people write them are read as they are meant, or refused with the right example."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from magazine.content.manuscript import Manuscript, read_manuscript
from magazine.content.moments import as_day, as_moment, in_zone, names_zone, read_moment
from pydantic_core import PydanticCustomError

BERLIN = ZoneInfo("Europe/Berlin")
HEAD = "---\ntitle: T\ndescription: D\nauthors: [a]\ncategories: [k]\n"


def manuscript(more: str, file: str = "posts/frei/a.md") -> Manuscript:
    found, problems = read_manuscript(f"{HEAD}{more}---\nText.\n", file, zone=BERLIN)
    assert problems == []
    assert found
    return found


@pytest.mark.parametrize(
    ("time", "hour", "minute"),
    [
        ("18:45", 18, 45),
        ("18.45", 18, 45),
        ("18.45 Uhr", 18, 45),
        ("18:45 Uhr", 18, 45),
        ("18:45Uhr", 18, 45),
        ("18 Uhr 45", 18, 45),
        ("18 Uhr", 18, 0),
        ("18", 18, 0),
        ("6:00", 6, 0),
        ("6.05", 6, 5),
        ("06:00 Uhr", 6, 0),
        ("6 Uhr", 6, 0),
        ("0:00", 0, 0),
        ("23:59:59", 23, 59),
        ("23:59:59.25", 23, 59),
    ],
)
@pytest.mark.parametrize("between", [" ", ", ", "T", "  "])
@pytest.mark.parametrize(
    ("zone", "offset"),
    [("", None), (" MEZ", 1), (" MESZ", 2), ("Z", 0), (" UTC", 0), ("+05:30", 5.5), (" -0330", -3.5), ("+01", 1)],
)
def test_times_in_german_notation(
    time: str, hour: int, minute: int, between: str, zone: str, offset: float | None
) -> None:
    read = read_moment(f"2026-12-24{between}{time}{zone}")
    assert isinstance(read, dt.datetime)
    assert (read.date(), read.hour, read.minute) == (dt.date(2026, 12, 24), hour, minute)
    assert read.utcoffset() == (None if offset is None else dt.timedelta(hours=offset))
    assert names_zone(f"2026-12-24{between}{time}{zone}") is (offset is not None)


@pytest.mark.parametrize(
    ("name", "hours"), [("Z", 0), ("utc", 0), ("GMT", 0), ("MEZ", 1), ("cet", 1), ("MESZ", 2), ("CEST", 2)]
)
def test_names_of_zones(name: str, hours: int) -> None:
    read = read_moment(f"2026-12-24 18:45 {name}")
    assert isinstance(read, dt.datetime)
    assert read.utcoffset() == dt.timedelta(hours=hours)


def test_seconds_and_parts_of_them() -> None:
    assert read_moment("2026-12-24 18:45:31,9") == dt.datetime(2026, 12, 24, 18, 45, 31)
    assert read_moment("2026-12-24 18.45.07") == dt.datetime(2026, 12, 24, 18, 45, 7)


def test_moments_in_a_zone() -> None:
    day, naive = dt.date(2026, 6, 1), dt.datetime(2026, 6, 1, 12)
    aware = naive.replace(tzinfo=dt.UTC)
    assert [in_zone(each, BERLIN) for each in (day, naive, aware)] == [day, naive.replace(tzinfo=BERLIN), aware]
    assert [in_zone(each, None) for each in (day, naive, aware)] == [day, naive, aware]
    shown = in_zone(aware, BERLIN)
    assert isinstance(shown, dt.datetime)
    assert (shown.hour, as_day(shown), as_day(day)) == (14, day, day)
    assert as_moment(BERLIN, day) == dt.datetime(2026, 6, 1, tzinfo=BERLIN)
    assert as_moment(BERLIN, naive) == naive.replace(tzinfo=BERLIN)
    assert as_moment(BERLIN, aware) == aware


@pytest.mark.parametrize(
    ("text", "code", "example"),
    [
        ("24.12.2026, 18 Uhr", "date-not-understood", "2026-12-24 18:00"),
        ("24.12.2026", "date-not-understood", "2026-12-24"),
        ("4. 2. 2026 6:30", "date-not-understood", "2026-02-04 06:30"),
        ("2026-3-4 18.45", "date-not-understood", "2026-03-04 18:45"),
        ("2026-W10-3", "date-not-understood", ""),
        ("20261224", "date-not-understood", ""),
        ("gestern", "date-not-understood", ""),
        ("", "date-not-understood", ""),
        ("28. November 2026", "date-not-understood", "2026-11-28"),
        ("3. März 26, 6 Uhr", "date-not-understood", "2026-03-03 06:00"),
        ("9. Sept. 2026", "date-not-understood", "2026-09-09"),
        ("28.11.26", "date-not-understood", "2026-11-28"),
        ("2026/11/28", "date-not-understood", "2026-11-28"),
        ("May 9, 2026", "date-not-understood", "2026-05-09"),
        ("9th May 2026", "date-not-understood", "2026-05-09"),
        ("11/28/2026", "date-not-understood", ""),
        ("31. Februar 2026", "date-not-understood", ""),
        ("2026-12-24 6 pm", "time-not-understood", "2026-12-24 18:00"),
        ("2026-12-24 12:30 a.m.", "time-not-understood", "2026-12-24 12:30"),
        ("2026-12-24 11 p. m.", "time-not-understood", "2026-12-24 23:00"),
        ("2026-12-24 13 pm", "time-not-understood", "2026-12-24 06:00"),
        ("2026-12-24 gegen 25:00", "time-not-understood", "2026-12-24 06:00"),
        ("31. 12.2026", "date-not-understood", "2026-12-31"),
        ("2026-12-24 abends", "time-not-understood", "2026-12-24 06:00"),
        ("2026-12-24T1845", "time-not-understood", "2026-12-24 06:00"),
        ("2026-12-24 18:45 EST", "time-not-understood", "2026-12-24 18:45"),
        ("2026-12-24 24:00", "time-impossible", "2026-12-25 00:00"),
        ("2026-12-24 18:60", "time-impossible", "2026-12-24 06:00"),
        ("2026-12-24 18:00+25:00", "time-impossible", "2026-12-24 06:00"),
        ("2026-02-30", "date-impossible", "2026-05-09"),
        ("2026-02-30 18:00", "date-impossible", "2026-05-09"),
        ("0001-12-31 12:00", "date-impossible", "2026-05-09"),
        ("9999-01-01 12:00", "date-impossible", "2026-05-09"),
    ],
)
def test_what_is_not_read_is_refused_with_an_example_that_is(text: str, code: str, example: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        read_moment(text)
    context = refused.value.context or {}
    assert (refused.value.type, context["guess" if code == "date-not-understood" else "example"]) == (code, example)
    if example:
        read_moment(example)


def test_days_that_have_a_counterpart_in_every_zone() -> None:
    """A day alone has no zone, and may be any."""
    for text in ("0001-01-01", "0002-01-01 00:00", "9998-12-31 23:59", "9999-12-31"):
        moment = read_moment(text)
        assert f"{moment:%d.%m.}{moment.year:04}" == f"{text[8:10]}.{text[5:7]}.{text[:4]}"


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2024-11-15T23:45:00Z", dt.date(2024, 11, 16)),
        ("2024-11-16T00:30:00+05:00", dt.date(2024, 11, 15)),
        ("2024-12-31 23:30 UTC", dt.date(2025, 1, 1)),
        ("2024-07-01 00:30 MESZ", dt.date(2024, 7, 1)),
        ("2024-11-15 23:45", dt.date(2024, 11, 15)),
        ("2024-11-15", dt.date(2024, 11, 15)),
    ],
)
def test_the_day_is_that_of_the_magazines_zone(date: str, day: dt.date) -> None:
    found = manuscript(f"date: {date}\nsources: [{{title: Q, date: '{date}'}}]\n")
    assert found.day == found.fields.sources[0].date == day
    assert found.url == f"posts/{day:%Y/%m/%d}/a/"


@pytest.mark.parametrize("date", ["0999-05-05", "1899-12-31", "0001-01-01"])
def test_days_that_no_article_can_be_of(date: str) -> None:
    for more, file in ((f"date: {date}\n", "posts/a.md"), ("", f"posts/{date.replace('-', '/')}/a.md")):
        found, problems = read_manuscript(f"{HEAD}{more}---\nText.\n", file, zone=BERLIN)
        assert found is None
        assert [problem.code for problem in problems] == ["date-too-old"]
