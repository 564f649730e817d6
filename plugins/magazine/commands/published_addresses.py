"""Compares the addresses of the published site with those there are now, and adds lost ones as `aliases`."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mkdocs.structure.pages import Page

from magazine.checks.aliases import with_aliases
from magazine.checks.lost_addresses import Loss, Published, addresses_of, losses
from magazine.content.article import is_public
from magazine.content.manuscript import Manuscript
from magazine.content.problem import Code, Place, Problem
from magazine.content.slugs import nearest
from magazine.plugin import MagazinePlugin
from magazine.publishing.publication import usual_file


class NoList(Exception):  # noqa: N818 - not an error: there may be no published site yet
    """Why the list of published addresses cannot be read: the key of a sentence in the locale."""


class Listed(NamedTuple):
    """What `addresses.json` has: the addresses of articles, each with its Markdown file, and those of other pages."""

    articles: dict[str, str]
    pages: list[str]


def read_list(file: Path) -> Listed:
    """Return the published addresses (see `publishing.publication.addresses`).

    Raises:
        NoList: There is no such file, or something else is in it.
    """
    try:
        listed = json.loads(file.read_bytes())
    except OSError:
        raise NoList("check.no-list") from None
    except ValueError:
        raise NoList("check.wrong-list") from None
    if not isinstance(listed, dict) or not all(each is None or isinstance(each, str) for each in listed.values()):
        raise NoList("check.wrong-list")
    articles = {address: file or usual_file(address) for address, file in listed.items() if file is not None}
    return Listed(articles, [address for address, file in listed.items() if file is None])


def published_on_site(
    listed: Mapping[str, str], files: Collection[str], renamed: Callable[[], Mapping[str, str]]
) -> Iterator[Published]:
    """Yield the articles of the published list.

    `files` are those that there are now; `renamed`, called if one of the list is gone, returns old names with new ones.
    """
    found = defaultdict(list)
    for address, file in listed.items():
        found[file].append(address)
    names = renamed() if found.keys() - {*files} else {}
    for file, addresses in found.items():
        now = _followed(file, files, names)
        # A file that was published under its name of today is another article, with a name that this one once had.
        yield Published(file, tuple(addresses), now if now == file or now not in found else None)


def _followed(file: str, files: Collection[str], names: Mapping[str, str]) -> str | None:
    """Return the file as it is called today; None if it is gone."""
    seen = set[str]()
    while file not in files:
        if file in seen or file not in names:
            return None
        seen.add(file)
        file = names[file]
    return file


def lost(published: Iterable[Published], plugin: MagazinePlugin) -> list[Loss]:
    """Return what `published` articles lose; `plugin` has checked the project before."""
    pages = {page.url for page in plugin.build.nav.pages if isinstance(page, Page)}
    pages |= {spec.url for spec in plugin.build.specs if not spec.source and spec.template != "redirect.html"}
    edition = plugin.build.edition
    return [*losses(published, edition.manuscripts, edition.unread, pages, plugin.build.now)]


def lost_pages(pages: Iterable[str], plugin: MagazinePlugin) -> Iterator[Problem]:
    """Find published pages of sections and authors, and standing ones, at whose addresses nothing is any more."""
    alive = plugin.build.article_texts.links.pages
    for page in pages:
        if page not in alive:
            folder = page.removesuffix("/").rpartition("/")[0] + "/"
            beside = [each for each in alive if each.startswith(folder) and each.count("/") == page.count("/")]
            details = {"url": f"/{page}", "guess": ""}
            if near := nearest(page, beside) or (beside[0] if len(beside) == 1 else None):
                details["guess"] = f"/{near}"
            yield Problem(Code.PAGE_LOST, Place(plugin.config.redirects_file), details)


def with_aliases_added(
    lost: Iterable[Loss], manuscripts: Sequence[Manuscript], docs: Path, now: dt.datetime
) -> Iterator[tuple[Path, str, str]]:
    """Yield the files of articles that can be read elsewhere now: their texts, and with what they lost as `aliases`.

    Each file is read when it is its turn: it may be written in between.
    """
    taken = {address for each in manuscripts for address in addresses_of(each)}
    for loss in lost:
        article = loss.article
        free = [address for address in loss.addresses if address not in taken]
        if article and is_public(article, now):
            path = docs / article.file
            text = path.read_bytes().decode()
            yield path, text, with_aliases(text, article.file, free)
