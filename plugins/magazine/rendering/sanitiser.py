"""What HTML an article may contain. Contributors are not trusted: the rest is removed and reported.

The allow-list is what a newspaper's text needs and what the Markdown extensions in `mkdocs.yml` make: paragraphs,
subheadings (the first level is the headline's), emphasis, quotations, lists, definitions, tables, figures,
footnotes, details, asides, code. No scripts, no styles, no forms, no frames, no pictures from other hosts.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from html import unescape
from html.parser import HTMLParser

import nh3

from magazine.content.markdown_text import OFFICE_TAG, without_code, without_comments
from magazine.content.problem import Code, Place, Problem, place_in
from magazine.content.web_addresses import leads_elsewhere, place_of_picture, scheme_of
from magazine.rendering.ids import with_own_ids
from magazine.rendering.words import without_elements

TAGS = frozenset(
    "p br hr h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd a abbr b bdi bdo cite code del dfn em i ins kbd mark "
    "q s samp small span strong sub sup time u var wbr pre table caption colgroup col thead tbody tfoot tr th "
    "td figure figcaption img details summary div aside".split()
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
    "div": {"admonition", "footnote", "highlight"},
    "li": {"task-list-item"},
    "p": {"admonition-title"},
    "pre": {"highlight"},
    "td": {"left", "center", "right"},
    "th": {"left", "center", "right"},
    "ul": {"task-list"},
}
# Elements of HTML that no article may have. What is in no list is no HTML, but text in angle brackets.
FORBIDDEN = frozenset(
    "address applet area article audio base basefont bgsound big blink body button canvas center command "
    "content data datalist dialog dir embed fieldset fencedframe font footer form frame frameset h1 head header hgroup "
    "html iframe image input isindex keygen label legend link listing main map marquee math menu menuitem meta meter "
    "nav nobr noembed noframes noscript object optgroup option output param picture plaintext portal progress rb rp rt "
    "rtc ruby script search section select shadow slot source strike style svg template textarea title track tt "
    "video xmp".split()
)
URL_SCHEMES = frozenset({"https", "http", "mailto", "tel"})

# Without these attributes an article looks as it did: how it looks is the templates' business.
_HARMLESS = frozenset(
    "align bgcolor border cellpadding cellspacing class color decoding draggable face fetchpriority frameborder height "
    "hspace name nowrap rel role size sizes spellcheck style tabindex target translate valign vspace width".split()
)
_HARMLESS_PREFIXES = ("aria-", "data-")
_LONGEST_SHOWN = 100  # characters
_MOST = 100  # problems of one text that are worth looking for their places

# Named, because tabs and entities can hide them from `_SCHEME` (java&#9;script:) but not from a browser.
_DANGEROUS_SCHEMES = frozenset({"javascript", "vbscript", "data"})

_ADDRESSES = frozenset({"href", "src", "cite"})
_LANGUAGE = re.compile(r"language-[\w+.#-]{1,40}")  # the only classes of code: any other is one of the page's frame
# What Markdown extensions write, and how it is published.
_ALIGNED = re.compile(r'(<t[dh])( style="text-align: (left|center|right);")')
_KIND = re.compile(r'(<(?:div class="admonition|details class="))[\w ]*"')
_CHECKBOX = re.compile(r'<input type="checkbox" disabled( checked)?/>')
_DECIMAL = re.compile(r'(<ol(?: start="\d+")?) type="1">')

_FIRST_LEVEL = re.compile(r"<(/?)(h1)\b")
_BRACKET = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)")
_MAILED = re.compile(r'<a href="mailto:([^"@]*@[^".@]*)">')
_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"""[\s"'/]([^\s"'<>/=]+)""")
_SCHEMES = re.compile(r"(?<![a-zA-Z0-9+.-])[0-9+.-]*+([a-zA-Z][a-zA-Z0-9+.-]*+):")  # anywhere in a text


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "code" and name == "class":
        return " ".join(_languages(value)) or None
    if name in _ADDRESSES and (scheme_of(value) not in URL_SCHEMES | {""} or (tag == "img" and leads_elsewhere(value))):
        return None
    return value


def _languages(classes: str) -> list[str]:
    return [each for each in classes.split() if _LANGUAGE.fullmatch(each)]


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
    clean, problems = _sanitised(html, markdown)
    return clean.replace("&nbsp;", "\u00a0"), problems


def _sanitised(html: str, markdown: str) -> tuple[str, list[Problem]]:
    html, unknown = _without_unknown(_published(html))
    clean = _clean(html)
    unknown += [(Code.HTML_UNKNOWN, f"<{name}>") for name in _MAILED.findall(clean)]
    forbidden = [tag for tag in map(str.lower, _TAG.findall(without_comments(html))) if tag not in TAGS]
    if not (unknown or forbidden) and clean == html:
        return clean, []
    everything = _serialised(html)
    if not (unknown or forbidden) and clean == everything:
        return clean, []
    removed = _Removed()
    removed.feed(everything)
    found = [(Code.HEADING_FIRST_LEVEL if tag == "h1" else Code.HTML_TAG, tag) for tag in forbidden]
    problems = list(_located([*unknown, *found, *removed.found], markdown))
    return clean, problems or [Problem(Code.HTML_REMOVED, Place("", 1, 1), {"what": "HTML"})]


def sanitise_page(html: str) -> str:
    """Return the HTML of a standing page without what the allow-list does not name.

    Nor has it first-level headings: MkDocs takes the title of the page from them, and the template shows that.
    """
    if "<h1" in html:
        html = without_elements(html, _FIRST_LEVEL)
    return with_own_ids(sanitise(html, "")[0])


def _published(html: str) -> str:
    """Return what Markdown extensions write as it is published: without styles, forms, and names of colours."""
    html = _ALIGNED.sub(r'\1 class="\3"', html) if " style=" in html else html
    html = html.replace("&#160;", "&nbsp;").replace("\u00a0", "&nbsp;").replace("&#8617;", "↩")  # as the sanitiser does
    if "admonition" in html or "<details class" in html:
        html = _KIND.sub(r'\1"', html).replace('<details class=""', "<details")
    html = _CHECKBOX.sub(lambda found: "☑" if found[1] else "☐", html) if "<input" in html else html
    return _DECIMAL.sub(r"\1>", html) if "<ol" in html else html


def _without_unknown(html: str) -> tuple[str, list[tuple[Code, str]]]:
    """Return `html` with tags that no HTML knows as text: a browser, and the sanitiser, would swallow what follows."""
    found: list[tuple[Code, str]] = []

    def shown(bracket: re.Match[str]) -> str:
        name = bracket[2].lower()
        if name in TAGS or name in FORBIDDEN:
            return bracket[0]
        code = Code.HTML_OFFICE if OFFICE_TAG.match(f"<{name}>") else Code.HTML_UNKNOWN
        found.append((code, bracket[0] + ">"))
        return "&lt;" + bracket[0][1:]

    return _BRACKET.sub(shown, html), found


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
    """Collects attributes that are not on the allow-list: pairs of a problem's code and the thing itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[Code, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs if tag in TAGS else []:
            self._attribute(tag, name, value or "")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "class":
            allowed = {*_languages(value)} if tag == "code" else CLASSES.get(tag, set())
            wrong = [each for each in value.split() if each not in allowed]
            self.found += [(Code.HTML_UNNEEDED, each) for each in wrong]
        elif name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()):
            harmless = name in _HARMLESS or name.startswith(_HARMLESS_PREFIXES)
            self.found.append((Code.HTML_UNNEEDED if harmless else Code.HTML_ATTRIBUTE, name))
        elif tag == "img" and name == "src" and leads_elsewhere(value):
            self.found.append((Code.PICTURE_FOREIGN, value))
        elif name in _ADDRESSES and scheme_of(value) not in URL_SCHEMES | {""}:
            self.found.append((Code.HTML_LINK, value))


def _located(found: list[tuple[Code, str]], markdown: str) -> Iterator[Problem]:
    """Find each removed thing in the Markdown; the second `<b>` is looked for behind the first.

    Things that change nothing are one problem together, at the first of them.
    """
    text = without_code(markdown)
    places: dict[str, list[int]] = {}
    met: Counter[str] = Counter()
    unneeded: dict[str, int] = {}
    for code, thing in found[:_MOST]:
        pattern = _pattern(code, thing)
        if pattern not in places:
            found_at = re.finditer(pattern, text, re.IGNORECASE | re.MULTILINE)
            places[pattern] = [match.start() for match in found_at] or [0]
        start = places[pattern][min(met[pattern], len(places[pattern]) - 1)]
        met[pattern] += 1
        if code is Code.HTML_UNNEEDED:
            unneeded.setdefault(thing, start)
        else:
            shown = f"<{thing}>" if code is Code.HTML_TAG else _shortened(thing)
            details = {"about": place_of_picture(thing)} if code is Code.PICTURE_FOREIGN else {}
            yield Problem(code, place_in(text, start, "", 1), {"what": shown, **details})
    if unneeded:
        yield Problem(Code.HTML_UNNEEDED, place_in(text, min(unneeded.values()), "", 1), {"what": ", ".join(unneeded)})


def _shortened(thing: str) -> str:
    """Return the beginning of what is too long to be read, such as a file within an address."""
    return thing if len(thing) <= _LONGEST_SHOWN else thing[:_LONGEST_SHOWN] + "…"


def _pattern(code: Code, thing: str) -> str:
    word = re.escape(thing[:100])  # the name of a tag or an attribute; longer ones are no names
    return {
        Code.HTML_TAG: rf"<{word}\b",
        Code.HTML_UNKNOWN: re.escape(thing.rstrip(">")),
        Code.HTML_OFFICE: re.escape(thing.rstrip(">")),
        Code.HEADING_FIRST_LEVEL: r"^(?:(?:[ \t]*>)+[ \t]*)?#(?!#)|<h1\b|^(?=[^\n]+\n=+\s*$)",
        Code.HTML_ATTRIBUTE: rf"(?<![\w-]){word}\s*(?==)",
        Code.HTML_UNNEEDED: rf"(?<=\.){word}(?![\w-])|(?<=[\s\"'=]){word}(?=[\s\"'>])|(?<![\w-]){word}(?=\s*=)",
    }.get(code, re.escape(thing[:40].split("\n", maxsplit=1)[0]))
