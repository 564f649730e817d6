"""A small stand-in for GitHub's runner: executes the steps of a job in a clone, one by one, as they are written."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.browser.chromium import find
from tests.newsroom import REPOSITORY

from .actions import Caches, Surroundings, use
from .expressions import filled, is_due

CODE = ("make lint", "make test")
"""What judges the code: no test runs all tests."""

_GITHUB = {
    "server_url": "https://github.example",
    "api_url": "http://127.0.0.1:9",  # nobody answers
    "repository": "ada/magazin",
    "run_id": "1",
    "run_attempt": "1",
    "event_name": "push",
    "ref": "refs/heads/main",
}


def workflow(name: str) -> dict[Any, Any]:
    """Return a workflow of the repository."""
    return dict(yaml.safe_load((REPOSITORY / f".github/workflows/{name}.yml").read_text(encoding="utf-8")))


def git(folder: Path, *arguments: str, **environment: str) -> str:
    """Run Git as somebody, whatever its settings here are; return what it says."""
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        env={**_clean(), **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def _clean() -> dict[str, str]:
    """The surroundings without what a workflow, or a hook of Git, that runs the tests has set, and its environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "RUNNER_"))}
    for name in ("CHROMIUM", "MAKEFLAGS", "MAKELEVEL", "VIRTUAL_ENV", "PYTHONPATH", "SITE_URL", "REPO_URL"):
        kept.pop(name, None)
    return kept


class Duration(NamedTuple):
    """Seconds that something took: by the clock, and of processors."""

    wall: float = 0
    cpu: float = 0

    @classmethod
    def now(cls) -> "Duration":
        """Return the clocks; processors count for what has ended here and was waited for."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return cls(time.perf_counter(), used.ru_utime + used.ru_stime)

    def __sub__(self, other: "Duration") -> "Duration":
        return Duration(self.wall - other.wall, self.cpu - other.cpu)


@dataclass
class Run:
    """What a job did: the logs and durations of its steps by name, which of them failed, and what it left behind."""

    logs: dict[str, str] = field(default_factory=dict)
    durations: dict[str, Duration] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)
    summary: str = ""
    artifacts: dict[str, list[str]] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)

    @property
    def result(self) -> str:
        """What other jobs are reported."""
        return "failure" if self.failed else "success"


class Runner:
    """Executes jobs in `folder`, a fresh clone, with what earlier runs left in `caches`.

    Commands in `left_out` are taken for done. With `lent`, the clone has the environment in which this runs; without it
    the steps set up their own, from an empty cache of packages. `checkout` is what making the clone took.
    """

    def __init__(
        self,
        folder: Path,
        caches: Caches,
        *,
        lent: bool = True,
        left_out: Iterable[str] = CODE,
        inputs: Mapping[str, str] | None = None,
        needs: Mapping[str, Run] | None = None,
        **event: str,
    ) -> None:
        self.folder = folder
        self.caches = caches
        self.left_out = frozenset(left_out)
        self.checkout = Duration()
        self.notes = folder.with_name(f"{folder.name}-notes")
        self.notes.mkdir(exist_ok=True)
        self.github = {**_GITHUB, "sha": git(folder, "rev-parse", "HEAD"), **event}
        self.contexts: dict[str, Any] = {
            "github": {**self.github, "token": "geheim"},
            "inputs": inputs or {},
            "needs": {name: {"result": run.result, "outputs": run.outputs} for name, run in (needs or {}).items()},
        }
        self.environment = self._environment(lent)
        if lent:
            _lend_environment(folder / ".venv")

    def _environment(self, lent: bool) -> dict[str, str]:
        own = {"PYTHONPATH": str(self.folder / "plugins"), "PYTHON": "false"}  # were make to set up, it fails
        packages = str(self.notes / "packages")
        empty = {"XDG_CACHE_HOME": packages, "PIP_CACHE_DIR": f"{packages}/pip", "UV_CACHE_DIR": f"{packages}/uv"}
        return {
            **_clean(),
            **{f"GITHUB_{key.upper()}": value for key, value in self.github.items()},
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.folder),
            "GITHUB_STEP_SUMMARY": str(self.notes / "summary.md"),
            "GITHUB_OUTPUT": str(self.notes / "output"),
            **(own if lent else empty),
        }

    def run(self, job: dict[str, Any]) -> Run:
        """Execute the steps of a job."""
        done = Run()
        here = Surroundings(self.folder, self.caches, done.artifacts)
        self.contexts["steps"] = {}
        for step in job["steps"]:
            name, key = step.get("name", step.get("uses", step.get("run"))), step.get("id", "")
            state: dict[str, Any] = {"outcome": "skipped", "outputs": {}}
            self.contexts["steps"][key] = state
            functions = self._functions(done)
            if not is_due(str(step.get("if", "success()")), self.contexts, functions):
                done.skipped.add(name)
                continue
            begun = Duration.now()
            if "uses" in step:
                given = {name: self._filled(value, done) for name, value in step.get("with", {}).items()}
                state["outputs"] = use(step["uses"].partition("@")[0], given, here)
                ok = True
            else:
                ok, state["outputs"] = self._execute(step, name, done)
            done.durations[name] = self.checkout if "actions/checkout@" in name else Duration.now() - begun
            state["outcome"] = "success" if ok else "failure"
            if not ok:
                done.failed.add(name)
        if not done.failed:
            for last in here.afterwards:
                last()
        summary = self.notes / "summary.md"
        done.summary = summary.read_text(encoding="utf-8") if summary.exists() else ""
        done.outputs = {name: self._filled(value, done) for name, value in job.get("outputs", {}).items()}
        return done

    def _execute(self, step: dict[str, Any], name: str, done: Run) -> tuple[bool, dict[str, str]]:
        if step["run"] in self.left_out:
            done.logs[name] = ""
            return True, {}
        output = self.notes / "output"
        output.write_text("")
        process = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=self.folder,
            env={**self.environment, **{key: self._filled(each, done) for key, each in step.get("env", {}).items()}},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        done.logs[name] = process.stdout
        return process.returncode == 0, dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())

    def _functions(self, done: Run) -> dict[str, Any]:
        return {
            "success": lambda: not done.failed,
            "failure": lambda: bool(done.failed),
            "cancelled": lambda: False,
            "hashFiles": lambda name: "0" if (self.folder / name).exists() else "",
        }

    def _filled(self, value: Any, done: Run) -> Any:
        return filled(value, self.contexts, self._functions(done)) if isinstance(value, str) else value


def _lend_environment(lent: Path) -> None:
    """Let a clone have the environment in which this runs; what `make` looks for is newer than the locks."""
    (lent / "bin").mkdir(parents=True)
    for path in Path(sys.prefix, "bin").iterdir():
        (lent / "bin" / path.name).symlink_to(path)
    for name in ("lib", "pyvenv.cfg", "share"):
        if (own := Path(sys.prefix, name)).exists():
            (lent / name).symlink_to(own)
    for name in (".ready", ".developing", ".dictionary"):
        (lent / name).touch()
    (lent / ".browser").write_text(f"{find() or ''}\n")
    command = lent / "bin/magazine"
    command.unlink(missing_ok=True)
    command.write_text(f"#!{sys.executable}\nfrom magazine.commands.main import main\nmain()\n")
    command.chmod(0o755)
