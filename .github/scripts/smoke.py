"""Looks at the published site as a reader would: the front page and the newest article, each with its disclaimer.

    smoke.py https://owner.github.io/repo/ [--tries 10] [--pause 15]

Pages takes a moment to show what was deployed, so it looks again for a while before it calls the publication broken.
"""

import argparse
import re
import sys
import time
import urllib.request
from html.parser import HTMLParser
from urllib.parse import urljoin

TIMEOUT = 20  # seconds
ARTICLE = re.compile(r"posts/(\d{4}/\d{2}/\d{2})/[^/?#]+/$")


class Broken(Exception):  # noqa: N818 - the result
    """What a reader would miss."""


class Page(HTMLParser):
    """How many disclaimers a page has, and where its links lead."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.disclaimers = 0
        self.links: list[str] = []
        request = urllib.request.Request(address, headers={"Cache-Control": "no-cache"})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            self.feed(answer.read().decode("utf-8"))
        if self.disclaimers != 1:
            raise Broken(f"{address}: {self.disclaimers} Haftungsausschlüsse statt einem")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note disclaimers and links."""
        given = dict(attrs)
        self.disclaimers += tag == "aside" and "disclaimer" in (given.get("class") or "").split()
        if tag == "a" and given.get("href"):
            self.links.append(urljoin(self.address, given["href"]))


def newest(front: Page) -> str | None:
    """Return the address of the newest article that the front page shows."""
    found = [
        (match[1], link) for link in front.links if link.startswith(front.address) and (match := ARTICLE.search(link))
    ]
    return max(found)[1] if found else None


def look(address: str) -> str:
    """Look once; return what was seen."""
    article = newest(Page(address))
    if article:
        Page(article)
    return f"In Ordnung: {address} und {article or 'noch kein Artikel'}"


def main() -> int:
    """Look until all is well, or patience ends; 1 if it is not well then."""
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--tries", type=int, default=10)
    parser.add_argument("--pause", type=float, default=15, help="seconds between two tries")
    given = parser.parse_args()
    for left in reversed(range(given.tries)):
        try:
            print(look(given.address.rstrip("/") + "/"))
        except (Broken, OSError, ValueError) as error:
            if not left:
                print(f"::error::Die veröffentlichte Website ist nicht in Ordnung: {error}")
                break
            print(f"Noch nicht: {error}")
            time.sleep(given.pause)
        else:
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
