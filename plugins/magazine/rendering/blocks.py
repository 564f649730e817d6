"""A Markdown extension: what stands beside a text, as blocks. A quotation from it, a box of facts, a small picture.

    /// quote | Who said it        /// box | Title        /// margin
    Words of the text.             Facts.                ![What is seen](picture.jpg)
    ///                            ///                   The caption.
                                                         ///

Each becomes an `aside` without a class; `beside` tells them apart by what they begin with, behind the sanitiser.
"""

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

NAMES = ("quote", "box", "margin")


class _Quote(Block):  # type: ignore[misc]
    """A quotation that is set large; its argument is who said it."""

    NAME = "quote"
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        aside = SubElement(parent, "aside")
        self.words = SubElement(aside, "blockquote")
        return aside

    def on_add(self, block: Element) -> Element:
        return self.words

    def on_end(self, block: Element) -> None:
        if self.argument:
            SubElement(SubElement(block, "p"), "cite").text = self.argument


class _Box(Block):  # type: ignore[misc]
    """A box of facts; its argument is the title, which it must have."""

    NAME = "box"
    ARGUMENT = True

    def on_create(self, parent: Element) -> Element:
        aside = SubElement(parent, "aside")
        SubElement(aside, "p", {"class": "admonition-title"}).text = self.argument
        return aside


class _Margin(Block):  # type: ignore[misc]
    """A small figure: what comes first is shown, what follows is its caption."""

    NAME = "margin"

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "aside")

    def on_end(self, block: Element) -> None:
        shown, *others = [*block] or [None]
        if shown is None or shown.tag == "figure":
            return
        for each in [*block]:
            block.remove(each)
        figure = SubElement(block, "figure")
        figure.append(shown)
        first, _, rest = (shown.text or "").partition("\n")
        if rest and first.startswith("!["):  # the caption may follow in the next line
            shown.text, caption = first, Element("p")
            caption.text = rest
            others.insert(0, caption)
        if others:
            SubElement(figure, "figcaption").extend(others)


class AsideBlocksExtension(BlocksExtension):  # type: ignore[misc]
    """Adds the blocks."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - the name is pymdownx's
        """Register each."""
        for block in (_Quote, _Box, _Margin):
            block_mgr.register(block, self.getConfigs())
