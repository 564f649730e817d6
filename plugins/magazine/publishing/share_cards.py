"""Share cards: what networks show of a page that is shared, as a PNG of 1200 × 630 pixels (ogp.me, `og:image`).

A card has four colours: background, text, accent, and one between for edges. Two bits a pixel make it small and quick,
and networks show it at half its size. Over a picture, text has a background of its own, so it can be read on any.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from io import BytesIO
from math import ceil
from pathlib import Path

from PIL import Image, ImageColor, ImageOps

from magazine.cache.output import Output
from magazine.content.article import Article
from magazine.content.author import Author
from magazine.content.library import Library
from magazine.content.section import Section
from magazine.images.picture import ImageVariants
from magazine.images.variants import cropped, decoded
from magazine.locales import Locale
from magazine.publishing.copyfitting import Fitted, TextBox, fit
from magazine.publishing.font import Font

WIDTH, HEIGHT = 1200, 630
NAME = "card.png"
"""The file of a card, beside its page."""

SHARE_CARDS = ("recent", "all", "none")
"""Which articles can have a card: networks show hardly any that are old, and a card weighs as much as half a page."""

_MARGIN = 64
_FOOT = 500  # the line between the article and the magazine
_PANEL = 836  # width of the background of text over a picture
_AROUND = 20  # background above a text over a picture
_LEAST_PICTURE = 600  # pixels of width: fewer would be blurred
_PICTURE_COLOURS = 192

_PAPER, _HALF, _INK, _ACCENT = range(4)
_INKS = {
    ink: [_PAPER if grey < 96 else _HALF if grey < 160 else ink for grey in range(256)]  # noqa: PLR2004 - edges
    for ink in (_PAPER, _HALF, _INK, _ACCENT)
}
"""The colour for each of 256 greys of a drawn text, by the colour of the text."""

_TEXT, _PANEL_TEXT = WIDTH - 2 * _MARGIN, _PANEL - _MARGIN - 40
_SIZES = (72, 68, 64, 60, 56, 52, 48, 44, 40, 36, 32, 28, 24, 20)
_SMALL = (30, 28, 26, 24, 22, 20, 18, 16)


@dataclass(frozen=True, slots=True)
class _Format:
    """The box of each text."""

    kicker: TextBox
    headline: TextBox
    byline: TextBox


_PLAIN = _Format(
    TextBox(_TEXT, 37, _SMALL, 1.2), TextBox(_TEXT, 264, _SIZES, 1.1, whole=56), TextBox(_TEXT, 76, _SMALL, 1.25)
)
_OVER_PICTURE = _Format(
    TextBox(_PANEL_TEXT, 37, _SMALL, 1.2),
    TextBox(_PANEL_TEXT, 212, _SIZES[2:], 1.1, whole=48),
    TextBox(_PANEL_TEXT, 84, _SMALL[2:], 1.25),
)
_NAME = TextBox(_TEXT // 2, 56, (40, 36, 32, 28, 24, 20, 16), 1.2)
_NOTICE = TextBox(_TEXT // 2 - 60, 88, (22, 21, 20, 19, 18, 17, 16, 15, 14), 1.25)


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What a card says: the section, the headline, who and when. Each but the headline may be empty."""

    kicker: str
    headline: str
    byline: str


@dataclass(frozen=True, slots=True)
class CardStyle:
    """What all cards of a magazine have in common. `folder` holds `headline.ttf`, `text.ttf` and `mark.png`.

    `paper`, `ink` and `accent` are colours as in style sheets; `fingerprint` is of the files in the folder.
    """

    folder: Path = field(repr=False)
    fingerprint: str
    paper: str
    ink: str
    accent: str
    name: str
    notice: str
    language: str


def has_card(article: Article, library: Library, which: str) -> bool:
    """Tell whether an article has a card of its own; `which` is one of `SHARE_CARDS`."""
    return which == "all" or (which == "recent" and library.is_recent(article))


