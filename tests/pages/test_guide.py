"""The style guide: a preview has it and no build; it is complete, and made of the real partials."""

import re
from pathlib import Path

import pytest
import yaml
from magazine.pages.guide import EXAMPLES

from tests.newsroom import REPOSITORY, Newsroom, Page
from tests.test_styles import classes_with_rules, sources

OVERRIDES = REPOSITORY / "overrides"
LANGUAGES = ("de", "en")
GUIDES = {"de": "gestaltung/", "en": "design/"}

NOT_SHOWN = {
    "partials/head.html": "stands in the head of pages, where nobody sees it",
    "partials/policy.html": "stands in the head of pages, but not of the preview's",
    "partials/social.html": "stands in the head of pages",
    "partials/structured_data.html": "stands in the head of pages",
    "partials/localized.html": "elements with a text of the settings, for others",
    "partials/theme_words.html": "words of the theme, for others",
}
"""Partials that the guide does not show, and why. A new one is shown, or named here."""

NOT_WORN = {
    "js": "of the whole page: scripts are on",
    "standing": "of the whole page: its left edge",
    "ways": "on the page of addresses that do not exist, which is no part",
    "share__server": "made by a script when a reader asks",
    "lightbox--single": "put on by a script, if there is but one picture",
    "kept__list": "on the page of what is kept",
    "printed-address": "on paper, of what has an address",
    "search-dialog": "made by a script when a reader asks",
}
"""Classes of the sheets below that nothing in the guide has, and why."""

SHEETS = (
    "beside.css",
    "listing.css",
    "charts.css",
    "opinion.css",
    "advertisement.css",
    "lightbox.css",
    "search/search.css",
)
ELEMENTS = (
    "h2 h3 h4 p a em strong del ins mark code pre kbd sub sup abbr i hr ul ol li dl dt dd blockquote figure figcaption "
    "img table thead th td details summary aside svg"
).split()
"""What Markdown makes of a text."""


def newsroom_in(folder: Path, language: str = "de") -> Newsroom:
    newsroom = Newsroom(folder)
    newsroom.settings["theme"] = {"language": language}
    newsroom.article(categories=["kultur"])
    newsroom.article("2026/03/05/zwei.md", categories=["politik"])
    return newsroom


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Page:
    newsroom = newsroom_in(tmp_path_factory.mktemp("guide"))
    newsroom.settings["repo_url"] = "https://github.com/beispiel/magazin"
    newsroom.build(preview=True)
    return newsroom.page(GUIDES["de"])


