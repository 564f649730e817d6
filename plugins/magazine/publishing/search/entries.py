"""What readers can find of an article or another page, and what a result shows."""

import datetime as dt
import json
import re
import string
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from html import unescape
from itertools import count, groupby

from magazine.content.article import Article
from magazine.content.article_fields import ArticleKind
from magazine.locales import Locale
from magazine.rendering.words import TAG

# In sanitised HTML every attribute stands in double quotes. Marks that lead to a heading or a footnote are no text.
_NO_TEXT = re.compile(
    r'<(a|sup)(?: [a-z-]+="[^"]*")*? (?:class="(?:headerlink|footnote-backref)"|id="fnref[^"]*").*?</\1>'
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr)\b(?:[^<>\"]|\"[^\"]*\")*>"
)
_BREAK = re.compile(r"<br ?/?>")
_BLOCKS = re.compile("[\\s\0]*\0[\\s\0]*")
_BETWEEN_BLOCKS = " · "

_SIGNS = string.digits + string.ascii_lowercase


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """An article that can be found, or another page. `id` sorts by date.

    Its `repr` is part of cache keys: `digest`, the fingerprint of `html`, is there in the place of `html`.
    """

    id: str
    url: str
    title: str
    description: str
    digest: str
    html: str = field(repr=False, compare=False)
    kind: str = ""
    """What it is, in a word, if it is more than a plain article."""
    sections: tuple[tuple[str, str], ...] = ()
    authors: tuple[tuple[str, str], ...] = ()
    topics: tuple[str, ...] = ()
    """Tags and series."""
    date: str = ""
    advertisement: bool = False
    held: str = ""
    language: str = ""
    """The tag of its language, if that is not the magazine's."""
    language_name: str = ""

    @property
    def text(self) -> str:
        """Standfirst and text, with one space between words and a sign between blocks."""
        return _BETWEEN_BLOCKS.join(filter(None, [" ".join(self.description.split()), text_of(self.html)]))

    @property
    def names(self) -> str:
        """The names an article is filed under: its tags, series, sections and authors."""
        return " / ".join([*self.topics, *(name for _, name in (*self.sections, *self.authors))])

    @property
    def inputs(self) -> tuple[object, ...]:
        """Everything that its words in the index depend on."""
        return (
            self.title,
            self.topics,
            self.sections,
            self.authors,
            self.description,
            self.digest,
            bool(self.date),
            self.language,
        )

    def result(self) -> bytes:
        """Return the file that a result is shown from."""
        shown = {
            "url": self.url,
            "title": self.title,
            "text": self.text,
            "kind": self.kind,
            "section": self.sections[0][1] if self.sections else "",
            "authors": [name for _, name in self.authors],
            "topics": self.topics,
            "date": self.date,
            "advertisement": self.advertisement,
            "held": self.held,
            "language": self.language,
            "languageName": self.language_name,
        }
        return packed({key: value for key, value in shown.items() if value})


def packed(value: object) -> bytes:
    """Return a value as a file of the index: JSON, compressed, always the same bytes."""
    return packed_json(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def packed_json(content: str) -> bytes:
    """Return JSON as a file of the index: compressed with zlib, which browsers call "deflate"."""
    # Level 9 takes ten times as long for two per cent: words repeat so often that it looks back very far.
    return zlib.compress(content.encode(), 6)


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
                digest=digest,
                html=html,
                kind="" if article.kind is ArticleKind.NEWS else locale(f"kind.{article.kind}"),
                sections=tuple((section.slug, section.title) for section in article.sections),
                authors=() if article.advertiser else tuple((author.id, author.name) for author in article.authors),
                topics=tuple(each.title for each in (*article.tags, article.series) if each),
                date=f"{day:%Y-%m-%d}",
                advertisement=article.kind is ArticleKind.ADVERTISEMENT,
                held=_held(article, locale),
                language=article.language if article.language != locale.language else "",
                language_name=locale.naming(article.language) if article.language != locale.language else "",
            )
            found.append(entry)
    return found


def page_entry(url: str, title: str, description: str, kind: str, html: str = "", digest: str = "") -> SearchEntry:
    """Return the entry of a page that is no article, such as the Impressum or a section; `digest` is of its HTML."""
    return SearchEntry(
        f"0{blake2b(url.encode(), digest_size=5).hexdigest()}", url, title, description, digest, html, kind
    )


def _id(day: dt.date, address: str, taken: set[str]) -> str:
    """Return day and three signs that follow from the address; others if they are `taken`, which is one in 46,656."""
    first = int.from_bytes(blake2b(address.encode(), digest_size=8).digest())
    numbers = ("".join(_SIGNS[n // len(_SIGNS) ** place % len(_SIGNS)] for place in range(3)) for n in count(first))
    signs = next(each for each in numbers if each not in taken)
    taken.add(signs)
    return f"{day.year:04}{day:%m%d}{signs}"


def text_of(html: str) -> str:
    """Return the words of sanitised HTML, with a sign between blocks and between the cells of a table."""
    text = TAG.sub("\0", _BREAK.sub(" ", _INLINE.sub("", _NO_TEXT.sub("", html))))
    text = _BLOCKS.sub(_BETWEEN_BLOCKS, text.strip(" \n\0"))
    return " ".join(unescape(text).replace("\u00ad", "").replace("\u200b", "").split())


def _held(article: Article, locale: Locale) -> str:
    if not article.held_back:
        return ""
    return locale("article.draft") if article.draft else locale("article.embargoed")
