"""Pictures in a real browser: what a phone takes, and the lightbox with mouse, keyboard, finger and without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from tests.browser.conftest import PHONE, shifts
from tests.newsroom import Newsroom
from tests.photos import chequered, developed, photo
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ARTICLE = "posts/2026/03/04/eins/"
TEXT = """Ein Absatz.

![Der zweite Kahn](zwei.png)
/// caption
Unterschrift zwei. Foto: Bo
///

![Der dritte Kahn](drei.svg)
/// caption
Zeichnung: Bo
///
"""


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with an article that shows three pictures, and one that shows one."""
    newsroom = Newsroom(tmp_path_factory.mktemp("pictured"))
    folder = "posts/2026/03/04"
    newsroom.write(f"{folder}/eins.jpg", developed(photo(3000, 2000), quality=95))
    newsroom.write(f"{folder}/zwei.png", developed(chequered(700, 500, 0), "PNG"))
    newsroom.write(
        f"{folder}/drei.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'><path d='M0 0h3v2'/></svg>"
    )
    image = {
        "src": "eins.jpg",
        "alt": "Der erste Kahn",
        "caption": "Eins.",
        "credit": "Foto: Ada",
        "licence": "CC0 1.0",
    }
    newsroom.article(text=TEXT, image=image)
    for day, title in ((5, "Zwei"), (3, "Drei"), (2, "Vier"), (1, "Fünf")):
        shown = {**image, "src": "../04/eins.jpg"}
        newsroom.article(f"2026/03/{day:02}/{title.lower()}.md", title=title, slug=f"a{day}", image=shown)
    newsroom.plugins = [{"magazine": newsroom.magazine}]  # all stand in the grid of the front page
    newsroom.build()
    with serving_files(newsroom.site) as address:
        yield address


def opened(tab: Page, site: str, name: str = "Der erste Kahn") -> None:
    tab.goto(site + ARTICLE)
    tab.get_by_role("link", name=name).click()
    expect(tab.get_by_role("dialog")).to_be_visible()


def large(tab: Page) -> str:
    return tab.locator("dialog img").get_attribute("alt") or ""


def requests(page: Page) -> list[str]:
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url.rpartition("/")[2])

    page.on("request", note)
    return asked


def test_a_phone_takes_a_small_avif(browser: Browser, pictured: str) -> None:
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    asked = requests(page)
    page.goto(pictured + ARTICLE)
    page.wait_for_load_state("networkidle")
    taken = [each.rpartition("-")[2] for each in asked if each.startswith("eins.")]
    assert taken[0] == "720.avif"
    assert set(taken) <= {"720.avif", "480.avif"}, "the other is on the card of a related article"
    page.goto(pictured + "ressort/kultur/")
    page.wait_for_load_state("networkidle")
    assert "480.avif" in {each.rpartition("-")[2] for each in asked}, "a card is small"
    context.close()


@pytest.mark.parametrize(
    ("width", "ratio", "wanted"), [(1280, 1, "960"), (1280, 2, "1920"), (390, 3, "1200"), (800, 1, "960")]
)
def test_every_screen_takes_the_width_it_shows(
    browser: Browser, pictured: str, width: int, ratio: int, wanted: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, device_scale_factor=ratio)
    page = context.new_page()
    page.goto(pictured + ARTICLE)
    image = page.locator(".article__picture img")
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.currentSrc").endswith(f"-{wanted}.avif")
    assert int(wanted) >= image.evaluate("image => image.clientWidth") * ratio
    context.close()


@pytest.mark.parametrize("place", ["article", "text", "lead", "row", "second", "third", "related"])
def test_sizes_say_how_wide_pictures_are_shown(browser: Browser, pictured: str, place: str) -> None:
    """The browser chooses before it knows the layout: `sizes` must not promise less than there will be."""
    where = {
        "article": (ARTICLE, ".article__picture"),
        "text": (ARTICLE, ".prose"),
        "lead": ("", ".card--lead"),
        "row": ("ressort/kultur/", ".card--row"),
        "second": ("", ".grid--second"),
        "third": ("", ".grid--third"),
        "related": (ARTICLE, ".related"),
    }[place]
    context = browser.new_context()
    page = context.new_page()
    page.goto(pictured + where[0])
    for width in (320, 390, 600, 800, 1000, 1024, 1150, 1280, 1600, 2000):
        page.set_viewport_size({"width": width, "height": 900})
        shown, told = page.locator(f"{where[1]} .picture").first.evaluate(
            """picture => {
                const fits = each => !each.startsWith("(min") || matchMedia(/^\\(.*?\\)/.exec(each)[0]).matches;
                const sizes = picture.querySelector("source").sizes.split(", ").find(fits);
                const probe = document.createElement("div");
                probe.style.cssText = `position:absolute;width:${sizes.replace(/^\\(min.*?\\) /, "")}`;
                document.body.append(probe);
                const told = probe.getBoundingClientRect().width;
                probe.remove();
                return [picture.getBoundingClientRect().width, told];
            }"""
        )
        assert shown <= told * 1.03 + 2, f"at {width}: {shown} shown, {told} told"
        if not (place == "text" and told > 584):
            assert shown >= min(told, 700) * 0.6, f"at {width}: {shown} shown, {told} told"
    context.close()


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}])
def test_nothing_moves_when_pictures_arrive(browser: Browser, pictured: str, viewport: dict[str, int]) -> None:
    context = browser.new_context(viewport=viewport)  # type: ignore[arg-type]
    page = context.new_page()

    def late(route: Route) -> None:
        page.wait_for_timeout(200)
        route.continue_()

    page.route("**/*.avif", late)
    for url in ("", ARTICLE, "ressort/kultur/"):
        page.goto(pictured + url)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert shifts(page) == []
    context.close()


