"""Every word a reader or writer sees, by language.

Each language is a folder: `words.yml` (templates and terminal), `addresses.yml` (parts of URLs), `problems.yml` (each
code with a message and a hint), `phrases.yml` (what rules look for in a text), `article.md` (what a new article begins
with). German and English are complete; another language may leave things out and shows the English ones. Dates come
from Babel.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal

import babel.core
import yaml
from babel.dates import format_date, format_datetime

from magazine.locales.languages import is_easy, name_of, plain_tag

_FALLBACK = "en"
_HERE = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times faster


@dataclass(frozen=True)
class Locale:
    """The words of one language. They are files of this package, so `language` alone tells two of them apart."""

    language: str
    words: Mapping[str, str] = field(repr=False, compare=False)
    addresses: Mapping[str, str] = field(repr=False, compare=False)
    problems: Mapping[str, Mapping[str, str]] = field(repr=False, compare=False)
    phrases: Mapping[str, list[str]] = field(repr=False, compare=False)
    """What the rules look for in a text: that of this language, then the English."""
    article: str = field(repr=False, compare=False)
    """A new article with gaps for {title}, {section} and {author}."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the word for `key` with `values` filled in; `count` chooses between `key.one` and `key.other`.

        Raises:
            KeyError: The word is in no locale; a template has a typing error.
        """
        if "count" in values and key not in self.words:
            key += ".one" if values["count"] == 1 else ".other"
        return self.words[key].format(**values)

    def below(self, prefix: str) -> dict[str, str]:
        """Return the words whose keys begin with `prefix`, without it: what a script needs of them."""
        return {key.removeprefix(prefix): word for key, word in self.words.items() if key.startswith(prefix)}

    def listed(self, names: Sequence[str]) -> str:
        """Return "A", "A und B", or "A, B und C"; nothing for no names."""
        if not names:
            return ""
        *others, last = names
        return f"{', '.join(others)} {self('list.and')} {last}" if others else last

    def problem(self, code: str, part: str, details: Mapping[str, str]) -> str:
        """Return the message or the hint of a problem; where there is a guess, the hint that offers it.

        Problems that are `about` another kind of file than an article may have words of their own.
        """
        texts = self.problems[code]
        if part == "hint" and details.get("guess") and "guess" in texts:
            part = "guess"
        own = f"{details.get('about', '')}-{part}"
        return texts.get(own, texts[part]).format_map(details)

    def of(self, tag: str) -> "Locale":
        """Return the words of another language; where it has none, these."""
        return load(tag) if _has_words(tag) else self

    def naming(self, tag: str) -> str:
        """Return what a language is called in this one: "Englisch"; one that is easy to read, in itself."""
        return load(tag)("language.easy") if is_easy(tag) and _has_words(tag) else name_of(tag, self.language)

    def only_in(self, tag: str) -> str:
        """Return for readers of this language that there is a text in one language only: "Nur auf Englisch"."""
        easy = is_easy(tag) and _short(tag) == _short(self.language)
        return self("language.only-easy") if easy else self("language.only", language=self.naming(tag))

    @cached_property
    def _babel(self) -> babel.Locale:
        return babel.Locale.parse(plain_tag(self.language), sep="-")

    @cached_property
    def territorial(self) -> str:
        """The language with its likeliest country, as Open Graph wants it (ogp.me): `de_DE`."""
        return territorial(self.language)

    def long_date(self, day: dt.date) -> str:
        """Return "26. Dezember 2025"."""
        return _format_date(day, "long", self._babel)

    def short_date(self, day: dt.date) -> str:
        """Return "26.12.2025"."""
        return _format_date(day, "medium", self._babel)

    def moment(self, moment: dt.datetime) -> str:
        """Return a day with its time."""
        return format_datetime(moment, "long", tzinfo=moment.tzinfo, locale=self._babel)

    def month_name(self, month: int) -> str:
        """Return the name of a month, 1 to 12."""
        return str(self._babel.months["stand-alone"]["wide"][month])


@cache  # every page asks, and Babel looks through a list of a thousand languages
def territorial(tag: str) -> str:
    """Return a language with its likeliest country, as Open Graph wants it (ogp.me): `de_DE`."""
    given = babel.Locale.parse(plain_tag(tag), sep="-")
    likely = babel.Locale.parse(babel.core.get_global("likely_subtags")[given.language])
    return f"{given.language}_{given.territory or likely.territory}"


def switch_to(tag: str) -> str:
    """Return what a link to a text in a language says, in that language: "In English"; else the language's name."""
    if not _has_words(tag):
        return own_name(tag)
    return load(tag)("language.in-easy" if is_easy(tag) else "language.in-own")


def own_name(tag: str) -> str:
    """Return what a language is called in itself: "English", "Français", "Leichte Sprache"."""
    name = load(tag).naming(tag) if _has_words(tag) else name_of(tag, tag)
    return name[0].upper() + name[1:]


@lru_cache(maxsize=8192)  # listings print the same days again and again
def _format_date(day: dt.date, length: Literal["long", "medium"], locale: babel.Locale) -> str:
    return format_date(day, length, locale=locale)


@cache
def load(language: str) -> Locale:
    """Return the words of `language` (`de`, `en`, or a tag such as `de-AT`), English where there are none."""
    short, known = _short(language), _has_words(language)
    ours, english = _read(short, "phrases"), _read(_FALLBACK, "phrases")
    return Locale(
        language=language if known else _FALLBACK,
        words={**_read(_FALLBACK, "words"), **_read(short, "words")},
        addresses={**_read(_FALLBACK, "addresses"), **_read(short, "addresses")},
        problems={**_read(_FALLBACK, "problems"), **_read(short, "problems")},
        phrases={key: list(dict.fromkeys(ours.get(key, []) + theirs)) for key, theirs in english.items()},
        article=(_HERE / (short if known else _FALLBACK) / "article.md").read_text(encoding="utf-8"),
    )


@cache
def phrases_of_all(key: str) -> tuple[str, ...]:
    """Return the phrases for `key` in every language, English first: what comes from elsewhere may be in any."""
    return tuple(dict.fromkeys(phrase for each in with_words() for phrase in _read(each, "phrases").get(key, [])))


@cache
def month_names() -> tuple[tuple[str, int], ...]:
    """Return the names of months in every language that has words, in small letters, each with its number."""
    calendars = [babel.Locale.parse(each).months["format"]["wide"] for each in with_words()]
    return tuple((name.casefold(), number) for months in calendars for number, name in months.items())


@cache
def with_words() -> tuple[str, ...]:
    """Return the languages that have words of their own, English first."""
    names = (path.parent.name for path in _HERE.glob("*/words.yml"))
    return tuple(sorted(names, key=lambda name: (name != _FALLBACK, name)))


def _short(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0]


@cache
def _has_words(tag: str) -> bool:
    return (_HERE / _short(tag)).is_dir()


@cache
def _read(language: str, part: str) -> dict[str, Any]:
    path = _HERE / language / f"{part}.yml"
    return yaml.load(path.read_text(encoding="utf-8"), _LOADER) or {} if path.exists() else {}  # noqa: S506 - our own
