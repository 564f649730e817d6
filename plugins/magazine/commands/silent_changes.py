"""Compares published articles with a Git revision: lost addresses, and changed texts without a correction."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from magazine.checks.lost_addresses import Published, addresses_of
from magazine.commands.git import Change, History, Status
from magazine.content.article import is_public
from magazine.content.manuscript import Manuscript, read_manuscript
from magazine.content.problem import Code, Problem
from magazine.plugin import MagazinePlugin


def unmarked_changes(history: History, changes: Iterable[Change], plugin: MagazinePlugin) -> Iterator[Problem]:
    """Find published articles whose text is not what it was, without a correction or a new `updated`."""
    for change in changes:
        if change.status in {Status.CHANGED, Status.MOVED} and plugin.build.is_article(change.file):
            before, _ = read_manuscript(
                history.text_before(change), change.before, zone=plugin.config.timezone, blog=plugin.build.blog
            )
            after, _ = read_manuscript(
                history.text_now(change), change.file, zone=plugin.config.timezone, blog=plugin.build.blog
            )
            if before and after and is_public(before, plugin.build.now) and _changed_silently(before, after):
                details = {"day": after.day.isoformat(), "today": plugin.build.now.date().isoformat()}
                yield Problem(Code.CHANGE_UNMARKED, after.place("date"), details)


def published_before(history: History, changes: Collection[Change], plugin: MagazinePlugin) -> Iterator[Published]:
    """Yield the articles that readers knew at the revision, as far as their files are not what they were."""
    files = {change.file for change in changes if change.status in {Status.NEW, Status.MOVED}}
    new = {each.file: each for each in plugin.build.edition.manuscripts if each.file in files}
    for change in changes:
        if change.status is not Status.NEW and plugin.build.is_article(change.before):
            before, _ = read_manuscript(
                history.text_before(change), change.before, zone=plugin.config.timezone, blog=plugin.build.blog
            )
            if before and is_public(before, plugin.build.now):
                yield Published(change.before, addresses_of(before), _now(before, change, new))


def _now(before: Manuscript, change: Change, new: Mapping[str, Manuscript]) -> str | None:
    """Return the file in which an article is now; `new` are the articles in files that were not there.

    What Git takes for a moved file may be another article with the same authors and tags, and a new file may be the
    article that was moved.
    """
    if change.status is Status.CHANGED or (change.status is Status.MOVED and change.file not in new):
        return change.file
    if change.status is Status.MOVED and _is_same(before, new[change.file]):
        return change.file
    found = [file for file, after in new.items() if _is_same(before, after)]
    return found[0] if len(found) == 1 else None


def _is_same(before: Manuscript, after: Manuscript) -> bool:
    """Return whether two manuscripts are of one article: the headline, or half of all pairs of words, are the same."""
    if before.fields.title == after.fields.title:
        return True
    pairs, others = ({*pairwise(each.body.split())} for each in (before, after))
    return 2 * len(pairs & others) > max(len(pairs), len(others))


def _words(manuscript: Manuscript) -> list[str]:
    """Return all words of an article that are printed: headline, standfirst, text, and the caption of its picture."""
    fields = manuscript.fields
    caption = fields.image.caption if fields.image else None
    return " ".join([fields.title, fields.description or "", caption or "", manuscript.body]).split()


def _changed_silently(before: Manuscript, after: Manuscript) -> bool:
    text_changed = _words(before) != _words(after)
    dates = before.fields.date, after.fields.date
    updated = [each.updated if each else None for each in dates]
    is_marked = updated[0] != updated[1] or len(after.fields.corrections) > len(before.fields.corrections)
    return text_changed and not is_marked and after.fields.withdrawn is None
