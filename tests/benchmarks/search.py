"""Measures a search as a reader meets it who has not searched before: seconds and bytes until there are hits."""

import json
import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.competitors import EVERYTHING
from tests.benchmarks.measure import timed
from tests.benchmarks.results import keep, kept
from tests.browser.chromium import find
from tests.browser.conftest import ARGUMENTS
from tests.servers import serving_files

ROUNDS = 5
WORDS = {
    "a word of nearly every article": "Hafen",
    "two of them": "Brücke Wasser",
    "the beginning of words": "Spei",
    "a word of one article": "7",
    "a word that is misspelt": "Brükce",
}
"""What is asked for, by what it is; the generated articles are made of few words, which is the worst case."""

# Hits, or what is near, are shown in one go: the list gets its first entry.
_WATCH = """addEventListener("DOMContentLoaded", () => {
  const list = document.querySelector(".search ol");
  new MutationObserver(() => { window.found ??= performance.now(); }).observe(list, {childList: true});
})"""
# A reader who is faster than anybody: asks when the scripts have run, and all of the index is still to be loaded.
_ASK = """(words) => addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector(".search__form");
  const list = document.querySelector(".search ol");
  const start = performance.now();
  new MutationObserver(() => {
    if (list.children.length) window.asked ??= performance.now() - start;
  }).observe(list, {childList: true});
  form.elements.q.value = words;
  form.requestSubmit();
})"""
_BYTES = """() => performance.getEntriesByType("resource")
  .filter(({name}) => name.includes("/search-index/")).reduce((sum, {encodedBodySize}) => sum + encodedBodySize, 0)"""


@dataclass(slots=True)
class Query:
    """What one first search costs. `asked` are milliseconds from the button to the hits, `opened` from the call of
    an address that has the words in it; `loaded` are bytes of the index."""

    title: str
    asked: list[float]
    opened: list[float]
    loaded: int
    day: str = ""


def known(count: int) -> list[Query]:
    """Return what an earlier run measured."""
    return [Query(**each) for each in kept(count, "search") or []]


def measure(count: int, rounds: int = ROUNDS) -> list[Query]:
    """Build a site, and search it with a browser that has loaded nothing of it; keep what was seen.

    Raises:
        BuildError: The build fails.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder, "site")
        EVERYTHING.write(root, count)
        build = EVERYTHING.build(root)
        timed(build.command, build.environment)
        with serving_files(root / "site") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
            queries = list(_measured(browser, f"{address}suche/", rounds))
            browser.close()
    keep(count, "search", [asdict(query) for query in queries])
    return queries


def _measured(browser: Browser, address: str, rounds: int) -> Iterator[Query]:
    for title, words in WORDS.items():
        asked, opened, loaded = [], [], 0
        for _ in range(rounds):
            context = browser.new_context()
            page = context.new_page()
            page.add_init_script(f"({_ASK})({json.dumps(words)})")
            page.goto(address, wait_until="networkidle")
            asked.append(float(page.evaluate("() => window.asked")))
            loaded = int(page.evaluate(_BYTES))
            context.close()
            context = browser.new_context()
            page = context.new_page()
            page.add_init_script(_WATCH)
            page.goto(f"{address}?q={quote(words)}", wait_until="networkidle")
            opened.append(float(page.evaluate("() => window.found")))
            context.close()
        yield Query(title, asked, opened, loaded, date.today().isoformat())


def slowest(queries: list[Query]) -> float:
    """Return the median milliseconds, from the button to the hits, of the slowest."""
    return max(statistics.median(query.asked) for query in queries)
