"""A font: measures and draws words with HarfBuzz, which kerns them the same on every machine.

Pillow kerns only with Raqm, a library that is not on every machine.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from PIL import Image
from text_unidecode import unidecode

from magazine.content.spaces import NARROW_SPACE, NO_BREAK_HYPHEN, NO_BREAK_SPACE

# What HarfBuzz draws for a letter that a font lacks.
_STAND_IN = {NO_BREAK_SPACE: " ", NARROW_SPACE: " ", NO_BREAK_HYPHEN: "\N{HYPHEN}"}


class Font:
    """A TTF or OTF file. Not for scripts that run from right to left."""

    def __init__(self, path: Path) -> None:
        """Read the font in the file `path`."""
        self._font = hb.Font(hb.Face(hb.Blob(path.read_bytes())))
        self._em: int = self._font.face.upem

    def written(self, text: str) -> str:
        """Return `text` without letters that the font lacks: they are transliterated, or left out (pictographs)."""
        letters = unicodedata.normalize("NFC", text.replace("\N{SOFT HYPHEN}", ""))
        return "".join(each if self._has(each) else "".join(filter(self._has, unidecode(each))) for each in letters)

    def _has(self, letter: str) -> bool:
        return any(
            self._font.get_nominal_glyph(ord(each)) is not None for each in (letter, _STAND_IN.get(letter, letter))
        )

    def width(self, text: str, size: int) -> float:
        """Return the width of `text` in pixels."""
        return self.starts(text)[-1] * size

    def starts(self, text: str) -> list[float]:
        """Return where each letter starts, and where the last one ends, in multiples of the font size.

        Letters that are one glyph with the letter before them start where that ends.
        """
        starts: list[float] = []
        end = 0
        for info, position in self._shaped(text):
            starts += [end / self._em] * (info.cluster + 1 - len(starts))
            end += position.x_advance
        return starts + [end / self._em] * (len(text) + 1 - len(starts))

    def _shaped(self, text: str) -> Iterator[tuple[Any, Any]]:
        """Yield the glyphs of a line with their positions in units of the font; `cluster` is the letter's index."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.language = "mul"  # several (ISO 639-2): otherwise that of the machine
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        yield from zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)

    def draw(self, lines: Iterable[tuple[float, float, str]], size: int, area: tuple[int, int]) -> Image.Image:
        """Return lines of text as grey levels, black where nothing is drawn.

        A line is the left end of its base line, in pixels from the upper left corner, and its text; `area` are the
        width and height of the image.
        """
        width, height = area
        scale = size / self._em
        raster = hb.RasterDraw()
        raster.extents = hb.RasterExtents(0, 0, width, height, 0)
        for left, base, text in lines:
            x = 0
            for info, position in self._shaped(text):
                across, up = (x + position.x_offset) * scale, position.y_offset * scale
                raster.transform = (scale, 0, 0, scale, left + across, height - base + up)
                raster.draw_glyph(self._font, info.codepoint)
                x += position.x_advance
        image = raster.render()
        # The last row comes first.
        return Image.frombytes("L", area, image.buffer, "raw", "L", image.extents.stride, -1)
