"""Markup that readers would see: what a finished text still has of signs that were meant to become something else.

One rule looks for them in the HTML, where all that Markdown understood is gone. What swallows text without a trace
there is looked for in the Markdown: marks of a merge conflict, and blocks that nobody closed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import chain, islice
from types import MappingProxyType
from urllib.parse import unquote

from magazine.content.markdown_text import without_code, without_comments
from magazine.content.problem import Code, Problem, place_in
from magazine.rendering.beside import quotes_not_in_text
from magazine.rendering.block_marks import lines_left, unclosed_blocks
from magazine.rendering.habits import habits, misread
from magazine.rendering.words import TAG, without_elements

_Details = Mapping[str, str]
_Left = tuple[Code, str, _Details]
"""A problem's code, what is left over, and further details."""

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
            r"\n[ ]*(?:\#{1,6}[ ]\S | [*+-][ ]\S | >[ ]*\S | [`]{3} | ~{3}) [^\n]{0,20}",
        ),
        (
            Code.LINK_BROKEN,
            "]( ] ][ )[",
            r"\]\((?=[^\s)])[^\s)]{0,60} | \][ ]\((?:https?:|www\.|\.\.?/|/)[^\s)]{0,60} | \]\[[^\[\]\n]{1,60}\]"
            r" | \][ ]\([\w./-]{1,60}\.(?:md|jpe?g|png|webp|svg|pdf)\) | \)\[(?:https?:|www\.)[^\s\]]{0,60}",
        ),
        (Code.TABLE_BROKEN, "|", r"(?:\n[ ]*\|?[ ]*[^|\n\s][^|\n]{0,80}\|[^|\n]{1,80}\|[^\n]*)+"),
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
_CHART = re.compile(r'<code class="language-((?!(?-i:chart)")(?:charts?|diagram{1,2}e?|grafik|graph))"', re.IGNORECASE)
_DIAGRAM = re.compile(r'<code class="language-(mermaid|math|plantuml|graphviz|dot)"')
_INDENTED = re.compile(r"<pre[^<>]*><code>([^\n<]+)")
_PROSE = re.compile(r"[„»“\"'(]?[^\W\d_][^{}=<>;$#_|\\]*")
_SENTENCE = 5  # words that make a line of a sentence rather than one of a program
_WORD = re.compile(r"[^\W\d_]{2,}")
_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")
_UNFINISHED = re.compile(r"\n *(\[\^[^\]\s]{1,40}\]) +\S[^\n]{0,20}")
_BACK = re.compile(r'class="footnote-backref" href="#(fnref:([^"]+))"')
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) .*$", re.MULTILINE)


def left_over(markdown: str, html: str) -> list[Problem]:
    """Find markup that was left over in the finished `html` of a text; the places are those in the `markdown`.

    Not more than a hundred: a text with that many is no article, and looking for each place takes its time.
    """
    return [*islice(_left_over(markdown, html), _MOST)]


def _left_over(markdown: str, html: str) -> Iterator[Problem]:
    text = without_comments(without_code(markdown))
    swallowing = [*_swallowing(text)]
    yield from swallowing
    shown = without_elements(html, _CODE, by=_SOMETHING) if "<code" in html or "<pre" in html else html
    visible = "\n" + _visible(shown)
    met: Counter[str] = Counter()
    left = chain(_by_rules(visible), _footnotes(visible), _blocks(visible), _bare(shown), _habits(visible))
    for code, what, details in left:
        yield _located(code, what, text, met, details)
    yield from misread(text, html)
    if "<code>" in html:
        yield from _indented(markdown, html)
    for found in _CHART.finditer(html):
        yield _located(Code.MARKUP_FOREIGN, found[1], markdown, met, {"about": "chart"})
    for words in quotes_not_in_text(html) if not swallowing else ():
        yield _located(Code.QUOTE_NOT_IN_TEXT, words, text, met)
    for found in _DIAGRAM.finditer(html):
        yield _located(Code.MARKUP_FOREIGN, found[1], markdown, met)
    for found in _BACK.finditer(html):
        if f'id="{found[1]}"' not in html:
            yield _located(Code.FOOTNOTE_WITHOUT_MARK, f"[^{unquote(found[2])}]", text, met)


