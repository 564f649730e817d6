"""Writes the Markdown of this magazine from clean HTML.

`markdownify` walks the tree and knows white space; here stands what our notation has of its own: four spaces below an
item of a list, captions, details, notes, footnotes, and which signs need a backslash.
"""

import re
from html import escape

from bs4.element import PageElement, Tag
from markdownify import MarkdownConverter

_SIGNS = re.compile(r"[\\`*\[\]^~]|(?<!\w)_|_(?!\w)|\{|=(?==)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# What would begin a block, at the beginning of a line.
_BEGINNING = re.compile(
    r"(?m)^([ \t]*)(?:(#|>|[-+](?=\s|$)|:(?=\s)|!{3}|\?{3}|/{3,}|=+[ \t]*$|-+[ \t]*$|~{3})"
    r"|(\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{2,9})([.)])(?=\s|$))"
)
_LANGUAGE = re.compile(r"(?:language|lang|highlight-source|brush)[-:]\s*([\w+#.-]+)|^(?:sourceCode|src)\s+([\w+#-]+)")
_INDENTED = re.compile(r"(?m)^(?=[^\n])")
_FENCE = re.compile(r"(?m)^[ \t]*(`{3,})")
_RUN = re.compile(r"`+")


def _is_word(beside: PageElement | None, at: int) -> bool:
    """Tell whether what stands beside an element has a letter or a digit at its end (-1) or beginning (0)."""
    text = beside.get_text() if isinstance(beside, Tag) else str(beside or "")
    return text[at:][:1].isalnum()


def _emphasis(name: str, mark: str, el: Tag, text: str) -> str:
    words = text.strip()
    if not words:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    within = (not before and _is_word(el.previous_sibling, -1)) or (not after and _is_word(el.next_sibling, 0))
    return f"{before}<{name}>{words}</{name}>{after}" if within else f"{before}{mark}{words}{mark}{after}"


class _Converter(MarkdownConverter):
    """From a tree of elements to our Markdown."""

    def _written(self, element: PageElement, parent_tags: set[str]) -> str:
        return str(self.process_element(element, parent_tags))  # type: ignore[attr-defined] # the stubs lack it

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Return words as they are to be read: signs that mean something in Markdown have a backslash."""
        text = _SIGNS.sub(lambda found: "\\" + found[0], text)
        text = _ENTITY.sub("&amp;", text).replace("<", "&lt;")
        return text.replace("|", "\\|") if {"td", "th"} & parent_tags else text

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a paragraph in one line; breaks have a backslash."""
        text = _plain(text)
        if "_inline" in parent_tags:
            return f" {text} "
        return f"\n\n{_BEGINNING.sub(_escaped, text)}\n\n" if text else ""

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return emphasis; of a part of a word as HTML, because there a star is only a star."""
        return _emphasis("em", "*", el, text)

    def convert_strong(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return strong emphasis, likewise."""
        return _emphasis("strong", "**", el, text)

    convert_i = convert_em
    convert_b = convert_strong

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a break; the last one of a block breaks nothing."""
        if {"td", "th"} & parent_tags:
            return "<br>"
        return " " if "_inline" in parent_tags else "\\\n"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        """Return a heading; one that links lead to keeps its name."""
        words = " ".join(text.split()).rstrip("#").strip()
        name = f" {{#{el['id']}}}" if el.get("id") else ""
        return f"\n\n{'#' * n} {words}{name}\n\n" if words else ""

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a quotation."""
        lines = text.strip().split("\n")
        return "\n\n" + "\n".join(f"> {line}" if line else ">" for line in lines) + "\n\n" if text.strip() else ""

    def convert_list(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a list; its items have written themselves."""
        return f"\n\n{text.strip(chr(10))}\n\n"

    convert_ul = convert_list
    convert_ol = convert_list

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return an item: four spaces before whatever belongs to it."""
        items = [*el.parent.find_all("li", recursive=False)] if el.parent else [el]
        loose = any(
            len(each.find_all(["p", "pre", "blockquote", "table", "figure"], recursive=False)) > 1 for each in items
        )
        text = text.strip("\n")
        if not loose:
            text = re.sub(r"\n\n(?=[ ]*(?:- |\d+\. ))", "\n", text)
        mark = "- "
        if el.parent is not None and el.parent.name == "ol":
            start = str(el.parent.get("start", ""))
            mark = f"{(int(start) if start.isdigit() else 1) + items.index(el)}. "
        first, _, rest = text.partition("\n")
        rest = _INDENTED.sub("    ", rest)
        space = "\n" if loose else ""
        return f"{mark}{first}\n{rest}{'' if not rest or rest.endswith(chr(10)) else chr(10)}{space}"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a term."""
        return f"\n\n{_BEGINNING.sub(_escaped, ' '.join(text.split()))}\n"

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return what a term means."""
        return ":   " + _INDENTED.sub("    ", text.strip()).lstrip() + "\n" if text.strip() else ""

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a block of code, in a fence longer than any in it."""
        code = el.get_text().strip("\n").replace("\u00a0", " ")
        if not code.strip():
            return ""
        fence = "`" * max(3, *(len(run) + 1 for run in _FENCE.findall(code)), 3)
        return f"\n\n{fence}{_language(el)}\n{code}\n{fence}\n\n"

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return code in a line."""
        if "pre" in parent_tags:
            return text
        code = " ".join(el.get_text().split())
        if not code:
            return ""
        if {"td", "th"} & parent_tags and "|" in code:
            return f"<code>{self.escape(code, parent_tags)}</code>"
        marks = "`" * (max((len(run) for run in _RUN.findall(code)), default=0) + 1)
        space = " " if code.startswith("`") or code.endswith("`") else ""
        return f"{marks}{space}{code}{space}{marks}"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a link, or the place that links lead to."""
        if not el.get("href"):
            return f'<a id="{el["id"]}"></a>{text}' if el.get("id") else text
        words = text.strip()
        if not words:
            return text
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before and ' '}[{' '.join(words.split())}]({_target(str(el['href']))}){after and ' '}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a picture."""
        alt = self.escape(" ".join(str(el.get("alt", "")).split()), set())
        return f"![{alt}]({_target(str(el['src']))})"

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a picture with its caption."""
        caption = el.find("figcaption", recursive=False)
        shown = "".join(
            self._written(each, {*parent_tags, "figure"}) for each in el.children if each is not caption
        ).strip()
        words = caption and " ".join(self._written(caption, {*parent_tags, "figure"}).split())
        if not words:
            return f"\n\n{shown}\n\n"
        return f"\n\n{shown}\n/// caption\n{_BEGINNING.sub(_escaped, words)}\n///\n\n"

    def convert_figcaption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the words of a caption."""
        return text

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return what a reader can unfold."""
        summary = el.find("summary", recursive=False)
        title = " ".join(self._written(summary, {*parent_tags, "_inline"}).split()) if summary else "…"
        inner = "".join(self._written(each, parent_tags) for each in el.children if each is not summary).strip()
        marks = "/" * (3 + len([each for each in el.parents if each.name == "details"]) + 1)
        return f"\n\n{marks} details | {title}\n\n{inner}\n\n{marks}\n\n"

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the words that can be seen before it is unfolded."""
        return text

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a note in a frame, or just what it holds."""
        text = text.strip("\n")
        if "_inline" in parent_tags:
            return f" {text} "
        classes: list[str] = list(el.get("class") or [])
        if "admonition" not in classes or not text:
            return f"\n\n{text}\n\n" if text else ""
        title = str(el.get("title", "")).replace('"', "”")
        kind = next((each for each in classes if each != "admonition"), "note")
        return f'\n\n!!! {kind} "{title}"\n\n{_INDENTED.sub("    ", text)}\n\n'

    convert_section = convert_article = convert_div

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the mark of a footnote, or what stands higher."""
        return f"[^{el['data-note']}]" if el.get("data-note") else _raw(el, text)

    def convert_aside(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the note of a mark; others are text."""
        if not el.get("data-note"):
            return self.convert_div(el, text, parent_tags)
        return f"\n\n[^{el['data-note']}]: {_INDENTED.sub('    ', text.strip()).lstrip()}\n\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a table, as HTML where our notation has no words for it."""
        rows = el.find_all("tr")
        if not rows:
            return f"\n\n{text}\n\n"
        if not _is_plain(el, rows) or parent_tags & {"li", "dd", "td", "th"}:
            html = re.sub(r"\s*\n\s*", " ", el.decode())
            return f"\n\n{html}\n\n"
        lines = [[self._cell(cell) for cell in row.find_all(["td", "th"])] for row in rows]
        width = max(map(len, lines))
        lines = [line + [""] * (width - len(line)) for line in lines]
        head, *body = [f"| {' | '.join(line)} |" for line in lines]
        return "\n\n" + "\n".join([head, f"|{' --- |' * width}", *body]) + "\n\n"

    def _cell(self, cell: Tag) -> str:
        words = "".join(self._written(each, {"td", "_inline"}) for each in cell.children)
        return " ".join(words.split())


def _raw(el: Tag, text: str) -> str:
    words = text.strip()
    if not words:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    title = f' title="{escape(str(el["title"]))}"' if el.get("title") else ""
    return f"{before and ' '}<{el.name}{title}>{words}</{el.name}>{after and ' '}"


def _kept(_self: object, el: Tag, text: str, parent_tags: set[str]) -> str:
    return text if "_noformat" in parent_tags and el.name not in {"kbd", "samp"} else _raw(el, text)


for _name in "sub del ins mark kbd small abbr cite q dfn var samp u s time bdo bdi".split():
    setattr(_Converter, f"convert_{_name}", _kept)


def _plain(text: str) -> str:
    """Return the words of a paragraph: no break before the first and behind the last."""
    lines = [line.replace("\n", " ").strip() for line in text.split("\\\n")]
    written = [at for at, line in enumerate(lines) if line]
    return "\\\n".join(lines[written[0] : written[-1] + 1]) if written else ""


def _escaped(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}"


def _target(address: str) -> str:
    """Return an address as the target of a link: without what would end it."""
    signs = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22", "\\": "%5C", "\n": "", "`": "%60"}
    return "".join(signs.get(each, each) for each in address).replace("*", "%2A")


def _language(el: Tag) -> str:
    for element in (el, el.find("code"), el.parent):
        for name in (element.get("class") or []) if isinstance(element, Tag) else []:
            if found := _LANGUAGE.search(name):
                return str(found[1] or found[2]).strip(";").lower()
    return ""


def _is_plain(table: Tag, rows: list[Tag]) -> bool:
    """Return whether a table can be written with bars: a row of headings, and a line of words in each cell."""
    cells = table.find_all(["td", "th"])
    spans = any(cell.get("colspan", "1") != "1" or cell.get("rowspan", "1") != "1" for cell in cells)
    blocks = table.find(
        ["ul", "ol", "pre", "blockquote", "table", "figure", "h2", "h3", "h4", "h5", "h6", "dl", "caption"]
    )
    paragraphs = any(len(cell.find_all("p")) > 1 for cell in cells)
    head = rows[0].find_all(["td", "th"])
    return bool(head) and all(cell.name == "th" for cell in head) and not (spans or blocks or paragraphs)


def markdown_of(soup: Tag) -> str:
    """Return the Markdown of a clean tree."""
    text = _Converter(heading_style="atx", bullets="-", strip_pre=None).convert_soup(soup)
    text = re.sub(r"(?m)[ \t]+$", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
