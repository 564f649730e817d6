"""Fields of an article that hold addresses: old ones of its own, and further links."""

import posixpath
import re
from typing import Any
from urllib.parse import unquote

from pydantic import Field, model_validator

from magazine.content.fields import Fields, LinkTarget
from magazine.content.problem import Code
from magazine.content.refusals import refused

_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:")


class Link(Fields):
    """A further link, in the notations of Material's blog: an address, `Title: address`, or `Title: [links]`."""

    title: str | None = None
    target: LinkTarget | None = None
    children: "list[Link]" = Field(default_factory=list)

    def targets(self) -> "list[str]":
        """Return its own target and those of the links in it."""
        return [self.target] if self.target else [each for child in self.children for each in child.targets()]

    @model_validator(mode="before")
    @classmethod
    def _notation(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"target": value}
        if isinstance(value, dict) and len(value) == 1:
            title, target = next(iter(value.items()))
            return (
                {"title": title, "children": target} if isinstance(target, list) else {"title": title, "target": target}
            )
        raise refused(Code.LINK_NOT_UNDERSTOOD)


_PART_BYTES, _PATH = 200, 1000  # of a name in a path, and of a path: file systems take 255 and 4,096


def site_path(value: Any) -> str:
    """Return a path within the site as an address relative to the site's; no scheme, no host, no way upwards.

    Raises:
        PydanticCustomError: It is none.
    """
    written = value.strip() if isinstance(value, str) else ""
    try:
        text = unquote(written, errors="strict")  # a server looks for the file of the decoded address
    except UnicodeDecodeError:
        text = ""
    path = posixpath.normpath("/" + text.lstrip("/"))
    elsewhere = "//" in text or ".." in text.split("/") or _SCHEME.match(text)
    too_long = any(len(part.encode()) > _PART_BYTES for part in path.split("/")) or len(path) > _PATH
    if not text or too_long or elsewhere or path == "/" or re.search(r"[\s?#\\\0-\x1f]", text):
        raise refused(Code.ALIAS_NOT_A_PATH, value=written)
    return path.lstrip("/") + ("/" if text.endswith("/") or "." not in posixpath.basename(path) else "")
