"""Data about pictures: what inspecting a file returns, and the files (variants) that are made of it."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

WIDTHS = (480, 720, 960, 1200, 1920)
"""Pixels: a card on a phone; an article there, whose 358 CSS pixels are 716 at twice the density; an article on a
desktop; the same on denser screens. A smaller picture has fewer."""

RATIOS = ((16, 9), (4, 3), (1, 1))
"""Crops that search engines ask for (Google, documentation of `Article` structured data)."""

RATIO_WIDTH = 1200
"""The widest crop, in pixels."""

_DRAWING = ".svg"
_LICENCE = re.compile(r"CC[ -](BY(?:-(?:NC-SA|NC-ND|SA|NC|ND))?)[ -](\d\.\d)(?:[ -]([A-Z]{2}))?", re.IGNORECASE)
_ZERO = re.compile(r"CC[ -]?0(?:[ -]1\.0)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """Size and colours of a picture. `digest` is of the file's bytes; `width` and `height` are pixels, upright.

    `placeholder` has six colours (two rows of three) that are shown until the picture is loaded; none if the picture
    is transparent.
    """

    digest: str
    width: int
    height: int
    placeholder: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImageFile:
    """One published file of a picture; `path` is relative to the site folder."""

    path: str
    width: int
    height: int
    format: str

    @property
    def url(self) -> str:
        """The address, relative to the site's."""
        return quote(self.path)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a picture's file: the code of a problem, and what it is about."""

    code: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Inspection:
    """The result of inspecting a file: its data, unless it cannot be shown, and what is wrong with it."""

    info: ImageInfo | None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class ImageVariants:
    """The files that are published of a picture. `file` is the contributor's, relative to the docs folder.

    With `quick` (in a preview) there is only the large one, so that nobody waits for encoding.
    """

    file: str
    info: ImageInfo
    quick: bool = False

    @property
    def width(self) -> int:
        """Pixels of the original, upright; of a drawing, see `drawings`."""
        return self.info.width

    @property
    def height(self) -> int:
        """Pixels of the original, upright; of a drawing, see `drawings`."""
        return self.info.height

    @cached_property
    def large(self) -> ImageFile:
        """The file for browsers that show no other, and for links: a drawing itself, else the largest JPEG."""
        if self.file.lower().endswith(_DRAWING):
            return ImageFile(self.file, self.width, self.height, "SVG")
        return self._variant(self.widths[-1], "JPEG")

    @cached_property
    def sets(self) -> tuple[tuple[ImageFile, ...], ...]:
        """The best format first; in each, the same picture in several widths, smallest first."""
        if self.quick or self.large.format == "SVG":
            return ()
        return tuple(tuple(self._variant(width, each) for width in self.widths) for each in ("AVIF", "WEBP"))

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """The widths in pixels, smallest first; never more than the original has."""
        largest = min(self.width, WIDTHS[-1])
        return (*(width for width in WIDTHS if width < largest), largest)

    @cached_property
    def crops(self) -> tuple[ImageFile, ...]:
        """The picture in each of `RATIOS`, as JPEG; none in a preview."""
        return () if self.quick else tuple(self._crop(*ratio) for ratio in RATIOS)

    def _crop(self, across: int, down: int) -> ImageFile:
        width = round(min(RATIO_WIDTH, self.width, self.height * across / down))
        return self._named(f"{across}x{down}", width, max(1, round(width * down / across)), "JPEG")

    def _variant(self, width: int, form: str) -> ImageFile:
        return self._named(str(width), width, max(1, round(self.height * width / self.width)), form)

    def _named(self, what: str, width: int, height: int, form: str) -> ImageFile:
        """Return a file with the digest of the original in its name: no browser has a copy of another one."""
        ending = {"JPEG": "jpg"}.get(form, form.lower())
        stem = self.file.rpartition(".")[0]
        return ImageFile(f"{stem}.{self.info.digest[:8]}-{what}.{ending}", width, height, form)


@dataclass(frozen=True, slots=True)
class InspectedImage:
    """A picture that was inspected: its size in bytes, its faults, and its variants (None if it cannot be shown)."""

    bytes: int
    faults: tuple[Fault, ...]
    variants: ImageVariants | None

    @property
    def pixels(self) -> int:
        """Pixels of the longest side; 0 for a drawing, and for a file that cannot be read."""
        raster = self.variants and self.variants.large.format != "SVG"
        return max(self.variants.width, self.variants.height) if self.variants and raster else 0


def licence_address(licence: str) -> str | None:
    """Return where a Creative Commons licence can be read, for its usual short name: `CC BY-SA 4.0`."""
    site = "https://creativecommons.org"
    if _ZERO.fullmatch(licence):
        return f"{site}/publicdomain/zero/1.0/"
    found = _LICENCE.fullmatch(licence)
    if found is None:
        return None
    port = f"{found[3].lower()}/" if found[3] else ""
    return f"{site}/licenses/{found[1].lower()}/{found[2]}/{port}"
