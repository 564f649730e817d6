"""The library: all articles in order, with indexes by section, author, tag, series, date and language.

A text and its translations are versions of one work, and each is an article. In every list of articles a work stands
once: in the magazine's language if that version is among those of the list, else in the original's.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, MutableMapping, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from magazine.cache.fingerprint import fingerprint
from magazine.content.article import Article
from magazine.content.article_fields import Correction
from magazine.content.author import Author
from magazine.content.relations import relations
from magazine.content.section import OtherLanguage, Section, Series, Tag
from magazine.locales import own_name

_RELATED = 3  # related articles below an article
_CANDIDATES = 12  # for these, of which some may be linked already


class _Shelf:
    """Articles among which a reader goes on from one to the next, newest first."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = articles
        self.position = {article: index for index, article in enumerate(articles)}

    @cached_property
    def related(self) -> list[list[int]]:
        return relations(tuple(article.ties for article in self.articles), _CANDIDATES)


class Library:
    """All articles, newest first, with an index for each way of looking them up."""

    def __init__(self, articles: Iterable[Article], sections: Sequence[Section], language: str = "") -> None:
        """Order `articles`; `sections` gives the reading order of the sections, `language` is the magazine's."""
        self.articles: tuple[Article, ...] = tuple(
            sorted(articles, key=lambda article: (article.published, article.url), reverse=True)
        )
        self._sections = sections
        self._language = language
        self._versions = self._works()
        self.listed: tuple[Article, ...] = tuple(self._once(self.articles))
        """The articles of the front page: each work once."""
        self.by_section: dict[Section, list[Article]] = defaultdict(list)
        self.by_author: dict[Author, list[Article]] = defaultdict(list)
        self.by_year: dict[int, list[Article]] = defaultdict(list)
        self.by_month: dict[tuple[int, int], list[Article]] = defaultdict(list)
        self._by_tag: dict[str, list[Article]] = defaultdict(list)
        self._by_series: dict[str, list[Article]] = defaultdict(list)
        self._tags: dict[str, Tag] = {}
        for article in self.articles:
            self._file(article)
        if self._versions:
            for index in (self.by_section, self.by_author, self.by_year, self.by_month, self._by_tag):
                self._list_once(index)

    def _works(self) -> dict[str, list[Article]]:
        """Return the versions of each work that has several: first that which stands for it in lists."""
        found: dict[str, list[Article]] = {each.work: [] for each in self.articles if each.translation_of}
        for article in self.articles if found else ():
            if article.work in found:
                found[article.work].append(article)
        for versions in found.values():
            versions.sort(key=lambda each: (each.language != self._language, bool(each.translation_of), each.language))
        return {work: versions for work, versions in found.items() if len(versions) > 1}

    def _once(self, articles: Sequence[Article]) -> Iterator[Article]:
        there = {*articles} if self._versions else set()
        for article in articles:
            versions = self._versions.get(article.work)
            if not versions or article is next(each for each in versions if each in there):
                yield article

    def _list_once(self, index: MutableMapping[Any, list[Article]]) -> None:
        for key, articles in index.items():
            index[key] = [*self._once(articles)]

    def _file(self, article: Article) -> None:
        for section in article.sections:
            self.by_section[section].append(article)
        for author in () if article.advertiser else article.authors:
            self.by_author[author].append(article)
        self.by_year[article.day.year].append(article)
        self.by_month[article.day.year, article.day.month].append(article)
        for tag in article.tags:
            self._by_tag[tag.slug].append(article)
            self._tags.setdefault(tag.slug, tag)
        if article.series:
            self._by_series[article.series.slug].append(article)

    @cached_property
    def fingerprint(self) -> str:
        """Fingerprint of everything that listings show."""
        return fingerprint(
            [article.listed for article in self.articles], self.sections, self.authors, self.by_language.keys()
        )

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    @cached_property
    def by_file(self) -> dict[str, Article]:
        """Articles by their Markdown file."""
        return {article.file: article for article in self.articles}

    @cached_property
    def sections(self) -> list[Section]:
        """The sections that have articles, in reading order."""
        return [section for section in self._sections if section in self.by_section]

    @cached_property
    def authors(self) -> list[Author]:
        """The authors who have articles, by name."""
        return sorted(self.by_author, key=lambda author: author.name.casefold())

    @cached_property
    def by_tag(self) -> dict[Tag, list[Article]]:
        """Articles of each tag; a tag is spelled alike in all of them."""
        return {self._tags[slug]: articles for slug, articles in self._by_tag.items()}

    @cached_property
    def by_series(self) -> dict[Series, list[Article]]:
        """Parts of each series, newest first; a series is spelled as in its newest part."""
        found = ([*self._once(parts)] for parts in self._by_series.values())
        return {parts[0].series: parts for parts in found if parts[0].series}

    @cached_property
    def by_language(self) -> dict[OtherLanguage, list[Article]]:
        """Articles of each language other than the magazine's, by its tag; translations are among them."""
        found: dict[str, list[Article]] = {}
        for article in self.articles:
            if article.language != self._language:
                found.setdefault(article.language, []).append(article)
        return {OtherLanguage(tag.lower(), own_name(tag), tag): found[tag] for tag in sorted(found)}

    def versions(self, article: Article) -> list[Article]:
        """Return an article and its translations, or the original and its other ones; none if it is the only one."""
        return self._versions.get(article.work, [])

    def is_recent(self, article: Article) -> bool:
        """Return whether an article is of the newest article's year or the year before.

        By years, so that what follows from it changes once a year, and not with every publication.
        """
        return article.day.year >= self.articles[0].day.year - 1

    def series_parts(self, article: Article) -> list[Article]:
        """Return the parts of the series of an article, oldest first."""
        parts = self._by_series[article.series.slug][::-1] if article.series else []
        return [part for part in parts if part in self._shelf(article).position]

    def neighbours(self, article: Article) -> tuple[Article | None, Article | None]:
        """Return the article before `article` and the one after it, by date."""
        shelf = self._shelf(article)
        index = shelf.position[article]
        older = shelf.articles[index + 1] if index + 1 < len(shelf.articles) else None
        return older, shelf.articles[index - 1] if index else None

    def related(self, article: Article, linked: Collection[str] = ()) -> list[Article]:
        """Return up to three articles that a reader of `article` may want next; `linked` are addresses of no others.

        The most tags in common first, then the same section; ties go to the nearest in time. Parts of its series are
        all linked.
        """
        shelf = self._shelf(article)
        found = (shelf.articles[position] for position in shelf.related[shelf.position[article]])
        others = (
            each for each in found if each.url not in linked and (not each.series or each.series != article.series)
        )
        return [*islice(others, _RELATED)]

    def _shelf(self, article: Article) -> _Shelf:
        """Return where a reader of an article goes on: in the lists, or with a translation in its language."""
        listed = self._shelves[self._language]
        return listed if article in listed.position else self._shelves[article.language]

    @cached_property
    def _shelves(self) -> dict[str, _Shelf]:
        others = {language.tag: _Shelf(articles) for language, articles in self.by_language.items()}
        return others | {self._language: _Shelf(self.listed)}

    @cached_property
    def corrections(self) -> list[tuple[Article, Correction]]:
        """All corrections, newest first."""
        found = [(article, correction) for article in self.articles for correction in article.corrections]
        return sorted(found, key=lambda pair: pair[1].date, reverse=True)
