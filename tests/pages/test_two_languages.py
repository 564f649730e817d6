"""A magazine in two languages, and in one that is easy to read: pages, listings, feeds, search engines, the search."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from magazine.locales import load
from magazine.pages.writing import languages_to_choose

from tests.newsroom import Newsroom, Page

SITE = "https://blatt.example/"
ORIGINAL, ENGLISH, EASY = "posts/2026/03/04/bruecke/", "posts/2026/03/05/bridge/", "posts/2026/03/06/leicht/"
LONELY, FRENCH, GERMAN = "posts/2026/03/08/lonely/", "posts/2026/03/09/pont/", "posts/2026/03/07/zwei/"
FILE = "posts/2026/03/04/bruecke.md"
VERSIONS = [("de", SITE + ORIGINAL), ("de-simple", SITE + EASY), ("en", SITE + ENGLISH)]
STANDFIRST = 'A standfirst says in two sentences what an article is about. It has "marks" and is long enough for all.'
TEXT = 'He said "well" and went away.\n\n## Running water\n\nMore of it ran.\n'


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A German magazine: an article in three languages, one in each of German, English and French only."""
    newsroom = Newsroom(tmp_path_factory.mktemp("german"))
    newsroom.settings = {"site_url": SITE}
    english = {"language": "en", "description": STANDFIRST}
    source = [{"title": "Akte", "url": "https://example.org/", "date": "2026-03-01"}]
    fix = [{"date": "2026-03-10", "text": "A number was wrong."}]
    newsroom.article(
        "2026/03/04/bruecke.md", 'Er sagte "gut" und ging.\n', title="Brücke", tags=["Brücken"], series="Wege"
    )
    newsroom.article(
        "2026/03/05/bridge.md",
        TEXT,
        title="Bridge",
        **english,
        translation_of=FILE,
        tags=["Bridges"],
        sources=source,
        corrections=fix,
        authors=["bo-muster"],
        kind="opinion",
        aliases=["/old-bridge/"],
    )
    newsroom.article(
        "2026/03/06/leicht.md",
        "Das ist die Donau-Brücke.\n",
        title="Die Brücke",
        language="de-easy",
        translation_of=FILE,
    )
    newsroom.article("2026/03/07/zwei.md", title="Zwei")
    newsroom.article("2026/03/08/lonely.md", "It runs.\n", title="Lonely", **english)
    newsroom.article("2026/03/09/pont.md", "Il court.\n", title="Pont", language="fr")
    newsroom.build()
    return newsroom


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """An English magazine with a German translation."""
    newsroom = Newsroom(tmp_path_factory.mktemp("english"))
    newsroom.settings = {"site_url": SITE, "theme": {"name": "material", "language": "en"}}
    newsroom.article("2026/03/04/bridge.md", TEXT, title="Bridge", description=STANDFIRST)
    newsroom.article(
        "2026/03/05/bruecke.md",
        title="Brücke",
        language="de",
        translation_of="posts/2026/03/04/bridge.md",
        tags=["Elbe"],
    )
    newsroom.build()
    return newsroom


def spoken(page: Page) -> Iterator[tuple[str, str]]:
    """The words of a page, each text with the language that it is said to be in; also those of attributes."""

    def walk(element: Any, language: str) -> Iterator[tuple[str, str]]:
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "template", "svg"):
            return
        language = element.get("lang", language)
        yield from ((element.get(name), language) for name in ("aria-label", "title", "alt") if element.get(name))
        yield from ((text, language) for text in [(element.text or "").strip()] if text)
        for child in element:
            yield from walk(child, language)
            yield from ((text, language) for text in [(child.tail or "").strip()] if text)

    yield from walk(page.one("body"), page.one("html").get("lang"))


def hreflang(page: Page) -> list[tuple[str, str]]:
    return [(each.get("hreflang"), each.get("href")) for each in page.all("head link[hreflang]")]


def data(page: Page) -> dict[str, Any]:
    graph: list[dict[str, Any]] = json.loads(page.one('script[type="application/ld+json"]').text)["@graph"]
    return graph[0]


@pytest.mark.parametrize(
    ("url", "language"),
    [
        (ORIGINAL, "de"),
        (ENGLISH, "en"),
        (EASY, "de-simple"),
        (LONELY, "en"),
        (FRENCH, "fr"),
        ("", "de"),
        ("old-bridge/", "en"),
    ],
)
def test_a_page_is_in_the_language_of_its_article(german: Newsroom, url: str, language: str) -> None:
    assert german.page(url).one("html").get("lang") == language


