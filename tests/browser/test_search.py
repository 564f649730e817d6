"""Searching in a real browser: the dialog over any page, and the page with an address of its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.newsroom import Newsroom
from tests.servers import PATIENCE, previewing, serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def magazine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A magazine under a path, about bicycles and pedestrians; fourteen articles are about ships."""
    newsroom = Newsroom(tmp_path_factory.mktemp("search") / "repo")
    newsroom.article(
        "2024/05/01/rad.md",
        "Viele Fahrräder stehen im Keller. <b>Fett</b> & 1 < 2.\n",
        title="Im Keller",
        categories=["politik"],
    )
    newsroom.article(
        "2026/05/02/fuss.md",
        f"{'Anfang. ' * 60}\n\nHier gehen Fußgänger und schieben ein Fahrrad.\n\n{'Schluss. ' * 60}\n",
        title="Zu Fuß <script>",
        authors=["bo-muster"],
        kind="opinion",
    )
    newsroom.article(
        "2026/05/03/anzeige.md",
        "Kaufen Sie ein Fahrrad.\n",
        title="Fahrrad gefällig?",
        kind="advertisement",
        advertiser="X",
    )
    for day in range(1, 15):
        newsroom.article(f"2025/06/{day:02}/s{day}.md", "Ein Schiff liegt im Hafen.\n", title=f"Schiff {day}")
    newsroom.build(strict=True)
    newsroom.site.rename(newsroom.root / "repo")
    with serving_files(newsroom.root) as address:
        yield f"{address}repo/"


ARTICLE = "posts/2025/06/03/s3/"


def headlines(page: Page) -> list[str]:
    return page.locator(".hit h2").all_inner_texts()


def search(page: Page, words: str) -> list[str]:
    page.locator(".search__words").fill(words)
    expect(page.locator(".search__state")).to_have_text(re.compile("Treffer"))
    page.wait_for_timeout(250)  # a pause in typing
    page.wait_for_load_state("networkidle")
    return headlines(page)


def open_dialog(page: Page, address: str) -> None:
    page.goto(address + ARTICLE)
    page.locator(".search-link").click()
    expect(page.locator(".search-dialog .search__words")).to_be_focused()


def test_nothing_is_loaded_before_it_is_opened(tab: Page, magazine: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(magazine + ARTICLE)
    tab.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search" in url or "snowball" in url or "suche" in url]
    tab.locator(".search-link").click()
    assert search(tab, "Fahrrad")
    assert [url for url in asked if url.endswith("german-stemmer.js")]
    assert {url.split("/")[2] for url in asked} == {magazine.split("/")[2]}
    assert not [url for url in asked if "near" in url or "vocabulary" in url], "only where nothing is found"


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_keys_open_it_and_escape_closes_it(tab: Page, magazine: str, key: str) -> None:
    tab.goto(magazine + ARTICLE)
    link = tab.locator(".search-link")
    link.focus()
    tab.keyboard.press(key)
    expect(tab.locator(".search-dialog .search__words")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator(".search-dialog")).to_be_hidden()
    expect(link).to_be_focused()
    tab.keyboard.press(key)
    expect(tab.locator(".search-dialog")).to_be_visible()
    tab.locator(".search__close").click()
    expect(tab.locator(".search-dialog")).to_be_hidden()


def test_a_slash_in_a_field_is_a_slash(tab: Page, magazine: str) -> None:
    open_dialog(tab, magazine)
    tab.keyboard.type("a/b")
    expect(tab.locator(".search__words")).to_have_value("a/b")


def test_arrows_move_and_enter_opens(tab: Page, magazine: str) -> None:
    open_dialog(tab, magazine)
    _, second, *_ = search(tab, "Fahrrad")
    tab.keyboard.press("ArrowDown")
    expect(tab.locator(".hit a").nth(0)).to_be_focused()
    tab.keyboard.press("ArrowDown")
    expect(tab.locator(".hit a").nth(1)).to_be_focused()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowUp")
    expect(tab.locator(".search__words")).to_be_focused()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text(second)
    assert tab.url.startswith(f"{magazine}posts/")


def test_a_phone_gets_the_full_screen(phone: Page, magazine: str) -> None:
    phone.goto(magazine + ARTICLE)
    phone.locator(".search-link").tap()
    expect(phone.locator(".search__words")).to_be_focused()
    box = phone.locator(".search-dialog").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
    search(phone, "Schiff")
    assert not phone.evaluate("document.querySelector('.search-dialog').scrollWidth > 390")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Fahrrad", {"Im Keller", "Zu Fuß <script>", "Fahrrad gefällig?"}),
        ("Fahrräder", {"Im Keller", "Zu Fuß <script>", "Fahrrad gefällig?"}),
        ("fahrraeder", {"Im Keller", "Zu Fuß <script>", "Fahrrad gefällig?"}),
        ("Fussgaenger", {"Zu Fuß <script>"}),
        ("fußgänger", {"Zu Fuß <script>"}),
        ("Fussganger", {"Zu Fuß <script>"}),
        ("FAHRRAD Keller", {"Im Keller"}),
        ("Muster", {"Bo Muster", "Zu Fuß <script>"}),
    ],
)
def test_stems_and_umlauts(tab: Page, magazine: str, words: str, found: set[str]) -> None:
    tab.goto(f"{magazine}suche/")
    assert set(search(tab, words)) == found


