"""The form in the browser shows a text as the page will: cases of tests/writing/shown.yml are rendered by both."""

import re

import pytest
import yaml
from lxml.html import HtmlElement, fragments_fromstring, tostring
from playwright.sync_api import Page

from tests.newsroom import REPOSITORY
from tests.rendering.test_lists import RENDERER
from tests.writing.both import shown_by_form

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CASES: list[dict[str, str]] = yaml.safe_load((REPOSITORY / "tests/writing/shown.yml").read_text(encoding="utf-8"))
_KEPT = {"href", "start"}
_UNSHOWN = "headerlink", "footnote-backref"


def compared(html: str) -> str:
    """Return HTML with what readers see: elements and words, without spaces that make no difference."""
    html = re.sub(r"\s*<hr[^<>]*>\s*(?=<ol>)", "", html)  # the line above the footnotes
    parts = [part for part in fragments_fromstring(html) if not isinstance(part, str) or part.strip()]
    text = "".join(part if isinstance(part, str) else _plain(part) for part in parts)
    text = re.sub(r"<(/?)(?:span|div class=.footnote.)[^<>]*>", "", text)
    text = re.sub(r"[ \n]+", " ", text) if "<pre" not in text else text
    return (
        re.sub(
            r"\s*(</?(?:p|ul|ol|li|dl|dt|dd|div|table|thead|tbody|tr|th|td|h\d|hr|blockquote|pre|details|summary|aside"
            r"|figure|figcaption|br)\b[^<>]*>)\s*",
            r"\1",
            text,
        )
        .replace("\n</code>", "</code>")
        .strip()
    )


def _plain(element: HtmlElement) -> str:
    for each in [*element.iter("a")]:
        if each.get("class") in _UNSHOWN:
            each.drop_tree()
        elif "footnote-ref" in each.get("class", ""):
            each.drop_tag()
    for each in element.iter():
        for name in {*each.attrib} - _KEPT:
            del each.attrib[name]
    return str(tostring(element, encoding="unicode"))


@pytest.fixture(scope="module")
def shown(form_page: Page) -> list[str]:
    return shown_by_form(form_page, [case["text"] for case in CASES])


@pytest.mark.parametrize("number", range(len(CASES)))
def test_the_form_shows_what_is_expected(number: int, shown: list[str]) -> None:
    assert compared(shown[number]) == compared(CASES[number]["html"])


@pytest.mark.parametrize("number", range(len(CASES)))
def test_the_page_shows_what_is_expected(number: int) -> None:
    assert compared(RENDERER.render(CASES[number]["text"]).html) == compared(CASES[number]["html"])
