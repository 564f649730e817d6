"""A small site that has every type of page, each with everything that can stand on it."""

import base64
import datetime as dt
import re

from tests.newsroom import Newsroom

SITE = "https://example.org/repo/"

BUILT = dt.datetime(2026, 3, 8, 12, tzinfo=dt.UTC)
"""The moment of the build: a day after the newest article, so that there are news."""

_DRAWING = (
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'><title>Linie</title><path d='M0 0h40'/></svg>"
)
_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_KINDS = ("advertisement", "analysis", "opinion", "interview", "report", "review", "news")
_STANDING = {
    "ueber-uns.md": "title: Über uns",
    "mitmachen.md": "title: Mitmachen\ntemplate: write.html",
    "korrekturen.md": "title: Korrekturen\ntemplate: corrections.html",
    "impressum.md": "title: Impressum\ntemplate: imprint.html",
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

Begriff
:   Erklärung

/// details | Einzelheiten
Aufgeklappt.
///

```python
print("<b>")
```

### Kleiner

Noch ein Satz mit Strom und H<sub>2</sub>O, <kbd>Strg</kbd>, <mark>so</mark> und einer Abkürzung: HVV.

*[HVV]: Hamburger Verkehrsverbund

[^1]: Die Fußnote mit [Verweis](https://example.net/a?b=1&c=2).
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
    (r"posts/2026/02/02/.*", "withdrawn article"),
    (r"posts/\d.*", "article"),
    (r"404\.html", "not found"),
    (r"mitmachen/.*", "form"),
    (r"suche/.*", "search"),
    (r"(ueber-uns|korrekturen|impressum|datenschutz)/.*", "standing page"),
)


def page_type(path: str, source: str) -> str:
    """Return what type of page a file of the site is.

    Raises:
        KeyError: It is none that the audit knows; a new type must be named here.
    """
    if 'http-equiv="refresh"' in source:
        return "redirect"
    for pattern, name in _TYPES:
        if re.fullmatch(pattern, path):
            return name
    raise KeyError(path)


def build_everything(newsroom: Newsroom) -> Newsroom:
    """Write and build it, for the address SITE."""
    newsroom.settings |= {
        "site_url": SITE,
        "site_description": "Ein Magazin & mehr.",
        "repo_url": "https://github.com/beispiel/magazin",
    }
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
        newsroom.write(name, f"---\n{head}\ndescription: Was hier steht.\n---\n## Wer zahlt\n\nText\n")
        newsroom.nav.append(name)
    newsroom.write("ada.svg", _DRAWING)
    newsroom.write(
        "authors.yml",
        "authors:\n  ada-beispiel: {name: Ada Beispiel, role: Redakteurin, bio: Schreibt über *Brücken*.,"
        " avatar: ada.svg, topics: [Brücken], since: 2020, email: ada@example.org, url: 'https://ada.example',"
        " links: {Mastodon: 'https://m.example/@ada'}}\n  bo-muster: {name: Bo Muster, description: Fotograf}\n",
    )
    for number, kind in enumerate(_KINDS, start=1):
        folder = f"2026/03/{number:02}"
        newsroom.write(f"posts/{folder}/linie.svg", _DRAWING)
        newsroom.write(f"posts/{folder}/punkt.png", _DOT)
        newsroom.article(
            f"{folder}/a{number}.md",
            _TEXT,
            title=f'Eine "Überschrift" & {number} </script> mehr',
            kind=kind,
            date={"created": f"2026-03-{number:02} 06:30", "updated": f"2026-03-{number + 1:02}"},
            authors=["ada-beispiel", "bo-muster"],
            categories=["kultur", "politik"],
            tags=["Elbe", "Brücken & Wege"],
            dateline="Altona",
            series="Am Wasser",
            image={
                "src": "punkt.png" if number % 2 else "linie.svg",
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
            corrections=[{"date": f"2026-03-{number + 1:02}", "text": "Es waren < drei & nicht vier."}],
            disclaimer={"title": "Hinweis", "text": "Bezahlt von niemandem."},
            links=["https://example.net/", {"Mehr": [{"Dort": "https://example.net/y"}]}],
            aliases=[f"/alt/{number}/"],
        )
    newsroom.article("2026/02/01/karg.md", "Ein Satz.\n", title="Karg")
    withdrawn = {"date": "2026-02-03", "reason": 'Das "Zitat" war < falsch & erfunden.'}
    newsroom.article("2026/02/02/irrtum.md", "", title="Ein Irrtum & mehr", withdrawn=withdrawn)
    newsroom.build(strict=True)
    return newsroom
