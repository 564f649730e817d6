"""One more article costs one more article: which files of a large site it changes."""

import datetime as dt
import hashlib
import re

import pytest

from tests.newsroom import STANDFIRST, Newsroom

pytestmark = [pytest.mark.xdist_group("one more article"), pytest.mark.long]  # they share the large magazine
FIRST = dt.date(2025, 9, 1)
PER_DAY = 8
MOST = 32
"""Files that one more article may change: its section, author and three tags have a page and two feeds each."""


def write(newsroom: Newsroom, number: int, day: dt.date) -> str:
    """Write an article with a section, an author and three tags of its own mix; return its address."""
    newsroom.article(
        f"{day:%Y/%m/%d}/artikel-{number}.md",
        f"Der Text von Artikel {number}.\n",
        title=f"Artikel {number}",
        description=STANDFIRST,
        categories=[f"ressort-{number % 5}"],
        authors=[f"autor-{number * 7 % 20}"],
        tags=[f"Thema {number * factor % 100}" for factor in (3, 7, 11)],
    )
    return f"posts/{day:%Y/%m/%d}/artikel-{number}/"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A magazine of 1,000 articles, eight a day, with all there is beside the pages."""
    newsroom = Newsroom(tmp_path_factory.mktemp("large"))
    newsroom.settings["site_url"] = "https://example.org/"
    newsroom.magazine["sections"] = {f"ressort-{number}": f"Ressort {number}" for number in range(5)}
    authors = "".join(f"  autor-{number}: {{name: Autor {number}}}\n" for number in range(20))
    newsroom.write("authors.yml", f"authors:\n{authors}")
    for number in range(1000):
        write(newsroom, number, FIRST + dt.timedelta(days=number // PER_DAY))
    newsroom.build()
    return newsroom


def contents(newsroom: Newsroom) -> dict[str, str]:
    files = (path for path in newsroom.site.rglob("*") if path.is_file())
    return {path.relative_to(newsroom.site).as_posix(): hashlib.md5(path.read_bytes()).hexdigest() for path in files}


def changed(newsroom: Newsroom, number: int, day: dt.date) -> set[str]:
    """Publish one more article; return the files that are new, gone or others now, but its own.

    The search index is left out: its files are named by what is in them, and hold the words of many articles each.
    """
    before = contents(newsroom)
    own = write(newsroom, number, day)
    newsroom.build()
    after = contents(newsroom)
    files = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    return {name for name in files if not name.startswith((own, "search-index/"))}


def test_the_newest_article(large: Newsroom) -> None:
    day = FIRST + dt.timedelta(days=1000 // PER_DAY)
    files = changed(large, 1000, day)
    month = f"archiv/{day:%Y/%m}"
    homes = ["", "ressort/ressort-0/", "autoren/autor-0/"]
    listings = {f"{home}index.html" for home in homes} | {f"thema/thema-{tag}/index.html" for tag in (0,)}
    listings |= {f"archiv/{day:%Y}/index.html", f"{month}/index.html"}
    feeds = {f"{home}feed.{form}" for home in homes for form in ("xml", "json")}
    assert listings | feeds | {"sitemap.xml", "news-sitemap.xml"} <= files
    others = {name for name in files if name.startswith("posts/")}
    assert f"posts/{day - dt.timedelta(1):%Y/%m/%d}/artikel-999/index.html" in others, "its older neighbour"
    assert len(files) <= MOST, sorted(files)


def test_eleven_more(large: Newsroom) -> None:
    """Now and then a page has become full and gets a number; the page before it then leads there."""
    for number in range(1001, 1012):
        files = changed(large, number, FIRST + dt.timedelta(days=number // PER_DAY))
        assert len(files) <= MOST, sorted(files)


def test_an_article_dated_back(large: Newsroom) -> None:
    """It changes its month, its year and the pages on which it stands; in the same listings, newer pages move up."""
    day = FIRST + dt.timedelta(days=40)
    before = contents(large)
    files = changed(large, 2000, day)
    section, author, tag = "ressort/ressort-0/", "autoren/autor-0/", "thema/thema-0/"
    assert {f"archiv/{day:%Y/%m}/index.html", f"archiv/{day:%Y}/index.html"} <= files
    listings = {name for name in before.keys() | files if re.match(r"(ressort|autoren|thema|seite|archiv)/", name)}
    mine = {name for name in files & listings if name.endswith(".html") and not name.startswith("archiv/")}
    assert all(name.startswith((section, author, tag, "seite/")) for name in mine), sorted(mine)
    assert not any(
        f"archiv/{other:%Y/%m}/index.html" in files for other in (day + dt.timedelta(40), day - dt.timedelta(30))
    )
    for home in ("", section):  # what is older than the article keeps what it has
        numbers = [int(found[1]) for name in files if (found := re.fullmatch(rf"{home}seite/(\d+)/index\.html", name))]
        position = 40 * PER_DAY if not home else 40 * PER_DAY // 5
        assert min(numbers) >= position // 12, sorted(numbers)
    assert not any(name.startswith("posts/") and "/2026/" in name for name in files)
