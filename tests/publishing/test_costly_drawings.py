"""Drawings and pictures that would end a renderer, or keep it busy: each is a problem of its file, and costs little."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from magazine.images.drawings import cleaned
from magazine.images.variants import inspect

from tests.newsroom import Newsroom

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="{}">{}</svg>'
RECT = '<rect width="1" height="1"/>'


def drawing(inside: str, box: str = "0 0 10 10") -> bytes:
    return SVG.format(box, inside).encode()


def doubling(levels: int) -> str:
    """A few uses, each of two of the one before."""
    groups = "".join(
        f'<g id="g{number}"><use href="#g{number - 1}"/><use href="#g{number - 1}"/></g>' for number in range(1, levels)
    )
    return f'<defs><g id="g0">{RECT}</g>{groups}</defs><use href="#g{levels - 1}"/>'


COSTLY = {
    "groups": drawing("<g>" * 250 + RECT + "</g>" * 250),
    "deep": drawing("<g>" * 10_000 + RECT + "</g>" * 10_000),
    "wide": drawing(RECT, "0 0 1000000000 1"),
    "tall": drawing(RECT, "0 0 0.00001 1000"),
    "doubling": drawing(doubling(30)),
    "itself": drawing('<g id="a"><use href="#a"/></g>'),
    "masks": drawing("".join(f'<mask id="m{n}"><rect mask="url(#m{n + 1})"/></mask>' for n in range(15))),
    "many masks": drawing(f"<mask>{RECT}</mask>" * 1000),
    "masks within": drawing("<mask>" * 10 + RECT + "</mask>" * 10),
    "patterns": drawing(f"<pattern>{RECT}</pattern>" * 1000),
    "elements": drawing(RECT * 30_000),
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_costly_drawing_is_refused_before_it_is_drawn(name: str) -> None:
    before = time.process_time()
    with pytest.raises(ValueError, match=r"\w"):
        cleaned(COSTLY[name])
    assert time.process_time() - before < 10  # a guard against what never ends, not a measurement


@pytest.mark.parametrize("name", ["feTurbulence", "feMorphology"])
def test_costly_filters_are_removed_and_told(name: str) -> None:
    found = cleaned(drawing(f'<filter id="f"><{name} radius="900" numOctaves="900"/></filter>{RECT}'))
    assert name.encode() not in found.svg
    assert f"<{name}>" in found.removed


def test_what_people_draw_is_not_costly() -> None:
    layers = "<g>" * 30 + RECT * 2000 + "</g>" * 30
    mask = '<mask id="m"><rect fill="url(#g)"/></mask><linearGradient id="g"><stop/></linearGradient>'
    assert cleaned(drawing(f'{layers}{mask}<rect mask="url(#m)"/>', "0 0 1200 80")).removed == ()


def test_styles_are_looked_at_when_nothing_hides_what_they_say() -> None:
    for style in ("@im<x></x>port 'https://evil.example/a.css';", "@im<x>y</x>port 'a';", "a{b:u<x/>rl(https://evil)}"):
        found = cleaned(drawing(f"<style>{style}</style>{RECT}"))
        assert b"port" not in found.svg
        assert b"evil" not in found.svg
        assert "<style>" in found.removed


def test_all_of_them_are_problems_of_their_files_and_the_rest_is_built(newsroom: Newsroom) -> None:
    newsroom.article()
    for number, data in enumerate(COSTLY.values()):
        newsroom.write(f"posts/2026/03/04/bild-{number}.svg", data)
        image = {"src": f"bild-{number}.svg", "alt": "Ein Bild", "credit": "Zeichnung: Ada"}
        newsroom.article(f"2026/03/04/zeichnung-{number}.md", title=f"Zeichnung {number}", image=image)
    newsroom.build(preview=True)
    told = newsroom.page("problems.html").source
    assert all(f"bild-{number}.svg" in told for number in range(len(COSTLY)))
    assert newsroom.has("posts/2026/03/04/eins/")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited there")
def test_inspecting_takes_little_memory(tmp_path: Path) -> None:
    """Each within 300 MB more than the program itself has."""
    for number, data in enumerate(COSTLY.values()):
        (tmp_path / f"{number}.svg").write_bytes(data)
    program = (
        "import resource, sys\nfrom pathlib import Path\nfrom magazine.images.variants import inspect\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "found = [inspect(path, 'x') for path in sorted(Path(sys.argv[1]).iterdir())]\n"
        "assert all(each.info is None for each in found), found\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 300_000  # kibibytes


def test_a_strip_of_a_picture_is_not_decoded(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "streifen.png"
    Image.new("1", (2, 100_000)).save(path)
    assert [fault.code for fault in inspect(path, "x").faults] == ["picture-enormous"]
