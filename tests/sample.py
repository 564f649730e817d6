"""The sample magazine: a small site that has every type of page, each with everything that can stand on it.

What must hold for a whole site is tested with it, in browsers and by the judges of `make audit`, too.
"""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from tests.newsroom import Newsroom
from tests.photos import detailed, developed, photo

SITE = "https://example.org/repo/"
"""Where the sample is published below a path."""

ROOT = "https://example.org/"
"""Where it is published else: with an address, so that its pages have all that others have, such as links to feeds."""

BUILT = dt.datetime(2026, 3, 8, 12, tzinfo=dt.UTC)
"""The moment of the build: a day after the newest article, so that there are news."""

ARTICLE = "posts/2026/03/06/a6/"
"""An article with everything; others are before and behind it."""

LONG = "posts/2026/02/02/lang/"
"""An article as long as others are in print."""

HELD_BACK = ("Geheimer Entwurf", "Geheime Sperrfrist")
"""Headlines that no reader may find."""

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" font-family="sans-serif"><title>Linie</title>'
    '<defs><linearGradient id="a"><stop offset="0" stop-color="#135"/></linearGradient></defs>'
    '<g fill="url(#a)" transform="translate(1 1)"><path d="M0 0h38v2z"/><circle cx="9" cy="9" r="3"/>'
    '<text x="2" y="18" font-size="4" text-anchor="start">Elbe <tspan font-weight="bold">1842</tspan></text></g></svg>'
)
_KINDS = ("advertisement", "analysis", "opinion", "interview", "report", "review", "news")
_STANDING = {
    "ueber-uns.md": "title: Über uns",
    "mitmachen.md": "title: Mitmachen\ntemplate: write.html",
    "korrekturen.md": "title: Korrekturen\ntemplate: corrections.html",
    "impressum.md": "title: Impressum\ntemplate: imprint.html",
    "datenschutz.md": "title: Datenschutz\ntemplate: privacy.html",
}
_TEXT = """Ein Absatz mit *Betonung*, **Gewicht**, `Code`, einer Fußnote[^1] & "Worten" von [nebenan](../01/a1.md).

## Zwischenüberschrift

> Ein Zitat – und wer es sagte.

![Eine Linie](linie.svg)
/// caption
Unterschrift. Zeichnung: C
///

- eins
- zwei
    1. drei

| Spalte | Zahl |
| --- | ---: |
| Wert | 1 |

| Mitte |
|:-:|
| 1 |

Begriff
:   Erklärung

!!! note "Merke"
    Eine Anmerkung.

- [x] getan
- [ ] offen

/// quote | Eine, die es wissen muss
Noch ein Satz mit Strom
///

/// box | Was im Kasten steht
- eine Tatsache
- und noch eine, mit [Verweis](https://example.net/)
///

/// margin
![Noch eine Linie](linie.svg)

Klein, am Rand. Zeichnung: C
///

/// details | Einzelheiten
Aufgeklappt.
///

```python
print("<b>")
```

```chart
title: Was kommt & geht
kind: line
unit: Millionen
source: Amt

Jahr;Hin;Zurück
2024;1,5;2
2025;2.000;-3
```

### Kleiner

Noch ein Satz mit Strom und H<sub>2</sub>O, <kbd>Strg</kbd>, <mark>so</mark> und einer Abkürzung: HVV.

*[HVV]: Hamburger Verkehrsverbund

[^1]: Die Fußnote mit [Verweis](https://example.net/a?b=1&c=2).
"""
LONG_TEXT = """Wer abends über den Deich geht, hört die Pumpen, bevor er sie sieht. Vier stehen in einem Haus aus rotem
Backstein, das älter ist als die Straße davor, und eine fünfte wartet im Keller, falls eine der anderen ausfällt. Seit
hundert Jahren heben sie, was der Regen in die Marsch trägt, um zweieinhalb Meter hinauf in den Fluss. Ohne sie
stünde das halbe Dorf nach einem nassen Herbst bis zu den Fensterbänken im Wasser.

Der Pumpenwärter heißt in keiner Akte mehr so. Er ist Betriebstechniker, hat einen Bildschirm und könnte alles von zu
Hause aus schalten. Trotzdem kommt er jeden Morgen kurz nach sechs, legt die Hand an die Lager und wartet, ob sie wärmer
werden als gestern. Die Messfühler melden dasselbe, nur später, sagt er und lacht.

## Warum gepumpt werden muss

Die Marsch liegt tiefer als der Fluss bei Flut. Solange niemand sie bewohnte, war das gleichgültig: Zweimal am Tag kam
Wasser, zweimal ging es. Dann bauten Siedler aus dem Westen Deiche, gruben Gräben und ließen das Land trockenfallen.
Trockener Torf aber sackt zusammen, jedes Jahr um einige Millimeter. Was als Wiese begann, wurde zur Schüssel, und eine
Schüssel läuft nicht von allein leer.

Anfangs halfen Mühlen. Auf alten Karten stehen elf davon zwischen Kirche und Hafen, jede mit einer Schnecke aus
Eichenholz. Bei Flaute stand alles still, bei Sturm brachen die Flügel. Als der Verband 1926 die erste elektrische
Pumpe kaufte, stritt das Dorf ein ganzes Jahr, ob der Strom nicht zu teuer werde. Er wurde es, doch das Korn blieb
trocken, und damit war die Frage entschieden.

## Was sich jetzt ändert

Drei Dinge kommen zusammen. Der Regen fällt seltener, aber heftiger; an einem Augusttag des vergangenen Jahres
maß die Station mehr, als sonst in vier Wochen zusammenkommt. Der Fluss steht höher, weil das Meer steigt und weil die
Fahrrinne vertieft wurde. Und der Boden sinkt weiter, schneller dort, wo Häuser und Straßen ihn beschweren.

Der Verband rechnet deshalb mit doppelter Leistung bis zur Mitte des Jahrhunderts. Zwei neue Maschinen kosten neun
Millionen Euro, die Hälfte soll das Land tragen. Im Gemeinderat ist man sich einig, dass gebaut wird, und uneinig, wer
zahlt: Die Bauern halten den größten Teil der Fläche, die Neubauten am Rand bringen das meiste Wasser, denn von
Dächern und Pflaster läuft es sofort ab. Ein Gutachten schlägt vor, nach versiegelten Quadratmetern abzurechnen.
Dagegen klagt eine Eigentümerin, die ihren Hof vor zwanzig Jahren auf Anraten derselben Gemeinde gepflastert hat.

Es gibt auch einen anderen Vorschlag. Die Naturschützerin des Kreises will einen Polder im Osten wieder nass werden
lassen, vierzig Hektar, auf denen ohnehin nur noch Binsen wachsen. Nasser Torf sinkt nicht, speichert Regen und gibt
ihn langsam ab. Die Pumpen hätten an schlimmen Tagen weniger zu tun, und Kiebitze brüteten dort vermutlich auch. Für
den Verband klingt das nach Rückzug. Der Techniker zuckt mit den Schultern: Ihm sei jede Lösung recht, bei der er nachts
schlafen könne.

Entschieden wird im Frühjahr. Bis dahin bleibt es beim Gang über den Deich, bei der Hand am Lager und bei der fünften
Maschine im Keller, die noch nie laufen musste.
"""

