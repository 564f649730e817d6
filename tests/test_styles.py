"""The style sheets: small; every class has a rule, every rule a class; readers load none of the preview's."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.newsroom import REPOSITORY, Newsroom, Page

OVERRIDES = REPOSITORY / "overrides"
WITHOUT_RULE = {
    "dateline": "a place, for programs that read articles",
    "reading": "found by the script that opens it",
    "share__more": "found by the script that opens it",
    "share__mastodon": "found by the script that opens it",
    "highlight": "written by the Markdown extension for code",
    "language-python": "written by the Markdown extension for code, from the article",
}
"""Classes that need no rule, and why."""

pytestmark = pytest.mark.xdist_group("sample")
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
_PRINTED = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_BY_SCRIPT = re.compile(r"""(?:className: |className = |classList\.\w+\(|element\("\w+", )"([^"]*)\"""")


def sources(*endings: str) -> dict[str, str]:
    """Return the source of each template, style sheet and script of ours with one of these endings, by its path."""
    files = (file for file in sorted(OVERRIDES.rglob("*")) if file.suffix in endings)
    return {
        path: file.read_text() for file in files if "/vendor/" not in (path := file.relative_to(REPOSITORY).as_posix())
    }


def plain(source: str) -> str:
    """Return a source without its comments and template tags; `\0` stands for what a template prints."""
    return _PRINTED.sub("\0", _JINJA.sub("", re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)))


def classes_with_rules(sheets: Iterable[str]) -> set[str]:
    return {name for sheet in sheets for name in re.findall(r"\.([a-z][\w-]*)", re.sub(r'"[^"]*"', "", plain(sheet)))}


def classes_of_templates() -> set[str]:
    """Return the classes that templates and scripts name; not those that a template puts together."""
    named = [each for source in sources(".html").values() for each in re.findall(r'class="([^"]*)"', plain(source))]
    named += [each for source in sources(".js").values() for each in _BY_SCRIPT.findall(source)]
    return {name for each in named for name in each.split() if "\0" not in name}


def classes_of_pages(site: Path) -> set[str]:
    pages = (Page(path) for path in site.rglob("*.html"))
    return {name for page in pages for element in page.all("[class]") for name in element.get("class").split()}


@pytest.fixture
def styled(sample: Path) -> set[str]:
    """Return the classes that have a rule, with those of assets/magazine.css that a template puts together."""
    return classes_with_rules([*sources(".css").values(), (sample / "assets/magazine.css").read_text()])


def test_every_class_has_a_rule(sample: Path, styled: set[str]) -> None:
    used = classes_of_templates() | classes_of_pages(sample)
    assert len(used) > 100
    assert used - styled == WITHOUT_RULE.keys()


def test_every_rule_has_a_class(sample: Path, styled: set[str]) -> None:
    words = {word for source in sources(".html", ".svg", ".js").values() for word in re.findall(r"[\w-]+", source)}
    assert styled - classes_of_pages(sample) - words == set()


def test_classes_are_found_where_they_are() -> None:
    assert classes_with_rules(
        [".a { b: 0.5em url(x) } /* .c */ .d:not(.e) { {{ f }} }", '{# .g #} .h::after { content: ".i" }']
    ) == {*("a", "d", "e", "h")}


def test_style_sheets_are_small(sample: Path) -> None:
    """What every page loads is at most 7 KB as it is sent, with gzip; what is loaded on demand, each, 2 KB."""
    sizes = {file.name: len(gzip.compress(file.read_bytes(), 9)) for file in sample.rglob("*.css")}
    assert sizes.pop("magazine.css") <= 7 * 1024
    assert max(sizes.values()) <= 2 * 1024


def test_only_a_preview_has_the_styles_of_problems(sample: Path, newsroom: Newsroom) -> None:
    mark = ".problem-list"
    for path in sample.rglob("*"):
        if path.suffix in (".css", ".html"):
            assert mark not in path.read_text(), path
    newsroom.article(categories=["gibt-es-nicht"])
    newsroom.build(preview=True)
    assert mark in newsroom.page("problems.html").source
    assert mark not in (newsroom.site / "assets/magazine.css").read_text()
