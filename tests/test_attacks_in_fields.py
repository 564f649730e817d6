"""Attacks in every field of articles and of `authors.yml`: on no page and in no feed are they more than text."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree, html

from tests.attacks import attacks
from tests.newsroom import STANDFIRST, Newsroom

DRAWING = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'><path d='M0 0h1v1z'/></svg>"


def _plain(every: Iterator[str]) -> Iterator[str]:
    """Yield attacks that a value can have: in one line, with characters that YAML and XML allow."""
    for each in every:
        line = " ".join(each.split())
        if line.isprintable() and len(line) < 1000:
            yield line


def _fields(values: Iterator[str]) -> dict[str, Any] | None:
    """Return front matter with an attack in each text, or None where there are not enough any more."""
    some = list(islice(values, 12))
    if len(some) < 12:
        return None
    title, standfirst, dateline, series, caption, alt, credit, source, publisher, correction, head, notice = some
    return {
        "title": title,
        "description": f"{STANDFIRST} {standfirst}",
        "dateline": dateline,
        "series": series[:60],
        "image": {"src": "bild.svg", "alt": alt, "caption": caption, "credit": credit},
        "sources": [{"title": source, "publisher": publisher}],
        "corrections": [{"date": "2026-03-06", "text": correction}],
        "disclaimer": {"title": head, "text": notice},
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    newsroom = Newsroom(tmp_path_factory.mktemp("fields"))
    newsroom.settings["site_url"] = "https://example.org/"
    newsroom.write("posts/2026/03/04/bild.svg", DRAWING)
    every, number = _plain(attacks()), 0
    while fields := _fields(every):
        number += 1
        newsroom.article(
            f"2026/03/04/a{number}.md", **fields, authors=[f"eve-{number % 40}"], tags=[f"Thema {number % 5}"]
        )
    assert number > 150
    values = _plain(attacks())
    people = {
        f"eve-{each}": dict(zip(("name", "role", "description", "bio"), values, strict=False))
        | {"topics": [next(values)]}
        for each in range(40)
    }
    newsroom.write("authors.yml", yaml.safe_dump({"authors": people}, allow_unicode=True))
    newsroom.build(preview=True)
    newsroom.magazine["rules_off"] = {"sources-few": "Tests."}
    return newsroom.site


def test_pages_have_no_more_than_text_of_them(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 150
    for path in pages:
        if path.name == "problems.html":
            continue
        page = html.document_fromstring(path.read_bytes())
        assert not page.cssselect(
            ".attack, iframe, object, embed, base, [style], [srcdoc], math, marquee, svg script"
        ), path
        for element in page.iter():
            if not isinstance(element.tag, str):
                continue
            handlers = [name for name in element.attrib if name.lower().startswith("on")]
            assert not handlers, (path, html.tostring(element))
            for name in ("href", "src", "action"):
                value = (element.get(name) or "").lower()
                assert "evil.example" not in value or element.tag == "a", (path, value)
                assert not value.strip().startswith(("javascript:", "vbscript:", "data:text")), (path, value)
        assert len(page.cssselect("aside.disclaimer")) == 1, path


def test_feeds_and_structured_data_can_be_read(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path)
    newsroom.settings["site_url"] = "https://example.org/"
    short = (each for each in _plain(attacks()) if len(each) < 110)
    for number, attack in enumerate(islice(short, 0, None, 40)):
        newsroom.article(f"2026/03/04/a{number}.md", title=attack, description=f"{STANDFIRST} {attack}")
    newsroom.build()
    feeds = [*newsroom.site.rglob("feed.xml"), *newsroom.site.rglob("*sitemap.xml")]
    assert len(feeds) > 2
    for path in feeds:
        assert not etree.parse(path).getroot().xpath("//*[local-name()='script' or local-name()='img']"), path
    for path in newsroom.site.rglob("feed.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["items"]
    articles = [*newsroom.site.glob("posts/**/index.html")]
    assert len(articles) > 20
    for path in articles:
        (data,) = html.document_fromstring(path.read_bytes()).cssselect('script[type="application/ld+json"]')
        assert json.loads(data.text_content()), path