_TYPES = (
    (r"index\.html", "front page"),
    (r"seite/.*", "later front page"),
    (r"ressort/.*", "section"),
    (r"autoren/index\.html", "authors"),
    (r"autoren/.*", "author"),
    (r"archiv/index\.html", "archive"),
    (r"archiv/\d+/(seite/.*|index\.html)", "year"),
    (r"archiv/\d+/\d\d/.*", "month"),
    (r"thema/.*", "tag"),
    (r"posts/2026/01/31/.*", "withdrawn article"),
    (r"posts/2026/03/01/.*", "advertisement"),
    (r"posts/2026/03/03/.*", "opinion"),
    (r"posts/\d.*", "article"),
    (r"404\.html", "not found"),
    (r"mitmachen/.*", "form"),
    (r"suche/.*", "search"),
    (r"unterwegs/.*", "kept pages"),
    (r"(ueber-uns|korrekturen|impressum|datenschutz)/.*", "standing page"),
)
PAGES = {
    "front page": "",
    "later front page": "seite/2/",
    "section": "ressort/kultur/",
    "authors": "autoren/",
    "author": "autoren/ada-beispiel/",
    "archive": "archiv/",
    "year": "archiv/2026/",
    "month": "archiv/2026/03/",
    "tag": "thema/elbe/",
    "article": ARTICLE,
    "opinion": "posts/2026/03/03/a3/",
    "advertisement": "posts/2026/03/01/a1/",
    "withdrawn article": "posts/2026/01/31/irrtum/",
    "not found": "404.html",
    "form": "mitmachen/",
    "search": "suche/",
    "kept pages": "unterwegs/",
    "standing page": "korrekturen/",
    "redirect": "alt/6/",
}
"""The address of a page of each type."""


def page_type(path: str, source: str) -> str:
    """Return what type of page a file of the site is.

    Raises:
        KeyError: It is none of PAGES; a new one must be named here.
    """
    if 'http-equiv="refresh"' in source:
        return "redirect"
    for pattern, name in _TYPES:
        if re.fullmatch(pattern, path):
            return name
    raise KeyError(path)


def build_sample(root: Path, *, below_path: bool = False) -> Path:
    """Build the sample in the folder `root` and return its site: for SITE, in the folder `repo`; or for ROOT."""
    newsroom = write_sample(Newsroom(root), SITE if below_path else ROOT)
    if below_path:
        newsroom.site = root / "repo"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCE_DATE_EPOCH", moment())
        newsroom.build(strict=True)
    return newsroom.site


