"""Markdown as text: code and comments blanked out, so that everything else stays in its line and column.

Everything here takes time in proportion to the length of the text, whatever stands in it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

Span = tuple[int, int]

OFFICE_TAG = re.compile(r"</?(?:[omvwx]|st\d):[a-z][^<>\n]*>", re.IGNORECASE)
"""What word processors leave in a text that is pasted: `<o:p></o:p>`, `<st1:place>`."""

_VISIBLE = re.compile(r"[^\n]")
_QUOTED = re.compile(r" {0,3}>(?: {0,3}>)* ?")
# The line that opens a fence: no more than a language and options stand behind it (pymdownx.superfences).
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(?:\{[^`\n]*\}[ \t]*|[\w#.+-]*(?:[ \t]+\w+=[^`\n]*|[ \t]*))$")
_FENCE_END = re.compile(r"(`{3,}|~{3,})[ \t]*$")
# What takes the indented lines below it: items of lists, definitions, footnotes, admonitions.
_CONTAINER = re.compile(r"(?:[-*+]|\d+[.)]|:|\[\^[^\[\]\n]+\]:|!!!|\?\?\?\+?|===\+?)(?:[ \t]|$)")
_BACKTICKS = re.compile(r"(?<!\\)(\\*)(`+)")
_PRE = re.compile(r"<pre\b[^<>\n]*>", re.IGNORECASE)
_PRE_END = re.compile(r"</pre\b", re.IGNORECASE)


def blank(found: re.Match[str]) -> str:
    """Return spaces for everything that was found, for `re.sub`."""
    return _VISIBLE.sub(" ", found[0])


def blanked(text: str, spans: list[Span], by: str = " ") -> str:
    """Return `text` with each character of `spans` (in order, none over another) replaced, line ends apart."""
    if not spans:
        return text
    parts, position = list[str](), 0
    for start, end in spans:
        parts += [text[position:start], _VISIBLE.sub(by, text[start:end])]
        position = end
    return "".join([*parts, text[position:]])


def outermost(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, without those within others."""
    found: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def without_code(text: str) -> str:
    """Blank out code (fenced, indented, inline, the content of `<pre>`), in which Markdown and HTML are only shown."""
    return blanked(text, code_spans(text))


def without_comments(text: str) -> str:
    """Blank out HTML comments; one that does not end is none."""
    return blanked(text, list(comment_spans(text))) if "<!--" in text else text


def code_spans(text: str) -> list[Span]:
    """Return where code stands, in order."""
    may_have = any(sign in text for sign in ("`", "~~~", "    ", "\t")) or _PRE.search(text)
    return _CodeFinder(text).spans() if may_have else []


def comment_spans(text: str) -> Iterator[Span]:
    """Yield where HTML comments stand; one that does not end is none."""
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)


class _CodeFinder:
    """Goes through the lines of a text once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.contents = [line[found.end() :] if (found := _QUOTED.match(line)) else line for line in self.lines]
        self.fence_ends = self._next_fence_ends()
        self.pre_ends = [*(found.start() for found in _PRE_END.finditer(text)), len(text)]  # unclosed, to the end

    def spans(self) -> list[Span]:
        """Return the code of blocks, and the inline code of the paragraphs between them."""
        spans: list[Span] = []
        number = paragraph = 0
        after_blank, container = True, 0  # `container` is how far lines of the list around them are indented
        while number < len(self.lines):
            content = self.contents[number]
            stripped = content.lstrip(" \t")
            indent = len(content[: len(content) - len(stripped)].expandtabs(4))
            end = self._block_end(number, stripped)
            if end is None and after_blank and stripped and indent >= container + 4:
                end = number + 1
            if end is not None or not stripped:
                spans += self._inline(self.starts[paragraph], self.starts[number])
                paragraph = end or number + 1
                after_blank = True
            if end is not None:
                spans.append(self._span(number, end, stripped))
            elif _CONTAINER.match(stripped):
                container, after_blank = indent // 4 * 4 + 4, False
            elif stripped:
                container = min(container, indent // 4 * 4) if after_blank else container
                after_blank = False
            number = end or number + 1
        return [*spans, *self._inline(self.starts[paragraph], len(self.text))]

    def _span(self, number: int, end: int, stripped: str) -> Span:
        """Return where code from line `number` to before line `end` stands; of `<pre>`, what is between the tags."""
        start, stop = self.starts[number], min(self.starts[end] - 1, len(self.text))
        if tag := _PRE.match(stripped):
            start = self.starts[number] + len(self.lines[number]) - len(stripped) + tag.end()
            stop = min(stop, self._pre_end(start))
        return start, stop

    def _pre_end(self, start: int) -> int:
        return self.pre_ends[min(bisect_left(self.pre_ends, start), len(self.pre_ends) - 1)]

    def _block_end(self, number: int, stripped: str) -> int | None:
        """Return the line behind the fence or `<pre>` that begins in line `number`; None if none does."""
        if stripped.startswith(("```", "~~~")) and (fence := _FENCE.match(stripped)):
            return self.fence_ends[number].get(fence[1])
        if stripped.startswith("<") and _PRE.match(stripped):
            return self.text.count("\n", self.starts[number], self._pre_end(self.starts[number])) + number + 1
        return None

    def _next_fence_ends(self) -> dict[int, dict[str, int]]:
        """Return for each line that may open a fence the line behind the next one that closes such a fence."""
        ends: dict[int, dict[str, int]] = {}
        following: dict[str, int] = {}
        for number in range(len(self.lines) - 1, -1, -1):
            stripped = self.contents[number].lstrip(" \t")
            if stripped.startswith(("```", "~~~")):
                if fence := _FENCE.match(stripped):
                    ends[number] = {fence[1]: following[fence[1]]} if fence[1] in following else {}
                if end := _FENCE_END.match(stripped):
                    following[end[1]] = number + 1
        return ends

    def _inline(self, start: int, end: int) -> Iterator[Span]:
        """Yield the inline code of a paragraph: between backticks and the next ones of the same number."""
        if self.text.find("`", start, end) < 0:
            return
        runs = list(_BACKTICKS.finditer(self.text, start, end))
        partners: dict[int, int] = {}
        following: dict[int, int] = {}
        for run in reversed(runs):
            escaped = len(run[1]) % 2  # a backslash takes the first, unless it has one itself
            # Without as many again, Python-Markdown takes the first few of them.
            lengths = range(len(run[2]) - escaped, 0, -1)
            if length := next((each for each in lengths if each in following), 0):
                partners[run.start(2) + escaped] = following[length]
            following[len(run[2])] = run.end()
        position = start
        for run in runs:
            opening = run.start(2) + len(run[1]) % 2
            if opening >= position and opening in partners:
                position = partners[opening]
                yield opening, position
