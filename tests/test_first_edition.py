"""The published magazine: no broken links, the disclaimer everywhere, and the first edition is complete."""

import gzip
import posixpath
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from magazine.content.manuscript import Manuscript, read_manuscript

from tests.first_edition import build
from tests.newsroom import REPOSITORY, Page

DISCLAIMER = "Es gehört nicht zur Deutschen Bahn AG"
ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "srcset"}


def manuscripts() -> list[Manuscript]:
    found = []
    for path in sorted((REPOSITORY / "docs/posts").rglob("*.md")):
        name = str(path.relative_to(REPOSITORY / "docs"))
        manuscript, problems = read_manuscript(path.read_text(encoding="utf-8"), name)
        assert manuscript is not None, problems
        found.append(manuscript)
    return found


def pages(site: Path) -> list[Page]:
    return [Page(path) for path in sorted(site.rglob("*.html"))]


def broken(site: Path, prefix: str) -> list[tuple[str, str]]:
    """Return (page, address) for every address that leads to no file, or to no anchor in it."""
    anchors: dict[Path, set[str]] = {}
    result = []
    for page in pages(site):
        here = prefix + str(page.path.relative_to(site)).removesuffix("index.html")
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


def test_no_address_leads_nowhere_at_the_root(edition: Path) -> None:
    assert broken(edition, "/") == []


def test_no_address_leads_nowhere_below_a_path(edition_below_path: Path) -> None:
    assert broken(edition_below_path, "/repo/") == []


def test_the_link_checker_finds_broken_links(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<a href='gibt-es-nicht/'>x</a><img src='a.svg'><a href='#weg'>y</a><p id='da'>"
    )
    assert [address for _, address in broken(tmp_path, "/")] == ["gibt-es-nicht/", "a.svg", "#weg"]


def test_the_disclaimer_is_first_on_every_page(edition: Path) -> None:
    everything = pages(edition)
    assert len(everything) > 60
    for page in everything:
        assert DISCLAIMER in page.text("aside.disclaimer"), page.path
        first, second = [child for child in page.one("body") if isinstance(child.tag, str)][:2]
        assert "skip" in first.get("class"), page.path
        assert second.get("class") == "disclaimer", page.path


def test_no_page_asks_another_host(edition: Path) -> None:
    for page in pages(edition):
        for element in page.all("[src], link[href], [srcset], [style], iframe"):
            address = element.get("src") or element.get("srcset") or element.get("href") or ""
            if element.tag != "link" or element.get("rel") != "canonical":
                assert "//" not in address, (page.path, address)
            assert element.tag != "iframe"
    styles = (edition / "assets/magazine.css").read_text()
    assert not re.search(r"url\([\"']?(?:https?:)?//", styles)
    assert "@import" not in styles


def test_ids_are_unique_on_every_page(edition: Path) -> None:
    for page in pages(edition):
        twice = [name for name, count in Counter(each.get("id") for each in page.all("[id]")).items() if count > 1]
        assert twice == [], page.path


def test_every_page_has_a_title_and_a_description_of_its_own(edition: Path) -> None:
    everything = [page for page in pages(edition) if page.meta("robots") != "noindex"]
    for values in (
        [page.text("head > title") for page in everything],
        [page.meta("description") for page in everything],
    ):
        assert [value for value, count in Counter(values).items() if count > 1 or not value] == []


def test_headings_skip_no_level(edition: Path) -> None:
    for page in pages(edition):
        levels = [int(each.tag[1]) for each in page.all("main h1, main h2, main h3, main h4, main h5, main h6")]
        assert levels[0] == 1, page.path
        assert all(after - before <= 1 for before, after in pairwise(levels)), (page.path, levels)


def test_a_build_says_nothing(tmp_path: Path) -> None:
    done = build(tmp_path / "site")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_properdocs_builds_the_same_site(edition: Path, tmp_path: Path) -> None:
    """The maintained fork of MkDocs is the way out should MkDocs stay silent."""
    done = build(tmp_path / "site", module="properdocs")
    assert done.returncode == 0, done.stderr
    ours = {path.relative_to(edition): path.read_bytes() for path in edition.rglob("*") if path.is_file()}
    theirs = {
        path.relative_to(tmp_path / "site"): path.read_bytes()
        for path in (tmp_path / "site").rglob("*")
        if path.is_file()
    }
    assert ours == theirs


