"""Front matter as other generators read it: YAML or TOML, and forgiving."""

import json
import re
import tomllib
from typing import Any

import ftfy
import yaml

_YAML = re.compile(r"\A\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\s*\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_NAMED = re.compile(r"\A\s*---(js|javascript|json|toml)[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# A property or a constant of JavaScript, and what can be read of its value: a text, a day, a list, a word or number.
_PROPERTY = re.compile(
    r"^[ \t{]*(?:export[ \t]+)?(?:(?:const|let|var)[ \t]+)?[\"']?([\w-]+)[\"']?[ \t]*[:=][ \t]*", re.MULTILINE
)
_LITERAL = re.compile(
    r"""(["'`])((?:\\.|(?!\1)[^\\])*)\1|new Date\([ \t]*["']([^"'\n]*)["']|(\[[^\[\]{}]*\])"""
    r"""|([\w.+-]+)[ \t]*(?=[,;}\n]|//|$)"""
)
_KEY = re.compile(r"([\w-]+)[ \t]*:[ \t]*(.*)")
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # values as they are written: dates with their zones, 007


def text_of(data: bytes) -> str:
    """Return the text of a file; what was saved in another encoding, or encoded twice, is put right."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = data.decode("utf-8", errors="replace")
    return plain_text(text)


def plain_text(text: str) -> str:
    """Return text that was encoded twice as it was meant, with one kind of line ends and without control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return ftfy.fix_text(text, unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, normalization="NFC")


def split(text: str) -> tuple[dict[str, Any], str]:
    """Return front matter and text of a file. Of what cannot be read as YAML, the lines that can be are taken."""
    if found := _TOML.match(text):
        return _in_notation("toml", found[1]), text[found.end() :]
    if found := _NAMED.match(text):
        return _in_notation(found[1], found[2]), text[found.end() :]
    if found := _YAML.match(text):
        return read_yaml(found[1]), text[found.end() :]
    if text.lstrip().startswith("{"):
        try:
            data, end = json.JSONDecoder().raw_decode(text.lstrip())
        except ValueError:
            return {}, text
        return (data, text.lstrip()[end:]) if isinstance(data, dict) else ({}, text)
    return {}, text


def _in_notation(name: str, text: str) -> dict[str, Any]:
    """Return the values of front matter in another notation than YAML; of JavaScript (Eleventy) what is no program."""
    if name == "toml":
        try:
            return dict(_written_as_text(tomllib.loads(text)))
        except tomllib.TOMLDecodeError:
            return _line_by_line(re.sub(r"^([\w-]+)[ \t]*=", r"\1:", text, flags=re.MULTILINE))
    return _object(text.strip().rstrip(";")) or of_javascript(text)


def _object(text: str) -> dict[str, Any]:
    """Return an object of JSON or JavaScript that is a mapping of YAML, too: comments would become names in that."""
    try:
        data = yaml.load(text, LOADER) if text.startswith("{") else {}  # noqa: S506
    except yaml.YAMLError:
        return {}
    return data if isinstance(data, dict) and all(_KEY.fullmatch(f"{key}:") for key in data) else {}


def of_javascript(text: str) -> dict[str, Any]:
    """Return the properties and constants of a script, each of a line of its own; what a program makes is none."""
    found: dict[str, Any] = {}
    for name in _PROPERTY.finditer(text):
        if literal := _LITERAL.match(text, name.end()):
            _, written, day, listing, word = literal.groups()
            value = re.sub(r"\\(.)", r"\1", written) if written is not None else day or word or _value(listing or "")
            found.setdefault(name[1], value)
    return found


def read_yaml(text: str) -> dict[str, Any]:
    """Return the values of a YAML text as they are written, all of them texts; of a key twice, the last one."""
    for attempt in (text, text.expandtabs(2)):
        try:
            data = yaml.load(attempt, LOADER)  # noqa: S506 - the base loader makes texts only
        except yaml.YAMLError:
            continue
        return data if isinstance(data, dict) else {}
    return _line_by_line(text)


def _line_by_line(text: str) -> dict[str, Any]:
    """Return the values of front matter with a mistake in it: each line by itself, lists of the lines below."""
    values: dict[str, Any] = {}
    key = ""
    for line in text.split("\n"):
        if found := _KEY.match(line):
            key = found[1]
            values[key] = _value(found[2].strip())
        elif key and line.strip().startswith("- "):
            values[key] = [*(values[key] if isinstance(values[key], list) else []), line.strip()[2:].strip(" '\"")]
        elif key and isinstance(values[key], str) and line.strip():
            values[key] = f"{values[key]} {line.strip()}".strip(" >|")
    return values


def _value(written: str) -> Any:
    try:
        return yaml.load(written, LOADER) or ""  # noqa: S506
    except yaml.YAMLError:
        return written.strip("'\"")


def _written_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _written_as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_written_as_text(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def first(data: dict[str, Any], *keys: str) -> str:
    """Return the first of these values that is a text with letters; keys in any case."""
    lower = {str(key).lower(): value for key, value in data.items()}
    for key in keys:
        value = lower.get(key.lower())
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def listed(data: dict[str, Any], *keys: str) -> list[str]:
    """Return the values of these keys as a list of texts: a list, or one text with commas."""
    lower = {str(key).lower(): value for key, value in data.items()}
    found: list[str] = []
    for key in keys:
        value = lower.get(key.lower())
        if isinstance(value, str):
            found += value.split(",")
        elif isinstance(value, list):
            found += [str(each.get("name", "")) if isinstance(each, dict) else str(each) for each in value]
    return list(dict.fromkeys(each.strip() for each in found if each.strip()))


def is_true(data: dict[str, Any], key: str) -> bool:
    """Return whether a value says yes."""
    return first(data, key).casefold() in {"true", "yes", "1", "on", "y"}
