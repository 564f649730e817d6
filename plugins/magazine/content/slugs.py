"""Words for addresses: lower case, ASCII, hyphens."""

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import lru_cache

from markdown.extensions.toc import slugify as slugify_heading
from slugify import slugify

# German transliteration as in passports (DIN 91379 keeps to the same pairs), not "a" for "ä".
_GERMAN = [
    ("ä", "ae"),
    ("ö", "oe"),
    ("ü", "ue"),
    ("Ä", "ae"),
    ("Ö", "oe"),
    ("Ü", "ue"),
    ("ß", "ss"),
    ("ẞ", "ss"),
]

# The ids that templates give to parts of a page; a heading with one of them would be the second.
FRAME_IDS = frozenset(
    "article-corrections article-further article-related article-series article-share article-sources article-tags "
    "article-written-by collected kept-missing kept-none latest lightbox more opinions newest-month page-content "
    "page-navigation reading-panel search-topics stored top".split()
)

_PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Return `text` as a part of an address: "Größe & Maß" becomes "groesse-mass". May be empty."""
    if _PLAIN.fullmatch(text):
        return text
    return slugify(unicodedata.normalize("NFC", text), replacements=_GERMAN)


def heading_slug(text: str, separator: str, empty: str = "section") -> str:
    """Return the anchor of a heading; for the option `slugify` of Markdown's `toc`.

    That is `empty` if it has no letters; and `empty` stands before one of `FRAME_IDS`.

    Where `mkdocs.yml` names it, the plugin gives `empty` in the language of the magazine.
    """
    return _own(slug(text), separator, empty)


def blog_heading_slug(text: str, separator: str, empty: str = "section") -> str:
    """Return the anchor that a heading had in a blog made by Material; links from elsewhere lead to it."""
    return _own(slugify_heading(text, "-"), separator, empty)


def _own(name: str, separator: str, empty: str) -> str:
    if name in FRAME_IDS:
        name = f"{empty}-{name}"
    return name.replace("-", separator) or empty


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the one of `known` that `word` was probably meant to be, or None."""
    matches = get_close_matches(slug(word), known, n=1, cutoff=0.6) or get_close_matches(word, known, n=1)
    return matches[0] if matches else None


def nearest_file(path: str, files: Iterable[str]) -> str | None:
    """Return the file most likely meant by `path`; None if none is near. In its own folder first.

    Names that differ only in case, or in how accented letters are encoded (NFC, NFD), are near.
    """
    folder, _, name = path.rpartition("/")
    near = [(_plain(file.rpartition("/")[2]), file) for file in files]
    beside = {plain: file for plain, file in near if file.rpartition("/")[0] == folder}
    for some in (beside, dict(near)):
        if found := get_close_matches(_plain(name), some, n=1, cutoff=0.7):
            return some[found[0]]
    return None


def nearest_path(path: str, files: Iterable[str], seen_from: str) -> str:
    """Return the file most likely meant by `path` as a path from the folder of the file `seen_from`; or nothing."""
    near = nearest_file(path, files)
    return posixpath.relpath(near, posixpath.dirname(seen_from)) if near else ""


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
