"""Lines such as `/// box | Title` that begin no block, lines `///` that end none, and blocks that nobody closed."""

import re
from collections.abc import Iterator

from magazine.content.problem import Code, Problem, place_in
from magazine.content.slugs import nearest

_TITLED = {"quote": None, "box": True, "margin": False, "details": None, "caption": None}
"""The blocks that contributors are told of, and whether a title must, may or must not stand behind their names."""

_OTHERS = ("figure-caption", "table-caption")
_LINE = re.compile(r"^ *(/{3,}) *([\w-]*) *(\|?)(.*)$", re.MULTILINE)


def unclosed_blocks(text: str) -> Iterator[Problem]:
    """Find blocks of a Markdown text that nobody closed: all that follows would vanish in them."""
    opened: list[re.Match[str]] = []
    for found in _LINE.finditer(text):
        if found[2].lower() in (*_TITLED, *_OTHERS):
            opened.append(found)
        elif not found[0].strip(" /"):
            while opened and opened.pop()[1] != found[1]:
                pass
    for found in opened:
        details = {"what": found[0].strip(), "mark": found[1]}
        yield Problem(Code.BLOCK_UNCLOSED, place_in(text, found.start(1), "", 1), details)


def lines_left(visible: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Find lines that no block came of, in the text as readers see it: each with the details of its problem.

    The line that ends such a block is one problem with that which begins it.
    """
    opened = list[str]()
    for found in _LINE.finditer(visible):
        mark, name, bar, rest = found.groups()
        if name:
            opened.append(mark)
            yield found[0].strip(), {"guess": _guess(name), "about": _about(name, titled=bool(bar))}
        elif mark in opened:
            while opened.pop() != mark:
                pass
        else:
            yield found[0].strip(), {"guess": "", "about": "" if bar or rest.strip(" /") else "end"}


def _guess(name: str) -> str:
    return "" if name in _TITLED else nearest(name, [*_TITLED]) or ""


def _about(name: str, *, titled: bool) -> str:
    """Return which words the problem has: those of a title that is missing or not wanted, or of the usual."""
    wanted = _TITLED.get(name, titled)
    if wanted is None or wanted is titled:
        return "elsewhere" if name in _TITLED else ""
    return "untitled" if wanted else "titled"
