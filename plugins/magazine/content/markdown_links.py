"""The links and pictures of a Markdown text, each with its place, in time proportional to the length of the text."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\\.|\n[ \t]*(?=\n)|!?\[|\]", re.DOTALL)
_SPACES = re.compile(r"\s*")
_IN_ANGLES = re.compile(r"<([^<>\n]*)>")
_TARGET = re.compile(r"[^\s()\\]*(?:\\.[^\s()\\]*)*")
_TITLE = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*(?:<([^<>\n]+)>|(\S+))", re.MULTILINE)
_DEEPEST = 32  # parentheses within a target: as many as CommonMark's reference implementation allows


@dataclass(frozen=True, slots=True)
class MarkdownLink:
    """A link or a picture: what stands in its square brackets, where it leads, and where it stands in the text.

    `start` and `end` are those of the whole, `target_start` that of the target. A definition
    (`[1]: target`) begins with its target.
    """

    start: int
    end: int
    words: str
    target: str
    target_start: int
    is_image: bool = False


def inline_links(text: str) -> list[MarkdownLink]:
    """Return the links and pictures `[words](target)`, in the order in which they end. Code must be blanked out."""
    found: list[MarkdownLink] = []
    if "](" not in text:
        return found
    open_brackets: list[re.Match[str]] = []
    targets = _Targets(text)
    position = 0
    for token in _TOKEN.finditer(text):
        if token.start() < position:
            continue  # part of a target
        if token[0].endswith("[") and token[0] != "\\[":
            open_brackets.append(token)
        elif token[0].startswith("\n"):
            open_brackets.clear()
        elif token[0] == "]" and open_brackets:
            opening = open_brackets.pop()
            if target := targets.at(token.end()):
                start, end, position = target
                is_image = opening[0] == "!["
                if is_image and (attributes := _ATTRIBUTES.match(text, position)):
                    position = attributes.end()
                words = text[opening.end() : token.start()]
                found.append(MarkdownLink(opening.start(), position, words, text[start:end], start, is_image))
    return found


def link_definitions(text: str) -> list[MarkdownLink]:
    """Return the lines `[1]: target` that say where links lead."""
    found = []
    for line in _DEFINITION.finditer(text) if "]:" in text else ():
        group = 1 if line[1] else 2
        end = text.find("\n", line.end())
        end = len(text) if end < 0 else end
        found.append(MarkdownLink(line.start(group), end, "", line[group], line.start(group)))
    return found


class _Targets:
    """Reads what stands in parentheses behind square brackets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closing = _Next(text, re.compile(r"\)"))
        self.paragraph_end = _Next(text, re.compile(r"\n[ \t]*(?=\n)"))

    def at(self, position: int) -> tuple[int, int, int] | None:
        """Return where the target begins and ends, and where its parentheses end; None if there is no target."""
        if not self.text.startswith("(", position):
            return None
        first_closing = self.closing.after(position)
        if first_closing is None:
            return None
        begin = _past_spaces(self.text, position + 1)
        if angles := _IN_ANGLES.match(self.text, begin):
            (start, end), behind = angles.span(1), angles.end()
        else:
            start, end = begin, self._bare_end(begin)
            behind = end
        closing = self._closing(behind)
        paragraph_end = self.paragraph_end.after(position)
        if closing is None or (paragraph_end is not None and paragraph_end < closing):
            return None
        return start, end, closing + 1

    def _bare_end(self, position: int) -> int:
        """Return where a target without angle brackets ends; pairs of parentheses are part of it."""
        depth = 0
        while found := _TARGET.match(self.text, position):
            position = found.end()
            character = self.text[position : position + 1]
            if (character == "(" and depth < _DEEPEST) or (character == ")" and depth > 0):
                depth += 1 if character == "(" else -1
                position += 1
            else:
                break
        return position

    def _closing(self, position: int) -> int | None:
        """Return where the parenthesis closes behind a target; a title may stand before it."""
        title = _TITLE.match(self.text, _past_spaces(self.text, position))
        end = _past_spaces(self.text, title.end()) if title else position
        return end if self.text.startswith(")", end) else self.closing.after(position)


def _past_spaces(text: str, position: int) -> int:
    found = _SPACES.match(text, position)
    return found.end() if found else position


class _Next:
    """Finds the next place of a pattern; asked from left to right, it reads the text once."""

    def __init__(self, text: str, pattern: re.Pattern[str]) -> None:
        self.places = (found.start() for found in pattern.finditer(text))
        self.place: int | None = -1

    def after(self, position: int) -> int | None:
        """Return the first place at or behind `position`, which is never smaller than that of an earlier question."""
        while self.place is not None and self.place < position:
            self.place = next(self.places, None)
        return self.place