def test_labels_dates_and_typography_are_those_of_the_language(german: Newsroom) -> None:
    page = german.page(ENGLISH)
    assert page.text(".byline__authors") == "By Bo Muster"
    assert page.text(".byline > p > time") == "March 5, 2026"
    assert page.text(".sources h2") == "Sources"
    assert page.text(".sources time") == "March 1, 2026"
    assert page.text(".corrections time") == "March 10, 2026"
    assert page.text("a.skip") == "Skip to content"
    assert "“well”" in page.text(".prose")
    assert "“marks”" in page.text(".standfirst")
    assert page.one("a.headerlink").get("title") == "Link to this section"
    assert "„gut“" in german.page(ORIGINAL).text(".prose")


def test_every_word_says_its_language(german: Newsroom) -> None:
    said = dict(spoken(german.page(ENGLISH)))
    expected = dict.fromkeys(
        ["Hinweis:", "Kultur", "Ein Magazin, das es nur in Tests gibt.", "Dunkle Darstellung"], "de"
    )
    expected |= dict.fromkeys(
        ["Opinion", "Menu", "Authors", "Written by", "Navigation", "Sources", "Back to top"], "en"
    )
    expected |= {
        "Auf Deutsch": "de",
        "In Leichter Sprache": "de-simple",
        "Leichte Sprache": "de-simple",
        "Français": "fr",
    }
    assert {word: said[word] for word in expected} == expected


def test_without_words_of_ours_labels_are_the_magazines(german: Newsroom) -> None:
    said = dict(spoken(german.page(FRENCH)))
    found = {
        word: said[word] for word in ("Von", "Pont", "Il court.", "Menü", "Geschrieben von", "Mehr zum Thema", "Brücke")
    }
    assert found == {
        "Von": "de", "Pont": "fr", "Il court.": "fr", "Menü": "de", "Geschrieben von": "de", "Mehr zum Thema": "de",
        "Brücke": "de",
    }  # fmt: skip


def test_headlines_on_other_pages_say_their_language(german: Newsroom) -> None:
    for url in ("", "ressort/kultur/", "autoren/ada-beispiel/", "archiv/2026/03/", GERMAN):
        said = dict(spoken(german.page(url)))
        assert said["Lonely"] == "en", url
        assert said.get("Brücke", "de") == "de", url
    assert dict(spoken(german.page("sprache/en/")))["Bridge"] == "en"


@pytest.mark.parametrize(
    ("url", "others"),
    [
        (ORIGINAL, {EASY: "In Leichter Sprache", ENGLISH: "In English"}),
        (ENGLISH, {ORIGINAL: "Auf Deutsch", EASY: "In Leichter Sprache"}),
        (EASY, {ORIGINAL: "Auf Deutsch", ENGLISH: "In English"}),
    ],
)
def test_versions_lead_to_each_other(german: Newsroom, url: str, others: dict[str, str]) -> None:
    page = german.page(url)
    links = page.all(".byline a[hreflang]")
    assert {page.lead(each.get("href")): each.text for each in links} == others
    assert all(each.get("lang") == each.get("hreflang") and each.get("rel") == "alternate" for each in links)
    assert hreflang(page) == VERSIONS


def test_an_article_in_one_language_only_says_so_to_readers_of_each(german: Newsroom) -> None:
    assert german.page(GERMAN).texts(".byline p:not(.printed-address)")[-3:-1] == ["Nur auf Deutsch", "Only in German"]
    assert german.page(LONELY).texts(".byline p:not(.printed-address)")[-3:-1] == [
        "Only in English",
        "Nur auf Englisch",
    ]
    assert dict(spoken(german.page(LONELY)))["Nur auf Englisch"] == "de"
    assert hreflang(german.page(GERMAN)) == []


def test_sitemaps_know_the_versions(german: Newsroom) -> None:
    tree = etree.parse(german.site / "sitemap.xml").getroot()
    link = "{http://www.w3.org/1999/xhtml}link"
    found = {url[0].text: [(each.get("hreflang"), each.get("href")) for each in url.iter(link)] for url in tree}
    assert {url for url, versions in found.items() if versions} == {address for _, address in VERSIONS}
    assert all(found[address] == VERSIONS for _, address in VERSIONS)
    assert SITE + "sprache/en/" in found


