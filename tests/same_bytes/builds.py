"""Builds in processes of their own, and what there is to compare of them."""

import contextlib
import io
import logging
import multiprocessing
import os
import signal
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

from mkdocs.commands.build import build
from mkdocs.config import load_config

Way = Literal["strict", "loose", "preview"]

# Imported once by the process that all others are forked from; nothing is ever built in it.
_PRELOADED = (
    "pytest tests.same_bytes.builds magazine.plugin magazine.rendering.typography mkdocs_blog_plugin "
    "material.extensions.emoji pymdownx.betterem pymdownx.superfences pymdownx.highlight pymdownx.blocks.caption "
    "pymdownx.blocks.details pygments babel.dates markdown.extensions.toc markdown.extensions.footnotes"
).split()
_LONGEST = 60  # seconds of a build; one of a dozen articles takes half a second


@dataclass(frozen=True)
class Outcome:
    """How a build ended: what it reported, why it stopped (or None), and the traceback of what should not happen."""

    reported: list[str]
    stopped: str | None
    crash: str | None

    @property
    def has_problems(self) -> bool:
        return any(line.startswith("ERROR") for line in self.reported)


class Builder:
    """A process that builds whatever it is given; it begins with nothing in memory and keeps what it likes."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        self._here, there = context.Pipe()
        self._process = context.Process(target=_build_again_and_again, args=(there,))
        self._process.start()
        there.close()

    def begin(self, settings: Path, site: Path, way: Way, environment: Mapping[str, str]) -> None:
        """Begin to build what `settings` (a `mkdocs.yml`) describe, into the folder `site`."""
        self._here.send((settings, site, way, dict(environment)))

    def outcome(self) -> Outcome:
        """Wait for the end of the build that was begun."""
        if not self._here.poll(_LONGEST):
            self.kill()
            return Outcome([], None, f"no end after {_LONGEST} s")
        try:
            result: Outcome = self._here.recv()
        except EOFError:
            return Outcome([], None, "the process died")
        return result

    def kill(self) -> None:
        """End the process and its workers at once, as a machine does that runs out of memory. They may have ended."""
        if self._process.is_alive():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid or 0, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        self._here.close()
        self._process.join()


def _build_again_and_again(connection: Connection) -> None:
    os.setsid()  # `kill` ends a group
    with contextlib.suppress(EOFError, OSError):  # the other side has closed the connection
        while True:
            settings, site, way, environment = connection.recv()
            os.environ.update(environment)
            connection.send(_build(settings, site, way))


def _build(settings: Path, site: Path, way: Way) -> Outcome:
    reported = _Messages()
    stopped = crash = None
    logging.getLogger("mkdocs").addHandler(reported)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            config = load_config(str(settings), strict=way == "strict", site_dir=str(site))
            config.plugins.on_startup(command="serve" if way == "preview" else "build", dirty=False)
            build(config, serve_url="http://127.0.0.1:8000/" if way == "preview" else None)
    except SystemExit as end:
        stopped = str(end)
    except BaseException:
        crash = traceback.format_exc()
    finally:
        logging.getLogger("mkdocs").removeHandler(reported)
    here = str(settings.parent)
    return Outcome(
        [line.replace(here, "…") for line in reported.lines + printed.getvalue().splitlines()], stopped, crash
    )


class _Messages(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname}: {record.getMessage()}")


@dataclass(frozen=True)
class BuiltFile:
    """Bytes of a file and when it was written; a folder has no bytes and is not dated."""

    content: bytes | None
    mtime: int


Site = dict[str, BuiltFile]


def read_site(folder: Path, without: str | None = None) -> Site:
    """Return everything in a site, folders too; not what is in the folder `without`, which somebody is writing."""
    return {
        name: BuiltFile(None, 0) if path.is_dir() else BuiltFile(path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if (name := str(path.relative_to(folder))).split("/")[0] != without
    }


def differences(cached: Site, clean: Site) -> list[str]:
    """Name each file in which two sites differ, with the first place where they do."""
    return [
        f"{name}: {_difference(cached.get(name), clean.get(name))}"
        for name in sorted(cached.keys() | clean.keys())
        if name not in cached or name not in clean or cached[name].content != clean[name].content
    ]


def rewritten(before: Site, after: Site) -> list[str]:
    """Name each file that kept its bytes and was written or dated anew all the same."""
    return [
        name
        for name, file in after.items()
        if name in before and before[name].content == file.content and before[name].mtime != file.mtime
    ]


def _difference(cached: BuiltFile | None, clean: BuiltFile | None) -> str:
    if cached is None:
        return "missing with a cache"
    if clean is None:
        return "only there with a cache"
    ours, theirs = cached.content or b"", clean.content or b""
    start = max(next((place for place, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), 0) - 40, 0)
    return (
        f"from byte {start}\n      cached: {ours[start : start + 120]!r}\n      clean:  {theirs[start : start + 120]!r}"
    )
