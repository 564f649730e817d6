"""Runs a workflow's jobs here, step by step in a fresh clone, and prints how long each step takes.

    python -m tests.workflows.replay publication                                   # content was pushed
    python -m tests.workflows.replay publication --code                            # code was: lint and tests run, too
    python -m tests.workflows.replay publication --articles 10000 --restore-cache
    python -m tests.workflows.replay check --articles 1000                         # one article is proposed

The steps set up their environment with an empty cache of packages, as on a machine of GitHub's. Without `--articles` it
is the magazine of this repository. Jobs run one after the other here, side by side on GitHub.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .actions import Caches
from .clones import ARTICLE, WHEN, clone, commit, job, propose, repository, write
from .runner import CODE, Duration, Run, git

JOBS = {"publication": ("build", "tests"), "check": ("article", "code")}
"""Of each workflow, the jobs whose end somebody waits for."""

PROPOSAL = {"event_name": "pull_request", "ref": "refs/pull/7/merge", "base_ref": "main", "head_ref": "vorschlag"}
SETUP = "Einrichten"


def main(arguments: Sequence[str]) -> int:
    """Replay a workflow; return 1 if a step failed."""
    given = _options().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="replay-") as folder:
        runs = replay(Path(folder), given)
    for name, run in runs.items():
        print(report(name, run))
    failed = [log for run in runs.values() for step, log in run.logs.items() if step in run.failed]
    print("\n".join(failed), file=sys.stderr, end="")
    return 1 if failed else 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("workflow", choices=JOBS)
    parser.add_argument("--articles", type=int, help="so many, generated, instead of the magazine that is here")
    parser.add_argument("--code", action="store_true", help="code has changed: nothing is known about it")
    parser.add_argument("--restore-cache", action="store_true", help="with what an earlier publication kept")
    parser.add_argument("--lent", action="store_true", help="set nothing up: use this environment")
    return parser


def replay(folder: Path, given: argparse.Namespace) -> dict[str, Run]:
    """Return what each job of a workflow did, in clones below `folder`."""
    origin = repository(folder / "origin", own_content=given.articles is None, count=given.articles or 0)
    caches = Caches(folder / "caches")
    if given.restore_cache:
        # In an environment of the same kind: what was made with other packages is made anew.
        first = clone(origin, folder / "before", job("publication", "build"), caches=caches, lent=given.lent)
        assert not first.run(job("publication", "build")).failed
    if not given.code:
        known = clone(origin, folder / "known", job("publication", "tests"), caches=caches)
        known.run(job("publication", "tests"))  # what judges the code is left out: it leaves the mark
    author = git(origin, "grep", "-hoP", r"^  \K[\w-]+(?=:)", "--", "docs/authors.yml").split()[0]
    article = ARTICLE.replace("[redaktion]", f"[{author}]")
    if given.workflow == "check":
        propose(origin, PROPOSAL["head_ref"], kran=article)
    else:
        write(origin, f"docs/posts/{WHEN}/kran.md", article)
        commit(origin, "Ein Artikel")
    options = {"lent": given.lent, "left_out": CODE if given.lent else (), "run_id": "2"}
    event = PROPOSAL if given.workflow == "check" else {}
    return {
        name: clone(origin, folder / name, job(given.workflow, name), caches=caches, **options, **event).run(
            job(given.workflow, name)
        )
        for name in JOBS[given.workflow]
    }


def report(name: str, run: Run) -> str:
    """Return a job's steps with the seconds they took, by the clock and of processors, as a table."""
    total = Duration(*(sum(each) for each in zip(*run.durations.values(), strict=True)))
    rows = {
        **{step.partition("@")[0]: duration for step, duration in run.durations.items()},
        "all": total,
        f"all after {SETUP}": total - run.durations.get(SETUP, Duration()),
    }
    lines = [f"  {step:<55} {duration.wall:>7.1f} s {duration.cpu:>7.1f} s CPU" for step, duration in rows.items()]
    return "\n".join([f"\n{name}: {run.result}", *lines, *(f"  {step:<55}   skipped" for step in run.skipped)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
