"""Whatever else a proposal puts into the docs folder: nothing is published unread, nor in place of something."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from magazine.commands.check import check
from mkdocs.exceptions import Abort

from tests.newsroom import Newsroom


def found(newsroom: Newsroom, *options: str) -> list[tuple[str, str]]:
    """Return file and code of every error that the check finds."""
    run = CliRunner().invoke(check, ["-f", str(newsroom.config_file()), *options])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exc_info
    lines = [line for line in run.output.splitlines() if line.startswith("docs/")]
    return [
        (line.split(":")[0].removeprefix("docs/").split(" ")[0], line.rsplit("(", 1)[1].rstrip(")")) for line in lines
    ]


@pytest.mark.parametrize(
    "name",
    [
        "assets/neu.js",
        "assets/neu.css",
        "neu.html",
        "posts/2026/03/04/neu.xhtml",
        "neu.xml",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
        "CNAME",
        "assets/neu.mjs",
        "assets/neu.wasm",
        "neu.json",
        "manifest.webmanifest",
        "posts/neu.php",
        "404.html",
        "neu.SVGZ",
    ],
)
def test_other_kinds_of_files_are_refused(newsroom: Newsroom, name: str) -> None:
    newsroom.article()
    newsroom.write(name, b"alert(1)")
    assert (name, "file-unwanted") in found(newsroom)
    with pytest.raises(Abort):
        newsroom.build()
    assert not newsroom.site.exists()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("posts/2026/03/04/neu.md.txt", "„neu.md“"),
        ("posts/2026/03/04/neu.txt", "„neu.md“"),
        ("posts/2026/03/04/neu.markdown", "„neu.md“"),
        ("posts/2026/03/04/neu.MD", "„neu.md“"),
        ("posts/2026/03/04/neu.md.docx", "„neu.md“"),
        ("neu.odt", "„neu.md“"),
        ("posts/2026/03/04/IMG_1.HEIC", "als .jpg"),
        ("bild.tiff", "als .jpg"),
        ("neu.exe", "allowed_files"),
    ],
)
def test_what_to_do_with_another_kind_of_file_is_told(newsroom: Newsroom, name: str, hint: str) -> None:
    newsroom.article()
    newsroom.write(name, b"a")
    output = CliRunner().invoke(check, ["-f", str(newsroom.config_file())]).output
    assert hint in output.split("(file-unwanted)")[1].splitlines()[1]


@pytest.mark.parametrize("name", ["plan.PDF", "zahlen.Csv", "plan.pdf", "bild.PNG"])
def test_capital_letters_make_no_difference(newsroom: Newsroom, name: str) -> None:
    newsroom.article()
    newsroom.write(name, b"a")
    assert (name, "file-unwanted") not in found(newsroom)


def test_a_folder_that_cannot_be_read_ends_nothing(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.article()
    newsroom.write("geheim/a.pdf", b"a")
    listed = Path.iterdir

    def refused(folder: Path) -> Iterator[Path]:
        if folder.name == "geheim":
            raise PermissionError(13, "Permission denied", str(folder))
        return iter(listed(folder))

    monkeypatch.setattr(Path, "iterdir", refused)
    assert found(newsroom) == []


def test_editors_can_allow_files_and_what_settings_name_is_allowed(newsroom: Newsroom) -> None:
    newsroom.article()
    for name in ("daten/alle.zip", "assets/eigenes.css", "assets/marke.ico"):
        newsroom.write(name, b"x")
    newsroom.magazine["allowed_files"] = ["daten/alle.zip"]
    newsroom.settings["extra_css"] = ["assets/eigenes.css"]
    newsroom.settings["theme"] = {"logo": "assets/marke.ico"}
    assert found(newsroom) == []
    newsroom.build(strict=True)
    assert (newsroom.site / "daten/alle.zip").exists()


@pytest.mark.parametrize("name", ["assets/favicon.svg", "assets/apple-touch-icon.png"])
def test_no_file_takes_the_place_of_the_themes(newsroom: Newsroom, name: str) -> None:
    newsroom.article()
    newsroom.write(name, b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
    assert (name, "file-taken") in found(newsroom)


HOSTILE = """# Seite

<script>alert(1)</script> <p onclick="alert(1)" class="disclaimer">Wort</p>

<iframe src="https://evil.example/"></iframe> <img src="https://evil.example/a.png" alt="A">

