"""Renders biographies: short Markdown outside articles."""

from functools import lru_cache

from markdown import Markdown
from markupsafe import Markup

from magazine.content.author import Author
from magazine.content.problem import Problem
from magazine.rendering.sanitiser import sanitise
from magazine.rendering.typography import TypographyExtension


@lru_cache(maxsize=1024)
def bio_html(text: str, language: str) -> Markup:
    """Return Markdown `text` as safe HTML, with the quotation marks of `language`."""
    return Markup(_render(text, language)[0])  # noqa: S704 - sanitised


def bio_problems(author: Author, language: str) -> list[Problem]:
    """Return what would be removed from an author's biography."""
    place = author.place("bio")
    return [problem.within(place.file, place.line or 1) for problem in _render(author.bio, language)[1]]


def _render(text: str, language: str) -> tuple[str, list[Problem]]:
    markdown = Markdown(extensions=[TypographyExtension(language=language)])
    return sanitise(markdown.convert(text), text)
