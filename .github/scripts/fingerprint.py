"""Prints a fingerprint of all that the tests judge: everything Git tracks here, except the content in `docs/`.

A run of the tests that was passed leaves a mark under this fingerprint, and who finds the mark need not run them again.
What is not committed is unknown: then there is no fingerprint, an error, and exit status 1.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

CONTENT = "docs/"


def git(*arguments: str) -> str:
    """Return what Git says."""
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout


def main() -> int:
    """Print the fingerprint, and write it where the next steps read it."""
    if changed := git("status", "--porcelain", "--", ".", f":(exclude){CONTENT}"):
        print(
            f"::error::Nicht alles ist festgeschrieben, also ist nicht bekannt, was geprüft wurde: {changed.split()[1]}"
        )
        return 1
    tracked = git("ls-tree", "-r", "-z", "--full-tree", "HEAD").split("\0")
    code = [entry for entry in tracked if entry and not entry.partition("\t")[2].startswith(CONTENT)]
    fingerprint = hashlib.sha256("\0".join(code).encode()).hexdigest()
    print(fingerprint)
    if output := os.environ.get("GITHUB_OUTPUT"):
        with Path(output).open("a", encoding="utf-8") as file:
            file.write(f"fingerprint={fingerprint}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
