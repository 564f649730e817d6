"""Keeps requests that a text makes us send away from this machine and its network."""

import ipaddress
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import requests

from magazine.content.web_addresses import is_plain

_WITH_IPV4 = [ipaddress.IPv6Network(each) for each in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48")]


class Private(Exception):  # noqa: N818 - not an error: the address is not requested
    """An address within this machine or its network: a text must not make us send requests there."""


def refuse_private(url: str) -> None:
    """Raise Private if `url` leads into this machine or its network, OSError if its host does not exist.

    A host could answer differently a moment later; there are no secrets here that would make that worth it.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain(url):
        raise Private
    for _, _, _, _, where in socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM):
        refuse_private_address(str(where[0]))


def refuse_private_address(written: str) -> None:
    """Raise Private if an IP address, as it is written, is one of this machine or its network, or holds such a one."""
    address = ipaddress.ip_address(written.partition("%")[0])
    for each in (address, *_within(address)):
        if not each.is_global or each.is_multicast:
            raise Private


def _within(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """Yield the IPv4 addresses that an IPv6 address stands for: mapped, compatible, NAT64 (RFC 6052), 6to4, Teredo."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if any(address in network for network in _WITH_IPV4):
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def refuse_private_peer(response: requests.Response) -> None:
    """Raise Private if the connection leads there after all: a host's name may have been resolved anew."""
    connection = getattr(response.raw, "connection", None)
    if (peer := getattr(connection, "sock", None)) is not None:
        refuse_private_address(str(peer.getpeername()[0]))
