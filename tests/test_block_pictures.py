"""The comparison of small pictures sees what somebody changed, and not how letters are drawn."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageOps

from tests.browser.block_pictures import BLOCK, compared, difference, load, reduced, save

PAPER, INK, LINK, TINT = "#fbfaf6", "#1a1d1f", "#0b5675", "#f1eee4"
WIDTH, HEIGHT = 1200, 640


def page(
    *, left: int = 180, column: int = 600, picture: bool = True, link: str = LINK, tint: str = TINT, paper: str = PAPER
) -> Image.Image:
    """Draw something like a part of a page: a headline, lines of text, a link, a box, a picture."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), paper)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((left, 20, left + 500, 60), INK)
    draw.rectangle((left, 110, left + 140, 124), link)
    for line in range(12):
        for word in range(column // 50):
            draw.rectangle((left + word * 50, 150 + line * 27, left + word * 50 + 38, 150 + line * 27 + 9), INK)
    draw.rectangle((left, 500, left + column, 600), tint)
    if picture:
        draw.rectangle((900, 150, 1150, 320), "#5f8791")
    return sheet


def differs(shown: Image.Image, wanted: Image.Image) -> str:
    return difference(reduced(shown), reduced(wanted))


CHANGES = {
    "a moved block": page(left=212),
    "a narrower column": page(column=500),
    "a picture that is gone": page(picture=False),
    "another colour of a link": page(link="#9c4c32"),
    "another ground": page(tint=PAPER),
    "another paper": page(paper="#eeeeee"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(change: str) -> None:
    assert "differ" in differs(CHANGES[change], page())


@pytest.mark.parametrize(("width", "height"), [(WIDTH, HEIGHT + 60), (WIDTH, HEIGHT - 60), (WIDTH - 20, HEIGHT)])
def test_another_size_is_seen(width: int, height: int) -> None:
    other = Image.new("RGB", (width, height), PAPER)
    other.paste(page())
    assert "blocks wide" in differs(other, page()) or "blocks high" in differs(other, page())


RENDERINGS = {
    "the same": page(),
    "a pixel to the right": page().transform(
        (WIDTH, HEIGHT), Image.Transform.AFFINE, (1, 0, -1, 0, 1, 0), fillcolor=PAPER
    ),
    "a pixel down": page().transform((WIDTH, HEIGHT), Image.Transform.AFFINE, (1, 0, 0, 0, 1, -1), fillcolor=PAPER),
    "smoother": page().filter(ImageFilter.GaussianBlur(1)),
    "heavier": Image.blend(page(), page().filter(ImageFilter.MinFilter(3)), 0.2),
    "lighter": Image.blend(page(), page().filter(ImageFilter.MaxFilter(3)), 0.2),
    "a little higher": ImageOps.expand(page(), (0, 0, 0, BLOCK - 2), PAPER),
}


@pytest.mark.parametrize("rendering", RENDERINGS)
def test_another_rendering_is_not(rendering: str) -> None:
    assert differs(RENDERINGS[rendering], page()) == ""


def test_what_was_saved_is_the_same(tmp_path: Path) -> None:
    parts = {"whole": reduced(page()), "narrow": reduced(page().crop((0, 0, 390, 300)))}
    save(parts, tmp_path / "parts.webp")
    again = load(tmp_path / "parts.webp")
    assert {name: each.size for name, each in again.items()} == {name: each.size for name, each in parts.items()}
    assert all(difference(parts[name], again[name]) == "" for name in parts)


def test_a_difference_is_shown() -> None:
    """What was wanted, what is there, and in red what differs."""
    wanted, shown = reduced(page()), reduced(page(picture=False))
    sheet = compared(shown, wanted)
    third = sheet.crop((sheet.width * 2 // 3, 0, sheet.width, sheet.height))
    assert sheet.width > 3 * wanted.width
    assert (255, 0, 0) in {colour for _, colour in third.getcolors(third.width * third.height) or []}
    same = compared(wanted, wanted)
    assert (255, 0, 0) not in {colour for _, colour in same.getcolors(same.width * same.height) or []}
