"""What readers can find of an article, and what a result shows."""

import datetime as dt
import gzip
import json
import re
import string
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from html import unescape
from itertools import count, groupby

from magazine.content.article import Article
from magazine.content.manuscript import ArticleKind
from magazine.locales import Locale
from magazine.rendering.words import TAG

# In sanitised HTML every attribute stands in double quotes. Marks that lead to a heading or a footnote are no text.
_NO_TEXT = re.compile(
    r'<(a|sup)(?: [a-z-]+="[^"]*")*? (?:class="(?:headerlink|footnote-backref)"|id="fnref[^"]*").*?</\1>'
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b(?:[^<>\"]|\"[^\"]*\")*>"
)
_WORD = re.compile(r"[^\W_]+")

# A word counts at its first places only: more say little about an article, and would double what a query loads.
_PLACES = 2
_SIGNS = string.digits + string.ascii_lowercase
_SILENT = "·"  # keeps the place of a word that does not count; Pagefind indexes letters and digits


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """An article that can be found. `id` sorts by date.

    Its `repr` is part of cache keys: `digest`, the fingerprint of `html`, is there in the place of `html`.
    """

    id: str
    url: str
    title: str
    description: str
    sections: tuple[tuple[str, str], ...]
    authors: tuple[tuple[str, str], ...]
    date: str
    kind: str
    advertisement: bool
    held: str
    digest: str
    html: str = field(repr=False, compare=False)

    @property
    def words(self) -> str:
        """The text, standfirst first, with one space between words."""
        return " ".join(f"{self.description} {text_of(self.html)}".split())

    @property
    def content(self) -> str:
        """What Pagefind is given of the text: the same words at the same places, but for those that repeat."""
        seen: Counter[str] = Counter()
        kept = []
        for word in self.words.split(" "):
            plain = "".join(_WORD.findall(word)).lower()
            seen[plain] += 1
            kept.append(word if seen[plain] <= _PLACES else _SILENT)
        return " ".join(kept)

    @property
    def record(self) -> tuple[str, str, str]:
        """What is indexed: headline, authors, and the text as Pagefind is given it."""
        return self.title, " ".join(name for _, name in self.authors), self.content

    @property
    def inputs(self) -> tuple[object, ...]:
        """Everything that the record depends on."""
        return self.title, self.authors, self.description, self.digest

    def result(self) -> bytes:
        """Return the file that a result is shown from, as Pagefind's script reads it."""
        words = self.words
        fragment = {
            "url": self.url,
            "content": words,
            "word_count": words.count(" ") + 1,
            "filters": {},
            "meta": {
                "title": self.title,
                "section": self.sections[0][1],
                "authors": [name for _, name in self.authors],
                "date": self.date,
                "kind": self.kind,
                "advertisement": self.advertisement,
                "held": self.held,
            },
            "anchors": [],
        }
        return packed(json.dumps(fragment, ensure_ascii=False, separators=(",", ":")).encode())


def packed(content: bytes) -> bytes:
    """Return a file as Pagefind's script expects it: with its signature, compressed, and always the same."""
    # Level 9 takes ten times as long for two per cent: words repeat so often that it looks back very far.
    return gzip.compress(b"pagefind_dcd" + content, 6, mtime=0)


def entries(articles: Iterable[tuple[Article, str, str]], locale: Locale) -> list[SearchEntry]:
    """Return the entries of articles, which come newest first with their HTML and its fingerprint, oldest first.

    So a new article is the last one, and leaves what was made of the others as it is; one that is added to an earlier
    day does, too, because their ids follow from their addresses.
    """
    found = []
    for day, group in groupby(reversed([*articles]), lambda each: each[0].day):
        taken: set[str] = set()
        for article, html, digest in group:
            entry = SearchEntry(
                id=_id(day, article.url, taken),
                url=article.url,
                title=article.title,
                description=article.description,
                sections=tuple((section.slug, section.title) for section in article.sections),
                authors=tuple((author.id, author.name) for author in article.authors),
                date=f"{day:%Y-%m-%d}",
                kind="" if article.kind is ArticleKind.NEWS else locale(f"kind.{article.kind}"),
                advertisement=article.kind is ArticleKind.ADVERTISEMENT,
                held=_held(article, locale),
                digest=digest,
                html=html,
            )
            found.append(entry)
    return found


def _id(day: dt.date, address: str, taken: set[str]) -> str:
    """Return day and three signs that follow from the address; others if they are `taken`, which is one in 46,656."""
    first = int.from_bytes(blake2b(address.encode(), digest_size=8).digest())
    numbers = ("".join(_SIGNS[n // len(_SIGNS) ** place % len(_SIGNS)] for place in range(3)) for n in count(first))
    signs = next(each for each in numbers if each not in taken)
    taken.add(signs)
    return f"{day.year:04}{day:%m%d}{signs}"


def text_of(html: str) -> str:
    """Return the words of sanitised HTML."""
    text = TAG.sub(" ", _INLINE.sub("", _NO_TEXT.sub("", html)))
    return unescape(text).replace("\u00ad", "").replace("\u200b", "")


def _held(article: Article, locale: Locale) -> str:
    if not article.held_back:
        return ""
    return locale("article.draft") if article.draft else locale("article.embargoed")
