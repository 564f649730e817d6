"""Inspects pictures, decodes them (upright, in sRGB), and encodes the sizes and formats that are published."""

import contextlib
import warnings
from collections.abc import Iterator
from functools import lru_cache, partial
from hashlib import blake2b, file_digest
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

import resvg_py
from PIL import ExifTags, Image, ImageCms, ImageOps
from PIL import ImageFile as PilImageFile

from magazine.cache.output import Output
from magazine.images.credits import credits_of, exif_of, xmp_of
from magazine.images.drawings import cleaned
from magazine.images.picture import RATIO_WIDTH, WIDTHS, Fault, ImageFile, ImageInfo, ImageVariants, Inspection
from magazine.images.places import has_place
from magazine.images.png import is_png, without_extras

PIXELS_MAX, SIDE_MAX = 40_000_000, 20_000
"""A picture of more, or with a longer side, is not decoded: it may be a bomb, a small file that fills the memory."""

_DPI = 96  # pixels of an inch in style sheets (W3C, CSS Values and Units, section 6.2); drawings may be in mm or pt
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")  # decoders that see a contributor's file
_SIDEWAYS = frozenset({5, 6, 7, 8})  # values of EXIF's orientation that turn a picture on its side
_ENCODINGS: dict[str, dict[str, Any]] = {
    # Speed 8 takes less than a third of the time of 6, the default, for files 2 to 5 % larger (documentation/speed.md).
    "AVIF": {"quality": 55, "speed": 8, "subsampling": "4:2:0", "max_threads": 1},
    "WEBP": {"quality": 75, "method": 4},
    "JPEG": {"quality": 75, "progressive": True, "optimize": True},
}
_PLACEHOLDER_SIZE = (3, 2)


def inspect(path: Path, digest: str) -> Inspection:
    """Inspect a picture's file; `digest` is of its bytes. Raises nothing: a file that cannot be read is a fault."""
    try:
        if _is_drawing(path):
            drawing = cleaned(path.read_bytes())
            faults = [Fault("drawing-cleaned", each) for each in drawing.removed]
            width, height = drawing.width, drawing.height
        else:
            with _file(path) as file:
                width, height = _upright_size(file)
                # Phones put a second picture into a JPEG, such as how far away everything is: it does not move.
                moving = file.format != "MPO" and getattr(file, "is_animated", False)
                faults = [Fault("picture-moving")] if moving else []
                faults += [Fault("picture-place")] if has_place(file) else []
        placeholder = _placeholder(_decode(path, 48)[0])
    except Image.DecompressionBombError:
        return Inspection(None, (Fault("picture-enormous", f"{PIXELS_MAX // 1_000_000}"),))
    except Exception:  # decoders raise many kinds of errors for broken files
        return Inspection(None, (Fault("picture-unreadable"),))
    return Inspection(ImageInfo(digest, width, height, placeholder), tuple(faults))


def decoded(path: Path) -> Image.Image:
    """Return the picture in a file as readers see it: upright, in sRGB (`RGB` or `RGBA`), at most 1,920 pixels wide.

    Of one that moves, the first picture. Drawings are drawn 1,200 pixels wide.

    Raises:
        OSError, ValueError: It cannot be read.
        Image.DecompressionBombError: It has more than `PIXELS_MAX`.
    """
    return _decode(path)[0]


def outputs(variants: ImageVariants, path: Path, *, with_crops: bool) -> Iterator[Output]:
    """Yield the files of a picture. `path` is the contributor's; crops are for the picture over an article."""
    digest = variants.info.digest
    for each in chain([variants.large], *variants.sets, variants.crops if with_crops else []):
        yield Output(each.path, (digest, each), partial(_encode, path, digest, each))


