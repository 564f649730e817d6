"""Suppressions: a rule can be turned off for the whole magazine, or for one line of an article, with a reason.

In a text `<!-- allow spelling: the name of a ship -->`, in front matter `# allow title-long: a quotation`; at the end
of the line, or alone in the line above. Of a text in several lines of front matter, it is for all of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from magazine.checks.catalogue import SUPPRESSIBLE
from magazine.content.manuscript import Manuscript
from magazine.content.markdown_text import Span, blanked, comment_spans
from magazine.content.partial import PartialManuscript
from magazine.content.problem import Code, Place, Problem
from magazine.content.slugs import nearest
from magazine.content.yaml_lines import last_line

# What begins a suppression: in a comment of a text, in the front matter.
_IN_COMMENT = re.compile(r"<!--[ \t]*allow\b")
_IN_FRONT_MATTER = re.compile(r"(?<!\S)#[ \t]*allow\b")
_CODE = re.compile(r"[\w-]*")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A rule (`code`) turned off for one `line` of a file; `place` is where the suppression is written."""

    code: str
    reason: str
    line: int
    place: Place


def apply(
    problems: Iterable[Problem], manuscripts: Iterable[Manuscript], everywhere: Mapping[str, str]
) -> list[Problem]:
    """Return problems that are not suppressed, and those of suppressions. `everywhere` maps codes to reasons."""
    manuscripts = [*manuscripts]
    suppressions, wrong = _collected(manuscripts)
    partial = {manuscript.file for manuscript in manuscripts if isinstance(manuscript, PartialManuscript)}
    used = set[Place]()
    remaining = [problem for problem in problems if not _is_suppressed(problem, suppressions, everywhere, used)]
    unused = {
        suppression.place: suppression.code
        for suppression in suppressions.values()
        if suppression.place not in used
        and suppression.code not in _NOT_ALWAYS
        and suppression.place.file not in partial
    }
    left = (Problem(Code.PERMIT_UNUSED, place, {"value": code}) for place, code in unused.items())
    return [*wrong, *remaining, *left]


def not_suppressed(
    problems: Iterable[Problem], manuscripts: Iterable[Manuscript], everywhere: Mapping[str, str]
) -> list[Problem]:
    """Return problems that are not suppressed, and none of the suppressions themselves, which `apply` reports."""
    suppressions, _ = _collected(manuscripts)
    return [problem for problem in problems if not _is_suppressed(problem, suppressions, everywhere, set())]


_Key = tuple[str, int | None, str]

# Not every check looks for these: a machine may have no dictionary, a command no revision to compare with.
_NOT_ALWAYS = frozenset({Code.SPELLING, Code.CHANGE_UNMARKED, Code.ADDRESS_LOST, Code.ADDRESS_LOST_PUBLISHED})


def _collected(manuscripts: Iterable[Manuscript]) -> tuple[dict[_Key, Suppression], list[Problem]]:
    """Return suppressions by file, line and code, and the problems of invalid ones."""
    suppressions, faults = dict[_Key, Suppression](), list[Problem]()
    for suppression in (each for manuscript in manuscripts for each in _suppressions(manuscript)):
        if wrong := _wrong(suppression):
            faults.append(wrong)
        else:
            suppressions[suppression.place.file, suppression.line, suppression.code] = suppression
    return suppressions, faults


def _is_suppressed(
    problem: Problem, suppressions: Mapping[_Key, Suppression], everywhere: Mapping[str, str], used: set[Place]
) -> bool:
    """Return whether a problem is suppressed; add the place of the suppression to `used`."""
    key = (problem.place.file, problem.place.line, problem.code)
    if key in suppressions:
        used.add(suppressions[key].place)
    return key in suppressions or (problem.code in everywhere and problem.code in SUPPRESSIBLE)


def _suppressions(manuscript: Manuscript) -> Iterator[Suppression]:
    if "allow" in manuscript.body:
        yield from _in_lines(manuscript.body, _in_text, manuscript.body_line, manuscript.file)
    if "allow" in manuscript.values.text:
        text, first = manuscript.values.text, manuscript.values.first_line
        for suppression in _in_lines(text, _in_front_matter, first, manuscript.file):
            last = last_line(text.split("\n"), suppression.line - first) + first
            yield from (replace(suppression, line=line) for line in range(suppression.line, last + 1))


def _in_text(line: str) -> Iterator[tuple[Span, str]]:
    """Yield where a line has comments that suppress, and what stands in them behind "allow"."""
    for start, end in comment_spans(line):
        if found := _IN_COMMENT.match(line, start, end):
            yield (start, end), line[found.end() : end - len("-->")]


def _in_front_matter(line: str) -> Iterator[tuple[Span, str]]:
    if found := _IN_FRONT_MATTER.search(line):
        yield (found.start(), len(line)), line[found.end() :]


def _in_lines(
    text: str, written: Callable[[str], Iterator[tuple[Span, str]]], first_line: int, file: str
) -> Iterator[Suppression]:
    waiting: list[tuple[str, str, Place]] = []
    for number, line in enumerate(text.split("\n"), first_line):
        spans, found = list[Span](), list[tuple[str, str, Place]]()
        for span, words in written(line) if "allow" in line else ():
            spans.append(span)
            found.append((*_code_and_reason(words), Place(file, number, span[0] + 1)))
        alone = not blanked(line, spans).strip()
        if alone and found:
            waiting += found
        elif not alone:
            for code, reason, place in [*waiting, *found]:
                yield Suppression(code, reason, number, place)
            waiting = []


def _code_and_reason(words: str) -> tuple[str, str]:
    words = words.strip(" \t")
    found = _CODE.match(words)
    code = found[0] if found else ""
    return code, words[len(code) :].lstrip(" \t").removeprefix(":").strip(" \t")


def _wrong(suppression: Suppression) -> Problem | None:
    if suppression.code not in SUPPRESSIBLE:
        known_code = suppression.code in [*Code]
        guess = "" if known_code else nearest(suppression.code, SUPPRESSIBLE) or ""
        code = Code.PERMIT_REFUSED if known_code else Code.PERMIT_UNKNOWN
        return Problem(code, suppression.place, {"value": suppression.code, "guess": guess})
    if not suppression.reason:
        return Problem(Code.PERMIT_WITHOUT_REASON, suppression.place, {"value": suppression.code})
    return None
