"""The author and the owner of rights that a picture's file names. They are passed on to the published files; everything
else in it, such as the position of the camera, is not.
"""

import contextlib
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

_SPACES = {"dc": "http://purl.org/dc/elements/1.1/", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
_TAGS = {"creator": ExifTags.Base.Artist, "rights": ExifTags.Base.Copyright}
_IPTC = {"creator": (2, 80), "rights": (2, 116)}  # By-line, Copyright Notice (iptc.org/std/photometadata)
_LONGEST = 300  # characters; some programs write a whole licence


def credits_of(file: ImageFile.ImageFile) -> dict[str, str]:
    """Return `creator` and `rights` as far as a picture's EXIF, XMP or IPTC data name them."""
    exif, xmp, iptc = file.getexif(), _xmp(file.info.get("xmp")), _iptc(file)
    found = {name: _text(exif.get(tag)) or xmp.get(name) or _text(iptc.get(_IPTC[name])) for name, tag in _TAGS.items()}
    return {name: value[:_LONGEST] for name, value in found.items() if value}


def exif_of(image_credits: dict[str, str]) -> bytes:
    """Return EXIF data with these credits, as `credits_of` returns them."""
    exif = Image.Exif()
    for name, value in image_credits.items():
        exif[_TAGS[name]] = value.encode()  # beyond ASCII, programs expect UTF-8
    return exif.tobytes()


def xmp_of(image_credits: dict[str, str]) -> bytes:
    """Return an XMP packet with these credits (`dc:creator`, `dc:rights`), which picture searches read."""
    containers = {"creator": ("rdf:Seq", "rdf:li"), "rights": ("rdf:Alt", 'rdf:li xml:lang="x-default"')}
    parts = []
    for name, value in image_credits.items():
        outer, inner = containers[name]
        parts.append(f"<dc:{name}><{outer}><{inner}>{escape(value)}</rdf:li></{outer}></dc:{name}>")
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_SPACES["rdf"]}">'
        f'<rdf:Description rdf:about="" xmlns:dc="{_SPACES["dc"]}">{"".join(parts)}</rdf:Description>'
        "</rdf:RDF></x:xmpmeta>"
    ).encode()


def _xmp(packet: bytes | str | None) -> dict[str, str]:
    data = packet.encode() if isinstance(packet, str) else packet or b""
    try:
        root = etree.fromstring(
            data.rstrip(b"\0"), etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        )
    except (etree.XMLSyntaxError, ValueError):
        return {}
    if root is None:
        return {}
    lists = {name: root.findall(f".//dc:{name}//rdf:li", _SPACES) for name in _TAGS}
    return {name: ", ".join(each.text.strip() for each in some if each.text) for name, some in lists.items()}


def _iptc(file: ImageFile.ImageFile) -> dict[tuple[int, int], Any]:
    with contextlib.suppress(OSError, SyntaxError, ValueError, IndexError):
        return IptcImagePlugin.getiptcinfo(file) or {}
    return {}


def _text(value: Any) -> str:
    """Return the text of a field: decoded as UTF-8 if possible, else as Latin-1, as Pillow reads EXIF."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))
    if isinstance(value, str):
        data = value.encode("latin-1", errors="ignore")
    elif isinstance(value, bytes):
        data = value
    else:
        return ""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text.replace("\0", "").strip()
