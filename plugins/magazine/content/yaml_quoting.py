"""Values that YAML does not take for the text they are: which, and what to write instead."""

import re

_ENTRY = re.compile(r" *(?:- +)?(?P<key>[\w-]+): +(?P<value>\S.*?) *")
_MARKS = ('"', "'")
# At the beginning of a value (YAML 1.1, section 5.3): what means something else there, and brackets with words behind.
_SIGN = re.compile(
    r"[@`%,\]}]|[*&!](?=\S)|[-?](?= )|[|>](?![+-]?\d?[+-]?(?: +#.*)?$)|\[[^\[\]]*\](?= *[^ ,#])|\{[^{}]*\}(?= *[^ ,#])"
)
_HASHTAG = re.compile(r"[\[,] *#")


def special_sign(line: str) -> tuple[int, str] | None:
    """Return the column (from 0) and the sign with which a value begins that YAML takes for something else."""
    found = _ENTRY.fullmatch(line)
    if not found:
        return None
    value = found["value"]
    if _HASHTAG.search(value) and value.startswith("["):
        return found.start("value"), "#"
    return (found.start("value"), value[0]) if _SIGN.match(value) else None


def quoted(line: str) -> str:
    """Return the entry in a line with its value in quotation marks; an empty string if the line is no plain entry."""
    found = _ENTRY.fullmatch(line)
    if not found:
        return ""
    key, value = found["key"], found["value"]
    if _HASHTAG.search(value) and value.startswith("["):
        items = [each.strip() for each in value.strip("[]").split(",")]
        return f"{key}: [{', '.join(_in_marks(each) for each in items if each)}]"
    if value.startswith(_MARKS):
        return f"{key}: {_closed(value)}"
    return "" if value.startswith("{") and not _SIGN.match(value) else f"{key}: {_in_marks(value)}"


def _closed(value: str) -> str:
    """Return a value that begins with a quotation mark, with the marks around it that it needs."""
    mark, second = value[0], value.find(value[0], 1)
    if second < 0:
        return value + mark
    ends_a_word = not value[second - 1].isspace() and not value[second + 1 : second + 2].isalnum()
    if ends_a_word and second < len(value) - 1:  # "Tor" zur Welt
        return _in_marks(value)
    return _in_marks(value[1:-1] if value.endswith(mark) else value[1:])  # 'it's so'


def _in_marks(value: str) -> str:
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'
