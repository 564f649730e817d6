"""What GitHub Pages sends for a request: text compressed, kept for ten minutes, the site's page for what is missing."""

import gzip
import mimetypes
import re
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from zlib import crc32

_COMPRESSED = re.compile(r"text/|application/(?:json|manifest\+json|rss\+xml|wasm|xml)|image/svg")
_LEVEL = 6  # of gzip, as most servers have it
_TYPES = mimetypes.MimeTypes()
for _type, _end in (("text/javascript", ".js"), ("application/manifest+json", ".webmanifest"), ("image/avif", ".avif"),
                    ("image/webp", ".webp"), ("font/woff2", ".woff2")):  # fmt: skip
    _TYPES.add_type(_type, _end)


class Answer(NamedTuple):
    """A response; the body is empty where there is none."""

    status: HTTPStatus
    headers: dict[str, str]
    body: bytes = b""


def answer_as_pages(folder: Path, address: str, encodings: str = "", tag: str = "") -> Answer:
    """Answer a request for an address below the root of a host, whose files are in a folder.

    `encodings` and `tag` are what the request says in `Accept-Encoding` and `If-None-Match`.
    """
    path = urlsplit(address).path
    # What would leave the folder is looked for in it.
    file = folder / re.sub(r"(?:^|/)\.\.(?=/|$)", "", unquote(path)).lstrip("/")
    if file.is_dir() and not path.endswith("/"):
        parts = urlsplit(address)
        moved = parts._replace(path=f"{path}/").geturl()
        return Answer(HTTPStatus.MOVED_PERMANENTLY, {"Location": moved, "Content-Length": "0"})
    file = file / "index.html" if file.is_dir() else file
    if file.is_file():
        return _sent(HTTPStatus.OK, file, encodings, tag)
    of_the_site = (each / "404.html" for each in file.parents if each.is_relative_to(folder))
    missing = next((each for each in of_the_site if each.is_file()), None)
    if missing:
        return _sent(HTTPStatus.NOT_FOUND, missing, encodings)
    return Answer(HTTPStatus.NOT_FOUND, {"Content-Length": "0"})


def _sent(status: HTTPStatus, file: Path, encodings: str, known: str = "") -> Answer:
    kind, content = _TYPES.guess_type(file.name)[0] or "application/octet-stream", file.read_bytes()
    tag = f'"{crc32(content):08x}"'
    told = {"Cache-Control": "max-age=600", "ETag": tag, "Vary": "Accept-Encoding"}
    if known == tag:
        return Answer(HTTPStatus.NOT_MODIFIED, told)
    if _COMPRESSED.match(kind) and "gzip" in encodings:
        content = gzip.compress(content, _LEVEL, mtime=0)
        told["Content-Encoding"] = "gzip"
    told["Content-Type"] = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return Answer(status, told | {"Content-Length": str(len(content))}, content)
