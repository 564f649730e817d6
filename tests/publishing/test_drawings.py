"""Drawings made safe: what could run, load or embed something is gone; what draws is left."""

import re
from pathlib import Path

import pytest
from lxml import etree
from magazine.images.drawings import cleaned
from magazine.images.variants import decoded, inspect

from tests.newsroom import Newsroom

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def clean(inside: str, root: str = 'viewBox="0 0 3 2"') -> str:
    return cleaned(f"<svg {SVG} {root}>{inside}</svg>".encode()).svg.decode()


HARMFUL = {
    "script": "<script>alert(1)</script>",
    "script of another namespace": '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    "event": '<rect onclick="alert(1)"/>',
    "event in capitals": '<rect ONCLICK="alert(1)"/>',
    "link": '<a href="javascript:alert(1)"><rect/></a>',
    "old link": '<a xlink:href="javascript:alert(1)"><rect/></a>',
    "HTML": '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><b>alert(1)</b></body></foreignObject>',
    "animation of a link": '<a><set attributeName="href" to="javascript:alert(1)"/></a>',
    "handler": '<handler xmlns="http://www.w3.org/2001/xml-events" event="load">alert(1)</handler>',
    "picture elsewhere": '<image href="https://alert.example/a.png"/>',
    "picture of ours": '<image href="/alert.png"/>',
    "drawing in a drawing": '<image href="data:image/svg+xml;base64,alertalert"/>',
    "use elsewhere": '<use href="https://alert.example/a.svg#b"/>',
    "use of data": '<use xlink:href="data:image/svg+xml;base64,alert#b"/>',
    "filter that loads": '<filter id="f"><feImage href="https://alert.example/"/></filter>',
    "fill elsewhere": '<rect fill="url(https://alert.example/#a)"/>',
    "style that loads": '<rect style="fill: url( https://alert.example/ )"/>',
    "style that hides it": r'<rect style="fill: u\72l(https://alert.example/)"/>',
    "styles that load": "<style>@import 'https://alert.example/';</style>",
    "styles that load a font": "<style>@font-face{font-family:a;src:url(https://alert.example/)}</style>",
    "styles with an image set": "<style>rect{fill:image-set('https://alert.example/' 1x)}</style>",
    "comment": "<!-- alert --><rect/>",
    "instruction": '<?xml-stylesheet href="alert"?>',
    "base": '<rect xml:base="https://alert.example/"/>',
}


@pytest.mark.parametrize("harm", HARMFUL)
def test_what_could_do_harm_is_gone(harm: str) -> None:
    left = clean(f'{HARMFUL[harm]}<path d="M0 0h1"/>')
    assert "alert" not in left
    assert '<path d="M0 0h1"/>' in left


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("alert")
    doctype = f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file://{tmp_path}/secret"><!ENTITY b "alert">]>'
    left = cleaned(f"{doctype}<svg {SVG}><text>&a;&b;x</text></svg>".encode()).svg.decode()
    assert "alert" not in left
    assert "ENTITY" not in left
    assert ">x</text>" in left


def test_entities_that_swell_are_refused() -> None:
    parts = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "aaaaaaaaaa"}">' for n in range(10))
    bomb = f'<!DOCTYPE svg [{parts}]><svg {SVG}><text id="&e9;">x</text></svg>'.encode()
    with pytest.raises(ValueError, match=r".+"):
        cleaned(bomb)


def test_uses_that_swell_are_refused() -> None:
    with pytest.raises(ValueError, match="uses"):
        clean('<use href="#a"/>' * 1000)


@pytest.mark.parametrize(
    "data", [b"", b"text", b"<html/>", b"<svg/>", b"<svg xmlns='http://www.w3.org/2000/svg'>", b"\xff"]
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        cleaned(data)


def test_what_draws_is_left() -> None:
    parts = [
        "<title>Ein Titel</title>",
        "<style>@media (prefers-color-scheme: dark){.a{fill:#fff}}</style>",
        '<linearGradient id="g"><stop offset="0" stop-color="#abc"/></linearGradient>',
        '<rect width="3" height="2" fill="url(#g)" style="stroke:red"/>',
        '<text x="1" y="1" font-family="Georgia, serif" text-anchor="middle" xml:lang="de">426,5 m</text>',
        '<use href="#g"/>',
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter>',
        '<g role="img" aria-label="A" clip-path="url(#g)" transform="rotate(9)"/>',
    ]
    left = clean("".join(parts))
    for part in parts:
        assert part in left


def test_a_link_goes_and_what_was_linked_stays() -> None:
    assert "<g><rect/></g>" in clean('<a href="https://example.org/" target="_top"><rect/></a>')


def test_what_programs_leave_behind_goes_without_a_word() -> None:
    drawing = cleaned(
        f'<svg {SVG} xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:version="1"><i:grid/>'
        '<metadata>x</metadata><g i:label="Ebene" data-name="a"/></svg>'.encode()
    )
    assert drawing.removed == ()
    assert b"inkscape" not in drawing.svg
    assert b"metadata" not in drawing.svg


@pytest.mark.parametrize(
    ("inside", "removed"),
    [
        ("<script/>", ("<script>",)),
        ('<rect onclick="a()"/><rect onclick="b()"/>', ("onclick",)),
        ("<style>@import 'a';</style>", ("<style>",)),
        ('<image href="a.png"/>', ("href",)),
        ("<foreignObject/>", ("<foreignObject>",)),
    ],
)
def test_what_its_author_may_miss_is_reported(inside: str, removed: tuple[str, ...]) -> None:
    assert cleaned(f"<svg {SVG}>{inside}</svg>".encode()).removed == removed


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('viewBox="0 0 600 300"', (1200, 600)),
        ('viewBox="0,0,24,24" width="10"', (1200, 1200)),
        ('width="300px" height="100"', (1200, 400)),
        ('width="100%" height="100%"', (1200, 800)),
        ('viewBox="0 0 0 0"', (1200, 800)),
        ('viewBox="a b c d"', (1200, 800)),
        ('viewBox="0 0 1 50"', (1200, 12000)),
        ("", (1200, 800)),
    ],
)
def test_proportions(root: str, size: tuple[int, int]) -> None:
    drawing = cleaned(f"<svg {SVG} {root}/>".encode())
    assert (drawing.width, drawing.height) == size


