"""PNG files with wrong colour profiles, which browsers show as if they had none."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from magazine.images.variants import decoded, inspect
from PIL import Image, ImageCms

RGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def profile(data: bytes) -> bytes:
    return chunk(b"iCCP", b"profile\0\0" + zlib.compress(data))


def changed(at: int, value: bytes) -> bytes:
    return RGB[:at] + value + RGB[at + len(value) :]


def grey_profile() -> bytes:
    """A profile of grey pictures with the gamma 1: what it is applied to becomes much brighter."""
    curve = b"curv\0\0\0\0" + struct.pack(">IHH", 1, 0x0100, 0)
    white = b"XYZ \0\0\0\0" + struct.pack(">iii", 0xF6D6, 0x10000, 0xD32D)
    start = 128 + 4 + 2 * 12
    table = b"kTRC" + struct.pack(">II", start, len(curve))
    table += b"wtpt" + struct.pack(">II", start + len(curve), len(white))
    body = struct.pack(">I", 2) + table + curve + white
    return struct.pack(">I", 128 + len(body)) + RGB[4:16] + b"GRAY" + RGB[20:128] + body


WRONG = {
    "method": chunk(b"iCCP", b"profile\0\1" + zlib.compress(RGB)),
    "not compressed": chunk(b"iCCP", b"profile\0\0" + RGB),
    "no name": chunk(b"iCCP", b"profile"),
    "empty": chunk(b"iCCP", b""),
    "checksum": profile(RGB)[:-4] + b"1234",
    "huge": profile(bytes(3_000_000)),
    "cut": profile(RGB[:200]),
    "no profile": profile(b"nonsense" * 40),
    "of grey": profile(changed(16, b"GRAY")),
    "of print": profile(changed(16, b"CMYK")),
    "link": profile(changed(12, b"link")),
    "version": profile(changed(8, b"\x09")),
    "two": profile(b"nonsense") + chunk(b"iCCP", b""),
    "time": chunk(b"tIME", b"")[:-1] + b"1",
    "text": chunk(b"zTXt", b"Comment\0\7"),
}


def file_with(tmp_path: Path, picture: Image.Image, chunks: bytes) -> Path:
    plain = BytesIO()
    picture.save(plain, "PNG")
    data, file = plain.getvalue(), tmp_path / "a.png"
    file.write_bytes(data[:33] + chunks + data[33:])
    return file


@pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA", "P"])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_profile_is_left_aside(tmp_path: Path, wrong: str, mode: str) -> None:
    picture = Image.new("RGBA", (9, 6), (204, 51, 51, 128 if "A" in mode else 255)).convert(mode)
    expected = decoded(file_with(tmp_path, picture, b""))
    file = file_with(tmp_path, picture, WRONG[wrong])
    assert inspect(file, "0" * 32).faults == ()
    assert (decoded(file).mode, decoded(file).tobytes()) == (expected.mode, expected.tobytes())


@pytest.mark.parametrize("mode", ["L", "LA"])
def test_a_profile_of_grey_pictures(tmp_path: Path, mode: str) -> None:
    picture = Image.new("L", (9, 6), 81).convert(mode)
    picture.putalpha(100) if mode == "LA" else None
    shown = decoded(file_with(tmp_path, picture, profile(grey_profile()))).getpixel((5, 3))
    assert shown == ((153, 153, 153) if mode == "L" else (153, 153, 153, 100))


def test_a_damaged_picture_is_no_picture(tmp_path: Path) -> None:
    file = file_with(tmp_path, Image.new("RGB", (9, 6)), WRONG["method"])
    file.write_bytes(file.read_bytes()[:-40])
    assert [fault.code for fault in inspect(file, "0" * 32).faults] == ["picture-unreadable"]
