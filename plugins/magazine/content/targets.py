"""Targets of links and pictures: where Markdown names them, and which file of the docs folder they lead to."""

import posixpath
import re
from html import escape
from urllib.parse import unquote, urlsplit

from magazine.content.markdown_text import without_code

_BEFORE = r"\s(<\"'=:"  # what stands in front of a target


def target_start(text: str, target: str, number: int = 0) -> int:
    """Return where Markdown names the target of a link or a picture; -1 if it is not there as it is.

    `number` counts how often the target was met before; the last place counts if there are not so many.
    """
    text = without_code(text)
    name = posixpath.basename(target.rstrip("/"))
    for before, written in ((_BEFORE, target), (_BEFORE, escape(target)), (f"{_BEFORE}/", name)):
        pattern = rf"(?<![^{before}]){re.escape(written)}(?![^\s)>\"'?#/])"
        if written and (starts := [found.start() for found in re.finditer(pattern, text)]):
            return starts[min(number, len(starts) - 1)]
    return text.find(target)


def local_path(target: str) -> str:
    """Return the path in a target that leads to a file or page of ours; an empty string if it leads elsewhere.

    `mit%20leer.png?a#b` has the path `mit leer.png`.
    """
    if target.startswith(("https://", "http://", "#")):
        return ""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    return "" if parts.scheme or parts.netloc else unquote(parts.path)


def resolved(file: str, target: str) -> str:
    """Return `target`, written relative to a Markdown `file`, as a path within the docs folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(f"/{file}"), target)).lstrip("/")
