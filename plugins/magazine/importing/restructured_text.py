"""Texts in reStructuredText, which docutils reads: to HTML, and the fields above them."""

import re
from collections import defaultdict
from functools import cache
from typing import Any

from bs4 import BeautifulSoup
from docutils.core import publish_parts
from docutils.parsers.rst.directives import register_directive
from docutils.parsers.rst.directives.body import CodeBlock
from docutils.writers import get_writer_class

from magazine.importing.imported import Imported

_FIELD = re.compile(r":([\w-]+):(?:[ \t]+(.*))?$")
_RULE = re.compile(r"([^\w\s])\1{2,}[ \t]*$")
_SETTINGS = {
    "_disable_config": True,
    "doctitle_xform": False,
    "file_insertion_enabled": False,  # a text can name no file of this machine
    "halt_level": 5,  # nothing ends the import
    "initial_header_level": 2,
    "line_length_limit": 1_000_000,
    "math_output": "LaTeX",
    "report_level": 2,
    "syntax_highlight": "none",
    "warning_stream": False,
}


def split_fields(text: str) -> tuple[dict[str, Any], str]:
    """Return title and fields above a text, as Pelican reads them, and the text."""
    lines = text.lstrip("\n").split("\n")
    data: dict[str, Any] = {}
    if _RULE.match(lines[0]):  # over the title, too
        lines = lines[1:]
    if len(lines) > 1 and lines[0].strip() and _RULE.match(lines[1]):
        data["title"], lines = lines[0].strip(), lines[2:]
    key = ""
    for number, line in enumerate(lines):
        if found := _FIELD.match(line):
            key = found[1].lower()
            data[key] = (found[2] or "").strip()
        elif key and line.startswith((" ", "\t")) and line.strip():
            data[key] = f"{data[key]} {line.strip()}".strip()
        elif line.strip():
            return data, "\n".join(lines[number:])
    return data, ""


def html_of(article: Imported) -> str:
    """Return the HTML of a text; what docutils does not know is noted in the article."""
    writer = get_writer_class("html5")()
    _allow_options_of_code()
    parts = publish_parts(article.body, writer=writer, settings_overrides=_SETTINGS)
    soup = BeautifulSoup(parts["fragment"], "lxml")
    for message in soup.select(".system-message"):
        words = " ".join(" ".join(each.get_text(" ") for each in message.find_all("p", class_=False)).split())
        if "directive" in words or "WARNING" not in message.get_text():  # of warnings, something is missing with these
            article.remark("construct", words)
        message.extract()
    for section in soup.select(".system-messages"):
        section.extract()
    for literal in soup.select("span.literal"):
        literal.name = "code"
    _tell_footnotes(soup)
    return str(soup)


def _tell_footnotes(soup: BeautifulSoup) -> None:
    """Write footnotes as other programs do: a note that links back to its marks."""
    for holder in soup.select("aside.footnote-list"):
        holder.unwrap()
    for note in soup.select("aside.footnote"):
        note.name = "div"
        backs = [str(each["href"]) for each in note.select(".label a[href], .backrefs a[href]")]
        for numbers in note.select(".label, .backrefs"):
            numbers.extract()
        for address in backs:
            link = soup.new_tag("a", href=address)
            link["class"] = "back"
            note.append(link)


@cache
def _allow_options_of_code() -> None:
    """Let blocks of code have any options: Pelican gives them those of Pygments."""
    kind = type("CodeWithOptions", (CodeBlock,), {"option_spec": defaultdict(lambda: str, CodeBlock.option_spec)})
    for name in ("code", "code-block", "sourcecode"):
        register_directive(name, kind)
