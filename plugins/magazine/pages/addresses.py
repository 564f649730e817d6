"""The addresses of pages, relative to the site's. The words in them come from the locale."""

from collections.abc import Mapping

from magazine.content.author import Author
from magazine.content.section import OtherLanguage, Section, Series, Tag

_OWN_FILES = frozenset(
    "404.html CNAME addresses.json embargo.json feed.json feed.xml index.html latest.json manifest.webmanifest "
    "news-sitemap.xml problems.html robots.txt service-worker.js sitemap.xml sitemap.xml.gz".split()
)
_OWN_FOLDERS = frozenset({"assets", "search-index"})
_LISTINGS = ("section", "authors", "tag", "series", "language")
_OF_LISTING = 3  # parts of a path such as `tag/name/index.html`
_SPACES = ("section", "authors", "archive", "tag", "series", "page", "search", "language", "kept")


class Addresses:
    """Knows where each page is; templates use it as `address`."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """Take the words for the parts of addresses, by the names of `_SPACES` and `guide`."""
        self._words = words

    def owner(self, path: str) -> str | None:
        """Return the place of the site's own to which the path of a file belongs: `/thema/`, `/feed.xml`; or None.

        What lies there is made by builds, today or with the next article: nothing else may.
        """
        first, _, rest = path.partition("/")
        if not rest:
            return f"/{path}" if path in _OWN_FILES else None
        own = _OWN_FOLDERS | {word for key, word in self._words.items() if key in _SPACES}
        return f"/{first}/" if first in own else None

    def is_of_listing(self, path: str) -> bool:
        """Tell whether a path is that of a section, an author, a tag, a series or a language, or of its feed."""
        parts = path.split("/")
        words = {self._words[key] for key in _LISTINGS}
        return len(parts) == _OF_LISTING and parts[0] in words and parts[-1] in {"index.html", "feed.xml", "feed.json"}

    def front(self, number: int | None = None) -> str:
        """Return the address of the front page, or of a numbered page behind it."""
        return self._numbered("", number)

    def section(self, section: Section, number: int | None = None) -> str:
        """Return the address of a section."""
        return self._numbered(f"{self._words['section']}/{section.slug}/", number)

    def authors(self) -> str:
        """Return the address of the page of all authors."""
        return f"{self._words['authors']}/"

    def author(self, author: Author, number: int | None = None) -> str:
        """Return the address of an author's page."""
        return self._numbered(f"{self._words['authors']}/{author.slug}/", number)

    def home(self, subject: Section | Author | Tag | Series | OtherLanguage) -> str:
        """Return the address of the first page about a subject; a series has no page, but its feed is there."""
        if isinstance(subject, Section):
            return self.section(subject)
        if isinstance(subject, Author):
            return self.author(subject)
        if isinstance(subject, OtherLanguage):
            return self.language(subject)
        return self.tag(subject) if isinstance(subject, Tag) else self.series(subject)

    def tag(self, tag: Tag, number: int | None = None) -> str:
        """Return the address of a tag."""
        return self._numbered(f"{self._words['tag']}/{tag.slug}/", number)

    def series(self, series: Series) -> str:
        """Return the address below which the feed of a series is."""
        return f"{self._words['series']}/{series.slug}/"

    def archive(self, year: int | None = None, month: int | None = None) -> str:
        """Return the address of the archive, of a year or of a month."""
        path = f"{self._words['archive']}/"
        if year is not None:
            path += f"{year}/"
        if month is not None:
            path += f"{month:02}/"
        return path

    def language(self, language: OtherLanguage, number: int | None = None) -> str:
        """Return the address of all articles in a language other than the magazine's."""
        return self._numbered(f"{self._words['language']}/{language.slug}/", number)

    def search(self) -> str:
        """Return the address of the page on which one searches."""
        return f"{self._words['search']}/"

    def kept(self) -> str:
        """Return the address of the page of what a reader keeps for the way."""
        return f"{self._words['kept']}/"

    def guide(self) -> str:
        """Return the address of the style guide, which a preview has."""
        return f"{self._words['guide']}/"

    def _numbered(self, path: str, number: int | None) -> str:
        return path if number is None else f"{path}{self._words['page']}/{number}/"
