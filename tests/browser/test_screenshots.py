"""Pictures of the pages that a proposal changes."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from magazine.commands.changes import changes
from magazine.commands.screenshots import take_screenshots
from magazine.locales import load
from PIL import Image
from playwright.sync_api import Page

from tests.browser.chromium import find
from tests.newsroom import Newsroom
from tests.photos import developed
from tests.photos import photo as picture_of_two_halves

pytestmark = pytest.mark.browser


def test_ten_pages_are_taken_in_two_widths_and_shown_in_order(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", str(find()))
    pages = {}
    for day in range(1, 12):
        newsroom.article(f"2026/03/{day:02}/a.md", "Ein Absatz.\n\n" * day * 5, title=f"Zum {day}. <März>")
        pages[f"posts/2026/03/{day:02}/a/"] = f"Zum {day}. <März>"
    newsroom.build()
    folder = tmp_path / "bilder"
    with ThreadPoolExecutor(1) as pool:  # in this thread, the browser of other tests has a loop of its own
        told = pool.submit(take_screenshots, pages, newsroom.site, folder, load("de")).result()
    assert told == "10 von 11 Seiten aufgenommen."
    heights = {390: [0], 1280: [0]}
    for day in range(1, 11):
        for width, before in heights.items():
            with Image.open(folder / f"posts-2026-03-{day:02}-a-{width}.jpg") as picture:
                assert picture.width == width
                before.append(picture.height)
    assert all(each == sorted(each) for each in heights.values()), "each page is longer than the one before"
    sheet = (folder / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<h2>Zum (\d+)\. &lt;März&gt;|alt="\S+-(\d\d)-a-(\d+)"', sheet) == [
        each
        for day in range(1, 11)
        for each in ((f"{day}", "", ""), *(("", f"{day:02}", f"{width}") for width in heights))
    ]


def test_a_picture_far_below_is_there_too(newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is loaded lazily on the page, and nobody scrolls here."""
    monkeypatch.setenv("CHROMIUM", str(find()))
    newsroom.write("posts/2026/03/04/foto.jpg", developed(picture_of_two_halves(900, 600)))
    newsroom.article("2026/03/04/a.md", "Ein Absatz.\n\n" * 200 + "![Hälften](foto.jpg)\n/// caption\nFoto: Bo\n///\n")
    newsroom.build()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(take_screenshots, {"posts/2026/03/04/a/": "A"}, newsroom.site, tmp_path, load("de")).result()
    with Image.open(tmp_path / "posts-2026-03-04-a-390.jpg") as picture:
        data = picture.convert("RGB").resize((39, picture.height // 10)).tobytes()
    bright = [found for found in zip(data[::3], data[1::3], data[2::3], strict=True) if max(found) - min(found) > 100]
    assert {"red" if red > 150 else "blue" for red, _, _ in bright} == {"red", "blue"}


@pytest.fixture
def proposal(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """A newsroom in a repository, with two articles, an author for each, and a standing page."""
    monkeypatch.setenv("CHROMIUM", str(find()))
    newsroom.article("2026/03/04/alt.md", title="Alt")
    newsroom.article("2026/03/05/neu.md", title="Neu", authors=["bo-muster"], categories=["politik"])
    newsroom.write("ueber-uns.md", "# Über uns\n\nWir schreiben.\n")
    newsroom.nav.append("ueber-uns.md")
    newsroom.config_file()
    (newsroom.root / ".gitignore").write_text(".cache/\n")
    newsroom.git("init", "--quiet", "--initial-branch", "main")
    newsroom.commit()
    return newsroom


def pictured(newsroom: Newsroom) -> tuple[list[str], str]:
    """Return the pages on the page of pictures, and what is told."""
    config, folder = str(newsroom.root / "mkdocs.yml"), newsroom.root / "bilder"
    arguments = ["-f", config, "--since", "main", "--pictures", str(folder)]
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(CliRunner().invoke, changes, arguments, catch_exceptions=False).result()
    sheet = folder / "index.html"
    found = re.findall(r'alt="(\S+)-390"', sheet.read_text(encoding="utf-8")) if sheet.exists() else []
    return found, done.stderr


def test_a_change_of_nothing_that_is_seen_has_no_pictures(proposal: Newsroom) -> None:
    (proposal.root / "README.md").write_text("Anders.")
    assert pictured(proposal) == ([], "Keine Bilder: Dieser Vorschlag ändert keine Seite.\n")


def test_drafts_newcomers_and_standing_pages_have_pictures(proposal: Newsroom) -> None:
    proposal.article("2026/03/06/entwurf.md", title="Entwurf", draft=True)
    proposal.article("2026/03/07/erster.md", title="Erster", authors=["nora-neu"])
    proposal.write("ueber-uns.md", "# Über uns\n\nWir schreiben anders.\n")
    found, told = pictured(proposal)
    assert found == ["posts-2026-03-06-entwurf", "posts-2026-03-07-erster", "ueber-uns"], told


def test_a_changed_author_has_a_picture_and_others_have_none(proposal: Newsroom) -> None:
    authors = proposal.docs / "authors.yml"
    authors.write_text(authors.read_text().replace("Fotograf", "Fotografin"))
    assert pictured(proposal)[0] == ["autoren-bo-muster"]


@pytest.mark.parametrize("file", ["mkdocs.yml", "overrides/main.html", "plugins/x/neu.py"])
def test_a_change_of_the_look_has_pictures_of_each_kind_of_page(proposal: Newsroom, file: str) -> None:
    path = proposal.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text() if path.exists() else "") + "\n# anders\n")
    assert pictured(proposal)[0] == ["index", "ressort-kultur", "posts-2026-03-05-neu"]


def test_the_page_of_pictures_fits_the_window(proposal: Newsroom, tab: Page) -> None:
    (proposal.docs / "posts/2026/03/04/alt.md").write_text("kaputt")
    proposal.article("2026/03/04/alt.md", title="Anders")
    pictured(proposal)
    for width in (390, 1000, 1920):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.goto((proposal.root / "bilder/index.html").as_uri())
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        shapes = tab.evaluate(
            "[...document.images].map(each => [each.width / each.height, each.naturalWidth / each.naturalHeight])"
        )
        assert all(abs(shown - taken) < 0.01 * taken for shown, taken in shapes), shapes
