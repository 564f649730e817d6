"""Days and times as people write them: the notation of ISO 8601, and times of day in German notation."""

import datetime as dt
import re

from magazine.content.problem import Code
from magazine.content.refusals import refused
from magazine.locales import month_names

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# 2026-5-9, 2026/05/09; 9.5.2026, 9. Mai 26; May 9, 2026
_OTHER_DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2}\.|[^\W\d]{3,12}\.?) ?(?P<y>\d{4}|\d{2}(?!\d))"),
    re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)? (?P<m>[^\W\d]{3,12}),? (?P<y>\d{4})"),
    re.compile(r"(?P<m>[^\W\d]{3,12}) (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})"),
)
# 18:45, 18.45, 18 Uhr, 18 Uhr 45, 18.45 Uhr, each with a zone behind it: Z, +01:00, MEZ.
_TIME = re.compile(
    r"(?:T|,? +|, ?)(\d{1,2})(?:(?:[:.]| ?Uhr ?)(\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?(?: ?Uhr)?"
    r" ?(?:(Z|UTC|GMT|MEZ|CET|MESZ|CEST)|([+-]\d{2}):?(\d{2})?)?",
    re.IGNORECASE,
)
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "mez": 1, "cet": 1, "mesz": 2, "cest": 2}  # hours before UTC
_SHORT = 2  # digits of a year
_YEARS = (2, 9998)  # beyond, a moment may have no counterpart in another zone
_SOME_TIME = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?(?!\d)")
_AFTERNOON = re.compile(r"p\.? ?m\b", re.IGNORECASE)


def read_moment(text: str) -> dt.date | dt.datetime:
    """Return what `text` says: a day (`2026-12-24`), or a day with a time, which has a zone if one is written.

    Raises:
        PydanticCustomError: It is no day or time; `example` in its context is the notation that is read, or
            `guess` what was probably meant, in it.
    """
    found = _DAY.match(text)
    if not found:
        raise refused(Code.DATE_NOT_UNDERSTOOD, value=text, guess=_meant(text))
    try:
        day = dt.date.fromisoformat(found[0])
    except ValueError:
        raise refused(Code.DATE_IMPOSSIBLE, value=text, example="2026-05-09") from None
    rest = text[found.end() :]
    if not rest:
        return day
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise refused(Code.DATE_IMPOSSIBLE, value=text, example="2026-05-09")
    time = _TIME.fullmatch(rest)
    if not time:
        raise refused(Code.TIME_NOT_UNDERSTOOD, value=text, example=f"{day} {_example_time(rest) or '06:00'}")
    try:
        hour, minute, second = (int(part or 0) for part in time.groups()[:3])
        return dt.datetime.combine(day, dt.time(hour, minute, second), _zone(time))
    except ValueError:
        example = f"{day + dt.timedelta(1)} 00:00" if time[1] == "24" else f"{day} 06:00"
        raise refused(Code.TIME_IMPOSSIBLE, value=text, example=example) from None


def names_zone(text: str) -> bool:
    """Return whether a moment that `read_moment` can read is written with its time zone."""
    time = _TIME.fullmatch(text[10:])
    return bool(time and _zone(time))


def in_zone(moment: dt.date | dt.datetime, zone: dt.tzinfo | None) -> dt.date | dt.datetime:
    """Return a moment as clocks in `zone` show it; without a zone of its own it is meant that way already."""
    if zone is None or not isinstance(moment, dt.datetime):
        return moment
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def as_day(moment: dt.date | dt.datetime) -> dt.date:
    """Return the day of a moment, in the zone that the moment is in."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def as_moment(zone: dt.tzinfo, value: dt.date | dt.datetime) -> dt.datetime:
    """Return the moment that `value` means: in `zone` if it names none, midnight if it is only a day."""
    moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _zone(time: re.Match[str]) -> dt.tzinfo | None:
    if name := time[4]:
        return dt.timezone(dt.timedelta(hours=_ZONES[name.lower()]))
    if not time[5]:
        return None
    minutes = int(time[6] or 0)
    return dt.timezone(dt.timedelta(hours=int(time[5]), minutes=-minutes if time[5].startswith("-") else minutes))


def _meant(text: str) -> str:
    """Return in the notation that is read what `text` probably means; nothing where that is not known."""
    for pattern in _OTHER_DAYS:
        found = pattern.match(text.strip())
        month = _month(found["m"]) if found else None
        if found and month:
            try:
                day = dt.date(int(found["y"]) + (2000 if len(found["y"]) == _SHORT else 0), month, int(found["d"]))
            except ValueError:
                return ""
            return f"{day} {_example_time(text.strip()[found.end() :])}".strip()
    return ""


def _month(written: str) -> int | None:
    """Return the number of a month, from its digits or the first letters of its name."""
    text = written.rstrip(".").casefold()
    return int(text) if text.isdigit() else next((n for name, n in month_names() if name.startswith(text)), None)


def _example_time(text: str) -> str:
    """Return the first time in `text` as 18:45; nothing if there is none."""
    found = _SOME_TIME.search(text)
    if not found:
        return ""
    afternoon = " PM" if _AFTERNOON.search(text) else ""
    try:
        time = dt.datetime.strptime(f"{found[1]}:{found[2] or '00'}{afternoon}", "%I:%M %p" if afternoon else "%H:%M")
    except ValueError:
        return ""
    return f"{time:%H:%M}"