def test_an_article_keeps_its_weight(edition: Path) -> None:
    """At most 30 KiB over the wire without pictures, of it at most 6 KiB of script (design, section 8)."""

    def weight(path: Path) -> int:
        data = path.read_bytes()
        return len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 9))

    shared = [
        edition / "assets/magazine.css",
        edition / "assets/magazine.js",
        *(edition / "assets/fonts").glob("*.woff2"),
    ]
    assert weight(edition / "assets/magazine.js") <= 6 * 1024
    for path in (edition / "posts").rglob("index.html"):
        assert weight(path) + sum(weight(each) for each in shared) <= 30 * 1024, path


def test_the_seed_article(edition: Path) -> None:
    page = Page(edition / "posts/2025/12/26/rutte-verteidigung-europa/index.html")
    assert DISCLAIMER in page.text("aside.disclaimer")
    assert page.text("article.article h1")
    assert page.text(".standfirst")
    assert page.texts(".byline time")[0] == "26. Dezember 2025"
    assert page.texts(".kicker a")[0] == "Politik"
    assert page.texts(".prose h2")
    assert len(page.all(".sources li")) >= 2
    assert page.text(".author-card__name") == "Lennart Krüger"
    assert page.text(".author-card__bio")
    assert page.one(".author-card img").get("alt")
    author = Page((page.path.parent / page.hrefs(".author-card__name a")[0] / "index.html").resolve())
    assert page.text("article.article h1") in author.texts("main .card__headline")


def test_the_seed_article_is_told_in_our_own_words() -> None:
    text = (REPOSITORY / "docs/posts/2025/12/26/rutte-verteidigung-europa.md").read_text(encoding="utf-8")
    for sentence in (
        "wies der NATO-Generalsekretär Vorschläge für europäisch geführte Kräfte in der Ukraine zurück",
        "Die Arktis ist ein großes Thema",
        "Ich bin absolut überzeugt",
        "an der Spitze des Feldes",
    ):
        assert sentence not in text


def test_the_first_edition_is_complete() -> None:
    articles = manuscripts()
    others = [each for each in articles if "redaktion" in each.fields.authors]
    assert len(others) >= 14
    sections = {section for each in articles for section in each.fields.categories}
    assert len(sections) >= 5
    assert {each.day.year for each in articles} == {2025, 2026}
    for each in articles:
        words = len(re.findall(r"\w+", each.body))
        assert 340 <= words <= 950, (each.file, words)
        assert len(each.fields.sources) >= 2, each.file
        assert 80 <= len(each.fields.description) <= 320, each.file
        assert len(each.fields.title) <= 110, each.file


def test_the_first_edition_uses_every_feature() -> None:
    articles = manuscripts()
    series = Counter(each.fields.series for each in articles if each.fields.series)
    assert max(series.values()) >= 3
    used = {name for each in articles for name in each.fields.model_fields_set}
    assert {"image", "corrections", "kind", "pin", "links", "aliases", "tags"} <= used
    assert {"opinion", "analysis", "news"} <= {each.fields.kind for each in articles}
    assert any(each.fields.date and each.fields.date.updated for each in articles)
    bodies = "\n".join(each.body for each in articles)
    for feature in (r"\[\^1\]", r"^\|.+\|$", r"^/// caption", r"^/// details", r"^> "):
        assert re.search(feature, bodies, re.MULTILINE), feature


def test_pictures_are_ours_and_small() -> None:
    pictures = [path for path in (REPOSITORY / "docs").rglob("*") if path.suffix in {".svg", ".jpg", ".webp", ".png"}]
    assert {".svg"} < {path.suffix for path in pictures}
    for path in pictures:
        assert path.stat().st_size < 100_000, path
        if path.suffix == ".svg":
            assert not re.search(r"<script|\son\w+=|href=[\"']?http", path.read_text(encoding="utf-8")), path
    for each in manuscripts():
        if each.fields.image:
            assert each.fields.image.licence == "CC BY 4.0", each.file


@pytest.mark.parametrize("name", ["impressum", "datenschutz", "ueber-uns", "korrekturen", "mitmachen"])
def test_standing_pages(edition: Path, name: str) -> None:
    page = Page(edition / name / "index.html")
    assert page.text("h1")
    assert len(page.text("main").split()) > 60


def test_settings_name_no_address_of_a_registry() -> None:
    lock = (REPOSITORY / "requirements.lock").read_text()
    assert "--hash=sha256:" in lock
    assert "://" not in lock
    assert "--index-url" not in lock
    assert yaml.safe_load((REPOSITORY / ".github/workflows/publish.yml").read_text())
