# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools[woff]>=4.60", "fontpkg-newsreader==1.3"]
# ///
"""Makes the fonts of headlines and share cards from Newsreader, a variable font under the SIL Open Font License.

`uv run tools/fonts.py` fetches what it needs. Each font is one weight and optical size. Those of the share cards have
the letters of European languages in Latin script; those of the headlines, which readers load, those of German and of
names from its neighbours: upright on every page, italic on opinions. Another font needs nothing of this: any TTF, OTF
or WOFF2 can stand in its place.
"""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont

OVERRIDES = Path(__file__).parents[1] / "overrides"
CARDS = {"headline.ttf": {"opsz": 40, "wght": 600}, "text.ttf": {"opsz": 24, "wght": 450}}
HEADLINES = {
    "newsreader-display-600.woff2": ("", {"opsz": 40, "wght": 600}),
    "newsreader-display-italic-500.woff2": ("Italic", {"opsz": 40, "wght": 500}),
}
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x1E80, 0x1E86), 0x1E9E]
MARKS = [*map(ord, "‐‑–—‘’‚“”„†•…‰′″‹›⁄€₽№™−≈≠≤≥")]
HEADLINE_LETTERS = [ord(each) for each in map(chr, range(0x20, 0x7F)) if each not in "#$*<=>@\\^_`{|}~"]
HEADLINE_LETTERS += map(ord, " §«°·»ÄÉÖ×Üßàáâäåçèéêëíïñóôöøúüẞ‐‑–—‘’‚“„…‹›€")
GRID = 1000  # units of an em, half as many as Newsreader has: a tenth of a font less, and no difference can be seen
STEP, LEAST = 10, 20  # of kerning, in units of which an em has 2000: what is less cannot be seen
NAMES = (0, 1, 2, 4, 6, 13, 14)  # what a font is called, and its licence


def instance(axes: dict[str, float], letters: Iterable[int], style: str = "") -> TTFont:
    """Return Newsreader in one weight, size and style, with some of its letters."""
    faces = (files("fontpkg_newsreader") / "files").iterdir()
    source = next(each for each in faces if ("Italic" in each.name) is (style == "Italic"))
    font = instantiateVariableFont(TTFont(str(source), recalcTimestamp=False), axes)
    subsetter = Subsetter(Options(layout_features=["kern"], hinting=False, notdef_outline=True))
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    return font


def with_one_hyphen(font: TTFont) -> None:
    """Let the hyphens, the one that does not break among them, be one drawing."""
    for table in font["cmap"].tables:
        table.cmap |= {mark: table.cmap[ord("-")] for mark in (0x2010, 0x2011)}


def with_less_kerning(font: TTFont) -> None:
    """Round the distances of pairs, which are two fifths of a font, and leave out those that cannot be seen."""
    tables = [each for lookup in font["GPOS"].table.LookupList.Lookup for each in lookup.SubTable]
    (pairs,), (classes,) = ([each for each in tables if each.Format == kind] for kind in (1, 2))
    for record in (each for first in classes.Class1Record for each in first.Class2Record):
        if record.Value1:
            record.Value1.XAdvance = _rounded(record.Value1.XAdvance)
    kept = []
    for glyph, following in zip(pairs.Coverage.glyphs, pairs.PairSet, strict=True):
        own = [each for each in following.PairValueRecord if _differs(each, glyph, classes)]
        for each in own:
            each.Value1.XAdvance = round(each.Value1.XAdvance / STEP) * STEP
        following.PairValueRecord, following.PairValueCount = own, len(own)
        kept += [(glyph, following)] if own else []
    pairs.Coverage.glyphs, pairs.PairSet = ([*each] for each in zip(*kept, strict=True))
    pairs.PairSetCount = len(kept)


def _rounded(distance: int) -> int:
    return round(distance / STEP) * STEP if abs(distance) >= LEAST else 0


def _differs(pair: object, glyph: str, classes: object) -> bool:
    """Tell whether a pair has another distance than its classes have."""
    of_classes = 0
    if glyph in classes.Coverage.glyphs:
        first = classes.Class1Record[classes.ClassDef1.classDefs.get(glyph, 0)]
        value = first.Class2Record[classes.ClassDef2.classDefs.get(pair.SecondGlyph, 0)].Value1
        of_classes = value.XAdvance if value else 0
    return abs((pair.Value1.XAdvance if pair.Value1 else 0) - of_classes) >= LEAST


def main() -> None:
    """Write all fonts."""
    for name, axes in CARDS.items():
        instance(axes, [*LETTERS, *MARKS]).save(OVERRIDES / ".share_card" / name)
    for name, (style, axes) in HEADLINES.items():
        font = instance(axes, HEADLINE_LETTERS, style)
        with_one_hyphen(font)
        if style:
            del font["GPOS"]  # an italic needs less kerning, and this one is loaded beside the other
        else:
            with_less_kerning(font)
        for table in ("GSUB", "STAT"):  # of ligatures that are not kept, and of the other weights
            del font[table]
        scale_upem(font, GRID)
        font["name"].names = [each for each in font["name"].names if each.nameID in NAMES]
        font.flavor = "woff2"
        font.save(OVERRIDES / "assets/fonts" / name)


if __name__ == "__main__":
    main()
