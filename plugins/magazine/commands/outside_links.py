"""Checks whether links to other sites that a proposal adds lead anywhere. Dead links are warnings, never errors."""

import html
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from urllib.parse import urldefrag, urljoin

import click
import requests

from magazine.checks.catalogue import Severity
from magazine.checks.report import FORMATS, Finding
from magazine.commands.git import Change, History
from magazine.content.private_addresses import Private, refuse_private, refuse_private_peer
from magazine.locales import Locale

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\^{}\[\]]+", re.IGNORECASE)
_AT_A_TIME = 8  # requests
_MOST = 200  # links of one proposal that are checked; more would burden other sites
_HOPS = 10
_TIMEOUT = (5, 10)  # seconds to connect, and between two answers
_PAUSE = 1  # seconds before the second try
_GONE = frozenset({404, 410})
_REFUSED, _BROKEN = 400, 500  # and above. Between them (401, 403, 429 …) a server often only dislikes programs.


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """An address of another site, and where it was written."""

    file: str
    line: int
    url: str


_WORDS: dict[type[Exception], str] = {
    Private: "links.private",
    requests.Timeout: "links.timeout",
    requests.exceptions.SSLError: "links.insecure",
    requests.TooManyRedirects: "links.redirects",
    Exception: "links.unreachable",  # no such host, no answer, not an address at all
}


def print_dead_links(history: History, changes: Iterable[Change], docs: str, locale: Locale) -> None:
    """Print a warning for each new link that leads nowhere: as annotations in GitHub Actions, else as text."""
    links = list(added_links(history, changes))
    form = "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    for link, reason in dead_links(links[:_MOST], locale):
        finding = Finding(
            file=f"{docs}/{link.file}",
            line=link.line,
            column=None,
            code="link-dead",
            severity=Severity.WARNING,
            message=locale("links.dead", url=link.url, reason=reason),
            hint=locale("links.dead_hint"),
        )
        click.echo(FORMATS[form]([finding]), err=True)
    click.echo(locale("links.asked", count=min(len(links), _MOST)), err=True)
    if len(links) > _MOST:
        click.echo(locale("links.too_many", count=len(links) - _MOST), err=True)


def added_links(history: History, changes: Iterable[Change]) -> Iterator[OutsideLink]:
    """Yield the links that a file has now and had not before, each once for a file."""
    for change in changes:
        if change.file.endswith((".md", ".yml")):
            seen = {url for _, url in _links(history.text_before(change))}
            for line, url in _links(history.text_now(change)):
                if url not in seen:
                    seen.add(url)
                    yield OutsideLink(change.file, line, url)


def _links(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), start=1):
        for found in _ADDRESS.findall(line):
            url = found.rstrip(".,;:!?*~")
            while url.endswith(")") and url.count(")") > url.count("("):
                url = url[:-1].rstrip(".,;:!?*~")
            yield number, html.unescape(url)


def dead_links(
    links: Iterable[OutsideLink], locale: Locale, allow: Callable[[str], None] | None = None
) -> Iterator[tuple[OutsideLink, str]]:
    """Yield the links that lead nowhere, and why. `allow` raises Private for addresses that must not be requested."""
    links = list(links)
    addresses = list(dict.fromkeys(urldefrag(link.url).url for link in links))
    with ThreadPoolExecutor(_AT_A_TIME) as pool:
        reasons = dict(
            zip(
                addresses,
                pool.map(lambda url: _why_dead(url, locale, allow or refuse_private), addresses),
                strict=True,
            )
        )
    for link in links:
        if reason := reasons[urldefrag(link.url).url]:
            yield link, reason


def _why_dead(url: str, locale: Locale, allow: Callable[[str], None]) -> str | None:
    """Return why `url` cannot be reached, None if it can. A failed request is repeated once."""
    reason = _ask(url, locale, allow)
    if reason:
        time.sleep(_PAUSE)
        reason = _ask(url, locale, allow)
    return reason


def _ask(url: str, locale: Locale, allow: Callable[[str], None]) -> str | None:
    try:
        status = _status("HEAD", url, allow)  # is the smallest request, but some servers know only GET
        if status >= _REFUSED:
            status = _status("GET", url, allow)
    except (Private, requests.RequestException, OSError, ValueError) as error:
        return locale(next(word for kind, word in _WORDS.items() if isinstance(error, kind)))
    return f"{status}" if status in _GONE or status >= _BROKEN else None


def _status(method: str, url: str, allow: Callable[[str], None]) -> int:
    """Return the status behind all redirects; each hop has to be allowed."""
    with requests.Session() as session:
        session.trust_env = False  # no passwords from a .netrc
        session.headers["User-Agent"] = _who_asks()
        for _ in range(_HOPS):
            allow(url)
            with session.request(method, url, timeout=_TIMEOUT, allow_redirects=False, stream=True) as response:
                if allow is refuse_private:
                    refuse_private_peer(response)
                if not response.is_redirect:
                    return response.status_code
                url = urljoin(url, response.headers["location"])
    raise requests.TooManyRedirects


def _who_asks() -> str:
    server, repository = os.environ.get("GITHUB_SERVER_URL"), os.environ.get("GITHUB_REPOSITORY")
    home = f" (+{server}/{repository})" if server and repository else ""
    return f"mkdocs-magazine/{version('mkdocs-magazine')} link check{home}"
