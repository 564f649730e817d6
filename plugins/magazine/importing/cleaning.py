"""From the HTML that readers of the old site saw to what our Markdown has a notation for. No word is taken away."""

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from magazine.content.slugs import heading_slug
from magazine.importing.imported import Imported
from magazine.importing.reading_text import body_of, elements, words_of

_INLINE = frozenset(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup time u var".split()
)
_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd pre hr table caption thead tbody tfoot tr th td figure "
    "figcaption details summary div section article aside".split()
)
_SILENT = frozenset(
    {
        "script",
        "style",
        "template",
        "svg",
        "canvas",
        "map",
        "link",
        "meta",
        "input",
        "select",
        "textarea",
        "title",
    }
)
_RENAMED = {"tt": "code", "strike": "s", "big": "span", "acronym": "abbr", "dir": "ul", "menu": "ul", "center": "div"}
_PLAYERS = frozenset({"iframe", "video", "audio", "embed", "object"})
_HOLDERS = frozenset({"li", "blockquote", "div", "section", "article", "aside", "dd", "td", "th", "details", "body"})
# What may hold words only.
_NO_BLOCKS = frozenset("p a b strong em i u s small code sub sup cite q mark ins del".split())
_CONTROLS = frozenset("main header footer nav form fieldset address hgroup label button".split())
_EMPHASIS = frozenset("b strong em i u s small mark sub cite q code del ins".split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PAIR = 2
_FRAMED = re.compile(r"https?:|//")

Convert = Callable[[BeautifulSoup], None]


def parsed(html: str) -> BeautifulSoup:
    """Return HTML as a tree; what is no HTML is text."""
    return BeautifulSoup(f"<html><body>{html.replace(chr(0), '')}</body></html>", "lxml")


def clean(soup: BeautifulSoup, article: Imported) -> None:
    """Change a tree so that only elements are left that our Markdown has a notation for; links and pictures come later.

    What had no counterpart is noted in `article`.
    """
    _drop_what_is_not_read(soup, article)
    _link_players(soup, article)
    _name_elements(soup)
    _caption_pictures(soup)
    _shift_headings(soup, article)
    _wrap_loose_words(soup)
    _tidy_inline(soup)
    _tidy_tables(soup)


def _drop_what_is_not_read(soup: BeautifulSoup, article: Imported) -> None:
    for text in soup.find_all(string=lambda each: isinstance(each, PreformattedString)):
        text.extract()
    for element in elements(soup, _SILENT):
        if element.name in {"script", "svg", "canvas", "input", "select", "textarea"}:
            article.remark("construct", f"<{element.name}>")
        element.extract()
    for element in soup.find_all("noscript"):
        element.unwrap()


def _link_players(soup: BeautifulSoup, article: Imported) -> None:
    """Put a link in the place of what another site shows in a frame, and of films and sounds."""
    for element in elements(soup, _PLAYERS):
        if element.parent is None:
            continue
        inner = element.find(["source", "embed", "param"], src=True) or element.find("iframe", src=True)
        address = str(element.get("src") or element.get("data-src") or element.get("data") or "")
        address = address or (str(inner.get("src")) if inner else "")
        article.remark("embed", f"<{element.name}> {address}")
        for each in element.find_all(["source", "track", "param", "embed", "iframe"]):
            each.extract()
        words = element.get_text(" ", strip=True)
        if _FRAMED.match(address) or (address and element.name in {"video", "audio"}):
            link = soup.new_tag("a", href=_watched(f"https:{address}" if address.startswith("//") else address))
            link.string = str(element.get("title") or "") or str(link["href"])
            element.insert_before(link)
            if words:
                element.insert_before(NavigableString(" "))
        element.unwrap() if words else element.extract()
    for element in elements(soup, {"source", "track", "param", "picture"}):
        element.unwrap() if element.name == "picture" else element.extract()


def _watched(address: str) -> str:
    """Return the address of a film as one that people open, without cookies of a frame's."""
    found = re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/(?:embed|v)/([\w-]+)", address)
    if found:
        return f"https://www.youtube.com/watch?v={found[1]}"
    found = re.match(r"https?://player\.vimeo\.com/video/(\d+)", address)
    return f"https://vimeo.com/{found[1]}" if found else address


def _name_elements(soup: BeautifulSoup) -> None:
    """Call elements by the names of today; those without a meaning of their own go, their words stay."""
    for element in body_of(soup).find_all(True):
        element.name = _RENAMED.get(element.name, element.name)
        if element.name in _CONTROLS:
            element.name = "div" if element.name not in {"label", "button"} else "span"
        if element.name not in _INLINE | _BLOCKS or element.name == "span":
            element.unwrap()
            continue
        kept = {"href", "src", "alt", "id", "start", "colspan", "rowspan", "data-note", "name"}
        if element.name in {"pre", "code", "div", "abbr"}:
            kept |= {"title"} if element.name == "abbr" else {"class", "title"}
        if element.name == "img":
            kept |= {"title", "srcset", "data-src", "data-caption"}
        element.attrs = {name: value for name, value in element.attrs.items() if name in kept}
        if element.name == "a" and element.get("name") and not element.get("id"):
            element["id"] = element["name"]
        element.attrs.pop("name", None)
    soup.smooth()


def _caption_pictures(soup: BeautifulSoup) -> None:
    """Make a figure of a picture with a line of words in italics below it, and of the figures of a gallery a row."""
    for figure in soup.find_all("figure"):
        if figure.find("figure"):  # a gallery
            caption = figure.find("figcaption", recursive=False)
            if caption:
                caption.name = "p"
            figure.name = "div"
        elif not figure.find("img"):
            for caption in figure.find_all("figcaption"):
                caption.name = "p"
            figure.name = "div"
    for image in soup.find_all("img"):
        paragraph = image.find_parent("p")
        if paragraph is None or image.find_parent("figure") or len(paragraph.find_all("img")) != 1:
            continue
        rest = [each for each in paragraph.contents if not (isinstance(each, NavigableString) and not each.strip())]
        rest = [each for each in rest if not (isinstance(each, Tag) and each.name == "br")]
        picture, line = rest if len(rest) == _PAIR else (None, None)
        if image in (picture, *_images(picture)) and isinstance(line, Tag) and _is_italic(line):
            paragraph.name, line.name = "figure", "figcaption"
            for ending in paragraph.find_all("br", recursive=False):
                ending.extract()


def _images(element: object) -> list[Tag]:
    return [*element.find_all("img")] if isinstance(element, Tag) else []


def _is_italic(element: Tag) -> bool:
    return element.name in {"em", "i", "small", "figcaption"} and not element.find("img")


def _shift_headings(soup: BeautifulSoup, article: Imported) -> None:
    """Begin with the second level, for the first one is the headline's; a heading that repeats the headline goes."""
    headings = elements(soup, _HEADINGS)
    first = headings[0] if headings else None
    if first and words_of(first.get_text(" ")) == words_of(article.title) and article.title:
        before = "".join(str(each) for each in first.find_all_previous(string=True) if each.find_parent("body"))
        if not before.strip():
            first.extract()
            headings = headings[1:]
    for heading in headings:
        for image in heading.find_all("img"):
            heading.insert_before(image.extract())
    headings = [each for each in headings if each.get_text().strip() or each.extract() is None]
    shift = 2 - min((int(each.name[1]) for each in headings), default=2)
    for each in headings:
        each.name = f"h{max(2, min(6, int(each.name[1]) + shift))}"


def _wrap_loose_words(soup: BeautifulSoup) -> None:
    """Give words a paragraph that stand beside one another or beside blocks; none may hold a block."""
    for element in elements(soup, _NO_BLOCKS):
        if element.parent is not None and _holds_blocks(element):
            if element.get("href"):
                _link_within(soup, element)
            element.unwrap()
    for holder in elements(soup, _HOLDERS):
        if holder.name in {"td", "th"} and not _holds_blocks(holder):
            continue
        run: list[object] = []
        for child in [*holder.children, None]:
            loose = isinstance(child, NavigableString) or (isinstance(child, Tag) and child.name in _INLINE)
            if child is not None and loose:
                run.append(child)
                continue
            _wrap(soup, run)
            run = []


def _holds_blocks(element: Tag) -> bool:
    return any(isinstance(each, Tag) and each.name in _BLOCKS for each in element.descendants)


def _link_within(soup: BeautifulSoup, link: Tag) -> None:
    """Let the first words within a link be the link, which holds blocks."""
    for block in elements(link, _BLOCKS):
        if not _holds_blocks(block) and block.get_text().strip():
            inner = soup.new_tag("a", href=str(link["href"]))
            inner.extend([each.extract() for each in [*block.contents]])
            block.append(inner)
            return


def _wrap(soup: BeautifulSoup, run: list[object]) -> None:
    if all(isinstance(each, NavigableString) and not each.strip() for each in run):
        return
    paragraph = soup.new_tag("p")
    first = run[0]
    assert isinstance(first, Tag | NavigableString)  # noqa: S101 - for the type checker
    first.insert_before(paragraph)
    for each in run:
        assert isinstance(each, Tag | NavigableString)  # noqa: S101
        paragraph.append(each.extract())


def _tidy_inline(soup: BeautifulSoup) -> None:
    """Remove emphasis of nothing, and join what stands side by side in the same emphasis."""
    for element in elements(soup, _EMPHASIS):
        if element.parent is None:
            continue
        if not element.get_text().strip() and not element.find("img"):
            element.unwrap()
            continue
        same = {"b": "strong", "i": "em"}
        element.name = same.get(element.name, element.name)
        if element.find_parent(element.name):
            element.unwrap()
            continue
        before = element.previous_sibling
        if isinstance(before, Tag) and same.get(before.name, before.name) == element.name and element.name != "code":
            before.extend([each.extract() for each in [*element.contents]])
            element.extract()
    for element in elements(soup, {"strong", "em"}):
        for line in [each for each in element.find_all("br") if each.parent is element]:
            if line is element.contents[0]:
                element.insert_before(line.extract())
            elif line is element.contents[-1]:
                element.insert_after(line.extract())
    soup.smooth()


def _tidy_tables(soup: BeautifulSoup) -> None:
    """Take tables apart that only place things, and make headings of a first row in bold."""
    for table in soup.find_all("table"):
        for element in table.find_all(["div", "section"]):
            element.unwrap()
        rows = table.find_all("tr")
        cells = table.find_all(["td", "th"])
        if (rows and len(cells) == len(rows)) or table.find(["table", "pre", "img", "blockquote"]):
            for part in [*table.find_all(["thead", "tbody", "tfoot", "tr"])]:
                part.unwrap()
            for cell in [*cells, *table.find_all("caption")]:
                cell.name = "div"
                cell.attrs = {}
            table.name = "div"
            continue
        first = rows[0].find_all("td") if rows else []
        bold = all((strong := cell.find("strong")) and not strong.next_sibling for cell in first)
        if first and not rows[0].find("th") and (bold or rows[0].find_parent("thead")):
            for cell in first:
                cell.name = "th"
                for strong in cell.find_all("strong"):
                    strong.unwrap()


def name_anchors(soup: BeautifulSoup, article: Imported, asked: Iterable[str] = ()) -> dict[str, str]:
    """Let links within a text lead where they led: to a heading by the name that it has here.

    `asked` are places to which other texts lead. Returns what all of them are called here, by what they were called.
    """
    links = soup.find_all("a", href=re.compile(r"^#."))
    wanted = {*map(_plain, [*(unquote(str(link["href"])[1:]) for link in links), *asked])}
    owners = {_plain(str(each["id"])): each for each in reversed(soup.find_all(id=True))}
    for heading in elements(soup, _HEADINGS):
        for each in _names(heading.get_text()):
            owners.setdefault(_plain(each), heading)
    for element in soup.find_all(id=True):
        del element["id"]
    names: dict[str, str] = {}
    for old, element in owners.items():
        if old in wanted:
            names[old] = str(element.get("id") or _named(element, old, {*names.values()}))
    for link in soup.find_all("a", href=re.compile(r"^#")):
        target = names.get(_plain(unquote(str(link["href"])[1:])))
        if target:
            link["href"] = f"#{target}"
        else:
            article.remark("link-dead", link["href"])
            del link["href"]
    return names


def _names(words: str) -> Iterator[str]:
    """Yield what programs call a heading that has no name of its own."""
    plain = words.strip().lower()
    yield heading_slug(words, "-")
    yield plain.replace(" ", "-")
    yield re.sub(r"[^\w\s-]", "", plain).replace(" ", "-")
    yield re.sub(r"[^\w]+", "-", plain).strip("-")
    yield f"h-{heading_slug(words, '-')}"  # some plugins of Eleventy


def _plain(name: str) -> str:
    """Return the name of a place in the notation in which names are compared."""
    return heading_slug(name, "-")


def _named(element: Tag, old: str, taken: set[str]) -> str:
    """Give a place the name that it has here, and return that: a heading is called by its words."""
    is_heading = element.name in _HEADINGS
    name = heading_slug(element.get_text() if is_heading else old, "-")
    while name in taken:
        name += "-2"
    if is_heading:
        element["id"] = name
    else:
        _into_words(element, BeautifulSoup().new_tag("a", id=name))
    return name


def _into_words(element: Tag, mark: Tag) -> None:
    """Put the place that a link leads to in front of the words of an element."""
    if element.name == "a" and not element.get("href"):
        element["id"] = mark["id"]
        return
    inner = element if element.name in {"p", "span", *_INLINE} else element.find(["p", "h2", "h3", "h4", "h5", "h6"])
    (inner or element).insert(0, mark)
