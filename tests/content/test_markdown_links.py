"""Links and pictures of a Markdown text: which they are, where they lead, and where exactly they stand."""

import pytest
from magazine.content.markdown_links import inline_links, link_definitions


def found(text: str) -> list[tuple[str, str, bool]]:
    links = inline_links(text)
    for link in links:
        assert text[link.target_start :].startswith(link.target)
        assert text[link.start : link.end].startswith("![" if link.is_image else "[")
        assert text[link.end - 1] in ")}"
    return [(link.words, link.target, link.is_image) for link in links]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[a](b)", [("a", "b", False)]),
        ("x ![a](b) y", [("a", "b", True)]),
        ("[![a](b)](c)", [("a", "b", True), ("![a](b)", "c", False)]),
        ("[a](b)[c](d)", [("a", "b", False), ("c", "d", False)]),
        ("[a](<b c>)", [("a", "b c", False)]),
        ("[a]( b )", [("a", "b", False)]),
        ('[a](b "T") c)', [("a", "b", False)]),
        ("[a](b 'T)')", [("a", "b", False)]),
        ("[a](b(c)d(e(f)))", [("a", "b(c)d(e(f))", False)]),
        ("[a](b\\)c)", [("a", "b\\)c", False)]),
        ("[a](b c)", [("a", "b", False)]),
        ("[a]()", [("a", "", False)]),
        ("[a [b] c](d)", [("a [b] c", "d", False)]),
        ("\\[a](b) [c](d)", [("c", "d", False)]),
        ("\\![a](b)", [("a", "b", False)]),
        ("[a\n](b)", [("a\n", "b", False)]),
        ("[a\n\n](b)", []),
        ("[a\n \t\n](b)", []),
        ("[a](b\n\n)", []),
        ("[a](b", []),
        ("[a] (b)", []),
        ("a](b)", []),
        ("[a](b](c)", []),
        (f"[a](b{'(' * 32}{')' * 32})", [("a", f"b{'(' * 32}{')' * 32}", False)]),
        (f"[a](b{'(' * 33}{')' * 33})", [("a", f"b{'(' * 32}", False)]),
    ],
)
def test_links_in_a_text(text: str, links: list[tuple[str, str, bool]]) -> None:
    assert found(text) == links


def test_places() -> None:
    text = 'x ![a](<b c> "T"){ width=3 } y [d](e){ .f }\n[g](h)'
    assert [(each.start, each.end, each.target_start) for each in inline_links(text)] == [
        (2, text.index(" y"), 8),
        (text.index("[d"), text.index("{ .f"), text.index("e)")),
        (text.index("[g"), len(text), text.index("h)")),
    ]


def test_definitions() -> None:
    text = '[1]: a\n   [b c]: <d e> "T"\n    [2]: code\n[^3]: Note\n[4]:f  g'
    links = link_definitions(text)
    assert [(each.words, each.target, each.is_image) for each in links] == [
        ("", "a", False),
        ("", "d e", False),
        ("", "f", False),
    ]
    assert [text[each.start : each.end] for each in links] == ["a", 'd e> "T"', "f  g"]
    assert [each.start == each.target_start for each in links] == [True, True, True]
