"""A Markdown extension: quotation marks and apostrophes of the language, in the text and in alternative texts.

Python-Markdown's own `smarty` knows one mark for the closing quotation mark and the apostrophe, which differ in
German („das ‚geht‘ so“, but „geht’s“), and treats one piece of text at a time; here it is a whole
paragraph, so that a quotation may begin in one element and end in another.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from magazine.content.quotation_marks import typographic

_INLINE = frozenset("a abbr b br cite code del em i img ins kbd mark q s small span strong sub sup time u var".split())
_LITERAL = frozenset({"code", "kbd", "pre", "script", "style"})

Piece = tuple[Element, str]  # an element and which of its texts: "text" or "tail"


class TypographyExtension(Extension):
    """Replaces straight quotation marks; option `language`, a tag such as `de`."""

    def __init__(self, **options: Any) -> None:
        self.config = {"language": ["en", "The language whose marks are used"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Register the processor behind the inline patterns and before `toc`, which copies the headings."""
        md.treeprocessors.register(_QuotationMarks(md, self.getConfig("language")), "magazine-typography", 7)


class _QuotationMarks(Treeprocessor):
    def __init__(self, md: Markdown, language: str) -> None:
        super().__init__(md)
        self.language = language

    def run(self, root: Element) -> None:
        for paragraph in _paragraphs(root):
            texts = [_text(piece) for piece in paragraph]
            if not any("'" in text or '"' in text for text in texts):
                continue
            # Each straight mark becomes exactly one character, so the pieces keep their lengths.
            joined = typographic("".join(texts), self.language)
            start = 0
            for (element, attribute), text in zip(paragraph, texts, strict=True):
                if not _is_literal(element, attribute):
                    setattr(element, attribute, joined[start : start + len(text)])
                start += len(text)
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
    return attribute == "text" and (element.tag in _LITERAL or isinstance(element.text, AtomicString))


def _text(piece: Piece) -> str:
    element, attribute = piece
    text = str(getattr(element, attribute) or "")
    # Code counts as a word beside which a quotation mark stands, but its own marks are not replaced.
    return "x" * len(text) if _is_literal(element, attribute) else text
