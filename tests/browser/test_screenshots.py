"""Pictures of the pages that a proposal changes."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from magazine.commands.screenshots import take_screenshots
from magazine.locales import load
from PIL import Image

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
