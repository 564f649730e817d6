"""A manuscript: one Markdown file, read and validated without regard to other files."""

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any

from magazine.content.article_fields import ArticleFields, fields_of, given
from magazine.content.blog import PLAIN_ADDRESS, Blog, Post, read_post
from magazine.content.fields import validate
from magazine.content.front_matter import SplitText, split_front_matter
from magazine.content.moments import as_day
from magazine.content.problem import Code, Place, Problem, place_in
from magazine.content.slugs import slug
from magazine.content.targets import TargetFinder, local_path, resolved
from magazine.content.yaml_values import Value, Values

# The first part of every article's address, wherever its file is.
POSTS = "posts"

# Articles are not older: a smaller year is a typing error, and clocks had no common zones before.
FIRST_YEAR = 1900

# How the names of pictures end.
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".svg", ".gif")

# Words a minute in silent reading of German: 179 (Trauzettel-Klosinski & Dietz, IOVS 53, 2012, table 2).
WORDS_PER_MINUTE = 179

_PATH_DATE = re.compile(r"(?:^|/)(\d{4})/(\d{2})/(\d{2})/")


@dataclass(frozen=True, eq=False)
class Manuscript:
    """An article file that could be read. `file` is its path relative to the docs folder."""

    file: str
    fields: ArticleFields = field(repr=False, compare=False)
    values: Values = field(repr=False, compare=False)
    body: str = field(repr=False, compare=False)
    body_line: int = field(repr=False, compare=False)
    day: dt.date
    slug: str
    digest: str
    """Of the whole file."""
    address: str = ""
    """The address, where it is not that of its day and slug."""
    old_address: str = ""
    """Where the article was in Material's blog, if there was one."""
    summary: str = ""
    """What feeds say of an article of Material's blog that has no standfirst."""
    is_old: bool = False
    """Whether it is older than the magazine."""

    @cached_property
    def url(self) -> str:
        """The address of the article, relative to the site's."""
        return self.address or f"{POSTS}/{self.day:%Y/%m/%d}/{self.slug}/"

    @property
    def aliases(self) -> list[str]:
        """Its old addresses: those of the front matter, and that of Material's blog."""
        old = self.old_address
        return [*self.fields.aliases, *([old] if old and old != self.url else [])]

    @cached_property
    def body_digest(self) -> str:
        """Of the text alone."""
        return blake2b(self.body.encode(), digest_size=16).hexdigest()

    @cached_property
    def is_archived(self) -> bool:
        """Whether it came over from elsewhere and its text was not edited since: rules for new texts do not hold.

        Without a fingerprint nobody can tell an edit; then, at least, what appeared after the import is not old.
        """
        note = getattr(self.fields, "imported", None)
        if note is None:
            return self.is_old
        return bool(note.text == self.body_digest if note.text else self.day <= note.date)

    @cached_property
    def words(self) -> int:
        """How many words the text has."""
        return len(re.findall(r"\w+", self.body))

    @property
    def reading_minutes(self) -> int:
        """Minutes it takes to read, at least one; `readtime` in the front matter wins."""
        return self.fields.readtime or max(1, round(self.words / WORDS_PER_MINUTE))

    def resolve(self, target: str) -> str:
        """Return `target`, written relative to the Markdown file, as a path within the docs folder."""
        return resolved(self.file, target)

    @property
    def named_files(self) -> Iterator[str]:
        """The files that the front matter names, as paths within the docs folder; not other articles."""
        if image := getattr(self.fields, "image", None):
            yield self.resolve(image.src)
        for link in getattr(self.fields, "links", []):
            yield from (self.resolve(local_path(each)) for each in link.targets() if local_path(each))

    def place_of(self, target: str) -> Place:
        """Return where the text names the target of a link or a picture; its first line if it is written otherwise."""
        return place_in(self.body, self._targets.start(target), self.file, self.body_line)

    @cached_property
    def _targets(self) -> TargetFinder:
        return TargetFinder(self.body)

    def place_of_file(self, file: str) -> Place:
        """Return where the front matter names a file of the docs folder."""
        if self.fields.image and self.resolve(self.fields.image.src) == file:
            return self.place("image", "src")
        return self.place("links")

    def place(self, *path: str | int) -> Place:
        """Return where the value at `path` of the front matter stands."""
        return self.values.place(path)

    def place_of_words(self, words: str, start: int, *path: str | int) -> Place:
        """Return where `words` stand that begin at `start` of the value at `path` of the front matter."""
        return self.values.place_of_words(path, words, start)

    def problem(self, code: Code, *path: str | int, **details: object) -> Problem:
        """Return a problem of the value at `path` of the front matter."""
        return self.values.problem(code, path, **details)


