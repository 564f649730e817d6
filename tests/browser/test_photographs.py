"""Pictures of the pages that a proposal changes."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from magazine.commands.photographs import photograph
from magazine.locales import load
from PIL import Image

from tests.browser.chromium import find
from tests.newsroom import Newsroom

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
        told = pool.submit(photograph, pages, newsroom.site, folder, load("de")).result()
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
