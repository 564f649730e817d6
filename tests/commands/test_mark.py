"""`magazine mark`: another magazine's mark takes the place of the theme's everywhere, in the colours of the theme."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from magazine.commands.main import main
from PIL import Image

from tests.newsroom import Newsroom

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'
WIDE = SVG.format(
    'viewBox="0 0 60 20" width="6cm" class="y"',
    '<path fill="var(--accent)" d="M0 0h40v20H0z"/><path fill="#e11d48" d="M40 0h20v20H40z"/><script>alert(1)</script>',
)
ACCENT, DARK_ACCENT, RED = "#123456", "#abcdef", (225, 29, 72)
COLOURS = ":root {{ --paper: {paper}; --ink: #000000; --accent: {accent}; }}"


@pytest.fixture
def own(newsroom: Newsroom) -> Path:
    """The folder of a magazine's own theme, with two colours of its own."""
    folder = newsroom.root / "own"
    styles = folder / "partials/styles"
    styles.mkdir(parents=True)
    (styles / "light.css").write_text(COLOURS.format(paper="#fefefe", accent=ACCENT))
    (styles / "dark.css").write_text(COLOURS.format(paper="#010101", accent=DARK_ACCENT))
    newsroom.settings["theme"] = {"custom_dir": str(folder)}
    return folder


def marked(newsroom: Newsroom, *files: Path) -> Result:
    return CliRunner().invoke(main, ["mark", *map(str, files), "-f", str(newsroom.config_file())])


def drawing(newsroom: Newsroom, text: str) -> Path:
    file = newsroom.root / "zeichen.svg"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("name", "size", "ground"),
    [
        ("assets/icons/icon-192.png", 192, None),
        ("assets/icons/icon-512.png", 512, None),
        ("assets/icons/maskable-512.png", 512, (254, 254, 254)),
        ("assets/apple-touch-icon.png", 180, (254, 254, 254)),
        ("favicon.ico", 48, None),
    ],
)
def test_icons_show_the_mark_in_the_theme_s_colours(
    newsroom: Newsroom, own: Path, name: str, size: int, ground: tuple[int, int, int] | None
) -> None:
    done = marked(newsroom, drawing(newsroom, WIDE))
    assert done.exit_code == 0, done.output
    icon = Image.open(own / name).convert("RGBA")
    assert icon.size == (size, size)
    assert icon.getpixel((1, 1)) == ((*ground, 255) if ground else (0, 0, 0, 0))
    middle = size // 2
    assert icon.getpixel((middle - size // 8, middle)) == (0x12, 0x34, 0x56, 255)
    assert icon.getpixel((middle + size // 5, middle)) == (*RED, 255)


def test_pages_show_the_mark(newsroom: Newsroom, own: Path) -> None:
    assert marked(newsroom, drawing(newsroom, WIDE)).exit_code == 0
    newsroom.article()
    newsroom.settings["site_url"] = "https://example.org/"
    newsroom.build(strict=True)
    for page in ("", "posts/2026/03/04/eins/", "404.html"):
        shown = newsroom.page(page).one(".masthead__name svg.mark")
        assert (shown.get("viewBox") or shown.get("viewbox"), shown.get("aria-hidden")) == ("0 0 60 20", "true")
        assert not {"width", "height"} & {*shown.attrib}
        assert [each.get("fill") for each in shown] == ["var(--accent)", "#e11d48"]
    favicon = (newsroom.site / "assets/favicon.svg").read_text()
    assert f"--accent:{ACCENT}" in favicon
    assert f"@media(prefers-color-scheme:dark){{:root{{--paper:#010101;--ink:#000000;--accent:{DARK_ACCENT}" in favicon
    assert "script" not in favicon
    card = Image.open(own / ".share_card/mark.png")
    assert (card.mode, card.size, card.getpixel((10, 20))) == ("L", (168, 56), 0)


@pytest.mark.parametrize("own_mark", [True, False])
def test_a_folder_of_templates_may_be_empty(newsroom: Newsroom, *, own_mark: bool) -> None:
    """What a project's folder does not have is the magazine's own: colours, and the mark."""
    folder = newsroom.root / "own"
    folder.mkdir()
    newsroom.settings["theme"] = {"custom_dir": str(folder)}
    done = marked(newsroom, *([drawing(newsroom, WIDE)] if own_mark else []))
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == 8
    assert (folder / ".icons/magazine/mark.svg").is_file()


def test_a_colour_that_cannot_be_read_is_told(newsroom: Newsroom, own: Path) -> None:
    (own / "partials/styles/dark.css").write_text(":root { --accent: rebeccapurple; }")
    done = marked(newsroom, drawing(newsroom, WIDE))
    assert done.exit_code == 2
    assert "--paper" in done.output
    assert "Traceback" not in done.output


def test_without_a_file_all_is_drawn_anew_in_other_colours(newsroom: Newsroom, own: Path) -> None:
    assert marked(newsroom, drawing(newsroom, WIDE)).exit_code == 0
    mark = (own / ".icons/magazine/mark.svg").read_bytes()
    sheet = own / "partials/styles/light.css"
    sheet.write_text(sheet.read_text().replace(ACCENT, "#00ff00"))
    done = marked(newsroom)
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 8
    assert (own / ".icons/magazine/mark.svg").read_bytes() == mark
    assert Image.open(own / "assets/icons/icon-192.png").convert("RGBA").getpixel((70, 96)) == (0, 255, 0, 255)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<html/>", "lässt sich nicht als Zeichnung"),
        ("kein XML", "lässt sich nicht als Zeichnung"),
        (SVG.format('width="9" height="9"', '<path d="M0 0h9v9z"/>'), "Nötig ist ein „viewBox“"),
        (SVG.format('viewBox="0 0 9 9"', "<style>path { fill: red }</style>"), "nicht gehen „<style>“"),
        (SVG.format('viewBox="0 0 9 9"', '<path id="a" d="M0 0h9v9z"/>'), "nicht gehen „<style>“ und „id“"),
    ],
)
def test_what_is_no_mark_changes_nothing(newsroom: Newsroom, own: Path, text: str, told: str) -> None:
    before = sorted(own.rglob("*"))
    done = marked(newsroom, drawing(newsroom, text))
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())
    assert sorted(own.rglob("*")) == before


def test_there_has_to_be_a_folder_for_it(newsroom: Newsroom) -> None:
    settings = newsroom.root / "mkdocs.yml"
    settings.write_text(
        "site_name: Bote\ntheme: {name: material, language: de}\nplugins: [{magazine: {disclaimer: false}}]\n"
    )
    done = CliRunner().invoke(main, ["mark", str(drawing(newsroom, WIDE)), "-f", str(settings)])
    assert done.exit_code == 2
    assert "theme: custom_dir:" in done.output
