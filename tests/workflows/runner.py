"""A small stand-in for GitHub's runner: executes the `run:` steps of a job in a clone, as the workflow has them.

Actions are not executed; the few whose outputs are asked for answer as GitHub would. Steps that set up, and those that
run all checks and tests, are left out: the environment is there already, and this is one of the tests.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.browser.chromium import find
from tests.newsroom import REPOSITORY

LEFT_OUT = {"make .venv/.browser .venv/.dictionary", "make check", "make test"}
GITHUB = {"server_url": "https://github.example", "repository": "ada/magazin", "run_id": "1", "run_attempt": "1"}


def workflow(name: str) -> dict[Any, Any]:
    return dict(yaml.safe_load((REPOSITORY / f".github/workflows/{name}.yml").read_text(encoding="utf-8")))


def git(folder: Path, *arguments: str, **environment: str) -> str:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        env={**_without_git(), **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def _without_git() -> dict[str, str]:
    """The environment, without what Git tells a hook that runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}


@dataclass
class Run:
    """What a job did: the logs of its steps by name, which of them failed, the summary, the files of its artifacts."""

    logs: dict[str, str] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    summary: str = ""
    artifacts: dict[str, list[str]] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)


class Runner:
    """Executes jobs in `folder`, a fresh clone."""

    def __init__(self, folder: Path, **event: str) -> None:
        self.folder = folder
        self.notes = folder.with_name(f"{folder.name}-notes")
        self.notes.mkdir()
        self.event = event
        self._lend_environment()

    def _lend_environment(self) -> None:
        """Let the clone have the environment in which this test runs; what `make` looks for is newer than the lock."""
        lent = self.folder / ".venv"
        (lent / "bin").mkdir(parents=True)
        for path in Path(sys.prefix, "bin").iterdir():
            (lent / "bin" / path.name).symlink_to(path)
        for name in ("lib", "pyvenv.cfg", "share"):
            if (own := Path(sys.prefix, name)).exists():
                (lent / name).symlink_to(own)
        for name in (".ready", ".dictionary"):
            (lent / name).touch()
        (lent / ".browser").write_text(f"{os.environ.get('CHROMIUM') or find()}\n")
        command = lent / "bin/magazine"
        command.unlink(missing_ok=True)
        command.write_text(f"#!{sys.executable}\nfrom magazine.commands.main import main\nmain()\n")
        command.chmod(0o755)

    def run(self, job: dict[str, Any]) -> Run:
        done = Run()
        for step in job["steps"]:
            name, key = step.get("name", step.get("uses", step.get("run"))), step.get("id", "")
            if not self._is_due(step.get("if", "success()"), done):
                done.outcomes[key] = "skipped"
                continue
            ok = self._use(step, done) if "uses" in step else self._execute(step, name, done)
            done.outcomes[key] = "success" if ok else "failure"
            if not ok:
                done.failed.add(name)
        summary = self.notes / "summary.md"
        done.summary = summary.read_text(encoding="utf-8") if summary.exists() else ""
        return done

    def _execute(self, step: dict[str, Any], name: str, done: Run) -> bool:
        if step["run"] in LEFT_OUT:
            return True
        given = {key: self._filled(str(value), done) for key, value in step.get("env", {}).items()}
        environment = {
            **_without_git(),
            **{f"GITHUB_{key.upper()}": value for key, value in {**GITHUB, **self.event}.items()},
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_WORKSPACE": str(self.folder),
            "GITHUB_SHA": git(self.folder, "rev-parse", "HEAD"),
            "GITHUB_STEP_SUMMARY": str(self.notes / "summary.md"),
            "GITHUB_OUTPUT": str(self.notes / "output"),
            "PYTHONPATH": str(self.folder / "plugins"),
            "PYTHON": "false",  # nothing may be set up here: were make to try, it fails
            **given,
        }
        environment.pop("CHROMIUM", None)  # the workflow has to find it
        process = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        done.logs[name] = process.stdout
        return process.returncode == 0

    def _use(self, step: dict[str, Any], done: Run) -> bool:
        action = step["uses"].partition("@")[0]
        if action == "actions/configure-pages":
            done.outputs[step["id"]] = {"base_url": "https://ada.github.example/magazin"}
        if action in {"actions/upload-artifact", "actions/upload-pages-artifact"}:
            path = self.folder / step["with"]["path"]
            assert not any(part.startswith(".") for part in path.relative_to(self.folder).parts), "hidden: left out"
            files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
            assert files, f"{path}: nothing to upload"
            assert step["with"].get("archive", True) or len(files) == 1, "only a single file can go without an archive"
            done.artifacts[step["with"]["path"]] = sorted(file.relative_to(self.folder).as_posix() for file in files)
            done.outputs[step.get("id", "")] = {
                "artifact-url": f"https://github.example/artifacts/{len(done.artifacts)}"
            }
        return True

    def _is_due(self, condition: str, done: Run) -> bool:
        terms = condition.removeprefix("${{").removesuffix("}}").strip().split(" && ")
        if not any(term == "!cancelled()" for term in terms) and done.failed:
            return False
        return all(self._holds(term.strip(), done) for term in terms)

    def _holds(self, term: str, done: Run) -> bool:
        if term in {"success()", "!cancelled()"}:
            return True
        if found := re.fullmatch(r"steps\.(\w+)\.outcome == 'success'", term):
            return done.outcomes.get(found[1]) == "success"
        if found := re.fullmatch(r"hashFiles\('([^']+)'\) != ''", term):
            return (self.folder / found[1]).exists()
        return bool(self._filled(f"${{{{ {term} }}}}", done))

    def _filled(self, text: str, done: Run) -> str:
        def value(found: re.Match[str]) -> str:
            match found[1].split("."):
                case ["steps", step, "outputs", name]:
                    return done.outputs.get(step, {}).get(name, "")
                case ["github", name]:
                    return GITHUB[name]
            raise AssertionError(f"an expression that no test knows: {found[0]}")

        return re.sub(r"\$\{\{ (\S+) \}\}", value, text)
