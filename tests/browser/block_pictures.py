"""Pictures of parts of a page that are small enough for the repository: the mean colours of blocks of 16 pixels.

Layout and colours show in them, letters do not. Two are alike if hardly a block differs: another rendering of the same
type moves some ink within a block, a moved or missing element changes whole blocks.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from PIL import ExifTags, Image, ImageChops, ImageFilter

BLOCK = 16
"""Pixels of a page, across and down, that become one of the picture."""

_LEAST = (6, 6, 6)  # of 255, by which a block has to differ in brightness and in two colours, where nothing is near …
_MOST = (24, 12, 12)  # … and where there is ink, which another rendering moves
_PARTS = (2, 4, 4)  # of the contrast there
_SHARE, _FEW = 0.02, 4  # of the blocks that may differ, and how many in any case
_TWICE = 6  # how many may differ by twice as much
_HEIGHT = 0.02  # by which a part may be higher or lower, and by one block in any case
_STEP = 4  # of 255, between the levels of colour that are kept in the file
_ENLARGED = 8  # times, in the picture of a difference


def reduced(picture: Image.Image, block: int = BLOCK) -> Image.Image:
    """Return the mean colours of blocks; those at the right and at the bottom may be smaller."""
    size = (max(1, round(picture.width / block)), max(1, round(picture.height / block)))
    return picture.convert("RGB").resize(size, Image.Resampling.BOX)


def difference(shown: Image.Image, wanted: Image.Image) -> str:
    """Return in words how a reduced picture differs from the one that is wanted; nothing if both look alike."""
    if shown.width != wanted.width:
        return f"{shown.width} instead of {wanted.width} blocks wide"
    if abs(shown.height - wanted.height) > max(1, _HEIGHT * wanted.height):
        return f"{shown.height} instead of {wanted.height} blocks high"
    blocks = wanted.width * wanted.height
    some, much = (_marks(shown, wanted, times).histogram()[255] for times in (1, 2))
    return (
        f"{some} of {blocks} blocks differ, {much} much" if some > max(_FEW, _SHARE * blocks) or much > _TWICE else ""
    )


def _marks(shown: Image.Image, wanted: Image.Image, times: int = 1) -> Image.Image:
    """Return a picture that is white where both differ, or by so many times as much as they may."""
    marks = Image.new("L", wanted.size)
    shown = shown.crop((0, 0, wanted.width, min(shown.height, wanted.height)))
    for band, (one, other) in enumerate(zip(_soft(shown), _soft(wanted), strict=True)):
        limits = _limits(other, band).point([min(255, level * times) for level in range(256)])
        differs = ImageChops.subtract(
            ImageChops.difference(one, other.crop((0, 0, *one.size))), limits.crop((0, 0, *one.size))
        )
        marks.paste(ImageChops.lighter(marks.crop((0, 0, *one.size)), differs))
    return marks.point([0] + [255] * 255)


def _limits(values: Image.Image, band: int) -> Image.Image:
    """Return by how much each block may differ: more where there is ink, that is, where those around it differ."""
    contrast = ImageChops.subtract(values.filter(ImageFilter.MaxFilter(3)), values.filter(ImageFilter.MinFilter(3)))
    return contrast.point([min(_MOST[band], max(_LEAST[band], level // _PARTS[band])) for level in range(256)])


def _soft(picture: Image.Image) -> list[Image.Image]:
    """Return brightness and colours, each block mixed with those around it: a shift by a part of one counts less."""
    return [band.filter(ImageFilter.GaussianBlur(0.6)) for band in picture.convert("YCbCr").split()]


def compared(shown: Image.Image, wanted: Image.Image) -> Image.Image:
    """Return a picture for people: what is wanted, what is shown, and what differs, side by side."""
    marks = Image.composite(Image.new("RGB", wanted.size, "red"), wanted, _marks(shown, wanted))
    gap, height = 2, max(shown.height, wanted.height)
    sheet = Image.new("RGB", (3 * wanted.width + 2 * gap, height), "grey")
    for column, each in enumerate((wanted, shown, marks)):
        sheet.paste(each, (column * (wanted.width + gap), 0))
    return sheet.resize((sheet.width * _ENLARGED, sheet.height * _ENLARGED), Image.Resampling.NEAREST)


def save(parts: Mapping[str, Image.Image], path: Path) -> None:
    """Write reduced pictures into one file (WebP), below each other, with their names and sizes in its description."""
    sheet = Image.new("RGB", (max(each.width for each in parts.values()), sum(each.height for each in parts.values())))
    top = 0
    for each in parts.values():
        sheet.paste(each.point([min(255, round(level / _STEP) * _STEP) for level in range(256)] * 3), (0, top))
        top += each.height
    about = Image.Exif()
    about[ExifTags.Base.ImageDescription] = json.dumps({name: each.size for name, each in parts.items()})
    sheet.save(path, "WEBP", lossless=True, quality=100, method=6, exif=about)


def load(path: Path) -> dict[str, Image.Image]:
    """Return the reduced pictures in a file by their names."""
    with Image.open(path) as file:
        sizes, sheet = json.loads(file.getexif()[ExifTags.Base.ImageDescription]), file.convert("RGB")
    top, parts = 0, {}
    for name, (width, height) in sizes.items():
        parts[name] = sheet.crop((0, top, width, top + height))
        top += height
    return parts
