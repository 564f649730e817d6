"""Photos for tests, taken with Pillow."""

import io
import random
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageDraw

RED, BLUE = (200, 30, 30), (30, 60, 190)


def photo(width: int = 2400, height: int = 1600) -> Image.Image:
    """A picture that is red on its left and blue on its right."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


def developed(picture: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a picture's file."""
    output = io.BytesIO()
    picture.save(output, form, **options)
    return output.getvalue()


def exif(orientation: int = 1, *, artist: bytes = b"", rights: bytes = b"", gps: bool = False) -> bytes:
    """What a camera writes into a file."""
    data = Image.Exif()
    data[ExifTags.Base.Orientation] = orientation
    data[ExifTags.Base.Make] = "Testkamera"
    if artist:
        data[ExifTags.Base.Artist] = artist
    if rights:
        data[ExifTags.Base.Copyright] = rights
    if gps:
        position = data.get_ifd(ExifTags.IFD.GPSInfo)
        position[ExifTags.GPS.GPSLatitudeRef], position[ExifTags.GPS.GPSLatitude] = "N", (53.0, 33.0, 1.0)
    return data.tobytes()


def swapped_profile() -> bytes:
    """A colour profile in which red and green have changed places: what ignores it cannot be overlooked."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = int.from_bytes(profile[128:132])
    at = {bytes(profile[start : start + 4]): start for start in range(132, 132 + 12 * tags, 12)}
    profile[at[b"rXYZ"] : at[b"rXYZ"] + 4], profile[at[b"gXYZ"] : at[b"gXYZ"] + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def with_iptc(jpeg: bytes, creator: str, rights: str) -> bytes:
    """Add what agencies write into photos (IPTC IIM, in Photoshop's segment)."""
    records = b"".join(
        bytes((0x1C, 2, number)) + len(text.encode()).to_bytes(2) + text.encode()
        for number, text in ((80, creator), (116, rights))
    )
    resource = b"8BIM\x04\x04\x00\x00" + len(records).to_bytes(4) + records + b"\0" * (len(records) % 2)
    body = b"Photoshop 3.0\0" + resource
    return jpeg[:2] + b"\xff\xed" + (len(body) + 2).to_bytes(2) + body + jpeg[2:]


def chequered(width: int, height: int, left: int) -> Image.Image:
    """A grey picture with a pattern, as wide as it is high, that begins at `left`."""
    picture = Image.new("RGB", (width, height), (120, 120, 120))
    draw = ImageDraw.Draw(picture)
    for x in range(left, min(left + height, width), 20):
        for y in range(0, height, 20):
            draw.rectangle((x, y, x + 9, y + 9), fill="white" if (x + y) % 40 else "black")
    return picture


def detailed(width: int, height: int) -> Image.Image:
    """A picture with large and small forms in it, as a photograph has: compressed, it is as large as one."""
    drawn = random.Random(1)
    picture = Image.new("L", (width, height), 128)
    for step, share in ((200, 0.6), (50, 0.4), (12, 0.25), (3, 0.1)):
        size = (width // step + 2, height // step + 2)
        layer = Image.frombytes("L", size, drawn.randbytes(size[0] * size[1]))
        picture = Image.blend(picture, layer.resize((width, height), Image.Resampling.BICUBIC), share)
    return Image.merge("RGB", (picture, picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM), picture))
