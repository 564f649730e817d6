"""The check of addresses never reaches the machine it runs on, nor its network."""

import pytest
from magazine.content.private_addresses import Private, refuse_private, refuse_private_address

PRIVATE = [
    "127.0.0.1",
    "10.0.0.1",
    "169.254.169.254",
    "0.0.0.0",
    "224.0.0.1",
    "::1",
    "::",
    "fe80::1%eth0",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address: str) -> None:
    with pytest.raises(Private):
        refuse_private_address(address)


@pytest.mark.parametrize("address", ["9.9.9.9", "2620:fe::fe", "64:ff9b::909:909"])
def test_others_are_not(address: str) -> None:
    refuse_private_address(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1\\@example.org/",
        "http://127.0.0.1/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://exa\tmple.org/",
        "http://2130706433/",
        "file:///etc/passwd",
        "http:///x",
    ],
)
def test_no_spelling_of_an_address_gets_there(url: str) -> None:
    with pytest.raises((Private, OSError)):
        refuse_private(url)
