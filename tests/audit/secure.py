"""The files of a folder by HTTP/2 with TLS, which readers of GitHub Pages are given.

Lighthouse counts round trips: with HTTP/1.1 each file that is loaded beside another opens a connection.
"""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trustme
from hypercorn.asyncio import serve
from hypercorn.config import Config

from tests.github_pages import answer_as_pages
from tests.servers import free_port


@contextlib.contextmanager
def serving_securely(folder: Path, certificates: Path) -> Iterator[str]:
    """Serve a folder; yields the address, with a slash at its end. The certificate is kept in `certificates`."""
    port, ended = free_port(), asyncio.Event()
    config, loop = _settings(port, certificates), asyncio.new_event_loop()
    serving = serve(_pages(folder), config, shutdown_trigger=ended.wait)
    thread = threading.Thread(target=loop.run_until_complete, args=(serving,))
    thread.start()
    try:
        yield f"https://127.0.0.1:{port}/"
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()


def _settings(port: int, certificates: Path) -> Config:
    certificate = trustme.CA().issue_cert("127.0.0.1")
    config = Config()
    config.bind, config.alpn_protocols, config.loglevel = [f"127.0.0.1:{port}"], ["h2"], "ERROR"
    config.keyfile, config.certfile = str(certificates / "key.pem"), str(certificates / "certificate.pem")
    certificate.private_key_pem.write_to_path(config.keyfile)
    certificate.cert_chain_pems[0].write_to_path(config.certfile)
    return config


def _pages(folder: Path) -> Any:
    """Return the application (ASGI) that answers."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        asked = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
        encodings, tag = asked.get("accept-encoding", ""), asked.get("if-none-match", "")
        status, headers, body = answer_as_pages(folder, scope["raw_path"].decode(), encodings, tag)
        told = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": int(status), "headers": told})
        await send({"type": "http.response.body", "body": body})

    return answer