def digest_of(path: Path) -> str:
    """Return the fingerprint of a file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, partial(blake2b, digest_size=16)).hexdigest()


def cropped(picture: Image.Image, width: int, height: int) -> Image.Image:
    """Return the largest part around the middle of a picture that has these proportions, in this size (pixels)."""
    return ImageOps.fit(picture, (width, height), Image.Resampling.LANCZOS)


def on_colour(picture: Image.Image, colour: str) -> Image.Image:
    """Return a picture without transparency, over a colour as in style sheets."""
    if picture.mode != "RGBA":
        return picture
    sheet = Image.new("RGB", picture.size, colour)
    sheet.paste(picture, mask=picture.getchannel("A"))
    return sheet


@lru_cache(maxsize=1)
def _decode_once(path: Path, digest: str) -> tuple[Image.Image, dict[str, str]]:  # noqa: ARG001 - other bytes, another picture
    return _decode(path)  # all variants of a picture are encoded one after another


def _encode(path: Path, digest: str, wanted: ImageFile) -> bytes:
    if wanted.format == "SVG":
        return cleaned(path.read_bytes()).svg
    picture, image_credits = _decode_once(path, digest)
    picture = cropped(picture, wanted.width, wanted.height)
    picture.info = {}  # Pillow would copy some of it
    metadata: dict[str, Any] = {"exif": exif_of(image_credits)} if image_credits else {}
    if wanted.format == "JPEG":
        picture = on_colour(picture, "white")
        metadata |= {"xmp": xmp_of(image_credits)} if image_credits else {}
    output = BytesIO()
    picture.save(output, wanted.format, **_ENCODINGS[wanted.format], **metadata)
    return output.getvalue()


def _is_drawing(path: Path) -> bool:
    return path.suffix.lower() == ".svg"


def _file(path: Path) -> PilImageFile.ImageFile:
    with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):
        try:
            file = Image.open(path, formats=_FORMATS)
        except (OSError, ValueError):
            data = path.read_bytes()
            if not is_png(data):
                raise
            file = Image.open(BytesIO(without_extras(data)), formats=["PNG"])
    if file.width * file.height > PIXELS_MAX or max(file.size) > SIDE_MAX:
        raise Image.DecompressionBombError
    return file


def _upright_size(file: Image.Image) -> tuple[int, int]:
    width, height = file.size
    return (height, width) if file.getexif().get(ExifTags.Base.Orientation) in _SIDEWAYS else (width, height)


def _decode(path: Path, drawn_width: int = RATIO_WIDTH) -> tuple[Image.Image, dict[str, str]]:
    """Return the picture in a file, and the credits that the file contains; drawings are drawn in this width."""
    if _is_drawing(path):
        drawing = cleaned(path.read_bytes())
        return _opaque(drawn(drawing.svg, drawn_width)), {}
    with _file(path) as file:
        image_credits = credits_of(file)
        scale = min(1.0, WIDTHS[-1] / _upright_size(file)[0])
        size = max(1, round(file.width * scale)), max(1, round(file.height * scale))
        file.draft(None, size)  # a JPEG can be decoded at half its size, in half the time
        file.load()
        picture = _eight_bits(file)
        if picture.size != size:
            picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        picture = _in_srgb(picture, file.info.get("icc_profile"))
        picture.getexif()[ExifTags.Base.Orientation] = file.getexif().get(ExifTags.Base.Orientation, 1)
    return _opaque(ImageOps.exif_transpose(picture)), image_credits


def drawn(svg: bytes, width: int) -> Image.Image:
    """Return a safe drawing `width` pixels wide, transparent where nothing is drawn."""
    png = resvg_py.svg_to_bytes(svg_string=svg.decode(), width=width, dpi=_DPI)
    return Image.open(BytesIO(bytes(png))).convert("RGBA")


def _eight_bits(file: Image.Image) -> Image.Image:
    """Return a picture in a mode that can be resized and has eight bits for each colour."""
    if file.mode.startswith("I;16"):
        return file.point(lambda value: value * (1 / 257)).convert("L")
    if file.mode in {"P", "PA", "1"} or "transparency" in file.info:
        return file.convert("RGBA")
    if file.mode in {"I", "F"}:
        return file.convert("L")
    return file.copy()


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and picture.mode == "LA":  # profiles of grey pictures know no transparency
        colours = _in_srgb(picture.getchannel("L"), profile)
        colours.putalpha(picture.getchannel("A"))
        return colours
    mode = "RGBA" if picture.mode in {"RGBA", "LA", "RGBa", "La"} else "RGB"
    if profile:
        # A profile may be broken, or another mode's: then the numbers count as sRGB.
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError):
            converted = ImageCms.profileToProfile(
                picture.convert("RGBA") if picture.mode in {"LA", "La", "RGBa"} else picture,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                ImageCms.Intent.RELATIVE_COLORIMETRIC,
                mode,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            if converted:
                return converted
    return picture.convert(mode)


def _opaque(picture: Image.Image) -> Image.Image:
    """Return a picture without its alpha channel if no pixel is transparent."""
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == 255:  # noqa: PLR2004 - all of it shows
        return picture.convert("RGB")
    return picture


def _placeholder(picture: Image.Image) -> tuple[str, ...]:
    if picture.mode == "RGBA":
        return ()
    colours = picture.resize(_PLACEHOLDER_SIZE, Image.Resampling.BOX).tobytes()
    return tuple(
        "#" + "".join(f"{min(15, round(each / 17)):x}" for each in colour)
        for colour in zip(*[iter(colours)] * 3, strict=True)
    )
