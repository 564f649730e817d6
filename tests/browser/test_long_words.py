"""No word is too long for a phone of 320 pixels: whatever contributors write, no page can be scrolled sideways."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from tests.newsroom import Newsroom
from tests.photos import developed, photo
from tests.servers import serving_files

pytestmark = pytest.mark.browser

WORD = "Donaudampfschifffahrtsgesellschaftskapitaenswitwenversicherungsgesellschaftsgebaeude"[:80]
assert len(WORD) == 80
LINK = f"https://{WORD[:60].lower()}.example/{WORD}/{WORD}"
TEXT = f"""{WORD} [{WORD}]({LINK}) `{WORD}` **{WORD}**[^1]

## {WORD}

### {WORD}

> {WORD}

- {WORD}
    1. {WORD}
    2. {WORD}

| {WORD} | B |
| --- | --- |
| {WORD} | {WORD} |

```
{WORD}{WORD}
```

{WORD}
:   {WORD}

!!! note "{WORD}"
    {WORD}

/// details | {WORD}
{WORD}
///

- [x] {WORD}

![{WORD}](foto.jpg)
/// caption
{WORD}
///

<{LINK}>

[^1]: {WORD}
"""
ARTICLE: dict[str, Any] = {
    "title": WORD,
    "description": f"{WORD} {WORD}",
    "authors": ["ada-beispiel", "bo-muster"],
    "categories": ["kultur", "politik"],
    "tags": [WORD, f"Z{WORD}"],
    "dateline": WORD,
    "series": WORD,
    "kind": "opinion",
    "image": {"src": "foto.jpg", "alt": WORD, "caption": WORD, "credit": WORD, "licence": WORD},
    "sources": [{"title": WORD, "url": LINK, "publisher": WORD}, {"title": LINK}],
    "corrections": [{"date": "2026-03-20", "text": WORD}],
    "links": [{WORD: LINK}, {WORD: [LINK, {WORD: LINK}]}],
    "disclaimer": {"title": WORD, "text": WORD},
}
AUTHOR = {
    "name": f"{WORD} {WORD}",
    "role": WORD,
    "description": WORD,
    "topics": [WORD],
    "bio": f"{WORD} *{WORD}*",
    "email": f"{WORD.lower()}@example.org",
    "url": LINK,
    "links": {WORD: LINK},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Long words in every field, on every type of page."""
    newsroom = Newsroom(tmp_path_factory.mktemp("long"))
    newsroom.settings |= {"site_name": "Das Testblatt", "repo_url": "https://example.org/a/b"}
    newsroom.magazine["sections"] = {"kultur": {"title": WORD, "description": WORD}, "politik": f"P{WORD}"}
    newsroom.magazine["disclaimer"] = {"title": WORD, "text": f"{WORD} {WORD}"}
    newsroom.magazine["publisher"] = {"name": WORD, "address": WORD, "email": f"{WORD}@a.de", "responsible": WORD}
    newsroom.magazine["pagination"] = 2
    newsroom.write(
        "authors.yml",
        yaml.safe_dump({"authors": {"ada-beispiel": AUTHOR, "bo-muster": json.loads(json.dumps(AUTHOR))}}),
    )
    for number in range(1, 9):
        newsroom.write(f"posts/2026/03/0{number}/foto.jpg", developed(photo(900, 600)))
        newsroom.article(f"2026/03/0{number}/{WORD.lower()}-{number}.md", text=TEXT, **ARTICLE)
    withdrawn = {"date": "2026-03-20", "reason": WORD}
    newsroom.article(
        "2026/03/09/weg.md", **{key: each for key, each in ARTICLE.items() if key != "image"}, withdrawn=withdrawn
    )
    newsroom.article("2026/03/10/alt.md", title=f"Q{WORD}", aliases=["/alt/"])
    for name, template in (
        ("ueber", "main"),
        ("korrekturen", "corrections"),
        ("impressum", "imprint"),
        ("mitmachen", "write"),
    ):
        body = TEXT.replace("![", "[").replace("foto.jpg", "index.md")
        newsroom.write(f"{name}.md", f"---\ntitle: {WORD}\ntemplate: {template}.html\n---\n# {WORD}\n\n{body}")
        newsroom.nav.append(f"{name}.md")
    newsroom.build()
    return newsroom.site


WIDE = """() => {
    const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
    const scrolled = each => each.closest("[hidden], dialog, .hidden, .skip")
        || (function inner(element) {
            if (!element || element === document.body) return false;
            const style = getComputedStyle(element);
            return /auto|scroll|hidden|clip/.test(style.overflowX) || inner(element.parentElement);
        })(each);
    const out = [...document.body.querySelectorAll("*")].filter(each => {
        const box = each.getBoundingClientRect();
        return box.width && box.right > 321 && !scrolled(each);
    });
    return [wide, out.slice(0, 8).map(each => each.tagName + "." + each.className)];
}"""


def test_no_page_scrolls_sideways(browser: Browser, site: Path) -> None:
    pages = sorted(str(each.relative_to(site)) for each in site.rglob("*.html"))
    pages.remove("alt/index.html")  # leads to another page at once
    assert len(pages) > 30
    context, found = browser.new_context(viewport={"width": 320, "height": 600}), {}
    with serving_files(site) as address:
        tab = context.new_page()
        for page in pages:
            tab.goto(f"{address}{page.removesuffix('index.html')}", wait_until="load")
            tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
            wide, out = tab.evaluate(WIDE)
            if wide or out:
                found[page] = out
    context.close()
    assert found == {}, json.dumps(found, indent=1)
