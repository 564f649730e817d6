"""Markup that projects of Material use, and that needs its styles: tabs become paragraphs, icons are left out."""

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_SET = "tabbed-set"


def plain_emoji(*arguments: object) -> str:
    """Return the character of an emoji, and nothing for an icon; for the option `emoji_generator` of pymdownx.emoji."""
    code_points = arguments[3]
    return "".join(chr(int(each, 16)) for each in code_points.split("-")) if isinstance(code_points, str) else ""


class _Tabs(Treeprocessor):
    """Puts the name of each tab over its content, and one below the other."""

    def run(self, root: Element) -> None:
        """Change every set of tabs of a text."""
        for tabs in [each for each in root.iter("div") if _SET in each.get("class", "").split()]:
            labels = [each for each in tabs.iter("label") if self._is_own(each, tabs)]
            blocks = [each for each in tabs.iter("div") if "tabbed-block" in each.get("class", "").split()]
            blocks = [each for each in blocks if self._is_own(each, tabs)]
            for label, block in zip(labels, blocks, strict=False):
                name = Element("p")
                strong = SubElement(name, "strong")
                strong.text = label.text
                strong.extend(label)
                block.insert(0, name)
                block.attrib.clear()
            for child in list(tabs):
                tabs.remove(child)
            tabs.attrib.clear()
            tabs.extend(blocks)

    @staticmethod
    def _is_own(part: Element, tabs: Element) -> bool:
        """Return whether a part is of this set, not of one within it."""
        inner = [each for each in tabs.iter("div") if each is not tabs and _SET in each.get("class", "").split()]
        return not any(part is each for one in inner for each in one.iter())


class MaterialMarkupExtension(Extension):
    """For projects that use `pymdownx.tabbed`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Markdown asks for
        """Change tabs when everything else is done."""
        md.treeprocessors.register(_Tabs(md), "magazine-tabs", 1)
