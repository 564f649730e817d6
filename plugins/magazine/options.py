"""The settings of the plugin: what may stand in `mkdocs.yml` under `magazine:`."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption

from magazine.blog_options import BlogConfig
from magazine.checks.catalogue import SUPPRESSIBLE
from magazine.content.edition import EditionSettings
from magazine.content.problem import Code
from magazine.content.redirects import Redirects, read_redirects
from magazine.content.section import Section
from magazine.content.slugs import slug
from magazine.option_kinds import (
    Count,
    Folder,
    InLanguages,
    Localized,
    MappingOption,
    OneOf,
    PlainText,
    PlainTexts,
    Region,
    StrictConfig,
    Switch,
    TimeZone,
    Translations,
    unknown,
)
from magazine.pages.policy import EXTENSIBLE
from magazine.publishing.share_cards import SHARE_CARDS
from magazine.publishing.structured_data import PAGES
from magazine.setting_errors import SettingError


class Sections(InLanguages, BaseConfigOption[list[Section]]):
    """Sections in reading order: `slug: Title`, or `slug: {title: …, description: …}`. There may be none.

    Each text may be one for each language: `{de: …, en: …}`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.default = {}

    def run_validation(self, value: object) -> list[Section]:
        """Return the sections; raise ValidationError naming the one that is wrong."""
        if not isinstance(value, dict):
            raise SettingError("sections")
        return [self._section(str(name), entry) for name, entry in value.items()]

    def _section(self, name: str, entry: Any) -> Section:
        if name != slug(name):
            raise SettingError("sections.address", name=name, slug=slug(name))
        if not isinstance(entry, dict) or not set(entry) & {"title", "description"}:
            entry = {"title": entry}
        title, description = (self._text(name, entry.get(key)) for key in ("title", "description"))
        if not title or not set(entry) <= {"title", "description"}:
            raise SettingError("sections.title", name=name)
        return Section(name, title, description)

    def _text(self, name: str, value: object) -> str:
        if isinstance(value, dict):
            try:
                return self.localized(value)
            except SettingError as error:
                raise SettingError(f"sections.{error.key}", section=name, **error.values) from None
        if not isinstance(value, str | None):
            raise SettingError("sections.title", name=name)
        return (value or "").strip()


class PolicySources(BaseConfigOption[dict[str, str] | None]):
    """What is added to the Content Security Policy: `directive: sources`, or nothing; `false` leaves it out."""

    def run_validation(self, value: object) -> dict[str, str] | None:
        """Return sources by directive; None for no policy. Raise ValidationError naming what is wrong."""
        if value is False:
            return None
        if not isinstance(value, dict | None):
            raise SettingError("policy")
        added = {}
        for name, sources in (value or {}).items():
            if name not in EXTENSIBLE:
                raise SettingError("policy.directive", name=name, known=", ".join(sorted(EXTENSIBLE)))
            added[name] = " ".join(sources) if isinstance(sources, list) else str(sources or "")
            if set(added[name]) & set(";,\n"):
                raise SettingError("policy.sources", name=name)
        return added


class RulesOff(MappingOption):
    """Rules that do not hold for this magazine: `code: reason`."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Return code to reason; raise ValidationError naming the code that is wrong."""
        if not isinstance(value, dict):
            raise SettingError("rules-off")
        for code, reason in value.items():
            if str(code) not in [*Code]:
                raise unknown("rules-off.unknown", str(code), SUPPRESSIBLE)
            if code not in SUPPRESSIBLE:
                raise SettingError("rules-off.firm", code=code)
            if not isinstance(reason, str) or not reason.strip():
                raise SettingError("rules-off.reason", code=code)
        return {str(code): str(reason) for code, reason in value.items()}


class Pages(MappingOption):
    """Pages that say how the magazine works: `key: page.md`, `key: page.md#anchor` or `key: https://…`."""

    def run_validation(self, value: object) -> dict[str, str]:
        """Return key to page; raise ValidationError naming the one that is wrong. Whether it exists is seen later."""
        if not isinstance(value, dict):
            raise SettingError("pages", known=", ".join(PAGES))
        for key, page in value.items():
            if key not in PAGES:
                raise unknown("unknown", str(key), PAGES)
            if not isinstance(page, str) or not (page.partition("#")[0].endswith(".md") or page.startswith("https://")):
                raise SettingError("pages.page", name=key)
        return value


class DisclaimerConfig(StrictConfig):  # type: ignore[no-untyped-call]
    """The notice at the top of every page."""

    title = Localized()
    """A word or two, such as "Haftungsausschluss"."""

    text = Localized()
    """Who the magazine is not, in a sentence or two."""

    short: Any = c.Optional(Localized())
    """The same in a few words, for share cards; the whole text unless set."""


class Disclaimer(c.SubConfig[DisclaimerConfig]):
    """The notice at the top of every page, or `false` for a magazine that nobody can take for somebody else's."""

    def run_validation(self, value: object) -> DisclaimerConfig | None:  # type: ignore[override]
        """Return the notice, or None; raise ValidationError if it has no title or text."""
        if value is False:
            return None
        if not value or not isinstance(value, dict):
            raise SettingError("disclaimer")
        return super().run_validation(value)