def moment() -> str:
    """Return what `SOURCE_DATE_EPOCH` has to be: the sample's moment."""
    return str(int(BUILT.timestamp()))


def write_sample(newsroom: Newsroom, site_url: str = ROOT) -> Newsroom:
    """Write settings, pages, authors and articles."""
    newsroom.settings |= {"site_url": site_url, "repo_url": "https://github.com/beispiel/magazin"}
    newsroom.magazine |= {
        "pagination": 2,
        "front_page": 3,
        "publisher": {
            "name": "Verlag & Söhne",
            "address": "Weg 1\n20095 Hamburg",
            "email": "post@example.org",
            "responsible": "Ada Beispiel",
            "pages": {"about": "ueber-uns.md", "contact": "impressum.md", "funding": "ueber-uns.md#wer-zahlt"},
        },
    }
    for name, head in _STANDING.items():
        description = f"Was auf der Seite {name} steht."
        newsroom.write(name, f"---\n{head}\ndescription: {description}\n---\n## Wer zahlt\n\nText\n")
        newsroom.nav.append(name)
    newsroom.write("ada.svg", DRAWING)
    newsroom.write(
        "authors.yml",
        "authors:\n  ada-beispiel: {name: Ada Beispiel, role: Redakteurin, bio: Schreibt über *Brücken*.,"
        " avatar: ada.svg, topics: [Brücken], since: 2020, email: ada@example.org, url: 'https://ada.example',"
        " links: {Mastodon: 'https://m.example/@ada'}}\n  bo-muster: {name: Bo Muster, description: Fotograf}\n",
    )
    for day, kind in enumerate(_KINDS, start=1):
        _write_full(newsroom, day, kind)
    newsroom.write("posts/2026/02/02/foto.jpg", developed(detailed(900, 600), quality=90))
    newsroom.article("2026/02/02/lang.md", LONG_TEXT, title="Die fünfte Pumpe", **_LONG_FIELDS)
    newsroom.article("2026/02/01/karg.md", "Ein Satz.\n", title="Karg", description=f"Karg ist er. {'Sehr. ' * 12}")
    withdrawn = {"date": "2026-02-03", "reason": 'Das "Zitat" war < falsch & erfunden.'}
    newsroom.article("2026/01/31/irrtum.md", "", title="Ein Irrtum & mehr", withdrawn=withdrawn)
    holds: tuple[dict[str, Any], ...] = ({"draft": True}, {"embargo": "2999-01-01"})
    for number, (title, held) in enumerate(zip(HELD_BACK, holds, strict=True)):
        newsroom.article(f"2026/03/07/geheim-{number}.md", title=title, tags=["Geheim"], **held)
    return newsroom


_LONG_FIELDS: dict[str, Any] = {
    "categories": ["politik"],
    "tags": ["Elbe", "Deich", "Klima"],
    "image": {"src": "foto.jpg", "alt": "Zwei Flächen", "credit": "Foto: Bo Muster", "caption": "Links rot."},
    "sources": [
        {"title": f"Jahresbericht {year}", "url": f"https://example.net/{year}.pdf", "publisher": "Wasserverband"}
        for year in (2023, 2024, 2025)
    ],
}


def _write_full(newsroom: Newsroom, day: int, kind: str) -> None:
    """Write an article that has everything."""
    folder = f"2026/03/{day:02}"
    newsroom.write(f"posts/{folder}/linie.svg", DRAWING)
    newsroom.write(f"posts/{folder}/punkt.png", developed(photo(64, 32), "PNG"))
    newsroom.article(
        f"{folder}/a{day}.md",
        _TEXT,
        title=f'Eine "Überschrift" & {day} </script> mehr',
        description=f'Der {day}. Vorspann sagt, worum es geht: um "alles" & mehr. Weiter unten steht dann der Rest.',
        kind=kind,
        advertiser="Kaufhaus & Söhne" if kind == "advertisement" else None,
        date={"created": f"2026-03-{day:02} 06:30", "updated": f"2026-03-{day + 1:02}"},
        authors=["ada-beispiel", "bo-muster"],
        categories=["kultur", "politik"],
        tags=["Elbe", "Brücken & Wege"],
        dateline="Altona",
        series="Am Wasser",
        pin=day == 3,
        image={
            "src": "punkt.png" if day % 2 else "linie.svg",
            "alt": "Eine Linie",
            "credit": "Zeichnung: C",
            "caption": "So verläuft sie.",
        },
        sources=[
            {
                "title": "Bericht & Zahlen",
                "url": "https://example.net/x?a=1&b=2",
                "publisher": "Amt",
                "date": "2026-01-02",
            },
            {"title": "Gespräch"},
        ],
        corrections=[{"date": f"2026-03-{day + 1:02}", "text": "Es waren < drei & nicht vier."}],
        disclaimer={"title": "Hinweis", "text": "Bezahlt von niemandem."},
        links=["https://example.net/", {"Mehr": [{"Dort": "https://example.net/y"}]}],
        aliases=[f"/alt/{day}/"],
    )
