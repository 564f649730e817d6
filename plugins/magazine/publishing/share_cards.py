"""Share cards: what networks show of a page that is shared, as a PNG of 1200 × 630 pixels (ogp.me, `og:image`).

A card has four colours: background, text, accent, and one between for edges. Two bits a pixel make it small and quick,
and networks show it at half its size. Over a picture, text has a background of its own, so it can be read on any.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from io import BytesIO
from math import ceil
from pathlib import Path

from PIL import Image, ImageColor, ImageOps

from magazine.cache.output import Output
from magazine.content.article import Article
from magazine.content.article_fields import ArticleKind
from magazine.content.author import Author
from magazine.content.library import Library
from magazine.content.section import Section
from magazine.content.spaces import NO_BREAK_SPACE
from magazine.content.typesetting import typographic
from magazine.images.picture import ImageVariants
from magazine.images.variants import cropped, decoded, on_colour
from magazine.locales import Locale
from magazine.locales.localized import in_language
from magazine.publishing.brand import Brand
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
    ink: [_PAPER if grey < 104 else _HALF if grey < 156 else ink for grey in range(256)]  # noqa: PLR2004 - edges
    for ink in (_PAPER, _HALF, _INK, _ACCENT)
}
"""The colour in the palette for each of the 256 greys of a drawn text, by the colour of the text."""

_TEXT, _PANEL_TEXT = WIDTH - 2 * _MARGIN, _PANEL - _MARGIN - 40
_SIZES = (72, 68, 64, 60, 56, 52, 48, 44, 40, 36, 32, 28, 24, 20)
_SMALL = (30, 28, 26, 24, 22, 20, 18, 16)


# The boxes of kicker, headline and byline.
_PLAIN = (
    TextBox(_TEXT, 37, _SMALL, 1.2),
    TextBox(_TEXT, 264, _SIZES, 1.1, whole=56),
    TextBox(_TEXT, 76, _SMALL, 1.25),
)
_OVER_PICTURE = (
    TextBox(_PANEL_TEXT, 37, _SMALL, 1.2),
    TextBox(_PANEL_TEXT, 212, _SIZES[2:], 1.1, whole=48),
    TextBox(_PANEL_TEXT, 84, _SMALL[2:], 1.25),
)
_NAME = TextBox(_TEXT // 2, 56, (40, 36, 32, 28, 24, 20, 16), 1.2)
_NOTICE = TextBox(_TEXT // 2 - 60, 88, (22, 21, 20, 19, 18, 17, 16, 15, 14), 1.25)


@dataclass(frozen=True, slots=True)
class ShareCard:
    """The texts of a card: section, headline, and authors with the date. Each but the headline may be empty."""

    kicker: str
    headline: str
    byline: str


@dataclass(frozen=True, slots=True)
class CardStyle:
    """What all cards of a magazine have in common: colours, fonts and mark, its name, and a short disclaimer."""

    brand: Brand
    name: str
    notice: str
    language: str


def has_card(article: Article, library: Library, which: str) -> bool:
    """Return whether an article has a card of its own; `which` is one of `SHARE_CARDS`."""
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

    `which` is one of `SHARE_CARDS`: the articles that have one. `home_of` returns the address of a section's or
    an author's page, `file_of` the path of a picture's file.
    """
    words = partial(typographic, language=style.language)
    plain = {"": ShareCard("", words(description or style.name), "")}
    plain |= {
        home_of(section): ShareCard("", words(section.title), words(section.description))
        for section in library.sections
    }
    plain |= {home_of(author): ShareCard("", author.name, words(author.role)) for author in library.authors}
    for url, card in plain.items():
        yield Output(f"{url}{NAME}", (style, card), partial(draw, card, style))
    for article in library:
        if not has_card(article, library, which):
            continue
        own = replace(style, notice=in_language(style.notice, article.language).text)
        card, variants = of_article(article, locale.of(article.language)), article.variants
        digest = variants.info.digest if variants else None
        make = partial(_drawn, card, own, file_of(variants) if variants else None)
        yield Output(f"{article.url}{NAME}", (own, card, digest), make)


def of_article(article: Article, locale: Locale) -> ShareCard:
    """Return the texts of an article's card."""
    section = in_language(article.section.title, article.language).text if article.section else ""
    kicker = [typographic(section, locale.language)] if section else []
    if article.kind != "news":
        first = article.kind is ArticleKind.ADVERTISEMENT
        kicker.insert(0 if first else len(kicker), locale(f"kind.{article.kind}"))
    names = locale.listed(article.bylines)
    by = locale("byline.advertiser", name=names) if article.advertiser else f"{locale('byline.by')} {names}"
    day = locale.long_date(article.day).replace(" ", NO_BREAK_SPACE)
    return ShareCard(" · ".join(kicker), article.title, f"{by} · {day}" if names else day)


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

    def draw(self, card: Image.Image) -> None:
        """Draw the text on a card, with the background around it."""
        left, top, right, bottom = self.box
        lines = [(start - left, base - top, text) for start, base, text in self.lines]
        card.paste(
            self.font.draw(lines, self.size, (right - left, bottom - top)).point(_INKS[self.colour]), (left, top)
        )