class PublisherConfig(StrictConfig):  # type: ignore[no-untyped-call]
    """Who is responsible for the magazine: § 5 DDG and § 18 MStV require all of it. What is unset, the imprint says."""

    name = c.Optional(PlainText())
    """Name of the person or company."""

    address = c.Optional(PlainText())
    """Postal address; lines are kept."""

    email = c.Optional(PlainText())
    """Email address."""

    responsible = c.Optional(PlainText())
    """Name and address of the person responsible for the content (§ 18 (2) MStV)."""

    pages = Pages()
    """Where the magazine says what search engines ask a publisher for: `about`, `contact`, `principles`, `ethics`,
    `corrections`, `funding`, `feedback`, `masthead` and others (`publishing/structured_data.py`)."""

    @property
    def complete(self) -> bool:
        """Whether everything is set that the law requires."""
        return all((self.name, self.address, self.email, self.responsible))


class ReadingConfig(StrictConfig):  # type: ignore[no-untyped-call]
    """What a button beneath the byline of an article offers."""

    text_size = Switch()
    """The size of the text."""

    reading_aloud = Switch()
    """Reading aloud with a voice of the reader's device."""

    offline = Switch()
    """Keeping articles on the reader's device, with a service worker."""

    @property
    def offers(self) -> tuple[str, ...]:
        """The names of what is on."""
        return tuple(name for name in ("text_size", "reading_aloud", "offline") if self[name])


class MagazineConfig(BlogConfig):  # type: ignore[no-untyped-call]
    """All settings of the plugin; those of Material's blog that it takes over are in `blog_options.py`."""

    sections = Sections()
    """The sections in reading order; unless set, none. An article's `categories` name them by slug or title."""

    disclaimer = Disclaimer(DisclaimerConfig)
    """`title` and `text` of the notice on every page, or `false` for none. Required."""

    description = Translations()
    """`site_description` in other languages: `{en: …}`."""

    publisher = c.SubConfig(PublisherConfig)
    """`name`, `address`, `email`, `responsible`: printed in the imprint. `pages`: for search engines."""

    posts_dir = Folder(default="posts")
    """The folder of the articles, below `docs_dir`."""

    authors_file = PlainText(default="authors.yml")
    """The file of the authors, below `docs_dir`."""

    words_file = PlainText(default="words.txt")
    """Names and words that no dictionary has, one in a line, below `docs_dir`; not published."""

    redirects_file = PlainText(default="redirects.yml")
    """Old addresses of what is no article, and where they lead, below `docs_dir`; not published."""

    reading = c.SubConfig(ReadingConfig)
    """`text_size`, `reading_aloud`, `offline`: what articles offer to readers; `false` leaves one out."""

    rules_off = RulesOff()
    """Rules of `magazine check` that do not hold here: `code: reason`."""

    region = Region()
    """The country whose way of writing dates is meant, as two letters: `GB` for "26 December", `AT` for "Jänner"."""

    timezone = TimeZone(default="Europe/Berlin")
    """The time zone of dates without one, such as an embargo."""

    share_cards = OneOf(SHARE_CARDS, default="recent")
    """Which pages have a picture for networks: `recent` (the magazine, sections, authors, and the articles of the
    newest article's year and the year before), `all`, or `none`. Made where the address of the site is known, and not
    in a preview."""

    pagination = Count(default=12)
    """Articles on one page of a listing."""

    front_page = Count(default=7)
    """Articles in the upper part of the front page: one lead story and a grid of the others."""

    allowed_files = PlainTexts()
    """Files below `docs_dir` that are published although they are neither Markdown, pictures, PDF nor CSV."""

    trusted_pages = PlainTexts()
    """Standing pages below `docs_dir` whose HTML is published as it is, scripts included. They have no policy."""

    content_security_policy = PolicySources()
    """What pages may load and run beside what is the magazine's own: `directive: sources`; `false` for no policy."""

    def language(self, of_theme: str) -> str:
        """Return the language of the magazine, with its region: `en-GB`; `of_theme` is what the theme calls it."""
        return f"{of_theme.partition('-')[0]}-{self.region}" if self.region else of_theme

    @property
    def data_files(self) -> list[str]:
        """Files below `docs_dir` that builds read and do not publish, but for the articles."""
        return [self.authors_file, self.words_file, self.redirects_file]

    def redirects(self, docs: str) -> Redirects:
        """Return what the file of redirects says; `docs` is the folder that it lies in."""
        return read_redirects(Path(docs, self.redirects_file), self.redirects_file)

    def old_feeds(self, docs: str, language: str) -> dict[str, str]:
        """Return the paths at which feeds were, and those of the feeds that subscribers get there now."""
        of_blog = self.blog_feeds if self.blog_of(self.posts_dir, language) else {}
        return {**of_blog, **self.redirects(docs).feeds}

    def for_edition(self, now: dt.datetime, language: str, named: Iterable[str] = ()) -> EditionSettings:
        """Return what holds for every article of an edition made at the moment `now`.

        `named` are files of the docs folder that other settings name, such as `extra_css`.
        """
        return EditionSettings(
            sections=self.sections,
            zone=self.timezone,
            now=now,
            language=language,
            posts_dir=self.posts_dir,
            authors_file=self.authors_file,
            allowed_files=frozenset({*self.data_files, *self.allowed_files, *named}),
            was_blog=self.blog_of(self.posts_dir, language) is not None,
        )
