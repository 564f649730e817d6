"""The texts of one edition, set: with the links and pictures of each as they are for readers."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from magazine.cache.press import Press
from magazine.content.article import Article
from magazine.content.library import Library
from magazine.content.problem import Problem
from magazine.rendering.composing import ComposingRoom
from magazine.rendering.links import Links
from magazine.rendering.sanitiser import Source
from magazine.rendering.text import Text


@dataclass(frozen=True, slots=True)
class Typesetting:
    """What was composed of each article, by its file, and where its links lead."""

    room: ComposingRoom
    links: Links
    texts: dict[str, Text]

    def text(self, article: Article) -> Text:
        """Return the text as it was composed: links and pictures are not settled yet."""
        return self.texts[article.file]

    def word(self, article: Article) -> str:
        """Return a word that tells the HTML of an article's text apart from any other."""
        return self.links.word(self.text(article), _source(article), article.url)

    def html(self, article: Article, markdown: str) -> tuple[str, set[str]]:
        """Return the HTML of an article, and its anchors. Another plugin may have changed the Markdown by now."""
        source = _source(article)
        if markdown != source.text:
            source = replace(source, text=markdown)
            self.texts[article.file] = self.room.set_one(source)
        text = self.text(article)
        return self.links.settle(text, source, article.url), set(text.anchors)

    def plain(self, article: Article) -> str:
        """Return the HTML of an article for where there are no styles: pictures are only that."""
        return self.links.settle(self.text(article), _source(article), article.url, plain=True)

    def problems(self, library: Library, anchors: Mapping[str, AbstractSet[str] | None]) -> Iterator[Problem]:
        """Find what is wrong in the texts; `anchors` are those of every page by its address."""
        links = replace(self.links, anchors=anchors)
        for article in library:
            yield from self.text(article).problems
            yield from links.problems(self.text(article), _source(article), article.url)


def typeset(room: ComposingRoom, library: Library, links: Links, press: Press, title: str) -> Typesetting:
    """Have the texts of all articles composed; `title` stands beside the progress."""
    return Typesetting(room, links, room.set(map(_source, library), press, title))


def _source(article: Article) -> Source:
    return Source(article.file, article.manuscript.body, article.manuscript.body_line)
