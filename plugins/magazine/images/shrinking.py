"""A picture's file made small enough, in the format that it has."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image

from magazine.images.picture import WIDTHS

_QUALITIES = {"JPEG": (90, 85, 80, 75), "WEBP": (90, 85, 80, 75), "AVIF": (80, 70, 60)}
_OPTIONS: dict[str, dict[str, Any]] = {"JPEG": {"progressive": True, "optimize": True}, "PNG": {"optimize": True}}
_STEP = 0.8  # by which a picture is made smaller that is too large in the lowest quality


def shrunk(data: bytes, most_bytes: int, most_pixels: int) -> bytes | None:
    """Return a picture's file within both limits; its longest side has at most `most_pixels`.

    Orientation, colour profile and what the file names besides stay. None if it cannot be done: of drawings, of
    pictures that move, and where it would become too small to be shown at full width.
    """
    try:
        with Image.open(BytesIO(data), formats=["JPEG", "PNG", "WEBP", "AVIF"]) as file:
            form = "JPEG" if file.format == "MPO" else str(file.format)
            if form != "JPEG" and getattr(file, "is_animated", False):
                return None
            kept = {key: file.info[key] for key in ("exif", "icc_profile", "xmp") if file.info.get(key)}
            if form == "PNG":
                kept.pop("xmp", None)  # Pillow does not write it there
            scale = min(1.0, most_pixels / max(file.size))
            while max(file.size) * scale >= WIDTHS[-1]:
                picture = _scaled(file, scale)
                found = (each for each in _encoded(picture, form, kept) if len(each) <= most_bytes)
                if fitting := next(found, None):
                    return fitting
                scale *= _STEP
    except Exception:  # decoders raise many kinds of errors for broken files
        return None
    return None


def _scaled(file: Image.Image, scale: float) -> Image.Image:
    size = round(file.width * scale), round(file.height * scale)
    picture = file
    if picture.mode in {"P", "PA", "1"}:
        picture = file.convert("RGBA" if "transparency" in file.info or file.mode == "PA" else "RGB")
    return picture.resize(size, Image.Resampling.LANCZOS) if size != file.size else picture.copy()


def _encoded(picture: Image.Image, form: str, kept: dict[str, Any]) -> Iterator[bytes]:
    """Yield the picture in each quality, the best first."""
    for quality in _QUALITIES.get(form, (None,)):
        output = BytesIO()
        options = _OPTIONS.get(form, {}) | ({"quality": quality} if quality else {})
        picture.save(output, form, **kept, **options)
        yield output.getvalue()
