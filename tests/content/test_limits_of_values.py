"""Every value and every text has a length at most; what is longer is told at its line, and all others are read."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from magazine.commands.check import check

from tests.newsroom import TEXT, Newsroom

LONG = "x" * 6000
LIGATURES = "ﬃ" * 60  # its part of an address is three times as long


def told(newsroom: Newsroom) -> str:
    run = CliRunner().invoke(check, ["-f", str(newsroom.config_file())])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exc_info
    return run.output


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", LONG),
        ("description", LONG),
        ("tags", [LIGATURES]),
        ("tags", ["y" * 121]),
        ("tags", [f"Thema {number}" for number in range(31)]),
        ("series", LIGATURES),
        ("categories", ["z" * 300]),
        ("authors", ["z" * 300]),
        ("dateline", LONG),
        ("advertiser", LONG),
        ("aliases", [f"/alt/{number}/" for number in range(31)]),
        ("sources", [{"title": f"Quelle {number}"} for number in range(31)]),
        ("sources", [{"title": LONG}]),
        ("corrections", [{"date": "2026-03-05", "text": LONG}]),
        ("image", {"src": "a.svg", "alt": LONG, "credit": "C"}),
    ],
)
def test_what_is_too_long_is_told_at_its_line(newsroom: Newsroom, key: str, value: Any) -> None:
    newsroom.article("2026/03/05/zwei.md", title="Zwei")
    newsroom.article(**{key: value})
    report = told(newsroom)
    assert "docs/posts/2026/03/04/eins.md:" in report
    assert "(value-too-long)" in report
    assert "zwei.md" not in report


@pytest.mark.parametrize("alias", ["/" + "a" * 201 + "/", "/" + "ä" * 101 + "/", "/a" * 600 + "/"])
def test_addresses_are_no_longer_than_file_systems_allow(newsroom: Newsroom, alias: str) -> None:
    newsroom.article(aliases=[alias])
    assert "(alias-not-a-path)" in told(newsroom)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Ein Absatz mit Wörtern.\n\n" * 30_000, "file-too-large", ""),
        (f"Kurz.\n\n{'Wort ' * 5000}\n", "line-too-long", ":9:1"),
    ],
)
def test_texts_that_no_article_has(newsroom: Newsroom, text: str, code: str, line: str) -> None:
    newsroom.article("2026/03/05/zwei.md", title="Zwei")
    newsroom.article(text=text)
    report = told(newsroom)
    assert f"docs/posts/2026/03/04/eins.md{line}: " in report
    assert f"({code})" in report
    newsroom.build(preview=True)
    assert newsroom.has("posts/2026/03/05/zwei/")
    newsroom.article(text=TEXT)
    newsroom.build(strict=True)
    assert newsroom.has("posts/2026/03/04/eins/")


def test_authors_have_the_same_limits(newsroom: Newsroom) -> None:
    path = Path(newsroom.docs, "authors.yml")
    path.write_text(path.read_text().replace("Ada Beispiel", "A" * 6000))
    assert "docs/authors.yml:" in told(newsroom)
    assert "(value-too-long)" in told(newsroom)
