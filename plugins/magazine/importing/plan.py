"""Where every article comes to lie, before any is written: links between them lead from file to file."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from magazine.content.moments import as_day
from magazine.content.slugs import slug
from magazine.importing.imported import Archive, Imported, Visibility
from magazine.importing.questions import UNASKED, Questions, is_template, proposed_day

_SLUG = 100
_TAGS = 30
_TITLE_MADE = 80
_NO_WORDS = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>|\[[^\[\]]*\]", re.DOTALL)
_OWN_PAGES = frozenset({"posts", "assets", "index"})


@dataclass(slots=True)
class Planned:
    """An article and its place; `file` is relative to the docs folder."""

    article: Imported
    file: str
    day: dt.date
    sections: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    draft: bool = False
    anchors_wanted: set[str] = field(default_factory=set)
    """Places in its text to which others lead, by the names that they had."""
    new_anchors: dict[str, str] | None = None
    """New ids by old ones: of `anchors_wanted`, and of those that its own links lead to. None before its conversion."""
    leads_to_places: bool = False
    """Whether its text leads to places in others."""

    @property
    def folder(self) -> str:
        """The folder for pictures of this article: beside it, with its name."""
        return self.file.removesuffix(".md")

    @property
    def url(self) -> str:
        """The address, relative to the site's."""
        if self.article.is_page:
            return f"{self.folder}/"
        return f"posts/{self.day:%Y/%m/%d}/{self.file.rpartition('/')[2].removesuffix('.md')}/"


def planned(
    archive: Archive, posts: str, today: dt.date, untitled: str, questions: Questions = UNASKED
) -> Iterator[Planned]:
    """Yield the articles that come over with their places; the same source gives the same places again."""
    taken: set[str] = set()
    for article in archive.articles:
        if article.visibility is Visibility.HIDDEN:
            archive.left_out.append((article.source, "hidden"))
            continue
        if article.is_page:
            if page := _page(article, today, taken):
                yield page
            else:
                archive.left_out.append((article.source, "page"))
            continue
        day, draft = _day(article, today, questions)
        _entitle(article, untitled)
        name = _slug(article)
        file = f"{posts}/{day:%Y/%m/%d}/{name}.md"
        number = 1
        while file in taken:
            number += 1
            file = f"{posts}/{day:%Y/%m/%d}/{name}-{number}.md"
        taken.add(file)
        yield Planned(article, file, day, draft=draft or article.visibility is Visibility.DRAFT)


def _page(article: Imported, today: dt.date, taken: set[str]) -> Planned | None:
    """Return the place of a page: its old address, if it can have one; a page can be no draft."""
    parts = [slug(part) for part in (article.address or article.slug).removesuffix(".html").strip("/").split("/")]
    file = f"{'/'.join(parts)}.md"
    if article.visibility is not Visibility.PUBLISHED or not all(parts) or file in taken or parts[0] in _OWN_PAGES:
        return None
    _entitle(article, parts[-1])
    taken.add(file)
    return Planned(article, file, as_day(article.created) if article.created else today)


def _day(article: Imported, today: dt.date, questions: Questions) -> tuple[dt.date, bool]:
    """Return the day of an article, and whether it has to be a draft, because nobody knows it."""
    if article.created:
        return as_day(article.created), False
    proposal, kind = proposed_day(article)
    if proposal is None and is_template(article):
        article.visibility = Visibility.DRAFT
        article.remark("template", article.written_date)
        return today, True
    day = questions.day(article, proposal)
    if day is None:
        article.remark("date-unknown")
        return today, True
    article.created = day
    article.remark(kind if day == proposal else "date-told", day)
    return day, False


def _entitle(article: Imported, untitled: str) -> None:
    """Give an article without a headline the beginning of its text, or of its name."""
    article.title = " ".join(re.sub(r"<[^<>]*>", "", article.title).split())
    if not article.title:
        words = " ".join(_NO_WORDS.sub(" ", article.body).split())
        name = article.slug.replace("-", " ").strip()
        article.title = (
            (words[:_TITLE_MADE].rsplit(" ", 1)[0] if len(words) > _TITLE_MADE else words) or name or untitled
        )
        article.remark("title-made", article.title)


def _slug(article: Imported) -> str:
    name = slug(unquote(article.slug)) or slug(article.title)
    if len(name) > _SLUG:
        name = name[: _SLUG + 1].rpartition("-")[0] or name[:_SLUG]
    return name or slug(urlsplit(article.address).path.strip("/").rpartition("/")[2])[:_SLUG] or "article"


def unify_tags(found: Iterable[Planned]) -> None:
    """Give each tag one spelling, the commonest; those without letters go."""
    found = [*found]
    spellings: dict[str, Counter[str]] = {}
    for tag in (tag for each in found for tag in each.tags):
        spellings.setdefault(slug(tag), Counter())[tag] += 1
    for each in found:
        names = dict.fromkeys(slug(tag) for tag in each.tags)
        kept = [name for name in names if name and len(name) <= _SLUG]
        each.tags = [spellings[name].most_common(1)[0][0] for name in kept][:_TAGS]
        for tag in each.tags[_TAGS:]:
            each.article.remark("tag-dropped", tag)