[Link](javascript:alert(1)) und ein `Wort`.
"""


def test_standing_pages_are_sanitised(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.write("seite.md", HOSTILE)
    newsroom.nav.append("seite.md")
    codes = {code for file, code in found(newsroom) if file == "seite.md"}
    assert {"html-tag", "html-attribute", "html-link", "picture-foreign"} <= codes
    with pytest.raises(Abort):
        newsroom.build()
    newsroom.build(preview=True)
    page = newsroom.page("seite/")
    assert page.texts("h1") == ["Seite"]
    assert not page.all(
        ".prose script, .prose iframe, .prose [onclick], .prose .disclaimer, .prose [src], .prose [href]"
    )
    assert page.text(".prose code") == "Wort"


def test_editors_can_trust_a_standing_page(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.write("seite.md", "---\ntitle: Seite\n---\n\n<iframe src='https://example.org/'></iframe>\n")
    newsroom.nav.append("seite.md")
    newsroom.magazine["trusted_pages"] = ["seite.md"]
    assert found(newsroom) == []
    newsroom.build(strict=True)
    assert newsroom.page("seite/").all(".prose iframe")


def test_problems_of_a_standing_page_have_their_line(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.write("seite.md", "---\ntitle: Seite\n---\n\nText\n\n<script>x</script>\n")
    newsroom.nav.append("seite.md")
    run = CliRunner().invoke(check, ["-f", str(newsroom.config_file())])
    assert "docs/seite.md:7:1: " in run.output


def _link_to(path: Path, target: str | Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("assets/geheim.svg", "/etc/hostname"),
        ("posts/2026/03/04/zwei.md", "/dev/zero"),
        ("assets/unendlich.png", "/dev/zero"),
        ("ordner", "/"),
        ("posts/2026/rundherum", ".."),
        ("assets/nirgends.pdf", "gibt-es-nicht"),
        ("posts/2026/03/04/drei.md", "eins.md"),
        ("authors2.yml", "authors.yml"),
    ],
)
def test_symbolic_links_are_told_and_not_followed(newsroom: Newsroom, name: str, target: str) -> None:
    newsroom.article()
    _link_to(newsroom.docs / name, target)
    assert found(newsroom) == [(name, "symbolic-link")]
    assert found(newsroom, "--fix") == [(name, "symbolic-link")]
    for preview in (False, True):
        with pytest.raises(Abort):
            newsroom.build(preview=preview)
    assert not newsroom.site.exists() or not any(newsroom.site.iterdir())


@pytest.mark.parametrize("name", ["posts/2026/03/04/zwei.md", "posts/2027", "authors.yml"])
def test_nothing_is_repaired_through_a_link(newsroom: Newsroom, tmp_path: Path, name: str) -> None:
    article = newsroom.article("2026/03/04/eins.md", text="Er sagte: \x08“Ja”.  Dann ging er.\n")
    before = article.read_bytes()
    file = tmp_path / "outside" / "zwei.md"
    file.parent.mkdir()
    file.write_bytes(before)
    link = newsroom.docs / name
    authors = (newsroom.docs / "authors.yml").read_bytes()
    link.unlink(missing_ok=True)
    _link_to(link, file if link.suffix else file.parent)
    assert found(newsroom, "--fix") == [(name, "symbolic-link")]
    assert file.read_bytes() == before
    link.unlink()
    newsroom.write("authors.yml", authors)
    found(newsroom, "--fix")
    assert article.read_bytes() != before, "what was not repaired beside a link could be"


@pytest.mark.parametrize("name", ["site", ".site.building", ".cache", ".cache/magazine"])
def test_nothing_is_written_through_a_link_in_place_of_our_folders(
    newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    newsroom.article()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "wichtig.txt").write_text("bleibt")
    _link_to(newsroom.root / name, elsewhere)
    with pytest.raises(Abort):
        newsroom.build()
    assert [each.name for each in elsewhere.iterdir()] == ["wichtig.txt"]
    (newsroom.root / name).unlink()
    newsroom.build()
    assert newsroom.has("posts/2026/03/04/eins/")


@pytest.mark.parametrize("preview", [False, True])
def test_the_docs_folder_itself_is_no_link(newsroom: Newsroom, tmp_path: Path, preview: bool) -> None:
    newsroom.article()
    newsroom.docs.rename(tmp_path / "elsewhere")
    newsroom.docs.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Abort):
        newsroom.build(preview=preview)
    run = CliRunner().invoke(check, ["-f", str(newsroom.config_file())])
    assert run.exit_code
    assert f"{newsroom.docs} ist ein symbolischer Link" in " ".join(run.output.split())


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"# Seite\n\nM\xfcll\n", "encoding-not-utf8"), (b"# Seite\n\n" + b"Wort " * 120_000, "file-too-large")],
)
def test_a_standing_page_that_cannot_be_read_is_told(newsroom: Newsroom, content: bytes, code: str) -> None:
    newsroom.article()
    newsroom.write("seite.md", content)
    newsroom.nav.append("seite.md")
    assert ("seite.md", code) in found(newsroom)
    newsroom.build(preview=True)
    assert newsroom.has("posts/2026/03/04/eins/")
