"""What templates can use beside MkDocs' own: words, dates, addresses."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import Markup
from mkdocs.utils.templates import url_filter

from magazine.locales import Locale

from .notes import note_html


def equip(env: jinja2.Environment, locale: Locale, **shown: object) -> None:
    """Give the templates their filters, the words as `t`, and `shown` as global names.

    MkDocs' environment does not escape what it prints. Contributors write headlines and captions, so ours does.
    """
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True  # lines that hold only template tags leave none behind
    env.globals.update(t=locale, **shown)
    env.filters.update(
        long_date=locale.long_date,
        short_date=locale.short_date,
        moment=locale.moment,
        month_name=locale.month_name,
        iso=_iso,
        link=_link,
        markdown=lambda text: _note(text, locale.language),
    )


def _iso(day: dt.date) -> str:
    """Return a date or a moment as the attribute `datetime` takes it."""
    return day.isoformat()


def _note(text: str, language: str) -> Markup:
    return note_html(text, language)


@jinja2.pass_context
def _link(context: Any, target: str) -> str:
    """Return `target` as it is if it leads out of the site, else as seen from the current page."""
    if urlsplit(target).scheme:
        return target
    return str(url_filter(context, target.lstrip("/")))
