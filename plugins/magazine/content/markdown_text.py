"""Markdown as text: parts of it blanked out, so that everything else stays in its line and column."""

import re

_CODE = re.compile(r"^(```|~~~).*?^\1[ \t]*$|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
_VISIBLE = re.compile(r"[^\n]")


def blank(found: re.Match[str]) -> str:
    """Return spaces for everything that was found, for `re.sub`."""
    return _VISIBLE.sub(" ", found[0])


def without_code(text: str) -> str:
    """Blank out code, in which Markdown and HTML are only shown."""
    return _CODE.sub(blank, text) if "`" in text or "~~~" in text else text
