"""Measures the preview as who writes meets it: from its start to the first page, and from saving to seeing."""

import contextlib
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from tests.benchmarks import articles
from tests.benchmarks.competitors import EVERYTHING
from tests.benchmarks.measure import end
from tests.benchmarks.results import keep, kept

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
class Seen:
    """Seconds of each round, by what was waited for."""

    first: list[float] = field(default_factory=list)
    text: list[float] = field(default_factory=list)
    headline: list[float] = field(default_factory=list)
    day: str = ""

    def medians(self) -> dict[str, float]:
        """Return the median of each."""
        return {name: statistics.median(getattr(self, name)) for name in ("first", "text", "headline")}


def known(count: int) -> Seen | None:
    """Return what an earlier run measured."""
    data = kept(count, "preview")
    return Seen(**data) if data else None


def measure(count: int, rounds: int = ROUNDS) -> Seen:
    """Start the preview of a site as often as there are rounds, then edit in the last one; keep what was seen.

    Raises:
        PreviewError: the preview ended, or does not show an edit.
    """
    seen = Seen(day=date.today().isoformat())
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder, "site")
        EVERYTHING.write(root, count)
        with _preview(root):
            pass  # the cache is filled
        for _ in range(rounds - 1):
            with _preview(root) as (_, seconds):
                seen.first.append(seconds)
        with _preview(root) as (address, seconds):
            seen.first.append(seconds)
            _edit(root, address, seen, rounds)
    keep(count, "preview", asdict(seen))
    return seen


def _edit(root: Path, address: str, seen: Seen, rounds: int) -> None:
    posts = root / "docs/posts"
    old, newest = articles.middle(posts), articles.in_order(posts)[-1]
    page = f"{address}posts/{old.relative_to(posts).with_suffix('').as_posix()}/"
    for number in range(1, rounds + 1):
        words = f"Zum {number}. Mal ein anderer Schluss."
        seen.text.append(_until_shown(page, words, lambda words=words: articles.edit_text(old, words)))  # type: ignore[misc]
        words = f"Zum {number}. Mal eine andere Überschrift"
        seen.headline.append(_until_shown(address, words, lambda words=words: articles.edit_headline(newest, words)))  # type: ignore[misc]


def _until_shown(address: str, words: str, save: Callable[[], None]) -> float:
    time.sleep(_PAUSE)
    save()
    start = time.perf_counter()
    while words not in _page(address):
        if time.perf_counter() - start > _PATIENCE:
            raise PreviewError(f"'{words}' is not on the page {_PATIENCE:.0f} s after it was saved")
        time.sleep(_LOOK)
    return time.perf_counter() - start


@contextlib.contextmanager
def _preview(root: Path) -> Iterator[tuple[str, float]]:
    """Start a preview on a free port; yield its address and the seconds until its front page; end it in any case."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    settings = str(root / "mkdocs.yml")
    start = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--config-file", settings, "--dev-addr", place],
            stdout=told,
            stderr=told,
            start_new_session=True,
        )
        try:
            while "</html>" not in _page(f"http://{place}/"):
                if process.poll() is not None or time.perf_counter() - start > _PATIENCE:
                    told.seek(0)
                    raise PreviewError(f"no first page: {told.read()[-500:].decode(errors='replace')}")
                time.sleep(_LOOK)
            yield f"http://{place}/", time.perf_counter() - start
        finally:
            end(process.pid, signal.SIGINT)  # as Ctrl+C does: the preview leaves its pages to the next one
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            end(process.pid, signal.SIGKILL)
            process.wait()


def _page(address: str) -> str:
    """Return a page, or nothing where there is none yet."""
    try:
        with _OPENER.open(address, timeout=_PATIENCE) as answer:
            return str(answer.read().decode("utf-8"))
    except (urllib.error.URLError, OSError):
        return ""
