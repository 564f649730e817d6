"""Reading without a network: what a reader kept is there, nothing is kept unasked, corrections replace it."""

import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.browser.conftest import with_reading_aids
from tests.newsroom import Newsroom
from tests.photos import developed, photo
from tests.servers import PagesHandler, previewing, serving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ARTICLE = "posts/2026/03/04/eins/"
OTHER = "posts/2026/03/05/zwei/"
HELD_BACK = "posts/2026/03/06/drei/"
OFFLINE = "Ohne Netz"
FOR_LATER = "Für unterwegs"
"""The group of reading aids that keep articles."""


@dataclass
class Network:
    """A server of a folder that can be taken away, or answer late; `asked` are the paths asked for."""

    folder: Path
    address: str = ""
    down: bool = False
    late: threading.Event | None = None
    asked: list[str] = field(default_factory=list)


class Handler(PagesHandler):
    def __init__(self, *given: Any, network: Network) -> None:
        self.network = network
        super().__init__(*given, directory=str(network.folder))

    def do_GET(self) -> None:  # noqa: N802  # the base class calls it so
        self.network.asked.append(self.path)
        if self.network.late and self.path.endswith("/"):
            self.network.late.wait(20)
        if self.network.down:
            self.close_connection = True
        else:
            super().do_GET()


