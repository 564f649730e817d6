"""Markup where there is only text: readers would see it as it was typed."""

import re
from collections.abc import Iterator

from magazine.checks.prose import Prose
from magazine.content.problem import Code, Problem

_MARKUP = re.compile(r"</?[a-zA-Z][\w-]{0,20}[ />]|\*\*|~~|\]\(")


def headline_is_plain(prose: Prose) -> Iterator[Problem]:
    """Find markup in the headline."""
    if found := _MARKUP.search(prose.manuscript.fields.title):
        place = prose.manuscript.place_of_words(found[0], found.start(), "title")
        yield Problem(Code.MARKUP_LEFT, place, {"what": found[0]})