def test_structured_data_say_what_is_a_translation_of_what(german: Newsroom) -> None:
    original, translation = data(german.page(ORIGINAL)), data(german.page(ENGLISH))
    assert (original["inLanguage"], translation["inLanguage"]) == ("de", "en")
    assert translation["translationOfWork"]["@id"] == original["@id"]
    assert {each["@id"]: each["inLanguage"] for each in original["workTranslation"]} == {
        f"{SITE}{ENGLISH}#article": "en",
        f"{SITE}{EASY}#article": "de-simple",
    }
    assert "workTranslation" not in translation
    assert not {"workTranslation", "translationOfWork"} & data(german.page(GERMAN)).keys()
    assert data(german.page("sprache/en/"))["inLanguage"] == "en"


def headlines(page: Page) -> set[str]:
    return set(page.texts(".card__headline, .headlines a"))


def test_no_list_has_a_work_twice(german: Newsroom) -> None:
    for url in ("", "ressort/kultur/", "archiv/2026/03/"):
        assert headlines(german.page(url)) == {"Brücke", "Zwei", "Lonely", "Pont"}, url
    feed = json.loads((german.site / "feed.json").read_text())
    assert {each["title"]: each["language"] for each in feed["items"]} == {
        "Brücke": "de", "Zwei": "de", "Lonely": "en", "Pont": "fr",
    }  # fmt: skip


def test_who_wrote_a_translation_and_its_tags_have_pages(german: Newsroom) -> None:
    assert headlines(german.page("autoren/bo-muster/")) == {"Bridge"}
    assert headlines(german.page("thema/bridges/")) == {"Bridge"}


def test_each_other_language_has_a_listing_and_a_feed(german: Newsroom) -> None:
    page = german.page("sprache/en/")
    assert page.text("h1") == "English"
    assert page.text(".page-head__description") == "All articles in English, the newest first."
    assert headlines(page) == {"Lonely", "Bridge"}
    feed = json.loads((german.site / "sprache/en/feed.json").read_text())
    assert (feed["language"], [each["title"] for each in feed["items"]]) == ("en", ["Lonely", "Bridge"])
    assert german.page("sprache/de-simple/").text("h1") == "Leichte Sprache"
    assert "sprache/en/" in german.page("").leads("footer a")
    assert "sprache/en/feed.xml" in german.page(ENGLISH).leads('head link[type="application/rss+xml"]')
    assert not german.has("sprache/de/")


