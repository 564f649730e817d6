"""Measures one build: time, processor time, peak memory of all its processes, and what it wrote."""

import os
import re
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Run:
    """One build. `memory` is in bytes."""

    seconds: float
    cpu: float
    memory: int


def timed(command: list[str], environment: dict[str, str]) -> Run:
    """Run a command and wait for it; raise CalledProcessError if it fails."""
    os.sync()  # what earlier runs wrote must not be written to the disk during this one
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    watch = _Watch(process.pid)
    watch.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    watch.finished.set()
    watch.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, usage.ru_utime + usage.ru_stime, watch.peak)


def written(folder: Path) -> tuple[int, int]:
    """Return the bytes of a site and the number of its HTML pages."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files), sum(path.suffix == ".html" for path in files)


class _Watch(threading.Thread):
    """Looks now and then how much memory a process and its children use together.

    Asks for the proportional set size: forked workers share most of their memory, and that is to be counted once.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0
        self.finished = threading.Event()

    def run(self) -> None:
        pause = 0.0
        while not self.finished.wait(pause):
            start = time.perf_counter()
            self.peak = max(self.peak, sum(map(_memory, _tree(self.pid))))
            pause = max(0.1, 20 * (time.perf_counter() - start))  # looking costs what is being measured at most 5 %


def _tree(pid: int) -> list[int]:
    """Return a process and all below it; those that end meanwhile are left out."""
    children: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children += map(int, task.read_text().split())
        except OSError:
            continue
    return [pid, *(each for child in children for each in _tree(child))]


def _memory(pid: int) -> int:
    try:
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0
