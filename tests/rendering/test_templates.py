"""What a template is made of: a change anywhere in it is noticed, a change elsewhere is not."""

from pathlib import Path

import jinja2
import pytest
from magazine.pages.templates import Templates

TEMPLATES = {
    "base.html": "<html>{% block main %}{% endblock %}{% include 'partials/foot.html' %}</html>",
    "partials/foot.html": "<p>{{ t('foot') }}</p>",
    "article.html": "{% extends 'base.html' %}{% from 'partials/cards.html' import card %}{{ card() }}",
    "partials/cards.html": "{% macro card() %}{% include '.icons/' ~ name ~ '.svg' %}{% endmacro %}",
    "front.html": "{% extends 'base.html' %}{% include ['partials/special.html', 'partials/foot.html'] %}",
    ".icons/moon.svg": "<svg/>",
    "assets/style.css": "a { color: red }",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEMPLATES.items():
        write(tmp_path, name, text)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def fingerprint(folder: Path, name: str) -> str | None:
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(folder))
    return Templates(env, [folder]).fingerprint(name)


@pytest.mark.parametrize(
    ("changed", "article", "front"),
    [
        ("article.html", True, False),
        ("base.html", True, True),
        ("partials/foot.html", True, True),
        ("partials/cards.html", True, False),
        (".icons/moon.svg", True, False),  # a name put together while the page is made
        (".icons/new.svg", True, False),
        ("partials/special.html", False, True),  # not there before
        ("assets/style.css", False, False),
        ("unused.html", False, False),
    ],
)
def test_a_change_is_noticed_where_it_shows(folder: Path, changed: str, article: bool, front: bool) -> None:
    before = fingerprint(folder, "article.html"), fingerprint(folder, "front.html")
    write(folder, changed, TEMPLATES.get(changed, "") + " ")
    after = fingerprint(folder, "article.html"), fingerprint(folder, "front.html")
    assert (after[0] != before[0], after[1] != before[1]) == (article, front)


@pytest.mark.parametrize(
    "text",
    ["{{ build_date_utc }}", "{% for page in pages %}{% endfor %}", "{{ page.next_page.title }}", "{{ [1] | random }}"],
)
def test_what_changes_by_itself_has_no_fingerprint(folder: Path, text: str) -> None:
    write(folder, "partials/foot.html", text)
    assert fingerprint(folder, "article.html") is None


def test_templates_that_include_each_other(folder: Path) -> None:
    write(folder, "partials/foot.html", "{% include 'base.html' %}")
    assert fingerprint(folder, "article.html")
