"""Ids that writers give to parts of a text: none is one that the frame of the page has, or stands there twice."""

import re

from magazine.content.slugs import FRAME_IDS

_ID = re.compile(r'(<[a-z0-9]+(?: [a-z-]+="[^"]*")*? id=")([^"]*)(?=")')
_LINK = re.compile(r'(<a(?: [a-z-]+="[^"]*")*? href="#)([^"]*)(?=")')
_FRAME_PREFIXES = ("author-", "chart-", "section-", "write-", "year-")


def with_own_ids(html: str) -> str:
    """Return the HTML of a text in which each id stands once on the page; links within the text follow."""
    found = [each[2] for each in _ID.finditer(html)]
    if len({*found}) == len(found) and not any(map(_is_of_frame, found)):
        return html
    used: set[str] = set()

    def own(each: re.Match[str]) -> str:
        name = first = f"text-{each[2]}" if _is_of_frame(each[2]) else each[2]
        number = 1
        while name in used:
            number += 1
            name = f"{first}_{number}"
        used.add(name)
        return each[1] + name

    html = _ID.sub(own, html)
    renamed = {name for name in found if _is_of_frame(name)}
    return _LINK.sub(lambda link: f"{link[1]}text-{link[2]}" if link[2] in renamed else link[0], html)


def _is_of_frame(name: str) -> bool:
    return name in FRAME_IDS or name.startswith(_FRAME_PREFIXES)
