"""Lighthouse: how fast, accessible and sound a page is, on a phone with a slow line and on a desktop.

Its standard throttling is used: a phone has 1.6 Mbit/s, 150 ms to the server and a quarter of this machine's speed.
https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
"""

import json
import os
import statistics
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.chromium import find_whole
from tests.browser.conftest import ARGUMENTS

FORMS = {"mobile": [], "desktop": ["--preset=desktop"]}
"""What is asked for a phone and a desktop."""

SCORES = ("performance", "accessibility", "best-practices", "seo")
_PATIENCE = 180  # seconds for one page; it takes about ten
# What is not on this machine is refused before a connection is made.
_ALONE = ["--headless=new", "--proxy-server=127.0.0.1:9", "--ignore-certificate-errors"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What Lighthouse says of a page. Scores go to 100; the largest paint is in seconds."""

    scores: dict[str, int]
    paint: float
    shift: float
    sent: int
    """Bytes over the wire, everything counted."""
    requests: int
    faults: frozenset[str]
    """What takes away from a score: the audit's name and what it says."""


def measure(tools: Path, address: str, form: str) -> Measured:
    """Load a page in a browser of its own, which knows nothing of it.

    Raises:
        AssertionError: The page cannot be judged, e.g. because it is not there.
    """
    command = [str(tools.parents[1] / "bin/node"), str(tools / "lighthouse/cli/index.js"), address]
    options = ["--quiet", "--output=json", "--no-enable-error-reporting", f"--only-categories={','.join(SCORES)}"]
    flags = f"--chrome-flags={' '.join([*ARGUMENTS, *_ALONE])}"
    browser = {"CHROME_PATH": find_whole() or ""}
    told = subprocess.run(
        [*command, *options, *FORMS[form], flags],
        env=os.environ | browser,
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return _read(json.loads(told.stdout))


def _read(told: dict[str, Any]) -> Measured:
    assert "runtimeError" not in told, told["runtimeError"]
    audits = told["audits"]
    loads = [each for each in audits["network-requests"]["details"]["items"] if each["url"].startswith("http")]
    counted = {ref["id"] for each in told["categories"].values() for ref in each["auditRefs"] if ref["weight"]}
    return Measured(
        {name: round(100 * told["categories"][name]["score"]) for name in SCORES},
        audits["largest-contentful-paint"]["numericValue"] / 1000,
        audits["cumulative-layout-shift"]["numericValue"],
        sum(each["transferSize"] for each in loads),
        len(loads),
        frozenset(f"{name}: {_said(audits[name])}" for name in counted if (audits[name]["score"] or 0) < 1),
    )


def _said(audit: dict[str, Any]) -> str:
    nodes = [each.get("node", {}).get("snippet", "") for each in audit.get("details", {}).get("items", [])]
    return " ".join([audit.get("displayValue") or audit["title"], *nodes[:3]])


def median(measured: Iterable[Measured]) -> Measured:
    """Return the medians of several loads of a page, and every fault of them."""
    each = list(measured)
    return Measured(
        {name: round(statistics.median(one.scores[name] for one in each)) for name in SCORES},
        statistics.median(one.paint for one in each),
        statistics.median(one.shift for one in each),
        round(statistics.median(one.sent for one in each)),
        round(statistics.median(one.requests for one in each)),
        frozenset().union(*(one.faults for one in each)),
    )
