"""Gets pictures from the site that an export names, and from nowhere else (`--fetch`)."""

from collections.abc import Callable, Collection
from urllib.parse import urljoin

import requests

from magazine.content.private_addresses import Private, refuse_private, refuse_private_peer
from magazine.importing.files import host_of
from magazine.importing.pictures import Fetch

_BYTES = 30_000_000
_TIMEOUT = (5, 20)  # seconds to connect, and between two answers
_HOPS = 3
_OK = 200


def fetcher(hosts: Collection[str], allow: Callable[[str], None] = refuse_private) -> Fetch:
    """Return what gets the file at an address of one of the hosts, or None: of another, too large, or not there.

    `allow` raises Private for addresses that must not be requested: an export could name those of a private network.
    """
    session = requests.Session()
    session.trust_env = False  # no passwords from a .netrc

    def fetch(address: str) -> bytes | None:
        for _ in range(_HOPS):
            if host_of(address) not in hosts:
                return None
            try:
                allow(address)
                with session.get(address, timeout=_TIMEOUT, stream=True, allow_redirects=False) as response:
                    if allow is refuse_private:
                        refuse_private_peer(response)
                    if not response.is_redirect:
                        return _body(response) if response.status_code == _OK else None
                    address = urljoin(address, response.headers["location"])
            except (Private, requests.RequestException, OSError, ValueError):
                return None
        return None

    return fetch


def _body(response: requests.Response) -> bytes | None:
    parts, size = list[bytes](), 0
    for part in response.iter_content(65536):
        size += len(part)
        if size > _BYTES:
            return None
        parts.append(part)
    return b"".join(parts)
