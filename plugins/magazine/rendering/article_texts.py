"""The rendered texts of an edition, with links and pictures resolved to addresses of the site."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from magazine.cache.cache import Cache
from magazine.cache.step import Step
from magazine.content.article import Article
from magazine.content.manuscript import Manuscript
from magazine.content.problem import Problem
from magazine.rendering.links import LinkResolver
from magazine.rendering.text import MarkdownRenderer, RenderedText


@dataclass(frozen=True, slots=True)
class ArticleTexts:
    """The rendered text of each article, by its file, and what resolves its links."""

    renderer: MarkdownRenderer
    links: LinkResolver
    texts: dict[str, RenderedText]

    def text(self, article: Article) -> RenderedText:
        """Return the rendered text, with links and pictures not resolved yet."""
        return self.texts[article.file]

    def fingerprint(self, article: Article) -> str:
        """Return the fingerprint of the HTML of an article's text."""
        return self.links.fingerprint(self.text(article), article.manuscript)

    def html(self, article: Article, *, plain: bool = False) -> str:
        """Return the HTML of an article; `plain` for where there are no styles: pictures are only that."""
        return self.links.resolve(self.text(article), article.manuscript, plain=plain)

    def change(self, article: Article, markdown: str) -> None:
        """Take the Markdown that another plugin made of an article's text."""
        if markdown != article.manuscript.body:
            self.texts[article.file] = self.renderer.render(markdown)

    def problems(
        self, manuscripts: Iterable[Manuscript], anchors: Mapping[str, AbstractSet[str] | None]
    ) -> Iterator[Problem]:
        """Find what is wrong in the texts; `anchors` are those of every page by its address."""
        links = replace(self.links, anchors=anchors)
        for manuscript in manuscripts:
            text = self.texts[manuscript.file]
            yield from (problem.within(manuscript.file, manuscript.body_line) for problem in text.problems)
            yield from links.problems(text, manuscript)


def render_articles(
    manuscripts: Sequence[Manuscript], links: LinkResolver, renderer: MarkdownRenderer, cache: Cache
) -> ArticleTexts:
    """Render the texts of all articles."""
    step: Step[Manuscript, RenderedText] = Step(
        "article_html",
        lambda manuscript: renderer.render(manuscript.body),
        lambda manuscript: (renderer, manuscript.body_digest),
        returns=RenderedText,
        lasting=lambda text: text.lasting,
        memoised=True,
    )
    texts = zip(manuscripts, cache.map(step, manuscripts), strict=True)
    return ArticleTexts(renderer, links, {manuscript.file: text for manuscript, text in texts})
