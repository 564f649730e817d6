"""The text in pieces: blocks and links with their places, and no text that keeps the proofreader busy for minutes."""

import signal
from collections.abc import Iterator

import pytest
from magazine.checks.autofix import autofix
from magazine.checks.proof import Proofreader
from magazine.checks.prose import BlockKind, Prose
from magazine.content.manuscript import read_manuscript

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