def test_a_result_says_what_it_is_and_marks_the_hits(tab: Page, magazine: str) -> None:
    tab.goto(f"{magazine}suche/")
    search(tab, "Fussgaenger")
    hit = tab.locator(".hit")
    expect(hit).to_have_count(1)
    assert hit.locator("mark").all_inner_texts() == ["Fußgänger"]
    excerpt = hit.locator(".card__standfirst").inner_text()
    assert excerpt.startswith("… ")
    assert excerpt.endswith(" …")
    assert "Hier gehen Fußgänger und schieben" in excerpt
    assert hit.locator(".kicker").inner_text().split() == ["Kultur", "Meinung"]
    assert "Bo Muster" in hit.locator(".meta").inner_text()
    assert hit.locator("time").inner_text() == "2. Mai 2026"
    search(tab, "gefällig")
    assert tab.locator(".hit .label--advertisement").inner_text() == "Anzeige"
    search(tab, "Keller")
    assert "Fett & 1 < 2." in tab.locator(".hit .card__standfirst").inner_text()
    assert tab.locator(".hit .card__standfirst b").count() == 0


def test_filters_and_order_are_in_the_address(tab: Page, magazine: str) -> None:
    tab.goto(f"{magazine}suche/")
    assert len(search(tab, "Fahrrad")) == 3
    tab.get_by_label("Reihenfolge").select_option("Neueste zuerst")
    expect(tab.locator(".hit h2").first).to_have_text("Fahrrad gefällig?")
    assert headlines(tab) == ["Fahrrad gefällig?", "Zu Fuß <script>", "Im Keller"]
    tab.get_by_label("Jahr").select_option("2026")
    expect(tab.locator(".search__state")).to_have_text("2 Treffer")
    tab.get_by_label("Von").select_option("Bo Muster")
    expect(tab.locator(".search__state")).to_have_text("1 Treffer")
    assert tab.url == f"{magazine}suche/?q=Fahrrad&author=bo-muster&year=2026&order=newest"
    tab.reload()
    expect(tab.locator(".hit h2")).to_have_text("Zu Fuß <script>")
    expect(tab.get_by_label("Von")).to_have_value("bo-muster")
    tab.go_back()
    expect(tab.locator(".search__state")).to_have_text("2 Treffer")
    tab.goto(f"{magazine}suche/?section=politik")
    expect(tab.locator(".hit h2")).to_have_text("Im Keller")


def test_back_from_an_article_the_results_are_there(tab: Page, magazine: str) -> None:
    tab.goto(f"{magazine}suche/")
    search(tab, "Keller")
    assert tab.url == f"{magazine}suche/?q=Keller"
    tab.locator(".hit a").click()
    expect(tab.locator("h1")).to_have_text("Im Keller")
    tab.go_back()
    expect(tab.locator(".hit h2")).to_have_text("Im Keller")
    expect(tab.locator(".search__words")).to_have_value("Keller")


def test_more_results_when_asked_for(tab: Page, magazine: str) -> None:
    tab.goto(f"{magazine}suche/?q=Schiff&order=newest")
    expect(tab.locator(".search__state")).to_have_text("14 Treffer")
    assert headlines(tab) == [f"Schiff {day}" for day in range(14, 8, -1)]
    tab.get_by_role("button", name="Mehr Treffer").click()
    expect(tab.locator(".hit")).to_have_count(12)
    expect(tab.locator(".hit a").nth(6)).to_be_focused()
    tab.get_by_role("button", name="Mehr Treffer").click()
    expect(tab.locator(".hit")).to_have_count(14)
    expect(tab.get_by_role("button", name="Mehr Treffer")).to_be_hidden()


