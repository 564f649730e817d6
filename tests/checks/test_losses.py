"""Addresses that lead nowhere any more: whose they are, and what brings them back."""

import datetime as dt

import pytest
from magazine.checks.lost_addresses import Loss, Published, losses, problem
from magazine.content.manuscript import Manuscript, read_manuscript
from magazine.content.problem import Code

NOW = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
FILE = "posts/2026/05/01/a.md"


def article(more: str = "", file: str = FILE) -> Manuscript:
    head = f"---\ntitle: T\ndescription: D\nauthors: [a]\ncategories: [k]\n{more}---\nText\n"
    found, problems = read_manuscript(head, file, zone=dt.UTC)
    assert found, problems
    return found


def lost(published: Published, *manuscripts: Manuscript, unread: tuple[str, ...] = ()) -> list[Loss]:
    return [*losses([published], manuscripts, unread, {"archiv/"}, NOW)]


def test_what_is_lost_and_what_is_not() -> None:
    before = Published(FILE, ("alt/", "archiv/", "posts/2026/05/01/a/"), FILE)
    now = article()
    assert lost(before, article("aliases: [/alt/]\n")) == []
    assert lost(before, now) == [Loss(FILE, ("alt/",), now)]
    assert lost(before) == [Loss(FILE, ("alt/", "posts/2026/05/01/a/"), None)]
    assert lost(before, unread=(FILE,)) == []
    other = article("aliases: [/alt/, /posts/2026/05/01/a/]\n", "posts/2026/05/02/b.md")
    assert lost(before, other) == []
    gone = Published(FILE, ("alt/",), None)
    assert lost(gone, now) == [Loss(FILE, ("alt/",), None)]
    draft = article("draft: true\n")
    assert lost(before, draft) == [Loss(FILE, ("alt/", "posts/2026/05/01/a/"), draft)]


@pytest.mark.parametrize(
    ("more", "line", "guess"),
    [
        ("", 2, "aliases: [/alt/, /b.html]"),
        ("date: 2026-05-01\n", 6, "aliases: [/alt/, /b.html]"),
        ("date: 2026-05-01\nslug: x\n", 7, "aliases: [/alt/, /b.html]"),
        ("slug: x\naliases: [/da/]\n", 7, "aliases: [/da/, /alt/, /b.html]"),
        ("date: 2026-05-01\ndraft: true\n", 7, ""),
        ("date: 2026-05-01\nembargo: 2026-07-01 06:00\n", 7, ""),
        ("slug: x\ndate: 2026-06-01 18:00\n", 7, ""),
    ],
)
def test_what_brings_an_address_back(more: str, line: int, guess: str) -> None:
    file = "posts/a.md" if "06-01" in more else FILE
    found = problem(Code.ADDRESS_LOST, Loss("posts/old.md", ("alt/", "b.html"), article(more, file)), NOW)
    assert (found.code, found.place.file, found.place.line) == ("address-lost", file, line)
    assert found.details == {"urls": "/alt/, /b.html", "file": file, "today": "2026-06-01", "guess": guess}


def test_an_article_that_is_gone_has_its_old_file() -> None:
    found = problem(Code.ADDRESS_LOST_PUBLISHED, Loss("posts/old.md", ("alt/",), None), NOW)
    assert (found.code, found.place.file, found.place.line) == ("address-lost-published", "posts/old.md", None)
    assert (found.details["file"], found.details["guess"]) == ("posts/old.md", "")
