"""What an import proposes: files, days, sections. Who sits at a terminal is asked; else a report tells it."""

import io
import zipfile
from typing import Any

import pytest
from click.testing import CliRunner
from magazine.commands import import_questions
from magazine.commands.main import main

from tests.importing.running import brought_over, report_of, write_files
from tests.newsroom import Newsroom

pytest.importorskip("markdownify")

HEAD = "---\ntitle: {}\ndate: {}\ncategories: [{}]\n---\n{}\n"


def packed() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt"), "A")
    return file.getvalue()


def source(newsroom: Newsroom, **dates: str) -> Any:
    files: dict[str, str | bytes] = {
        "config.toml": 'baseURL = "https://alt.example/"\n',
        "content/news/gut.md": HEAD.format("Gut", "2012-03-04", "Rat", "Text."),
    }
    for name, date in dates.items():
        files[f"content/{name.replace('__', '/').replace('_', '-')}.md"] = HEAD.format(name, date, "Rat", "Text.")
    return write_files(newsroom.root / "alt", files)


def remarks(newsroom: Newsroom) -> dict[str, set[str]]:
    return {each["title"]: {one["kind"] for one in each["remarks"]} for each in report_of(newsroom)["articles"]}


def days(newsroom: Newsroom) -> dict[str, str]:
    files = {each["title"]: each["file"] for each in report_of(newsroom)["articles"]}
    return {title: "-".join(file.split("/")[1:4]) for title, file in files.items()}


def test_dates_that_do_not_exist_are_taken_from_elsewhere(newsroom: Newsroom) -> None:
    folder = source(
        newsroom,
        news__kurz="2021-11-31",
        news__2019_02_03_pfad="0001-01-01",
        news__vorlage="202X-MM-TT",
        news__wann="irgendwann",
    )
    brought_over(newsroom, folder)
    found = remarks(newsroom)
    assert "date-proposed" in found["news__kurz"]
    assert "template" in found["news__vorlage"]
    assert "date-unknown" in found["news__wann"]
    assert days(newsroom)["news__kurz"] == "2021-11-30"
    assert days(newsroom)["news__2019_02_03_pfad"] == "2019-02-03"
    counts = report_of(newsroom)["counts"]
    assert (counts["articles"], counts["public_before"], counts["public_before_published"]) == (5, 4, 3)
    newsroom.build(strict=True)


@pytest.mark.parametrize("written", ["YYYY-MM-DD", "202X-MM-TT", "2024-XX-XX", "JJJJ-MM-TT"])
def test_templates_are_no_articles(newsroom: Newsroom, written: str) -> None:
    brought_over(newsroom, source(newsroom, news__vorlage=written))
    counts = report_of(newsroom)["counts"]
    assert (counts["published"], counts["held_back"], counts["public_before"]) == (1, 1, 1)


def test_files_come_over_if_they_only_can_be_saved(newsroom: Newsroom) -> None:
    text = "[Paket](/files/paket.zip), [Termin](/files/termin.ics), [Seite](/files/seite.html), [PDF](/files/a.pdf)"
    files: dict[str, str | bytes] = {
        "config.toml": 'baseURL = "https://alt.example/"\n',
        "content/news/eins.md": HEAD.format("Eins", "2012-03-04", "Rat", text),
        "content/news/zwei.md": HEAD.format("Zwei", "2012-03-05", "Rat", "[Noch einmal](/files/paket.zip)"),
        "static/files/paket.zip": packed(),
        "static/files/termin.ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        "static/files/seite.html": "<script>alert(1)</script>",
        "static/files/a.pdf": b"%PDF-1.4\n",
    }
    folder = write_files(newsroom.root / "alt", files)
    newsroom.magazine["allowed_files"] = ["bereits.txt"]
    newsroom.write("bereits.txt", "Da.")
    brought_over(newsroom, folder)
    newsroom.magazine["allowed_files"] = ["bereits.txt", "assets/paket.zip", "assets/termin.ics"]
    settings = (newsroom.root / "mkdocs.yml").read_text("utf-8")
    assert all(f"assets/{each}" in settings for each in ("paket.zip", "termin.ics"))
    brought_over(newsroom, folder)
    assert (newsroom.root / "mkdocs.yml").read_text("utf-8") == settings
    newsroom.build(strict=True)
    leads = newsroom.page("posts/2012/03/04/eins/").hrefs(".prose p > a")
    assert [each.rpartition("/")[2] for each in leads] == ["paket.zip", "termin.ics", "seite.html", "a.pdf"]
    assert leads[2] == "https://alt.example/files/seite.html"
    assert (newsroom.site / "assets/paket.zip").read_bytes() == packed()
    assert newsroom.page("posts/2012/03/05/zwei/").leads(".prose p > a") == ["assets/paket.zip"]


def asked(newsroom: Newsroom, folder: Any, answers: str, monkeypatch: pytest.MonkeyPatch, *options: str) -> str:
    monkeypatch.setattr(import_questions, "_at_terminal", lambda: True)
    file = newsroom.config_file()
    run = CliRunner().invoke(main, ["import", str(folder), "-f", str(file), *options], input=answers)
    assert run.exit_code == 0, (run.output, run.exception)
    return run.output


def test_somebody_at_a_terminal_is_asked(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = source(newsroom, news__kurz="2021-11-31", news__wann="irgendwann", news__nie="nie")
    answers = "\n".join(["2021-12-01", "", "gestern", "2020-05-06", "n", "Politik", ""])
    output = asked(newsroom, folder, answers, monkeypatch)
    assert "2021-11-31" in output
    assert "gestern" in output
    found = days(newsroom)
    assert (found["news__kurz"], found["news__wann"]) == ("2021-12-01", "2020-05-06")
    assert "date-told" in remarks(newsroom)["news__kurz"]
    assert "date-unknown" in remarks(newsroom)["news__nie"]
    text = next(newsroom.docs.rglob("gut.md")).read_text("utf-8")
    assert "politik" in text.partition("categories:")[2].split("\n")[0]


@pytest.mark.parametrize("options", [("--yes",), ("--sections", "FILE", "--yes")])
def test_nobody_is_asked(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]) -> None:
    folder = source(newsroom, news__kurz="2021-11-31")
    file = newsroom.root / "rubriken.yml"
    file.write_text("Rat: Kultur\n", "utf-8")
    asked(newsroom, folder, "", monkeypatch, *(str(file) if each == "FILE" else each for each in options))
    assert days(newsroom)["news__kurz"] == "2021-11-30"
    assert "date-proposed" in remarks(newsroom)["news__kurz"]
