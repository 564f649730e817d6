"""Finds the commit whose state is to be published instead of the newest: `commit=…`, in full, for the next jobs.

`COMMIT` is what was typed. It must name one that `main` has been at: what lay between, on the branch of a proposal,
never was the magazine.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

HASH = re.compile(r"[0-9a-f]{7,40}")


def find(typed: str) -> str:
    """Return the full hash of the commit that was typed.

    Raises:
        ValueError: It is no hash, or none of a state of `main`; the message is for whoever typed it.
    """
    if not HASH.fullmatch(typed):
        raise ValueError(
            "Das ist kein Commit: 7 bis 40 Zeichen, 0 bis 9 und a bis f, wie GitHub sie in der Liste zeigt."
        )
    states = subprocess.run(["git", "rev-list", "--first-parent", "HEAD"], check=True, capture_output=True, text=True)
    found = [state for state in states.stdout.split() if state.startswith(typed)]
    if len(found) != 1:
        raise ValueError(f"{typed} ist kein Stand von main." if not found else f"Mit {typed} beginnen mehrere Commits.")
    return found[0]


def main() -> int:
    """Write the answer where the next jobs read it, and what it means into the log."""
    try:
        commit = find(os.environ["COMMIT"].strip().lower())
    except ValueError as error:
        print(f"::error::{error}")
        return 1
    print(f"Veröffentlicht wird der Stand von {commit}, bis zur nächsten Änderung.")
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as output:
        output.write(f"commit={commit}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
