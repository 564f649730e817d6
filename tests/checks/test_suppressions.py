"""Suppressions: which problem each of them is for, and which of them are wrong or do nothing."""

import pytest
from magazine.checks.suppressions import apply, not_suppressed
from magazine.content.manuscript import Manuscript, read_manuscript
from magazine.content.problem import Code, Place, Problem

FILE = "posts/2026/03/04/a.md"
HEAD = "---\ntitle: T{title}\ndescription: >{description}\n  Eins\n  zwei\nauthors: [a]\n---\n"
FIRST = 8  # line of the text


def manuscript(body: str = "", title: str = "", description: str = "") -> Manuscript:
    found, problems = read_manuscript(HEAD.format(title=title, description=description) + body, FILE)
    assert found, problems
    return found


def at(line: int, code: Code = Code.SPACES_DOUBLE) -> Problem:
    return Problem(code, Place(FILE, line, 1), {"value": "x"})


def left(found: Manuscript, *problems: Problem) -> list[tuple[str, int | None, int | None]]:
    return [(each.code, each.place.line, each.place.column) for each in apply(problems, [found], {})]


ALLOW = "<!-- allow spaces-double: so gewollt -->"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (f"A  b {ALLOW}\nc", 8),
        (f"{ALLOW}\nA  b", 9),
        (f"  {ALLOW}  \n{ALLOW}\nA  b", 10),
        (f"{ALLOW}\n\nA  b", 10),
        ("A  b <!--allow spaces-double so gewollt-->", 8),
        ("A  b <!-- allow  spaces-double : so --> <!-- allow spelling: x -->", 8),
    ],
)
def test_which_line_is_meant(body: str, line: int) -> None:
    found = manuscript(body)
    assert left(found, at(line)) == []
    for other in (line - 1, line + 1):
        assert ("spaces-double", other, 1) in left(found, at(other))
    assert ("link-http", line, 1) in left(found, at(line, Code.LINK_HTTP))
    assert not_suppressed([at(line), at(line + 1)], [found], {}) == [at(line + 1)]


@pytest.mark.parametrize(
    ("title", "description", "lines"),
    [
        ("  # allow title-long: ein Zitat", "", [2]),
        ("", "  # allow title-long: ein Zitat", [3, 4, 5]),
    ],
)
def test_values_of_front_matter(title: str, description: str, lines: list[int]) -> None:
    found = manuscript(title=title, description=description)
    told = [left(found, at(line, Code.TITLE_LONG)) == [] for line in range(1, 8)]
    assert [line for line, none in enumerate(told, 1) if none] == lines


@pytest.mark.parametrize(
    ("comment", "code", "details"),
    [
        ("<!-- allow spaces-double -->", "permit-without-reason", {"value": "spaces-double"}),
        ("<!-- allow spaces-double: -->", "permit-without-reason", {"value": "spaces-double"}),
        ("<!-- allow spaces-duble: x -->", "permit-unknown", {"value": "spaces-duble", "guess": "spaces-double"}),
        ("<!-- allow: x -->", "permit-unknown", {"value": "", "guess": ""}),
        ("<!-- allow author-unknown: x -->", "permit-refused", {"value": "author-unknown", "guess": ""}),
    ],
)
def test_what_is_wrong(comment: str, code: str, details: dict[str, str]) -> None:
    wrong, problem = apply([at(8)], [manuscript(f"A  b {comment}")], {})
    assert (wrong.code, wrong.place, wrong.details) == (code, Place(FILE, 8, 6), details)
    assert problem == at(8)


@pytest.mark.parametrize("body", ["<!-- allowed -->", "allow spaces-double: x", "<!-- x allow spaces-double: y -->"])
def test_what_is_none(body: str) -> None:
    assert left(manuscript(f"A  b {body}"), at(8)) == [("spaces-double", 8, 1)]


def test_what_does_nothing() -> None:
    found = manuscript(f"A b\nc {ALLOW}")
    assert left(found) == [("permit-unused", 9, 3)]
    assert left(found, at(9)) == []
    assert left(manuscript("A <!-- allow spelling: x -->")) == [], "not every machine looks for that"
    twice = manuscript(f"A  b {ALLOW}", title=" # allow title-long: x")
    assert left(twice, at(8)) == [("permit-unused", 2, 10)]


def test_what_is_off_everywhere() -> None:
    problems = [at(8), at(8, Code.AUTHOR_UNKNOWN)]
    off = {"spaces-double": "R", "author-unknown": "R"}
    assert [*apply(problems, [], off)] == not_suppressed(problems, [], off) == [problems[1]]
