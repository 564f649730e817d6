"""Finds addresses at which an article was published and nothing is now."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from magazine.checks.aliases import flow_list
from magazine.content.article import is_public
from magazine.content.manuscript import Manuscript
from magazine.content.problem import Code, Place, Problem


@dataclass(frozen=True, slots=True)
class Published:
    """An article as readers knew it: its file then, its addresses, and the file it is in now, where that is known."""

    file: str
    addresses: tuple[str, ...]
    now: str | None


@dataclass(frozen=True, slots=True)
class Loss:
    """Addresses of one article that lead nowhere any more; `article` is the manuscript it is now, if that is known."""

    file: str
    addresses: tuple[str, ...]
    article: Manuscript | None


def addresses_of(manuscript: Manuscript) -> tuple[str, ...]:
    """Return every address at which readers find an article: those that lead to it, and its own."""
    return (*manuscript.aliases, manuscript.url)


def losses(
    published: Iterable[Published],
    manuscripts: Sequence[Manuscript],
    unread: Collection[str],
    pages: AbstractSet[str],
    now: dt.datetime,
) -> Iterator[Loss]:
    """Find the addresses of published articles at which nothing is any more.

    An address that another article or one of the other `pages` has now is not lost. An article whose file is `unread`
    is left out: the file's problems are reported already, and its address is not known.
    """
    alive = {address for each in manuscripts if is_public(each, now) for address in addresses_of(each)} | pages
    by_file = {manuscript.file: manuscript for manuscript in manuscripts}
    for article in published:
        lost = tuple(address for address in article.addresses if address not in alive)
        if lost and article.now not in unread:
            yield Loss(article.file, lost, by_file.get(article.now or ""))


def problem(code: Code, loss: Loss, now: dt.datetime) -> Problem:
    """Return the problem of a loss; with the front matter that repairs it, if the article is still there."""
    article = loss.article
    details = {
        "urls": ", ".join(f"/{address}" for address in loss.addresses),
        "file": article.file if article else loss.file,
        "today": now.date().isoformat(),
        "guess": "",
    }
    if article is None:
        return Problem(code, Place(loss.file), details)
    if not is_public(article, now):
        return Problem(code, _place(article, "draft", "embargo", "date"), details)
    line = f"aliases: {flow_list([*article.fields.aliases, *loss.addresses])}"
    return Problem(code, _place(article, "aliases", "slug", "date"), details | {"guess": line})


def _place(article: Manuscript, *keys: str) -> Place:
    """Return the place of the first of these keys that the article has, or of its front matter."""
    return article.place(*[key for key in keys if key in article.values.data][:1])