def outputs(
    library: Library,
    which: str,
    style: CardStyle,
    home_of: Callable[[Section | Author], str],
    file_of: Callable[[ImageVariants], Path],
    locale: Locale,
    description: str,
) -> Iterator[Output]:
    """Yield the card of each section and author, of articles, and one of the magazine for all other pages.

    `which` is one of `SHARE_CARDS`: the articles that have one. `home_of` tells the address of a section's or an
    author's page, `file_of` where a picture's file is.
    """
    plain = {"": ShareCard("", description or style.name, "")}
    plain |= {home_of(section): ShareCard("", section.title, section.description) for section in library.sections}
    plain |= {home_of(author): ShareCard("", author.name, author.role) for author in library.authors}
    for url, card in plain.items():
        yield Output(f"{url}{NAME}", (style, card), partial(draw, card, style))
    for article in library:
        if not has_card(article, library, which):
            continue
        card, variants = of_article(article, locale), article.variants
        digest = variants.info.digest if variants else None
        make = partial(_drawn, card, style, file_of(variants) if variants else None)
        yield Output(f"{article.url}{NAME}", (style, card, digest), make)


def of_article(article: Article, locale: Locale) -> ShareCard:
    """Return what the card of an article says."""
    kicker = [article.section.title]
    if article.kind != "news":
        kicker.insert(0 if article.kind == "advertisement" else 1, locale(f"kind.{article.kind}"))
    names = locale.listed([author.name for author in article.authors])
    day = locale.long_date(article.day).replace(" ", "\N{NO-BREAK SPACE}")
    return ShareCard(" · ".join(kicker), article.title, f"{locale('byline.by')} {names} · {day}")


def _drawn(card: ShareCard, style: CardStyle, picture: Path | None) -> bytes:
    return draw(card, style, decoded(picture) if picture else None)


