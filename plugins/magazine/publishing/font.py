"""A font: measures and draws words, letter by letter, with the kerning of its `GPOS` table.

Pillow kerns with Raqm, which asks for a library that is not on every machine, and hardly without it. Here kerning is
read by fontTools, so cards are the same everywhere; and a letter is drawn once for all cards.
"""

import unicodedata
from collections.abc import Sequence
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont
from PIL import Image, ImageFont
from text_unidecode import unidecode

_PAIRS = 2  # the type of lookups that move pairs of glyphs
_FINE = 40  # below this size letters are placed at quarters of a pixel, where half a pixel would be seen


class Font:
    """A TTF or OTF file. Not for scripts that join letters or run from right to left."""

    def __init__(self, path: Path) -> None:
        self._path = path
        font = TTFont(BytesIO(path.read_bytes()))  # not the file itself: forked processes would share its position
        self._names: dict[int, str] = font.getBestCmap()
        self._advances: dict[str, tuple[int, int]] = font["hmtx"].metrics
        self._em: int = font["head"].unitsPerEm
        self._pair_rules = _PairRules(font)

    def written(self, text: str) -> str:
        """Return `text` with letters that the font lacks in Latin, as in addresses, or left out (pictographs)."""
        composed = unicodedata.normalize("NFC", text.replace("\N{SOFT HYPHEN}", ""))
        return "".join(letter if ord(letter) in self._names else self._instead(letter) for letter in composed)

    def _instead(self, letter: str) -> str:
        return "".join(each for each in unidecode(letter) if ord(each) in self._names)

    def width(self, text: str, size: int) -> float:
        """Return the width of `text` in pixels."""
        return self._ends(text)[-1] * size / self._em

    def starts(self, text: str) -> list[float]:
        """Return where each letter starts, and where the last one ends, in multiples of the font size."""
        return [end / self._em for end in self._ends(text)]

    def draw(self, layer: Image.Image, position: tuple[float, float], text: str, size: int) -> None:
        """Draw `text` white on a layer of grey; `position` is the left end of its base line."""
        left, base = position
        for letter, start in zip(text, self._ends(text), strict=False):
            x = left + start * size / self._em
            whole, part = divmod(round(x * 4), 4) if size < _FINE else (round(x), 0)
            mask, (dx, dy) = self._letter(letter, size, part)
            if mask:
                layer.paste(255, (whole + dx, round(base) + dy), mask)

    @lru_cache(maxsize=4096)  # noqa: B019 - fonts are few, and live as long as the process
    def _ends(self, text: str) -> Sequence[int]:
        """Return where each letter starts, and where the last one ends, in units of the font."""
        names = [self._names.get(ord(letter), ".notdef") for letter in text]
        ends = [0]
        for name, after in zip(names, [*names[1:], None], strict=True):
            ends.append(ends[-1] + self._advances[name][0] + (self._kern(name, after) if after else 0))
        return ends

    @lru_cache(maxsize=16384)  # noqa: B019
    def _kern(self, first: str, second: str) -> int:
        return self._pair_rules.between(first, second)

    @lru_cache(maxsize=4096)  # noqa: B019
    def _letter(self, letter: str, size: int, quarter: int) -> tuple[Image.Image | None, tuple[int, int]]:
        font = self._font(size)
        core, offset = font.getmask2(letter, "L", anchor="ls", start=(quarter / 4, 0))
        if not all(core.size):
            return None, (0, 0)
        mask = Image.frombytes("L", core.size, bytes(core))
        return mask, offset

    @lru_cache(maxsize=64)  # noqa: B019
    def _font(self, size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self._path, size, layout_engine=ImageFont.Layout.BASIC)


class _PairRules:
    """The pair adjustments of a font's feature `kern` (OpenType, GPOS lookup type 2)."""

    def __init__(self, font: TTFont) -> None:
        self._font = font

    @cached_property
    def _lookups(self) -> list[list[tuple[dict[str, int], Any]]]:
        if "GPOS" not in self._font:
            return []
        table = self._font["GPOS"].table
        used = {
            i
            for each in table.FeatureList.FeatureRecord
            if each.FeatureTag == "kern"
            for i in each.Feature.LookupListIndex
        }
        lookups = []
        for index in sorted(used):
            rules = [getattr(rule, "ExtSubTable", rule) for rule in table.LookupList.Lookup[index].SubTable]
            lookups.append(
                [
                    ({name: i for i, name in enumerate(rule.Coverage.glyphs)}, rule)
                    for rule in rules
                    if rule.LookupType == _PAIRS
                ]
            )
        return lookups

    def between(self, first: str, second: str) -> int:
        """Return by how much two glyphs move apart; in each lookup the first rule that knows the pair counts."""
        return sum(self._in_lookup(rules, first, second) for rules in self._lookups)

    @staticmethod
    def _in_lookup(rules: list[tuple[dict[str, int], Any]], first: str, second: str) -> int:
        for covered, rule in rules:
            if first not in covered:
                continue
            if rule.Format == 1:
                for pair in rule.PairSet[covered[first]].PairValueRecord:
                    if pair.SecondGlyph == second:
                        return _advance(pair.Value1)
            else:
                row = rule.Class1Record[rule.ClassDef1.classDefs.get(first, 0)].Class2Record
                return _advance(row[rule.ClassDef2.classDefs.get(second, 0)].Value1)
        return 0


def _advance(value: Any) -> int:
    return int(getattr(value, "XAdvance", 0) or 0)
