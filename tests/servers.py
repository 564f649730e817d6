"""Servers and programs that a test starts, and that end with it whatever happens."""

import contextlib
import functools
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from socketserver import BaseRequestHandler
from typing import Any

from tests.github_pages import answer_as_pages
from tests.newsroom import ENGINE, REPOSITORY, Newsroom

PATIENCE = 20
"""Seconds for something to happen that takes a moment; the machine may be busy."""

_LONGEST = 10  # seconds for a program to end when it is reported to


@contextlib.contextmanager
def serving(handler: Callable[..., BaseRequestHandler]) -> Iterator[str]:
    """Answer requests on a free port of this machine; yields the address, with a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


class PagesHandler(SimpleHTTPRequestHandler):
    """Files as GitHub Pages sends them."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a body waits for no acknowledgement of its headers: 40 ms each

    def log_message(self, *_: object) -> None: ...

    def send_head(self) -> BytesIO:
        encodings, tag = (self.headers.get(name, "") for name in ("Accept-Encoding", "If-None-Match"))
        answer = answer_as_pages(Path(self.directory), self.path, encodings, tag)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        return BytesIO(answer.body)


def serving_files(folder: Path) -> contextlib.AbstractContextManager[str]:
    """Serve the files of a folder, as GitHub Pages does; yields the address."""
    return serving(functools.partial(PagesHandler, directory=str(folder)))


@contextlib.contextmanager
def running(command: Sequence[str], log: Path, **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program that writes what it says to `log`, and end it with all that it has started."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, start_new_session=True, **options)
    try:
        yield process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_LONGEST)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Preview:
    """`mkdocs serve` for a newsroom, at `address`."""

    def __init__(self, newsroom: Newsroom, address: str, process: subprocess.Popen[bytes], log: Path) -> None:
        self.newsroom, self.address, self.process = newsroom, address, process
        self._log = log

    def reported(self) -> str:
        """Return what stands in the terminal."""
        return self._log.read_text(encoding="utf-8")


@contextlib.contextmanager
def previewing(newsroom: Newsroom) -> Iterator[Preview]:
    """Run `mkdocs serve` as it is typed, and wait until it answers."""
    address, log = f"127.0.0.1:{free_port()}", newsroom.root / "serve.log"
    command = [sys.executable, "-m", ENGINE, "serve", "-f", str(newsroom.config_file()), "-a", address]
    with running(command, log, cwd=REPOSITORY) as process:
        preview = Preview(newsroom, f"http://{address}/", process, log)
        deadline = time.monotonic() + PATIENCE
        while not _answers(address):
            assert process.poll() is None, preview.reported()
            assert time.monotonic() < deadline, preview.reported()
            time.sleep(0.1)
        yield preview


def free_port() -> int:
    """Return a port of this machine at which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _answers(address: str) -> bool:
    host, _, port = address.partition(":")
    with socket.socket() as client:
        return client.connect_ex((host, int(port))) == 0
