"""Adds to `mkdocs.yml` what an import needs, and leaves everything else there as it is written."""

import json
from collections.abc import Iterable, Mapping

import yaml


def with_sections(text: str, sections: Mapping[str, str]) -> str | None:
    """Return settings with these sections (slug to title) behind those that are there; None if it is not understood."""
    node = _sections(yaml.compose(text, _Loader))
    if node is None:
        return _with_first_sections(text, sections)
    known = {key.value for key, _ in node.value}
    missing = {name: title for name, title in sections.items() if name not in known}
    if not missing:
        return text
    entries = [f"{name}: {json.dumps(title, ensure_ascii=False)}" for name, title in missing.items()]
    if node.flow_style:
        end = node.value[-1][1].end_mark.index if node.value else node.start_mark.index + 1
        changed = text[:end] + (", " if node.value else "") + ", ".join(entries) + text[end:]
    else:
        line = max(_last_line(value) for _, value in node.value)
        lines = text.split("\n")
        space = " " * node.value[0][0].start_mark.column
        changed = "\n".join([*lines[: line + 1], *(f"{space}{entry}" for entry in entries), *lines[line + 1 :]])
    after = _sections(yaml.compose(changed, _Loader))
    return changed if after is not None and {key.value for key, _ in after.value} == known | {*missing} else None


def _with_first_sections(text: str, sections: Mapping[str, str]) -> str | None:
    """Return settings of a plugin that has no sections yet, with these."""
    entries = [f"{name}: {json.dumps(title, ensure_ascii=False)}" for name, title in sections.items()]
    changed = _with_option(text, "sections", entries)
    after = _sections(yaml.compose(changed, _Loader)) if changed else None
    return changed if after is not None and {key.value for key, _ in after.value} == {*sections} else None


def _with_option(text: str, key: str, entries: Iterable[str]) -> str | None:
    """Return settings of a plugin with one more option, which has these lines; None if it is not understood.

    In braces, the lines stand one behind the other, as all options there.
    """
    plugin = _plugin(yaml.compose(text, _Loader))
    lines = text.split("\n")
    if isinstance(plugin, yaml.MappingNode) and plugin.flow_style:
        at, given = plugin.start_mark.index + 1, [*entries]
        written = ", ".join(each.removeprefix("- ") for each in given)
        value = f"[{written}]" if given[0].startswith("- ") else f"{{{written}}}"
        return f"{text[:at]}{key}: {value}{', ' if plugin.value else ''}{text[at:]}"
    if isinstance(plugin, yaml.MappingNode) and plugin.value:
        at, space = plugin.start_mark.line, " " * plugin.start_mark.column
    elif isinstance(plugin, yaml.ScalarNode) and plugin.value in {"magazine", ""}:  # its name alone, or no options
        at, space = plugin.end_mark.line + 1, " " * (plugin.start_mark.column + 4)
        colon, end = ":" if plugin.value else "", plugin.end_mark.column
        lines[at - 1] = f"{lines[at - 1][:end]}{colon}{lines[at - 1][end:]}"
    else:
        return None
    lines[at:at] = [f"{space}{key}:", *(f"{space}  {entry}" for entry in entries)]
    return "\n".join(lines)


def with_files(text: str, files: Iterable[str]) -> str | None:
    """Return settings that allow these files, too; None if the list there is not understood."""
    node = _value(_plugin(yaml.compose(text, _Loader)), "allowed_files")
    if node is None:
        return _with_option(text, "allowed_files", [f"- {json.dumps(each, ensure_ascii=False)}" for each in files])
    if not isinstance(node, yaml.SequenceNode):
        return None
    known = {each.value for each in node.value}
    missing = [json.dumps(each, ensure_ascii=False) for each in files if each not in known]
    if not missing:
        return text
    if node.flow_style:
        end = node.value[-1].end_mark.index if node.value else node.start_mark.index + 1
        return text[:end] + (", " if node.value else "") + ", ".join(missing) + text[end:]
    lines, line = text.split("\n"), max(_last_line(each) for each in node.value)
    space = " " * node.start_mark.column
    return "\n".join([*lines[: line + 1], *(f"{space}- {each}" for each in missing), *lines[line + 1 :]])


def with_pages(text: str, files: Iterable[str]) -> str | None:
    """Return settings that say of these pages that no menu has them; None if they say that of others already."""
    known = _value(yaml.compose(text, _Loader), "not_in_nav")
    if known is not None and not isinstance(known, yaml.ScalarNode):
        return None
    named = known.value.splitlines() if known is not None else []
    missing = [f"/{file}" for file in files if f"/{file}" not in named]
    if not missing:
        return text
    if known is not None:
        if known.style != "|":
            return None
        lines, end = text.split("\n"), known.end_mark.line
        while not lines[end - 1].strip():
            end -= 1
        space = lines[end - 1][: len(lines[end - 1]) - len(lines[end - 1].lstrip())]
        return "\n".join([*lines[:end], *(f"{space}{each}" for each in missing), *lines[end:]])
    return "\n".join([text.rstrip("\n"), "", "not_in_nav: |", *(f"  {each}" for each in missing), ""])


class _Loader(yaml.SafeLoader):
    """Composes only: tags are not looked at."""


def _last_line(node: yaml.Node) -> int:
    """Return the last line of a value; marks of blocks end in the line behind it."""
    if isinstance(node, yaml.MappingNode) and node.value:
        return max(_last_line(value) for _, value in node.value)
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        return int(node.end_mark.line) - 1
    return int(node.end_mark.line)


def _sections(root: yaml.Node | None) -> yaml.MappingNode | None:
    """Return where the sections stand among the options of the plugin."""
    found = _value(_plugin(root), "sections")
    return found if isinstance(found, yaml.MappingNode) else None


def _plugin(root: yaml.Node | None) -> yaml.Node | None:
    """Return the options of the plugin, or its name if it has none; plugins are a list, or a group."""
    plugins = _value(root, "plugins")
    groups = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    for group in groups:
        if isinstance(group, yaml.ScalarNode) and group.value == "magazine":
            return group
        if (found := _value(group, "magazine")) is not None:
            return found
    return None


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)
