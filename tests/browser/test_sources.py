"""Sources are folded on phones and open elsewhere, without a script: nothing moves, and nobody misses any."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import shifts
from tests.newsroom import Newsroom
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

MANY, FEW = "posts/2026/03/04/eins/", "posts/2026/03/05/zwei/"


@pytest.fixture(scope="module")
def sources_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    newsroom = Newsroom(tmp_path_factory.mktemp("sources"))
    sources = [{"title": f"Quelle {number}", "url": f"https://example.org/{number}"} for number in range(1, 8)]
    newsroom.article(sources=sources)
    newsroom.article("2026/03/05/zwei.md", title="Zwei", sources=sources[:3])
    newsroom.build(strict=True)
    with serving_files(newsroom.site) as address:
        yield address


def heard(tab: Page) -> int:
    """How many sources are in the accessibility tree."""
    return tab.locator(".sources").aria_snapshot().count("link ")


@pytest.mark.parametrize("scripts", [True, False])
def test_they_are_folded_on_phones_only(browser: Browser, sources_site: str, scripts: bool) -> None:
    tab = browser.new_context(java_script_enabled=scripts).new_page()
    for width in (320, 390, 600, 768, 1280, 1920):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.goto(sources_site + MANY)
        folded = width < 640
        assert tab.locator(".sources summary").is_visible() is folded
        assert tab.locator(".sources h2").is_visible()
        assert heard(tab) == (0 if folded else 7), width
        if folded:
            tab.locator(".sources summary").click()
            assert heard(tab) == 7
    tab.context.close()


def test_a_few_are_never_folded(phone: Page, sources_site: str) -> None:
    phone.goto(sources_site + FEW)
    assert heard(phone) == 3
    assert phone.locator(".sources details").count() == 0


def test_nothing_moves(phone: Page, tab: Page, sources_site: str) -> None:
    for each in (phone, tab):
        each.goto(sources_site + MANY)
        assert shifts(each) == []


def test_they_are_printed(phone: Page, sources_site: str) -> None:
    phone.goto(sources_site + MANY)
    phone.emulate_media(media="print")
    assert phone.locator(".sources li").last.is_visible()
    assert not phone.locator(".sources summary").is_visible()
