"""The policy in every page: computed from the script that is in it, and open to what a project adds."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from tests.newsroom import Newsroom, Page


def directives(page: Page) -> dict[str, str]:
    """The policy of a page, by directive."""
    (content,) = (each.get("content") for each in page.all('meta[http-equiv="Content-Security-Policy"]'))
    return dict(each.split(" ", 1) for each in content.split(";"))


def test_the_policy_names_the_script_by_its_hash(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    page = newsroom.page("posts/2026/03/04/eins/")
    (script,) = (each.text for each in page.all("script:not([src]):not([type])"))
    digest = b64encode(sha256(script.encode()).digest()).decode()
    found = directives(page)
    assert found["script-src"] == f"'self' 'sha256-{digest}'"
    assert found["default-src"] == "'none'"
    assert found["trusted-types"] == "magazine-worker", "for the address of the service worker"
    assert directives(newsroom.page())["trusted-types"] == "'none'"
    assert "unsafe" not in page.one('meta[http-equiv="Content-Security-Policy"]').get("content")
    assert page.source.index("Content-Security-Policy") < page.source.index("<script"), "it holds for what follows"


def test_no_page_has_what_its_policy_forbids(sample: Path) -> None:
    """Neither scripts that stand in a page, but for those that are named, nor styles, nor attributes with either."""
    for path in sample.rglob("*.html"):
        page = Page(path)
        allowed = directives(page)["script-src"]
        for script in page.all("script:not([src])"):
            if "json" not in script.get("type", ""):
                assert b64encode(sha256(script.text.encode()).digest()).decode() in allowed, path
        assert not page.all("style, [style], base, iframe, object, embed"), path
        handlers = [name for each in page.all("*") for name in each.attrib if name.startswith("on")]
        assert handlers == [], path


def test_a_project_adds_to_it(newsroom: Newsroom) -> None:
    newsroom.magazine["content_security_policy"] = {
        "script-src": "https://count.example",
        "connect-src": ["https://count.example", "https://other.example"],
        "frame-src": "https://map.example",
        "trusted-types": "count",
        "require-trusted-types-for": "",
    }
    newsroom.article()
    newsroom.build(strict=True)
    found = directives(newsroom.page("posts/2026/03/04/eins/"))
    assert found["script-src"].startswith("'self' 'sha256-")
    assert found["script-src"].endswith(" https://count.example")
    assert found["connect-src"] == "'self' https://count.example https://other.example"
    assert found["frame-src"] == "https://map.example"
    assert found["trusted-types"] == "magazine-worker count"
    assert "require-trusted-types-for" not in found


def test_a_change_of_it_changes_every_page(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    newsroom.magazine["content_security_policy"] = {"img-src": "https://pictures.example"}
    newsroom.build(strict=True)
    for address in ("", "posts/2026/03/04/eins/", "suche/", "404.html"):
        assert directives(newsroom.page(address))["img-src"] == "'self' data: https://pictures.example"


def test_it_can_be_left_out(newsroom: Newsroom) -> None:
    newsroom.magazine["content_security_policy"] = False
    newsroom.article()
    newsroom.build(strict=True)
    assert not newsroom.page().all('meta[http-equiv="Content-Security-Policy"]')
    assert newsroom.page().meta("referrer") == "same-origin"


def test_trusted_pages_have_none_because_they_may_do_anything(newsroom: Newsroom) -> None:
    newsroom.write("karte.md", "---\ntitle: Karte\n---\n<script>alert(1)</script>\n")
    newsroom.nav.append("karte.md")
    newsroom.magazine["trusted_pages"] = ["karte.md"]
    newsroom.article()
    newsroom.build(strict=True)
    assert not newsroom.page("karte/").all('meta[http-equiv="Content-Security-Policy"]')
    assert directives(newsroom.page())
