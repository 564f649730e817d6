"""Drawings (SVG) made safe: contributors are not trusted, and an SVG file can do what an HTML page can.

What is left is what draws: shapes, text, gradients, filters, and styles that load nothing. An allow-list, after the
elements and attributes of SVG 2 (w3.org/TR/SVG2/eltindex.html, attindex.html) without those that run, link, load or
embed something.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from magazine.images.drawing_limits import refuse_costly

WIDTH, HEIGHT = 1200, 800
"""A drawing can be drawn at any size: it is given this width, and this height if its proportions are not known."""

_SVG, _XLINK, _XML = (
    "{http://www.w3.org/2000/svg}",
    "{http://www.w3.org/1999/xlink}",
    "{http://www.w3.org/XML/1998/namespace}",
)
_ELEMENTS = frozenset(
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath image style "
    "switch linearGradient radialGradient stop pattern clipPath mask marker filter feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile".split()
)
_ATTRIBUTES = frozenset(
    "id class style lang role version viewBox preserveAspectRatio width height x y x1 x2 y1 y2 cx cy r rx ry fx fy fr "
    "d points pathLength transform transform-origin dx dy rotate textLength lengthAdjust startOffset method spacing "
    "side offset gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform "
    "clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient systemLanguage "
    "filterUnits primitiveUnits in in2 result mode type values operator k1 k2 k3 k4 order kernelMatrix divisor bias "
    "targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent scale "
    "xChannelSelector yChannelSelector azimuth elevation stdDeviation radius baseFrequency numOctaves seed stitchTiles "
    "z pointsAtX pointsAtY pointsAtZ limitingConeAngle tableValues slope intercept amplitude exponent media "
    "alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters "
    "color-rendering direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity "
    "font font-family font-size font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-"
    "vertical image-rendering isolation letter-spacing lighting-color marker-end marker-mid marker-start mask "
    "mask-type mix-blend-mode opacity overflow paint-order shape-rendering stop-color stop-opacity stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width "
    "text-anchor text-decoration text-overflow text-rendering unicode-bidi vector-effect visibility white-space "
    "word-spacing writing-mode".split()
)
_REPORTED = frozenset(
    "script foreignObject iframe animate animateMotion animateTransform set feImage feMorphology feTurbulence".split()
)
# What CSS could load something with, or hide that it does.
_LOADING = re.compile(r"url\(\s*(?![\s'\"]*#)|@import|\\|expression\(|image-set\(|src\(", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:image/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/=\s]+")
_NUMBER = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*(px|mm|cm|in|pt|pc|q)?\s*", re.IGNORECASE)
_UNITS = {"mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "pt": 96 / 72, "pc": 16.0, "q": 96 / 101.6}
"""Pixels of each unit (W3C, CSS Values and Units Level 3, section 6.2)."""
_USES = 500  # of other parts of a drawing: each may hold many, and a browser draws them all


@dataclass(frozen=True, slots=True)
class Drawing:
    """A safe drawing. `removed` names what its author may miss; not the data that programs leave in their files."""

    svg: bytes
    width: int
    height: int
    removed: tuple[str, ...]


def cleaned(data: bytes) -> Drawing:
    """Return the drawing in an SVG file.

    Raises:
        ValueError: It is no drawing, or none that can be read.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(str(error)) from None
    if root.tag != f"{_SVG}svg":
        raise ValueError("no svg element of SVG's namespace")
    removed = _clean(root)
    if len(list(root.iter(f"{_SVG}use"))) > _USES:
        raise ValueError(f"more than {_USES} uses")
    etree.cleanup_namespaces(root)
    width, height = _measure(root)
    refuse_costly(root, *_proportions(root))
    return Drawing(etree.tostring(root), width, height, tuple(dict.fromkeys(removed)))


def _clean(root: Any) -> list[str]:
    """Remove everything that is not allowed; return the names of what its author may miss."""
    removed: list[str] = []
    dropped = set()
    for element in list(root.iter()):
        if element.tag == f"{_SVG}a":  # what is linked stays, the link goes
            element.tag = f"{_SVG}g"
        name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
        if name not in _ELEMENTS:
            dropped.add(element.tag)
            removed += [f"<{name}>"] if name in _REPORTED else []
        else:
            removed += _clean_attributes(element, name)
    etree.strip_elements(root, *dropped, with_tail=False)
    for style in root.iter(f"{_SVG}style"):  # now that nothing in between hides what it says
        if _LOADING.search("".join(style.itertext())) or len(style):
            style.clear(keep_tail=True)
            removed.append("<style>")
    return removed


def _clean_attributes(element: Any, name: str) -> Iterator[str]:
    for attribute, value in list(element.attrib.items()):
        if _may_stay(name, attribute, value):
            continue
        del element.attrib[attribute]
        if attribute in {"href", "style"} or attribute.lower().startswith("on"):
            yield attribute
        elif attribute == f"{_XLINK}href" and name != "g":
            yield f"xlink:href={value[:40]}"


def _may_stay(element: str, attribute: str, value: str) -> bool:
    if attribute in {"href", f"{_XLINK}href"}:
        return value.startswith("#") or (element == "image" and _EMBEDDED.fullmatch(value.strip()) is not None)
    if attribute in {f"{_XML}lang", f"{_XML}space"} or attribute.startswith("aria-"):
        return True
    return attribute in _ATTRIBUTES and not _LOADING.search(value)


def _measure(root: Any) -> tuple[int, int]:
    width, height = _proportions(root)
    return WIDTH, max(1, min(round(WIDTH * height / width), 10 * WIDTH))


def _proportions(root: Any) -> tuple[float, float]:
    """Return width and height as the file has them; those of a picture where it has none."""
    sides = [_pixels(each) for each in re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:]]
    if len(sides) != 2 or not all(sides):  # noqa: PLR2004 - width and height
        sides = [_pixels(root.get(side, "")) for side in ("width", "height")]
    return (sides[0], sides[1]) if all(sides) else (WIDTH, HEIGHT)


def _pixels(length: str) -> float:
    """Return a length of SVG in pixels; 0 if it is none, or relative to something."""
    found = _NUMBER.fullmatch(length)
    return float(found[1] + (found[2] or "")) * _UNITS.get((found[3] or "px").lower(), 1) if found else 0.0
