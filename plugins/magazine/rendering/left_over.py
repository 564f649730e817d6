"""Markup that readers would see: what a finished text still has of signs that were meant to become something else.

One rule looks for them in the HTML, where all that Markdown understood is gone. What swallows text without a trace
there is looked for in the Markdown: marks of a merge conflict, and blocks that nobody closed.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import unquote

from magazine.content.markdown_text import without_code, without_comments
from magazine.content.problem import Code, Problem, place_in
from magazine.rendering.words import TAG, without_elements

_MOST = 100
_SOMETHING = "\ufffc"  # stands where code stood: what follows it is not the beginning of a line
_CODE = re.compile(r"<(/?)(pre|code|kbd|samp)\b")
_LINKED = re.compile(r"<(/?)(a)\b")
# For each: the problem, what a text must have (one of these) for the expression to be tried, and the expression.
# Every line has a line break before it; that is found faster than the beginning of a line.
_RULES: tuple[tuple[Code, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (code, tuple(signs.split()), re.compile(expression, re.VERBOSE))
    for code, signs, expression in (
        (Code.MARKUP_LEFT, "**", r"(?<![*\w])\*\*(?=[^\s*])[^\s*]{1,30} | (?<=[^\s*])\*\*(?![*\w])"),
        (Code.MARKUP_LEFT, "~~ ==", r"~~[^\s~]{1,30} | ==\w[^\s=]{0,30}"),
        (Code.MARKUP_LEFT, "{", r"\{[ ]?[:.\#][^{}\n]{1,60}\}"),
        (
            Code.MARKUP_LEFT,
            "",
            r"\n[ ]*(?:\#{1,6}[ ]\S | [*+-][ ]\S | >[ ]*\S | [`]{3} | ~{3} | /{3,}) [^\n]{0,20}",
        ),
        (
            Code.LINK_BROKEN,
            "]( ] ][",
            r"\]\((?=[^\s)])[^\s)]{0,60} | \][ ]\((?:https?:|www\.|\.\.?/|/)[^\s)]{0,60} | \]\[[^\[\]\n]{1,60}\]",
        ),
        (Code.TABLE_BROKEN, "|", r"(?:\n[ ]*\|?[ ]*[^|\n\s][^|\n]{0,80}\|[^|\n]{1,80}\|[^\n]*)+"),
        (Code.FOOTNOTE_WITHOUT_NOTE, "[^", r"\[\^[^\]\s]{1,40}\]"),
        (Code.MARKUP_FOREIGN, ":", r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:/])"),
        (Code.MARKUP_FOREIGN, "=== !!! ??? :::", r"\n[ ]*(?:===|!!!|\?\?\?\+?|:::)[ ]?[^\s=!?:][^\n]{0,20}"),
        (
            Code.MARKUP_FOREIGN,
            "$ \\",
            r"\$\$[^$\n]{0,30} | \$[^\s$\\^_{}\n][^$\\^_{}\n]{0,40}[\\^_{}][^$\n]{0,60}\$ "
            r"| \$\\[^$\n]{0,60}\$ | \\[a-z]{2,20}\{",
        ),
        (Code.MARKUP_FOREIGN, "{{ {% <%", r"(?:\{\{|\{%|<%)[^\n]{0,30}"),
        (
            Code.MARKUP_FOREIGN,
            "[",
            r"\[\[(?=\w) | \[/[a-z][\w-]{1,30}\] "
            r"| \[(?:gallery|caption|audio|video|embed|playlist|youtube|toc|contact-form)\b[^\]\n]{0,40}\]",
        ),
    )
)
_BARE = re.compile(r"(?<![\w./@-])www\.\w[\w./-]{1,60}")
_DIAGRAM = re.compile(r'<code class="language-(mermaid|math|plantuml|graphviz|dot)"')
_BACK = re.compile(r'class="footnote-backref" href="#(fnref:([^"]+))"')
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) .*$", re.MULTILINE)
_BLOCK = re.compile(
    r"^ *(/{3,})[ ]*(?:(details|caption|figure-caption|table-caption|quote|box|margin)\b)?.*$", re.MULTILINE
)


def left_over(markdown: str, html: str) -> list[Problem]:
    """Find markup that was left over in the finished `html` of a text; the places are those in the `markdown`.

    Not more than a hundred: a text with that many is no article, and looking for each place takes its time.
    """
    return [*islice(_left_over(markdown, html), _MOST)]


def _left_over(markdown: str, html: str) -> Iterator[Problem]:
    text = without_comments(without_code(markdown))
    yield from _swallowing(text)
    shown = without_elements(html, _CODE, by=_SOMETHING) if "<code" in html or "<pre" in html else html
    visible = "\n" + _visible(shown)
    met: Counter[str] = Counter()
    for code, signs, expression in _RULES:
        if not signs or any(sign in visible for sign in signs):
            for found in expression.finditer(visible):
                if code is Code.TABLE_BROKEN and _is_one_line(found[0]):
                    continue
                yield _located(code, found[0].strip(), text, met)
    if "www." in shown:
        for found in _BARE.finditer(_visible(without_elements(shown, _LINKED))):
            yield _located(Code.LINK_BARE, found[0], text, met, name="value")
    for found in _DIAGRAM.finditer(html):
        yield _located(Code.MARKUP_FOREIGN, found[1], markdown, met)
    for found in _BACK.finditer(html):
        if f'id="{found[1]}"' not in html:
            yield _located(Code.FOOTNOTE_WITHOUT_MARK, f"[^{unquote(found[2])}]", text, met)


def _is_one_line(rows: str) -> bool:
    """Tell a line with bars between its parts, such as an address, from the rows of a table."""
    return "\n" not in rows.strip() and not rows.strip().startswith("|")


def _visible(html: str) -> str:
    return unescape(TAG.sub("", html))


def _located(code: Code, what: str, text: str, met: Counter[str], name: str = "what") -> Problem:
    """Return a problem at the place of `what`; the second of two is looked for behind the first."""
    # As far as typography and line breaks leave it as it was typed.
    sought = re.split(r"[\n\"'„“‚‘’”–\u00a0\u202f\u2011]", what, maxsplit=1)[0].strip() or what[:1]
    places = [found.start() for found in re.finditer(re.escape(sought), text)]
    index, met[sought] = met[sought], met[sought] + 1
    start = places[min(index, len(places) - 1)] if places else 0
    return Problem(code, place_in(text, start, "", 1), {name: what.split("\n", maxsplit=1)[0]})


def _swallowing(text: str) -> Iterator[Problem]:
    """Find what hides the text behind it: marks of a merge conflict, blocks that are not closed."""
    if "<<<<<<<" in text or ">>>>>>>" in text:
        for found in _CONFLICT.finditer(text):
            yield Problem(Code.MERGE_CONFLICT, place_in(text, found.start(), "", 1), {"what": found[0]})
    if "///" not in text:
        return
    opened: list[re.Match[str]] = []
    for found in _BLOCK.finditer(text):
        if found[2]:
            opened.append(found)
        elif found[0].strip(" /") == "":
            while opened and opened.pop()[1] != found[1]:
                pass
    for found in opened:
        what = found[0].strip()
        yield Problem(Code.BLOCK_UNCLOSED, place_in(text, found.start(1), "", 1), {"what": what, "mark": found[1]})