def write(newsroom: Newsroom) -> None:
    newsroom.write("posts/2026/03/04/foto.jpg", developed(photo(1200, 800)))
    image = {"src": "foto.jpg", "alt": "Zwei Flächen", "credit": "Foto: Ada"}
    newsroom.article(title='Das "Wasser" & <mehr>', image=image)
    newsroom.article("2026/03/05/zwei.md", title="Der Deich")
    newsroom.article("2026/03/06/drei.md", title="Geheim", embargo="2999-01-01")
    newsroom.write("datenschutz.md", "---\ntitle: Datenschutz\ntemplate: privacy.html\ndescription: Was\n---\nText\n")
    newsroom.nav = ["index.md", "datenschutz.md"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = Newsroom(tmp_path_factory.mktemp("offline"))
    write(newsroom)
    newsroom.build(strict=True)
    return newsroom


@pytest.fixture(params=["", "repo/"], ids=["root", "path"])
def network(built: Newsroom, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Network]:
    """A copy of the site, at a domain's root or below a path."""
    shutil.copytree(built.site, tmp_path / "served" / request.param, dirs_exist_ok=True)
    network = Network(tmp_path / "served")
    with serving(partial(Handler, network=network)) as address:
        network.address = f"{address}{request.param}"
        yield network


def kept(page: Page, address: str) -> Page:
    """Keep the article at an address."""
    with_reading_aids(page, address, FOR_LATER).get_by_role("button", name="Für unterwegs behalten").click()
    expect(page.locator(".reading__keep [role=status]")).to_have_text(
        "Dieser Artikel ist jetzt auch ohne Netz zu lesen."
    )
    return page


def stored(page: Page) -> dict[str, Any]:
    return dict(
        page.evaluate("""async () => ({
            workers: (await navigator.serviceWorker.getRegistrations()).length,
            caches: await caches.keys(),
            names: Object.keys(localStorage),
        })""")
    )


NOTHING: dict[str, Any] = {"workers": 0, "caches": [], "names": []}


def test_nothing_is_kept_unasked(tab: Page, network: Network) -> None:
    for path in ("", ARTICLE, "unterwegs/", "datenschutz/"):
        tab.goto(network.address + path)
        tab.wait_for_load_state("networkidle")
    with_reading_aids(tab, network.address + ARTICLE, FOR_LATER)
    assert stored(tab) == NOTHING
    assert not [path for path in network.asked if "service-worker" in path]


def test_a_kept_article_is_read_without_a_network(tab: Page, network: Network) -> None:
    kept(tab, network.address + ARTICLE)
    expect(tab.get_by_role("button", name="Nicht mehr behalten")).to_be_visible()
    network.down = True
    for address in (ARTICLE, f"{ARTICLE}?utm=1", f"{ARTICLE}index.html"):
        tab.goto(network.address + address)
        assert tab.locator("h1").inner_text() == 'Das "Wasser" & <mehr>'.replace('"W', "„W").replace('r"', "r“")
        expect(tab.locator("main > .notice").first).to_contain_text(OFFLINE)
        assert tab.evaluate("getComputedStyle(document.querySelector('.headline')).fontFamily").startswith(
            '"Magazine Display"'
        )
        tab.wait_for_function("[...document.querySelectorAll('.article img')].every((each) => each.naturalWidth > 100)")
    tab.get_by_role("button", name="Lesehilfen").click()
    expect(tab.get_by_role("button", name="Nicht mehr behalten")).to_be_visible()
    tab.locator(".share__more").click()
    expect(tab.get_by_role("button", name="Link kopieren")).to_be_visible()


def test_what_is_not_kept_leads_to_what_is(tab: Page, network: Network) -> None:
    kept(tab, network.address + ARTICLE)
    network.down = True
    tab.goto(network.address + OTHER)
    assert tab.url.startswith(f"{network.address}unterwegs/")
    expect(tab.get_by_role("link", name="Das „Wasser“ & <mehr>")).to_be_visible()
    again = tab.get_by_role("link", name="Noch einmal versuchen")
    assert again.get_attribute("href") == network.address + OTHER
    network.down = False
    again.click()
    assert tab.locator("h1").inner_text() == "Der Deich"
    expect(tab.locator("main > .notice")).to_have_count(0)


def test_a_correction_is_shown_at_once_and_kept(tab: Page, network: Network) -> None:
    kept(tab, network.address + ARTICLE)
    correct(network, ARTICLE, "Berichtigt")
    tab.goto(network.address + ARTICLE)
    expect(tab.locator("h1")).to_have_text("Berichtigt")
    tab.goto(network.address)
    network.down = True
    tab.goto(network.address + ARTICLE)
    expect(tab.locator("h1")).to_have_text("Berichtigt")


def correct(network: Network, article: str, headline: str) -> None:
    page = network.folder / network.address.split("/", 3)[3] / article / "index.html"
    head, _, rest = page.read_text().partition("</h1>")
    page.write_text(head[: head.rindex(">") + 1] + headline + "</h1>" + rest)


def test_what_was_withdrawn_is_replaced_though_nobody_opens_it(
    tab: Page, network: Network, built: Newsroom, tmp_path: Path
) -> None:
    kept(tab, network.address + ARTICLE)
    newsroom = Newsroom(tmp_path / "later")
    write(newsroom)
    newsroom.article(title="Zurück", withdrawn={"date": "2026-03-08", "reason": "Die Zahl war falsch."})
    newsroom.build(strict=True)
    later = newsroom.site / ARTICLE / "index.html"
    served = network.folder / network.address.split("/", 3)[3]
    shutil.copy(later, served / ARTICLE / "index.html")
    outdate(tab)
    tab.goto(network.address + OTHER)
    wait_until(lambda: tab.evaluate(READ, network.address + ARTICLE).count("Die Zahl war falsch.") > 0)
    network.down = True
    tab.goto(network.address + ARTICLE)
    expect(tab.get_by_text("Die Zahl war falsch.")).to_be_visible()
    expect(tab.locator(".prose")).to_have_count(0)


READ = "async (url) => (await caches.match(url))?.text() || ''"


def outdate(page: Page) -> None:
    """Let the service worker believe that it looked for news long ago."""
    page.evaluate("""async () => {
        const name = (await caches.keys()).find((each) => each.startsWith("magazine-kept"));
        const cache = await caches.open(name);
        const key = (await cache.keys()).find((each) => each.url.endsWith("?state"));
        const state = key ? await (await cache.match(key)).json() : {};
        await cache.put(key, new Response(JSON.stringify({ ...state, looked: 0 })));
    }""")


def wait_until(holds: Any) -> None:
    deadline = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_what_is_gone_is_let_go(tab: Page, network: Network) -> None:
    kept(tab, network.address + ARTICLE)
    shutil.rmtree(network.folder / network.address.split("/", 3)[3] / ARTICLE)
    outdate(tab)
    tab.goto(network.address + OTHER)
    wait_until(lambda: tab.evaluate(READ, network.address + ARTICLE) == "")


def test_a_slow_network_gives_way_to_what_is_kept_and_says_so(tab: Page, network: Network) -> None:
    kept(tab, network.address + ARTICLE)
    correct(network, ARTICLE, "Berichtigt")
    network.late = threading.Event()
    began = time.monotonic()
    tab.goto(network.address + ARTICLE)
    assert time.monotonic() - began < 10
    expect(tab.locator("main > .notice").first).to_contain_text(OFFLINE)
    network.late.set()
    network.late = None
    wait_until(lambda: "Berichtigt" in tab.evaluate(READ, network.address + ARTICLE))


def test_the_newest_articles_are_kept_together(tab: Page, network: Network) -> None:
    with_reading_aids(tab, network.address + ARTICLE, FOR_LATER).get_by_role(
        "button", name="Neueste Artikel behalten"
    ).click()
    expect(tab.locator(".reading__keep [role=status]")).to_have_text(
        "Startseite und 2 Artikel sind jetzt auch ohne Netz zu lesen."
    )
    assert HELD_BACK not in (network.folder / network.address.split("/", 3)[3] / "latest.json").read_text()
    network.down = True
    for path, headline in ((OTHER, "Der Deich"), ("", None)):
        tab.goto(network.address + path)
        assert tab.url == network.address + path
        if headline:
            assert tab.locator("h1").inner_text() == headline


def test_what_is_read_is_kept_once_a_reader_says_so(tab: Page, network: Network) -> None:
    with_reading_aids(tab, network.address + ARTICLE, FOR_LATER).get_by_label("Alles behalten, was ich lese").click()
    expect(tab.locator(".reading__keep [role=status]")).to_contain_text("bleibt auf diesem Gerät")
    tab.goto(network.address + OTHER)
    wait_until(lambda: tab.evaluate(READ, network.address + OTHER) != "")
    tab.goto(f"{network.address}datenschutz/")
    network.down = True
    tab.goto(network.address + OTHER)
    assert tab.locator("h1").inner_text() == "Der Deich"
    network.down = False
    with_reading_aids(tab, network.address + ARTICLE, FOR_LATER)
    expect(tab.get_by_label("Alles behalten, was ich lese")).to_be_checked()
    tab.goto(f"{network.address}unterwegs/")
    expect(tab.locator(".kept__list a")).to_have_count(2)
    assert sorted(tab.locator(".kept__list a").all_inner_texts()) == ["Das „Wasser“ & <mehr>", "Der Deich"]


def test_pages_are_let_go_one_by_one(tab: Page, network: Network) -> None:
    kept(tab, network.address + ARTICLE)
    kept(tab, network.address + OTHER)
    tab.goto(f"{network.address}unterwegs/")
    tab.get_by_role("button", name="Nicht mehr behalten: Das „Wasser“ & <mehr>").click()
    expect(tab.locator(".kept__list a")).to_have_text(["Der Deich"])
    with_reading_aids(tab, network.address + OTHER, FOR_LATER).get_by_role("button", name="Nicht mehr behalten").click()
    expect(tab.locator(".reading__keep [role=status]")).to_contain_text("nicht mehr auf diesem Gerät")
    tab.goto(f"{network.address}unterwegs/")
    expect(tab.get_by_text("Noch ist nichts behalten")).to_be_visible()
    left = tab.evaluate(
        "async () => (await (await caches.open((await caches.keys()).find((each) => each.includes('kept')))).keys())"
        ".map((each) => each.url)"
    )
    assert not [url for url in left if "/posts/" in url], "pictures go with their article"


@pytest.mark.parametrize("where", ["datenschutz/", "unterwegs/"])
def test_one_button_deletes_everything(tab: Page, network: Network, where: str) -> None:
    tab.on("dialog", lambda dialog: dialog.accept())
    kept(tab, network.address + ARTICLE)
    tab.get_by_role("radio", name="Große Schrift", exact=True).check(force=True)
    tab.locator(".scheme-switch").click()
    tab.evaluate("localStorage.setItem('magazine-draft-1', '{}'); localStorage.setItem('other', '1')")
    assert len(stored(tab)["caches"]) == 2
    tab.goto(network.address + where)
    tab.get_by_role("button", name="Alles löschen").click()
    expect(tab.locator(".stored [role=status]")).to_have_text("Alles gelöscht.")
    assert stored(tab) == {**NOTHING, "names": ["other"]}
    assert tab.evaluate("document.documentElement.style.fontSize") == ""
    network.down = True
    with pytest.raises(Error, match="ERR_"):
        tab.goto(f"{network.address}{ARTICLE}?new")


def test_drafts_are_asked_for(tab: Page, network: Network) -> None:
    tab.on("dialog", lambda dialog: dialog.dismiss())
    tab.goto(f"{network.address}datenschutz/")
    tab.evaluate("localStorage.setItem('magazine-draft-1', '{}')")
    tab.get_by_role("button", name="Alles löschen").click()
    assert stored(tab)["names"] == ["magazine-draft-1"]


def test_a_keeping_that_fails_is_told(tab: Page, network: Network) -> None:
    with_reading_aids(tab, network.address + ARTICLE, FOR_LATER)
    network.down = True
    tab.get_by_role("button", name="Für unterwegs behalten").click()
    expect(tab.locator(".reading__keep [role=status]")).to_contain_text("Das ging nicht.")


def test_a_magazine_that_no_longer_wants_it_takes_it_away(tab: Page, network: Network, tmp_path: Path) -> None:
    kept(tab, network.address + ARTICLE)
    newsroom = Newsroom(tmp_path / "without")
    write(newsroom)
    newsroom.magazine["reading"] = {"offline": False}
    newsroom.build(strict=True)
    served = network.folder / network.address.split("/", 3)[3]
    shutil.copytree(newsroom.site, served, dirs_exist_ok=True)
    tab.goto(network.address + OTHER)
    wait_until(lambda: stored(tab) == NOTHING)
    assert not newsroom.has("unterwegs/")
    assert '["text_size", "reading_aloud"]' in (newsroom.site / "assets/reading/words.json").read_text()


def test_a_preview_has_none_and_takes_away_what_is_there(context: BrowserContext, newsroom: Newsroom) -> None:
    newsroom.article()
    with previewing(newsroom) as preview:
        page = context.new_page()
        page.goto(preview.address + ARTICLE)
        page.evaluate("caches.open(`magazine-kept ${location.origin}/`).then(() => true)")
        page.evaluate("navigator.serviceWorker.register('/service-worker.js').then(() => true)")
        wait_until(lambda: stored(page) == NOTHING)
        page.get_by_role("button", name="Lesehilfen").click()
        expect(page.get_by_role("group", name="Schriftgröße")).to_be_visible()
        expect(page.locator(".reading__keep")).to_have_count(0)


def test_a_new_state_of_the_site_takes_the_place_of_the_old_files(tab: Page, network: Network) -> None:
    kept(tab, network.address + ARTICLE)
    served = network.folder / network.address.split("/", 3)[3]
    for name in ("assets/magazine.css", "service-worker.js"):
        file = served / name
        file.write_text(file.read_text().replace('VERSION="', 'VERSION="new') + "\n.new{}" * name.endswith("css"))
    tab.goto(network.address + OTHER)
    tab.evaluate("navigator.serviceWorker.getRegistration().then((each) => each.update()).then(() => true)")
    wait_until(lambda: [" new" in each for each in stored(tab)["caches"] if "-files" in each] == [True])
    network.down = True
    tab.goto(network.address + ARTICLE)
    assert ".new" in tab.evaluate("fetch(document.querySelector('link[rel=stylesheet]').href).then((a) => a.text())")
