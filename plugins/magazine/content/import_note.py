"""What the front matter of an article says of its import."""

from pydantic import Field

from magazine.content.fields import Day, Fields, Text


class ImportNote(Fields):
    """That an article came over from elsewhere: from what, when, and the fingerprints of text and front matter then.

    `summary` was made of the first paragraph: feeds and search engines see it, the page does not. `guid` is what feeds
    called it (RSS 2.0, `guid`; Atom, `id`): those who subscribed must not see it a second time.
    """

    origin: Text = Field(alias="from")
    date: Day
    text: str | None = None
    values: str | None = None
    summary: str | None = None
    guid: Text | None = None
