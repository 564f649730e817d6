"""Tells whether there is anything to publish, without building: `due=true` or `due=false` for the next jobs.

After a push, or started by hand, there always is. On the schedule there is when an embargo has ended since the last
publication: the published site says in `embargo.json` when the next one ends. Where an earlier state was published on
purpose, it says that instead (`held`), and nothing is due before the next change.

    embargo.py --again    # later, right before building: exit status 1 if an earlier state was published meanwhile

In doubt the answer is no. Pages may be switched off, nothing may be published yet, the file may be missing or
unreadable, the network down: the next push repairs all of these, and a schedule that says yes to them would build the
whole site every quarter of an hour, for as long as nobody looks.
"""

import datetime as dt
import json
import os
import sys
import urllib.error
import urllib.request
from http import HTTPStatus
from pathlib import Path
from typing import Any

TIMEOUT = 20  # seconds
HELD = "Zurückgesetzt auf "


def main(arguments: list[str]) -> int:
    """Write the answer where the next jobs read it, and its reason into the log."""
    if os.environ["GITHUB_EVENT_NAME"] != "schedule":
        due, reason = True, "Von Hand oder durch eine Änderung gestartet."
    else:
        due, reason = look(dt.datetime.now(dt.UTC))
    if arguments == ["--again"] and reason.startswith(HELD):
        print(f"::error::{reason}")
        return 1
    print(reason)
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as output:
        output.write(f"due={str(due).lower()}\n")
    return 0


def look(now: dt.datetime) -> tuple[bool, str]:
    """Return whether an embargo has ended since the last publication, and how that is known."""
    try:
        pages = fetch(
            f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/pages",
            Authorization=f"Bearer {os.environ['GITHUB_TOKEN']}",
            Accept="application/vnd.github+json",
        )
        # The moment in the address: what lies between here and Pages may keep an older answer for ten minutes.
        published = fetch(f"{pages['html_url'].rstrip('/')}/embargo.json?{now.timestamp():.0f}")
        if held := published.get("held"):
            return False, f"{HELD}{held[:7]}, bis zur nächsten Änderung. So lange endet keine Sperrfrist."
        end = published["next"]
        moment = dt.datetime.fromisoformat(end) if end else None
        due = moment is not None and moment <= now
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error, urllib.error.HTTPError) and error.code == HTTPStatus.NOT_FOUND:
            return False, "Pages ist nicht eingeschaltet, oder es ist noch nichts veröffentlicht."
        return False, f"::warning::Wann die nächste Sperrfrist endet, war nicht zu erfahren: {error!r}"
    return due, f"Die nächste Sperrfrist endet: {end or 'keine'}. Fällig: {'ja' if due else 'nein'}."


def fetch(address: str, **headers: str) -> Any:
    """Return what the JSON at an address says."""
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=TIMEOUT) as answer:
        return json.load(answer)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
