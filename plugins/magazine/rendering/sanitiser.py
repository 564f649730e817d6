"""What HTML an article may contain. Contributors are not trusted: the rest is removed and reported.

The allow-list is what a newspaper's text needs and what the Markdown extensions in `mkdocs.yml` make: paragraphs,
subheadings (the first level is the headline's), emphasis, quotations, lists, definitions, tables, figures,
footnotes, details, code. No scripts, no styles, no forms, no frames, no pictures from other hosts.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from html import unescape
from html.parser import HTMLParser

import nh3

from magazine.content.markdown_text import without_code
from magazine.content.problem import Code, Place, Problem, place_in

TAGS = frozenset(
    "p br hr h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd a abbr b bdi bdo cite code del dfn em i ins kbd mark "
    "q s samp small span strong sub sup time u var wbr pre table caption colgroup col thead tbody tfoot tr th "
    "td figure figcaption img details summary div".split()
)
ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title"},
    "a": {"href"},
    "blockquote": {"cite"},
    "code": {"class"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ins": {"cite", "datetime"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
}
CLASSES = {
    "a": {"footnote-ref", "footnote-backref", "headerlink"},
    "div": {"footnote", "highlight"},
    "pre": {"highlight"},
    "td": {"left", "center", "right"},
    "th": {"left", "center", "right"},
}
URL_SCHEMES = frozenset({"https", "http", "mailto", "tel"})

# Without these attributes an article looks as it did: how it looks is the templates' business.
_HARMLESS = frozenset(
    "align bgcolor border cellpadding cellspacing class color decoding draggable face fetchpriority frameborder height hspace "
    "nowrap rel role size sizes spellcheck tabindex target translate valign vspace width".split()
)
_HARMLESS_PREFIXES = ("aria-", "data-")
# A tag of none of these names is no HTML but a word in angle brackets.
_OTHER_TAGS = frozenset(
    "address applet area article aside audio base basefont big body button canvas center data datalist dialog dir embed "
    "fieldset font footer form frame frameset h1 head header hgroup html iframe input label legend link main map marquee "
    "math menu meta meter nav nobr noframes noscript object optgroup option output param picture plaintext progress rp "
    "rt ruby script search section select slot source strike style svg template textarea title tt track video xmp".split()
)
_MOST = 100  # problems of one text that are worth looking for their places

# Named, because tabs and entities can hide them from `_SCHEME` (java&#9;script:) but not from a browser.
_DANGEROUS_SCHEMES = frozenset({"javascript", "vbscript", "data"})

_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_ALIGNED = re.compile(r'(<t[dh])( style="text-align: (left|center|right);")')
_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""[\s"'/]([^\s"'<>/=]+)""")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_SCHEMES = re.compile(r"(?<![a-zA-Z0-9+.-])[0-9+.-]*+([a-zA-Z][a-zA-Z0-9+.-]*+):")  # anywhere in a text


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    return None if tag == "img" and name == "src" and _ELSEWHERE.match(value) else value


_clean = partial(
    nh3.clean,
    tags=TAGS,
    attributes=ATTRIBUTES,
    allowed_classes=CLASSES,
    url_schemes=URL_SCHEMES,
    attribute_filter=_keep_attribute,
    link_rel=None,
)


def sanitise(html: str, markdown: str) -> tuple[str, list[Problem]]:
    """Return `html` without what the allow-list does not name, and one problem for each thing removed.

    `markdown` is the text that the HTML was made from; the problems tell their places in it, and no file.
    """
    html = _ALIGNED.sub(r'\1 class="\3"', html)  # the tables extension writes styles
    clean = _clean(html)
    if clean == html or clean == (everything := _serialised(html)):
        return clean, []
    removed = _Removed()
    removed.feed(everything)
    problems = list(_located(removed.found, markdown))
    return clean, problems or [Problem(Code.HTML_REMOVED, Place("", 1, 1), {"what": "HTML"})]


