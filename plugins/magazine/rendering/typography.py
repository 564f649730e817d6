"""A Markdown extension: dashes, quotation marks and no-break spaces of the language, in the text and alternative texts.

Python-Markdown's own `smarty` knows one mark for the closing quotation mark and the apostrophe, which differ in
German („das ‚geht‘ so“, but „geht’s“), and treats one piece of text at a time; here it is a whole
paragraph, so that a quotation may begin in one element and end in another.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from magazine.content.spaces import NO_BREAK_HYPHEN
from magazine.content.typesetting import typeset, typographic, with_dashes

_INLINE = frozenset("a abbr b br cite code del em i img ins kbd mark q s small span strong sub sup time u var".split())
_LITERAL = frozenset({"code", "kbd", "pre", "script", "style"})

# Of a name in a table, which is wide enough or can be scrolled: columns would be as narrow as parts of words.
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")

# That of a day at the beginning of a line, which is no number of a list.
_ESCAPED_DOT = f"{STX}{ord('.')}{ETX}"

Piece = tuple[Element, str]  # an element and which of its texts: "text" or "tail"


class TypographyExtension(Extension):
    """Sets a text as it is printed; option `language`, a tag such as `de`."""

    def __init__(self, **options: Any) -> None:
        self.config = {"language": ["en", "The language whose marks are used"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register the processor behind `abbr`, which looks for words as typed, and before `toc`, which copies them."""
        md.treeprocessors.register(_Typography(md, self.getConfig("language")), "magazine-typography", 6)


class _Typography(Treeprocessor):
    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md)
        self.language = language

    def run(self, root: Element) -> None:
        for paragraph in _paragraphs(root):
            texts = [_text(piece, self.language) for piece in paragraph]
            # Each character stays in its place, so the pieces keep their lengths.
            joined = typeset("".join(texts), self.language)
            start = 0
            for (element, attribute), text in zip(paragraph, texts, strict=True):
                if not _is_literal(element, attribute):
                    kept = 1 if element.tag == "br" and text.startswith("\n") else 0  # a line ends there in any case
                    setattr(element, attribute, text[:kept] + joined[start + kept : start + len(text)])
                start += len(text)
        for cell in (each for each in root.iter() if each.tag in {"td", "th"}):
            for element, attribute in chain.from_iterable(_paragraphs(cell)):
                if not _is_literal(element, attribute):
                    setattr(element, attribute, _HYPHEN.sub(NO_BREAK_HYPHEN, getattr(element, attribute)))
        for image in root.iter("img"):
            image.set("alt", typographic(image.get("alt", ""), self.language))


def _paragraphs(element: Element) -> Iterator[list[Piece]]:
    """Yield the pieces of text of each block, those of its inline elements included."""
    pieces: list[Piece] = []
    nested: list[Element] = []
    _gather(element, pieces, nested)
    yield pieces
    for block in nested:
        yield from _paragraphs(block)


def _gather(element: Element, pieces: list[Piece], nested: list[Element]) -> None:
    if element.text:
        pieces.append((element, "text"))
    for child in element:
        if child.tag in _INLINE:
            _gather(child, pieces, nested)
        elif child.tag != "pre":
            nested.append(child)
        if child.tail:
            pieces.append((child, "tail"))


def _is_literal(element: Element, attribute: str) -> bool:
    if attribute != "text" or element.tag == "abbr":
        return False
    return element.tag in _LITERAL or isinstance(element.text, AtomicString)


def _text(piece: Piece, language: str) -> str:
    element, attribute = piece
    text = str(getattr(element, attribute) or "")
    if _is_literal(element, attribute):
        return "x" * len(text)  # code counts as a word beside which a quotation mark stands, but stays as it is
    return with_dashes(text.replace(_ESCAPED_DOT, "."), language)
