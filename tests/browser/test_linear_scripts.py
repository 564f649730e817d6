"""No text keeps the form busy: the time of its rules and of its preview grows no faster than the text.

Of the preview, what is ours: the library for Markdown takes its time for thousands of unclosed signs of emphasis.
"""

import pytest
from playwright.sync_api import Page

from tests.checks.test_linear import HOSTILE, PAIRS
from tests.checks.worst_cases import SIZES
from tests.writing.both import data_of_form, shown_by_form

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("browser")]

OF_PREVIEW = [
    "==a ",
    "~a",
    "^a",
    "!!! a\n",
    "    a\n",
    "/// details\n",
    "a\n: b\n",
    "a) b\n",
    "1. a\n",
    "20. April\n",
    "*[a]: b\n",
]
_MEASURE = """async ([cases, sizes, data]) => {
    const [{ problems }, { renderer }, { file }] = await Promise.all(
        ["rules", "markdown", "article"].map(name => import(`/assets/write/${name}.js`)));
    const render = renderer(data);
    const article = { title: "", description: "", kind: "news", tags: "", sources: [], coauthors: [], image: "",
        name: "" };
    const work = { rules: text => problems({ ...article, text }, data), preview: text => render(text),
                   file: text => file({ ...article, text }, data) };
    const time = (run, piece, size) => {
        const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size) + "\\n\\0";
        let best = Infinity;
        for (let round = 0; round < 3 && best > 5; round += 1) {
            const before = performance.now();
            run(text);
            best = Math.min(best, performance.now() - before);
        }
        return best;
    };
    const [first, ...more] = sizes;
    const slow = [];
    for (const [name, pieces] of Object.entries(cases)) {
        const run = work[name];
        const floor = 40 + 8 * time(run, "Ein [Link](https://example.org/) und „ein Zitat“.\\n\\n", first);
        for (const piece of pieces) {
            const times = [time(run, piece, first)];
            for (const size of more) {
                if (times.at(-1) > floor) {
                    times.push(time(run, piece, size));
                }
            }
            if (times.length > 2 && times[2] > 9 * times[0] && times[2] > 3 * times[1]) {
                slow.push([name, piece, times]);
            }
        }
    }
    return slow;
}"""


@pytest.mark.parametrize("begin", ["", "[a `"])
def test_time_grows_like_the_text(form_page: Page, begin: str) -> None:
    pieces = [begin + piece for piece in [*HOSTILE, *OF_PREVIEW, *(PAIRS if not begin else [])]]
    cases = {"rules": pieces, "file": pieces, "preview": [begin + piece for piece in OF_PREVIEW]}
    assert form_page.evaluate(_MEASURE, [cases, list(SIZES), data_of_form()]) == []


def test_a_text_that_is_nested_too_deeply_is_shown_as_it_is(form_page: Page) -> None:
    (shown,) = shown_by_form(form_page, [">" * 20_000 + " Ein <b>Zitat</b>"])
    assert "Ein &lt;b&gt;Zitat" in shown
