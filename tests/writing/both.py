"""Cases for the build and for the form in the browser, and what each of them says about an article."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import yaml
from magazine.checks.proof import Proofreader
from magazine.content.manuscript import read_manuscript
from magazine.content.problem import Problem
from magazine.locales import load
from magazine.mkdocs_settings import markdown_extensions
from magazine.pages.writing import WRITING_RULES, writing_form
from magazine.rendering.text import MarkdownRenderer
from playwright.sync_api import BrowserContext, Page

from tests.newsroom import REPOSITORY
from tests.servers import serving_files

Article = Mapping[str, Any]
Found = list[list[Any]]
"""Each finding is the code, and for the text the line and column, sorted."""

GOOD: Article = {
    "title": "Eine Überschrift",
    "description": "Ein Vorspann, der lang genug ist: Er sagt in einem Satz, worum es geht, und warum man ihn liest.",
    "kind": "news",
    "tags": "",
    "sources": [],
    "image": "",
    "text": "Der Text.",
}
"""An article of which nobody says anything."""

_FOLDER = REPOSITORY / "tests/writing"
CASES: list[dict[str, Any]] = yaml.safe_load((_FOLDER / "rules.yml").read_text(encoding="utf-8"))
TYPED: dict[str, list[tuple[str, str]]] = yaml.safe_load((_FOLDER / "typography.yml").read_text(encoding="utf-8"))


def article_of(case: Mapping[str, Any]) -> Article:
    """Return the article of a case; `%(80)` stands for a word of 80 letters."""

    def written(value: Any) -> Any:
        return re.sub(r"%\((\d+)\)", lambda found: "x" * int(found[1]), value) if isinstance(value, str) else value

    return {**GOOD, **{key: written(value) for key, value in case.items() if key != "found"}}


def expected(case: Mapping[str, Any]) -> Found:
    """Return what is to be found in the article of a case."""
    return sorted([code, *map(int, place)] for code, *place in map(str.split, case["found"]))


@cache
def _renderer() -> MarkdownRenderer:
    settings = markdown_extensions(load("de"))
    return MarkdownRenderer([*settings], settings)


def said_by_checks(article: Article) -> Found:
    """Return what the rules of `magazine check` find, of those that the form looks at, too."""
    fields = {key: article[key] for key in ("title", "description", "kind", "sources")}
    if article["image"]:
        fields["image"] = {"src": article["image"], "alt": "A", "credit": "B"}
    fields["tags"] = [tag.strip() for tag in article["tags"].split(",") if tag.strip()]
    head = yaml.safe_dump({**fields, "authors": ["a"], "categories": ["k"]}, allow_unicode=True)
    manuscript, problems = read_manuscript(f"---\n{head}---\n{article['text']}", "posts/2026/01/02/a.md")
    first = 0
    if manuscript:
        first = manuscript.body_line
        removed = (each.within(manuscript.file, first) for each in _renderer().render(manuscript.body).problems)
        problems = [*problems, *Proofreader("de").read(manuscript), *removed]
    return _compared((_finding(each, first) for each in problems if each.code in WRITING_RULES), article)


def _compared(found: Iterable[list[Any]], article: Article) -> Found:
    """Return what counts for a case: too few sources only where there are some, for all others have none."""
    return sorted(each for each in found if each != ["sources-few"] or article["sources"])


def _finding(problem: Problem, first: int) -> list[Any]:
    line, column = problem.place.line or 0, problem.place.column or 0
    return [str(problem.code), line - first + 1, column] if first and line >= first else [str(problem.code)]


@contextmanager
def form_scripts(context: BrowserContext) -> Iterator[Page]:
    """Yield an empty page that can import the scripts of the form, from `/assets/write/`."""
    with serving_files(REPOSITORY / "overrides") as address:
        context.route(f"{address}empty", lambda route: route.fulfill(body="", content_type="text/html"))
        page = context.new_page()
        page.goto(f"{address}empty")
        yield page


_ASK = """([articles, data]) => import('/assets/write/rules.js').then(
    ({ problems }) => articles.map(article => problems(article, data).map(each => [each.code, each.start ?? null])))"""


_SHOW = """([texts, data]) =>
    Promise.all([import('/assets/write/preview.js'), import('/assets/write/markdown.js')]).then(
    ([{ setInto }, { renderer }]) => texts.map(text => {
        const element = document.createElement('div');
        setInto(element, text, renderer(data), data);
        return element.innerHTML;
    }))"""


def shown_by_form(page: Page, texts: Iterable[str]) -> list[str]:
    """Return the HTML that the preview of the form shows of each text."""
    shown: list[str] = page.evaluate(_SHOW, [list(texts), data_of_form()])
    return shown


def said_by_form(page: Page, articles: Iterable[Article]) -> list[Found]:
    """Return what the rules of the form find in each article."""
    articles = list(articles)
    told = page.evaluate(_ASK, [articles, data_of_form()])
    return [
        _compared(([code, *_place(article["text"], start)] for code, start in each), article)
        for article, each in zip(articles, told, strict=True)
    ]


def data_of_form() -> dict[str, Any]:
    """Return what the page with the form hands to its scripts."""
    return writing_form(
        sections=[],
        authors=[],
        languages=[],
        locale=load("de"),
        repository="",
        branch="",
        docs="",
        posts="",
        authors_file="",
        zone="Europe/Berlin",
        rules_off=(),
    )


def _place(text: str, start: int | None) -> list[int]:
    """Return line and column of a place that is counted in UTF-16, as scripts do."""
    if start is None:
        return []
    before = text.encode("utf-16-le")[: 2 * start].decode("utf-16-le")
    return [before.count("\n") + 1, len(before) - before.rfind("\n")]
