"""The brand outside pages, for share cards and the manifest: colours from the style sheet, fonts and mark."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from magazine.images.variants import digest_of

_STYLES = "partials/styles"
_CARDS = ".share_card"
_CARD_FILES = ("headline.ttf", "text.ttf", "mark.png")
_COLOUR = re.compile(r"(?<![\w-])--([\w-]+):\s*(#[0-9a-fA-F]{3,8})\s*;")


class BrandError(ValueError):
    """Something is missing in the theme; the message says what."""


@dataclass(frozen=True, slots=True)
class Brand:
    """Colours as in style sheets: background, text and accent in light mode, and the background in dark mode.

    `card_folder` holds the fonts and the mark of share cards; `card_fingerprint` is of these files.
    """

    paper: str
    ink: str
    accent: str
    dark_paper: str
    card_folder: Path = field(repr=False)
    card_fingerprint: str


def read_brand(folders: Iterable[str]) -> Brand:
    """Read the brand of a theme from `folders`; a file in an earlier folder wins.

    Raises:
        BrandError: A file is missing, or a style sheet lacks `--paper`, `--ink` or `--accent`.
    """
    there = [Path(folder) for folder in folders]
    paper, ink, accent = read_colours(there, "light")
    dark_paper, _, _ = read_colours(there, "dark")
    cards = [_found(there, f"{_CARDS}/{name}") for name in _CARD_FILES]
    return Brand(paper, ink, accent, dark_paper, cards[0].parent, " ".join(map(digest_of, cards)))


def _found(folders: Iterable[Path], name: str) -> Path:
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise BrandError(f"{name} is missing in the theme")


def read_colours(folders: Iterable[Path], mode: str) -> tuple[str, str, str]:
    """Return the colours of background, text and accent, in `mode` "light" or "dark", as in `read_brand`."""
    sheet = _found(folders, f"{_STYLES}/{mode}.css")
    colours = dict(_COLOUR.findall(sheet.read_text(encoding="utf-8")))
    for name in ("paper", "ink", "accent"):
        if name not in colours:
            raise BrandError(f"{_STYLES}/{sheet.name}: --{name} is missing; write it as --{name}: #rrggbb;")
    return colours["paper"], colours["ink"], colours["accent"]
