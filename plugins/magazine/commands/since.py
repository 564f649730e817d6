"""What changed since a Git revision: articles that readers know already must say so when their text changes."""

import datetime as dt
from collections.abc import Iterable, Iterator

from mkdocs.utils import get_build_datetime

from magazine.content.manuscript import Manuscript, read_manuscript
from magazine.content.problem import Problem
from magazine.plugin import MagazinePlugin

from .git import Change, History, Status


def unmarked_changes(history: History, changes: Iterable[Change], plugin: MagazinePlugin) -> Iterator[Problem]:
    """Find published articles whose text is not what it was, without a correction or a new `updated`."""
    today = get_build_datetime().astimezone(plugin.config.timezone).date()
    for change in changes:
        if change.status in {Status.CHANGED, Status.MOVED} and plugin.is_article(change.file):
            before, _ = read_manuscript(history.text_before(change), change.before)
            after, _ = read_manuscript(history.text_now(change), change.file)
            if before and after and _was_published(before, today) and _changed_silently(before, after):
                details = {"day": after.day.isoformat(), "today": today.isoformat()}
                yield Problem("change-unmarked", after.place("date"), details)


def _was_published(manuscript: Manuscript, today: dt.date) -> bool:
    return not manuscript.fields.draft and manuscript.day <= today


def _changed_silently(before: Manuscript, after: Manuscript) -> bool:
    text_changed = before.body.split() != after.body.split()
    dates = before.fields.date, after.fields.date
    updated = [each.updated if each else None for each in dates]
    told = updated[0] != updated[1] or len(after.fields.corrections) > len(before.fields.corrections)
    return text_changed and not told
