"""`magazine check --fix` changes nothing that readers see but what it repairs."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from magazine.checks.autofix import autofix
from markdown import Markdown

EXTENSIONS = [
    "abbr", "attr_list", "def_list", "footnotes", "tables", "pymdownx.betterem", "pymdownx.blocks.caption",
    "pymdownx.blocks.details", "pymdownx.highlight", "pymdownx.superfences",
]  # fmt: skip
CONFIG: dict[str, dict[str, Any]] = {"pymdownx.highlight": {"use_pygments": False}}
HEAD = "---\ntitle: T\n---\n"


def fixed(body: str) -> str:
    return autofix(HEAD + body, "de").removeprefix(HEAD)


def shown(body: str) -> list[str]:
    """Return the HTML of a text, code as it is and everything else without what `--fix` may change."""
    html = Markdown(extensions=EXTENSIONS, extension_configs=CONFIG).convert(body)
    html = re.sub(r"\s*<pre[^>]*><code>\s*</code></pre>\s*", "", html)  # nothing to see
    pieces = re.split(r"(<pre.*?</pre>|<code.*?</code>)", html, flags=re.DOTALL)
    return [piece if number % 2 else _mended(piece) for number, piece in enumerate(pieces)]


def _mended(html: str) -> str:
    html = re.sub(r"[„“”»«]", "„", re.sub(r"(</?h)[2-6]", r"\1N", html))
    return re.sub(r"[ \t]+", " ", re.sub(r"[ \t]*(<br ?/?>|\n|</(?:p|li|h.|t[dh]|d[dt])>|$)[ \t]*", r"\1", html))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Eine Zeile   \nund noch eine  \nund eine \nEnde  \n", "Eine Zeile  \nund noch eine  \nund eine\nEnde\n"),
        ("Ein\t\nTab", "Ein\nTab"),
        ("    a   b   \n", "    a   b   \n"),
        ("```\na   b   \n```\n", "```\na   b   \n```\n"),
        ("<pre>\na   b   \n\n“x”   \n</pre>\n", "<pre>\na   b   \n\n“x”   \n</pre>\n"),
        ("Ein  Wort, `a  b`,  [x](<a  b.pdf>).", "Ein Wort, `a  b`, [x](<a  b.pdf>)."),
        ("“Ja” und »nein«, `“x”`", "„Ja“ und „nein“, `“x”`"),
        ('<abbr title="x  y">A</abbr> und  so', '<abbr title="x  y">A</abbr> und so'),
        ("## A\n\n#### B\n\n#### C\n\n##### D\n\n## E\n", "## A\n\n### B\n\n### C\n\n#### D\n\n## E\n"),
        ("### A\n\n```\n#### B\n```\n", "## A\n\n```\n#### B\n```\n"),
        ("## A\n\n##### B\n\n#### C\n\n### D\n", "## A\n\n### B\n\n### C\n\n### D\n"),
        ("#### A\n\n##### B <!-- ### -->\n\n## C\n", "## A\n\n### B <!-- ### -->\n\n## C\n"),
        ("„a“ »b\nc« d und “e” f", "„a“ „b\nc“ d und „e“ f"),
        ("“a” »b\n\n“c”", "“a” »b\n\n„c“"),
        ("»a“ und «b»", "»a“ und «b»"),
        ("“a”  <!-- “b  c” -->", "„a“  <!-- “b  c” -->"),
        ("1.  Eins  zwei\n-   Drei  vier\n>  Fünf  sechs", "1.  Eins zwei\n-   Drei vier\n>  Fünf sechs"),
        ("[^1]:  Eine  Note\n\nWort[^1]", "[^1]:  Eine Note\n\nWort[^1]"),
        ("| a  | b  |   \n|----|----|\n| c  | d |", "| a  | b  |  \n|----|----|\n| c  | d |"),
        ("Eins   ", "Eins"),
        ("`<o:p>` und\n\n    <o:p>\n", "`<o:p>` und\n\n    <o:p>\n"),
        ("Um <12:30 Uhr> und <a:b>", "Um <12:30 Uhr> und <a:b>"),
        ("Gleis X  X da", "Gleis X X da"),
        ("Eins \t\nzwei", "Eins  \nzwei"),
        ("Eins `a\nb  c` d  e\nf  g", "Eins `a\nb  c` d  e\nf g"),
        ('[x]: a  "T  U"\n\n[y  z][x]', '[x]: a  "T  U"\n\n[y z][x]'),
        (
            "## A\n\n#### B <!-- allow heading-skipped: so gewollt -->\n",
            "## A\n\n#### B <!-- allow heading-skipped: so gewollt -->\n",
        ),
    ],
)
def test_what_is_repaired(before: str, after: str) -> None:
    assert fixed(before) == after
    assert shown(before) == shown(after)


def test_what_word_processors_leave_is_removed() -> None:
    assert fixed("Ein Satz.<o:p></o:p> <st1:place w:st='on'>Hamburg</st1:place>") == "Ein Satz. Hamburg"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("authors: redaktion", "authors: [redaktion]"),
        ("tags: Alter Elbtunnel\nkind: news", "tags: [Alter Elbtunnel]\nkind: news"),
        ("authors: [redaktion]", "authors: [redaktion]"),
        ("authors:\n  - redaktion", "authors:\n  - redaktion"),
        ("tags: Hafen\n  Altona", "tags: Hafen\n  Altona"),
        ("title: authors", "title: authors"),
        ("authors: redaktion  # zwei\ntags: [a]", "authors: [redaktion]  # zwei\ntags: [a]"),
        ("authors: 'ada'\ncategories: kultur, politik", "authors: ['ada']\ncategories: [kultur, politik]"),
        ("tags: Gleis {3}", 'tags: ["Gleis {3}"]'),
        ("tags:", "tags:"),
        ("aliases: /alt/", "aliases: [/alt/]"),
        ("links: https://a.example/", "links: [https://a.example/]"),
        ("sources: https://www.a.example/b", 'sources: [{title: "a.example", url: "https://www.a.example/b"}]'),
        ("sources: Ein Gespräch", 'sources: [{title: "Ein Gespräch"}]'),
        ("sources: [https://a.example/, B]",
         'sources: [{title: "a.example", url: "https://a.example/"}, {title: "B"}]'),
        ("sources:\n  - https://a.example/\n  - {title: B}",
         'sources:\n  - {title: "a.example", url: "https://a.example/"}\n  - {title: B}'),
        ("\ttitle: A\n\tkind: news", "  title: A\n  kind: news"),
        ("title: A\tb  ", "title: A\tb"),
        ("date: 4.3.2026", "date: 2026-03-04"),
        ("date: 24. 12. 2026 # Heiligabend", "date: 2026-12-24 # Heiligabend"),
        ('embargo: "4.3.2026"', "embargo: 2026-03-04"),
        ("date: {created: 1.2.2026, updated: 3.4.2026}", "date: {created: 2026-02-01, updated: 2026-04-03}"),
        ("corrections:\n  - date: 4.3.2026\n    text: 5.3.2026",
         "corrections:\n  - date: 2026-03-04\n    text: 5.3.2026"),
        ("date: 4.3.2026 18:00", "date: 2026-03-04 18:00"),
        ("date: 4.3.26", "date: 4.3.26"),
        ("tags: |\n  Elbe", "tags: |\n  Elbe"),
        ("tags: ''", "tags: ''"),
        ("sources:\n  - A\n  - B # C", 'sources:\n  - {title: "A"}\n  - {title: "B"} # C'),
        ("title: „Ja\nauthors: ada: bo", "title: „Ja\nauthors: ada: bo"),
    ],
)  # fmt: skip
def test_a_single_value_becomes_a_list(before: str, after: str) -> None:
    assert autofix(f"---\n{before}\n---\nText\n", "de") == f"---\n{after}\n---\nText\n"


PIECES = [
    "Wort", "und", "  ", "   ", " ", "\t", "\n", "\n\n", "\n\n", "    ", "- ", "1. ", "> ", "`", "``",
    "```\n", "\n```\n", "\n~~~\n", "<pre>\n", "\n</pre>\n", "“", "”", "„", "»", "«", "## A",
    "\n\n#### B\n\n", "[x](a  b.pdf)", "![y](<c  d.png>)", "[z]: e  f\n", "| a  | b |\n|--|--|\n",
    "<b title='a  b'>", "</b>", "\\", "*", "**", ":   ", "[^1]", "[^1]:  ", "<!-- a  b -->", "{: #i  .j}", "***\n",
]  # fmt: skip


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_readers_see_the_same_before_and_after(body: str) -> None:
    after = fixed(body)
    assert shown(after) == shown(body)
    assert fixed(after) == after


def test_other_languages_and_other_beginnings() -> None:
    assert autofix("Ohne  Kopf\r\n»a«\r", "de") == "Ohne Kopf\n„a“\n"
    assert autofix("\ufeff\n---\ntitle: T \n...\nEin  Wort\x0bda", "de") == "\n---\ntitle: T\n...\nEin Wort da"
    assert autofix(f"{HEAD}»a« “b”", "en") == f"{HEAD}“a” “b”"
    assert autofix(f"{HEAD}»a« „b“", "en") == f"{HEAD}»a« „b“"
    assert autofix("---\ntitle: 'a'\n--- \n", "de") == "---\ntitle: 'a'\n---\n"
