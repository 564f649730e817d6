"""What a screen reader is told of an article, as a whole: headings, names and roles in their order, in a golden file.

`pytest tests/browser/test_tree.py --renew` writes it anew; then `git diff` shows what readers will hear otherwise.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab

from tests.sample import ARTICLE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("sample")]
GOLDEN = Path(__file__).with_name("article.aria.yml")


def test_the_tree_of_an_article_is_the_golden_one(tab: Tab, site: str, pytestconfig: pytest.Config) -> None:
    tab.goto(f"{site}{ARTICLE}")
    tree = tab.locator("body").aria_snapshot() + "\n"
    if pytestconfig.getoption("renew"):
        GOLDEN.write_text(tree, encoding="utf-8")
    assert tree == GOLDEN.read_text(encoding="utf-8")


def test_the_golden_file_has_what_an_article_must_have() -> None:
    """So that nobody renews it without noticing what is gone."""
    tree = GOLDEN.read_text(encoding="utf-8")
    assert tree.index("- complementary") < tree.index("- banner"), "the disclaimer comes first"
    assert tree.count("[level=1]") == 1
    headings = [line for line in tree.splitlines() if "- heading " in line]
    assert len(headings) > 4
    assert not any(line.rstrip(":").split(" [level")[0].endswith('#"') for line in headings)
    assert "\u00ad" not in tree
