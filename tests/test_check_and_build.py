"""`magazine check` and a build tell the same problems, whatever odd thing people bring: one table, run through both."""

import contextlib
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from magazine.checks.catalogue import WARNINGS
from magazine.commands.check import _from_mkdocs
from magazine.commands.main import main
from mkdocs.exceptions import ConfigurationError

from tests.newsroom import BLOG, STANDFIRST, Newsroom
from tests.photos import developed, photo

Setting = Callable[[Newsroom], None]
Told = set[tuple[str, int | None, str]]

HEAD = f"---\ntitle: T\ndescription: {STANDFIRST}\nauthors: [ada-beispiel]\ncategories: [kultur]\n"
FOLDER = "posts/2026/03/04"
FINDING = re.compile(r"^([\w./ äöü-]+?)(?::(\d+))?(?::\d+)?: (?!~).* \(([a-z0-9-]+)\)$", re.MULTILINE)
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{0}'><path d='M0 0h3v2'/></svg>"


def article(text: str = "Ein Absatz.\n", path: str = "2026/03/04/eins.md", **fields: Any) -> Setting:
    return lambda newsroom: void(newsroom.article(path, text, **fields))


def file(name: str, content: str | bytes) -> Setting:
    return lambda newsroom: void(newsroom.write(name, content))


def typed(head: str, body: str = "Ein Absatz.\n") -> Setting:
    return file(f"{FOLDER}/eins.md", f"{head}---\n{body}")


def settings(**values: Any) -> Setting:
    return lambda newsroom: newsroom.settings.update(values)


def magazine(**values: Any) -> Setting:
    return lambda newsroom: newsroom.magazine.update(values)


def nav(*names: str) -> Setting:
    return lambda newsroom: newsroom.nav.extend(names)


def plugins(newsroom: Newsroom) -> None:
    newsroom.plugins = [{"magazine": newsroom.magazine}, {"/blog": BLOG}, {"/blog": BLOG}]


def void(_: object) -> None:
    pass


