"""What must not be public is not: files and names of drafts, embargoed and withdrawn articles."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_check import found
from tests.newsroom import Newsroom
from tests.photos import developed, photo

DAY = "posts/2026/03/05"
CREDIT = "/// caption\nFoto: C\n///\n"
STATES: dict[str, dict[str, Any]] = {
    "draft": {"draft": True},
    "embargo": {"embargo": "2099-12-24 18:00"},
    "withdrawn": {"withdrawn": {"date": "2026-03-06", "reason": "Ein Grund."}},
}
PICTURES = {
    "plain": ("geheim.png", "![Ein Kahn](geheim.png)\n{credit}"),
    "spaces": ("mit leer.png", "![Ein Kahn](<mit leer.png>)\n{credit}"),
    "encoded": ("mit leer.png", "![Ein Kahn](mit%20leer.png)\n{credit}"),
    "titled": ("geheim.png", '![Ein Kahn](geheim.png "Titel")\n{credit}'),
    "reference": ("geheim.png", "![Ein Kahn][r]\n{credit}\n[r]: geheim.png\n"),
    "short reference": ("geheim.png", "![Ein Kahn]\n{credit}\n[Ein Kahn]: geheim.png\n"),
    "html": ("geheim.png", "<figure><img src='geheim.png' alt='Ein Kahn'><figcaption>C</figcaption></figure>\n"),
    "html, unquoted": ("geheim.png", "<p><img alt='Ein Kahn' src=geheim.png></p>\n{credit}"),
    "from the root": ("geheim.png", f"![Ein Kahn](/{DAY}/geheim.png)\n{{credit}}"),
    "folder": ("bilder/geheim.png", "![Ein Kahn](bilder/geheim.png)\n{credit}"),
    "upwards": ("geheim.png", "![Ein Kahn](../05/geheim.png)\n{credit}"),
    "another name": ("geheim.PNG", "![Ein Kahn](geheim.PNG)\n{credit}"),
    "linked picture": ("geheim.png", "[![Ein Kahn](geheim.png)](geheim.png)\n{credit}"),
}
FILES = {
    "plain": ("geheim.pdf", "[Bericht](geheim.pdf)\n"),
    "brackets": ("klammer(1).pdf", "[Bericht](klammer(1).pdf)\n"),
    "escaped brackets": ("klammer(1).pdf", "[Bericht](klammer\\(1\\).pdf)\n"),
    "fragment": ("geheim.pdf", "[Bericht](geheim.pdf#page=2)\n"),
    "query": ("geheim.pdf", "[Bericht](geheim.pdf?a=1&b=2)\n"),
    "reference": ("geheim.pdf", "[Bericht][r]\n\n[r]: geheim.pdf\n"),
    "html": ("geheim.csv", '<a href="geheim.csv">Zahlen</a>\n'),
    "umlaut": ("größe.pdf", "[Bericht](gr%C3%B6%C3%9Fe.pdf)\n"),
    "ampersand": ("a&b.pdf", "[Bericht](a&b.pdf)\n"),
    "from the root": ("geheim.pdf", f"[Bericht](/{DAY}/geheim.pdf)\n"),
    "nobody names it": ("geheim.pdf", "Kein Link.\n"),
}
WAYS = {f"picture, {name}": each for name, each in PICTURES.items()} | {
    f"file, {name}": each for name, each in FILES.items()
}
FRONT_MATTER: dict[str, tuple[str, dict[str, Any]]] = {
    "image": ("geheim.png", {"image": {"src": "geheim.png", "alt": "Ein Kahn", "credit": "C"}}),
    "image, spaces": ("mit leer.png", {"image": {"src": "mit leer.png", "alt": "Ein Kahn", "credit": "C"}}),
    "links": ("geheim.pdf", {"links": ["geheim.pdf"]}),
    "links with titles": ("geheim.pdf", {"links": [{"Bericht": "geheim.pdf"}, {"Mehr": ["geheim.pdf#a"]}]}),
}


def content_of(name: str) -> bytes:
    return developed(photo(60, 40), "PNG") if name.lower().endswith("png") else b"Geheim"


def published(site: Path) -> list[str]:
    """The files of the site whose names or contents are those of the articles' files."""
    names = re.compile(r"geheim|leer|klammer|größe|a&b", re.IGNORECASE)
    return [str(path.relative_to(site)) for path in site.rglob("*") if path.is_file() and names.search(path.name)]