@dataclass(frozen=True, slots=True)
class Block:
    """A text on a card: `lines` of left end, base line and words, and how they are drawn."""

    lines: tuple[tuple[int, int, str], ...]
    size: int
    font: Font
    colour: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of the pixels it may cover."""
        left = min(line[0] for line in self.lines)
        right = max(line[0] + self.font.width(line[2], self.size) for line in self.lines)
        return left - 4, self.lines[0][1] - self.size, round(right) + 4, self.lines[-1][1] + self.size // 3


def draw(card: ShareCard, style: CardStyle, picture: Image.Image | None = None) -> bytes:
    """Return a card as PNG, over `picture` (upright, in sRGB) if there is one that is large enough."""
    renderer = _renderer(style)
    over = _part(picture, style.paper) if picture and picture.width >= _LEAST_PICTURE else None
    texts = renderer.blocks(card, over_picture=over is not None)
    if over is None:
        # In flat colours runs are nearly all that repeats; looking for nothing else takes a quarter of the time.
        return _encoded(renderer.blank.copy(), texts, renderer.palette, zlib.Z_RLE)
    few = over.quantize(_PICTURE_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    sheet = renderer.blank.copy()
    sheet.paste(few.point([(index + len(_INKS)) % 256 for index in range(256)]), (0, 0))
    sheet.paste(_PAPER, (_PANEL, _FOOT, WIDTH, _FOOT + 2))
    sheet.paste(_PAPER, (0, min(text.box[1] for text in texts) - _AROUND, _PANEL, _FOOT))
    return _encoded(sheet, texts, renderer.palette + (few.getpalette() or []), zlib.Z_DEFAULT_STRATEGY)


def blocks(card: ShareCard, style: CardStyle, *, over_picture: bool = False) -> list[Block]:
    """Return the texts of a card, from top to bottom, where they are drawn."""
    return _renderer(style).blocks(card, over_picture=over_picture)


class _CardRenderer:
    """Draws cards. Fonts, colours and the background with the magazine's name are prepared once for all."""

    def __init__(self, style: CardStyle) -> None:
        self._language = style.language
        self._display, self._text = (Font(style.folder / f"{name}.ttf") for name in ("headline", "text"))
        paper, ink, accent = (ImageColor.getrgb(each) for each in (style.paper, style.ink, style.accent))
        half = tuple((one + other) // 2 for one, other in zip(paper, ink, strict=True))
        self.palette = [*paper, *half, *ink, *accent]
        self.blank = Image.new("P", (WIDTH, HEIGHT), _PAPER)
        self._draw_masthead(style)

    def _draw_masthead(self, style: CardStyle) -> None:
        self.blank.paste(_HALF, (_MARGIN, _FOOT, WIDTH - _MARGIN, _FOOT + 2))
        middle = (_FOOT + HEIGHT) // 2
        with Image.open(style.folder / "mark.png") as file:
            mark = ImageOps.invert(file.convert("L"))
        self.blank.paste(mark.point(_INKS[_ACCENT]), (_MARGIN, middle - mark.height // 2))
        name = self._fit(style.name, self._display, _NAME)
        left = _MARGIN + mark.width + 16
        _draw_text(self.blank, self._block(name, self._display, left, middle + name.size // 3, _INK))
        notice = self._fit(style.notice, self._text, _NOTICE)
        base = middle + notice.size // 3 - (len(notice.lines) - 1) * notice.leading // 2
        _draw_text(self.blank, self._block(notice, self._text, WIDTH - _MARGIN, base, _INK, flush_right=True))

    def blocks(self, card: ShareCard, *, over_picture: bool) -> list[Block]:
        """Lay out the texts of a card: the byline at the foot, the headline below the kicker."""
        form = _OVER_PICTURE if over_picture else _PLAIN
        kicker = self._fit(card.kicker, self._display, form.kicker)
        headline = self._fit(card.headline, self._display, form.headline)
        byline = self._fit(card.byline, self._text, form.byline)
        byline_base = _FOOT - 30 - max(0, len(byline.lines) - 1) * byline.leading
        if over_picture:  # the background is no larger than it has to be
            last = byline_base - (byline.size + 28 if byline.lines else 0)
            headline_base = last - (len(headline.lines) - 1) * headline.leading
            kicker_base = headline_base - headline.size - 12
        else:
            kicker_base = _MARGIN + 24
            headline_base = kicker_base + (22 if kicker.lines else 0) + headline.size
        texts = (
            self._block(kicker, self._display, _MARGIN, kicker_base, _ACCENT),
            self._block(headline, self._display, _MARGIN, headline_base, _INK),
            self._block(byline, self._text, _MARGIN, byline_base, _INK),
        )
        return [text for text in texts if text.lines]

    def _fit(self, text: str, font: Font, text_box: TextBox) -> Fitted:
        return fit(text, font, text_box, self._language)

    @staticmethod
    def _block(text: Fitted, font: Font, edge: int, base: int, colour: int, *, flush_right: bool = False) -> Block:
        lines = (
            (edge - (ceil(font.width(line, text.size)) if flush_right else 0), base + number * text.leading, line)
            for number, line in enumerate(text.lines)
        )
        return Block(tuple(lines), text.size, font, colour)


@cache
def _renderer(style: CardStyle) -> _CardRenderer:
    return _CardRenderer(style)


def _draw_text(sheet: Image.Image, block: Block) -> None:
    left, top, right, bottom = block.box
    layer = Image.new("L", (right - left, bottom - top))
    for start, base, line in block.lines:
        block.font.draw(layer, (start - left, base - top), line, block.size)
    sheet.paste(layer.point(_INKS[block.colour]), (left, top))


def _encoded(sheet: Image.Image, texts: Iterable[Block], palette: list[int], strategy: int) -> bytes:
    for text in texts:
        _draw_text(sheet, text)
    sheet.putpalette(palette)
    output = BytesIO()
    sheet.save(output, "PNG", compress_type=strategy)
    return output.getvalue()


def _part(picture: Image.Image, paper: str) -> Image.Image:
    """Return the middle of a picture, as large as it shows above the foot, without transparency."""
    part = cropped(picture, WIDTH, _FOOT)
    if part.mode != "RGBA":
        return part
    sheet = Image.new("RGB", part.size, paper)
    sheet.paste(part, mask=part.getchannel("A"))
    return sheet
