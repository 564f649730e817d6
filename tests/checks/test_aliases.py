"""Old addresses are written into front matter in the notation that it has, and nothing else is touched."""

import pytest
import yaml
from magazine.checks.aliases import flow_list, with_aliases
from magazine.content.manuscript import read_manuscript

FILE = "posts/2026/03/04/eins.md"
HEAD = "title: Größe 😀\ndescription: V.\nauthors: [ada]\ncategories: [kultur]\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "aliases: [/neu/]\n"),
        ("tags: [x]\n# Ende\n", "tags: [x]\n# Ende\naliases: [/neu/]\n"),
        ("dateline: >-\n  Altona\n\n", "dateline: >-\n  Altona\n\naliases: [/neu/]\n"),
        ("aliases:\n", "aliases: [/neu/]\n"),
        ("aliases: # alt\ndraft: false\n", "aliases: [/neu/] # alt\ndraft: false\n"),
        ("aliases: null # noch keine\n", "aliases: [/neu/] # noch keine\n"),
        ("aliases: []\n", "aliases: [/neu/]\n"),
        ("aliases: [\n] # leer\n", "aliases: [/neu/\n] # leer\n"),
        ("aliases: [/größe/, '/b/'] # zwei\n", "aliases: [/größe/, '/b/', /neu/] # zwei\n"),
        ("aliases: [ /a/, ]\n", "aliases: [ /a/, /neu/, ]\n"),
        ("aliases: [\n  /a/, # eins\n  /b/  # zwei\n]\n", "aliases: [\n  /a/, # eins\n  /b/, /neu/  # zwei\n]\n"),
        ("aliases:\n- /a/\ntags: [x]\n", "aliases:\n- /a/\n- /neu/\ntags: [x]\n"),
        ('aliases:\n  -   /a/\n  -   "/b/" # zwei\n', 'aliases:\n  -   /a/\n  -   "/b/" # zwei\n  -   /neu/\n'),
        ("aliases:\n  - >-\n    /a/\n\ntags: [x]\n", "aliases:\n  - >-\n    /a/\n\n  - /neu/\ntags: [x]\n"),
        ('"aliases": [/a/]\n', '"aliases": [/a/, /neu/]\n'),
    ],
)
def test_every_notation(before: str, after: str) -> None:
    for end in ("\n", "\r\n"):
        for body in ("\nText mit „Ümlauten“.\n---\naliases: [/nicht-hier/]\n", ""):
            text, wanted = (f"---\n{HEAD}{each}---\n{body}".replace("\n", end) for each in (before, after))
            written = with_aliases(text, FILE, ["neu/"])
            assert written == wanted
            assert with_aliases(written, FILE, ["neu/"]) == written
            manuscript, problems = read_manuscript(written, FILE)
            assert manuscript
            assert not problems
            assert manuscript.fields.aliases[-1] == "neu/"


def test_several_and_only_those_that_are_missing() -> None:
    text = f"---\n{HEAD}aliases:\n  - /a\n  - /b/\n---\n"
    written = with_aliases(text, FILE, ["b/", "c/", "a/", "c/", "d.html"])
    assert written == f"---\n{HEAD}aliases:\n  - /a\n  - /b/\n  - /c/\n  - /d.html\n---\n"
    flow = f"---\n{HEAD}aliases: [/a/]\n---\n"
    assert with_aliases(flow, FILE, ["b/", "c/"]) == f"---\n{HEAD}aliases: [/a/, /b/, /c/]\n---\n"


def test_the_keys_may_be_indented() -> None:
    text = "---\n  title: A\n  authors: [ada]\n---\nText\n"
    assert with_aliases(text, FILE, ["neu/"]) == text.replace("[ada]\n", "[ada]\n  aliases: [/neu/]\n")


def test_a_byte_order_mark_stays() -> None:
    written = with_aliases(f"\ufeff---\n{HEAD}---\n", FILE, ["neu/"])
    assert written == f"\ufeff---\n{HEAD}aliases: [/neu/]\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\n{title: A, description: V, authors: [ada], categories: [kultur]}\n---\nText\n",
        "---\ntitle: Ein: Doppelpunkt\n---\nText\n",
        "---\naliases: /eins/\n---\nText\n",
        "Ohne Angaben.\n",
        "",
    ],
)
def test_what_is_not_understood_stays_as_it_is(text: str) -> None:
    assert with_aliases(text, FILE, ["neu/"]) == text


@pytest.mark.parametrize(
    "address", ["a,b/", "a[b]/", "große-brücke/", "it's/", 'sagt-"er"/', "a{b}/", "2019/zwei.html", "&x/"]
)
def test_any_address_is_read_back(address: str) -> None:
    assert yaml.safe_load(flow_list([address, "b/"])) == [f"/{address}", "/b/"]
    for head in ("", "aliases: [/a/]\n", "aliases:\n  - /a/\n"):
        manuscript, _ = read_manuscript(with_aliases(f"---\n{HEAD}{head}---\n", FILE, [address]), FILE)
        assert manuscript
        assert manuscript.fields.aliases[-1] == address
