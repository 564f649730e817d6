"""What drawing a drawing may take: some small files make a renderer end the process, or draw for hours."""

from base64 import b64decode
from collections import Counter
from io import BytesIO
from typing import Any

from PIL import Image

DEPTH = 60
"""Levels of elements within each other. Renderers recurse, and end at a few hundred."""

ELEMENTS = 20_000
"""Elements that are drawn, those counted each time that a `use` shows again."""

COSTLY = {"mask": 20, "marker": 20, "pattern": 20, "clipPath": 50, "filter": 20, "image": 20}
"""Elements of which each draws others into a picture of its own; none may stand within one of its kind."""

RATIO = 50
"""How many times a drawing may be as long as it is wide, or the other way round."""

EMBEDDED_PIXELS = 4_000_000
"""Pixels of the pictures within a drawing, together."""

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_REFERRING = ("mask", "clip-path", "filter")


def refuse_costly(root: Any, width: float, height: float) -> None:
    """Stop where a drawing would take too much.

    Raises:
        ValueError: It would.
    """
    if max(width, height) > RATIO * min(width, height):
        raise ValueError(f"more than {RATIO} times as long as wide")
    counts = Counter(_name(element) for element in root.iter())
    for name, most in COSTLY.items():
        if counts[name] > most:
            raise ValueError(f"more than {most} {name} elements")
    _refuse_nested(root)
    if sum(map(_pixels, root.iter(f"{_SVG}image"))) > EMBEDDED_PIXELS:
        raise ValueError(f"pictures within of more than {EMBEDDED_PIXELS} pixels")
    targets = {element.get("id"): element for element in root.iter() if element.get("id")}
    if _drawn(root, targets, {}, 0) > ELEMENTS:
        raise ValueError(f"more than {ELEMENTS} elements")


def _refuse_nested(root: Any) -> None:
    waiting = [(root, 1, frozenset[str]())]
    while waiting:
        element, depth, around = waiting.pop()
        name = _name(element)
        if depth > DEPTH:
            raise ValueError(f"more than {DEPTH} elements within each other")
        if around and (name in around or any("url(" in element.get(each, "") for each in _REFERRING)):
            raise ValueError(f"a {name} within a {', '.join(around)}")
        inside = around | {name} if name in COSTLY and name != "image" else around
        waiting += [(child, depth + 1, inside) for child in element]


def _drawn(element: Any, targets: dict[str, Any], known: dict[Any, int], depth: int) -> int:
    """Return how many elements are drawn for one, with those that it shows again."""
    if element in known:
        return known[element]
    if depth > 2 * DEPTH:
        return ELEMENTS + 1  # a `use` that shows itself
    total = 1 + sum(_drawn(child, targets, known, depth + 1) for child in element)
    if _name(element) == "use":
        href = next((found for each in _HREFS if (found := element.get(each))), "")
        if (target := targets.get(href.removeprefix("#"))) is not None:
            total += _drawn(target, targets, known, depth + 1)
    known[element] = min(total, ELEMENTS + 1)
    return known[element]


def _pixels(image: Any) -> int:
    href = next((found for each in _HREFS if (found := _data(image.get(each)))), "")
    if not href:
        return 0
    try:
        with Image.open(BytesIO(b64decode(href))) as picture:
            return picture.width * picture.height
    except OSError:
        return 0  # nothing that anybody can draw


def _data(address: str | None) -> str:
    """Return what a `data:` address holds, as it is written in base64; nothing for another address."""
    return (address or "").partition(";base64,")[2]


def _name(element: Any) -> str:
    return element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
