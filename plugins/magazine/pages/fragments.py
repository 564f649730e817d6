"""Parts that many pages share, such as the masthead or an article's card: rendered once, then copied.

In a template: `{% call once("card", article, level) %}…{% endcall %}`. What stands inside may use nothing but the
values given to `once`, the words of the page's language, and what is the same on every page; it is then the same
wherever these are.
"""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup

from magazine.images.html import picture_html
from magazine.images.picture import ImageVariants

# Stands in a part for the way from the page to the top of the site ("../.."), which differs from page to page.
_TOP = "\ufdd0"  # a character that no text may contain (Unicode, section 23.7)


class Fragments:
    """The parts of one build."""

    def __init__(self) -> None:
        self._made: dict[tuple[Any, ...], Markup] = {}
        self._making = False

    @jinja2.pass_context
    def once(self, context: jinja2.runtime.Context, *key: Any, caller: Callable[[], Markup]) -> Markup:
        """Return what stands inside the call, made when these values were first given."""
        key = (context["language"], context["t"], *key)
        part = self._made.get(key)
        if part is None:
            nested, self._making = self._making, True
            part = self._made[key] = caller()
            self._making = nested
        return part if self._making else part.replace(_TOP, _top(context))

    @jinja2.pass_context
    def url(self, context: jinja2.runtime.Context, target: str) -> str:
        """Return `target`, relative to the site's address, as seen from the page; one that leads elsewhere as it is."""
        if target.startswith("#") or urlsplit(target).scheme:
            return target
        return f"{_TOP if self._making else _top(context)}/{target.lstrip('/')}"

    @jinja2.pass_context
    def picture(self, context: jinja2.runtime.Context, variants: ImageVariants, alt: str, **how: Any) -> Markup:
        """Return a picture, see `picture_html`."""
        return Markup(picture_html(variants, alt, partial(self.url, context), **how))  # noqa: S704 - it escapes


def _top(context: jinja2.runtime.Context) -> str:
    return str(context["base_url"]).rstrip("/")
