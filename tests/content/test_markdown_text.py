"""Where code and comments stand in a Markdown text."""

import pytest
from magazine.content.markdown_text import blanked, code_spans, comment_spans, outermost, without_code, without_comments


def code(text: str) -> list[str]:
    return [text[start:end] for start, end in code_spans(text)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Nichts", []),
        ("a `b` c ``d ` e`` f", ["`b`", "``d ` e``"]),
        ("a \\`b` c", []),
        ("a \\\\`b` c", ["`b`"]),
        ("a `b\nc` d", ["`b\nc`"]),
        ("a `b\n\nc` d", []),
        ("a ``b` c", ["``b`"]),
        ("```\na\n```\nb", ["```\na\n```"]),
        ("~~~ python\na\n~~~", ["~~~ python\na\n~~~"]),
        ('```py title="x"\na\n```', ['```py title="x"\na\n```']),
        ("````\n```\na\n```\n````", ["````\n```\na\n```\n````"]),
        ("```\na", []),
        ("``` a b\nc\n```", ["``` a b\nc\n```"]),  # inline
        ("``` a b\n\nc\n\n```", []),
        ("> ```\n> a\n> ```\nb", ["> ```\n> a\n> ```"]),
        ("a\n\n    b\n\nc", ["    b"]),
        ("a\n    b", []),
        ("\tb", ["\tb"]),
        ("   b", []),
        ("- a\n\n    b\n\n        c\n\nd", ["        c"]),
        ("1. a\n\n    b", []),
        ("- a\n\nb\n\n    c", ["    c"]),
        ("<pre>a</pre> b", ["a"]),
        ("<pre class='x'>\na\n\nb\n</pre>\nc", ["\na\n\nb\n"]),
        ("<PRE>a</PRE>", ["a"]),
        ("<pre>\na", ["\na"]),
        ("<prefix>a", []),
    ],
)
def test_code(text: str, spans: list[str]) -> None:
    assert code(text) == spans
    assert len(without_code(text)) == len(text)
    assert without_code(text).count("\n") == text.count("\n")


def test_comments() -> None:
    text = "a <!-- b\n --> c <!----> d <!-- e"
    assert [text[start:end] for start, end in comment_spans(text)] == ["<!-- b\n -->", "<!---->"]
    assert without_comments(text) == "a       \n     c         d <!-- e"
    assert without_comments("a --> b") == "a --> b"


def test_spans_within_others_do_not_count() -> None:
    assert outermost([(5, 9), (0, 4), (1, 3), (4, 5), (6, 7), (8, 12)]) == [(0, 4), (4, 5), (5, 9)]
    assert outermost([]) == []


def test_spans_are_replaced() -> None:
    assert blanked("ab\ncd", [(0, 1), (1, 4)], by="x") == "xx\nxd"
    assert blanked("ab", []) == "ab"
    assert blanked("abc", [(1, 2)]) == "a c"


def test_of_two_spans_with_one_beginning_the_longer_holds_the_other() -> None:
    assert outermost([(0, 5), (0, 10), (3, 4), (10, 12)]) == [(0, 10), (10, 12)]