def path_date(file: str) -> tuple[int, int, int] | None:
    """Return year, month and day from a path such as `posts/2025/12/26/slug.md`; they need not exist."""
    found = _PATH_DATE.search(file)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def path_slug(file: str) -> str:
    """Return the slug that the name of the file gives; `index.md` takes its folder's name."""
    name = posixpath.splitext(posixpath.basename(file))[0]
    if name == "index":
        name = posixpath.basename(posixpath.dirname(file))
    return slug(name)


def path_address(file: str) -> str | None:
    """Return the address that the path alone gives; there the preview shows what is wrong with an article."""
    date = path_date(file)
    return f"{POSTS}/{date[0]}/{date[1]:02}/{date[2]:02}/{path_slug(file)}/" if date else None


def read_manuscript(
    text: str,
    file: str,
    known: Mapping[str, Value] | None = None,
    zone: dt.tzinfo | None = None,
    blog: Blog | None = None,
) -> tuple[Manuscript | None, list[Problem]]:
    """Read one article file. The manuscript is None where it cannot be understood; the problems say why.

    `known` is the data of its front matter, if that was read before without problems. `zone` is the time zone of the
    magazine, in which the days of moments are counted; None leaves moments as they are written. `blog` is that of
    Material's of which the articles were posts, if there was one.
    """
    split = split_front_matter(text, file, known)
    values = split.values
    if values.problems and not values.data:
        return None, values.problems
    post = post_of(split, blog)
    fields = validate(fields_of(values.data, blog), given(values), values, zone=zone)
    if fields is None:
        return None, values.problems
    day = day_of(fields, values, blog)
    if day is None or values.problems:
        return None, values.problems
    name = slug(fields.slug) if blog and fields.slug else fields.slug or path_slug(file)
    if not name:
        values.problems.append(Problem(Code.SLUG_MISSING, Place(file, 1, 1)))
        return None, values.problems
    digest = blake2b(text.encode(), digest_size=16).hexdigest()
    body, more = (post.body, addresses_of_post(post, file, day, blog)) if post and blog else (split.body, {})
    found = Manuscript(file, fields, values, body, split.body_line, day, name, digest, **more)
    return found, [*values.problems, *(post.notes if post else [])]


def post_of(split: SplitText, blog: Blog | None) -> Post | None:
    """Return what a post of Material's blog says in its own way, and make its front matter one of ours.

    None where there was no such blog, and for articles that were imported: they are ours.
    """
    if blog is None or split.values.data.get("imported") is not None:
        return None
    post = read_post(split.values, split.body, blog, ArticleFields.model_fields)
    split.values.data = post.data
    return post


def addresses_of_post(post: Post, file: str, day: dt.date, blog: Blog) -> dict[str, Any]:
    """Return where a post is, where it was, and what else is known of it, as fields of its manuscript."""
    old = blog.address(post.data, post.title, file)
    plain = old if PLAIN_ADDRESS.fullmatch(old) else blog.address(post.data, post.title, file, plain=True)
    address = plain if blog.keeps_addresses else ""
    is_old = blog.old_until is not None and day <= blog.old_until
    return {"address": address, "old_address": old, "summary": post.summary, "is_old": is_old}


def day_of(fields: ArticleFields, values: Values, blog: Blog | None = None) -> dt.date | None:
    """Return the day from front matter or path, and a problem where they are missing, disagree or are too long ago.

    Paths of a `blog` of Material's may have any numbers in them.
    """
    day = as_day(fields.date.created) if blog and fields.date else _day(fields, values)
    if day and day.year < FIRST_YEAR:
        values.report(Code.DATE_TOO_OLD, ("date",), value=day, first=FIRST_YEAR)
        return None
    return day


def _day(fields: ArticleFields, values: Values) -> dt.date | None:
    parts = path_date(values.file)
    if fields.date is None:
        if parts is None:
            values.report(Code.DATE_MISSING, ())
            return None
        try:
            return dt.date(*parts)
        except ValueError:
            shown = f"{parts[0]}/{parts[1]:02}/{parts[2]:02}"
            values.problems.append(Problem(Code.DATE_IMPOSSIBLE_IN_PATH, Place(values.file), {"value": shown}))
            return None
    day = as_day(fields.date.created)
    if parts is not None and parts != (day.year, day.month, day.day):
        path = ("date", "created") if ("date", "created") in values.places else ("date",)
        shown = f"{parts[0]}-{parts[1]:02}-{parts[2]:02}"
        values.report(Code.DATE_DISAGREES, path, value=day, path=shown)
        return None
    return day
