"""The words that readers read, and whether all of a source are on its page."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

_WORD = re.compile(r"[^\W_]+")
_UNREAD = frozenset("script style template svg canvas title textarea select option input map".split())
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup "
    "time tt u var wbr".split()
)


def body_of(soup: BeautifulSoup) -> Tag:
    """Return the element that holds a text."""
    return soup.body or soup


def elements(root: Tag, names: Collection[str]) -> list[Tag]:
    """Return the elements with one of these names below another, in order; faster than a search by a list."""
    return [each for each in root.descendants if isinstance(each, Tag) and each.name in names]


def words_of(text: str) -> list[str]:
    """Return the words of a text, without regard to case, and to how letters are encoded."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def words_in(soup: BeautifulSoup | Tag) -> list[str]:
    """Return the words that readers of a tree read."""
    return words_of("".join(_pieces(soup)))


def _pieces(element: Tag) -> Iterator[str]:
    """Yield the texts of a tree; between blocks stands a space, so that no two words become one."""
    for child in element.children:
        if isinstance(child, Tag):
            if child.name not in _UNREAD:
                space = "" if child.name in _INLINE else " "
                yield space
                yield from _pieces(child)
                yield space
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield str(child)


def lost_words(before: list[str], after: list[str]) -> list[str]:
    """Return the words that are in one text and not in the other, in their order, as often as they are missing.

    A word that a tag divides, or that stands beside another without a space, counts by its letters.
    """
    counts = Counter(before)
    missing = counts - Counter(after)
    if not missing:
        return []
    letters, shown = " ".join(after).replace(" ", ""), []
    for word in before:
        if missing[word] > 0:
            missing[word] -= 1
            shown.append(word)
    return [word for word in shown if counts[word] > letters.count(word)]
