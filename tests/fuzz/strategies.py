"""Trees of files as Hypothesis draws them: valid, nearly valid, and noise."""

from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.newsroom import AUTHORS, MAGAZINE
from tests.same_bytes.values import AUTHOR, FRONT_MATTER, LINKS, TEXT, png, svg

HEAD: dict[str, Any] = {
    "title": "Eine Überschrift",
    "description": "Der Vorspann des Artikels sagt in zwei Sätzen, worum es geht. Danach will man weiterlesen.",
    "authors": ["ada-beispiel"],
    "categories": ["kultur"],
}
MARKERS = [f"Merkwort{number}" for number in range(20)]
"""Words of texts that nothing else has: each must be on the page of its article."""

_DAYS = ["2026/03/04", "2026/03/05", "2025/12/31"]
_NAMES = ["eins", "zwei", "drei", "große-brücke", "hafen", "Zwei Wörter", "index", "README", ".eins", "eins.b", "%41"]
_PATHS = st.one_of(
    st.builds("posts/{}/{}.md".format, st.sampled_from(_DAYS), st.sampled_from(_NAMES)),
    st.sampled_from(["posts/ohne-datum.md", "posts/2026/13/40/x.md", "posts/.geheim/a.md", "posts/2026/a/b/c/d.md"]),
)

