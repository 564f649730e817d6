"""No text keeps a check busy: the time of every expression and every rule grows no faster than the text."""

import ast
import importlib
import pkgutil
import re
import signal
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import partial
from itertools import product
from pathlib import Path
from types import FrameType

import magazine
import pytest
from magazine.checks.autofix import autofix
from magazine.checks.fairness import FAIRNESS_RULES
from magazine.checks.phrases import phrases
from magazine.checks.prose import Prose
from magazine.checks.spelling import Speller
from magazine.checks.suppressions import apply
from magazine.checks.text_rules import TEXT_RULES
from magazine.content.manuscript import read_manuscript
from magazine.content.targets import TargetFinder
from magazine.content.typesetting import typographic
from magazine.rendering.sanitiser import sanitise

from tests.checks.worst_cases import FIRST_SIZE, grows_too_fast, seconds, text_of, worst_cases

PACKAGE = Path(magazine.__file__).parent
HEAD = "---\ntitle: A\ndescription: B\nauthors: [a]\ncategories: [k]\n---\n\n"
PROSE = "Ein Satz, wie er in jeder Zeitung steht, mit [einem Link](https://example.org/) und „einem Zitat“ darin.\n\n"
EVERY_CHARACTER = re.compile("(.)")
CALLS = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}


def _compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every expression that a module of the plugin keeps."""
    for module in pkgutil.walk_packages([str(PACKAGE)], "magazine."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value
    for language in ("de", "en"):
        found = phrases(language)
        for each in fields(found) if is_dataclass(found) else ():
            if isinstance(value := getattr(found, each.name), re.Pattern):
                yield f"phrases.{language}.{each.name}", value


def _methods() -> dict[str, set[str]]:
    """Return what is called of expressions that have a name: `{"magazine.content.chart._TAG": {"sub", "match"}}`.

    A name without an underscore may be imported by other modules: it counts for all that have it.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in CALLS and isinstance(node.value, ast.Name):
                name = node.value.id
                found[f"{module}.{name}" if name.startswith("_") else name].add(node.attr)
    return found


def _written() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every expression that stands in a call; what is put into one counts as a letter of its own."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in CALLS
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and (source := _source(node.args[0])) is not None
            ):
                yield f"{file.relative_to(PACKAGE)}:{node.lineno}", re.compile(source, re.MULTILINE)


