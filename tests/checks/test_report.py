"""The report: in which order and how much is told, what is noted beside it, and its shapes for programs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from magazine.checks.catalogue import Severity
from magazine.checks.report import FORMATS, Finding, in_one_line, in_words
from magazine.checks.selection import Report, ReportLimits, report
from magazine.checks.spelling import Speller
from magazine.content.manuscript import Manuscript, read_manuscript
from magazine.content.problem import Code, Place, Problem, place_in
from magazine.locales import load

GERMAN = load("de")
FILE = "posts/2026/01/02/a.md"


def spaces(line: int) -> Problem:
    return Problem(Code.SPACES_DOUBLE, Place(FILE, line, 1))


def error(line: int, file: str = FILE) -> Problem:
    return Problem(Code.TEXT_MISSING, Place(file, line, 1))


def reported(problems: list[Problem], limits: ReportLimits, manuscripts: list[Manuscript] | None = None) -> Report:
    return report(problems, manuscripts or [], {}, Speller("xx", []), GERMAN, "docs", limits)


@pytest.mark.parametrize(
    ("limits", "shown"), [(ReportLimits.CHECK, 60), (ReportLimits.PREVIEW, 50), (ReportLimits.BUILD, 0)]
)
def test_so_many_warnings_are_told_and_all_errors(limits: ReportLimits, shown: int) -> None:
    found = reported([*(spaces(line) for line in range(1, 61)), *(error(line) for line in range(1, 61))], limits)
    assert (len(found.errors), len(found.warnings), found.warning_count) == (60, shown, 60)
    assert [each.line for each in found.warnings] == [*range(1, shown + 1)]
    assert {each.code for each in found.errors} == {"text-missing"}
    assert [each.is_error for each in found.findings].count(True) == 60


def test_guesses_are_looked_up_for_some_words() -> None:
    assert [limits.value[1] for limits in ReportLimits] == [20, 20, 2]


def test_rules_that_are_off() -> None:
    problems = [spaces(1), error(2), Problem(Code.KEY_MISSING, Place(FILE, 3, 1), {"key": "title"})]
    off = dict.fromkeys(["spaces-double", "text-missing", "key-missing"], "R")
    found = report(problems, [], off, Speller("xx", []), GERMAN, "docs", ReportLimits.CHECK)
    assert [each.code for each in found.findings] == ["key-missing"], "nobody can turn that off"


def test_notes_beside_the_findings(tmp_path: Path) -> None:
    found = Report([], 0)
    for ending in ("dic", "aff"):
        (tmp_path / f"de_DE.{ending}").write_text("")
    here, nowhere = Speller("de", [], [tmp_path]), Speller("de", [], [])
    assert found.notes(GERMAN, here, []) == []
    assert found.notes(GERMAN, nowhere, []) == [GERMAN("check.no-dictionary", languages="Deutsch")]
    english, _ = read_manuscript(
        "---\ntitle: T\ndescription: D\nauthors: [a]\ncategories: [k]\nlanguage: en\n---\nText\n",
        FILE,
    )
    assert english
    assert found.notes(GERMAN, nowhere, [english]) == [GERMAN("check.no-dictionary", languages="Deutsch, Englisch")]
    assert found.notes(GERMAN, here, [english]) == [GERMAN("check.no-dictionary", languages="Englisch")]
    codes = {Code.ALT_MISSING: 2, Code.CREDIT_MISSING: 3, Code.LINK_HTTP: 4, Code.LINK_WORDS: 5}
    assert replace(found, of_imported=codes).notes(GERMAN, here, []) == [
        GERMAN("check.imported", alts=2, credits=3, others=9)
    ]


def test_findings_stand_in_the_order_of_files_and_lines() -> None:
    places = [Place("b.md", 1, 1), Place("a.md", 9, 1), Place("a.md", 2, 7), Place("a.md", 2), Place("a.md")]
    found = in_words([Problem(Code.SPACES_DOUBLE, place) for place in places], GERMAN, "docs")
    assert [(each.file, each.line, each.column) for each in found] == [
        ("docs/a.md", None, None),
        ("docs/a.md", 2, None),
        ("docs/a.md", 2, 7),
        ("docs/a.md", 9, 1),
        ("docs/b.md", 1, 1),
    ]
    assert in_words([spaces(1)], GERMAN, "")[0].file == FILE
    outside = Problem(Code.SPACES_DOUBLE, Place("../mkdocs.yml", 1, 1))
    assert in_words([outside], GERMAN, "docs")[0].file == "mkdocs.yml"


def finding(**values: object) -> Finding:
    (found,) = in_words([spaces(3)], GERMAN, "docs")
    return replace(found, message="Zwei, 5 %:\nA", hint="H", **values)  # type: ignore[arg-type]


def test_shapes_for_people_and_programs() -> None:
    warning = finding()
    stops = finding(severity=Severity.ERROR, line=None, column=None, file="docs/a,b.md", code="text-missing")
    assert FORMATS["text"]([warning, stops]).split("\n") == [
        f"docs/{FILE}:3:1: ~ Zwei, 5 %:\\nA (spaces-double)",
        "    → H",
        "docs/a,b.md: Zwei, 5 %:\\nA (text-missing)",
        "    → H",
    ]
    assert FORMATS["github"]([warning, stops]).split("\n") == [
        f"::warning file=docs/{FILE},line=3,col=1,title=spaces-double::Zwei, 5 %25:%0AA → H",
        "::error file=docs/a%2Cb.md,title=text-missing::Zwei, 5 %25:%0AA → H",
    ]
    assert [each["line"] for each in json.loads(FORMATS["json"]([warning, stops]))] == [3, None]
    assert "\n  " in FORMATS["json"]([warning])


def test_a_log_of_static_analysis() -> None:
    log = json.loads(FORMATS["sarif"]([finding(), finding(line=None, column=None, severity=Severity.ERROR, code="a")]))
    (run,) = log["runs"]
    assert (log["version"], log["$schema"].endswith("sarif-2.1.0.json")) == ("2.1.0", True)
    assert run["tool"]["driver"] == {"name": "magazine check", "rules": [{"id": "a"}, {"id": "spaces-double"}]}
    assert [(each["ruleId"], each["level"]) for each in run["results"]] == [
        ("spaces-double", "warning"),
        ("a", "error"),
    ]
    assert run["results"][0]["message"] == {"text": "Zwei, 5 %:\nA H"}
    regions = [each["locations"][0]["physicalLocation"] for each in run["results"]]
    assert regions[0] == {
        "artifactLocation": {"uri": f"docs/{FILE}"},
        "region": {"startLine": 3, "startColumn": 1},
    }
    assert regions[1]["region"] == {"startLine": 1, "startColumn": 1}


def test_nothing_ends_a_line_or_turns_it() -> None:
    assert in_one_line("ä\n\u202e\u2028\u200b x") == "ä\\n\\u202e\\u2028\\u200b x"


@pytest.mark.parametrize(
    ("start", "place"), [(0, (7, 1)), (1, (7, 2)), (2, (7, 3)), (3, (8, 1)), (4, (9, 1)), (5, (9, 2))]
)
def test_places_are_counted_from_one(start: int, place: tuple[int, int]) -> None:
    found = place_in("ab\n\ncd", start, FILE, 7)
    assert (found.file, found.line, found.column) == (FILE, *place)


def test_a_problem_of_a_part_is_one_of_the_file() -> None:
    problem = Problem(Code.SPELLING, Place("", 1, 4), {"value": "x"})
    assert problem.within(FILE, 6) == Problem(Code.SPELLING, Place(FILE, 6, 4), {"value": "x"})
    assert problem.within(FILE, 1).place.line == 1
    assert replace(problem, place=Place("")).within(FILE, 6).place == Place(FILE)


def test_what_is_not_asked_of_imported_articles_is_counted() -> None:
    head = "---\ntitle: T\ndescription: D\nauthors: [a]\ncategories: [k]\n"
    old, _ = read_manuscript(f"{head}imported: {{from: X, date: 2026-01-02}}\n---\nText\n", FILE)
    assert old
    problems = [spaces(7), spaces(8), Problem(Code.SPACES_DOUBLE, Place("posts/b.md", 2, 1)), error(9)]
    details = {"value": "x", "guess": "", "known": "y"}
    found = reported([*problems, Problem(Code.AUTHOR_UNKNOWN, Place(FILE, 4, 1), details)], ReportLimits.CHECK, [old])
    codes = [each.code for each in found.findings]
    assert old.is_archived
    assert codes == ["author-unknown", "spaces-double"]
    assert found.of_imported == {Code.SPACES_DOUBLE: 2, Code.TEXT_MISSING: 1}


@pytest.mark.parametrize("code", ["date-future", "change-too-early", "change-future", "withdrawal-future"])
def test_days_in_sentences_are_words(code: str) -> None:
    """What is to be typed is not."""
    details = {"value": "2026-12-24", "today": "2026-11-28", "day": "2026-11-28"}
    (german,) = in_words([Problem(Code(code), Place(FILE, 1), details)], GERMAN, "docs")
    assert "24. Dezember 2026" in german.message
    assert "28. November 2026" in german.message
    assert "2026-" not in german.message
    assert "Dezember" not in german.hint
