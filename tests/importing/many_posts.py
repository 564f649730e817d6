"""Makes a large export of WordPress of a small one: its posts and pages again and again, each at an address of its own.

    python -m tests.importing.many_posts export.xml 1000 > many.xml

How long an import takes depends on what stands in the posts, so they are real ones.
"""

import sys
from collections.abc import Iterator
from copy import deepcopy
from itertools import cycle, islice
from pathlib import Path

from lxml import etree

_WP = "{*}"
_FIRST = 1_000_000  # numbers above all of the export's


def many_posts(export: bytes, count: int) -> bytes:
    """Return an export with `count` public posts; what is not one stays as it is."""
    tree = etree.fromstring(export)
    items = tree.findall("channel/item")
    posts = [each for each in items if _is_post(each)]
    last = posts[-1]
    for copy in islice(_copies(posts), max(0, count - len(posts))):
        last.addnext(copy)
        last = copy
    written: bytes = etree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return written


def _is_post(item: etree._Element) -> bool:
    kind, status, password = (item.findtext(f"{_WP}{name}") for name in ("post_type", "status", "post_password"))
    return (kind, status, password or "") == ("post", "publish", "")


def _copies(posts: list[etree._Element]) -> Iterator[etree._Element]:
    for number, post in enumerate(cycle(posts), start=_FIRST):
        copy = deepcopy(post)
        for tag, ending in (("title", f" {number}"), ("link", f"{number}/"), (f"{_WP}post_name", f"-{number}")):
            if (element := copy.find(tag)) is not None:
                element.text = f"{element.text or ''}{ending}"
        if (element := copy.find(f"{_WP}post_id")) is not None:
            element.text = str(number)
        yield copy


if __name__ == "__main__":
    sys.stdout.buffer.write(many_posts(Path(sys.argv[1]).read_bytes(), int(sys.argv[2])))
