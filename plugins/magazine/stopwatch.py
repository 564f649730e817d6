"""Where the time of a build goes: with `MAGAZINE_PROFILE=1`, a table on the terminal."""

import os
import sys
import time

import click


class Stopwatch:
    """Laps of one build, in seconds on the clock and of this process's own work."""

    def __init__(self) -> None:
        self._laps: list[tuple[str, float, float]] = []
        self._last = (time.perf_counter(), time.process_time())

    def lap(self, name: str) -> None:
        """Note what the time since the last lap was spent on."""
        now = (time.perf_counter(), time.process_time())
        self._laps.append((name, now[0] - self._last[0], now[1] - self._last[1]))
        self._last = now

    def tell(self) -> None:
        """Print the laps, if they are asked for. What worker processes do counts on the clock only."""
        if os.environ.get("MAGAZINE_PROFILE", "") in {"", "0"}:
            return
        total = sum(seconds for _, seconds, _ in self._laps) or 1.0
        lines = [f"{'phase':24} {'clock':>8} {'share':>6} {'cpu':>8}"]
        lines += [f"{name:24} {clock:7.2f}s {clock / total:6.0%} {cpu:7.2f}s" for name, clock, cpu in self._laps]
        lines += [f"{'all':24} {total:7.2f}s {1:6.0%} {sum(cpu for *_, cpu in self._laps):7.2f}s"]
        click.echo("\n".join(lines), file=sys.stderr)