def test_entries_of_a_feed_say_their_language(german: Newsroom) -> None:
    tree = etree.parse(german.site / "feed.xml")
    item = next(each for each in tree.iter("item") if each.findtext("title") == "Lonely")
    assert item.findtext("{http://purl.org/dc/elements/1.1/}language") == "en"
    text = html.fragment_fromstring(item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded"), "div")
    assert [(each.tag, each.get("lang")) for each in text] == [("p", "de"), ("div", "en")]


def test_neighbours_and_related_articles_of_a_translation_are_in_its_language(german: Newsroom) -> None:
    page = german.page(ENGLISH)
    assert page.leads(".neighbours a, .related h3 a") == [LONELY]
    assert ENGLISH not in german.page(GERMAN).leads(".related a, .neighbours a")


def test_the_search_has_stems_of_each_language(german: Newsroom) -> None:
    folder = german.site / "search-index"

    def read(kind: str, name: str) -> Any:
        return json.loads(zlib.decompress((folder / kind / f"{name}.packed").read_bytes()))

    meta = read("meta", json.loads((folder / "entry.json").read_text())["meta"])
    stems = {stem for _, name in meta["chunks"] for stem in read("words", name)}
    assert meta["languages"] == ["en", "fr"]
    assert {"run", "bruck"} <= stems
    shown = [read("result", path.stem) for path in (folder / "result").iterdir()]
    languages = {each["title"]: (each.get("language"), each.get("languageName")) for each in shown if "date" in each}
    assert languages["Bridge"] == ("en", "Englisch")
    assert languages["Die Brücke"] == ("de-simple", "Leichte Sprache")
    assert languages["Zwei"] == (None, None)


def test_words_for_passing_on_are_those_of_the_page(german: Newsroom) -> None:
    name = german.page(ENGLISH).one(".share").get("data-words")
    assert json.loads((german.site / "assets" / name).read_text())["title"] == "Pass it on"
    assert german.page(GERMAN).one(".share").get("data-words") is None


def test_an_easy_text_is_not_hyphenated(german: Newsroom) -> None:
    style = german.page(EASY).one('link[href$="assets/easy.css"]')
    assert "hyphens:none" in (german.site / german.page(EASY).lead(style.get("href"))).read_text()


def test_an_english_magazine_with_a_german_translation(english: Newsroom) -> None:
    page = english.page("posts/2026/03/05/bruecke/")
    assert page.one("html").get("lang") == "de"
    assert page.text(".byline__authors") == "Von Ada Beispiel"
    assert page.texts(".byline a[hreflang]") == ["In English"]
    assert english.page("posts/2026/03/04/bridge/").texts(".byline a[hreflang]") == ["Auf Deutsch"]
    assert headlines(english.page("")) == {"Bridge"}
    assert headlines(english.page("language/de/")) == {"Brücke"}
    assert english.page("language/de/").text("h1") == "Deutsch"


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A German magazine whose settings have their texts in English, too, as far as they are translated."""
    newsroom = Newsroom(tmp_path_factory.mktemp("translated"))
    newsroom.settings = {"site_url": SITE}
    newsroom.magazine = {
        "disclaimer": {
            "title": {"de": "Hinweis", "en": "Note"},
            "text": {"de": 'Dies ist "kein" Amt.', "en": 'This is "no" authority.', "de-easy": "Kein Amt."},
        },
        "sections": {"kultur": {"de": "Kultur", "en": "Culture"}, "politik": {"title": {"de": "Politik"}}},
        "description": {"en": "A magazine that only tests have."},
    }
    newsroom.article("2026/03/04/eins.md", title="Eins", categories=["kultur"])
    newsroom.article("2026/03/05/one.md", "It runs.\n", title="One", language="en", categories=["Kultur"])
    newsroom.article("2026/03/06/two.md", "It runs.\n", title="Two", language="en", categories=["politik"])
    newsroom.article("2026/03/07/trois.md", "Il court.\n", title="Trois", language="fr", categories=["kultur"])
    newsroom.article("2026/03/08/leicht.md", "Es läuft.\n", title="Leicht", language="de-easy", categories=["kultur"])
    newsroom.build()
    return newsroom


ENGLISH_WORDS = {"Note:", "This is “no” authority.", "Culture", "A magazine that only tests have."}
GERMAN_WORDS = {"Hinweis:", "Dies ist „kein“ Amt.", "Kultur", "Ein Magazin, das es nur in Tests gibt."}


@pytest.mark.parametrize(
    ("url", "words", "language"),
    [
        ("posts/2026/03/04/eins/", GERMAN_WORDS, "de"),
        ("posts/2026/03/05/one/", ENGLISH_WORDS, "en"),
        ("sprache/en/", ENGLISH_WORDS, "en"),
        ("posts/2026/03/07/trois/", GERMAN_WORDS, "de"),
        ("posts/2026/03/08/leicht/", GERMAN_WORDS - {"Dies ist „kein“ Amt."}, "de"),
        ("", GERMAN_WORDS, "de"),
    ],
)
def test_texts_of_the_settings_are_in_the_language_of_the_page(
    translated: Newsroom, url: str, words: set[str], language: str
) -> None:
    said = dict(spoken(translated.page(url)))
    assert {word: said.get(word) for word in words} == dict.fromkeys(words, language)
    assert not (ENGLISH_WORDS | GERMAN_WORDS) - words & said.keys() - {"Dies ist „kein“ Amt."}
    assert said["Politik"] == "de"  # not translated


def test_a_notice_may_be_in_two_languages(translated: Newsroom) -> None:
    said = dict(spoken(translated.page("posts/2026/03/08/leicht/")))
    assert (said["Hinweis:"], said["Kein Amt."], said["Hinweis"]) == ("de", "de-simple", "de")


def test_each_place_of_a_section_has_its_title_in_the_language_of_the_page(translated: Newsroom) -> None:
    page = translated.page("posts/2026/03/05/one/")
    for place in (".masthead__nav", ".article__head .kicker", "footer"):
        link = page.one(f'{place} a[href*="ressort/kultur/"]')
        assert (link.text_content().strip(), link.get("lang")) == ("Culture", None), place
    for place in (".masthead__nav", "footer"):
        assert page.one(f'{place} a[href*="ressort/politik/"]').get("lang") == "de", place
    kicker = translated.page("posts/2026/03/06/two/").one(".article__head .kicker a")
    assert (kicker.text_content(), kicker.get("lang")) == ("Politik", "de")
    shown = translated.page("sprache/en/").all(".card .kicker a")
    assert [(each.text_content(), each.get("lang")) for each in shown] == [("Politik", "de"), ("Culture", None)]
    assert page.one('meta[property="article:section"]').get("content") == "Culture"
    assert data(page)["articleSection"] == ["Culture"]


def test_feeds_have_the_notice_in_the_language_of_their_texts(translated: Newsroom) -> None:
    items = json.loads((translated.site / "feed.json").read_text())["items"]
    notices = {each["title"]: html.fragment_fromstring(each["content_html"], "div")[0] for each in items}
    found = {title: (notice.get("lang"), notice.text_content()) for title, notice in notices.items()}
    own, english = 'Dies ist "kein" Amt.', 'This is "no" authority.'
    assert found == {
        "Eins": (None, own), "One": ("en", english), "Two": ("en", english), "Trois": ("de", own),
        "Leicht": ("de-simple", "Kein Amt."),
    }  # fmt: skip
    assert {each["title"]: each["tags"][0] for each in items if each["title"] in ("Eins", "One")} == {
        "Eins": "Kultur",
        "One": "Culture",
    }
    feed = json.loads((translated.site / "sprache/en/feed.json").read_text())
    assert feed["user_comment"] == english


def test_a_new_translation_is_seen_in_the_next_build(newsroom: Newsroom) -> None:
    newsroom.article(title="One", language="en", categories=["kultur"])
    for word in ("Culture", "Arts"):
        newsroom.magazine["sections"] = {"kultur": {"de": "Kultur", "en": word}}
        newsroom.build()
        assert newsroom.page("posts/2026/03/04/eins/").text(".article__head .kicker a") == word


@pytest.mark.parametrize(
    "settings",
    [
        {"sections": {"kultur": {"en": "Culture"}}},
        {"sections": {"kultur": {"de": "Kultur", "nirgendisch": "X"}}},
        {"sections": {"kultur": {"de": "Kultur", "en": ""}}},
        {"disclaimer": {"title": {"en": "Note"}, "text": "Text"}},
        {"description": {"en": 7}},
        {"description": "A text"},
    ],
)
def test_a_wrong_text_of_a_language_is_told(newsroom: Newsroom, settings: dict[str, Any]) -> None:
    newsroom.magazine |= settings
    done = newsroom.mkdocs("build")
    assert done.returncode == 1
    assert f"'{next(iter(settings))}'" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_of_it_is_in_a_magazine_of_one_language(newsroom: Newsroom) -> None:
    newsroom.settings = {"site_url": SITE}
    newsroom.article("2026/03/04/eins.md")
    newsroom.article("2026/03/05/zwei.md", language="de")
    newsroom.build()
    page = newsroom.page("posts/2026/03/04/eins/")
    assert not page.all("[hreflang]")
    assert "Nur auf" not in page.source
    assert not [each for each in spoken(page) if each[1] != "de"]
    assert not (newsroom.site / "sprache").exists()
    assert b"xhtml" not in (newsroom.site / "sitemap.xml").read_bytes()
    assert not [*Path(newsroom.site, "assets").glob("share-*.json")]


def test_nothing_held_back_is_named(newsroom: Newsroom) -> None:
    newsroom.settings = {"site_url": SITE}
    newsroom.article("2026/03/04/eins.md", title="Eins")
    newsroom.article(
        "2026/03/05/one.md", title="Secret", language="en", translation_of="posts/2026/03/04/eins.md", draft=True
    )
    newsroom.build()
    for path in newsroom.site.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"Secret" not in content, path
        assert b"/one/" not in content, path
    newsroom.build(preview=True)
    assert newsroom.page("posts/2026/03/04/eins/").texts(".byline a[hreflang]") == ["In English"]


def test_norwegian_needs_no_quotation_marks(newsroom: Newsroom) -> None:
    """YAML takes the tag `no` for a refusal."""
    newsroom.magazine["description"] = {False: "Et magasin.", "en": "A magazine."}
    newsroom.article("2026/03/05/en.md", title="En", language="en")
    newsroom.build(strict=True)
    assert newsroom.page("posts/2026/03/05/en/").text(".footer__columns > div > p:nth-of-type(2)") == "A magazine."


@pytest.mark.parametrize("language", ["de", "de-AT", "en"])
def test_the_form_offers_each_language_once(language: str) -> None:
    offered = languages_to_choose(load(language), ["de-simple", "fr"])
    names = [each["name"] for each in offered.values()]
    assert len(names) == len(set(names))
    assert {"de-easy", "fr"} <= offered.keys() if language != "en" else {"en-easy", "de", "fr"} <= offered.keys()
