"""Measures builds: time, processor time, peak memory of all processes of each, and what it wrote."""

import contextlib
import os
import re
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LIMIT = 600.0
"""Seconds after which a build is ended."""

_SPARE = 0.08
"""The part of the machine's memory that must stay free: a build is ended before the system ends what it likes."""

_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
_TOTAL = re.compile(r"^MemTotal:\s+(\d+) kB", re.MULTILINE)
_FREE = re.compile(r"^MemAvailable:\s+(\d+) kB", re.MULTILINE)


class BuildError(Exception):
    """A build that came to no good end; the message says why, in a few words for a table."""


@dataclass(frozen=True, slots=True)
class Run:
    """One build. `memory` is in bytes."""

    seconds: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class Build:
    """A command, and what is done before each of its runs, which is not timed."""

    command: Sequence[str]
    environment: Mapping[str, str]
    prepare: Callable[[int], object] = lambda run: None


@dataclass(slots=True)
class Runs:
    """The runs of one build, and why there are no more."""

    runs: list[Run] = field(default_factory=list)
    failure: str = ""


def alternate(builds: Sequence[Build], rounds: int, patience: float = float("inf")) -> list[Runs]:
    """Run builds in turn, so that those of one round have the machine at the same speed.

    One that takes longer than `patience` seconds is run once, one that fails not again.
    """
    results = [Runs() for _ in builds]
    for number in range(1, rounds + 1):
        for build, result in zip(builds, results, strict=True):
            if result.failure or (result.runs and result.runs[0].seconds > patience):
                continue
            build.prepare(number)
            try:
                result.runs.append(timed(build.command, build.environment))
            except BuildError as failure:
                result.failure = str(failure)
    return results


def timed(command: Sequence[str], environment: Mapping[str, str], *, limit: float = LIMIT) -> Run:
    """Run a command and wait for it.

    Raises:
        BuildError: it fails, or takes too long or too much memory, and is ended with all its processes.
    """
    os.sync()  # what earlier runs wrote must not be written to the disk during this one
    with tempfile.TemporaryFile() as told:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdout=told, stderr=told, start_new_session=True
        )
        watch = _Watch(process.pid, limit)
        try:
            watch.start()
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
        finally:
            end(process.pid, signal.SIGKILL)
            watch.finished.set()
            watch.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if watch.reason or process.returncode:
            told.seek(0)
            lines = told.read().decode(errors="replace").split("\n")
            raise BuildError(watch.reason or f"failed ({process.returncode}): {' '.join(lines[-3:]).strip()[-200:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, watch.peak)


def end(group: int, how: signal.Signals) -> None:
    """Send a signal to all processes of a group, if there are any left."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, how)


def written(folder: Path) -> tuple[int, int]:
    """Return the bytes of a site and the number of its HTML pages."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files), sum(path.suffix == ".html" for path in files)


class _Watch(threading.Thread):
    """Looks now and then how much memory a process and its children use together, and ends them at a limit.

    Asks for the proportional set size: forked workers share most of their memory, and that is to be counted once.
    """

    def __init__(self, pid: int, limit: float) -> None:
        super().__init__(daemon=True)
        self.pid, self.limit = pid, limit
        self.peak = 0
        self.reason = ""
        self.finished = threading.Event()

    def run(self) -> None:
        begin = time.perf_counter()
        pause = 0.0
        while not self.finished.wait(pause):
            start = time.perf_counter()
            self.peak = max(self.peak, sum(map(_memory, _tree(self.pid))))
            if start - begin > self.limit:
                self.reason = f"over {self.limit / 60:.0f} min"
            elif _free_part() < _SPARE:
                self.reason = f"over {self.peak / 1e9:.0f} GB"
            if self.reason:
                end(self.pid, signal.SIGKILL)
                return
            pause = max(0.1, 20 * (time.perf_counter() - start))  # looking costs what is being measured at most 5 %


def _tree(pid: int) -> list[int]:
    """Return a process and all below it; those that end meanwhile are left out."""
    children: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                children += map(int, task.read_text().split())
    return [pid, *(each for child in children for each in _tree(child))]


def _memory(pid: int) -> int:
    try:
        return _kibibytes(_PSS, Path(f"/proc/{pid}/smaps_rollup").read_text()) * 1024
    except OSError:
        return 0


def _free_part() -> float:
    """Return which part of the machine's memory can still be had."""
    text = Path("/proc/meminfo").read_text()
    return _kibibytes(_FREE, text) / _kibibytes(_TOTAL, text)


def _kibibytes(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return int(found[1]) if found else 0
