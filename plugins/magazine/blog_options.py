"""The settings of Material's blog, by the names they have there: they say where its articles and lists were."""

import datetime as dt
import string
from collections.abc import Collection
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption
from pydantic_core import PydanticCustomError

from magazine.content.address_fields import site_path
from magazine.content.blog import Blog
from magazine.option_kinds import Count, Folder, PlainText, StrictConfig
from magazine.pages.blog_addresses import BlogLists
from magazine.setting_errors import SettingError


class AddressFormat(PlainText):
    """An address with gaps, such as `{date}/{slug}`; `names` are those of the gaps."""

    def __init__(self, names: Collection[str], default: str | None = None) -> None:
        super().__init__(default)
        self.names = names

    def run_validation(self, value: object) -> str:
        """Return the address; raise ValidationError if it has other gaps."""
        text = super().run_validation(value)
        try:
            found = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        except ValueError:
            found = {""}
        if not found or not found <= {*self.names}:
            raise SettingError("address-format", value=value, known=", ".join(f"{{{name}}}" for name in self.names))
        return text


class BlogFolder(Folder):
    """The folder of a blog; `.` is the docs folder itself."""

    def run_validation(self, value: object) -> str:
        """Return the folder, empty for the docs folder; raise ValidationError if it is not below that."""
        return "" if value in {".", "./", "/"} else super().run_validation(value)


class SiteFile(PlainText):
    """A file of the site, such as `feed.xml` or `blog/feed.xml`."""

    def run_validation(self, value: object) -> str:
        """Return its path; raise ValidationError if it is not below the site's folder."""
        try:
            path = site_path(super().run_validation(value))
        except PydanticCustomError:
            path = "/"
        if path.endswith("/"):
            raise SettingError("file", value=value, example=self.default)
        return path


class CalendarDay(BaseConfigOption[dt.date]):
    """A day."""

    def run_validation(self, value: object) -> dt.date:
        """Return the day; raise ValidationError if it is none."""
        if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
            raise SettingError("day", value=value)
        return value


class FeedFilesConfig(StrictConfig):  # type: ignore[no-untyped-call]
    """The files of feeds that mkdocs-rss-plugin wrote, by the names of its settings."""

    rss_created = SiteFile(default="feed_rss_created.xml")
    """The newest articles, as RSS."""

    rss_updated = SiteFile(default="feed_rss_updated.xml")
    """The articles that changed last, as RSS."""

    json_created = SiteFile(default="feed_json_created.json")
    """The newest articles, as JSON Feed."""

    json_updated = SiteFile(default="feed_json_updated.json")
    """The articles that changed last, as JSON Feed."""


class BlogConfig(StrictConfig):  # type: ignore[no-untyped-call]
    """Where a blog made by Material was. Names and values are those of its plugin."""

    blog_dir: Any = c.Optional(BlogFolder())
    """The folder of a blog that Material's plugin made before: its front matter is understood, its addresses answer.
    Unless set, that around `posts_dir` where this is `…/posts`, as `blog` is around `blog/posts`."""

    post_url_format: Any = c.Optional(AddressFormat(("categories", "date", "file", "slug")))
    """Where articles are below `blog_dir`; unless set, they are at `/posts/2026/12/24/slug/`, and are led there from
    where the blog had them."""

    post_url_date_format = PlainText(default="yyyy/MM/dd")
    """`{date}` in `post_url_format`, as a pattern of CLDR."""

    post_url_max_categories = Count(default=1)
    """How many categories `{categories}` in `post_url_format` names."""

    post_excerpt_separator = PlainText(default="<!-- more -->")
    """What stands behind the excerpt in a text."""

    archive_url_format = AddressFormat(("date",), default="archive/{date}")
    """Where the blog had the articles of a year."""

    archive_url_date_format = PlainText(default="yyyy")
    """`{date}` in `archive_url_format`."""

    categories_url_format = AddressFormat(("slug",), default="category/{slug}")
    """Where the blog had the articles of a category."""

    authors_profiles_url_format = AddressFormat(("slug", "name"), default="author/{slug}")
    """Where the blog had the articles of an author."""

    pagination_url_format = AddressFormat(("page",), default="page/{page}")
    """Where the blog had the further pages of a list."""

    pagination_per_page = Count(default=10)
    """How many articles the blog showed on a page."""

    feeds_filenames = c.SubConfig(FeedFilesConfig)
    """Where mkdocs-rss-plugin had the feeds: the magazine's are there, too."""

    archive_until: Any = c.Optional(CalendarDay())
    """The last day of the archive: older articles are not held to the rules for new texts."""

    def blog_of(self, posts_dir: str, language: str) -> Blog | None:
        """Return the blog that there was; None if there was none."""
        around, _, name = posts_dir.rpartition("/")
        folder = around if self.blog_dir is None and name == "posts" else self.blog_dir
        if not (folder or self.blog_dir is not None or self.post_url_format):
            return None
        formats = {"post_url_format": self.post_url_format} if self.post_url_format else {}
        return Blog(
            folder or "",
            language,
            **formats,
            post_url_date_format=self.post_url_date_format,
            post_url_max_categories=self.post_url_max_categories,
            post_excerpt_separator=self.post_excerpt_separator,
            keeps_addresses=bool(formats),
            old_until=self.archive_until,
        )

    @property
    def blog_feeds(self) -> dict[str, str]:
        """By the path of each feed that mkdocs-rss-plugin wrote, the path of the feed that is served there now."""
        files = self.feeds_filenames
        return {files.rss_updated: "feed.xml", files.rss_created: "feed.xml"} | {
            files.json_updated: "feed.json",
            files.json_created: "feed.json",
        }

    def blog_lists(self, blog: Blog | None) -> BlogLists | None:
        """Return where the lists of that blog were; None if there was none."""
        if blog is None:
            return None
        return BlogLists(
            blog,
            self.archive_url_format,
            self.archive_url_date_format,
            self.categories_url_format,
            self.authors_profiles_url_format,
            self.pagination_url_format,
            self.pagination_per_page,
        )
