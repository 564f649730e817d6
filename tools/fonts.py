# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools>=4.60", "fontpkg-newsreader==1.3"]
# ///
"""Makes the fonts of the share cards from Newsreader, a variable font under the SIL Open Font License.

`uv run tools/fonts.py` fetches what it needs. Each font is one weight and optical size, with the letters of European
languages in Latin script. Another font needs nothing of this: any TTF or OTF can stand in its place.
"""

from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parents[1] / "overrides/.share_card"
FACES = {"headline.ttf": {"opsz": 40, "wght": 600}, "text.ttf": {"opsz": 24, "wght": 450}}  # 40, 600: as on the pages
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x1E80, 0x1E86), 0x1E9E]
MARKS = [*map(ord, "‐‑–—‘’‚“”„†•…‰′″‹›⁄€₽№™−≈≠≤≥")]


def make(path: Path, axes: dict[str, float]) -> None:
    """Write a font to `path`."""
    source = next(each for each in (files("fontpkg_newsreader") / "files").iterdir() if "Italic" not in each.name)
    font = instantiateVariableFont(TTFont(str(source), recalcTimestamp=False), axes)
    subsetter = Subsetter(Options(layout_features=["kern"], hinting=False, notdef_outline=True))
    subsetter.populate(unicodes=[*LETTERS, *MARKS])
    subsetter.subset(font)
    font.save(path)


if __name__ == "__main__":
    for name, axes in FACES.items():
        make(TARGET / name, axes)
