"""The rules that need more than one file to judge: one small function each."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

from magazine.checks.translations import TRANSLATION_RULES
from magazine.content.article import embargo_of
from magazine.content.edition import CrossReferences
from magazine.content.manuscript import PICTURES, Manuscript
from magazine.content.moments import as_day, as_moment, names_zone
from magazine.content.problem import Code, Problem
from magazine.content.slugs import nearest, nearest_path, slug
from magazine.content.yaml_values import Path

Rule = Callable[[Manuscript, CrossReferences], Iterator[Problem]]


def authors_are_known(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find authors who are not in `authors.yml`; where that could not be read, nobody is known to be missing."""
    ids = references.author_ids
    for index, author in enumerate(manuscript.fields.authors):
        if ids is not None and author not in ids:
            yield manuscript.problem(Code.AUTHOR_UNKNOWN, "authors", index, **_unknown(author, [*ids]))


def sections_are_known(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find articles in no section, where the magazine has some, and categories that are not sections of it."""
    if references.any_category:
        return
    if references.sections and manuscript.values.data and not manuscript.fields.categories:
        yield manuscript.problem(Code.KEY_MISSING, key="categories")
    for index, name in enumerate(manuscript.fields.categories):
        if references.section(name) is None:
            known = [section.slug for section in references.sections]
            yield manuscript.problem(Code.SECTION_UNKNOWN, "categories", index, **_unknown(name, known))


def address_is_free(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find two articles with one address; the problem is that of the later file."""
    first = references.taken.setdefault(manuscript.url, manuscript.file)
    if first != manuscript.file:
        key = "slug" if manuscript.fields.slug else "title"
        yield manuscript.problem(Code.ADDRESS_TAKEN, key, url=f"/{manuscript.url}", file=first)


def tags_have_one_spelling(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find tags without letters or digits, which have no page, and those that share one with another spelling."""
    for index, tag in enumerate(manuscript.fields.tags):
        name = slug(tag)
        first = references.tags.setdefault(name, tag)
        if not name:
            yield manuscript.problem(Code.TAG_WITHOUT_ADDRESS, "tags", index, value=tag)
        elif first != tag:
            yield manuscript.problem(Code.TAG_SPELLING, "tags", index, value=tag, other=first)
    for subject in references.subjects(manuscript):
        references.tags.setdefault(slug(subject), subject)


def series_have_one_spelling(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find series that are spelled otherwise than in another part; readers see both spellings."""
    series = manuscript.fields.series
    if series and (first := references.series.setdefault(slug(series) or series, series)) != series:
        yield manuscript.problem(Code.SERIES_SPELLING, "series", value=series, other=first)


def aliases_are_free(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find old addresses that something else already has."""
    for index, alias in enumerate(manuscript.fields.aliases):
        first = references.taken.setdefault(alias, manuscript.file)
        if first != manuscript.file or alias == manuscript.url:
            yield manuscript.problem(Code.ALIAS_TAKEN, "aliases", index, url=f"/{alias}", file=first)


def picture_exists(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find a picture of the front matter whose file does not exist."""
    image = manuscript.fields.image
    if image is None or manuscript.fields.withdrawn:
        return
    path = manuscript.resolve(image.src)
    if path not in references.files:
        pictures = [file for file in references.files if file.lower().endswith(PICTURES)]
        guess = nearest_path(path, pictures, manuscript.file)
        yield manuscript.problem(Code.PICTURE_MISSING, "image", "src", value=image.src, guess=guess)


def day_has_come(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find articles dated in the future, without a time, embargo or `draft`: they would be published now."""
    fields = manuscript.fields
    held_back = fields.draft or embargo_of(manuscript, references.now)
    if manuscript.day > references.today and not held_back:
        yield manuscript.problem(Code.DATE_FUTURE, "date", value=manuscript.day, today=references.today)


def links_lead_somewhere(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find further links to files that are not there."""
    for index, link in enumerate([] if manuscript.fields.withdrawn else manuscript.fields.links):
        for target in link.targets():
            path = manuscript.resolve(target.partition("#")[0])
            if not urlsplit(target).scheme and not target.startswith("/") and path not in references.files:
                texts = (each for each in references.files if each.endswith(".md"))
                guess = nearest_path(path, texts, manuscript.file)
                yield manuscript.problem(Code.LINK_LEADS_NOWHERE, "links", index, value=target, guess=guess)


def withdrawal_makes_sense(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find articles that were withdrawn before anybody could read them, or on a day to come."""
    fields = manuscript.fields
    if fields.withdrawn is None:
        return
    day = fields.withdrawn.date
    if fields.draft or embargo_of(manuscript, references.now):
        key = "draft" if fields.draft else "embargo" if fields.embargo else "date"
        yield manuscript.problem(Code.WITHDRAWAL_UNPUBLISHED, key, key=key)
    elif day < manuscript.day:
        yield manuscript.problem(Code.CHANGE_TOO_EARLY, "withdrawn", "date", value=day, day=manuscript.day)
    elif day > references.today:
        yield manuscript.problem(Code.WITHDRAWAL_FUTURE, "withdrawn", "date", value=day, today=references.today)


def changes_have_come(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find updates and corrections of a day or time to come."""
    dates, now = manuscript.fields.date, references.now
    changes: list[tuple[Path, dt.date | dt.datetime]] = []
    if dates and dates.updated:
        changes.append((("date", "updated"), dates.updated))
    for index, correction in enumerate(manuscript.fields.corrections):
        changes.append((("corrections", index, "date"), correction.date))
    for path, change in changes:
        # Midnight of the next day at the latest: what is only known by its day has come when the day has begun.
        if as_moment(references.zone, change) > now:
            yield manuscript.problem(Code.CHANGE_FUTURE, *path, value=as_day(change), today=references.today)


def hours_exist(manuscript: Manuscript, references: CrossReferences) -> Iterator[Problem]:
    """Find times that do not exist, or exist twice, because clocks are changed."""
    dates = manuscript.fields.date
    moments: list[tuple[Path, dt.date | dt.datetime | None]] = [(("embargo",), manuscript.fields.embargo)]
    if dates:
        moments += [(("date", "created"), dates.created), (("date", "updated"), dates.updated)]
    for path, moment in moments:
        if not isinstance(moment, dt.datetime) or names_zone(_written(manuscript, path)):
            continue
        first = moment.replace(tzinfo=references.zone)
        shown = first.astimezone(dt.UTC).astimezone(references.zone)
        if shown.replace(tzinfo=None) != moment.replace(tzinfo=None):
            details = {"value": f"{moment:%H:%M}", "example": f"{shown:%Y-%m-%d %H:%M}"}
            yield manuscript.problem(Code.HOUR_SKIPPED, *path, **details)
        elif (second := first.replace(fold=1)).utcoffset() != first.utcoffset():
            examples = (each.isoformat(" ", "minutes") for each in (first, second))
            details = dict(zip(("first", "second"), examples, strict=True))
            yield manuscript.problem(Code.HOUR_TWICE, *path, value=f"{moment:%H:%M}", **details)


def _written(manuscript: Manuscript, path: Path) -> str:
    """Return the value at `path` of the front matter as it is written; `date` may be one value or two."""
    value: object = manuscript.values.data
    for key in path:
        value = value.get(key) if isinstance(value, dict) else value
    return str(value).strip()


def portraits_exist(references: CrossReferences) -> Iterator[Problem]:
    """Find portraits of `authors.yml` whose files do not exist."""
    for author in references.authors.values():
        portrait = author.fields.avatar
        if portrait and portrait.lstrip("/") not in references.files:
            yield Problem(Code.PICTURE_MISSING, author.place("avatar"), {"value": portrait, "guess": ""})


def author_addresses_are_free(references: CrossReferences) -> Iterator[Problem]:
    """Find two authors whose pages would have one address."""
    first: dict[str, str] = {}
    for author in references.authors.values():
        other = first.setdefault(author.slug, author.id)
        if other != author.id:
            yield Problem(Code.AUTHOR_ADDRESS_TAKEN, author.place("slug"), {"value": author.slug, "author": other})


# All addresses first, then the aliases: an alias must not take the place of an article that is read later.
RULES: tuple[tuple[Rule, ...], ...] = (
    (
        authors_are_known,
        sections_are_known,
        day_has_come,
        withdrawal_makes_sense,
        changes_have_come,
        hours_exist,
        address_is_free,
        tags_have_one_spelling,
        series_have_one_spelling,
        picture_exists,
        links_lead_somewhere,
        *TRANSLATION_RULES,
    ),
    (aliases_are_free,),
)


def _unknown(value: str, known: Sequence[str]) -> dict[str, str]:
    """Return the details of a value that is not known; of several in one, all that are."""
    several = [each for each in re.split(r"[\s;,/&+]+", value) if each in known]
    guess = ", ".join(several) if len(several) > 1 else nearest(value, known) or ""
    return {"value": value, "guess": guess, "known": ", ".join(known)}