def test_the_place_of_a_picture_has_its_placeholder(tab: Page, pictured: str) -> None:
    tab.route("**/*.avif", lambda route: None)  # never answered
    tab.goto(pictured + ARTICLE, wait_until="commit")
    styles = tab.locator("link[rel=stylesheet]").first
    styles.evaluate("link => link.sheet ? 1 : new Promise((loaded) => link.addEventListener('load', () => loaded(1)))")
    placeholder = tab.locator(".article__picture .placeholder")
    expect(placeholder).to_be_visible()
    box, image = placeholder.bounding_box(), tab.locator(".article__picture img").bounding_box()
    assert box
    assert image
    assert box["width"] >= image["width"] > 900
    assert box["height"] >= image["height"] > 500


def test_a_small_picture_is_not_enlarged(tab: Page, pictured: str) -> None:
    tab.set_viewport_size({"width": 1600, "height": 900})
    tab.goto(pictured + ARTICLE)
    assert tab.locator(".prose img").first.evaluate("image => image.clientWidth") <= 584


def test_the_lightbox_is_loaded_when_it_is_asked_for(tab: Page, pictured: str) -> None:
    asked = requests(tab)
    tab.goto(pictured + ARTICLE)
    tab.wait_for_load_state("networkidle")
    assert not [each for each in asked if "lightbox" in each]
    tab.get_by_role("link", name="Der erste Kahn").click()
    dialog = tab.get_by_role("dialog", name="Bilder des Artikels")
    expect(dialog).to_be_visible()
    assert [each for each in asked if "lightbox" in each] == ["lightbox.js", "lightbox.css"]
    expect(dialog.locator(".lightbox__caption")).to_have_text("Eins. Foto: Ada, CC0 1.0")
    expect(dialog.locator(".lightbox__position")).to_have_text("Bild 1 von 3")
    assert dialog.locator("img").evaluate("image => image.clientWidth") > 1000


BOXES = """() => ["img", "figcaption", ".lightbox__caption", ".lightbox__close"].flatMap((each) =>
    [...document.querySelectorAll(`dialog ${each}`)]).map((each) => {
        const { left, top, right, bottom } = each.getBoundingClientRect();
        return [left, top, right, bottom].map(Math.round);
    })"""
