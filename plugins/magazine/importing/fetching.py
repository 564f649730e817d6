"""Gets pictures from the site that an export names, and from nowhere else (`--fetch`)."""

import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

import requests

from magazine.importing.pictures import Fetch

_BYTES = 30_000_000
_SECONDS = 20
_HOPS = 3
_OK, _REDIRECTS = 200, frozenset({301, 302, 303, 307, 308})


def fetcher(site: str, *, allow_private: bool = False) -> Fetch:
    """Return what gets the file at an address of `site`, or None: of another host, too large, or not there.

    Hosts in a private network are asked only if that is allowed: an export could name those of whoever imports it.
    """
    host = _host(site)
    session = requests.Session()
    session.trust_env = False  # no passwords from ~/.netrc

    def fetch(address: str) -> bytes | None:
        for _ in range(_HOPS):
            if not host or _host(address) != host or not (allow_private or _is_public(address)):
                return None
            try:
                with session.get(address, timeout=_SECONDS, stream=True, allow_redirects=False) as response:
                    if response.status_code in _REDIRECTS:
                        address = urljoin(address, response.headers.get("Location", ""))
                        continue
                    return _body(response) if response.status_code == _OK else None
            except (requests.RequestException, ValueError):
                return None
        return None

    return fetch


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    name = (parts.hostname or "").lower().removeprefix("www.")
    return f"{name}{port}" if parts.scheme in {"http", "https"} and name else ""


def _is_public(address: str) -> bool:
    parts = urlsplit(address)
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ipaddress.ip_address(str(each[4][0]).partition("%")[0]).is_global for each in found)


def _body(response: requests.Response) -> bytes | None:
    parts, size = list[bytes](), 0
    for part in response.iter_content(65536):
        size += len(part)
        if size > _BYTES:
            return None
        parts.append(part)
    return b"".join(parts)
