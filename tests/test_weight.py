"""What a reader loads for an article, with gzip: HTML, style sheet, scripts and font.

The scripts of sharing are counted, though only those load them who press its button; pictures are not.
"""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.newsroom import Page
from tests.sample import ARTICLE, LONG

pytestmark = pytest.mark.xdist_group("sample")

ARTICLE_BYTES, SCRIPT_BYTES = 29 * 1024, 2 * 1024
FACE = "newsreader-display-{}.woff2"
OPINION = "posts/2026/03/03/a3/"
_FETCHED = "link[rel=stylesheet], link[rel=preload]"
_IMPORT = re.compile(r'^\s*import\b[^;]*?"(\./[^"]+)"', re.MULTILINE)


def sent(file: Path) -> int:
    """Return how many bytes are sent of a file; fonts are compressed already."""
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content, 9))


@pytest.mark.parametrize("url", [ARTICLE, LONG, OPINION])
def test_an_article_is_light(sample: Path, url: str) -> None:
    page = Page(sample / url / "index.html", url)
    files = {page.lead(each.get("href")) for each in page.all(_FETCHED)}
    scripts = {page.lead(each.get("src")) for each in page.all("script[src]")}
    for script in [*scripts]:
        scripts |= {urljoin(script, each) for each in _IMPORT.findall((sample / script).read_text())}
    parts = (".prose aside, .footnote", ".chart", ".article--opinion")
    assert len(files) == 2 + sum(bool(page.all(each)) for each in parts)
    faces = [each.rpartition("/")[2] for each in files if each.endswith(".woff2")]
    assert faces == [FACE.format("italic-500" if url == OPINION else "600")], "one is enough for a page"
    assert scripts == {"assets/magazine.js"}
    weights = {
        each: sent(sample / each)
        for each in [f"{url}index.html", *files, *scripts, "assets/share.js", "assets/element.js"]
    }
    assert sum(weights[each] for each in weights if each.endswith(".js")) <= SCRIPT_BYTES, weights
    assert sum(weights.values()) <= ARTICLE_BYTES, weights
