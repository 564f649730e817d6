"""All scripts of a built site can be read: they are minified, and what takes out spaces may take out more."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_every_script_can_be_read(tab: Page, site: str, sample: Path) -> None:
    names = [path.relative_to(sample).as_posix() for path in (sample / "assets").rglob("*.js")]
    assert {"assets/magazine.js", "assets/write/rules.js", "assets/search/finder.js"} <= {*names}
    tab.goto(f"{site}mitmachen/")
    unreadable = tab.evaluate(
        """async (addresses) => {
            const found = [];
            for (const address of addresses) {
                await import(address).catch((error) => error.name === "SyntaxError" && found.push(address));
            }
            return found;
        }""",
        [f"{site}{name}" for name in names],
    )
    assert unreadable == []
