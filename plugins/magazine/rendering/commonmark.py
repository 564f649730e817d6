"""A Markdown extension: notations of CommonMark and GitHub that Python-Markdown does not know.

A backslash before any punctuation mark escapes it, one at the end of a line breaks the line
(https://spec.commonmark.org/0.31.2/#backslash-escapes). Options of a fence, such as line numbers, are left out: with
them it would be no fence. An admonition without a title gets none, rather than the English name of its kind.
"""

import re
import string
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

_FENCE = re.compile(r"([ >]*(`{3,}|~{3,})) *([\w+#.-]*)([^`]*)$")


class CommonMarkExtension(Extension):
    """Reads escapes, line breaks, options of fences and admonitions as their writers mean them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register before superfences (25) and before the pattern of escapes (180)."""
        self.md = md
        self.reset()
        md.registerExtension(self)
        md.preprocessors.register(_Fences(md), "magazine-fences", 26)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"(?<!\\)\\\n", "br"), "magazine-break", 185)
        md.treeprocessors.register(_Admonitions(md), "magazine-admonitions", 6)

    def reset(self) -> None:
        """Let every punctuation mark of ASCII be escaped; other extensions name only their own."""
        self.md.ESCAPED_CHARS = sorted({*self.md.ESCAPED_CHARS, *string.punctuation})


class _Fences(Preprocessor):
    """Takes the options away from the first line of fences."""

    def run(self, lines: list[str]) -> list[str]:
        fence = ""
        for index, line in enumerate(lines):
            found = _FENCE.match(line) if "```" in line or "~~~" in line else None
            if not found:
                continue
            if fence:
                is_end = found[2].startswith(fence) and line.strip(" >") == found[2]
                fence = "" if is_end else fence
            else:
                fence = found[2]
                lines[index] = line if "{" in found[4] else found[1] + found[3]
        return lines


class _Admonitions(Treeprocessor):
    """Removes the titles that nobody typed."""

    def run(self, root: Element) -> None:
        for box in root.iter("div"):
            kinds = box.get("class", "").split()
            title = box[0] if kinds[:1] == ["admonition"] and len(box) else None
            if title is not None and title.get("class") == "admonition-title" and title.text == kinds[-1].capitalize():
                box.remove(title)