EMBARGOES = [
    "2126-12-24 18.45",
    "2126-12-24 6:00",
    "2126-12-24 06:00 Uhr",
    "2126-12-24 18 Uhr 45",
    "2126-12-24 18:45 MESZ",
    "24.12.2126",
    "2126-12-24T18:45Z",
    "2126-13-01",
    "2026-03-29 02:30",
    "morgen",
    "2126-12-24 24:00",
    "0001-01-01 00:00",
]
LINKS = [
    "/archiv/",
    "/ueber/",
    "/nichts/",
    "ueber.md",
    "../../../../ueber.md",
    "spaeter.md",
    "spaeter.md#da",
    "nichts.md",
    "mit%20leer.pdf",
    "<mit leer.pdf>",
    "klammer(1).pdf",
    "#nichts",
    "https://[",
    "/posts/2026/03/04/eins/",
    "BILD.jpg",
    "javascript:x",
    "/feed.xml",
    "//example.org/",
    "bild.png",
    "/ressort/kultur/",
]
TEXTS = {
    "unknown tag": "Unter <path> liegt es.\n",
    "script": "<script>x</script>\n",
    "conflict": "<<<<<<< A\nx\n=======\n",
    "block": "/// details | A\nx\n",
    "heading": "# Eins\n",
    "footnote": "A[^1].\n",
    "control": "A\x0bB\n",
    "reference": "A&#11;B\n",
    "nothing": "",
    "skipped": "#### A\n",
    "foreign picture": "![x](https://example.org/a.png)\n",
    "no alt": "![](bild.png)\n",
    "no credit": "![Ein Bild](bild.png)\n",
    "image tag": '<img src="bild.png" alt="">\n',
    "reference picture": "![Ein Bild][b]\n\n[b]: fehlt.png\n",
    "placeholder": "TODO\n",
    "list": "20. April 1945: A\n\n3. x\n",
    "permit": "<!-- allow nichts: x -->\nA\n",
    "allowed": "<!-- allow placeholder-left: so heißt es -->\nTODO\n",
}
HEADS = {
    "open quotation": '---\ntitle: "T\ndescription: "V"\n',
    "no end": "---\ntitle: T\n",
    "list": "---\n- a\n",
    "none": "",
    "tab": "---\n\ttitle: T\n",
    "unknown key": f"{HEAD}titel: x\n",
    "one author": HEAD.replace("[ada-beispiel]", "ada-beispiel"),
    "nobody": HEAD.replace("ada-beispiel", "niemand"),
    "section": HEAD.replace("[kultur]", "[nichts]"),
    "hash": HEAD.replace("title: T", "title: Gleis #3"),
    "day": f"{HEAD}date: 2026-03-05\n",
    "future": f"{HEAD}corrections: [{{date: 2126-01-01, text: x}}]\n",
    "alias": f"{HEAD}aliases: [/archiv/]\n",
    "alias with colon": f"{HEAD}aliases: ['/a:b/']\n",
    "encoded alias": f"{HEAD}aliases: [/gr%C3%B6%C3%9Fe/]\n",
    "bad alias": f"{HEAD}aliases: ['https://a.example/']\n",
    "tags": f"{HEAD}tags: [C, C++, C#, '???']\n",
    "withdrawn draft": f"{HEAD}draft: true\nwithdrawn: {{date: 2026-03-05, reason: x}}\n",
    "picture": f"{HEAD}image: {{src: fehlt.png, alt: A, credit: C}}\n",
    "deep": "---\ntags: " + "[" * 90 + "\n",
    "links": f"{HEAD}links: [spaeter.md, nichts.md]\n",
    "slug": f"{HEAD}slug: Ä\n",
    "advertisement": f"{HEAD}kind: advertisement\n",
}
PLACES: dict[str, list[Setting]] = {
    "article in nav": [article(), nav(f"{FOLDER}/eins.md")],
    "article outside": [article(), file("artikel.md", f"{HEAD}draft: true\n---\nA\n"), nav("artikel.md")],
    "outside nav": [article(), file("lose.md", "# Lose\n")],
    "missing in nav": [article(), nav("fehlt.md")],
    "readme": [article("A\n", "2026/03/04/x/index.md"), file(f"{FOLDER}/x/README.md", f"{HEAD}---\nA\n")],
    "hidden": [article(), file(f"{FOLDER}/.foo.md", "A"), file(f"{FOLDER}/.#a.md", "B"), file("posts/.o/a.md", "C")],
    "html beside": [article(), file(f"{FOLDER}/a.html", "<p>"), file(f"{FOLDER}/a.js", "x")],
    "upper case": [
        article(image={"src": "a.JPG", "alt": "Ein Bild", "credit": "C"}),
        file(f"{FOLDER}/a.jpg", developed(photo(9, 9))),
    ],
    "broken picture": [article(), file(f"{FOLDER}/a.png", b"x")],
    "large picture": [article(), file(f"{FOLDER}/a.png", developed(photo(4100, 9), "PNG"))],
    "two with one address": [article(path="2026/03/04/a.md", slug="x"), article(path="2026/03/04/b.md", slug="x")],
    "needed address": [article(), file("archiv.md", "# A\n"), nav("archiv.md")],
    "standing link": [
        article(),
        file("ueber.md", f"# Ü\n\n[a](/nichts/) [b]({FOLDER}/spaeter.md) [c](fehlt.md) [d](#e)\n"),
        nav("ueber.md"),
    ],
    "Latin-1": [file(f"{FOLDER}/eins.md", f"{HEAD}---\nGröße\n".encode("latin-1"))],
    "Windows": [file(f"{FOLDER}/eins.md", f"\ufeff{HEAD}---\nA\n".replace("\n", "\r\n"))],
    "blank lines": [file(f"{FOLDER}/eins.md", f"\n\n{HEAD}---\nA\n")],
    "NFD": [article(tags=["Köln", "Ko\u0308ln"])],
    "date of another zone": [article(path="a.md", date="2024-11-15T23:45:00Z")],
    "old": [article(path="a.md", date="0999-05-05")],
    "no articles": [],
    "authors broken": [article(), file("authors.yml", "authors:\n  ada-beispiel:\n    name: A: B\n")],
    "author wrong": [article(), file("authors.yml", "authors:\n  ada-beispiel: {name: A, avatar: x.png, since: 1}\n")],
    **{
        f"drawing in {unit}": [article(), file(f"{FOLDER}/a.svg", SVG.format(f"3{unit}"))]
        for unit in ("mm", "cm", "pt", "%")
    },
    "drawing that acts": [article(), file(f"{FOLDER}/a.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>")],
}
SETTINGS: dict[str, list[Setting]] = {
    "unknown": [magazine(pagnation=3)],
    "disclaimer": [magazine(disclaimer={"title": "T", "text": " "})],
    "folder with slash": [magazine(posts_dir="posts/")],
    "folder missing": [magazine(posts_dir="post")],
    "folder above": [magazine(posts_dir="../posts")],
    "name": [settings(site_name=" ")],
    "language": [settings(theme={"language": "fr"})],
    "no language": [settings(theme={"language": "xx"})],
    "publisher page": [magazine(publisher={"pages": {"about": "fehlt.md"}})],
    "publisher anchor": [magazine(publisher={"pages": {"about": "index.md#x"}})],
    "two plugins": [plugins],
    "rules off": [magazine(rules_off={"speling": "x"})],
    "time zone": [magazine(timezone="Hamburg")],
    "sections": [magazine(sections={})],
}
CASES: dict[str, list[Setting]] = {
    **{f"embargo {each}": [article(embargo=each)] for each in EMBARGOES},
    **{f"link {each}": [article(f"Siehe [dort]({each}).\n")] for each in LINKS},
    **{f"text: {name}": [article(text)] for name, text in TEXTS.items()},
    **{f"head: {name}": [typed(head)] for name, head in HEADS.items()},
    **PLACES,
    **{f"setting: {name}": [article(), *each] for name, each in SETTINGS.items()},
}


