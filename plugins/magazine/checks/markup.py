"""Markup where there is only text: readers would see it as it was typed."""

import re
from collections.abc import Iterator

from magazine.checks.prose import Prose
from magazine.content.problem import Code, Problem
from magazine.content.yaml_values import Path, Value

_MARKUP = re.compile(
    r"</?[a-zA-Z][\w-]{0,20}[ />]|\*\*|~~|\]\("
    r"|(?<![\w*])\*[^\s*](?:[^*\n]{0,60}[^\s*])?\*(?![\w*])|`[^`\s][^`\n]{0,60}`"
)
# What templates print of front matter as it is; everything below these keys.
_PRINTED = "title description advertiser dateline series tags image sources corrections withdrawn disclaimer".split()
_NO_TEXT = frozenset({"src", "url", "date"})


def front_matter_is_plain(prose: Prose) -> Iterator[Problem]:
    """Find markup in the headline, the standfirst, captions, sources, corrections and notices; one in each value."""
    data = prose.manuscript.values.data
    for key in _PRINTED:
        for path, text in _texts(data.get(key), (key,)):
            if found := _MARKUP.search(text):
                place = prose.manuscript.place_of_words(found[0], found.start(), *path)
                yield Problem(Code.MARKUP_LEFT, place, {"what": found[0], "about": "value"})


def _texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in _NO_TEXT:
                yield from _texts(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _texts(each, (*path, index))
