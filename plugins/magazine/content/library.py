"""The library: all articles in order, with indexes by section, author, tag, series and date."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from magazine.cache.fingerprint import fingerprint
from magazine.content.article import Article
from magazine.content.author import Author
from magazine.content.manuscript import Correction
from magazine.content.relations import relations
from magazine.content.section import Section, Series, Tag

_RELATED = 3  # related articles below an article


class Library:
    """All articles, newest first, with an index for each way of looking them up."""

    def __init__(self, articles: Iterable[Article], sections: Sequence[Section]) -> None:
        """Order `articles`; `sections` gives the reading order of the sections."""
        self.articles: tuple[Article, ...] = tuple(
            sorted(articles, key=lambda article: (article.published, article.url), reverse=True)
        )
        self._sections = sections
        self._position = {article: index for index, article in enumerate(self.articles)}
        self.by_section: dict[Section, list[Article]] = defaultdict(list)
        self.by_author: dict[Author, list[Article]] = defaultdict(list)
        self.by_year: dict[int, list[Article]] = defaultdict(list)
        self.by_month: dict[tuple[int, int], list[Article]] = defaultdict(list)
        self._by_tag: dict[str, list[Article]] = defaultdict(list)
        self._by_series: dict[str, list[Article]] = defaultdict(list)
        self._tags: dict[str, Tag] = {}
        for article in self.articles:
            self._file(article)

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
        return fingerprint([article.listed for article in self.articles], self.sections, self.authors)

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
        return {parts[0].series: parts for parts in self._by_series.values() if parts[0].series}

    def is_recent(self, article: Article) -> bool:
        """Return whether an article is of the newest article's year or the year before.

        By years, so that what follows from it changes once a year, and not with every publication.
        """
        return article.day.year >= self.articles[0].day.year - 1

    def series_parts(self, series: Series | None) -> list[Article]:
        """Return the parts of a series, oldest first."""
        return self._by_series[series.slug][::-1] if series else []

    def neighbours(self, article: Article) -> tuple[Article | None, Article | None]:
        """Return the article before `article` and the one after it, by date."""
        index = self._position[article]
        older = self.articles[index + 1] if index + 1 < len(self.articles) else None
        return older, self.articles[index - 1] if index else None

    def related(self, article: Article) -> list[Article]:
        """Return up to three articles that a reader of `article` may want next.

        Same series first, then the most tags in common, then the same section; ties go to the nearest in time.
        """
        return [self.articles[position] for position in self._related[self._position[article]]]

    @cached_property
    def _related(self) -> list[list[int]]:
        return relations(tuple(article.ties for article in self.articles), _RELATED)

    @cached_property
    def corrections(self) -> list[tuple[Article, Correction]]:
        """All corrections, newest first."""
        found = [(article, correction) for article in self.articles for correction in article.corrections]
        return sorted(found, key=lambda pair: pair[1].date, reverse=True)
