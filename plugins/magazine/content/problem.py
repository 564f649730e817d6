"""What is wrong with a manuscript, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: path relative to the docs folder, line and column counted from 1 (None: the whole file)."""

    file: str
    line: int | None = None
    column: int | None = None


def place_in(text: str, start: int, file: str, first_line: int) -> Place:
    """Return the place of a character of `text`, which begins in the line `first_line` of `file`."""
    return Place(file, text.count("\n", 0, start) + first_line, start - text.rfind("\n", 0, start))


class Code(StrEnum):
    """What can be wrong. The words of each stand in `locales/*/problems.yml`, its severity in `checks/catalogue.py`."""

    ENCODING_NOT_UTF8 = "encoding-not-utf8"
    CHARACTER_FORBIDDEN = "character-forbidden"
    CHARACTER_HIDDEN = "character-hidden"
    FRONT_MATTER_MISSING = "front-matter-missing"
    FRONT_MATTER_UNCLOSED = "front-matter-unclosed"
    YAML_TAB = "yaml-tab"
    YAML_COLON = "yaml-colon"
    YAML_COMMENT = "yaml-comment"
    YAML_QUOTE = "yaml-quote"
    YAML_BRACKET = "yaml-bracket"
    YAML_SYNTAX = "yaml-syntax"
    YAML_NOT_A_MAPPING = "yaml-not-a-mapping"
    YAML_ALIAS = "yaml-alias"
    YAML_DUPLICATE_KEY = "yaml-duplicate-key"
    KEY_MISSING = "key-missing"
    KEY_UNKNOWN = "key-unknown"
    VALUE_COMMA = "value-comma"
    VALUE_EMPTY = "value-empty"
    VALUE_TOO_LONG = "value-too-long"
    VALUE_NOT_TEXT = "value-not-text"
    VALUE_NOT_A_LIST = "value-not-a-list"
    VALUE_NOT_A_GROUP = "value-not-a-group"
    VALUE_NOT_YES_OR_NO = "value-not-yes-or-no"
    VALUE_NOT_A_NUMBER = "value-not-a-number"
    VALUE_NOT_A_YEAR = "value-not-a-year"
    VALUE_NOT_A_LANGUAGE = "value-not-a-language"
    VALUE_NOT_IN_LIST = "value-not-in-list"
    VALUE_WRONG = "value-wrong"
    VALUE_NOT_AN_EMAIL = "value-not-an-email"
    DATE_MISSING = "date-missing"
    DATE_IMPOSSIBLE = "date-impossible"
    DATE_IMPOSSIBLE_IN_PATH = "date-impossible-in-path"
    DATE_NOT_UNDERSTOOD = "date-not-understood"
    DATE_TOO_OLD = "date-too-old"
    TIME_NOT_UNDERSTOOD = "time-not-understood"
    TIME_IMPOSSIBLE = "time-impossible"
    HOUR_SKIPPED = "hour-skipped"
    HOUR_TWICE = "hour-twice"
    DATE_DISAGREES = "date-disagrees"
    ADDRESS_NOT_WEB = "address-not-web"
    ADDRESS_NOT_LINK = "address-not-link"
    LINK_NOT_UNDERSTOOD = "link-not-understood"
    LINK_LEADS_NOWHERE = "link-leads-nowhere"
    LINK_UNPUBLISHED = "link-unpublished"
    ANCHOR_LEADS_NOWHERE = "anchor-leads-nowhere"
    SLUG_NOT_PLAIN = "slug-not-plain"
    SLUG_MISSING = "slug-missing"
    ALIAS_NOT_A_PATH = "alias-not-a-path"
    ALIAS_TAKEN = "alias-taken"
    TAG_SPELLING = "tag-spelling"
    SERIES_SPELLING = "series-spelling"
    TAG_WITHOUT_ADDRESS = "tag-without-address"
    ARTICLE_OUTSIDE = "article-outside"
    ARTICLE_IN_NAV = "article-in-nav"
    README_DROPPED = "readme-dropped"
    ADDRESS_NEEDED = "address-needed"
    ADDRESS_TAKEN = "address-taken"
    AUTHOR_UNKNOWN = "author-unknown"
    AUTHOR_ADDRESS_TAKEN = "author-address-taken"
    AUTHORS_FILE_MISSING = "authors-file-missing"
    AUTHORS_MISSING = "authors-missing"
    SECTION_UNKNOWN = "section-unknown"
    PICTURE_MISSING = "picture-missing"
    PICTURE_FOREIGN = "picture-foreign"
    FILE_TOO_LARGE = "file-too-large"
    LINE_TOO_LONG = "line-too-long"
    FILE_TAKEN = "file-taken"
    FILE_UNWANTED = "file-unwanted"
    HEADING_FIRST_LEVEL = "heading-first-level"
    HTML_TAG = "html-tag"
    HTML_ATTRIBUTE = "html-attribute"
    HTML_UNNEEDED = "html-unneeded"
    HTML_LINK = "html-link"
    HTML_REMOVED = "html-removed"
    HTML_UNKNOWN = "html-unknown"
    TEXT_LOST = "text-lost"
    TEXT_SLOW = "text-slow"
    MERGE_CONFLICT = "merge-conflict"
    BLOCK_UNCLOSED = "block-unclosed"
    MARKUP_LEFT = "markup-left"
    MARKUP_FOREIGN = "markup-foreign"
    LINK_BROKEN = "link-broken"
    SYMBOLIC_LINK = "symbolic-link"
    TABLE_BROKEN = "table-broken"
    FOOTNOTE_WITHOUT_NOTE = "footnote-without-note"
    FOOTNOTE_WITHOUT_MARK = "footnote-without-mark"
    TEXT_FAILS = "text-fails"
    DATE_FUTURE = "date-future"
    CHANGE_TOO_EARLY = "change-too-early"
    CHANGE_FUTURE = "change-future"
    WITHDRAWAL_FUTURE = "withdrawal-future"
    WITHDRAWAL_UNPUBLISHED = "withdrawal-unpublished"
    TEXT_MISSING = "text-missing"
    TITLE_LONG = "title-long"
    STANDFIRST_SHORT = "standfirst-short"
    STANDFIRST_LONG = "standfirst-long"
    HEADING_SKIPPED = "heading-skipped"
    QUOTES_FOREIGN = "quotes-foreign"
    QUOTES_UNPAIRED = "quotes-unpaired"
    SPACES_DOUBLE = "spaces-double"
    SPACES_TRAILING = "spaces-trailing"
    LINE_ENDINGS = "line-endings"
    BYTE_ORDER_MARK = "byte-order-mark"
    PLACEHOLDER_LEFT = "placeholder-left"
    PARAGRAPH_LONG = "paragraph-long"
    LINK_WORDS = "link-words"
    LINK_BARE = "link-bare"
    LINK_HTTP = "link-http"
    ALT_MISSING = "alt-missing"
    ALT_IS_FILE_NAME = "alt-is-file-name"
    CREDIT_MISSING = "credit-missing"
    PICTURE_TOO_LARGE = "picture-too-large"
    PICTURE_UNREADABLE = "picture-unreadable"
    PICTURE_FATAL = "picture-fatal"
    PICTURE_ENORMOUS = "picture-enormous"
    PICTURE_MOVING = "picture-moving"
    PICTURE_PLACE = "picture-place"
    DRAWING_CLEANED = "drawing-cleaned"
    PICTURE_UNUSED = "picture-unused"
    QUOTATION_WITHOUT_SOURCE = "quotation-without-source"
    QUOTATION_UNLINKED = "quotation-unlinked"
    SOURCES_FEW = "sources-few"
    OPINION_UNLABELLED = "opinion-unlabelled"
    ADVERTISEMENT_WITHOUT_NOTICE = "advertisement-without-notice"
    CHANGE_UNMARKED = "change-unmarked"
    ADDRESS_LOST = "address-lost"
    ADDRESS_LOST_PUBLISHED = "address-lost-published"
    SPELLING = "spelling"
    PERMIT_UNKNOWN = "permit-unknown"
    PERMIT_REFUSED = "permit-refused"
    PERMIT_WITHOUT_REASON = "permit-without-reason"
    PERMIT_UNUSED = "permit-unused"
    SETTING_PAGE = "setting-page"
    SITE_WARNING = "site-warning"
    REDIRECT_LEADS_NOWHERE = "redirect-leads-nowhere"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a check found.

    `details` fill the gaps in the words of its code.
    """

    code: Code
    place: Place
    details: Mapping[str, str] = field(default_factory=dict)

    def within(self, file: str, first_line: int) -> "Problem":
        """Return this problem of a part of `file`, which begins in the line `first_line`, as one of the file."""
        line = None if self.place.line is None else self.place.line + first_line - 1
        return replace(self, place=Place(file, line, self.place.column))
