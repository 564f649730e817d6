"""A browser, and the sample magazine as it is published."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.chromium import find
from tests.servers import serving_files
from tests.writing.both import form_scripts

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find()
    assert path, "no Chromium found; `make test` sets one up"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


def violations(context: BrowserContext) -> list[str]:
    """What browsers refuse in these pages because of their Content Security Policy; filled while they are used."""
    told: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Trusted" in message.text:
            told.append(message.text)

    context.on("console", note)
    return told


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A window of a desktop, in which pages keep their policy whatever a test does, unless it tries an attack."""
    without = request.node.get_closest_marker("without_policy") is not None
    context = browser.new_context(viewport=DESKTOP, bypass_csp=without)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    refused = violations(context)
    yield context
    context.close()
    assert refused == [] or request.node.get_closest_marker("attack")


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    refused = violations(context)
    yield context.new_page()
    context.close()
    assert refused == []


def with_reading_aids(page: Page, address: str, group: str = "Schriftgröße") -> Page:
    """Go to an article and open its reading aids, until the named group of them is there."""
    page.goto(address)
    page.get_by_role("button", name="Lesehilfen").click()
    expect(page.get_by_role("group", name=group)).to_be_visible()
    return page


def shifts(page: Page) -> list[str]:
    """What has moved on the page since it was opened: how far, what, from where to where."""
    told: list[str] = page.evaluate(
        """() => new Promise((resolve) => {
            const told = [], box = ({x, y, width, height}) => [x, y, width, height].map(Math.round).join(" ");
            const what = (node) => node?.outerHTML?.slice(0, 99) ?? node?.data;
            new PerformanceObserver((list) => list.getEntries().forEach(({value, sources}) => told.push(
                [value, ...sources.map((each) =>
                    `${what(each.node)}: ${box(each.previousRect)} → ${box(each.currentRect)}`)].join("; "),
            ))).observe({type: "layout-shift", buffered: true});
            setTimeout(() => resolve(told), 300);
        })"""
    )
    return told


@pytest.fixture(scope="session")
def site(sample: Path) -> Iterator[str]:
    """The address of the sample magazine at a domain's root."""
    with serving_files(sample) as address:
        yield address


@pytest.fixture(scope="session")
def site_below_path(sample_below_path: Path) -> Iterator[str]:
    """The address of the sample magazine under `/repo/`."""
    with serving_files(sample_below_path.parent) as address:
        yield f"{address}repo/"


@pytest.fixture(scope="module")
def form_page(browser: Browser) -> Iterator[Page]:
    """An empty page that can import the scripts of the form for contributors."""
    context = browser.new_context()
    context.set_default_timeout(120_000)
    with form_scripts(context) as page:
        yield page
    context.close()
