"""The text of an article: from Markdown to HTML that is safe to publish, with its links as they were written.

What a text becomes depends on the Markdown and the Markdown settings alone. Where its links lead depends on the
other files, and is resolved afterwards (`links`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any

from markdown import Markdown

from magazine.cache.fingerprint import digest
from magazine.content.problem import Code, Place, Problem
from magazine.rendering.left_over import left_over
from magazine.rendering.sanitiser import sanitise
from magazine.rendering.words import lost_words

# In sanitised HTML every attribute stands in double quotes, and none holds one.
TARGET = re.compile(r'(<(?:a|img)(?: [a-z-]+="[^"]*")*? (?:href|src)=")([^"]*)(")')
_ID = re.compile(r'<[a-z0-9]+(?: [a-z-]+="[^"]*")*? id="([^"]*)"')


@dataclass(frozen=True)
class RenderedText:
    """A text as HTML, and what was wrong with it; the places of problems are those in the text.

    `targets` are those of its links and pictures, but for the links of headings to themselves.
    """

    html: str
    targets: tuple[str, ...]
    anchors: frozenset[str]
    problems: Sequence[Problem] = field(default=())

    @cached_property
    def digest(self) -> str:
        """The fingerprint of the HTML."""
        return digest(self.html)


@dataclass(frozen=True)
class MarkdownRenderer:
    """Renders Markdown with the extensions of `mkdocs.yml`."""

    extensions: Sequence[Any]
    settings: Mapping[str, Mapping[str, Any]]

    @cached_property
    def _markdown(self) -> Markdown:
        # One for all texts: making it costs more than rendering one. Made on first use, so each worker has its own.
        return Markdown(extensions=self.extensions, extension_configs=self.settings, output_format="html")

    def render(self, text: str) -> RenderedText:
        """Return the text of an article as HTML. What goes wrong is a problem of this article, and ends no build."""
        try:
            whole = self._markdown.reset().convert(text)
            html, problems = sanitise(whole, text)
            problems += [*lost_words(text, whole, html), *left_over(text, html)]
        except Exception as error:
            self.__dict__.pop("_markdown", None)  # it may have been left half way
            reason = f"{type(error).__name__}: {error}"
            return RenderedText("", (), frozenset(), [Problem(Code.TEXT_FAILS, Place(""), {"reason": reason})])
        links = (found for found in TARGET.finditer(html) if 'class="headerlink"' not in found[1])
        targets = dict.fromkeys(unescape(found[2]) for found in links)
        return RenderedText(html, tuple(targets), frozenset(map(unescape, _ID.findall(html))), problems)
