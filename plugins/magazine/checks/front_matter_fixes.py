"""Repairs in the front matter of an article: tabs, German dates, one value where a list is wanted."""

import re

import yaml

from magazine.content.fields import as_group, as_list
from magazine.content.yaml_values import compose

_MOMENTS = r"(?:date|created|updated|embargo)[ \t]*:[ \t]*(?:\{[ \t]*(?:created|updated)[ \t]*:[ \t]*)?"
_GERMAN_DATE = re.compile(
    rf"(^[ \t]*(?:-[ \t]+)?(?:\{{[ \t]*)?{_MOMENTS}|,[ \t]*(?:created|updated)[ \t]*:[ \t]*)"
    r"([\"']?)(\d{1,2})\.[ \t]*(\d{1,2})\.[ \t]*(\d{4})\2(?=[ \t,}#]|$)",
    re.MULTILINE,
)
_LISTS = frozenset({"authors", "categories", "tags", "aliases", "links", "sources"})


def fixed_front_matter(head: str) -> str:
    """Return the lines of a front matter, those of three hyphens included, with what has one solution repaired."""
    lines = [_without_tabs(line).rstrip() for line in head.split("\n")]
    text = _GERMAN_DATE.sub(
        lambda found: f"{found[1]}{found[5]}-{int(found[4]):02}-{int(found[3]):02}", "\n".join(lines)
    )
    opening, middle, closing = _parts(text)
    return opening + _with_lists(middle) + closing


def _parts(text: str) -> tuple[str, str, str]:
    """Return the line that opens a front matter, what stands in it, and the line that closes it."""
    begin = text.find("---")
    begin = text.find("\n", begin) + 1
    end = text.rfind("\n", 0, len(text.rstrip())) + 1
    return text[:begin], text[begin:end], text[end:]


def _without_tabs(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    return indent.replace("\t", "  ") + line[len(indent) :]


def _with_lists(text: str) -> str:
    """Return YAML in which single values stand in lists where lists are wanted, and sources have names."""
    try:
        root = compose(text)
    except yaml.YAMLError:
        return text
    lines = text.split("\n")
    for key, node in reversed(root.value if isinstance(root, yaml.MappingNode) else []):
        if key.value in _LISTS and isinstance(node, yaml.ScalarNode):
            _replace(lines, node, as_list(key.value, node.value, _written(lines, node)))
        elif key.value == "sources" and isinstance(node, yaml.SequenceNode):
            for item in reversed(node.value):
                if isinstance(item, yaml.ScalarNode):
                    _replace(lines, item, as_group(item.value))
    return "\n".join(lines)


def _written(lines: list[str], node: yaml.Node) -> str:
    return lines[node.start_mark.line][node.start_mark.column : node.end_mark.column]


def _replace(lines: list[str], node: yaml.ScalarNode, by: str) -> None:
    """Put `by` in the place of a value, if there is one and it stands in one line."""
    line = node.start_mark.line
    if node.value.strip() and node.end_mark.line == line and node.style not in {"|", ">"}:
        lines[line] = lines[line][: node.start_mark.column] + by + lines[line][node.end_mark.column :]