def test_no_hits_lead_on(tab: Page, magazine: str) -> None:
    open_dialog(tab, magazine)
    search(tab, "Xylophonquark")
    none = tab.locator(".search__none")
    expect(none).to_contain_text("andere Schreibweise")
    none.get_by_role("link", name="Zum Archiv").click()
    tab.wait_for_url(f"{magazine}archiv/")


def test_from_the_dialog_to_the_page(tab: Page, magazine: str) -> None:
    open_dialog(tab, magazine)
    search(tab, "Keller")
    tab.get_by_role("link", name="Auf einer eigenen Seite").click()
    tab.wait_for_url(f"{magazine}suche/?q=Keller")
    expect(tab.locator(".hit h2")).to_have_text("Im Keller")


def test_the_count_is_announced(tab: Page, magazine: str) -> None:
    open_dialog(tab, magazine)
    search(tab, "Keller")
    status = tab.get_by_role("dialog", name="Suche").get_by_role("status")
    expect(status).to_have_text("1 Treffer")
    assert status.get_attribute("aria-live") == "polite"


def test_a_failed_index_is_reported(tab: Page, magazine: str) -> None:
    tab.route("**/search-index/**", lambda route: route.abort())
    tab.goto(f"{magazine}suche/?q=Keller")
    expect(tab.locator(".search__state")).to_contain_text("ließ sich nicht laden")


def test_without_javascript(browser: Browser, magazine: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(magazine + ARTICLE)
    page.get_by_role("link", name="Suche").click()
    expect(page.locator("noscript .notice")).to_be_visible()
    expect(page.locator(".search")).to_be_hidden()
    page.locator(".ways a[href$='archiv/']").click()
    expect(page.locator("h1")).to_have_text("Archiv")
    context.close()


def test_drafts_are_found_in_the_preview_and_so_are_edits(newsroom: Newsroom, tab: Page) -> None:
    newsroom.article("2026/03/04/eins.md", "Ein Fahrrad.\n", title="Entwurf", draft=True)
    with previewing(newsroom) as preview:

        def look(words: str, headline: str) -> None:
            for _ in range(PATIENCE * 2):
                tab.goto(f"{preview.address}suche/?q={words}")
                tab.wait_for_timeout(500)
                if headlines(tab) == [headline]:
                    return
            raise AssertionError(preview.reported())

        look("Fahrrad", "Entwurf")
        assert tab.locator(".hit .label--held").inner_text() == "Entwurf"
        newsroom.article("2026/03/04/eins.md", "Ein Zeppelin.\n", title="Geändert")
        look("Zeppelin", "Geändert")
        folder = Path(newsroom.root / ".cache/magazine")
        assert not list(folder.rglob("*.part"))
        assert "Suchindex" not in preview.reported(), "nothing went wrong"


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A German magazine with an article in English."""
    newsroom = Newsroom(tmp_path_factory.mktemp("bilingual"))
    newsroom.article("2026/05/02/haus.md", "Viele Häuser stehen hier.\n", title="Haus")
    newsroom.article("2026/05/03/bridge.md", "Nobody was running there.\n", title="Bridge", language="en")
    newsroom.build()
    with serving_files(newsroom.site) as address:
        yield address


@pytest.mark.parametrize(("words", "found"), [("Hauses", "Haus"), ("runs", "Bridge"), ("bridges", "Bridge")])
def test_each_language_is_found_by_its_own_stems(tab: Page, bilingual: str, words: str, found: str) -> None:
    tab.goto(f"{bilingual}suche/")
    assert search(tab, words) == [found]


def test_a_hit_in_another_language_says_so(tab: Page, bilingual: str) -> None:
    tab.goto(f"{bilingual}suche/")
    search(tab, "running")
    assert tab.locator(".hit h2 a").get_attribute("lang") == "en"
    assert tab.locator(".hit .card__standfirst").get_attribute("lang") == "en"
    assert tab.locator(".hit .kicker .label").inner_text() == "Englisch"
    expect(tab.locator(".hit mark")).to_have_text("running")
    search(tab, "Häuser")
    assert tab.locator(".hit h2 a").get_attribute("lang") is None
