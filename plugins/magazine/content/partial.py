"""A manuscript whose front matter has errors, as far as it can be read: rules look at it, readers never see it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from magazine.content.article_fields import fields_of, given
from magazine.content.blog import Blog
from magazine.content.fields import readable_values
from magazine.content.front_matter import split_front_matter
from magazine.content.manuscript import Manuscript, day_of, path_slug, post_of
from magazine.content.problem import Code
from magazine.content.yaml_values import Values

_NO_TEXT = {Code.FRONT_MATTER_MISSING, Code.FRONT_MATTER_UNCLOSED}


class Unreadable(AttributeError):  # noqa: N818 - no error in the code
    """A value was asked for that could not be read: a rule that needs it cannot judge."""


class PartialFields:
    """The values of a front matter that could be read; asking for another one raises `Unreadable`."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> Any:
        raise Unreadable(name)


class PartialManuscript(Manuscript):
    """A manuscript of which something could not be read; asking for that raises `Unreadable`."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> Any:
        raise Unreadable(name)


def read_partially(
    text: str, file: str, digest: str, zone: dt.tzinfo | None = None, blog: Blog | None = None
) -> PartialManuscript | None:
    """Return what can be read of an article with errors in its front matter; None if its text cannot be told apart.

    `digest` is of the whole file, `zone` the time zone of the magazine, `blog` what it was a post of.
    """
    split = split_front_matter(text, file)
    values = split.values
    if any(problem.code in _NO_TEXT for problem in values.problems):
        return None
    post = post_of(split, blog)
    # Where YAML has a mistake, nothing is known of the values: not even that one is not there.
    read = readable_values(fields_of(values.data, blog), given(values), zone) if values.data else {}
    fields: Any = PartialFields(read)
    known = {
        "file": file,
        "fields": fields,
        "values": values,
        "body": post.body if post else split.body,
        "body_line": split.body_line,
        "digest": digest,
    }
    try:
        day = day_of(fields, Values(file), blog)
        known |= {"day": day} if day else {}
        name = fields.slug or path_slug(file)
        known |= {"slug": name} if name else {}
    except Unreadable:
        pass  # neither day nor address are known
    return PartialManuscript(known)
