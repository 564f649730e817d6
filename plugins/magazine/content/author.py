"""Authors, as they stand in `authors.yml`: the format of Material's `.authors.yml` with further keys."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import quote

from pydantic import Field

from magazine.cache.memo import memoised
from magazine.content.fields import AddressPart, Fields, LinkTarget, LocalPath, Text, WebAddress, Year, validate
from magazine.content.problem import Code, Place, Problem
from magazine.content.slugs import slug
from magazine.content.web_addresses import leads_elsewhere
from magazine.content.yaml_values import Value, Values, read_yaml


class AuthorFields(Fields):
    """The keys of one author in `authors.yml`."""

    name: Text
    description: str | None = None
    avatar: LocalPath | None = None
    slug: AddressPart | None = None
    url: WebAddress | None = None
    role: str | None = None
    topics: list[Text] = Field(default_factory=list)
    since: Year | None = None
    bio: str | None = None
    email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    links: dict[str, LinkTarget] = Field(default_factory=dict)
    organization: bool = False


@dataclass(frozen=True, eq=False)
class Author:
    """Somebody who writes. `bio` is Markdown; `avatar` a path within the docs folder."""

    id: str
    fields: AuthorFields
    values: Values = field(compare=False)

    def place(self, key: str) -> Place:
        """Return where the value of `key` stands in `authors.yml`."""
        return self.values.place(("authors", self.id, key))

    @property
    def slug(self) -> str:
        """The author's part of the address of their page."""
        return self.fields.slug or slug(self.id)

    @property
    def name(self) -> str:
        """The full name."""
        return self.fields.name

    @property
    def role(self) -> str:
        """What the author is to the magazine; may be empty."""
        return self.fields.role or ""

    @property
    def topics(self) -> list[str]:
        """What the author writes about."""
        return self.fields.topics

    @property
    def since(self) -> int | None:
        """The year of the author's first work for the magazine."""
        return self.fields.since

    @property
    def description(self) -> str:
        """One line about the author; may be empty."""
        return self.fields.description or ""

    @property
    def bio(self) -> str:
        """A few sentences in Markdown; the description where there is no biography."""
        return self.fields.bio or self.description

    @property
    def avatar(self) -> str | None:
        """The address of the portrait, relative to the site's."""
        return quote(self.fields.avatar.lstrip("/")) if self.fields.avatar else None

    @property
    def url(self) -> str | None:
        """The author's own website."""
        return self.fields.url

    @property
    def email(self) -> str | None:
        """The author's email address."""
        return self.fields.email

    @property
    def links(self) -> dict[str, str]:
        """Other places to find the author: label and address."""
        return self.fields.links

    @property
    def is_organization(self) -> bool:
        """Whether it is no person: an editorial team, an agency."""
        return self.fields.organization

    @cached_property
    def initials(self) -> str:
        """One or two letters for the monogram of an author without a portrait."""
        words = [word for word in self.name.split() if word[0].isalpha()] or [self.name]
        return "".join(word[0] for word in ([words[0], words[-1]] if len(words) > 1 else words)).upper()


def read_authors(text: str, file: str) -> tuple[dict[str, Author], list[Problem]]:
    """Read `authors.yml`: authors by id, and what is wrong in the file."""
    values = read_yaml(text, file)
    authors: dict[str, Author] = {}
    entries = values.data.get("authors")
    if not values.problems and not isinstance(entries, dict):
        values.report(Code.AUTHORS_MISSING, ("authors",))
    for key in values.data:
        if key != "authors":
            values.report(Code.KEY_UNKNOWN, (key,), key=key, guess="authors", known="authors")
    for author_id, entry in entries.items() if isinstance(entries, dict) else ():
        if not slug(author_id):
            values.report(Code.SLUG_NOT_PLAIN, ("authors", author_id), value=author_id, guess=slug(author_id))
        fields = validate(
            AuthorFields, _without_foreign_portrait(entry, author_id, values), values, ("authors", author_id)
        )
        if fields is not None:
            authors[author_id] = Author(author_id, fields, values)
    # In the words for this file: others speak of the front matter of an article.
    return authors, [replace(each, details={**each.details, "about": "authors"}) for each in values.problems]


def _without_foreign_portrait(entry: Value, author_id: str, values: Values) -> Value:
    """Return an entry without a portrait of another host, which would get the addresses of readers."""
    portrait = entry.get("avatar") if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or not isinstance(portrait, str) or not leads_elsewhere(portrait):
        return entry
    values.report(Code.PORTRAIT_FOREIGN, ("authors", author_id, "avatar"), value=portrait)
    return {key: value for key, value in entry.items() if key != "avatar"}


@memoised
def provisional_author(author_id: str, file: str) -> Author:
    """Return an author for an id that `authors.yml` (`file`) does not have, so that the article can be looked at.

    Newcomers see their first article, and are told to add their entry: a build with this problem is not published.
    """
    name = author_id.replace("-", " ").title()
    return Author(author_id, AuthorFields(name=name, slug=slug(author_id)), read_yaml("", file))


def author_ids(text: str, file: str) -> frozenset[str] | None:
    """Return the ids in `authors.yml`, also those of entries with errors; None if the file cannot be read."""
    entries = read_yaml(text, file).data.get("authors")
    return frozenset(entries) if isinstance(entries, dict) else None
