"""Adds old addresses to the `aliases` of an article, in the notation that its front matter has."""

import json
import re
from collections.abc import Iterable, Sequence

import yaml

from magazine.content.address_fields import site_path
from magazine.content.front_matter import split_front_matter
from magazine.content.yaml_values import compose

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BLANK = re.compile(r"\s*[\r\n](?=---)")
_PLAIN = re.compile(r"[\w/.~+@=-]+")  # everything else stands in quotation marks
_DASH = re.compile(r"(?<! ) *- +")


def flow_list(addresses: Iterable[str]) -> str:
    """Return addresses, which are relative to the site's, as a list in YAML: `[/old/, /older/]`."""
    return f"[{', '.join(map(_written, addresses))}]"


def with_aliases(text: str, file: str, addresses: Sequence[str]) -> str:
    """Return the text of the article `file` with those of `addresses` among its `aliases` that are not there yet.

    The text stays as it is where its front matter cannot be read, or is written in a way that is not understood.
    """
    if blank := _BLANK.match(text):
        return blank[0] + with_aliases(text[blank.end() :], file, addresses)
    values = split_front_matter(text, file).values
    known = values.data.get("aliases") or []
    if values.problems or not isinstance(known, list):
        return text
    there = {site_path(each) for each in known}
    missing = [address for address in dict.fromkeys(addresses) if address not in there]
    if not missing:
        return text
    changed = _changed(text, values.text, missing)
    wanted = {**values.data, "aliases": [*known, *(f"/{address}" for address in missing)]}
    after = split_front_matter(changed, file)
    understood = not after.values.problems and after.values.data == wanted
    return changed if understood and after.body == split_front_matter(text, file).body else text


def _changed(text: str, front_matter: str, missing: Sequence[str]) -> str:
    lines = _LINE.findall(text)  # the first is that of three hyphens: line n of the YAML is line n + 1 of the file
    root = compose(front_matter)
    if not isinstance(root, yaml.MappingNode):
        return text
    node = next((value for key, value in root.value if key.value == "aliases"), None)
    if node is None:
        _insert(lines, front_matter.count("\n"), f"{' ' * root.start_mark.column}aliases: {flow_list(missing)}")
    elif isinstance(node, yaml.ScalarNode):  # nothing, or `null`
        start, end = node.start_mark, node.end_mark.column
        _put(lines, start.line, start.column, end, ("" if end > start.column else " ") + flow_list(missing))
    elif node.flow_style:
        last = node.value[-1].end_mark if node.value else None
        line, column = (last.line, last.column) if last else (node.start_mark.line, node.start_mark.column + 1)
        _put(lines, line, column, column, (", " if last else "") + ", ".join(map(_written, missing)))
    else:
        last = node.value[-1]
        dash = _DASH.match(lines[last.start_mark.line + 1])
        after = last.end_mark.line + (last.end_mark.column > 0)  # of several lines, it ends where the next one begins
        for address in reversed(missing):
            _insert(lines, after, f"{dash[0] if dash else '- '}{_written(address)}")
    return "".join(lines)


def _insert(lines: list[str], number: int, line: str) -> None:
    """Insert a line before the line `number` of the YAML, with the line end of the one before it."""
    before = lines[number]
    lines.insert(number + 1, line + before[len(before.rstrip("\r\n")) :])


def _put(lines: list[str], line: int, start: int, end: int, written: str) -> None:
    """Put `written` in the place of what stands from column `start` to `end` of a line of the YAML."""
    before = lines[line + 1]
    lines[line + 1] = before[:start] + written + before[end:]


def _written(address: str) -> str:
    path = f"/{address}"
    return path if _PLAIN.fullmatch(path) else json.dumps(path, ensure_ascii=False)