def written(newsroom: Newsroom, ways: dict[str, Any], **fields: Any) -> None:
    """Write an article in a folder of its own for each way to name a file, and one that is published."""
    newsroom.article("2026/03/04/eins.md", title="Öffentlich")
    for number, (name, more) in enumerate(ways.values()):
        month = f"posts/2025/{number // 28 + 1:02}/{number % 28 + 1:02}"
        newsroom.write(f"{month}/{name}", content_of(name))
        text, front = (more, {}) if isinstance(more, str) else ("Ein Text.\n", more)
        text = text.replace("{credit}", CREDIT).replace(DAY, month).replace("../05/", f"../{month[-2:]}/")
        path = f"{month.removeprefix('posts/')}/a{number}.md"
        newsroom.article(path, text=text, **{"title": f"Geheim {number}", **fields, **front})


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("ways", [WAYS, FRONT_MATTER], ids=["text", "front matter"])
def test_no_file_of_an_article_that_is_not_public(newsroom: Newsroom, state: str, ways: dict[str, Any]) -> None:
    ways = {name: way for name, way in ways.items() if state != "withdrawn" or name != "file, nobody names it"}
    written(newsroom, ways, **STATES[state])
    newsroom.build(strict=True)
    assert published(newsroom.site) == []
    written(newsroom, ways)
    newsroom.build(strict=True)
    folders = {Path(each).parent.name for each in published(newsroom.site)}
    shown = [name for name in ways if name != "file, nobody names it"]
    assert len(folders) >= len(shown) * 0.9, "the same files are published with the articles"


@pytest.mark.parametrize("way", [*WAYS, *FRONT_MATTER])
def test_a_file_that_is_shown_is_published_and_not_called_unused(newsroom: Newsroom, way: str) -> None:
    written(newsroom, {way: (WAYS | FRONT_MATTER)[way]})
    assert [each["code"] for each in found(newsroom) if each["code"] != "spelling"] == []
    newsroom.build(strict=True)
    assert published(newsroom.site)


def files_of(site: Path) -> dict[str, bytes]:
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    found.pop("embargo.json", None)  # names the moment of the next embargo, and nothing else
    return found


@pytest.mark.parametrize("state", ["draft", "embargo"])
def test_the_site_is_the_same_without_the_article(newsroom: Newsroom, state: str) -> None:
    """Feeds, sitemaps, search, share cards, counts of tags, neighbours, series, authors, redirects, addresses."""
    newsroom.settings["site_url"] = "https://example.org/repo/"
    common: dict[str, Any] = {"tags": ["Elbe", "Hafen"], "series": "Am Wasser", "text": "Ein Satz über den Hafen.\n"}
    newsroom.article("2026/03/04/eins.md", title="Eins", **common)
    newsroom.article("2026/03/06/drei.md", title="Drei", **common)
    newsroom.build(strict=True)
    before = files_of(newsroom.site)
    newsroom.write("posts/2026/03/05/geheim.png", content_of("geheim.png"))
    newsroom.article(
        "2026/03/05/geheim.md",
        **{
            **common,
            "title": "Geheime Sache",
            "authors": ["ada-beispiel", "bo-muster"],
            "tags": ["Elbe", "Geheimes"],
            "categories": ["kultur", "politik"],
            "aliases": ["/alt/geheim/"],
            "corrections": [{"date": "2026-03-07", "text": "Ein Fehler."}],
            "image": {"src": "geheim.png", "alt": "Ein Kahn", "credit": "C"},
            "pin": True,
        },
        **STATES[state],
    )
    newsroom.build(strict=True)
    assert files_of(newsroom.site) == before


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("kahn.JPG", "kahn.jpg"),
        ("kahn.jpg", "kahn.JPG"),
        ("bru\u0308cke.jpg", "br\u00fccke.jpg"),
        ("kahn.jpg", "Kan.jpg"),
    ],
)
def test_a_misspelt_picture_is_guessed(newsroom: Newsroom, name: str, typed: str) -> None:
    newsroom.write(f"posts/2026/03/04/{name}", developed(photo(60, 40)))
    newsroom.write("posts/2026/03/03/kahnn.jpg", developed(photo(60, 40)))
    image = {"src": typed, "alt": "Ein Boot", "credit": "C"}
    newsroom.article(
        text=f"<figure><img src='{typed}' alt='Ein Boot'><figcaption>C</figcaption></figure>\n", image=image
    )
    told = [each for each in found(newsroom) if each["file"].endswith(".md")]
    assert [each["code"] for each in told] == ["picture-missing"] * 2
    assert all(f"„{name}“" in each["hint"] for each in told)
