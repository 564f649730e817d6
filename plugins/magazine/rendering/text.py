"""The text of an article: from Markdown to HTML that is safe to publish, with its links as they were written.

What a text becomes depends on the Markdown and the Markdown settings alone. Where its links lead depends on the
other files, and is resolved afterwards (`links`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any

from lxml.html import HtmlElement, document_fromstring
from markdown import Markdown

from magazine.cache import worker_limits
from magazine.cache.fingerprint import digest
from magazine.cache.worker_limits import OutOfTime, memory_limit, time_limit
from magazine.checks.remarks import pictures_are_described
from magazine.content.chart import chart_places
from magazine.content.problem import Code, Place, Problem
from magazine.content.shown import ShownPicture
from magazine.content.targets import local_path
from magazine.locales import load
from magazine.rendering.charts import ChartSource, chart_sources
from magazine.rendering.ids import with_own_ids
from magazine.rendering.left_over import left_over
from magazine.rendering.sanitiser import sanitise
from magazine.rendering.words import lost_words

# In sanitised HTML every attribute stands in double quotes, and none holds one.
TARGET = re.compile(r'(<(?:a|img)(?: [a-z-]+="[^"]*")*? (?:href|src)=")([^"]*)(")')
_TYPOGRAPHY = "magazine.typography"
# Links that Markdown makes: of headings to themselves, of footnotes to their marks.
_OF_PAGE = re.compile('class="(?:headerlink|footnote-backref)"')
_ID = re.compile(r'<[a-z0-9]+(?: [a-z-]+="[^"]*")*? id="([^"]*)"')


@dataclass(frozen=True)
class RenderedText:
    """A text as HTML, and what was wrong with it; the places of problems are those in the text.

    `targets` are those of its links and pictures, but for the links that Markdown makes. `paths` has those that lead to
    files or pages of ours, each with its path as `local_path` returns it; and the files with the numbers of charts.
    """

    html: str
    targets: tuple[str, ...]
    anchors: frozenset[str]
    problems: Sequence[Problem] = field(default=())
    paths: Mapping[str, str] = field(default_factory=dict)
    failed: bool = False
    charts: Sequence[ChartSource] = field(default=())

    @property
    def lasting(self) -> bool:
        """Whether the text becomes the same each time: on a machine with more time or memory, it may be rendered."""
        return all(problem.code is not Code.TEXT_SLOW for problem in self.problems)

    @cached_property
    def digest(self) -> str:
        """The fingerprint of the HTML."""
        return digest(self.html)


@dataclass(frozen=True)
class MarkdownRenderer:
    """Renders Markdown with the extensions of `mkdocs.yml`."""

    extensions: Sequence[Any]
    settings: Mapping[str, Mapping[str, Any]]

    def in_language(self, tag: str) -> "MarkdownRenderer":
        """Return what renders texts of another language than the magazine's; this, where that is the same."""
        own = str(self.settings.get(_TYPOGRAPHY, {}).get("language") or tag)
        if own == tag:
            return self
        if tag not in self._others:
            self._others[tag] = MarkdownRenderer(self.extensions, dict(_translated(self.settings, own, tag)))
        return self._others[tag]

    @cached_property
    def _others(self) -> dict[str, "MarkdownRenderer"]:
        return {}

    @cached_property
    def _markdown(self) -> Markdown:
        # One for all texts: making it costs more than rendering one. Made on first use, so each worker has its own.
        return Markdown(extensions=self.extensions, extension_configs=self.settings, output_format="html")

    def render(self, text: str) -> RenderedText:
        """Return the text of an article as HTML. What goes wrong is a problem of this article, and ends no build."""
        try:
            with time_limit(worker_limits.SECONDS):
                html, problems = self._html(text)
        except (OutOfTime, Exception) as error:
            self.__dict__.pop("_markdown", None)  # it may have been left half way
            code = Code.TEXT_SLOW if isinstance(error, OutOfTime | MemoryError) else Code.TEXT_FAILS
            reason = f"{type(error).__name__}: {error}".removesuffix(": ")
            return RenderedText("", (), frozenset(), [Problem(code, Place(""), {"reason": reason})], failed=True)
        links = (found for found in TARGET.finditer(html) if not _OF_PAGE.search(found[1]))
        targets = tuple(dict.fromkeys(unescape(found[2]) for found in links))
        charts = chart_sources(html, lambda: chart_places(text))
        anchors, paths = frozenset(map(unescape, _ID.findall(html))), {target: local_path(target) for target in targets}
        paths |= {chart.file: chart.path for chart in charts}
        local = {each: path for each, path in paths.items() if path}
        return RenderedText(html, targets, anchors, problems, local, charts=charts)

    def _html(self, text: str) -> tuple[str, list[Problem]]:
        with memory_limit(worker_limits.BYTES):
            whole = self._markdown.reset().convert(text)
        html, problems = sanitise(whole, text)
        html = with_own_ids(html)
        pictures = pictures_are_described(pictures_in(html), text)
        return html, [*problems, *lost_words(text, whole, html), *left_over(text, html), *pictures]


def _translated(
    settings: Mapping[str, Mapping[str, Any]], own: str, tag: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the settings of each extension, those that are in the language `own` in that of `tag`."""
    words = load(own)
    title, other = words("heading.link"), words.of(tag)("heading.link")
    for name, options in settings.items():
        changed = dict(options)
        if name.startswith("magazine.") and "language" in options:
            changed["language"] = tag
        if options.get("permalink_title") == title:
            changed["permalink_title"] = other
        yield name, changed


def pictures_in(html: str) -> list[ShownPicture]:
    """Return the pictures in sanitised HTML. One has a caption if the `<figure>` around it has one with words."""
    if "<img" not in html:
        return []
    return [
        ShownPicture(image.get("src") or "", image.get("alt") or "", _is_captioned(image))
        for image in document_fromstring(html).iter("img")
    ]


def _is_captioned(image: HtmlElement) -> bool:
    figure = next(image.iterancestors("figure"), None)
    captions = [] if figure is None else figure.iter("figcaption")
    return any(caption.text_content().strip() for caption in captions)
