"""Renders biographies: short Markdown outside articles."""

from functools import lru_cache

from markdown import Markdown
from markupsafe import Markup

from magazine.content.problem import Problem
from magazine.rendering.sanitiser import MarkdownSource, sanitise
from magazine.rendering.typography import TypographyExtension


@lru_cache(maxsize=1024)
def bio_html(text: str, language: str) -> Markup:
    """Return Markdown `text` as safe HTML, with the quotation marks of `language`."""
    return Markup(_render(text, language, MarkdownSource("", text, 1))[0])  # noqa: S704 - sanitised


def bio_problems(text: str, language: str, source: MarkdownSource) -> list[Problem]:
    """Return what would be removed from `text`."""
    return _render(text, language, source)[1]


def _render(text: str, language: str, source: MarkdownSource) -> tuple[str, list[Problem]]:
    markdown = Markdown(extensions=[TypographyExtension(language=language)])
    return sanitise(markdown.convert(text), source)
