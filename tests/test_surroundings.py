"""Tests pass whatever is set around them, and leave nothing running."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import keep_out, running
from tests.newsroom import REPOSITORY

WORKFLOW = {
    "CI": "true",
    "GITHUB_ACTIONS": "true",
    "GITHUB_API_URL": "https://api.github.example",
    "GITHUB_EVENT_NAME": "pull_request",
    "GITHUB_OUTPUT": "/nowhere/output",
    "GITHUB_REF": "refs/pull/7/merge",
    "GITHUB_REPOSITORY": "ada/magazin",
    "GITHUB_SERVER_URL": "https://github.example",
    "GITHUB_SHA": "0123456789abcdef0123456789abcdef01234567",
    "GITHUB_STEP_SUMMARY": "/nowhere/summary.md",
    "GITHUB_WORKSPACE": "/nowhere",
    "RUNNER_TEMP": "/nowhere/temp",
    "MAGAZINE_SEARCH": "off",
    "MAGAZINE_WORKERS": "7",
    "SITE_URL": "https://example.net/",
    "REPO_URL": "https://github.example/ada/magazin",
    "SOURCE_DATE_EPOCH": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "NO_COLOR": "1",
    "FORCE_COLOR": "1",
    "GIT_DIR": "/nowhere/.git",
    "https_proxy": "http://127.0.0.1:9",
}


def test_nothing_of_the_surroundings_matters() -> None:
    told = subprocess.run([sys.executable, "-c", "import os; print(*os.environ)"], check=True, capture_output=True)
    assert set(os.environ) & set(WORKFLOW) == set()
    assert set(told.stdout.decode().split()) & set(WORKFLOW) == set()


@pytest.mark.parametrize(("options", "passes"), [([], True), (["--noconftest"], False)])
def test_they_are_kept_out_where_a_workflow_sets_them(options: list[str], passes: bool) -> None:
    name = f"{Path(__file__).relative_to(REPOSITORY)}::{test_nothing_of_the_surroundings_matters.__name__}"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, name],
        cwd=REPOSITORY,
        env={**os.environ, **WORKFLOW},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == (0 if passes else 1), done.stdout + done.stderr


def test_what_a_test_may_need_stays() -> None:
    kept = {"PATH": "/bin", "CHROMIUM": "/bin/chromium", "MAGAZINE_STEPS": "50", "TZ": "UTC", "CIVIL": "x"}
    given = {**kept, **WORKFLOW}
    keep_out(given)
    assert given.items() >= kept.items()
    assert given.keys() - kept.keys() == {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "NO_MKDOCS_2_WARNING"}


def _thread() -> Callable[[], object]:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()

    def stop() -> None:
        end.set()
        thread.join()

    return stop


def _process() -> Callable[[], object]:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    return lambda: process.communicate(b"\n")


@pytest.mark.parametrize("start", [_thread, _process])
def test_what_is_left_running_is_noticed(start: Callable[[], Callable[[], object]]) -> None:
    if start is _process and not Path("/proc/self/task").is_dir():
        pytest.skip("child processes are known on Linux only")
    before = running()
    end = start()
    assert len(running() - before) == 1
    end()
    assert running() == before


def test_where_there_is_no_chromium_its_tests_are_left_out_and_named() -> None:
    command = [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", "tests/browser/test_sharing.py"]
    surroundings = {**os.environ, "CHROMIUM": "/nowhere/chromium"}
    done = subprocess.run(command, cwd=REPOSITORY, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "no Chromium on this machine" in done.stdout
    assert "passed" not in done.stdout


@pytest.mark.parametrize(("given", "port"), [((), "8000"), (("PORT=8123",), "8123")])
def test_the_preview_has_the_port_that_is_asked_for(given: tuple[str, ...], port: str) -> None:
    done = subprocess.run(["make", "-n", "serve", *given], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert f"--dev-addr 127.0.0.1:{port}" in done.stdout
    assert f"http://127.0.0.1:{port}/" in done.stdout