def test_a_preview_has_it_and_a_build_has_not(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(preview=True)
    assert newsroom.has("gestaltung")
    newsroom.build()
    assert not (newsroom.site / "gestaltung").exists()
    texts = [path for path in newsroom.site.rglob("*") if path.suffix in {".html", ".css", ".js", ".json", ".xml"}]
    assert [path for path in texts if re.search(r"gestaltung|specimen", path.read_text(encoding="utf-8"))] == []


def test_nothing_leads_to_it(newsroom: Newsroom) -> None:
    newsroom.settings["site_url"] = "https://example.org/"
    newsroom.article()
    config = newsroom.build(preview=True)
    for path in newsroom.site.rglob("*.html"):
        url = path.relative_to(newsroom.site).as_posix()
        if url not in {"gestaltung/index.html", "problems.html"}:
            assert not [lead for lead in Page(path, url).leads("a[href]") if lead.startswith("gestaltung")], url
    index = config.plugins["magazine"].build.outputs.index()  # type: ignore[attr-defined]
    found = [entry.id for entry in index.entries]
    assert found
    assert not [each for each in found if "gestaltung" in each]


def test_search_engines_are_asked_to_leave_it_out(guide: Page) -> None:
    assert guide.meta("robots") == "noindex"
    assert not guide.all('script[type="application/ld+json"]')
    assert not guide.all('meta[property^="og:"]')


@pytest.mark.parametrize(("language", "url"), GUIDES.items())
def test_it_is_in_the_language_of_the_magazine(tmp_path: Path, language: str, url: str) -> None:
    newsroom = newsroom_in(tmp_path, language)
    newsroom.build(preview=True)
    page = newsroom.page(url)
    shown = {path.stem for path in (EXAMPLES / language / "articles").glob("*.md")}
    assert {each.get("id").removeprefix("guide-") for each in page.all(".specimen")} >= shown
    titles = [yaml.safe_load(each.read_text().split("---")[1])["title"] for each in components(language)]
    assert set(titles) < set(page.texts(".specimen__title"))
    assert page.texts("h1")[0] == {"de": "Gestaltung", "en": "Design"}[language]


def test_it_is_english_where_there_are_no_examples(newsroom: Newsroom) -> None:
    newsroom.settings["theme"] = {"language": "fr"}
    newsroom.article()
    newsroom.build(preview=True)
    assert "Ada Example" in newsroom.page("design/").texts(".author-card__name")


def components(language: str) -> list[Path]:
    return sorted((EXAMPLES / language / "markdown").glob("*.md"))


def test_every_language_has_the_same_examples() -> None:
    files = [{path.relative_to(EXAMPLES / each) for path in (EXAMPLES / each).rglob("*.*")} for each in LANGUAGES]
    assert files[0] == files[1]
    assert len(files[0]) > 20


def test_a_page_of_the_magazine_keeps_its_address(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.write("gestaltung.md", "# Wie wir gestalten\n\nMit Bedacht.\n")
    newsroom.nav.append("gestaltung.md")
    newsroom.build(preview=True)
    assert newsroom.page("gestaltung/").text(".prose p") == "Mit Bedacht."


def test_a_magazine_without_sections_has_it(newsroom: Newsroom) -> None:
    newsroom.magazine["sections"] = {}
    newsroom.magazine["disclaimer"] = False
    newsroom.article(categories=None)
    newsroom.build(preview=True)
    assert len(newsroom.page("gestaltung/").all(".specimen")) > 40


def test_an_edit_of_a_partial_shows(newsroom: Newsroom) -> None:
    """What is shown is made of it, not a copy."""
    newsroom.settings["theme"] = {"custom_dir": str(newsroom.root / "own")}
    own = newsroom.root / "own/partials/article"
    own.mkdir(parents=True)
    (own / "sources.html").write_text("<p class='mine'>{{ article.sources | length }}</p>")
    newsroom.article()
    newsroom.build(preview=True)
    assert newsroom.page("gestaltung/").texts("p.mine") == ["2", "5"]


def partials() -> list[str]:
    return sorted(path.relative_to(OVERRIDES).as_posix() for path in (OVERRIDES / "partials").rglob("*.html"))


def reached(names: set[str]) -> set[str]:
    """Return the templates that these include or import, and those that they do."""
    texts = [(OVERRIDES / name).read_text(encoding="utf-8") for name in names if (OVERRIDES / name).exists()]
    found = {name for text in texts for name in re.findall(r'(?:include|import|from) "([^"~]+\.html)"', text)}
    return names if found <= names else reached(names | found)


def test_every_partial_is_shown(guide: Page) -> None:
    """Where its name stands it is part of what is shown."""
    named = {name for each in guide.all(".specimen") for name in each.get("data-files").split()}
    made_of = reached({path.relative_to(OVERRIDES).as_posix() for path in (OVERRIDES / "guide").glob("*.html")})
    assert set(partials()) - named == NOT_SHOWN.keys(), "show it in overrides/guide, or say in NOT_SHOWN why not"
    assert {name for name in named if name.startswith("partials/") and name.endswith(".html")} <= made_of
    assert [name for name in named if not (OVERRIDES / name).is_file()] == []
    assert [each.get("id") for each in guide.all(".specimen__shown") if not each.text_content().strip()] == []


def test_every_class_of_the_styles_is_shown(guide: Page) -> None:
    sheets = {
        path: text for path, text in sources(".css").items() if "partials/styles" in path or path.endswith(SHEETS)
    }
    styled = classes_with_rules(text for path, text in sheets.items() if not path.endswith("guide.css"))
    shown = {name for each in guide.all("[class]") for name in each.get("class").split()}
    assert len(styled) > 100
    assert {name for name in styled - shown if not name.endswith("__")} == NOT_WORN.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_element_of_markdown_is_shown(tmp_path: Path, language: str) -> None:
    newsroom = newsroom_in(tmp_path, language)
    newsroom.build(preview=True)
    page = newsroom.page(GUIDES[language])
    assert [name for name in ELEMENTS if not page.all(f".guide__text .prose {name}")] == []
    assert len(page.all(".guide__text .chart")) == 3
    assert not page.all(".prose code.language-chart"), "a chart with a mistake stays as it is written"


def test_ids_are_there_once_and_links_lead_to_them(guide: Page) -> None:
    ids = [each.get("id") for each in guide.all("[id]")]
    assert {each for each in ids if ids.count(each) > 1} == set()
    targets = {href[1:] for href in guide.hrefs("a[href^='#']")}
    assert targets
    assert targets - {*ids} == set()
    for attribute in ("aria-labelledby", "aria-controls", "aria-describedby", "for"):
        named = {name for each in guide.all(f"[{attribute}]") for name in each.get(attribute).split()}
        assert named - {*ids} == set(), attribute


def test_the_contents_name_every_component(guide: Page) -> None:
    assert guide.hrefs(".guide__contents li li a") == [f"#{each.get('id')}" for each in guide.all(".specimen")]


def test_cards_lead_to_the_articles_on_the_page(guide: Page) -> None:
    leads = {lead for lead in guide.leads(".card__headline a") if lead.startswith("gestaltung/#")}
    assert len(leads) > 5
    assert all(guide.all(lead.removeprefix("gestaltung/")) for lead in leads)


def test_pictures_are_there(guide: Page) -> None:
    addresses = {guide.lead(each.get("src")) for each in guide.all("main img")}
    assert len(addresses) == len([*EXAMPLES.glob("*.svg")])
    assert all((guide.path.parents[1] / address).is_file() for address in addresses)


def test_results_look_like_those_of_the_search(guide: Page) -> None:
    """Its script makes them; here they are written."""
    script = (OVERRIDES / "assets/search/panel.js").read_text(encoding="utf-8")
    made = {name for each in re.findall(r'element\("\w+", "([^"]+)"', script) for name in each.split()}
    made |= {
        name
        for each in re.findall(r'advertisement \? "([^"]+)" : "([^"]+)"', script)
        for name in " ".join(each).split()
    }
    written = {name for each in guide.all(".hit, .hit [class]") for name in each.get("class").split()}
    assert made - {"label--held"} == written


def test_every_colour_and_size_is_shown(guide: Page) -> None:
    light = (OVERRIDES / "partials/styles/light.css").read_text(encoding="utf-8")
    tokens = (OVERRIDES / "partials/styles/tokens.css").read_text(encoding="utf-8")
    colours = re.findall(r"(--[\w-]+): #", light)
    sizes = re.findall(r"(--[\w-]+): (?:clamp\(|[\d.]+rem;)", tokens)
    assert len(colours) > 5
    assert {*colours} == {*guide.texts(".guide__scheme--light li code:not(.guide__value)")}
    assert {*guide.texts(".guide__sizes dt")} == {*sizes} - {"--gutter", "--gap", "--hang", "--measure"}
