"""PNG files with damage that browsers overlook: a colour profile that is none, optional data that was changed."""

import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
"""With which every PNG begins."""
_NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""What a still picture is made of (W3C, Portable Network Graphics Specification, third edition, section 4.8)."""


def is_png(data: bytes) -> bool:
    """Return whether a file begins as a PNG."""
    return data.startswith(SIGNATURE)


def without_extras(data: bytes) -> bytes:
    """Return a PNG file without everything that a picture can do without, such as its colour profile."""
    return SIGNATURE + b"".join(chunk for kind, chunk in chunks(data) if kind in _NEEDED)


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield type and bytes of each chunk. An optional one whose checksum is wrong is left out."""
    start = len(SIGNATURE)
    while start + 12 <= len(data):
        end = start + 12 + int.from_bytes(data[start : start + 4])
        kind, chunk = data[start + 4 : start + 8], data[start:end]
        optional = bool(kind[0] & 32)  # a small letter
        if not optional or zlib.crc32(chunk[4:-4]) == int.from_bytes(chunk[-4:]):
            yield kind, chunk
        start = end