def _source(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        letters: dict[str, str] = {}
        return "".join(
            str(part.value)
            if isinstance(part, ast.Constant)
            else letters.setdefault(ast.unparse(part), "ABCDEFGH"[len(letters)])
            for part in node.values
        )
    return None


# Each expression once, though it stands in a call, has a name, and may be imported elsewhere.
_BY_SOURCE = {pattern.pattern: (name, pattern) for name, pattern in [*_written(), *_compiled()]}
EXPRESSIONS = dict(_BY_SOURCE.values())
METHODS = _methods()
SIGNS = r'[ ] ( ! ` " < { | # - : \ @ „ a'.split(" ")
PAIRS = ["".join(pair) for pair in product([*SIGNS, " ", "\n"], repeat=2)]
HOSTILE = [
    *(
        "[![a]",
        "[a](b",
        "[a](<b",
        '[a](b "c',
        "[a](b 'c",
        "[a]: ",
        "![",
        "<!--",
        "<!-- allow a: b",
        "<!-- allow ",
        "*[a]:",
    ),
    *(
        "- [ ](",
        "***a",
        "```\n",
        "~~~~\n",
        "``a`",
        "    a\n",
        "- a\n\n",
        "<pre>\n",
        "</pre>",
        "<a",
        "> > ",
        "/// a\n",
        "[^a]:",
    ),
    *(
        "a[b](c) ",
        "[a](b\n\n",
        "“a",
        "\n\n#### a",
        "| a | b |\n| - | - |\n",
        "a\n===",
        "a.a-",
        "https://",
        "<mailto:",
        "<a x=b ",
    ),
    *("a@", "{: .x", "{:.", "TODO ", "???", "  \n", "   ", "sagt „a b c d e f“ ", "<b class=c>", "[a](#b) "),
]


pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Two minutes, after which a test fails: an expression that never ends must not stop all tests."""
    if not hasattr(signal, "SIGALRM"):
        pytest.skip("there is no alarm on this system")

    def enough(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, enough)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def test_an_expression_that_backtracks_is_noticed() -> None:
    for source in (r"<[^>]*>", r"(?m)^[ \t]*\|?[ \t]*;", r"\S+@\S+", r"<!--.*?-->"):
        assert _slow(re.compile(source)), source
    for source in (r"<[^<>]*>", r"a+", r"\bTODO\b"):
        assert not _slow(re.compile(source)), source
    assert not _slow(re.compile(r"<!--.*?-->"), power=2)
    for grows, expected in ((lambda size: (size // 25) ** 3, True), (lambda size: size**2 // 100, False)):
        run = partial(lambda grows, text: sum(range(grows(len(text)))), grows)
        assert grows_too_fast(run, lambda size: "a" * size, 0, power=2) is expected


def _slow(pattern: re.Pattern[str], methods: Iterable[str] = (), power: int = 1) -> str | None:
    """Return a piece of text that makes an expression slow when it is repeated, or None.

    With `power` 2, its time may grow like the square of the text. One of which only `match` and `fullmatch` are called
    is not tried at every place of a text.
    """
    anchored = bool(methods) and {*methods} <= {"match", "fullmatch"}

    def run(text: str) -> object:
        if anchored:
            return pattern.match(text), pattern.fullmatch(text)
        return sum(1 for _ in pattern.finditer(text))

    floor = 2 * seconds(lambda: sum(1 for _ in EVERY_CHARACTER.finditer(text_of("a", FIRST_SIZE))))
    cases = (partial(text_of, piece) for piece in worst_cases(pattern.pattern))
    return next((case.args[0] for case in cases if grows_too_fast(run, case, floor, power)), None)


@pytest.mark.parametrize("name", sorted(EXPRESSIONS))
def test_time_of_an_expression_grows_like_the_text(name: str) -> None:
    """Of an import's like its square: it reads texts once, for whom they belong to, and nobody else waits for it."""
    called = METHODS.get(name) or METHODS[name.rpartition(".")[2]]
    power = 2 if name.startswith(("importing/", "magazine.importing.")) else 1
    assert not _slow(EXPRESSIONS[name], called, power), EXPRESSIONS[name].pattern


def _rules() -> Iterator[tuple[str, Callable[[str], object]]]:
    def of_prose(look: Callable[[Prose], object]) -> Callable[[str], object]:
        def run(body: str) -> object:
            manuscript, _ = read_manuscript(HEAD + body, "posts/2026/01/02/a.md")
            assert manuscript
            return look(Prose(manuscript, "de"))

        return run

    for rule in (*TEXT_RULES, *FAIRNESS_RULES):
        yield rule.__name__, of_prose(lambda prose, rule=rule: list(rule(prose)))  # type: ignore[misc]
    yield "spelling", of_prose(lambda prose: list(Speller("de", []).problems(prose)))
    yield "suppressions", of_prose(lambda prose: apply([], [prose.manuscript], {}))
    yield "targets", _find_targets
    yield "autofix", lambda body: autofix(HEAD + body, "de")
    yield "autofix of front matter", lambda body: autofix(f"---\n{body}\n---\n", "de")
    yield "typographic", lambda body: typographic(body, "de")
    yield "sanitise", lambda body: sanitise(body, body)


def _find_targets(body: str) -> object:
    """Look for a target for each word of a text, and for some that are not there."""
    finder = TargetFinder(body)
    return [finder.start(target) for word in body.split() for target in (word, f"{word}(1).png")]


RULES = dict(_rules())


@pytest.mark.parametrize("name", sorted(RULES))
def test_time_of_a_rule_grows_like_the_text(name: str) -> None:
    rule = RULES[name]
    floor = 8 * seconds(lambda: rule(text_of(PROSE, FIRST_SIZE)))
    cases = [partial(text_of, piece) for piece in [*HOSTILE, *PAIRS]]
    cases += [partial(text_of, piece, begin="[a `") for piece in HOSTILE]
    slow = next((case for case in cases if grows_too_fast(rule, case, floor)), None)
    assert slow is None, slow
