"""Addresses as browsers read them, which is not how they are typed (URL Standard, whatwg.org, section 4.4)."""

import re

_AROUND = "".join(map(chr, range(0x21)))  # C0 controls and the space
_WITHIN = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BACKSLASHED = frozenset({"", "https", "http", "ftp", "ws", "wss", "file"})
_ODD = re.compile(r"[\x00-\x20\x7f-\x9f\\]")


def as_browsers_read(address: str) -> str:
    """Return an address without what browsers leave out, and with slashes where they read backslashes as such."""
    plain = _WITHIN.sub("", address.strip(_AROUND))
    found = _SCHEME.match(plain)
    return plain.replace("\\", "/") if (found[1].lower() if found else "") in _BACKSLASHED else plain


def scheme_of(address: str) -> str:
    """Return the scheme of an address in lower case, or an empty string: `JAVA&Tab;SCRIPT:x` has `javascript`."""
    found = _SCHEME.match(as_browsers_read(address))
    return found[1].lower() if found else ""


def leads_elsewhere(address: str) -> bool:
    """Tell whether an address has a scheme or a host, and so may lead away from this site."""
    plain = as_browsers_read(address)
    return plain.startswith("//") or _SCHEME.match(plain) is not None


def is_plain(address: str) -> bool:
    """Tell whether an address has no spaces, controls or backslashes, which programs read in different ways."""
    return not _ODD.search(address)


def place_of_picture(address: str) -> str:
    """Return where a picture is that is not in the docs folder: on the writer's `machine`, `embedded`, or elsewhere."""
    if re.match(r"[a-z]:[\\/]|file:|[\\/](?:Users|home)[\\/]", address, re.IGNORECASE):
        return "machine"
    return "embedded" if address[:5].lower() == "data:" else ""
