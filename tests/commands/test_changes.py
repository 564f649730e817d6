"""`magazine changes`: what a proposal changes, as its author reads it."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from magazine.commands.changes import changes
from magazine.commands.summary import escaped

from tests.newsroom import TEXT, Newsroom

ARTICLE = "2026/03/04/eins.md"
LONG = "Ein Vorspann, der so lang ist, wie ein Vorspann sein soll, damit keine Regel des Magazins ihn zu kurz findet."


@pytest.fixture
def proposal(newsroom: Newsroom) -> Newsroom:
    """A newsroom with three articles in a repository."""
    newsroom.article(description=LONG)
    newsroom.article("2026/03/05/zwei.md", title="Zwei", description=LONG, text="Ganz anderer Text. " * 30)
    newsroom.article("2026/03/06/drei.md", title="Drei", description=LONG, text="Noch ein Text, kurz.")
    newsroom.config_file()
    (newsroom.root / ".gitignore").write_text(".cache/\n")
    newsroom.git("init", "--quiet", "--initial-branch", "main")
    newsroom.commit()
    return newsroom


def run(newsroom: Newsroom, *arguments: str) -> Result:
    config = str(newsroom.root / "mkdocs.yml")
    return CliRunner().invoke(changes, ["-f", config, "--since", "main", *arguments], catch_exceptions=False)


def rows(newsroom: Newsroom) -> dict[str, list[str]]:
    """Return the rows of the table by the last part of the address: headline, what happened, and the other columns."""
    row = re.compile(r"\| \[?(.*?)(?:\]\(.*\))?<br>(.*) · <code>/posts/.*/(.*)/</code> \| (.*) \|")
    found = [row.fullmatch(line) for line in run(newsroom).stdout.splitlines()]
    return {each[3]: [each[1], each[2], *each[4].split(" | ")] for each in found if each}


def test_what_happened_to_each_article(proposal: Newsroom) -> None:
    proposal.git("checkout", "--quiet", "-b", "vorschlag")
    proposal.article(description=LONG, text=f"{TEXT}\nEin Satz mehr.\n")
    (proposal.docs / "posts/2026/03/05/zwei.md").rename(proposal.docs / "posts/2026/03/05/umgezogen.md")
    (proposal.docs / "posts/2026/03/06/drei.md").unlink()
    proposal.commit()
    proposal.article("2026/03/07/vier.md", title="Vier", description=LONG, authors=["bo-muster"], draft=True)
    found = rows(proposal)  # the last one is not even known to Git yet
    assert {name: row[:2] for name, row in found.items()} == {
        "eins": ["Eine Überschrift", "geändert"],
        "umgezogen": ["Zwei", "umgezogen"],
        "drei": ["Drei", "gelöscht"],
        "vier": ["Vier", "neu, Entwurf"],
    }
    assert found["vier"][2:] == ["Kultur", "Bo Muster", "11", "1 Min.", "✅"]


def test_a_withdrawn_article_is_called_so(proposal: Newsroom) -> None:
    withdrawn = {"date": "2026-03-05", "reason": "Es war falsch."}
    proposal.article(description=LONG, text="", withdrawn=withdrawn)
    row = rows(proposal)["eins"]
    assert (row[1], row[2], row[-1]) == ("geändert, zurückgezogen", "Kultur", "✅")
    assert "Alles in Ordnung" in run(proposal).stdout


def test_changes_of_the_target_branch_are_not_reported(proposal: Newsroom) -> None:
    proposal.git("checkout", "--quiet", "-b", "vorschlag")
    proposal.article("2026/03/07/vier.md", title="Vier", description=LONG)
    proposal.commit()
    proposal.git("checkout", "--quiet", "main")
    proposal.article(description=LONG, text="Inzwischen geändert.")
    proposal.commit()
    proposal.git("checkout", "--quiet", "vorschlag")
    assert list(rows(proposal)) == ["vier"]


def test_the_table_and_what_is_left_to_do(proposal: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal.article("2026/03/07/vier.md", title="Vier", description=LONG, authors=["ada-beispil"])
    proposal.write("posts/2026/03/08/kaputt.md", "---\ntitle: Ein: Doppelpunkt\n---\n\nText.\n")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.example")
    monkeypatch.setenv("GITHUB_REPOSITORY", "ada/magazin")
    monkeypatch.setenv("GITHUB_SHA", "abc")
    summary = run(proposal).stdout
    blob = "https://github.example/ada/magazin/blob/abc/docs/posts/2026/03"
    assert "Noch nicht so weit: 2 Fehler, 0 Hinweise." in summary
    assert "| Überschrift | Ressort | Von | Wörter | Lesezeit | Zu prüfen |" in summary
    assert (
        f"| [Vier]({blob}/07/vier.md?plain=1)<br>neu · <code>/posts/2026/03/07/vier/</code> "
        "| Kultur | Ada Beispil | 11 | 1 Min. | ❌ 1 Fehler |" in summary
    )
    assert f"| [docs/posts/2026/03/08/kaputt.md]({blob}/08/kaputt.md?plain=1)<br>neu | – | – | – | – |" in summary
    assert f"- [Zeile 2]({blob}/08/kaputt.md?plain=1#L2): " in summary
    assert "Meinten Sie „ada-beispiel“?" in summary


def test_nothing_changed(proposal: Newsroom) -> None:
    assert "Kein Artikel ändert sich." in run(proposal).stdout


@pytest.mark.parametrize(
    "hostile",
    [
        "Zwei | Spalten",
        "<img src=x onerror=alert(1)>",
        "[Link](https://boese.example)",
        "![Bild](https://boese.example/b.png)",
        "https://boese.example und www.boese.example",
        "`Code` **fett** _schräg_ ~~weg~~ $x$ :smile: @redaktion #1",
        "Kommentar --> <!-- Ende",
        "Zeile\n| neue | Zeile |",
        "verkehrt \u202eherum\u200b",
    ],
)
def test_a_headline_stays_text(proposal: Newsroom, hostile: str) -> None:
    proposal.article("2026/03/07/vier.md", title=hostile, description=LONG, kind="news")
    summary = run(proposal).stdout
    row = next(line for line in summary.split("\n") if "07/vier" in line and line.startswith("|"))
    cell = row.removeprefix("| [").partition("](/posts/")[0]
    assert not set(cell) & set("|<>[]`*_~$@\u202e\u200b\n")
    assert "http:" not in cell
    assert "www." not in cell
    assert row.count(" | ") == 5


def test_text_without_markup_is_left_alone() -> None:
    assert escaped("„Nanu“ – 3.000 Gäste (und mehr): ja!") == "„Nanu“ – 3.000 Gäste (und mehr): ja!"


@pytest.mark.parametrize("ref", ["gibt-es-nicht", "--upload-pack=x", "main..main", ""])
def test_an_unknown_revision_is_reported_in_a_sentence(proposal: Newsroom, ref: str) -> None:
    done = run(proposal, "--since", ref)
    assert done.exit_code == 2
    assert f"Die Änderungen seit „{ref}“ lassen sich nicht feststellen" in done.stderr


def test_without_git(proposal: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/gibt-es-nicht")
    done = run(proposal)
    assert done.exit_code == 2
    assert "lassen sich nicht feststellen" in done.stderr


def test_no_pictures_without_playwright(proposal: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    proposal.article("2026/03/07/vier.md", title="Vier", description=LONG)
    proposal.build()
    monkeypatch.setitem(__import__("sys").modules, "playwright.async_api", None)
    done = run(proposal, "--pictures", str(tmp_path / "bilder"))
    assert done.exit_code == 0
    assert "pip install playwright" in done.stderr


def test_files_that_are_no_articles_are_listed_and_nothing_is_called_well(proposal: Newsroom) -> None:
    proposal.git("checkout", "--quiet", "-b", "vorschlag")
    proposal.article("2026/03/07/vier.md", title="Vier", description=LONG)
    assert "Alles in Ordnung" in run(proposal).stdout
    written = {
        "docs/authors.yml": "die Angaben zu allen, die schreiben",
        "docs/words.txt": "Wörter, die die Rechtschreibprüfung",
        "docs/seite.md": "eine Seite des Magazins",
        "docs/assets/marke.svg": "ein Bild, das auf Seiten",
        "docs/satzung.pdf": "wird veröffentlicht, wie es ist",
        ".github/workflows/x.yml": "mit den Rechten des Repositoriums",
        "werkzeug.py": "Programm oder Dokumentation",
        "mkdocs.yml": "die Einstellungen des ganzen Magazins",
    }
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"
    for name in written:
        path = proposal.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text() if path.exists() else ""
        path.write_text(drawing if name.endswith(".svg") else f"{before}\n# anders\n")
        summary = run(proposal).stdout
        assert "Alles in Ordnung" not in summary, name
        path.write_text(before) if before else path.unlink()
    for name in written:
        path = proposal.root / name
        before = path.read_text() if path.exists() else ""
        path.write_text(drawing if name.endswith(".svg") else f"{before}\n# anders\n")
    summary = run(proposal).stdout
    for name, words in written.items():
        assert any(line.startswith("- 👀 ") and name in line and words in line for line in summary.splitlines()), name


def test_a_picture_beside_an_article_is_listed_and_checked(proposal: Newsroom) -> None:
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"
    proposal.write("posts/2026/03/07/bild.svg", drawing)
    image = {"src": "bild.svg", "alt": "Ein Bild", "credit": "Zeichnung: Ada"}
    proposal.article("2026/03/07/vier.md", title="Vier", description=LONG, image=image)
    summary = run(proposal).stdout
    assert "Alles in Ordnung" in summary
    assert "- docs/posts/2026/03/07/bild.svg (neu): ein Bild neben einem Artikel" in summary


def test_links_in_the_docs_folder_are_told(proposal: Newsroom) -> None:
    (proposal.docs / "assets").mkdir()
    (proposal.docs / "assets/x.svg").symlink_to("/etc/hostname")
    summary = run(proposal).stdout
    assert "Noch nicht so weit" in summary
    assert "docs/assets/x.svg" in summary
