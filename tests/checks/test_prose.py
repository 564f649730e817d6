"""The text in pieces: blocks and links with their places, and no text that keeps the proofreader busy for minutes."""

import signal
from collections.abc import Iterator

import pytest
from magazine.checks.autofix import autofix
from magazine.checks.proof import Proofreader
from magazine.checks.prose import BlockKind, Prose
from magazine.content.manuscript import read_manuscript
from magazine.content.problem import Code

HEAD = "---\ntitle: A\ndescription: B\nauthors: [a]\ncategories: [k]\n---\n\n"
HOSTILE = ["[![a]", "[a](b", "![", "`", "„", '"', "<!--", "[x]: ", "a  ", "***a", "| ", "“a", "- [ ](", "\\", "*[a]:"]


def prose(body: str) -> Prose:
    manuscript, problems = read_manuscript(HEAD + body, "posts/2026/01/02/a.md")
    assert manuscript, problems
    return Prose(manuscript, "de")


@pytest.fixture
def patience() -> Iterator[None]:
    """Half a minute, after which a test is broken off: a guard against expressions that never end."""
    if not hasattr(signal, "SIGALRM"):
        pytest.skip("there is no alarm on this system")
    signal.alarm(30)
    yield
    signal.alarm(0)


@pytest.mark.usefixtures("patience")
@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_texts_are_read_to_the_end(piece: str) -> None:
    body = piece * (10_000 // len(piece))
    Proofreader("de").read(prose(body).manuscript)
    autofix(HEAD + body, "de")


def test_blocks() -> None:
    text = (
        "Ein Absatz\nin zwei Zeilen.\n\n## Zwischen\n\n- eins\n- zwei\n\n> Zitat\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "![Bild](b.jpg)\n/// caption\nFoto: A\n///\n\nUnten\n====\n\n```\n# Code\n```\n"
    )
    read = prose(text)
    blocks = read.blocks
    assert [block.kind for block in blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.ITEM,
        BlockKind.ITEM,
        BlockKind.QUOTATION,
        BlockKind.TABLE,
        BlockKind.PARAGRAPH,
        BlockKind.CAPTION,
        BlockKind.HEADING,
    ]
    assert all(read.manuscript.body[block.start :].startswith(block.text) for block in blocks)
    assert [block.level for block in blocks if block.kind is BlockKind.HEADING] == [2, 1]


def test_links_and_bare_addresses() -> None:
    read = prose(
        '[eins](a.md) ![Bild](b.jpg) [zwei [innen]](<c.md> "Titel") [drei][x] `[code](d.md)` https://example.org/a.\n'
        "<https://example.org/b> [vier](https://example.org/c)\n\n[x]: https://example.org/d\n"
    )
    targets = ["a.md", "c.md", "https://example.org/c", "https://example.org/d"]
    assert [link.target for link in read.links] == targets
    assert [image.target for image in read.images] == ["b.jpg"]
    assert [address.target for address in read.bare_addresses] == ["https://example.org/a"]


PARAGRAPH, HEADING, ITEM = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("# A #", [(HEADING, "A", 1)]),
        ("######  F ##  ", [(HEADING, "F", 6)]),
        ("##Zwei {: #x }", [(HEADING, "Zwei", 2)]),
        ("## C#", [(HEADING, "C", 2)]),
        ("####### G", [(PARAGRAPH, "####### G", 0)]),
        ("##", [(PARAGRAPH, "##", 0)]),
        ("Eins\n## Zwei\nDrei", [(PARAGRAPH, "Eins", 0), (HEADING, "Zwei", 2), (PARAGRAPH, "Drei", 0)]),
        ("Eins\n---", [(HEADING, "Eins", 2)]),
        ("Eins\nzwei\n---", [(PARAGRAPH, "Eins\nzwei\n---", 0)]),
        ("1. a\n2) b\n   c\n\n* d", [(ITEM, "a", 0), (ITEM, "b\n   c", 0), (ITEM, "d", 0)]),
        ("Vor\n- a", [(PARAGRAPH, "Vor", 0), (ITEM, "a", 0)]),
        ("> a\n> b", [(BlockKind.QUOTATION, "> a\n> b", 0)]),
        ("a | b\n:--|--:\n1 | 2", [(BlockKind.TABLE, "a | b\n:--|--:\n1 | 2", 0)]),
        ("a | b\n1 | 2", [(PARAGRAPH, "a | b\n1 | 2", 0)]),
        ("a\n- | -", [(PARAGRAPH, "a", 0), (ITEM, "| -", 0)]),
        (
            "Wort\n:   Was es heißt\n\n[^1]: Note",
            [(PARAGRAPH, "Wort", 0), (ITEM, "Was es heißt", 0), (ITEM, "Note", 0)],
        ),
        ("*[AB]: Abkürzung\n[x]: https://a.example/", []),
        ("/// caption\nA\n///\n\nB", [(BlockKind.CAPTION, "A", 0), (PARAGRAPH, "B", 0)]),
        ("/// box\nA\n///", [(PARAGRAPH, "A", 0)]),
        ("\n\n", []),
    ],
)
def test_pieces_of_a_text(text: str, blocks: list[tuple[BlockKind, str, int]]) -> None:
    read = prose(text)
    assert [(each.kind, each.text, each.level) for each in read.blocks] == blocks
    assert all(read.manuscript.body[each.start :].startswith(each.text) for each in read.blocks)