def draw(card: ShareCard, style: CardStyle, picture: Image.Image | None = None) -> bytes:
    """Return a card as PNG, over `picture` (upright, in sRGB) if there is one that is large enough."""
    over_picture = picture is not None and picture.width >= _LEAST_PICTURE
    texts = blocks(card, style, over_picture=over_picture)
    image, colours = _blank_card(style).copy(), _palette(style)
    if picture and over_picture:
        part = on_colour(cropped(picture, WIDTH, _FOOT), style.brand.paper)
        few = part.quantize(_PICTURE_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        image.paste(few.point([(index + len(_INKS)) % 256 for index in range(256)]), (0, 0))
        image.paste(_PAPER, (_PANEL, _FOOT, WIDTH, _FOOT + 2))
        image.paste(_PAPER, (0, min(text.box[1] for text in texts) - _AROUND, _PANEL, _FOOT))
        colours = colours + (few.getpalette() or [])
    for text in texts:
        text.draw(image)
    image.putpalette(colours)
    output = BytesIO()
    # In flat colours runs are nearly all that repeats; looking for nothing else takes a quarter of the time.
    image.save(output, "PNG", compress_type=zlib.Z_DEFAULT_STRATEGY if over_picture else zlib.Z_RLE)
    return output.getvalue()


def blocks(card: ShareCard, style: CardStyle, *, over_picture: bool = False) -> list[Block]:
    """Return the texts of a card where they are drawn: the byline at the foot, the headline below the kicker."""
    headline_font, text_font = _fonts(style)
    boxes = _OVER_PICTURE if over_picture else _PLAIN
    kicker = fit(card.kicker, headline_font, boxes[0], style.language)
    headline = fit(card.headline, headline_font, boxes[1], style.language)
    byline = fit(card.byline, text_font, boxes[2], style.language)
    byline_base = _FOOT - 30 - max(0, len(byline.lines) - 1) * byline.leading
    if over_picture:  # the background is no larger than it has to be
        last = byline_base - (byline.size + 28 if byline.lines else 0)
        headline_base = last - (len(headline.lines) - 1) * headline.leading
        kicker_base = headline_base - headline.size - 12
    else:
        kicker_base = _MARGIN + 24
        headline_base = kicker_base + (22 if kicker.lines else 0) + headline.size
    texts = (
        _block(kicker, headline_font, _MARGIN, kicker_base, _ACCENT),
        _block(headline, headline_font, _MARGIN, headline_base, _INK),
        _block(byline, text_font, _MARGIN, byline_base, _INK),
    )
    return [text for text in texts if text.lines]


def _block(text: Fitted, font: Font, edge: int, base: int, colour: int, *, flush_right: bool = False) -> Block:
    indents = [ceil(font.width(line, text.size)) if flush_right else 0 for line in text.lines]
    lines = [(edge - indents[number], base + number * text.leading, line) for number, line in enumerate(text.lines)]
    return Block(tuple(lines), text.size, font, colour)


@cache
def _fonts(style: CardStyle) -> tuple[Font, Font]:
    """Return the fonts of headlines and of other texts."""
    folder = style.brand.card_folder
    return Font(folder / "headline.ttf"), Font(folder / "text.ttf")


def _palette(style: CardStyle) -> list[int]:
    paper, ink, accent = (ImageColor.getrgb(each) for each in (style.brand.paper, style.brand.ink, style.brand.accent))
    half = tuple((one + other) // 2 for one, other in zip(paper, ink, strict=True))
    return [*paper, *half, *ink, *accent]


@cache
def _blank_card(style: CardStyle) -> Image.Image:
    """Return what all cards have in common: background, mark, name and notice."""
    headline_font, text_font = _fonts(style)
    card = Image.new("P", (WIDTH, HEIGHT), _PAPER)
    card.paste(_HALF, (_MARGIN, _FOOT, WIDTH - _MARGIN, _FOOT + 2))
    middle = (_FOOT + HEIGHT) // 2
    with Image.open(style.brand.card_folder / "mark.png") as file:
        mark = ImageOps.invert(file.convert("L"))
    card.paste(mark.point(_INKS[_ACCENT]), (_MARGIN, middle - mark.height // 2))
    name = fit(typographic(style.name, style.language), headline_font, _NAME, style.language)
    _block(name, headline_font, _MARGIN + mark.width + 16, middle + name.size // 3, _INK).draw(card)
    if not style.notice:
        return card
    notice = fit(typographic(style.notice, style.language), text_font, _NOTICE, style.language)
    base = middle + notice.size // 3 - (len(notice.lines) - 1) * notice.leading // 2
    _block(notice, text_font, WIDTH - _MARGIN, base, _INK, flush_right=True).draw(card)
    return card
