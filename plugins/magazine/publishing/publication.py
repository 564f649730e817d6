"""Warnings for editors, and small files of the site: `embargo.json`, `addresses.json`, `robots.txt`."""

import datetime as dt
import json
import os
from collections.abc import Iterable, Sequence

import click

from magazine.content.article import Article


def warn(message: str) -> None:
    """Print a warning: as an annotation in GitHub Actions, else on the terminal.

    Not through MkDocs' log, where every warning stops a strict build.
    """
    if os.environ.get("GITHUB_ACTIONS") == "true":
        click.echo(f"::warning file=mkdocs.yml::{message}")
    else:
        click.secho(f"⚠ {message}", fg="yellow", err=True)


def embargo_note(moment: dt.datetime | None) -> bytes:
    """Return `embargo.json`: when the site has to be published again because an embargo ends then.

    A timetable can ask the published site for it, and need not build anything to know that there is nothing to do.
    """
    return json.dumps({"next": moment.astimezone(dt.UTC).isoformat() if moment else None}).encode() + b"\n"


def addresses(articles: Iterable[Article], pages: Iterable[str]) -> bytes:
    """Return `addresses.json`: every address at which readers find an article, and the Markdown file it is in.

    The file's name is left out where it follows from the address; other `pages` have null instead of one. `magazine
    check --published` holds a newer state against the list, which changes only when an address does.
    """
    listed: dict[str, str | None] = dict.fromkeys(pages)
    listed |= {
        address: "" if each.file == usual_file(address) else each.file
        for each in articles
        for address in (each.url, *each.aliases)
    }
    return json.dumps(listed, ensure_ascii=False, sort_keys=True, indent=0, separators=(",", ":")).encode() + b"\n"


def usual_file(address: str) -> str:
    """Return the Markdown file of the article at `address`, unless its front matter names another slug or date."""
    return f"{address.removesuffix('/')}.md"


def robots(site: str, sitemaps: Sequence[str]) -> bytes:
    """Return `robots.txt` (RFC 9309): everything may be read; these are the sitemaps of the site at `site`.

    Crawlers read it only at the root of a domain.
    """
    lines = ["User-agent: *", "Allow: /", "", *(f"Sitemap: {site}{name}" for name in sitemaps), ""]
    return "\n".join(lines).encode()
