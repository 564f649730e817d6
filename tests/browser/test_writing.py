"""Writing in the browser: what is typed into the form arrives on GitHub as an article that passes every check."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from magazine.commands.main import main
from magazine.content.manuscript import read_manuscript
from playwright.sync_api import BrowserContext, Dialog, Page, expect

from tests.browser.conftest import serve
from tests.newsroom import STANDFIRST, Newsroom

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

REPOSITORY = "https://github.com/example/magazin"
TEXT = "Der erste Absatz des Textes.\n\n## Eine Zwischenüberschrift\n\nUnd noch ein Absatz."


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    newsroom = Newsroom(tmp_path_factory.mktemp("writing"))
    newsroom.article()
    newsroom.write("mitmachen.md", "---\ntitle: Mitmachen\ntemplate: write.html\n---\n\nOhne Formular geht es so.\n")
    newsroom.nav.append("mitmachen.md")
    newsroom.settings["repo_url"] = REPOSITORY
    newsroom.build(strict=True)
    return newsroom


@pytest.fixture(scope="module")
def address(newsroom: Newsroom) -> Iterator[str]:
    server = serve(newsroom.site)
    yield f"http://127.0.0.1:{server.server_address[1]}/mitmachen/"
    server.shutdown()


@pytest.fixture
def form(context: BrowserContext, address: str) -> Page:
    context.route(f"{REPOSITORY}/**", lambda route: route.fulfill(body="GitHub"))
    page = context.new_page()
    page.goto(address)
    return page


def fill(form: Page, **fields: str) -> None:
    values = {"headline": "Eine Überschrift", "standfirst": STANDFIRST, "text": TEXT, **fields}
    form.select_option("#write-author", "ada-beispiel")
    for name, value in values.items():
        form.fill(f"#write-{name}", value)
    expect(form.locator("#write-submit")).to_be_enabled()


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
    ],
)
def test_special_characters_survive(form: Page, headline: str) -> None:
    text = f'{headline}\n\n{TEXT} `x: "y"` \\* & <b>'
    fill(form, headline=f"{headline} a", standfirst=f"{STANDFIRST} {headline}", text=text)
    _, filename, content = submitted(form)
    manuscript, problems = read_manuscript(content, filename.removeprefix("docs/"))
    assert manuscript, problems
    assert manuscript.fields.title == f"{headline} a"
    assert manuscript.fields.description == f"{STANDFIRST} {headline}"
    assert manuscript.body.strip() == text


def test_a_long_text_goes_by_the_clipboard(form: Page, newsroom: Newsroom) -> None:
    form.context.grant_permissions(["clipboard-read", "clipboard-write"])
    text = "\n\n".join(["Wörter über Brücken und Häfen füllen diesen Absatz bis zum Schluss."] * 600)
    assert len(text.split()) >= 6000
    fill(form, text=text)
    form.click("#write-submit")
    steps = form.locator(".write__steps")
    expect(steps).to_contain_text("liegt jetzt in der Zwischenablage")
    lead = steps.locator("a").get_attribute("href") or ""
    assert lead.startswith(f"{REPOSITORY}/new/main?filename=docs%2Fposts%2F")
    assert "value=" not in lead
    content = form.evaluate("navigator.clipboard.readText()")
    assert codes(newsroom, parse_qs(urlsplit(lead).query)["filename"][0], content) == []
    assert text in content


def test_a_refused_clipboard_leaves_a_selected_field(form: Page) -> None:
    form.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    fill(form, text="Wort für Wort. " * 1500)
    form.click("#write-submit")
    area = form.locator(".write__steps textarea")
    assert area.evaluate("each => each.value.slice(each.selectionStart, each.selectionEnd)").startswith("---\ntitle:")
    with form.expect_download() as download:
        form.click("#write-download")
    assert download.value.suggested_filename == "eine-ueberschrift.md"
    assert Path(download.value.path()).read_text(encoding="utf-8") == area.input_value()


def test_a_draft_survives_a_reload_and_can_be_deleted(form: Page) -> None:
    fill(form, headline="Bleibt „hier“", text="Mein Entwurf.")
    form.locator(".source-row input").nth(0).fill("Eine Quelle")
    form.wait_for_timeout(300)
    form.reload()
    assert form.input_value("#write-headline") == "Bleibt „hier“"
    assert form.input_value("#write-text") == "Mein Entwurf."
    assert form.input_value("#write-author") == "ada-beispiel"
    assert form.locator(".source-row input").nth(0).input_value() == "Eine Quelle"
    form.on("dialog", lambda dialog: dialog.accept())
    form.click("#write-forget")
    form.reload()
    assert form.input_value("#write-headline") == ""


def test_it_warns_while_typing(form: Page) -> None:
    expect(form.locator("#write-state")).to_contain_text("Es fehlt noch: Überschrift, Ihr Name, Vorspann, Text.")
    expect(form.locator("#write-submit")).to_be_disabled()
    fill(
        form,
        headline="Lang " * 30,
        standfirst="Kurz.",
        text="# Groß\n\nMehr [hier](https://example.org/).\n\n`[hier](x)`",
    )
    expect(form.locator("#write-headline-told")).to_contain_text("Die Überschrift hat 149 Zeichen")
    expect(form.locator("#write-standfirst-told")).to_contain_text("nur 5 Zeichen")
    told = form.locator("#write-text-told li")
    expect(told).to_have_count(2)
    expect(told.nth(0)).to_contain_text("Zeile 1: Im Text steht eine Überschrift erster Ordnung")
    expect(told.nth(1)).to_contain_text("Zeile 3: „hier“ sagt nicht, wohin der Link führt")


def test_somebody_new_gets_an_entry_for_the_file_of_authors(form: Page, newsroom: Newsroom) -> None:
    fill(form)
    form.select_option("#write-author", "")
    form.fill("#write-name", "Zoë Ümläut")
    form.fill("#write-bio", 'Schreibt: "alles", über *Brücken*.')
    expect(form.locator("#write-preview .author-card__name")).to_have_text("Zoë Ümläut")
    _, filename, content = submitted(form)
    entry = form.locator(".write__steps pre").inner_text()
    assert form.locator(".write__steps a").get_attribute("href") == f"{REPOSITORY}/edit/main/docs/authors.yml"
    authors = newsroom.docs / "authors.yml"
    before = authors.read_text(encoding="utf-8")
    assert codes(newsroom, filename, content) == ["author-unknown"]
    try:
        authors.write_text(f"{before}{entry}", encoding="utf-8")
        assert codes(newsroom, filename, content) == []
    finally:
        authors.write_text(before, encoding="utf-8")


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
    form.wait_for_timeout(400)
    preview = form.locator("#write-preview")
    assert preview.locator("img, script, svg, iframe").count() == 0
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
    expect(page.locator(".no-script")).to_be_visible()
    expect(page.locator("#write-form")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("Ohne Formular geht es so.")
    plain.close()


def test_other_pages_load_none_of_it(newsroom: Newsroom) -> None:
    assert "write.js" in newsroom.page("mitmachen/").source
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
