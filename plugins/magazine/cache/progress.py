"""A progress bar on the terminal, for long steps of a build."""

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.text import Text

_SECONDS = 0.1  # between two updates of the bar
_WORTH_SHOWING = 200  # things to make; fewer are done before anyone can read it


class _Speed(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:,.0f}/s")


class Progress:
    """One line: done, per second, time left. Not shown if stderr is no terminal, or if there are few items."""

    def __init__(self, title: str, total: int) -> None:
        self._bar: Bar | None = None
        self._drawn = 0.0
        if total >= _WORTH_SHOWING and sys.stderr.isatty():
            columns: tuple[ProgressColumn, ...] = (
                SpinnerColumn(),
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
            )
            columns += (_Speed(), TimeRemainingColumn())
            # Drawn by whoever counts, not by a thread: worker processes are forked while the line is shown.
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
            self._task = self._bar.add_task(title, total=total)

    def step(self) -> None:
        """Count one thing as made."""
        if self._bar:
            self._bar.advance(self._task)
            if time.monotonic() - self._drawn > _SECONDS:
                self._bar.refresh()
                self._drawn = time.monotonic()

    def __enter__(self) -> "Progress":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
