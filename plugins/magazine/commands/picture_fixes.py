"""Repairs of pictures (`magazine check --fix`): too large ones are made smaller, places are taken out."""

import os
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from magazine.checks.limits import PICTURE_BYTES, PICTURE_PIXELS
from magazine.content.problem import Code, Problem
from magazine.images.places import without_place
from magazine.images.shrinking import shrunk
from magazine.locales import Locale

_CODES = frozenset({Code.PICTURE_PLACE, Code.PICTURE_TOO_LARGE})


def fixed_pictures(
    problems: Iterable[Problem], docs: Path, is_wanted: Callable[[Path], bool], locale: Locale
) -> Iterator[str]:
    """Write the pictures of these problems anew; yield in words what was done to each.

    `is_wanted` tells whether a file, of a picture or of the article that shows it, is to be repaired.
    """
    wanted: dict[str, set[Code]] = {}
    for problem in problems:
        picture = problem.details.get("picture")
        if problem.code in _CODES and picture and (is_wanted(docs / picture) or is_wanted(docs / problem.place.file)):
            wanted.setdefault(picture, set()).add(problem.code)
    for picture, codes in wanted.items():
        yield from _fixed(docs / picture, codes, locale)


def _fixed(path: Path, codes: set[Code], locale: Locale) -> Iterator[str]:
    before, name = path.read_bytes(), os.path.relpath(path)
    data = without_place(before) if Code.PICTURE_PLACE in codes else before
    if data != before:
        yield locale("check.picture-place", file=name)
    if Code.PICTURE_TOO_LARGE in codes and (smaller := shrunk(data, PICTURE_BYTES, PICTURE_PIXELS)):
        yield locale("check.picture", file=name, before=_size(data, locale), after=_size(smaller, locale))
        data = smaller
    if data != before:
        path.write_bytes(data)


def _size(data: bytes, locale: Locale) -> str:
    with Image.open(BytesIO(data)) as file:
        width, height = file.size
    return locale("check.picture-size", width=width, height=height, size=f"{len(data) / 1e6:.1f}")
