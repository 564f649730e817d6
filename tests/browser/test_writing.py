"""Writing in the browser: what is typed into the form arrives on GitHub as an article that passes every check."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from click.testing import CliRunner
from magazine.commands.main import main
from magazine.content.manuscript import read_manuscript
from magazine.content.slugs import slug
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from tests.browser.conftest import shifts
from tests.newsroom import STANDFIRST, Newsroom
from tests.photos import developed, photo
from tests.servers import serving_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

REPOSITORY = "https://github.com/example/magazin"
TEXT = "Der erste Absatz des Textes.\n\n## Eine Zwischenüberschrift\n\nUnd noch ein Absatz."


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = Newsroom(tmp_path_factory.mktemp("writing"))
    newsroom.article()
    newsroom.article("2026/03/05/deux.md", language="fr")
    newsroom.write("mitmachen.md", "---\ntitle: Mitmachen\ntemplate: write.html\n---\n\nOhne Formular geht es so.\n")
    newsroom.nav.append("mitmachen.md")
    newsroom.settings["repo_url"] = REPOSITORY
    newsroom.build(strict=True)
    return newsroom


@pytest.fixture(scope="module")
def address(newsroom: Newsroom) -> Iterator[str]:
    with serving_files(newsroom.site) as address:
        yield f"{address}mitmachen/"


@pytest.fixture
def form(context: BrowserContext, address: str) -> Page:
    context.route(f"{REPOSITORY}/**", lambda route: route.fulfill(body="GitHub"))
    page = context.new_page()
    page.goto(address)
    return page


def test_the_slug_is_that_of_the_command_line(form: Page) -> None:
    words = [
        "Größe & Maß: ein Rundgang",
        "geht's und geht’s",
        "3,5 Prozent von 1.000",
        "Café Ångström, Łódź, Đà Nẵng, Þórr, æ œ ø ı ħ",
        "„Zitat“ ‚innen‘ — Straße–Weg",
        "ẞ GROẞ, Žižek Çelik Şahin İstanbul",
        "½ Liter №5 naïve ²",
        "A/B_C.d  'x'",
    ]
    slugs = form.evaluate("words => import('/assets/write/article.js').then(article => words.map(article.slug))", words)
    assert slugs == [slug(each) for each in words]


def fill(form: Page, **fields: str) -> None:
    values = {"headline": "Eine Überschrift", "standfirst": STANDFIRST, "text": TEXT, **fields}
    form.select_option("#write-author", "ada-beispiel")
    for name, value in values.items():
        form.fill(f"#write-{name}", value)


def submitted(form: Page) -> tuple[str, str, str]:
    """Press the button: the page that opens, the file's name and its content."""
    with form.context.expect_page() as opened:
        form.click("#write-submit")
    parts = urlsplit(opened.value.url)
    query = parse_qs(parts.query, keep_blank_values=True)
    return f"{parts.scheme}://{parts.netloc}{parts.path}", query["filename"][0], query["value"][0]


def codes(newsroom: Newsroom, filename: str, content: str) -> list[str]:
    """What `magazine check` finds in the file."""
    path = newsroom.root / filename
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    try:
        run = CliRunner().invoke(
            main, ["check", "--format", "json", "-f", str(newsroom.config_file()), str(path)], catch_exceptions=False
        )
        return [each["code"] for each in json.loads(run.stdout)]
    finally:
        path.unlink()


def test_a_filled_in_form_leads_to_an_article_that_passes(form: Page, newsroom: Newsroom) -> None:
    fill(form, headline="Größe & Maß: ein Rundgang", tags="Alster, Bäume")
    form.select_option("#write-section", "politik")
    form.select_option("#write-kind", "opinion")
    form.locator(".source-row input").nth(0).fill('Die "Satzung"')
    form.locator(".source-row input").nth(1).fill("https://example.org/?a=1&b=2")
    page, filename, content = submitted(form)
    assert page == f"{REPOSITORY}/new/main"
    assert filename.startswith("docs/posts/20")
    assert filename.endswith("/groesse-mass-ein-rundgang.md")
    manuscript, problems = read_manuscript(content, filename.removeprefix("docs/"))
    assert manuscript, problems
    fields = manuscript.fields
    assert (fields.title, fields.description) == ("Größe & Maß: ein Rundgang", STANDFIRST)
    assert (fields.authors, fields.categories, fields.kind) == (["ada-beispiel"], ["politik"], "opinion")
    assert fields.tags == ["Alster", "Bäume"]
    assert [(each.title, each.url) for each in fields.sources] == [('Die "Satzung"', "https://example.org/?a=1&b=2")]
    assert manuscript.body.strip() == TEXT
    assert codes(newsroom, filename, content) == []


