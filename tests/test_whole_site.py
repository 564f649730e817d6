"""A whole site, the sample magazine: no broken links, the disclaimer everywhere, nothing from elsewhere."""

import posixpath
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.newsroom import MAGAZINE, Newsroom, Page
from tests.sample import HELD_BACK, PAGES, moment, page_type, write_sample

# Built once, and as if on a certain day.
pytestmark = pytest.mark.xdist_group("sample")
ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "srcset"}


def pages(site: Path) -> list[Page]:
    return [Page(path, path.relative_to(site).as_posix()) for path in sorted(site.rglob("*.html"))]


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def broken(site: Path, prefix: str) -> list[tuple[str, str]]:
    """Return (page, address) for every address that leads to no file, or to no anchor in it."""
    anchors: dict[Path, set[str]] = {}
    result = []
    for page in pages(site):
        here = prefix + page.url.removesuffix("index.html")
        for element in page.all(",".join(f"{tag}[{attribute}]" for tag, attribute in ADDRESSES.items())):
            given = element.get(ADDRESSES[element.tag])
            addresses = re.findall(r"(\S+) \d+w", given) if element.tag == "source" else [given]
            result += [(here, each) for each in addresses if not leads_somewhere(each, here, site, prefix, anchors)]
    return result


def leads_somewhere(address: str, here: str, site: Path, prefix: str, anchors: dict[Path, set[str]]) -> bool:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return True
    path = unquote(posixpath.normpath(posixpath.join(here, parts.path))) if parts.path else here
    target = site / path.removeprefix(prefix.rstrip("/")).lstrip("/")
    target = target / "index.html" if target.is_dir() else target
    if not path.startswith(prefix.rstrip("/")) or not target.is_file():
        return False
    if parts.fragment and target.suffix == ".html":
        known = anchors.get(target) or {each.get("id") for each in Page(target).all("[id]")}
        anchors[target] = known
        return unquote(parts.fragment) in known
    return True


def test_no_address_leads_nowhere_at_the_root(sample: Path) -> None:
    assert broken(sample, "/") == []


def test_no_address_leads_nowhere_below_a_path(sample_below_path: Path) -> None:
    assert broken(sample_below_path, "/repo/") == []


def test_the_link_checker_finds_broken_links(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<a href='gibt-es-nicht/'>x</a><img src='a.svg'><a href='#weg'>y</a><p id='da'>"
    )
    assert [address for _, address in broken(tmp_path, "/")] == ["gibt-es-nicht/", "a.svg", "#weg"]


def test_the_sample_has_every_type_of_page(sample: Path) -> None:
    assert {page_type(page.url, page.source) for page in pages(sample)} == PAGES.keys()
    for name, url in PAGES.items():
        path = url if url.endswith(".html") else f"{url}index.html"
        assert page_type(path, (sample / path).read_text()) == name


def test_the_disclaimer_is_first_on_every_page(sample: Path) -> None:
    everything = pages(sample)
    assert len(everything) > 40
    for page in everything:
        assert MAGAZINE["disclaimer"]["text"] in page.text("aside.disclaimer"), page.path
        first, second = [child for child in page.one("body") if isinstance(child.tag, str)][:2]
        assert "skip" in first.get("class"), page.path
        assert second.get("class") == "disclaimer", page.path


@pytest.mark.parametrize("name", ["sample", "sample_below_path"])
def test_no_page_asks_another_host(name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(name)
    for page in pages(site):
        for element in page.all("[src], link[href], [srcset], [style], iframe"):
            address = element.get("src") or element.get("srcset") or element.get("href") or ""
            if element.tag != "link" or element.get("rel") != "canonical":
                assert "//" not in address, (page.path, address)
            assert element.tag != "iframe"
    styles = (site / "assets/magazine.css").read_text()
    assert not re.search(r"url\([\"']?(?:https?:)?//", styles)
    assert "@import" not in styles


def test_ids_are_unique_on_every_page(sample: Path) -> None:
    for page in pages(sample):
        twice = [name for name, count in Counter(each.get("id") for each in page.all("[id]")).items() if count > 1]
        assert twice == [], page.path


def test_every_page_has_a_title_and_a_description_of_its_own(sample: Path) -> None:
    everything = [page for page in pages(sample) if page.meta("robots") != "noindex"]
    for values in (
        [page.text("head > title") for page in everything],
        [page.meta("description") for page in everything],
    ):
        assert [value for value, count in Counter(values).items() if count > 1 or not value] == []


def test_headings_skip_no_level(sample: Path) -> None:
    for page in pages(sample):
        levels = [int(each.tag[1]) for each in page.all("main h1, main h2, main h3, main h4, main h5, main h6")]
        assert levels[0] == 1, page.path
        assert all(after - before <= 1 for before, after in pairwise(levels)), (page.path, levels)


def test_what_is_held_back_is_nowhere(sample_below_path: Path) -> None:
    for name, content in files(sample_below_path).items():
        for headline in (*HELD_BACK, "thema/geheim", "geheim-"):
            assert headline.encode() not in content, (name, headline)


@pytest.mark.parametrize("module", ["mkdocs", "properdocs"])
def test_a_build_says_nothing_and_another_makes_the_same(module: str, sample: Path, tmp_path: Path) -> None:
    """As it is typed; ProperDocs, the maintained fork of MkDocs, is the way out should MkDocs stay silent."""
    newsroom = write_sample(Newsroom(tmp_path))
    done = newsroom.mkdocs("build", "--strict", module=module, SOURCE_DATE_EPOCH=moment())
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert files(newsroom.site) == files(sample)
