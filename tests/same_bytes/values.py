"""The values of a history that Hypothesis draws."""

import zlib
from importlib.resources import files
from typing import Any

from hypothesis import strategies as st

from .state import templates

ONE = st.integers(0, 11)  # which of the articles, pages, files there are
DAYS = st.sampled_from(["2026/03/04", "2026/03/05", "2026/01/01", "2025/12/31", "frei"])
NAMES = st.sampled_from(["eins", "zwei", "drei", "große-brücke", "hafen", "elbe"])

# What comes behind a change. "on" is a preview that builds again and again in one process.
THEN = st.sampled_from(
    ["strict", "strict", "loose", "loose", "preview", "preview on", "preview on", "preview on", "strict, preview on"]
    + ["nothing"] * 3
)

BLOCKS = st.sampled_from(
    [
        "Ein Absatz mit \"Anführung\", 'innen' und Krügers' Haus – 'n Abend.",
        "## Am Hafen",
        "## Zurück {#ende}",
        "### Am Hafen",
        "> Ein *Zitat*.",
        "- eins\n- zwei\n\n    mehr",
        "| a | b |\n|---|:-:|\n| 1 | 2 |",
        "Ein Satz[^1] mit Fußnote.\n\n[^1]: Eine Fußnote.",
        "```python\nprint('\"')\n```",
        "Der HVV fährt.\n\n*[HVV]: Verbund",
        "/// details | Mehr\nInnen.\n///",
        "![Bild](bild.svg)",
        "![Bild](foto.png)\n\n/// caption\nEin *Bild*.\n///",
        "[Ende](#ende)",
        "Der HVV ohne Erklärung, und eine Fußnote[^1] ohne Text.",
    ]
)
LINKS = st.tuples(ONE, st.sampled_from(["", "", "#am-hafen", "#ende"]))
TEXT = st.lists(BLOCKS | LINKS, min_size=1, max_size=4)

KNOWN_AUTHORS = ["ada-beispiel", "bo-muster"]
AUTHORS = st.lists(st.sampled_from(KNOWN_AUTHORS), min_size=1, max_size=2, unique=True)
SECTIONS = st.lists(st.sampled_from(["kultur", "politik", "leer"]), min_size=1, max_size=2, unique=True)
TAGS = st.lists(st.sampled_from(["Hafen", "hafen", "Große Straße", "Elbe"]), max_size=3, unique=True)
_MOMENTS = ["2020-01-01", "2026-05-01 20:00", "2026-05-03", "2999-01-01 06:00"]
_PICTURE = {"src": "bild.svg", "alt": 'Ein "Bild"', "credit": "Foto: Ada"}


def _key(name: str, *values: Any) -> st.SearchStrategy[tuple[str, Any]]:
    return st.tuples(st.just(name), st.sampled_from(values))


# A key of front matter and its value; None leaves it out. "day" is what stands in `date` behind the day itself.
FRONT_MATTER = st.one_of(
    _key("title", "Eine Überschrift", 'Noch "eine" Überschrift', "Elbe & <Hafen>"),
    _key("description", "Der Vorspann.", "Ein 'anderer' Vorspann & mehr."),
    st.tuples(st.just("authors"), AUTHORS),
    st.tuples(st.just("categories"), SECTIONS),
    st.tuples(st.just("tags"), TAGS),
    _key("kind", None, "opinion", "interview", "advertisement"),
    _key("advertiser", None, 'Kaufhaus "Elbe" & Söhne'),
    _key("draft", None, True),
    _key("embargo", None, *_MOMENTS),
    _key("pin", None, True),
    _key("series", None, "Brücken", "Häfen"),
    _key("aliases", None, ["/alt/"], ["/alt/eins/", "/2019/zwei.html"]),
    _key("image", None, _PICTURE, {**_PICTURE, "src": "foto.png", "caption": "Eine Unterschrift"}),
    _key("sources", None, [{"title": "Quelle"}], [{"title": "Q", "url": "https://example.org/", "date": "2026-01-01"}]),
    _key("corrections", None, [{"date": "2026-04-01", "text": 'Es war "anders".'}]),
    _key("withdrawn", None, {"date": "2026-04-15", "reason": 'Das "Zitat" war & blieb falsch.'}),
    _key("slug", None, "anders", "eins"),
    _key("readtime", None, 7),
    _key("disclaimer", None, "Ein Hinweis.", {"title": "Achtung", "text": "Noch einer."}),
    _key("date", None, "", " 08:30"),
    _key("updated", "2026-04-02", "2026-04-03"),
)

# What no build may let pass, or a strict one; (key of front matter or None for the text, value).
MISTAKES = st.sampled_from(
    [
        ("authors", ["niemand"]),
        ("categories", ["nirgends"]),
        ("title", ""),
        ("farbe", "rot"),
        ("image", {"src": "fehlt.svg", "alt": "A", "credit": "C"}),
        (None, "[kaputt](gibt-es-nicht.md)\n"),
        (None, "## Am Hafen\n\n[kaputt](#fehlt) und [so](eins.md#fehlt)\n"),
        (None, "<script>alert(1)</script>\n"),
        (None, "![Bild](https://example.org/bild.png)\n"),
    ]
)

