"""What an import proposes, and somebody at a terminal may answer otherwise."""

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from magazine.content.manuscript import FIRST_YEAR
from magazine.importing.imported import Imported
from magazine.importing.sections import SectionMap

_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_/.](\d\d)(?:[-_/.](\d\d))?(?!\d)")
_WRITTEN = re.compile(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
# 202X-MM-TT, YYYY-MM-DD, 2024-XX-XX: what somebody is to fill in who makes an article of the file.
_TEMPLATE = re.compile(r"(?=[\d.-]*[^\d.-])[\dXYJxyj]{4}[-.][\dXMxm]{2}[-.][\dXDTxdt]{2}")


@dataclass(frozen=True, slots=True)
class Questions:
    """Asks whoever runs the import; each returns what is to be taken for its proposal."""

    day: Callable[[Imported, dt.date | None], dt.date | None]
    """The day of an article whose date is none; None leaves it a draft."""
    sections: Callable[[SectionMap], None]
    """Changes the mapping of sections in place."""


UNASKED = Questions(lambda _article, proposal: proposal, lambda _sections: None)
"""Takes every proposal."""


def is_template(article: Imported) -> bool:
    """Return whether a file is one to copy for new articles: its date is to be filled in."""
    return bool(_TEMPLATE.fullmatch(article.written_date))


def proposed_day(article: Imported) -> tuple[dt.date | None, str]:
    """Return the day that an article without a date probably has, and the remark to make of it.

    The path names it, or the month; or what is written names a day that its month does not have: the last one is meant.
    """
    in_path, written = _IN_PATH.search(article.source), _WRITTEN.match(article.written_date)
    for found, kind in ((in_path, "date-of-file"), (written, "date-proposed")):
        if found and (day := _day(*(int(part or 1) for part in found.groups()), exact=kind == "date-of-file")):
            return day, kind
    return None, ""


def _day(year: int, month: int, day: int, *, exact: bool) -> dt.date | None:
    if year < FIRST_YEAR or not 1 <= month < len(calendar.month_name):
        return None
    last = calendar.monthrange(year, month)[1]
    if exact and not 1 <= day <= last:
        return None
    return dt.date(year, month, min(max(day, 1), last))
