"""The preview (`mkdocs serve`): survives errors, notices saved files quickly, keeps its pages between runs."""

import logging
import os
import socket
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent, FileSystemEvent
from watchdog.observers.api import BaseObserver, EventEmitter, EventQueue, ObservedWatch
from watchdog.observers.polling import PollingEmitter
from watchdog.utils.dirsnapshot import DirectorySnapshot

from magazine.locales import Locale
from magazine.mkdocs_internals import LiveReloadServer, replace_observer, unwatched

log = get_plugin_logger(__name__)

_SECONDS = 0.1  # between two polls for saved files, at least …
_PAUSES = 3  # … and at least this many times what a poll takes
_OWN_DISKS = frozenset({"ext2", "ext3", "ext4", "btrfs", "xfs", "zfs", "f2fs", "jfs", "tmpfs", "overlay"})
# Files are also opened and read, by the build itself.
_SAVED: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]


def keep_running(build: Callable[[], None]) -> Callable[[], None]:
    """Return a builder that logs in a line why it failed, and leaves the last good pages in place.

    MkDocs' own server prints a traceback and then answers no request until the mistake is corrected.
    """

    def rebuild() -> None:
        try:
            build()
        except (Exception, SystemExit) as error:
            log.error(_reason(error))
            log.debug("The error in full:", exc_info=log.logger.isEnabledFor(logging.DEBUG))

    return rebuild


class SourceSnapshot:
    """Finds files saved during the first build; MkDocs starts watching only after it."""

    def __init__(self) -> None:
        self._times: dict[str, dict[str | bytes, float]] = {}

    def take(self, folders: Iterable[str]) -> None:
        """Take a snapshot of these folders before the first build."""
        if not self._times:
            self._times = {folder: _times(folder) for folder in folders if Path(folder).is_dir()}

    def changed(self) -> bool:
        """Return whether anything was saved since the last snapshot, and take a new one."""
        before, self._times = self._times, {folder: _times(folder) for folder in self._times}
        return before != self._times


def _times(path: str) -> dict[str | bytes, float]:
    """Return when each file below a folder was last changed."""
    snapshot = DirectorySnapshot(path)
    return {each: snapshot.mtime(each) for each in snapshot.paths if not snapshot.isdir(each)}


def watch_closely(server: LiveReloadServer, paths: Iterable[str]) -> None:
    """Notice saved files at once where the system reports them; elsewhere poll as often as their number allows.

    `paths` are those that MkDocs watches. It polls every half second, which takes a third of a core's time where there
    are ten thousand files, and then waits another quarter of a second for more.
    """
    start = time.perf_counter()
    watched = [*unwatched(server, paths)]
    for path in watched:
        if not _is_reported(path):
            _times(path)
    pause = min(max(_PAUSES * (time.perf_counter() - start), _SECONDS), server.observer.timeout)
    replace_observer(server, BaseObserver(_emitter, timeout=pause), _SECONDS)  # type: ignore[arg-type] # it is only called
    for path in watched:
        server.watch(path)


def _emitter(queue: EventQueue, watch: ObservedWatch, *, timeout: float, **_: Any) -> EventEmitter:
    """Return what finds saved files below a path: the system itself, or a poll every `timeout` seconds."""
    if _is_reported(watch.path):
        from watchdog.observers.inotify import InotifyEmitter  # noqa: PLC0415 - cannot be imported elsewhere

        return InotifyEmitter(queue, watch, timeout=timeout, event_filter=_SAVED)
    return PollingEmitter(queue, watch, timeout=timeout)


def _is_reported(path: str) -> bool:
    """Return whether the system reports what is saved below `path`: Linux does, for folders on disks of its own.

    Not for a network's disks, nor for those a virtual machine shares with its host. Nor for a single file: an editor
    may put another in its place, of which nothing is reported.
    """
    if not sys.platform.startswith("linux") or not Path(path).is_dir():
        return False
    try:
        mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    except OSError:
        return False
    real = os.path.realpath(path) + "/"
    around = [(mount, kind) for mount, kind in mounts if real.startswith(mount.rstrip("/") + "/")]
    return bool(around) and max(around, key=lambda each: len(each[0]))[1] in _OWN_DISKS


def persistent_preview(served: Path, kept: Path) -> Path:
    """Return the folder to build: `kept`, and `served` then leads there.

    MkDocs makes a new folder for each preview and deletes it in the end; ten thousand pages would have to be written
    before the first can be read. Returns `served` itself where it is not such a folder, or the system has no links.
    """
    if served.is_symlink():
        return kept
    try:
        served.rmdir()  # fails where something is in it
        kept.mkdir(parents=True, exist_ok=True)
        served.symlink_to(kept.resolve(), target_is_directory=True)
    except OSError:
        if not served.exists() and kept.exists():
            served.mkdir()
        return served
    return kept


def unlink_preview(served: Path | None) -> None:
    """Remove the link that `persistent_preview` made, so that MkDocs does not delete the folder behind it."""
    if served is not None and served.is_symlink():
        served.unlink()


def refuse_taken(address: Any, locale: Locale) -> None:
    """Stop where something else already answers at the address (host and port); MkDocs would end with a traceback.

    Raises:
        Abort: It does.
    """
    if _is_taken(*address):
        raise Abort(locale("preview.port_taken", address=str(address)))


def _is_taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as MkDocs' server does
        try:
            attempt.bind((host, port))
        except OSError:
            return True
    return False


def _reason(error: BaseException) -> str:
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}: {error.message}"
    return str(error) or type(error).__name__