AUTHOR = st.one_of(
    _key("name", "Ada Beispiel", "Zoë Neu-Name"),
    _key("role", None, "Korrespondentin"),
    _key("bio", None, 'Schreibt über *Häfen* und "Brücken".', "Kurz."),
    _key("description", None, "Eine Zeile"),
    _key("avatar", None, "assets/portrait.svg"),
    _key("slug", None, "zoe"),
    _key("url", None, "https://example.org/zoe"),
    _key("links", None, {"Fediverse": "https://example.org/@zoe"}),
)

PAGES = st.sampled_from(["ueber-uns.md", "korrekturen.md", "hilfe/mitmachen.md"])
PAGE_HEADS = st.sampled_from(
    [
        "---\ntitle: Eine Seite\n---\n",
        "---\ntitle: Andere Seite\ndescription: Beschrieben.\n---\n",
        "---\ntitle: Korrekturen\ntemplate: corrections.html\n---\n",
        "---\ntemplate: imprint.html\n---\n",
        "# Ohne Vorspann\n\n",
    ]
)

_SECTION_TITLES = {"kultur": "Kultur", "politik": "Politik", "leer": "Leeres Ressort"}
MAGAZINE = st.one_of(
    _key("pagination", 1, 2, 3),
    _key("front_page", 1, 2, 4),
    _key(
        "disclaimer", {"title": "Hinweis", "text": "Wir sind nicht die Anderen."}, {"title": "N", "text": "Neu & so."}
    ),
    _key(
        "publisher",
        None,
        {"name": "Verlag", "address": "Weg 1\n20095 Ort", "email": "a@example.org", "responsible": "A"},
    ),
    _key("timezone", None, "Pacific/Auckland"),
    _key(
        "sections",
        _SECTION_TITLES,
        dict(reversed(_SECTION_TITLES.items())),
        {**_SECTION_TITLES, "kultur": "Kunst & Kultur"},
        {**_SECTION_TITLES, "politik": {"title": "Politik", "description": 'Was "gilt".'}, "sport": "Sport"},
    ),
)
_EXTENSIONS = [{"toc": {"permalink": "¶"}}, "attr_list", "tables", "footnotes", "pymdownx.blocks.details"]
SETTINGS = st.one_of(
    _key("site_name", "Hafenpost", "Hafen & Elbe"),
    _key("site_description", None, 'Aus der "Stadt".'),
    _key("site_url", "", "https://example.org/", "https://example.org/zeitung/"),
    _key("markdown_extensions", None, _EXTENSIONS, [*_EXTENSIONS, "magazine.typography", "pymdownx.blocks.caption"]),
    _key("validation", None, {"links": {"not_found": "info", "anchors": "ignore"}}),
    _key("hooks", None, ["hooks/text.py"], ["hooks/page.py"]),
    _key("draft_docs", None, "ueber-uns.md"),
    _key("exclude_docs", None, "eins.md"),
)
THEME = st.one_of(
    _key("language", "de", "en"),
    _key("favicon", "assets/favicon.svg", "assets/neu.svg"),
    _key(
        "palette",
        {"scheme": "default"},
        [{"scheme": s, "toggle": {"icon": "material/brightness-6", "name": s}} for s in ("default", "slate")],
    ),
)

HOOKS = {
    "hooks/text.py": b"def on_page_markdown(markdown, **_):\n    return markdown + '\\n\\nVon einem Haken.\\n'\n",
    "hooks/page.py": b"def on_post_page(output, page, **_):\n    return output + f'<!-- {page.title} -->'\n",
}

TEMPLATES = st.sampled_from(
    sorted(name for name in templates() if name.endswith((".html", ".css", ".js", ".svg", ".xml")))
)

# Files of ours that stand before those of the theme, or beside ours.
_WORDS = (files("material") / "templates/partials/languages/de.html").read_bytes()
SHADOWS = st.sampled_from(
    [
        ("overrides/.icons/material/menu.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>"),
        ("overrides/partials/languages/de.html", _WORDS.replace(b"Zum Inhalt", b"Hin zum Inhalt")),
        ("overrides/assets/neu.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("docs/assets/neu.css", b"p { color: red }"),
    ]
)


def svg(edition: int) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {edition + 1} 2"><path d="M0 0h1v1z"/></svg>'.encode()


def png(edition: int) -> bytes:
    """Return a black picture of 1 × (edition + 1) pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    height = edition + 1
    head = (1).to_bytes(4) + height.to_bytes(4) + bytes([8, 0, 0, 0, 0])
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0\0" * height))
        + chunk(b"IEND", b"")
    )


PICTURES = st.sampled_from(["bild.svg", "foto.png"])