# What some of them must tell: a table of cases in which nobody finds anything would agree, too.
KNOWN = {
    "embargo 2126-12-24 18.45": "",
    "embargo morgen": "date-not-understood",
    "link /archiv/": "",
    "link /nichts/": "link-leads-nowhere",
    "link spaeter.md": "",
    "text: script": "html-tag",
    "text: no alt": "alt-missing",
    "head: open quotation": "yaml-quote",
    "head: alias with colon": "",
    "head: deep": "yaml-syntax",
    "article in nav": "article-in-nav",
    "article outside": "article-outside",
    "readme": "readme-dropped",
    "author wrong": "value-not-a-year",
    "drawing in mm": "",
    "setting: publisher page": "setting-page",
}


def prepared(newsroom: Newsroom, case: str) -> None:
    """Write what every case has: a picture, files to link to, an article under embargo; and the case itself."""
    newsroom.write(f"{FOLDER}/bild.png", developed(photo(90, 60), "PNG"))
    for name in ("mit leer.pdf", "klammer(1).pdf"):
        newsroom.write(f"{FOLDER}/{name}", b"%PDF")
    newsroom.article("2026/03/04/spaeter.md", title="Später", embargo="2126-01-01 06:00")
    for each in CASES[case]:
        each(newsroom)


def checked(newsroom: Newsroom) -> Told | None:
    """Return the errors that the check tells; None if it says that nothing can be built."""
    run = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(newsroom.config_file())])
    assert run.exception is None or isinstance(run.exception, SystemExit), run.exception
    if run.exit_code == 2:
        return None
    found = json.loads(run.stdout)
    return {
        (each["file"], each["line"], each["message"] if each["code"] == "site-warning" else each["code"])
        for each in found
        if each["severity"] == "error"
    }


def built(newsroom: Newsroom, log: pytest.LogCaptureFixture) -> Told | None:
    """Return the errors that a strict build tells, those of MkDocs included; None if it could not begin."""
    log.clear()
    with contextlib.suppress(SystemExit, ConfigurationError):
        newsroom.build(strict=True)
        assert (newsroom.site / "index.html").exists()
    told: Told = set()
    for record in log.records:
        # Before it begins, MkDocs warns of settings; with those that are wrong it does not begin.
        if record.levelname == "WARNING" and not record.getMessage().startswith("Config value"):
            place = _from_mkdocs(record.getMessage()).place
            told.add((f"docs/{place.file}", None, " ".join(record.getMessage().split())))
        told |= {(name, int(line) if line else None, code) for name, line, code in FINDING.findall(record.getMessage())}
    begun = told or (newsroom.site / "index.html").exists()
    return told if begun else None


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES)
def test_check_and_build_tell_the_same(newsroom: Newsroom, case: str, caplog: pytest.LogCaptureFixture) -> None:
    prepared(newsroom, case)
    expected = checked(newsroom)
    assert built(newsroom, caplog) == expected
    told = {code for _, _, code in expected or ()}
    assert not told & {*map(str, WARNINGS)}
    if case in KNOWN:
        assert (KNOWN[case] in told) if KNOWN[case] else not told
