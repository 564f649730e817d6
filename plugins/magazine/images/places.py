"""The place at which a photograph was taken, which phones write into its file; and the file without it.

Nothing else changes: JPEG, PNG and WebP files are not encoded anew. What follows a JPEG, such as the short film that
some phones add, has its own data and is cut off.
"""

import contextlib
import zlib
from collections.abc import Iterator
from io import BytesIO

from PIL import ExifTags, Image

from magazine.images.credits import credits_of, xmp_of
from magazine.images.png import SIGNATURE, chunks, is_png

_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
_EXIF, _XMP, _MORE_XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
_POSITION = {ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude}
_IN_XMP = b"GPSL"  # exif:GPSLatitude, exif:GPSLongitude
# Markers of JPEG (ITU T.81, table B.1).
_START, _END, _SCAN, _APP1, _APP2 = b"\xff\xd8", 0xD9, 0xDA, 0xE1, 0xE2
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD8)})


def has_place(file: Image.Image) -> bool:
    """Return whether a picture's EXIF or XMP data name a place."""
    with contextlib.suppress(Exception):  # data that cannot be read name none
        if _POSITION & file.getexif().get_ifd(ExifTags.IFD.GPSInfo).keys():
            return True
    xmp = file.info.get("xmp") or b""
    return _IN_XMP in (xmp.encode() if isinstance(xmp, str) else xmp)


def names_place(data: bytes) -> bool:
    """Return whether a picture's file names a place; a file that cannot be read does not."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as file:
            return has_place(file)
    except Exception:  # decoders raise many kinds of errors for broken files
        return False


def without_place(data: bytes) -> bytes:
    """Return a picture's file without the place; the same bytes if it names none, or is not understood."""
    if not names_place(data):
        return data
    try:
        changed = _without_place(data)
    except Exception:  # the file is damaged
        return data
    return data if names_place(changed) else changed


def _without_place(data: bytes) -> bytes:
    with Image.open(BytesIO(data), formats=_FORMATS) as file:
        xmp = xmp_of(credits_of(file))
        if data.startswith(_START):
            return _START + b"".join(_jpeg(data, xmp))
        if is_png(data):
            return SIGNATURE + b"".join(_png(data))
        if file.format == "WEBP":
            body = b"WEBP" + b"".join(_webp(data, xmp))
            return b"RIFF" + len(body).to_bytes(4, "little") + body
        output = BytesIO()
        exif = _exif(file.info.get("exif", b""))
        file.save(output, file.format, quality=90, exif=exif, icc_profile=file.info.get("icc_profile"))
        return output.getvalue()


def _exif(data: bytes) -> bytes:
    """Return EXIF data without the place; they begin with `Exif` if the given ones do."""
    exif = Image.Exif()
    exif.load(data)
    if ExifTags.IFD.GPSInfo in exif:
        del exif[ExifTags.IFD.GPSInfo]
    whole = exif.tobytes()
    return whole if data.startswith(_EXIF) else whole.removeprefix(_EXIF)


def _jpeg(data: bytes, xmp: bytes) -> Iterator[bytes]:
    position = len(_START)
    while position + 4 <= len(data):
        marker = data[position + 1]
        if marker == _END:
            break
        end = (
            position + 2
            if marker in _WITHOUT_LENGTH
            else position + 2 + int.from_bytes(data[position + 2 : position + 4])
        )
        content = data[position + 4 : end]
        if marker == _APP1 and content.startswith(_EXIF):
            yield _segment(_exif(content))
        elif marker == _APP1 and content.startswith(_XMP) and _IN_XMP in content:
            yield _segment(_XMP + xmp)
        elif not (marker == _APP1 and content.startswith(_MORE_XMP)) and not (
            marker == _APP2 and content[:4] == b"MPF\0"
        ):
            end = _scan_end(data, end) if marker == _SCAN else end
            yield data[position:end]
        position = end
    yield bytes((0xFF, _END))


def _segment(content: bytes) -> bytes:
    return bytes((0xFF, _APP1)) + (len(content) + 2).to_bytes(2) + content


def _scan_end(data: bytes, position: int) -> int:
    """Return where the next marker stands behind compressed data."""
    while (position := data.find(b"\xff", position)) >= 0 and position + 1 < len(data):
        if data[position + 1] and data[position + 1] not in _WITHOUT_LENGTH and data[position + 1] != 0xFF:  # noqa: PLR2004
            return position
        position += 1 if data[position + 1] == 0xFF else 2  # noqa: PLR2004 - a byte that only fills
    return len(data)


def _png(data: bytes) -> Iterator[bytes]:
    for kind, chunk in chunks(data):
        if kind == b"eXIf":
            content = kind + _exif(chunk[8:-4])
            yield (len(content) - 4).to_bytes(4) + content + zlib.crc32(content).to_bytes(4)
        elif kind not in {b"iTXt", b"zTXt", b"tEXt"} or not chunk[8:].startswith(
            (b"XML:com.adobe.xmp", b"Raw profile")
        ):
            yield chunk


def _webp(data: bytes, xmp: bytes) -> Iterator[bytes]:
    position = 12
    while position + 8 <= len(data):
        kind, size = data[position : position + 4], int.from_bytes(data[position + 4 : position + 8], "little")
        content = data[position + 8 : position + 8 + size]
        content = _exif(content) if kind == b"EXIF" else xmp if kind == b"XMP " and _IN_XMP in content else content
        yield kind + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)
        position += 8 + size + size % 2
