"""Where Material's blog had its lists of articles, and which pages of ours have the same articles."""

import posixpath
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from magazine.content.article import Article
from magazine.content.author import Author
from magazine.content.blog import Blog, blog_slug, in_format, written_moment
from magazine.content.library import Library
from magazine.content.section import Section
from magazine.content.slugs import slug
from magazine.pages.addresses import Addresses


@dataclass(frozen=True, slots=True)
class BlogLists:
    """The lists of a blog; the formats of their addresses are those of Material's documentation."""

    blog: Blog
    archive_url_format: str
    archive_url_date_format: str
    categories_url_format: str
    authors_profiles_url_format: str
    pagination_url_format: str
    per_page: int

    def left(self, library: Library, addresses: Addresses, taken: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield the old and the new address of pages whose place nothing else has taken."""
        for old, new in dict(self.redirects(library, addresses)).items():
            if f"{old}index.html" not in taken and f"{new}index.html" in taken:
                yield old, new

    def redirects(self, library: Library, addresses: Addresses) -> Iterator[tuple[str, str]]:
        """Yield the old and the new address of every page of every list: of all articles, of a year, and so on."""
        counts: Counter[tuple[str, str]] = Counter()
        for article in library:
            counts.update({*self._lists(article, addresses)})
        if self.blog.folder:
            yield f"{self.blog.folder}/", addresses.front()
        yield from self._further_pages(self.blog.folder, addresses.archive(), len(library))
        for (old, new), count in counts.items():
            yield f"{old}/", new
            yield from self._further_pages(old, new, count)

    def _lists(self, article: Article, addresses: Addresses) -> Iterator[tuple[str, str]]:
        """Yield the lists in which an article was, and the pages of ours for them."""
        fields = article.manuscript.fields
        date = in_format(
            written_moment(article.manuscript.values.data), self.archive_url_date_format, self.blog.language
        )
        yield self._at(self.archive_url_format, date=date), addresses.archive(article.day.year)
        homes: dict[str, Section] = {}
        for section in article.sections:
            homes |= {section.slug: section, section.title.casefold(): section}
        tags = {tag.slug: tag for tag in article.tags}
        for name in fields.categories:
            home = homes.get(name.casefold()) or tags.get(slug(name))
            if home:
                yield self._at(self.categories_url_format, slug=str(blog_slug(name, "-"))), addresses.home(home)
        for author in article.authors:
            yield self._at(self.authors_profiles_url_format, **_names(author)), addresses.author(author)

    def _at(self, pattern: str, **gaps: str) -> str:
        return posixpath.join(self.blog.folder, posixpath.normpath(pattern.format(**gaps).strip("/")))

    def _further_pages(self, old: str, new: str, count: int) -> Iterator[tuple[str, str]]:
        for number in range(2, -(-count // self.per_page) + 1):
            path = posixpath.normpath(self.pagination_url_format.format(page=number).strip("/"))
            yield posixpath.join(old, path, ""), new


def _names(author: Author) -> dict[str, str]:
    return {"slug": author.fields.slug or author.id, "name": author.name}
