"""Whatever an article, a biography or a standing page has in it: the page around it stays what it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import BrowserContext, Route

from tests.attacks import attacks
from tests.newsroom import AUTHORS, Newsroom
from tests.servers import serving_files

pytestmark = [pytest.mark.without_policy, pytest.mark.browser, pytest.mark.xdist_group("browser")]

PARTS = 4  # so many articles have all attacks between them
_ARTICLES = [f"posts/2026/03/{part + 1:02}/teil/" for part in range(PARTS)]
URLS = [*_ARTICLES, "seite/", "posts/2026/03/20/bio/", "autoren/eve/"]
SEEN = """() => {
  const notice = document.querySelector("aside.disclaimer");
  const box = notice.getBoundingClientRect();
  const points = [[0.1, 0.3], [0.5, 0.5], [0.9, 0.7]].map(([x, y]) =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const first = [...document.body.children].find((each) => !each.matches(".skip, script, [data-md-component]"));
  const ids = [...document.querySelectorAll("[id]")].map((each) => each.id);
  const link = document.querySelector("a.masthead__name");
  return {
    disclaimers: document.querySelectorAll("aside.disclaimer, .disclaimer").length,
    visible: box.height > 20 && box.top >= 0 && getComputedStyle(notice).visibility === "visible",
    onTop: points.every((each) => notice.contains(each)),
    first: first === notice,
    home: new URL(link.href).host === location.host,
    doubled: ids.filter((each, index) => ids.indexOf(each) !== index),
    attacked: Boolean(window.attacked),
    marked: document.querySelectorAll(".attack").length,
    scripts: document.querySelectorAll("main script:not([type]), main iframe, main [onerror], main [style]").length,
  };
}"""
EXPECTED = {
    "disclaimers": 1, "visible": True, "onTop": True, "first": True, "home": True, "doubled": [], "attacked": False,
    "marked": 0, "scripts": 0,
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    newsroom = Newsroom(tmp_path_factory.mktemp("hostile"))
    every = [each for each in attacks() if "\x00" not in each and "\x01" not in each]
    for part in range(PARTS):
        text = "\n\n".join(every[part::PARTS])
        newsroom.article(f"2026/03/{part + 1:02}/teil.md", f"Anfang.\n\n{text}\n", title=f"Teil {part}")
    newsroom.write("seite.md", f"---\ntitle: Seite\n---\n\n{'  '.join(every[::PARTS])}\n")
    newsroom.nav.append("seite.md")
    hostile = {**AUTHORS["authors"], "eve": {"name": "Eve", "bio": " ".join(every[::40])}}
    newsroom.write("authors.yml", yaml.safe_dump({"authors": hostile}))
    newsroom.article("2026/03/20/bio.md", title="Biografie", authors=["eve"])
    newsroom.build(preview=True)
    with serving_files(newsroom.site) as address:
        yield newsroom.site, address


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "url",
    [
        *(f"posts/2026/03/{part + 1:02}/teil/" for part in range(PARTS)),
        "seite/",
        "posts/2026/03/20/bio/",
        "autoren/eve/",
    ],
)
def test_the_disclaimer_is_first_on_top_and_the_only_one(
    context: BrowserContext, site: tuple[Path, str], url: str, width: int
) -> None:
    folder, address = site
    assert (folder / url / "index.html").exists()
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    context.route(lambda other: not other.startswith(address), answer)
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}{url}")
    assert page.evaluate(SEEN) == EXPECTED
    assert asked == []
