"""Measures the preview as who writes meets it: from its start to the first page, and from saving to seeing."""

import contextlib
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import IO

from tests.benchmarks import articles
from tests.benchmarks.competitors import EVERYTHING
from tests.benchmarks.measure import end, timed
from tests.benchmarks.results import keep, kept
from tests.servers import free_port

ROUNDS = 10
_PATIENCE = 300.0
"""Seconds after which a page is no longer waited for: the first build of all takes longest."""

_PAUSE = 2.0
"""Seconds between an edit that is seen and the next: who writes looks at it, and the preview makes its search index."""

_LOOK = 0.01
"""Seconds between two looks at a page. While a build is under way, the preview keeps whoever asks waiting."""

_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class PreviewError(Exception):
    """A page did not show what it was waited for."""


@dataclass(slots=True)
class SeenEdit:
    """Seconds of each round, by what was waited for."""

    first: list[float] = field(default_factory=list)
    text: list[float] = field(default_factory=list)
    headline: list[float] = field(default_factory=list)
    day: str = ""

    def medians(self) -> dict[str, float]:
        """Return the median of each."""
        return {name: statistics.median(getattr(self, name)) for name in ("first", "text", "headline")}


def known(count: int) -> SeenEdit | None:
    """Return what an earlier run measured."""
    data = kept(count, "preview")
    return SeenEdit(**data) if data else None


def measure(count: int, rounds: int = ROUNDS) -> SeenEdit:
    """Start the preview of a site as often as there are rounds, then edit in the last one; keep what was seen.

    Raises:
        BuildError: the build fails, of which the preview finds a warm cache.
        PreviewError: the preview ended, or does not show an edit.
    """
    seen = SeenEdit(day=date.today().isoformat())
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder, "site")
        EVERYTHING.write(root, count)
        build = EVERYTHING.build(root)
        timed(build.command, build.environment)
        port = free_port()  # one for all: what a preview keeps for the next belongs to its address
        with _running(root, port) as preview:
            preview.until_shown("", "</html>")  # the pages it keeps differ from those of a build
        for number in range(rounds):
            with _running(root, port) as preview:
                seen.first.append(preview.until_shown("", "</html>"))
                if number == rounds - 1:
                    _edit(root, preview, seen, rounds)
        keep(count, "preview", asdict(seen))
    return seen


def _edit(root: Path, preview: "_Preview", seen: SeenEdit, rounds: int) -> None:
    posts = root / "docs/posts"
    old, newest = articles.middle(posts), articles.in_order(posts)[-1]
    page = f"posts/{old.relative_to(posts).with_suffix('').as_posix()}/"
    for number in range(1, rounds + 1):
        time.sleep(_PAUSE)
        words = f"Zum {number}. Mal ein anderer Schluss."
        articles.edit_text(old, words)
        seen.text.append(preview.until_shown(page, words))
        time.sleep(_PAUSE)
        words = f"Zum {number}. Mal eine andere Überschrift"
        articles.edit_headline(newest, words)
        seen.headline.append(preview.until_shown("", words))


class _Preview:
    """A preview that is starting, or running."""

    def __init__(self, settings: Path, port: int, told: IO[bytes]) -> None:
        place = f"127.0.0.1:{port}"
        self.address, self.told = f"http://{place}/", told
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--config-file", str(settings), "--dev-addr", place],
            stdout=told,
            stderr=told,
            start_new_session=True,
        )

    def until_shown(self, page: str, words: str) -> float:
        """Wait for words on a page; return the seconds it took."""
        start = time.perf_counter()
        while words not in _page(self.address + page):
            if self.process.poll() is not None or time.perf_counter() - start > _PATIENCE:
                self.told.seek(0)
                last = self.told.read()[-500:].decode(errors="replace")
                raise PreviewError(f"'{words}' is not shown on page '{page}': {last}")
            time.sleep(_LOOK)
        return time.perf_counter() - start


@contextlib.contextmanager
def _running(root: Path, port: int) -> Iterator[_Preview]:
    """Start a preview, and end it in any case."""
    with tempfile.TemporaryFile() as told:
        preview = _Preview(root / "mkdocs.yml", port, told)
        try:
            yield preview
        finally:
            end(preview.process.pid, signal.SIGINT)  # as Ctrl+C does: it leaves its pages to the next one
            with contextlib.suppress(subprocess.TimeoutExpired):
                preview.process.wait(10)
            end(preview.process.pid, signal.SIGKILL)
            preview.process.wait()


def _page(address: str) -> str:
    """Return a page, or nothing where there is none yet."""
    try:
        with _OPENER.open(address, timeout=_PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))
    except (urllib.error.URLError, OSError):
        return ""