def _by_rules(visible: str) -> Iterator[_Left]:
    for code, signs, expression in _RULES:
        if not signs or any(sign in visible for sign in signs):
            for found in expression.finditer(visible):
                if code is not Code.TABLE_BROKEN or not _is_one_line(found[0]):
                    yield code, found[0].strip(), {}


def _footnotes(visible: str) -> Iterator[_Left]:
    """Find marks of footnotes that are not there, and footnotes that lack their colon, which are told once."""
    if "[^" not in visible:
        return
    unfinished = {found[1]: found[0] for found in _UNFINISHED.finditer(visible)}
    for mark, line in unfinished.items():
        yield Code.FOOTNOTE_WITHOUT_COLON, line.strip(), {"mark": mark}
    for found in _MARK.finditer(visible):
        if found[0] not in unfinished:
            yield Code.FOOTNOTE_WITHOUT_NOTE, found[0], {}


def _blocks(visible: str) -> Iterator[_Left]:
    for line, details in lines_left(visible) if "///" in visible else ():
        yield Code.BLOCK_UNKNOWN, line, details


def _habits(visible: str) -> Iterator[_Left]:
    for what, details in habits(visible):
        yield Code.MARKUP_LEFT, what, details


def _bare(shown: str) -> Iterator[_Left]:
    if "www." in shown:
        for found in _BARE.finditer(_visible(without_elements(shown, _LINKED))):
            yield Code.LINK_BARE, found[0], {"value": f"https://{found[0].rstrip('.')}"}


def _indented(markdown: str, html: str) -> Iterator[Problem]:
    """Find paragraphs that are shown as code, in one line each, because they begin with four spaces or a tab."""
    for found in _INDENTED.finditer(html):
        line = unescape(found[1])
        if _PROSE.fullmatch(line) and len(_WORD.findall(line)) >= _SENTENCE:
            typed = re.search(rf"^(?: {{4}}|\t)[ \t]*{re.escape(line)}", markdown, re.MULTILINE)
            if typed:
                what = " ".join(line.split()[:_SENTENCE])
                yield Problem(Code.PARAGRAPH_INDENTED, place_in(markdown, typed.start(), "", 1), {"what": what})


def _is_one_line(rows: str) -> bool:
    """Tell a line with bars between its parts, such as an address, from the rows of a table."""
    return "\n" not in rows.strip() and not rows.strip().startswith("|")


def _visible(html: str) -> str:
    return unescape(TAG.sub("", html))


def _located(code: Code, what: str, text: str, met: Counter[str], details: _Details = MappingProxyType({})) -> Problem:
    """Return a problem at the place of `what`; the second of two is looked for behind the first."""
    # As far as typography and line breaks leave it as it was typed.
    sought = re.split(r"[\n\"'„“‚‘’”–\u00a0\u202f\u2011]", what, maxsplit=1)[0].strip() or what[:1]
    places = [found.start() for found in re.finditer(re.escape(sought), text)]
    index, met[sought] = met[sought], met[sought] + 1
    start = places[min(index, len(places) - 1)] if places else 0
    return Problem(code, place_in(text, start, "", 1), {"what": what.split("\n", maxsplit=1)[0], **details})


def _swallowing(text: str) -> Iterator[Problem]:
    """Find what hides the text behind it: marks of a merge conflict, blocks that are not closed."""
    if "<<<<<<<" in text or ">>>>>>>" in text:
        for found in _CONFLICT.finditer(text):
            yield Problem(Code.MERGE_CONFLICT, place_in(text, found.start(), "", 1), {"what": found[0]})
    if "///" in text:
        yield from unclosed_blocks(text)
