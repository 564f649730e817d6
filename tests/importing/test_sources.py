"""What is no source is told in a sentence; what is one is recognised; what lies outside of it is not read."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from magazine.commands.main import main

from tests.importing.running import brought_over, report_of, write_files
from tests.newsroom import Newsroom

pytest.importorskip("markdownify")


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("leer.xml", "", ["--from", "wordpress"]),
        ("seite.xml", "<html><body>x</body></html>", ["--from", "wordpress"]),
        ("bombe.xml", '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "&#x61;"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', []),
        ("liste.json", "[1, 2]", []),
        ("kaputt.json", '{"db": [{"data": {"posts": 7}}]}', []),
        ("bild.png", "\x89PNG", []),
        ("ordner/x.txt", "x", []),
        ("adresse.xml", "<rss><channel></channel></rss>", ["--site", "alt.example"]),
        ("sections.xml", "<rss><channel></channel></rss>", ["--sections", "{file}"]),
    ],
)
def test_what_is_none(newsroom: Newsroom, name: str, content: str, options: list[str]) -> None:
    file = write_files(newsroom.root / "alt", {name: content}) / name
    source = file.parent if name.startswith("ordner") else file
    given = [each.format(file=file) for each in options]
    run = CliRunner().invoke(main, ["import", str(source), "-f", str(newsroom.config_file()), *given])
    assert run.exit_code == 2, (run.output, run.exception)
    assert len(run.output.strip().splitlines()) <= 3
    assert sorted(newsroom.docs.rglob("*.md")) == [newsroom.docs / "index.md"]


def test_nothing_outside_of_a_source_is_read(newsroom: Newsroom, tmp_path: Path) -> None:
    secret = write_files(tmp_path / "anderswo", {"geheim.md": "---\ntitle: Geheim\ndate: 2012-03-04\n---\nGeheim\n"})
    text = "---\ntitle: Eins\ndate: 2012-03-04\nimage: ../../anderswo/geheim.md\n---\n![x](../anderswo/geheim.pdf)\n"
    folder = write_files(newsroom.root / "alt", {"eins.md": text + "[y](../anderswo/geheim.pdf) [z](/etc/passwd)\n"})
    write_files(newsroom.root / "anderswo", {"geheim.pdf": "%PDF-1.4"})
    (folder / "zwei.md").symlink_to(secret / "geheim.md")
    brought_over(newsroom, folder)
    assert [each["source"] for each in report_of(newsroom)["articles"]] == ["eins.md"]
    assert [each.name for each in newsroom.docs.rglob("posts/**/*.*")] == ["eins.md"]


def test_words_of_the_front_matter_without_a_place_are_told(newsroom: Newsroom) -> None:
    text = (
        "---\ntitle: Eins\ndate: 2012-03-04\nabstract: Vorspann.\nsubtitle: Zweiter Titel\nlayout: post\n---\nText.\n"
    )
    brought_over(newsroom, write_files(newsroom.root / "alt", {"eins.md": text}))
    told = [each["what"] for each in report_of(newsroom)["articles"][0]["remarks"]]
    assert told == ["subtitle: Zweiter Titel"]
