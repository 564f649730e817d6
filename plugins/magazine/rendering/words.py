"""Whether all words of a text are published: those of the Markdown are in its HTML, and those of the HTML in what is
left of it when it is sanitised. Readers are not told what is missing, and nor would be who wrote it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from magazine.content.markdown_text import blank, without_comments
from magazine.content.problem import Code, Problem, place_in

_DEFINITION = re.compile(r" *(\[\^[^\[\]]+\]):")
_WORD = re.compile(r"\w+")
_UNREAD = re.compile(r"<(/?)(script|style)\b")
TAG = re.compile(r"""</?[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
# What is notation in Markdown, and therefore no word of the text.
_NOTATION = re.compile(
    r"""
    ^ [ \t>]* \*?\[[^\]\n]+\]:(?<!\^[^\]]\]:) .* $          # targets of links, abbreviations
    | ^ [ \t>]* /{3,} [ ]* [\w-]*                            # the name of a block, and its options
    | ^ [ \t>]* (?:type|open|attrs): .* $
    | ^ [ \t>]* (?:[`]{3,}|~{3,}) [ ]* [\w+\#.-]*           # the language of a fence, and options without words
    | \b(?:linenums|hl_lines)="[\d -]*" | \btitle(?==")
    | ^ [ \t>]* (?:[-*+][ ]+)* (?:\d+|[A-Za-z]{1,9})[.)] (?=[ \t])   # numbers of a list
    | ^ [ \t>]* (?:[-*+]|\d+[.)]) [ \t]+ \[[ xX]\]             # boxes of a task list
    | (?<=\])\[[^\[\]\n]*\]                                # the name of a link's target
    | (?<=[ ])markdown(?:="\w{1,9}")?(?=[ \w"=-]{0,99}>)       # an attribute of md_in_html
    | (?<![^\W_])(?<!:):[a-z0-9][a-z0-9_+-]{1,80}:(?![^\W_])  # an emoji or an icon
    | ^ [ \t>]* (?:!!!|\?\?\?\+?) [ ]+ [\w-]+                # the kind of an admonition
    """,
    re.MULTILINE | re.VERBOSE,
)
_SHOWN = 6  # missing words that a problem names


def lost_words(markdown: str, html: str, clean: str) -> Iterator[Problem]:
    """Find words that are not published.

    `markdown` is the text, `html` what Markdown made of it, `clean` the sanitised HTML. The one problem that tells
    them names the first ones, and has its place in the text, and no file.
    """
    before, after = (_read(html), _read(clean)) if html != clean else ("", "")
    if before != after and (lost := Counter(words := _words(before)) - Counter(_words(after))):
        yield _problem(markdown, lost, words)
        return
    if _differ(markdown, unescape(html)):  # mostly by notation, which takes longer to take out
        words = _words(unescape(_written(markdown)))
        if lost := Counter(words) - Counter(_words(unescape(html))):
            yield _problem(markdown, lost, words)


def _differ(markdown: str, html: str) -> bool:
    """Tell whether words of the Markdown are not in its HTML; pieces that are the same in both are not looked into."""
    typed, made = Counter(markdown.split()), Counter(html.replace("<", " <").replace(">", "> ").split())
    left, right = " ".join((typed - made).elements()), " ".join((made - typed).elements())
    return bool(Counter(_words(left)) - Counter(_words(right)))


def _read(html: str) -> str:
    """Return what readers read of HTML: what stands between its tags."""
    if "<!--" in html or "<s" in html:
        html = without_elements(without_comments(html), _UNREAD)
    return unescape(TAG.sub("", html))


def without_elements(html: str, tags: re.Pattern[str], by: str = " ") -> str:
    """Return HTML with `by` for whole elements, in time in proportion to its length; one that is not closed stays.

    `tags` finds their tags; its groups are the slash of the end tag, and the name.
    """
    parts, position = list[str](), 0
    opened: re.Match[str] | None = None
    for tag in tags.finditer(html):
        if opened is None:
            opened = None if tag[1] else tag
        elif tag[1] and tag[2] == opened[2]:
            parts.append(html[position : opened.start()])
            position, opened = html.find(">", tag.end()) + 1 or len(html), None
    return by.join([*parts, html[position:]])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace("_", " "))


def _written(markdown: str) -> str:
    return _NOTATION.sub(blank, markdown)


def _problem(markdown: str, lost: Counter[str], words: list[str]) -> Problem:
    """Return the problem of lost words: the first of them, at its place in the Markdown."""
    missing, all_of_them = [word for word in words if word in lost], Counter(words)
    first = next((word for word in missing if all_of_them[word] == lost[word]), missing[0])
    shown = missing[missing.index(first) :][:_SHOWN]
    found = re.search(rf"(?<![^\W_]){re.escape(first)}(?![^\W_])", _written(markdown))
    place = place_in(markdown, found.start() if found else 0, "", 1)
    start = markdown.rfind("\n", 0, found.start() if found else 0) + 1
    line = markdown[start : markdown.find("\n", start) if "\n" in markdown[start:] else None]
    note = _DEFINITION.match(line)
    details = {"about": "note" if note else "table" if line.count("|") > 1 else "", "mark": note[1] if note else ""}
    return Problem(Code.TEXT_LOST, place, {"what": " ".join(shown), "count": str(lost.total()), **details})