# What people, editors and attackers put into texts; each alone has broken something somewhere.
_YAML = ["---", ":", ": ", "{", "}", "&x ", "*x", "<<: *x", "!!python/object:os.system", "!!binary x", "? ", "\t", " #"]
_VALUES = ["9999-12-31", "0000-00-00", "24:00", "1e999", "0x1f", "null", "true", "~", "::add-mask::x\n"]
_MARKUP = [
    "[",
    "](",
    "*",
    "**",
    "_",
    "~~",
    "==",
    "^",
    "`",
    "```\n",
    "[^1]",
    "[^1]: ",
    "![x](",
    "[x]: ",
    "|---|",
    "$x$",
    "\\",
]
_BLOCKS = [
    "- ",
    "1. ",
    "20. April: ",
    "a) ",
    "- [x] ",
    "> ",
    "# ",
    "/// details\n",
    "/// caption\n",
    "///\n",
    "!!! note\n",
]
_OTHERS = ["=== ", "{{", "{%", "{: .x }", "{#top}", "<<<<<<< "]
_HTML = ["<", ">", "<script>", "</p>", "<!--", "-->", "]]>", "<path>", "<svg onload=x>", "&#0;", "&#11;", "&Tab;", "&"]
_CHARACTERS = [
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\x00",
    "\x01",
    "\x0b",
    "\x1b[2J",
    "\x85",
    "\u2028",
    "\u202e",
    "\u200b",
    "\ufeff",
]
_LETTERS = ["\uffff", "\ud800", "ß" * 300, "ﬃ" * 100, "e\u0301", "🙂", "אב"]
_PIECES = st.sampled_from([*_YAML, *_VALUES, *_MARKUP, *_BLOCKS, *_OTHERS, *_HTML, *_CHARACTERS, *_LETTERS])
_NOISE = st.one_of(
    st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
_EDIT = st.tuples(st.floats(0, 1), st.integers(0, 12), _PIECES)


@dataclass(frozen=True)
class Tree:
    """The files of a docs folder by path, the plugin's settings, and the markers that each article's text has."""

    files: dict[str, bytes]
    magazine: dict[str, Any]
    markers: dict[str, tuple[str, ...]]


def nearly(valid: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Draw what is valid but for a few edits: something cut out, something put in."""

    def edited(content: bytes, edits: list[tuple[float, int, str]]) -> bytes:
        for where, cut, piece in edits:
            start = int(where * len(content))
            content = content[:start] + piece.encode("utf-8", "surrogatepass") + content[start + cut :]
        return content

    return st.builds(edited, valid, st.lists(_EDIT, min_size=1, max_size=3))


def _of_three(valid: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    return st.one_of(valid, valid, nearly(valid), nearly(valid), _NOISE)


def _text(parts: list[Any], markers: tuple[str, ...]) -> str:
    blocks = [part if isinstance(part, str) else f"[dorthin](eins.md{part[1]})" for part in parts]
    return "\n\n".join([*blocks, *(f"Am Ende steht {marker} im Satz." for marker in markers)]) + "\n"


def _article(changes: list[tuple[str, Any]], text: str) -> bytes:
    head = {key: value for key, value in (HEAD | dict(changes)).items() if value is not None}
    return f"---\n{yaml.safe_dump(head, allow_unicode=True, sort_keys=False)}---\n\n{text}".encode()


def _authors(changes: list[tuple[str, Any]]) -> bytes:
    people = {**AUTHORS["authors"], "ada-beispiel": {**AUTHORS["authors"]["ada-beispiel"], **dict(changes)}}
    return yaml.safe_dump({"authors": people}, allow_unicode=True).encode()


ARTICLE_FIELDS = st.lists(FRONT_MATTER, max_size=3)
AUTHORS_FILES = _of_three(st.lists(AUTHOR, max_size=2).map(_authors))
DRAWINGS = _of_three(st.integers(0, 5).map(svg))
PHOTOGRAPHS = _of_three(st.integers(0, 5).map(png))
PAGES = _of_three(st.builds(lambda parts: f"# Seite\n\n{_text(parts, ())}".encode(), TEXT))
WORD_LISTS = _of_three(st.just(b"Merkwort\nElbe\n"))
_ODD_VALUES = st.one_of(st.none(), st.booleans(), st.integers(-2, 3), st.text(max_size=8), st.just([]), st.just({}))
SETTINGS = st.one_of(
    st.just({}),
    st.just({}),
    st.just({}),
    st.dictionaries(
        st.sampled_from(
            ["pagination", "front_page", "sections", "timezone", "posts_dir", "rules_off", "publisher", "nix"]
        ),
        _ODD_VALUES,
        max_size=1,
    ),
)


def _is_mild(part: Any) -> bool:
    """Tell whether a part of a text needs nothing beside it: no other article, no picture, no note."""
    return isinstance(part, str) and not any(sign in part for sign in ("bild.svg", "foto.png", "(#", "[^", "{#"))


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Draw a docs folder with up to four articles; in half of all, everything is as it should be, or nearly so."""
    files: dict[str, bytes] = {}
    markers: dict[str, tuple[str, ...]] = {}
    mild = draw(st.booleans())
    for number in range(draw(st.integers(0, 4))):
        path, own = draw(_PATHS), (MARKERS[2 * number], MARKERS[2 * number + 1])
        if mild:
            path = f"posts/{draw(st.sampled_from(_DAYS))}/{'abcd'[number]}.md"
        parts = [part for part in draw(TEXT) if _is_mild(part) or not (mild or "bild.svg" in part)]
        fields = [
            (key, value) for key, value in draw(ARTICLE_FIELDS) if not (mild and key in {"image", "aliases", "slug"})
        ]
        valid = _article(fields, _text(parts, own))
        content = valid if mild else draw(_of_three(st.just(valid)))
        markers[path] = tuple(marker for marker in own if marker.encode() in content)
        files[path] = content
    files["authors.yml"] = _authors([]) if mild else draw(AUTHORS_FILES)
    for path, strategy in () if mild else _BESIDE:
        if draw(st.booleans()):
            files[path] = draw(strategy)
    return Tree(files, MAGAZINE if mild else {**MAGAZINE, **draw(SETTINGS)}, markers)


_BESIDE = (
    ("posts/2026/03/04/bild.svg", DRAWINGS),
    ("posts/2026/03/04/foto.png", PHOTOGRAPHS),
    ("ueber-uns.md", PAGES),
    ("words.txt", WORD_LISTS),
)

__all__ = ["LINKS", "Tree", "nearly", "trees"]
