"""Languages: tags of BCP 47, as `lang` and `hreflang` of HTML take them, and languages that are easy to read.

Writers say `de-easy` for Leichte Sprache. BCP 47 calls it `de-simple`: the variant `simple`, "Simplified form", stands
in the registry of subtags since 2015 (iana.org/assignments/language-subtag-registry; its registration form names no
single scheme, so it fits Leichte Sprache as well as Simple English). From here on, only that is used.
"""

from functools import cache

from babel import Locale, UnknownLocaleError

_WRITTEN, _EASY = "-easy", "-simple"


@cache  # Babel looks through a list of a thousand languages
def language_tag(written: str) -> str | None:
    """Return the tag of a language as somebody writes it, `de-easy` or `en-gb`; None if there is no such language."""
    name, easy = written.strip(), ""
    for ending in (_WRITTEN, _EASY):
        if name.lower().endswith(ending):
            name, easy = name[: -len(ending)], _EASY
    try:
        found = Locale.parse(name, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None
    return "-".join(part for part in (found.language, found.script, found.territory) if part) + easy


def as_written(tag: str) -> str:
    """Return the tag of a language as writers say it: `de-easy` for `de-simple`."""
    return f"{plain_tag(tag)}{_WRITTEN}" if is_easy(tag) else tag


def easy_form(tag: str) -> str:
    """Return the tag of the form of a language that is easy to read."""
    return plain_tag(tag) + _EASY


def language_in(written: str | None, magazine: str) -> str:
    """Return the language of an article: as `written`, or the magazine's, whose region need not be written."""
    return magazine if not written or written == magazine.partition("-")[0] else written


def is_easy(tag: str) -> bool:
    """Return whether it is a language in a form that is easy to read."""
    return tag.endswith(_EASY)


def plain_tag(tag: str) -> str:
    """Return the language itself, of which this may be the form that is easy to read: `de` of `de-simple`."""
    return tag.removesuffix(_EASY)


@cache
def name_of(tag: str, language: str) -> str:
    """Return what a language is called in another one: "Englisch" for `en` in `de`."""
    return str(Locale.parse(plain_tag(tag), sep="-").get_display_name(plain_tag(language).replace("-", "_")) or tag)