@pytest.mark.parametrize(
    ("text", "read", "length"),
    [
        ("Ein [Link](a.md) hier", "Ein [Link        hier", 13),
        ("![Bild](a.png) hier", "               hier", 4),
        ("[![Bild](a.png) Wort](b.md)", "[               Wort       ", 4),
        ("**Ja**[^1] <b>nein</b>{: .x }", "**Ja**        nein           ", 7),
        ("> Ja\n> nein", "  Ja\n  nein", 7),
        ("[Wort][x]  zwei", "[Wort      zwei", 9),
    ],
)
def test_what_readers_read(text: str, read: str, length: int) -> None:
    whole = prose(text)
    (block,) = whole.blocks
    assert (whole.read(block), whole.length(block)) == (read, length)


def test_marks_that_readers_see() -> None:
    whole = prose('Er: **"Ja"**, "[da](a.md)", ("nein").')
    (block,) = whole.blocks
    assert whole.typeset(block).replace("\u2060", "") == "Er:   „Ja“**, „[da“, („nein“)."
    assert len(whole.typeset(block)) == len(block.text)


def test_places_of_problems_and_code() -> None:
    whole = prose("`a` b\n\n```\nc\n```\n\nd `e`")
    body = whole.manuscript.body
    assert [sign for sign in "abcde" if whole.is_code(body.index(sign))] == ["a", "c", "e"]
    assert [whole.is_code(at) for at in (0, 1, 3, 4)] == [False, True, True, False]
    first = whole.manuscript.body_line
    places = [(body.index(sign), whole.problem(Code.SPELLING, body.index(sign), value=1)) for sign in "abcde"]
    assert [(each.place.line, each.place.column) for _, each in places] == [
        (first + 1, 2),
        (first + 1, 5),
        (first + 4, 1),
        (first + 7, 1),
        (first + 7, 4),
    ]
    assert places[0][1].details == {"value": "1"}
    ends = [whole.problem(Code.SPELLING, at).place for at in (0, body.index("b") + 1)]
    assert [(each.line, each.column) for each in ends] == [(first, 1), (first + 1, 6)], "line ends"


def test_the_block_behind_a_place() -> None:
    whole = prose("Eins\n\nZwei\n\nDrei")
    starts = [block.start for block in whole.blocks]
    found = [whole.block_behind(at) for at in (starts[0], starts[1] - 1, starts[1], starts[2])]
    assert [each and each.text for each in found] == ["Zwei", "Zwei", "Drei", None]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://a.example/b.", ["https://a.example/b"]),
        ("(https://a.example/b)", []),
        ("x https://a.example/?a=https://b.example/!", ["https://a.example/?a=https://b.example/"]),
        ("[x](https://a.example/) https://b.example/;", ["https://b.example/"]),
        ("<https://a.example/> `https://b.example/` <mailto:a@b.example?subject=https://c.example/>", []),
        ('<a href="https://a.example/">x</a> \\"https://b.example/"', []),
        ("[x]: https://a.example/\n\nHTTPS://b.example/", []),
    ],
)
def test_addresses_that_stand_there_as_they_are(text: str, found: list[str]) -> None:
    read = prose(text)
    assert [each.target for each in read.bare_addresses] == found
    for each in read.bare_addresses:
        assert each.start == each.target_start == read.manuscript.body.index(each.target)
        assert each.end >= each.start + len(each.target)
