"""The brand: colours from the style sheet, fonts and mark. Used outside pages, by share cards and the manifest."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from magazine.images.variants import digest_of

_STYLES = "partials/styles"
_CARDS = ".share_card"
_CARD_FILES = ("headline.ttf", "text.ttf", "mark.png")
_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,8})\s*;")


class BrandError(ValueError):
    """Something is missing in the theme; the message says what."""


@dataclass(frozen=True, slots=True)
class Brand:
    """Colours by the names of custom properties, in light and dark.

    `card_folder` holds the fonts and the mark of share cards; `card_fingerprint` is of these files.
    """

    light: Mapping[str, str]
    dark: Mapping[str, str]
    card_folder: Path = field(repr=False)
    card_fingerprint: str


def read_brand(folders: Iterable[str]) -> Brand:
    """Read the brand of a theme from `folders`; a file in an earlier folder wins.

    Raises:
        BrandError: A file is missing, or the light colours lack `--paper`, `--ink` or `--accent`.
    """
    there = [Path(folder) for folder in folders]
    light, dark = (_colours(_found(there, f"{_STYLES}/{name}.css")) for name in ("light", "dark"))
    for name, colours in (("light", light), ("dark", dark)):
        for colour in ("paper", "ink", "accent"):
            if colour not in colours:
                raise BrandError(f"{_STYLES}/{name}.css: --{colour} is missing; write it as --{colour}: #rrggbb;")
    cards = [_found(there, f"{_CARDS}/{name}") for name in _CARD_FILES]
    return Brand(light, dark, cards[0].parent, " ".join(map(digest_of, cards)))


def _found(folders: Iterable[Path], name: str) -> Path:
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise BrandError(f"{name} is missing in the theme")


def _colours(sheet: Path) -> dict[str, str]:
    return dict(_COLOUR.findall(sheet.read_text(encoding="utf-8")))
