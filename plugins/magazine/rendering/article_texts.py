"""The rendered texts of an edition, with links and pictures resolved to addresses of the site."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from types import MappingProxyType

from magazine.cache.cache import Cache
from magazine.cache.step import Step
from magazine.content.article import Article
from magazine.content.manuscript import Manuscript
from magazine.content.problem import Code, Problem
from magazine.content.shown import ShownFiles
from magazine.content.targets import resolved
from magazine.mkdocs_internals import get_data
from magazine.rendering.beside import without_repeated
from magazine.rendering.links import LinkResolver
from magazine.rendering.text import MarkdownRenderer, RenderedText

# What is asked of articles only: a standing page may begin with its title, and show pictures that are no news.
_OF_ARTICLES = frozenset({Code.HEADING_FIRST_LEVEL, Code.ALT_MISSING, Code.ALT_IS_FILE_NAME, Code.CREDIT_MISSING})


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
        """Return the HTML of an article; `plain` for where there are no styles.

        There pictures are only that, and no words of the text are quoted beside it.
        """
        html = self.links.resolve(self.text(article), article.manuscript, plain=plain)
        return without_repeated(html) if plain else html

    def change(self, article: Article, markdown: str) -> None:
        """Take the Markdown that another plugin made of an article's text."""
        if markdown != article.manuscript.body:
            self.texts[article.file] = self.renderer.in_language(article.language).render(markdown)

    def problems(
        self, manuscripts: Iterable[Manuscript], anchors: Mapping[str, AbstractSet[str] | None]
    ) -> Iterator[Problem]:
        """Find what is wrong in the texts; `anchors` are those of every page by its address."""
        links = replace(self.links, anchors=anchors)
        for manuscript in manuscripts:
            text = self.texts[manuscript.file]
            yield from (problem.within(manuscript.file, manuscript.body_line) for problem in text.problems)
            yield from links.problems(text, manuscript)

    def standing_problems(self, pages: Mapping[str, bytes], trusted: Collection[str]) -> Iterator[Problem]:
        """Find what is wrong in standing pages; `pages` has the content of each by file.

        Those that are `trusted` may have any HTML.
        """
        for file, content in pages.items():
            text, source = self.texts[file], content.decode(errors="replace")
            first_line = 1 + source.count("\n", 0, len(source) - len(get_data(source)[0]))
            yield from self.links.standing_problems(text, file, source)
            yield from self.links.charts.problems(text.charts, file, first_line)
            if file not in trusted:
                own = (problem for problem in text.problems if problem.code not in _OF_ARTICLES)
                yield from (problem.within(file, first_line) for problem in own)


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """Markdown of an article or a standing page; `digest` is of it."""

    markdown: str
    digest: str


def render_texts(
    texts: Mapping[str, MarkdownText],
    renderer: MarkdownRenderer,
    cache: Cache,
    languages: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, RenderedText]:
    """Render the texts of articles and standing pages; all mappings are by file.

    `languages` are those of articles that name one.
    """
    by_language: dict[str, list[str]] = {}
    for file in texts:
        by_language.setdefault(languages.get(file, ""), []).append(file)
    found: dict[str, RenderedText] = {}
    for language, files in by_language.items():
        own = renderer.in_language(language) if language else renderer
        found |= zip(files, cache.map(_rendering(own), [texts[file] for file in files]), strict=True)
    return {file: found[file] for file in texts}


def _rendering(renderer: MarkdownRenderer) -> Step[MarkdownText, RenderedText]:
    return Step(
        "article_html",
        lambda text: renderer.render(text.markdown),
        lambda text: (renderer, text.digest),
        returns=RenderedText,
        lasting=lambda text: text.lasting,
        memoised=True,
    )


def shown_files(manuscripts: Iterable[Manuscript], texts: Mapping[str, RenderedText]) -> ShownFiles:
    """Return the files that articles and standing pages show or link to; `texts` are those of both, by file."""
    articles: dict[str, dict[str, str]] = {}
    for manuscript in manuscripts:
        text = texts[manuscript.file]
        if not text.failed:
            found = {manuscript.resolve(path): target for target, path in text.paths.items() if _is_no_text(path)}
            articles[manuscript.file] = found | dict.fromkeys(filter(_is_no_text, manuscript.named_files), "")
    pages = ((file, text) for file, text in texts.items() if file not in articles)
    elsewhere = frozenset(resolved(file, path) for file, text in pages for path in text.paths.values())
    return ShownFiles(articles, elsewhere)


def _is_no_text(path: str) -> bool:
    return not path.endswith((".md", "/"))
