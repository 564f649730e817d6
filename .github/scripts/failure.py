"""Says in one line why nothing was published, at the top of the run's summary: the step, and its first error.

GitHub knows both: which step of which job failed, and the errors with file and line (annotations).
What has none, such as the tests, has its first error in the log.
"""

import json
import os
import re
import sys
import urllib.request
from http.client import HTTPResponse
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import quote

TIMEOUT = 20  # seconds
LONGEST = 300  # characters of an error
GENERIC = "Process completed with exit code"
PLACE = re.compile(r"(?m)^(?:\S+Z )?([\w./-]+\.\w+):(\d+)(?::\d+)?: (.+)$")  # as pytest, mypy and actionlint write it
FINE = {"success", "skipped", None}  # conclusions; None is for what still runs
OVERTAKEN = "„main“ hat sich beim Bauen geändert; die nächste Veröffentlichung wartet schon."
SPECIAL = re.compile(r"[\\`*_\[\]<>|#&$~!]")


class Error(NamedTuple):
    """What went wrong; where, if it is known."""

    message: str
    file: str = ""
    line: int = 0


def main() -> int:
    """Write the line into the summary, and into the log."""
    try:
        failed = [job for job in jobs() if job["conclusion"] not in FINE]
        reason = why(min(failed, key=lambda job: job["completed_at"] or "9")) if failed else OVERTAKEN
    except (OSError, ValueError, KeyError, TypeError) as error:
        reason = f"Der Grund war nicht zu erfahren ({plain(repr(error))}); er steht im Protokoll."
    published = os.environ["DEPLOYED"] == "success"
    line = f"⚠️ **Veröffentlicht, aber:** {reason}" if published else f"❌ **Nicht veröffentlicht:** {reason}"
    print(line)
    with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as summary:
        summary.write(f"{line}\n")
    return 0


def why(job: dict[str, Any]) -> str:
    """Return which step of a job failed, and its first error."""
    step = next((each["name"] for each in job["steps"] if each["conclusion"] not in FINE), None)
    text = f"[„{plain(step or job['name'])}“ ist gescheitert]({job['html_url']})."
    error = annotated(job) or logged(job)
    if error is None:
        return text
    where = f"[{plain(error.file)}, Zeile {error.line}]({address(error)}): " if error.file else ""
    return f"{text} {where}{plain(error.message)}"


def address(error: Error) -> str:
    """Return where GitHub shows the line."""
    repository = f"{os.environ['GITHUB_SERVER_URL']}/{os.environ['GITHUB_REPOSITORY']}"
    return f"{repository}/blob/{os.environ['COMMIT']}/{quote(error.file)}?plain=1#L{error.line}"


def annotated(job: dict[str, Any]) -> Error | None:
    """Return the first error that is an annotation; those with a place first."""
    annotations = json.load(ask(f"/check-runs/{job['id']}/annotations?per_page=100"))
    errors = [
        # What has no file gets a folder as its place.
        Error(each["message"], each["path"], each["start_line"])
        if each["path"] != ".github"
        else Error(each["message"])
        for each in annotations
        if each["annotation_level"] == "failure" and GENERIC not in each["message"]
    ]
    return min(errors, key=lambda error: not error.file, default=None)


def logged(job: dict[str, Any]) -> Error | None:
    """Return the first error with a place in what the failed step wrote."""
    log = ask(f"/actions/jobs/{job['id']}/logs").read().decode("utf-8", "replace")
    step = log.partition("##[error]")[0].rpartition("##[group]Run ")[2]
    found = PLACE.search(step)
    return Error(found[3], found[1], int(found[2])) if found else None


def jobs() -> list[dict[str, Any]]:
    """Return the jobs of this run."""
    run, attempt = os.environ["GITHUB_RUN_ID"], os.environ["GITHUB_RUN_ATTEMPT"]
    return list(json.load(ask(f"/actions/runs/{run}/attempts/{attempt}/jobs?per_page=100"))["jobs"])


def plain(text: str) -> str:
    """Return a text that is one line, not too long, and no Markdown: an article's author may have written it."""
    line = " ".join(text.split())
    line = line if len(line) <= LONGEST else f"{line[:LONGEST]} …"
    return SPECIAL.sub(lambda found: f"&#{ord(found[0])};", line)


def ask(path: str) -> HTTPResponse:
    """Return GitHub's answer. The log lies elsewhere: a redirection there does not get the token."""
    request = urllib.request.Request(f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}{path}")
    request.add_header("Accept", "application/vnd.github+json")
    request.add_unredirected_header("Authorization", f"Bearer {os.environ['GITHUB_TOKEN']}")
    return cast(HTTPResponse, urllib.request.urlopen(request, timeout=TIMEOUT))


if __name__ == "__main__":
    sys.exit(main())