@pytest.mark.parametrize(
    "headline",
    [
        "- Ja: 'nein' #5 \"x\" @ %s {a} [b] & *c* | >",
        "„Deutsch“ ‚innen‘ “English” »Französisch« 'gerade' \"gerade\"",
        "Café Ångström, Łódź, 日本 und 🚲 \\ \\n",
        "null",
        "2026-01-02",
        "Ein\u2028Zeilenende",
        "Москва",
    ],
)
def test_special_characters_survive(form: Page, headline: str) -> None:
    text = f'{headline}\n\n{TEXT} `x: "y"` \\* & <b>\n\nEin Umbruch  \nim Absatz.'
    fill(form, headline=f"{headline} a", standfirst=f"{STANDFIRST} {headline}", text=text)
    _, filename, content = submitted(form)
    manuscript, problems = read_manuscript(content, filename.removeprefix("docs/"))
    assert manuscript, problems
    assert manuscript.fields.title == " ".join(f"{headline} a".split())
    assert manuscript.fields.description == " ".join(f"{STANDFIRST} {headline}".split())
    assert manuscript.body.strip() == text


def test_addresses_survive_the_sign_in(form: Page) -> None:
    """GitHub takes 8,191 bytes, and the page for signing in holds the whole address, encoded once more."""
    form.evaluate("() => { window.open = address => { window.opened = address } }")
    fits = []
    for words in range(0, 1200, 100):
        fill(form, text="Größe geht über alles. " * (words // 4 + 1))
        form.click("#write-submit")
        if form.locator("#write-steps").get_attribute("data-is") == "short":
            fits.append(words)
            assert len("https://github.com/login?return_to=" + quote(form.evaluate("opened"), safe="")) <= 8191
    assert fits == list(range(0, fits[-1] + 1, 100))
    assert 400 <= fits[-1] < 1100


def test_a_long_text_goes_by_the_clipboard(form: Page, newsroom: Newsroom) -> None:
    form.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = "\n\n".join(["Wörter über Brücken und Häfen füllen diesen Absatz bis zum Schluss."] * 600)
    assert len(text.split()) >= 6000
    fill(form, text=text)
    form.click("#write-submit")
    expect(form.locator("#write-copied")).to_have_text("Kopiert.")
    expect(form.locator("#write-steps")).to_be_focused()
    expect(form.locator("#write-steps")).to_contain_text("fügen Sie den Artikel ein")
    lead = form.locator("#write-open").get_attribute("href") or ""
    assert lead.startswith(f"{REPOSITORY}/new/main?filename=docs%2Fposts%2F")
    assert "value=" not in lead
    content = form.evaluate("navigator.clipboard.readText()")
    assert codes(newsroom, parse_qs(urlsplit(lead).query)["filename"][0], content) == []
    assert text in content


def test_a_refused_clipboard_leaves_a_selected_field(form: Page) -> None:
    form.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    fill(form, text="Wort für Wort. " * 1500)
    form.click("#write-submit")
    area = form.locator("#write-file")
    expect(area).to_be_focused()
    assert area.evaluate("each => each.value.slice(each.selectionStart, each.selectionEnd)").startswith("---\ntitle:")
    with form.expect_download() as download:
        form.click("#write-download")
    assert download.value.suggested_filename == "eine-ueberschrift.md"
    assert Path(download.value.path()).read_text(encoding="utf-8") == area.input_value()


def test_two_tabs_have_two_drafts(form: Page, address: str) -> None:
    form.fill("#write-headline", "Der erste Entwurf")
    form.wait_for_timeout(400)
    second = form.context.new_page()
    second.goto(address)
    expect(second.locator("#write-headline")).to_have_value("")
    second.fill("#write-headline", "Der zweite Entwurf")
    second.wait_for_timeout(400)
    form.reload()
    expect(form.locator("#write-headline")).to_have_value("Der erste Entwurf")
    for page in (form, second):
        page.close()
    found = []
    for _ in range(3):
        page = second.context.new_page()
        page.goto(address)
        page.wait_for_timeout(300)
        found.append(page.input_value("#write-headline"))
    assert found == ["Der zweite Entwurf", "Der erste Entwurf", ""], "the newest first, each in one tab only"


def test_a_draft_survives_a_reload_and_can_be_deleted(form: Page) -> None:
    form.reload()
    assert form.evaluate("localStorage.length") == 0, "nothing is kept before somebody types"
    fill(form, headline="Bleibt „hier“", text="Mein Entwurf.")
    form.locator(".source-row input").nth(0).fill("Eine Quelle")
    form.reload()
    assert form.input_value("#write-headline") == "Bleibt „hier“"
    assert form.input_value("#write-text") == "Mein Entwurf."
    assert form.input_value("#write-author") == "ada-beispiel"
    assert form.locator(".source-row input").nth(0).input_value() == "Eine Quelle"
    expect(form.locator("#write-preview .headline")).to_have_text("Bleibt „hier“")
    form.on("dialog", lambda dialog: dialog.accept())
    form.click("#write-forget")
    form.reload()
    assert form.input_value("#write-headline") == ""
    assert form.evaluate("localStorage.length") == 0


def test_it_warns_while_typing(form: Page) -> None:
    state = form.locator("#write-state")
    expect(state).to_contain_text("Es fehlt noch: Überschrift, Ihr Name, Vorspann, Text.")
    form.locator("#write-standfirst").press_sequentially("Kurz.")
    form.wait_for_timeout(800)
    expect(form.locator("#write-standfirst-told")).to_be_empty()  # nobody is interrupted
    fill(
        form,
        headline="Lang 🚲" * 20,
        standfirst="Kurz.",
        text="# Groß\n\nMehr [hier](https://example.org/).\n\n`[hier](x)`",
    )
    expect(form.locator("#write-headline-told")).to_contain_text("Die Überschrift hat 120 Zeichen")
    expect(form.locator("#write-standfirst-told")).to_contain_text("nur 5 Zeichen")
    expect(form.locator("#write-text-count")).to_have_text("2 Hinweise zum Text:")
    told = form.locator("#write-text-told li")
    expect(told.nth(0)).to_contain_text("Im Text steht eine Überschrift erster Ordnung")
    expect(told.nth(1)).to_contain_text("„hier“ sagt nicht, wohin der Link führt")
    told.nth(1).get_by_role("button", name="Stelle zeigen").click()
    area = form.locator("#write-text")
    expect(area).to_be_focused()
    assert (
        area.evaluate("each => each.value.slice(each.selectionStart, each.selectionEnd)")
        == "[hier](https://example.org/)"
    )
    expect(state).to_have_text("Alles da. Sie können einreichen.")


def test_what_is_missing_gets_the_focus(form: Page) -> None:
    fill(form, standfirst="")
    form.click("#write-submit")
    expect(form.locator("#write-standfirst")).to_be_focused()
    expect(form.locator("#write-standfirst")).to_have_attribute("aria-invalid", "true")
    assert len(form.context.pages) == 1


def test_addresses_of_sources_are_looked_at(form: Page, newsroom: Newsroom) -> None:
    fill(form)
    address = form.locator(".source-row input").nth(1)
    address.fill("gibt es nicht")
    form.click("#write-submit")
    expect(address).to_be_focused()
    expect(form.locator("#write-sources-told")).to_contain_text("„gibt es nicht“ ist keine Webadresse.")
    expect(form.locator("#write-state")).to_contain_text("Adresse einer Quelle")
    address.fill("www.example.org/seite")
    _, filename, content = submitted(form)
    assert '{title: "https://www.example.org/seite", url: "https://www.example.org/seite"}' in content
    assert codes(newsroom, filename, content) == []


def test_the_preview_looks_like_the_article(form: Page, newsroom: Newsroom) -> None:
    text = (
        'Der "Strom", und "*er* allein": geht\'s, `"so"`? Ja[^1] \\* &amp; www.example.org[^9].\n\n'
        '## Mitten "im" Text\n\n> Ein Zitat.\n\n- eins\n- zwei\n\n[^1]: Eine *Note*.\n'
    )
    fill(form, headline='Das "Tor"', text=text)
    shown = form.locator("#write-preview")
    expect(shown.locator(".prose p").first).to_have_text(
        'Der „Strom“, und „er allein“: geht’s, "so"? Ja1 * & www.example.org[^9].'
    )
    newsroom.article("2026/03/06/gleich.md", text, title='Das "Tor"', sources=[{"title": "Q", "url": "https://e.org/"}])
    form.locator(".source-row input").nth(0).fill("Q")
    form.locator(".source-row input").nth(1).fill("https://e.org/")
    try:
        newsroom.build(strict=True)
        article = newsroom.page("posts/2026/03/06/gleich/")
    finally:
        (newsroom.docs / "posts/2026/03/06/gleich.md").unlink()
    expect(shown.locator(".headline")).to_have_text(article.text("h1"))
    for selector in (".prose > p:first-child", ".prose h2", ".prose blockquote", ".sources ol", ".author-card__name"):
        ours = " ".join(article.one(selector).text_content().replace("#", "").split())
        assert " ".join(shown.locator(selector).inner_text().split()) == ours, selector
    for part in (
        ".article__head .kicker",
        ".standfirst",
        ".byline .byline__authors",
        ".article__foot .author-card__bio",
    ):
        assert article.all(f".article {part}"), part
        expect(shown.locator(f".article {part}")).to_be_visible()


def test_everybody_known_can_be_chosen(form: Page, newsroom: Newsroom) -> None:
    """Also who has not published yet; and a newcomer of the same name gets an id of their own."""
    assert form.locator("#write-author option").all_inner_texts() == ["Ich bin neu", "Ada Beispiel", "Bo Muster"]
    fill(form)
    form.select_option("#write-author", "")
    form.fill("#write-name", "Ada Beispiel")
    expect(form.locator("#write-name-told")).to_contain_text("Sind Sie das?")
    _, _, content = submitted(form)
    assert "authors: [ada-beispiel-2]" in content
    form.fill("#write-name", "Анна")
    _, filename, content = submitted(form)
    assert read_manuscript(content, filename.removeprefix("docs/"))[0]


def test_somebody_new_gets_an_entry_for_the_file_of_authors(form: Page, newsroom: Newsroom) -> None:
    fill(form)
    form.select_option("#write-author", "")
    form.fill("#write-name", "Zoë Ümläut")
    form.fill("#write-bio", 'Schreibt: "alles", über *Brücken*.')
    expect(form.locator("#write-preview .author-card__name")).to_have_text("Zoë Ümläut")
    _, filename, content = submitted(form)
    form.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form.click("#write-entry-copy")
    expect(form.locator("#write-entry-copied")).to_have_text("Kopiert.")
    entry = form.evaluate("navigator.clipboard.readText()")
    assert form.locator("#write-entry a").get_attribute("href") == f"{REPOSITORY}/edit/main/docs/authors.yml"
    authors = newsroom.docs / "authors.yml"
    before = authors.read_text(encoding="utf-8")
    assert codes(newsroom, filename, content) == ["author-unknown"]
    try:
        authors.write_text(f"{before.rstrip()}{entry}", encoding="utf-8")
        assert codes(newsroom, filename, content) == []
    finally:
        authors.write_text(before, encoding="utf-8")


def test_names_without_letters_are_those_of_the_language(tmp_path: Path, tab: Page) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.settings |= {"repo_url": REPOSITORY, "theme": {"language": "en"}}
    newsroom.write("mitmachen.md", "---\ntitle: Mitmachen\ntemplate: write.html\n---\nText\n")
    newsroom.nav.append("mitmachen.md")
    newsroom.article()
    newsroom.build()
    with serving_files(newsroom.site) as address:
        tab.goto(f"{address}mitmachen/")
        fill(tab, headline="Анна")
        tab.select_option("#write-author", "")
        tab.fill("#write-name", "Анна")
        with tab.expect_download() as download:
            tab.click("#write-download")
    assert download.value.suggested_filename == "article.md"
    assert "authors: [new]" in Path(download.value.path()).read_text(encoding="utf-8")


@pytest.mark.without_policy
def test_nothing_that_is_pasted_runs(form: Page) -> None:
    ran: list[str] = []

    def refuse(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    form.on("dialog", refuse)
    form.on("pageerror", lambda error: ran.append(str(error)))
    hostile = [
        "<img src=x onerror=alert(1)>",
        "<script>alert(2)</script>",
        "[x](javascript:alert(3))",
        "[x](JaVaScRiPt:alert(4))",
        "[x](java&#9;script:alert(5))",
        '[x](https://example.org/"onmouseover="alert(6))',
        "![x](data:text/html,alert(7))",
        "<svg onload=alert(8)>",
        "```\n<img src=x onerror=alert(9)>\n```",
        "<a href='javascript:alert(10)'>x</a>",
    ]
    fill(form, headline=hostile[0], standfirst=hostile[1], text="\n\n".join(hostile))
    form.select_option("#write-author", "")
    form.fill("#write-name", hostile[0])
    form.fill("#write-bio", " ".join(hostile))
    form.locator(".source-row input").nth(0).fill(hostile[0])
    form.locator(".source-row input").nth(1).fill("javascript:alert(11)")
    expect(form.locator("#write-preview .sources")).to_contain_text("onerror")
    preview = form.locator("#write-preview")
    assert preview.locator("img, script, svg:not([data-shows=monogram]), iframe").count() == 0
    assert preview.locator('a[href*="script:" i], [onmouseover], [onerror]').count() == 0
    for link in preview.locator("a").all():
        link.dispatch_event("click")
    assert ran == []


def test_without_scripts_it_says_how_else(context: BrowserContext, address: str) -> None:
    browser = context.browser
    assert browser
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(address)
    expect(page.locator(".write-plain")).to_be_visible()
    expect(page.locator("#write-form")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("Ohne Formular geht es so.")
    plain.close()


def test_nothing_moves_and_nothing_is_asked_elsewhere(tab: Page, address: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(address)
    tab.wait_for_load_state("networkidle")
    assert shifts(tab) == []
    fill(tab, text="![Fern](https://example.org/fern.png) <img src='https://example.org/b.png'>")
    tab.wait_for_timeout(400)
    assert [url for url in asked if not url.startswith(address.removesuffix("mitmachen/"))] == []


def test_without_a_repository_it_is_copied_or_downloaded(tmp_path: Path, tab: Page) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.magazine["publisher"] = {"email": "post@example.org"}
    newsroom.write("schreiben.md", "---\ntitle: Schreiben\ntemplate: write.html\n---\nText\n")
    newsroom.nav.append("schreiben.md")
    newsroom.article()
    newsroom.build(strict=True)
    assert newsroom.page("posts/2026/03/04/eins/").all(".article__actions a[href^=http]") == []
    with serving_files(newsroom.site) as address:
        tab.goto(f"{address}schreiben/")
        expect(tab.locator("#write-submit")).to_have_count(0)
        expect(tab.locator(".write__end")).to_contain_text("post@example.org")
        fill(tab)
        with tab.expect_download() as download:
            tab.click("#write-download")
        assert download.value.suggested_filename == "eine-ueberschrift.md"


def test_other_pages_load_none_of_it(newsroom: Newsroom) -> None:
    assert "write/main.js" in newsroom.page("mitmachen/").source
    for url in ("", "posts/2026/03/04/eins/", "ressort/kultur/"):
        assert "write" not in newsroom.page(url).source, url


def test_articles_lead_to_their_file_and_to_a_report(newsroom: Newsroom) -> None:
    report, edit = newsroom.page("posts/2026/03/04/eins/").hrefs(".article__actions a")
    assert edit == f"{REPOSITORY}/edit/main/docs/posts/2026/03/04/eins.md"
    query = parse_qs(urlsplit(report).query)
    assert report.startswith(f"{REPOSITORY}/issues/new?")
    assert query["template"] == ["fehler.yml"]
    assert query["title"] == ["Fehler in: Eine Überschrift"]
    assert query["artikel"] == ["posts/2026/03/04/eins/"]


def test_co_authors_a_place_and_a_picture_are_written(form: Page, newsroom: Newsroom, tmp_path: Path) -> None:
    fill(form)
    form.click("#write-others summary")
    box = form.get_by_label("Ada Beispiel", exact=True).and_(form.locator("[type=checkbox]"))
    expect(box).to_be_disabled()  # who writes is no co-author
    form.get_by_role("checkbox", name="Bo Muster").check()
    form.fill("#write-dateline", "Cuxhaven")
    form.click("#write-picture summary")
    picture = tmp_path / "Große Brücke.JPG"
    picture.write_bytes(developed(photo(40, 30)))
    form.set_input_files("#write-file-chosen", picture)
    expect(form.locator("#write-image")).to_have_value("grosse-bruecke.jpg")
    shown = form.locator("#write-preview figure img")
    expect(shown).to_have_js_property("naturalWidth", 40)
    form.click("#write-submit")
    expect(form.locator("#write-alt")).to_be_focused()  # a picture needs a description, and who made it
    form.fill("#write-alt", "Eine Brücke")
    form.fill("#write-caption", 'Die "Brücke"')
    form.fill("#write-credit", "Foto: Ada Beispiel")
    expect(form.locator("#write-preview figcaption")).to_have_text(re.compile("Die „Brücke“\\s+Foto: Ada Beispiel"))
    expect(form.locator("#write-preview .byline")).to_contain_text("Cuxhaven, ")
    form.reload()  # the draft keeps all but the picture itself
    expect(form.locator("#write-image")).to_have_value("grosse-bruecke.jpg")
    _, filename, content = submitted(form)
    expect(form.locator("#write-steps")).to_contain_text("Upload files")
    manuscript, problems = read_manuscript(content, filename.removeprefix("docs/"))
    assert manuscript, problems
    fields = manuscript.fields
    assert (fields.authors, fields.dateline) == (["ada-beispiel", "bo-muster"], "Cuxhaven")
    assert fields.image
    assert (fields.image.src, fields.image.alt) == ("grosse-bruecke.jpg", "Eine Brücke")
    assert (fields.image.caption, fields.image.credit) == ('Die "Brücke"', "Foto: Ada Beispiel")
    uploaded = newsroom.root / Path(filename).with_name("grosse-bruecke.jpg")
    uploaded.parent.mkdir(parents=True, exist_ok=True)
    uploaded.write_bytes(picture.read_bytes())
    assert codes(newsroom, filename, content) == []


def test_a_picture_elsewhere_is_told(form: Page) -> None:
    fill(form)
    form.click("#write-picture summary")
    for name, value in {"image": "https://example.org/a.jpg", "alt": "A", "credit": "B"}.items():
        form.fill(f"#write-{name}", value)
    form.click("#write-submit")
    expect(form.locator("#write-image")).to_be_focused()
    expect(form.locator("#write-image-told")).to_contain_text("auf einem fremden Server")
    expect(form.locator("#write-state")).to_contain_text("Name des Bildes")


def test_a_translation_says_its_language_and_its_original(form: Page, newsroom: Newsroom) -> None:
    fill(form, headline='The "Gate"', text='The first paragraph -- of "many".')
    _, _, content = submitted(form)
    assert not {"language", "translation_of"} & {line.partition(":")[0] for line in content.splitlines()}
    form.click("#write-translation summary")
    language, original = form.locator("#write-language"), form.locator("#write-original")
    assert language.locator("option").all_inner_texts() == ["Deutsch", "Leichte Sprache", "Englisch", "Französisch"]
    language.select_option("en")
    expect(form.locator("#write-preview .headline")).to_have_text("The “Gate”")
    expect(form.locator("#write-preview .article")).to_have_attribute("lang", "en")
    form.fill("#write-text", "Den Anfang macht „dies“.")
    expect(form.locator("#write-text-told")).to_contain_text("“”")  # the marks of the other language
    form.fill("#write-text", "The first paragraph.")
    file = "posts/2026/03/04/eins.md"
    for written in (
        file,
        "https://example.org/magazin/posts/2026/03/04/eins/?a#b",
        f"{REPOSITORY}/blob/main/docs/{file}",
    ):
        original.fill(written)
        _, filename, content = submitted(form)
        manuscript, problems = read_manuscript(content, filename.removeprefix("docs/"))
        assert manuscript, problems
        assert (manuscript.fields.language, manuscript.fields.translation_of) == ("en", file), written
    assert set(codes(newsroom, filename, content)) <= {"spelling"}  # the standfirst is German
    form.reload()
    expect(original).to_be_visible()  # the draft keeps both
    language.select_option("de-easy")
    original.fill("")
    fill(form)
    _, filename, content = submitted(form)
    assert "\nlanguage: de-easy\n" in content
    assert "translation_of" not in content
    assert codes(newsroom, filename, content) == []
