"""`magazine mark`: the magazine's mark, drawn once, in every form in which browsers, phones and networks show it."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from lxml import etree
from PIL import Image, ImageColor

from magazine.commands.project import WrongUse, open_project
from magazine.images.drawings import Drawing, cleaned
from magazine.images.variants import drawn
from magazine.publishing.brand import BrandError, read_colours
from magazine.theme_settings import configure_theme

PLACE = ".icons/magazine/mark.svg"
"""The mark in the theme's folder, as the masthead shows it. All else is drawn from it."""

_COLOUR = re.compile(r"var\(--(paper|ink|accent)\)")
_NAMES = ("paper", "ink", "accent")
_ICO = (16, 32, 48)
_CARD_HEIGHT = 56  # pixels; share cards print what is dark in the accent colour

# Path, pixels of a side, which part of it the mark takes, and whether it stands on the colour of the background.
# Of a maskable icon a circle of 80 % is sure to be seen (w3.org/TR/appmanifest, "purpose").
_ICONS = (
    ("assets/icons/icon-192.png", 192, 0.9, False),
    ("assets/icons/icon-512.png", 512, 0.9, False),
    ("assets/icons/maskable-512.png", 512, 0.56, True),
    ("assets/apple-touch-icon.png", 180, 0.66, True),
)


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("-f", "--config-file", help="Another mkdocs.yml.")
def mark(file: Path | None, config_file: str | None) -> None:
    """Take the drawing in FILE (SVG) as the magazine's mark, and draw all icons from it.

    `var(--accent)`, `var(--ink)` and `var(--paper)` in it are the theme's colours. Without FILE, the icons are drawn
    anew from the mark that is there, for example in other colours.
    """
    config, _, locale = open_project(config_file)
    if not config.theme.custom_dir:
        raise WrongUse(locale("mark.no-folder"))
    configure_theme(config, locale)
    source = file or next((path for each in config.theme.dirs if (path := Path(each, PLACE)).is_file()), None)
    if source is None:
        raise WrongUse(locale("mark.none", file=PLACE))
    try:
        drawing = cleaned(source.read_bytes())
    except (ValueError, OSError) as error:
        raise WrongUse(locale("mark.unreadable", file=source, reason=error)) from None
    if b"<style" in drawing.svg or b" id=" in drawing.svg or b" viewBox=" not in drawing.svg:
        raise WrongUse(locale("mark.not-plain", file=source))
    try:
        light, dark = (read_colours([*map(Path, config.theme.dirs)], mode) for mode in ("light", "dark"))
    except BrandError as error:
        raise WrongUse(str(error)) from None
    for name, content in _files(drawing, light, dark):
        target = Path(config.theme.custom_dir, name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        click.echo(target)


def _files(drawing: Drawing, light: tuple[str, ...], dark: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of each file; `light` and `dark` are the colours of background, text and accent."""
    yield PLACE, _root(drawing, {"class": "mark", "aria-hidden": "true", "focusable": "false"})
    rules = ["".join(f"--{name}:{value};" for name, value in zip(_NAMES, each, strict=True)) for each in (light, dark)]
    style = f":root{{{rules[0]}}}@media(prefers-color-scheme:dark){{:root{{{rules[1]}}}}}"
    yield "assets/favicon.svg", _root(drawing, {}, style)
    for path, side, part, on_paper in _ICONS:
        icon = _square(drawing, side, part, light, light[0] if on_paper else None)
        colours = icon.convert("RGB" if on_paper else "RGBA").quantize(
            64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
        )
        yield path, _encoded(colours, "PNG", optimize=True)
    sizes = [_square(drawing, side, 1, light, None) for side in _ICO]
    yield "favicon.ico", _encoded(sizes[-1], "ICO", append_images=sizes[:-1], sizes=[each.size for each in sizes])
    width = max(1, round(_CARD_HEIGHT * drawing.width / drawing.height))
    on_card = _drawn(drawing, width, ("#ffffff", "#000000", "#000000")).resize((width, _CARD_HEIGHT))
    card = Image.new("RGBA", on_card.size, "white")
    card.alpha_composite(on_card)
    yield ".share_card/mark.png", _encoded(card.convert("L"), "PNG", optimize=True)


def _root(drawing: Drawing, attributes: dict[str, str], style: str = "") -> bytes:
    """Return the drawing with other attributes of its outermost element, which has no size of its own."""
    root = etree.fromstring(drawing.svg)
    for name in [name for name in root.attrib if name != "viewBox" and name not in ("fill", "stroke")]:
        del root.attrib[name]
    root.attrib.update(attributes)
    if style:
        element = etree.Element("{http://www.w3.org/2000/svg}style")
        element.text = style
        root.insert(0, element)
    return bytes(etree.tostring(root))


def _square(drawing: Drawing, side: int, part: float, colours: tuple[str, ...], ground: str | None) -> Image.Image:
    """Return the mark in the middle of a square of `side` pixels, of which it takes a `part`."""
    wide = drawing.width >= drawing.height
    width = side * part if wide else side * part * drawing.width / drawing.height
    icon = _drawn(drawing, max(1, round(width)), colours)
    square = Image.new("RGBA", (side, side), ImageColor.getrgb(ground) if ground else (0, 0, 0, 0))
    square.alpha_composite(icon, ((side - icon.width) // 2, max(0, (side - icon.height) // 2)))
    return square


def _drawn(drawing: Drawing, width: int, colours: tuple[str, ...]) -> Image.Image:
    """Return the mark, with `colours` for the background's, the text's and the accent's."""
    names = dict(zip(_NAMES, colours, strict=True))
    return drawn(_COLOUR.sub(lambda found: names[found[1]], drawing.svg.decode()).encode(), width)


def _encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()
