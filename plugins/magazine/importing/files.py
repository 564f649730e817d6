"""Files of a source, found by what its texts call them; never one outside of it."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from magazine.importing.imported import Archive

_SCALED = re.compile(r"-\d{2,4}x\d{2,4}(?=\.\w{2,5}$)|-scaled(?=\.\w{2,5}$)")


def within(folder: Path, path: str) -> Path | None:
    """Return the file at a path below a folder, if it is one and lies there; addresses may be encoded."""
    for written in dict.fromkeys((path, unquote(path))):
        try:
            found = (folder / written.lstrip("/")).resolve()
            if found.is_file() and found.is_relative_to(folder.resolve()):
                return found
        except (OSError, ValueError):  # a name that is too long, or has a zero in it
            continue
    return None


def unscaled(address: str) -> str:
    """Return the address of the picture that WordPress made a smaller copy of: `a-300x200.jpg` of `a.jpg`."""
    return _SCALED.sub("", address)


def below(*folders: Path) -> Callable[[str], Path | None]:
    """Return what finds the file of a path on the old site in the first of these folders that has it."""

    def find(path: str) -> Path | None:
        return next((found for folder in folders if (found := within(folder, path))), None)

    return find


def hosts_of(archive: Archive) -> set[str]:
    """Return the hosts that the old site and its files were at."""
    return {host_of(archive.site), *archive.file_hosts} - {""}


def host_of(address: str) -> str:
    """Return host and port of an address, without `www.`; empty for one without a host."""
    try:
        parts = urlsplit(f"https:{address}" if address.startswith("//") else address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    name = (parts.hostname or "").lower().removeprefix("www.")
    return f"{name}{port}" if parts.scheme in {"http", "https"} and name else ""
