"""The preview as a contributor has it: a browser beside an editor."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.newsroom import Newsroom
from tests.servers import PATIENCE, Preview, previewing

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SOON = PATIENCE * 1000  # milliseconds, as Playwright counts


@pytest.fixture
def preview(newsroom: Newsroom) -> Iterator[Preview]:
    newsroom.article(title="Erste Fassung")
    with previewing(newsroom) as preview:
        yield preview


def test_an_edit_a_mistake_and_its_correction_show_by_themselves(preview: Preview, tab: Page) -> None:
    url = preview.address + "posts/2026/03/04/eins/"
    tab.goto(url)
    expect(tab.locator("h1")).to_have_text("Erste Fassung")

    path: Path = preview.newsroom.article(title="Zweite Fassung")
    expect(tab.locator("h1")).to_have_text("Zweite Fassung", timeout=SOON)

    whole = path.read_text()
    path.write_text(whole.replace("title: Zweite Fassung", "title: Dritte: Fassung"))
    problems = tab.locator(".problems").first
    expect(problems).to_contain_text("docs/posts/2026/03/04/eins.md:2:14", timeout=SOON)
    expect(problems).to_contain_text("Doppelpunkt")
    expect(problems).to_contain_text("Anführungszeichen setzen")
    assert "docs/posts/2026/03/04/eins.md:2:14" in preview.reported()

    path.write_text(whole.replace("Zweite", "Dritte"))
    expect(tab.locator("h1")).to_have_text("Dritte Fassung", timeout=SOON)
    assert tab.locator(".problems").count() == 0
    assert preview.process.poll() is None
    assert "Traceback" not in preview.reported()


def test_broken_settings_do_not_end_the_preview(preview: Preview, tab: Page) -> None:
    tab.goto(preview.address)
    config = preview.newsroom.root / "mkdocs.yml"
    whole = config.read_text()
    config.write_text(whole.replace("Wir sind nicht die Anderen.", "Wir sind anders.") + "\nsite_name: [unclosed\n")
    deadline = time.monotonic() + PATIENCE
    while "ERROR" not in preview.reported() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert re.search(r"ERROR.*mkdocs\.yml|ERROR.*pars", preview.reported(), re.DOTALL)
    assert "Traceback" not in preview.reported()
    # Asked beside the tab, which is about to reload by itself.
    assert "Wir sind nicht die Anderen." in tab.request.get(preview.address).text()
    config.write_text(whole.replace("Wir sind nicht die Anderen.", "Wir sind anders."))
    expect(tab.locator("aside.disclaimer")).to_contain_text("Wir sind anders.", timeout=SOON)


def test_a_new_article_appears_in_the_preview(preview: Preview, tab: Page) -> None:
    tab.goto(preview.address)
    preview.newsroom.article("2026/03/05/zwei.md", title="Ganz neu")
    expect(tab.locator(".card--lead .card__headline")).to_have_text("Ganz neu", timeout=SOON)
