"""Addresses are read as browsers read them, in every field that has one."""

import pytest
from magazine.content.manuscript import read_manuscript
from magazine.content.web_addresses import as_browsers_read, is_plain, leads_elsewhere, scheme_of

HEAD = "---\ntitle: T\ndescription: D\nauthors: [a]\ncategories: [b]\n{}\n---\nText\n"
# What Chromium makes of them on a page of https://here/a/b/: where they lead, or nothing if within the site.
ELSEWHERE = [
    "https://host/x",
    "HtTpS://host/x",
    "ht\ttps://host/x",
    "ht\ntps://host/x",
    " \x01https://host/x",
    "//host/x",
    "/\t/host/x",
    "\\\\host\\x",
    "/\\host/x",
    "\\/host/x",
    "https:/host/x",
    "https:\\\\host\\x",
    "data:image/png,x",
    "java\tscript:x",
    "blob:https://host/x",
    "mailto:a@host",
]
WITHIN = [
    "bild.png",
    "./a:b",
    "../x/bild.png",
    "/assets/bild.png",
    "?a=https://host",
    "#a:b",
    "a/b:c",
    "mit leer.png",
    "ä.png",
]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_what_leads_elsewhere(address: str) -> None:
    assert leads_elsewhere(address)


@pytest.mark.parametrize("address", WITHIN)
def test_what_stays_within_the_site(address: str) -> None:
    assert not leads_elsewhere(address)


def test_schemes() -> None:
    assert scheme_of("JAVA\tSCRIPT:x") == scheme_of("\x01 javascript:x") == "javascript"
    assert scheme_of("a/b:c") == scheme_of("") == ""
    assert as_browsers_read("mailto:a\\b") == "mailto:a\\b"
    for scheme in ("", "https:", "HTTP:", "ftp:", "ws:", "wss:", "file:"):
        assert as_browsers_read(f"{scheme}\\\\host\\x") == f"{scheme}//host/x"
    assert as_browsers_read(" \x00a\n\tb\r\x1f ") == "ab"
    assert is_plain("https://host/x?a=1#b")
    assert not any(map(is_plain, ["a b", "a\\b", "a\x00", "a\x7f", "\u0085"]))


@pytest.mark.parametrize(
    "field",
    [
        "sources: [{{title: Q, url: {}}}]",
        "links: [{}]",
        "links: [{{A: {}}}]",
        "image: {{src: {}, alt: A, credit: C}}",
        "aliases: [{}]",
    ],
)
@pytest.mark.parametrize(
    "address",
    [
        r'"https://127.0.0.1\\@host/"',
        r'"java\tscript:alert(1)"',
        r'"\x01javascript:alert(1)"',
        r'"ht\ttps:\\\\host\\x"',
    ],
)
def test_no_field_takes_what_programs_read_differently(field: str, address: str) -> None:
    manuscript, problems = read_manuscript(HEAD.format(field.format(address)), "posts/2026/01/02/a.md")
    assert manuscript is None
    assert [each.place.line for each in problems] == [6] * len(problems)
