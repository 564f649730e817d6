"""Share cards: what networks show of a page that is shared, as a PNG of 1200 × 630 pixels (ogp.me, `og:image`).

A card is printed in two colours on paper, with one half tone for edges: two bits a pixel make it small and quick, and
networks show it at half its size. Over a picture, it stands on paper of its own, so that it can be read over any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageColor, ImageOps

from .copyfitting import Fitted, Space, fit
from .face import Face

WIDTH, HEIGHT = 1200, 630
_MARGIN = 64
_FOOT = 500  # the line between the article and the magazine
_PANEL = 836  # width of the paper that lies over a picture
_LEAST_PICTURE = 600  # pixels of width: fewer would be blurred
_PICTURE_COLOURS = 64

_PAPER, _HALF, _INK, _ACCENT = range(4)
_EDGES = 96, 160  # grey that is printed as half tone; less is paper, more is ink

_TEXT = WIDTH - 2 * _MARGIN
_SIZES = (84, 80, 76, 72, 68, 64, 60, 56, 52, 48, 44, 40, 36, 32, 28, 24, 20)
_KICKER = Space(_TEXT, 40, (32, 28, 24, 20, 16), 1.2)
_HEADLINE = Space(_TEXT, 280, _SIZES, 1.1, whole=60)
_BYLINE = Space(_TEXT, 76, (30, 28, 26, 24, 22, 20, 18, 16), 1.25)
_NAME = Space(_TEXT // 2, 56, (44, 40, 36, 32, 28, 24, 20, 16), 1.2)
_NOTICE = Space(_TEXT // 2 - 40, 88, (24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14), 1.25)


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What a card says: the section, the headline, who and when."""

    kicker: str
    headline: str
    byline: str


@dataclass(frozen=True, slots=True)
class Stationery:
    """What all cards of a magazine have in common. `folder` holds two faces and the mark.

    `paper`, `ink` and `accent` are colours as in style sheets.
    """

    folder: Path
    paper: str
    ink: str
    accent: str
    name: str
    notice: str
    language: str


@dataclass(frozen=True, slots=True)
class Block:
    """A text on a card: its lines, where the first base line begins, and how it is printed."""

    text: Fitted
    face: Face
    left: int
    base: int
    colour: int
    width: int = 0
    """Of the space that the lines end flush with at the right; 0 if they begin flush at the left."""

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what may be printed on."""
        top = self.base - self.text.size
        widest = max(self.face.width(line, self.text.size) for line in self.text.lines)
        left = self.left + self.width - widest if self.width else self.left
        height = self.text.size * 5 // 4 + (len(self.text.lines) - 1) * self.text.leading
        return round(left) - 4, top, round(left + widest) + 4, top + height


def draw(card: ShareCard, stationery: Stationery, picture: Image.Image | None = None) -> bytes:
    """Return a card as PNG, over `picture` (upright, in sRGB) if there is one that is large enough."""
    office = _office(stationery)
    sheet, palette = office.blank.copy(), list(office.palette)
    over = picture is not None and picture.width >= _LEAST_PICTURE
    blocks = office.blocks(card, over_picture=over)
    if picture is not None and over:
        background = _reduced(picture, palette[_PAPER])
        palette += background.getpalette() or []
        sheet.paste(background.point([index + 4 for index in range(252)] + [0] * 4), (0, 0))
        sheet.paste(_PAPER, (0, min(block.box[1] for block in blocks) - 24, _PANEL, _FOOT))
    for block in blocks:
        _print(sheet, block)
    return _png(sheet, palette)


class _Office:
    """What is prepared once for all cards."""

    def __init__(self, stationery: Stationery) -> None:
        self._language = stationery.language
        self.display, self._text = Face(stationery.folder / "headline.ttf"), Face(stationery.folder / "text.ttf")
        paper, ink, accent = (
            ImageColor.getcolor(colour, "RGB") for colour in (stationery.paper, stationery.ink, stationery.accent)
        )
        half = tuple((one + other) // 2 for one, other in zip(paper, ink, strict=True))
        self.palette = [*paper, *half, *ink, *accent]
        self.blank = Image.new("P", (WIDTH, HEIGHT), _PAPER)
        self.blank.paste(_HALF, (_MARGIN, _FOOT, WIDTH - _MARGIN, _FOOT + 2))
        for block in self._letterhead(stationery):
            _print(self.blank, block)

    def _letterhead(self, stationery: Stationery) -> Iterator[Block]:
        with Image.open(stationery.folder / "mark.png") as mark:
            ...


@cache
def _office(stationery: Stationery) -> _Office:
    return _Office(stationery)
