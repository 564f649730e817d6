"""Limits of time and memory for one piece of work, so that one article cannot keep a build from ending.

Time is limited where the system has timers (not on Windows) and in the main thread, which is where builds and their
workers run; memory where the system says how much a process has (Linux). Elsewhere there is no limit.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What one article may take in a step of a build: processor time in seconds, and memory. The longest ones need a
# hundredth of it.
SECONDS, BYTES = 30.0, 1 << 30

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_STATISTICS = Path("/proc/self/statm")


class OutOfTime(BaseException):
    """Work took too long. No `Exception`, so that code that catches all of these does not catch it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Limit the processor time of what is done within, in seconds.

    Raises:
        OutOfTime: The time is over; again every second, in case that somebody catches it.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _end)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def fatal_limits() -> Iterator[None]:
    """Limit time and memory of what is done within; beyond the time, the process ends, whatever code it is in.

    For code that is not Python's, which no exception reaches. Beyond the memory, it fails or ends the process.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        with memory_limit(BYTES):
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def end_with(parent: int) -> None:
    """Let this process end when its parent does, even if that is killed; on Linux (`prctl(2)`)."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - on Linux only

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before
            os._exit(1)


def _end(_number: int, _frame: object) -> None:
    raise OutOfTime


@contextmanager
def memory_limit(count: int) -> Iterator[None]:
    """Limit how many bytes this process may take for what is done within; beyond, Python raises a `MemoryError`.

    Not for code that is not Python's: an allocation that fails there may end the process.
    """
    if sys.platform == "win32" or not _STATISTICS.exists():
        yield
        return
    import resource  # noqa: PLC0415 - not on Windows

    most, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = int(_STATISTICS.read_text("ascii").split()[0]) * resource.getpagesize()
    wanted = used + count
    if most not in {-1, resource.RLIM_INFINITY}:
        wanted = min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
