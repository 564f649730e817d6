"""Old addresses of what is no article, such as sections, tags and feeds, and where they lead (`redirects.yml`)."""

from dataclasses import dataclass, field
from pathlib import Path

from pydantic_core import PydanticCustomError

from magazine.content.address_fields import site_path
from magazine.content.front_matter import decode
from magazine.content.problem import Code, Place, Problem
from magazine.content.yaml_values import read_yaml


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address and the new one, relative to the site's; `place` is where that is written."""

    old: str
    new: str
    place: Place

    @property
    def is_query(self) -> bool:
        """Whether the old address is one of the front page with a number behind it: `/?p=7`."""
        return self.old.startswith("?")

    @property
    def feed_path(self) -> str:
        """The path of the file at which a copy of the new feed is written; empty if the redirect is a page.

        Feed readers follow no redirect in HTML, so they need the feed itself. At an address that ends in a slash it is
        the file that servers send for it.
        """
        if self.is_query or not self.new.endswith((".xml", ".json")):
            return ""
        return f"{self.old}index.html" if self.old.endswith("/") else self.old


@dataclass(frozen=True, slots=True)
class Redirects:
    """All that a file of redirects says, and what is wrong in it."""

    found: list[Redirect] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def queries(self) -> dict[str, str]:
        """New addresses by what stands behind that of the front page."""
        return {each.old: each.new for each in self.found if each.is_query}

    @property
    def feeds(self) -> dict[str, str]:
        """New addresses of feeds by the paths of the files at the old ones."""
        return {path: each.new for each in self.found if (path := each.feed_path)}


def read_redirects(path: Path, file: str) -> Redirects:
    """Return the redirects in a file, `old: new` in each line; none if there is no such file."""
    if not path.is_file():
        return Redirects()
    text = decode(path.read_bytes(), file)
    if isinstance(text, Problem):
        return Redirects([], [text])
    values = read_yaml(text, file)
    result = Redirects([], values.problems)
    for old, new in values.data.items():
        try:
            written = old.lstrip("/")
            address = written if written.startswith("?") else site_path(old)
            target = "" if new == "/" else site_path(new)
            result.found.append(Redirect(address, target, values.place((old,))))
        except PydanticCustomError as error:
            details = {"key": file, "value": str((error.context or {}).get("value", ""))}
            result.problems.append(Problem(Code(error.type), values.place((old,)), details))
    return result