# As maps and charts are drawn for articles: each element, and each attribute, that a dozen of them had.
DRAWN = f"""<svg {SVG} viewBox="0 0 600 400" role="img" font-family="Georgia, serif"><title>Der Hafen</title>
<style>@media (prefers-color-scheme: dark){{.land{{fill:#333}}}}</style>
<defs>
<linearGradient id="a" x1="0" x2="1" y1="0" y2="1" gradientUnits="userSpaceOnUse"><stop offset="0" stop-color="#abc"
 stop-opacity=".5"/></linearGradient>
<radialGradient id="b" cx="9" cy="9" r="9"><stop offset="1" stop-color="#135"/></radialGradient>
<clipPath id="c"><rect width="600" height="400" rx="8" ry="8"/></clipPath>
<marker id="d" viewBox="0 0 4 4" refX="2" refY="2" markerWidth="4" markerHeight="4" orient="auto">
<path d="M0 0l4 2"/></marker>
<g id="e"><circle cx="3" cy="3" r="3" class="land"/></g>
</defs>
<g clip-path="url(#c)" transform="translate(10 10) rotate(4)" opacity=".9">
<path d="M0 0h600v10z" fill="none" stroke="url(#a)" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"
 stroke-dasharray="4 2" stroke-opacity=".7" marker-end="url(#d)"/>
<ellipse cx="30" cy="40" rx="9" ry="4" fill="url(#b)"/><use href="#e" x="40" y="50"/><use xlink:href="#e"/>
<text x="20" y="30" font-size="12" font-weight="bold" font-style="italic" text-anchor="middle">Elbe
<tspan dy="9">1842</tspan></text>
</g></svg>"""


def test_a_drawing_that_could_do_no_harm_loses_nothing() -> None:
    before = etree.fromstring(DRAWN)
    after = etree.fromstring(cleaned(DRAWN.encode()).svg)
    assert [(each.tag, dict(each.attrib), each.text) for each in before.iter()] == [
        (each.tag, dict(each.attrib), each.text) for each in after.iter()
    ]


def test_drawings_are_safe_wherever_they_lie(newsroom: Newsroom) -> None:
    """A portrait beside authors.yml, a drawing on a standing page: its address can be opened by itself."""
    evil = f'<svg {SVG}><script>alert(1)</script><path d="M0 0h1"/></svg>'
    newsroom.write("posts/2026/03/04/bild.svg", evil)
    newsroom.write("portraits/ada.SVG", evil)
    newsroom.article(image={"src": "bild.svg", "alt": "A", "credit": "C"})
    newsroom.build()
    for name in ("posts/2026/03/04/bild.svg", "portraits/ada.SVG"):
        assert not re.search("script|alert", (newsroom.site / name).read_text())
        assert "<path" in (newsroom.site / name).read_text()


@pytest.mark.parametrize("unit", ["", "px", "mm", "cm", "in", "pt", "pc", "Q", "em", "ex", "%"])
@pytest.mark.parametrize("box", ['viewBox="0 0 6 4"', ""])
def test_drawings_in_every_unit(tmp_path: Path, unit: str, box: str) -> None:
    """Plotting libraries write millimetres, centimetres or points."""
    file = tmp_path / "a.svg"
    file.write_text(f'<svg {SVG} width="60{unit}" height="40.{unit}" {box}><path d="M0 0h60v40h-60z"/></svg>')
    found = inspect(file, "0" * 32)
    assert found.faults == ()
    assert found.info
    assert (found.info.width, found.info.height) == (1200, 800)
    assert decoded(file).size[0] == 1200


def test_a_drawing_in_two_units() -> None:
    for size, height in (('width="2.54cm" height="72pt"', 1200), ('width="1e2mm" height="1e1mm"', 120)):
        assert cleaned(f"<svg {SVG} {size}/>".encode()).height == height
