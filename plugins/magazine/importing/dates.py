"""Moments as sources write them: with a zone or without one, as text or as data."""

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_ZONE = r"(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?\s*[A-Z]{0,4}"
_TIME = rf"(?:[T ,-]+(\d{{1,2}}):(\d{{2}})(?::(\d{{2}})(?:[.,]\d+)?)?\s*(AM|PM)?\s*{_ZONE})?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.IGNORECASE)
_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})" + _TIME, re.IGNORECASE)
_FIRST_YEAR = 1900


def read_moment(value: object, zone: dt.tzinfo) -> dt.datetime | dt.date | None:
    """Return what a source says of a moment, as clocks in `zone` show it; None if it is none, or none that can be.

    23:30 UTC is the next day in Berlin. A moment without a zone is meant as written.
    """
    if isinstance(value, dt.datetime):
        found: dt.datetime | dt.date | None = value
    elif isinstance(value, dt.date):
        found = value
    else:
        found = _read(str(value or "").strip())
    if isinstance(found, dt.datetime):
        found = found.astimezone(zone) if found.tzinfo else found.replace(tzinfo=zone)
    return found if found and found.year >= _FIRST_YEAR else None


def _read(text: str) -> dt.datetime | dt.date | None:
    iso, german = _ISO.fullmatch(text), _GERMAN.fullmatch(text)
    parts = iso or german
    if not parts:
        return _mailed(text)
    year, month, day = (int(part) for part in (parts.groups()[:3] if iso else reversed(parts.groups()[:3])))
    try:
        date = dt.date(year, month, day)
        if parts[4] is None:
            return date
        hour = int(parts[4]) % 12 + 12 * (parts[7].upper() == "PM") if parts[7] else int(parts[4])
        return dt.datetime.combine(date, dt.time(hour, int(parts[5]), int(parts[6] or 0)), _zone(parts[8]))
    except ValueError:
        return None


def _mailed(text: str) -> dt.datetime | None:
    """Return a moment in the notation of e-mail, which feeds use: `Wed, 05 Jun 2024 16:04:48 +0000`."""
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


def _zone(written: str | None) -> dt.tzinfo | None:
    if not written:
        return None
    if written[0] not in "+-":
        return dt.UTC
    digits = written[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    return dt.timezone(dt.timedelta(minutes=-minutes if written[0] == "-" else minutes))
