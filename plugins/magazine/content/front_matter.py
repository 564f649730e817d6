"""The front matter of a Markdown file: the YAML between the two lines of three hyphens at its top."""

from collections.abc import Mapping
from dataclasses import dataclass

from magazine.content.problem import Code, Place, Problem
from magazine.content.yaml_values import Value, Values, read_yaml

_FENCE = "---"


@dataclass(frozen=True, slots=True)
class SplitText:
    """A Markdown file in its two parts; `body_line` is the line of the file in which `body` begins."""

    values: Values
    body: str
    body_line: int


FILE_BYTES, LINE_CHARACTERS = 512 * 1024, 20_000
"""The size of a file of text and the length of a line, at most. The longest articles have a tenth of either."""


def decode(data: bytes, file: str) -> str | Problem:
    """Return the text of `file`, or the problem that it is not in UTF-8, or longer than any text is."""
    if len(data) > FILE_BYTES:
        return Problem(
            Code.FILE_TOO_LARGE, Place(file), {"value": f"{len(data) // 1024}", "most": f"{FILE_BYTES // 1024}"}
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        return Problem(Code.ENCODING_NOT_UTF8, Place(file, line, column))
    if len(text) > LINE_CHARACTERS:
        for number, line_text in enumerate(text.split("\n"), 1):
            if len(line_text) > LINE_CHARACTERS:
                return Problem(Code.LINE_TOO_LONG, Place(file, number, 1), {"most": f"{LINE_CHARACTERS}"})
    return text


def split_front_matter(text: str, file: str, known: Mapping[str, Value] | None = None) -> SplitText:
    """Split the text of `file` into front matter and body. Never raises: what is wrong is in `values.problems`.

    `known` is the data of this very front matter, if it was read before without problems.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)  # blank lines may stand before it
    if lines[first].rstrip() != _FENCE:
        return _broken(Code.FRONT_MATTER_MISSING, file, "\n".join(lines))
    for number in range(first + 1, len(lines)):
        if lines[number].rstrip() in {_FENCE, "..."}:
            yaml = "\n".join(lines[first + 1 : number]) + "\n"
            values = read_yaml(yaml, file, first_line=first + 2) if known is None else Values(file, dict(known))
            values.text, values.first_line = yaml, first + 2
            return SplitText(values, "\n".join(lines[number + 1 :]), number + 2)
    return _broken(Code.FRONT_MATTER_UNCLOSED, file, "")


def _broken(code: Code, file: str, body: str) -> SplitText:
    return SplitText(Values(file, problems=[Problem(code, Place(file, 1, 1))]), body, 1)
