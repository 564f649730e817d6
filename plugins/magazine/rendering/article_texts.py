"""The rendered texts of an edition, with links and pictures resolved to addresses of the site."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from magazine.cache.cache import Cache
from magazine.content.article import Article
from magazine.content.library import Library
from magazine.content.problem import Problem
from magazine.rendering.links import LinkResolver
from magazine.rendering.sanitiser import MarkdownSource
from magazine.rendering.text import RenderedText
from magazine.rendering.text_cache import TextCache


@dataclass(frozen=True, slots=True)
class ArticleTexts:
    """The rendered text of each article, by its file, and what resolves its links."""

    cache: TextCache
    links: LinkResolver
    texts: dict[str, RenderedText]

    def text(self, article: Article) -> RenderedText:
        """Return the rendered text, with links and pictures not resolved yet."""
        return self.texts[article.file]

    def fingerprint(self, article: Article) -> str:
        """Return the fingerprint of the HTML of an article's text."""
        return self.links.fingerprint(self.text(article), _source(article), article.url)

    def html(self, article: Article, markdown: str) -> tuple[str, set[str]]:
        """Return the HTML of an article, and its anchors. Another plugin may have changed the Markdown by now."""
        source = _source(article)
        if markdown != source.text:
            source = replace(source, text=markdown, digest="")
            self.texts[article.file] = self.cache.render(source)
        text = self.text(article)
        return self.links.resolve(text, source, article.url), set(text.anchors)

    def plain(self, article: Article) -> str:
        """Return the HTML of an article for where there are no styles: pictures are only that."""
        return self.links.resolve(self.text(article), _source(article), article.url, plain=True)

    def problems(self, library: Library, anchors: Mapping[str, AbstractSet[str] | None]) -> Iterator[Problem]:
        """Find what is wrong in the texts; `anchors` are those of every page by its address."""
        links = replace(self.links, anchors=anchors)
        for article in library:
            yield from self.text(article).problems
            yield from links.problems(self.text(article), _source(article), article.url)


def render_articles(cache: TextCache, library: Library, links: LinkResolver, store: Cache, title: str) -> ArticleTexts:
    """Render the texts of all articles through the cache `store`; `title` is shown beside the progress."""
    return ArticleTexts(cache, links, cache.render_all(map(_source, library), store, title))


def _source(article: Article) -> MarkdownSource:
    manuscript = article.manuscript
    return MarkdownSource(manuscript.file, manuscript.body, manuscript.body_line, manuscript.body_digest)
