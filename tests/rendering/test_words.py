"""The words that go in are the words that come out, or a problem says which are missing and where."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from magazine.content.problem import Code
from magazine.rendering.sanitiser import FORBIDDEN, TAGS

from tests.rendering.test_lists import RENDERER

# Names that HTML parsers treat in a way of their own although they are no HTML, and others.
NAMES = sorted(
    {*TAGS, *FORBIDDEN, *"path text use set view line filter switch metadata circle rect g defs animate mask mtext mi"
     " mo mglyph annotation-xml foreignObject desc ZielDatei Name x-y clippath lineargradient".split()}
)  # fmt: skip
WORDS = ["Elbe", "Hafen", "Brücke", "Kai", "Schiff", "Deich", "Watt", "Möwe"]


def shown(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize("name", ["path", "text", "use", "set", "view", "line", "filter", "switch", "metadata", "mi"])
def test_an_unknown_tag_is_shown_and_told(name: str) -> None:
    rendered = RENDERER.render(f"Erste Zeile.\n\nDie Datei liegt unter <{name}> und nicht hier.")
    assert rendered.html.endswith(f"<p>Die Datei liegt unter &lt;{name}&gt; und nicht hier.</p>")
    told = [(each.code, each.place.line, each.place.column, each.details["what"]) for each in rendered.problems]
    assert told == [(Code.HTML_UNKNOWN, 3, 23, f"<{name}>")]


@pytest.mark.parametrize("what", ["<ZielDatei>", "<name@host>", "<Ihr Name>"])
def test_what_is_no_html_is_to_be_escaped(what: str) -> None:
    rendered = RENDERER.render(f"In {what} steht es.")
    assert [(each.code, each.place.column) for each in rendered.problems] == [(Code.HTML_UNKNOWN, 4)]
    assert what.strip("<>") in shown(rendered.html)


@pytest.mark.parametrize("text", ["In &lt;ZielDatei> steht es.", "In `<ZielDatei>` steht es.", "5 < 7 und 8 > 2",
                                  "<name@host.example>", "<https://example.org/>", "```\n<path>\n```",
                                  "&Uuml;bersetzer und &#220;ber 5&nbsp;m&sup2;, K&ouml;ln&amp;Bonn.",
                                  "`&Uuml;ber` ist Code.", "1.\tEins\n2.\tZwei\n3.\tDrei",
                                  "1. Eins\n\t1. Zwei\n\t2. Drei", "-\tEins\n-\tZwei",
                                  '<a href="https://example.org/?a=1&amp;b=27m">x</a>'])  # fmt: skip
def test_what_is_written_as_it_should_be_is_no_problem(text: str) -> None:
    assert not RENDERER.render(text).problems


_TAG = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(["<{}>", "</{}>", "<{}/>", "<{0}>x</{0}>", "<{} a='1'>", "<{}\n"])
)
_ODD = st.sampled_from(
    [
        *(
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?php",
            "?>",
            "<!DOCTYPE html>",
            "\n\n",
            "\n",
            "**",
            "`",
            "> ",
            "- ",
            "20. ",
        ),
        *("    ", "[", "](", "{", "}", "|", "[^1]", "&amp;", "/// details | A", "///"),
    ]
)
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), _TAG.map(lambda tag: tag[1].format(tag[0])), _ODD), max_size=14)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TEXTS)
def test_no_word_is_lost_without_a_problem(pieces: list[str]) -> None:
    text = " ".join(pieces)
    rendered = RENDERER.render(text)
    if not rendered.problems:
        # What stands in a comment, or in a tag as an attribute, is no text.
        typed = re.sub(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", "", text, flags=re.DOTALL)
        read = shown(rendered.html)
        for word in WORDS:
            assert read.count(word) >= typed.count(word), (text, rendered.html)


def test_the_problem_names_the_missing_words_and_their_place() -> None:
    rendered = RENDERER.render("Anfang.\n\nEin Satz <?php geht verloren ?> und weiter.")
    found = [each for each in rendered.problems if each.code is Code.TEXT_LOST]
    assert [(each.place.line, each.details["what"]) for each in found] == [(3, "php geht verloren")]