def _serialised(html: str) -> str:
    """Return `html` as the sanitiser writes it when it may keep all that is in it: what differs was removed."""
    return nh3.clean(
        html,
        tags={tag.lower() for tag in _TAG.findall(html)} | TAGS,
        clean_content_tags=set(),
        attributes={"*": {name.lower() for name in _ATTRIBUTE.findall(html)}},
        url_schemes={scheme.lower() for scheme in _SCHEMES.findall(unescape(html))} | URL_SCHEMES | _DANGEROUS_SCHEMES,
        link_rel=None,
    )


class _Removed(HTMLParser):
    """Collects what is not on the allow-list: pairs of a problem's code and the thing itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[Code, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.found.append((Code.HEADING_FIRST_LEVEL if tag == "h1" else Code.HTML_TAG, tag))
            return
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "class" and tag != "code":
            wrong = [each for each in value.split() if each not in CLASSES.get(tag, set())]
            self.found += [(Code.HTML_UNNEEDED, each) for each in wrong]
        elif name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()):
            harmless = name in _HARMLESS or name.startswith(_HARMLESS_PREFIXES)
            self.found.append((Code.HTML_UNNEEDED if harmless else Code.HTML_ATTRIBUTE, name))
        elif tag == "img" and name == "src" and _ELSEWHERE.match(value):
            self.found.append((Code.PICTURE_FOREIGN, value))
        elif (
            (scheme := _SCHEME.match(value))
            and name in {"href", "src", "cite"}
            and scheme[1].lower() not in URL_SCHEMES
        ):
            self.found.append((Code.HTML_LINK, value))


def _located(found: list[tuple[Code, str]], markdown: str) -> Iterator[Problem]:
    """Find each removed thing in the Markdown; the second `<b>` is looked for behind the first.

    Things that change nothing are one problem together, at the first of them.
    """
    text = without_code(markdown)
    places: dict[tuple[Code, str], list[int]] = {}
    met: Counter[tuple[Code, str]] = Counter()
    unneeded: dict[str, int] = {}
    for code, thing in found[:_MOST]:
        if (code, thing) not in places:
            pattern = re.compile(_pattern(code, thing), re.IGNORECASE | re.MULTILINE)
            places[code, thing] = [match.start() for match in pattern.finditer(text)] or [0]
        index = min(met[code, thing], len(places[code, thing]) - 1)
        met[code, thing] += 1
        start = places[code, thing][index]
        if code == Code.HTML_UNNEEDED:
            unneeded.setdefault(thing, start)
        else:
            yield Problem(code, place_in(text, start, "", 1), _details(code, thing, text[start + 1 :]))
    if unneeded:
        yield Problem(Code.HTML_UNNEEDED, place_in(text, min(unneeded.values()), "", 1), {"what": ", ".join(unneeded)})


def _details(code: Code, thing: str, written: str) -> dict[str, str]:
    """Return the details of a problem; of a word in angle brackets, how to write it (`written` begins with it)."""
    if code != Code.HTML_TAG:
        return {"what": thing}
    is_word = thing not in _OTHER_TAGS and written[: len(thing)].lower() == thing
    return {"what": f"<{thing}>", "guess": f"&lt;{written[: len(thing)]}&gt;" if is_word else ""}


def _pattern(code: Code, thing: str) -> str:
    word = re.escape(thing)
    return {
        Code.HTML_TAG: rf"<{word}\b",
        Code.HEADING_FIRST_LEVEL: r"^(?:(?:[ \t]*>)+[ \t]*)?#(?!#)|<h1\b|^(?=[^\n]+\n=+\s*$)",
        Code.HTML_ATTRIBUTE: rf"(?<![\w-]){word}\s*(?==)",
        Code.HTML_UNNEEDED: rf"(?<=\.){word}(?![\w-])|(?<=[\s\"']){word}(?=[\s\"'])|(?<![\w-]){word}(?=\s*=)",
    }.get(code, re.escape(thing[:40].split("\n", maxsplit=1)[0]))