LONG = "Eine lange Unterschrift, die erzählt, was auf dem Bild zu sehen ist, wann und wo es entstand. " * 3


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site whose pictures are wide and tall, large and small, photographs and drawings."""
    newsroom = Newsroom(tmp_path_factory.mktemp("shapes"))
    folder, text = "posts/2026/03/04", ""
    for name, (width, height) in {"a": (1800, 600), "b": (700, 2400), "c": (2000, 2000), "d": (300, 200)}.items():
        drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'><path d='M0 0h9v9'/></svg>"
        newsroom.write(f"{folder}/{name}.jpg", developed(photo(width, height)))
        newsroom.write(f"{folder}/{name}.svg", drawing)
        text += "".join(f"![Bild](./{name}.{kind})\n/// caption\n{LONG}\n///\n\n" for kind in ("jpg", "svg"))
    newsroom.article(text=text)
    newsroom.build()
    with serving_files(newsroom.site) as address:
        yield address


@pytest.mark.parametrize(
    ("width", "height"), [(320, 568), (390, 844), (844, 390), (768, 1024), (1280, 600), (1280, 900), (1920, 1080)]
)
def test_the_whole_picture_and_its_caption_stand_in_the_window(
    context: BrowserContext, shapes: str, width: int, height: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.goto(shapes + ARTICLE)
    page.locator("a.picture").first.click()
    for number in range(8):
        image = page.locator("dialog img")
        expect(image).to_have_js_property("complete", True)
        picture, caption, close = page.evaluate(BOXES)
        told = f"picture {number}: {picture}, caption {caption}, button {close}"
        assert 0 <= picture[0] < picture[2] <= width, told
        assert close[3] <= picture[1] or close[0] >= picture[2], f"under the button: {told}"
        assert 0 <= picture[1] < picture[3] <= caption[1] < caption[3] <= height, told
        shape = image.evaluate("image => image.width / image.height * image.naturalHeight / image.naturalWidth")
        assert 0.97 < shape < 1.03, f"{shape}, {told}"
        larger = min(width, image.evaluate("image => image.naturalWidth"))
        fills = picture[2] - picture[0] >= larger * 0.6 or picture[3] - picture[1] >= (height - 48) * 0.5
        assert fills, f"small: {told}"
        page.keyboard.press("ArrowRight")


def test_arrows_and_buttons_lead_through_the_pictures(tab: Page, pictured: str) -> None:
    opened(tab, pictured)
    seen = [large(tab)]
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        tab.keyboard.press(key)
        seen.append(large(tab))
    assert [each.split()[1] for each in seen] == ["erste", "zweite", "dritte", "erste", "dritte"]
    tab.get_by_role("button", name="Voriges Bild").click()
    assert large(tab) == "Der zweite Kahn"
    expect(tab.locator(".lightbox__caption")).to_have_text("Unterschrift zwei. Foto: Bo")
    tab.get_by_role("button", name="Nächstes Bild").click()
    assert large(tab) == "Der dritte Kahn"
    assert tab.locator("dialog img").evaluate("image => image.clientWidth") > 600, "a drawing can be drawn at any size"
    tab.keyboard.press("ArrowLeft")
    assert tab.locator("dialog img").evaluate("image => image.clientWidth") == 700, "a photo cannot"


@pytest.mark.parametrize("way", ["Escape", "button", "beside"])
def test_the_lightbox_closes_and_gives_the_focus_back(tab: Page, pictured: str, way: str) -> None:
    opened(tab, pictured, "Der zweite Kahn")
    if way == "Escape":
        tab.keyboard.press("Escape")
    elif way == "button":
        tab.get_by_role("button", name="Schließen").click()
    else:
        tab.locator(".lightbox__picture").click(position={"x": 480, "y": 3})
    expect(tab.get_by_role("dialog")).to_be_hidden()
    assert tab.evaluate("document.activeElement.querySelector('img').alt") == "Der zweite Kahn"


def test_the_keyboard_alone_will_do(tab: Page, pictured: str) -> None:
    tab.goto(pictured + ARTICLE)
    tab.get_by_role("link", name="Der erste Kahn").focus()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("dialog")).to_be_visible()
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") == "Schließen"
    for _ in range(6):  # round and round: nothing of the page behind it is reached
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog")).to_be_hidden()
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("dialog")).to_be_visible()


def test_one_picture_needs_no_arrows(tab: Page, pictured: str) -> None:
    tab.goto(pictured + "posts/2026/03/05/a5/")
    tab.get_by_role("link", name="Der erste Kahn").click()
    expect(tab.get_by_role("dialog")).to_be_visible()
    expect(tab.get_by_role("button", name="Nächstes Bild")).to_have_count(0)


def swipe(page: Page, across: int, down: int = 0) -> None:
    """Move a finger over the screen."""
    client = page.context.new_cdp_session(page)
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 200, "y": 400}]})
    for step in range(1, 6):
        point = {"x": 200 + across * step / 5, "y": 400 + down * step / 5}
        client.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_leads_through_the_pictures(phone: Page, pictured: str) -> None:
    phone.goto(pictured + ARTICLE)
    phone.get_by_role("link", name="Der erste Kahn").tap()
    expect(phone.get_by_role("dialog")).to_be_visible()
    for across, down, alt in ((-150, 10, "zweite"), (-150, 0, "dritte"), (150, 0, "zweite"), (60, 200, "zweite")):
        swipe(phone, across, down)
        expect(phone.locator("dialog img")).to_have_attribute("alt", f"Der {alt} Kahn")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_without_scripts_a_picture_leads_to_its_large_file(browser: Browser, pictured: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pictured + ARTICLE)
    expect(page.locator(".article__picture img")).to_be_visible()
    page.get_by_role("link", name="Der erste Kahn").click()
    page.wait_for_url("**/eins.*-1920.jpg")
    context.close()


def test_where_the_script_does_not_come_too(tab: Page, pictured: str) -> None:
    tab.route("**/lightbox.*", lambda route: route.abort())
    tab.goto(pictured + ARTICLE)
    tab.get_by_role("link", name="Der erste Kahn").click()
    tab.wait_for_url("**/eins.*-1920.jpg")


def test_a_drawing_opened_by_itself_runs_nothing(tab: Page, tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    evil = "<svg xmlns='http://www.w3.org/2000/svg' onload='document.title=1'><script>document.title=1</script></svg>"
    newsroom.write("posts/2026/03/04/bild.svg", evil)
    newsroom.article(image={"src": "bild.svg", "alt": "A", "credit": "C"})
    newsroom.build()
    with serving_files(newsroom.site) as address:
        tab.goto(f"{address}posts/2026/03/04/bild.svg")
        assert tab.title() == ""
