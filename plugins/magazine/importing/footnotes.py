"""Footnotes as other programs write them, as ours: a mark with a name, and a note with the same."""

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from magazine.importing.imported import Imported
from magazine.importing.reading_text import body_of, elements

_BACK = re.compile(r"^[\s↩︎⏎↑^⤴]*$")


def as_notes(soup: BeautifulSoup, article: Imported) -> None:
    """Make marks and notes of footnotes that link to each other, and of those that the source keeps beside the text."""
    names: dict[str, str] = {}
    for identity, html in article.footnotes.items():
        _add(soup, identity, html)
    for mark in elements(soup, {"sup", "a"}):
        if mark.parent is None or mark.get("data-note"):
            continue
        link = mark if mark.name == "a" else mark.find("a", href=re.compile(r"#."))
        target = str(link.get("href") or "").partition("#")[2] if link else ""
        if not target or (mark.name == "a" and not _is_mark(mark)):
            continue
        if target in names:  # a second mark of the same note
            _mark(soup, mark, names[target])
            continue
        note = soup.find(["li", "p", "div", "dd"], id=target)
        if note is None or mark in note.descendants or not _leads_back(note, mark, link):
            continue
        names[target] = str(len(names) + 1)
        _join(soup, note, names[target])
        _mark(soup, mark, names[target])


def _is_mark(link: Tag) -> bool:
    classes = " ".join(link.get("class") or [])
    return "footnote" in classes or "fn" in (link.get("rel") or []) or link.get("role") == "doc-noteref"


def _leads_back(note: Tag, mark: Tag, link: Tag | None) -> bool:
    """Return whether a note links back to its mark, as footnotes do; or is one of a list of them."""
    own = {str(each.get("id")) for each in (mark, link, mark.parent) if isinstance(each, Tag) and each.get("id")}
    back = {str(each["href"])[1:] for each in note.find_all("a", href=re.compile(r"^#"))}
    holder = note.find_parent(["section", "div", "ol"])
    within = bool(holder) and "footnote" in " ".join(holder.get("class") or []) if holder else False
    return bool(own & back) or within or mark.get("data-fn") is not None


def _join(soup: BeautifulSoup, note: Tag, name: str) -> None:
    """Put a note behind the text, under its name and without its links back."""
    for back in note.find_all("a", href=re.compile(r"^#")):
        if _BACK.match(back.get_text()) or "back" in " ".join(back.get("class") or []):
            back.extract()
    holder, listing = note.find_parent(["section", "div"]), note.parent
    aside = soup.new_tag("aside")
    aside["data-note"] = name
    aside.extend([each.extract() for each in [*note.contents]])
    note.extract()
    body_of(soup).append(aside)
    _tidy(listing, holder)


def _mark(soup: BeautifulSoup, mark: Tag, name: str) -> None:
    own = soup.new_tag("sup")
    own["data-note"] = name
    mark.replace_with(own)


def _tidy(listing: Tag | None, holder: Tag | None) -> None:
    """Remove what held the notes once it is empty, and the rule above them."""
    if listing and listing.name in {"ol", "ul"} and not listing.find("li"):
        listing.extract()
    if holder and not holder.get_text().strip():
        for rule in holder.find_all("hr"):
            rule.extract()
        before = holder.find_previous_sibling()
        if before is not None and before.name == "hr" and "footnote" in " ".join(before.get("class") or []):
            before.extract()


def _add(soup: BeautifulSoup, identity: str, html: str) -> None:
    note = BeautifulSoup(f'<div class="footnotes"><p id="{identity}">{html}</p></div>', "lxml").div
    mark = soup.find("sup", attrs={"data-fn": identity})
    if note is not None and mark is not None:
        body_of(soup).append(note)
        if not mark.find("a"):
            link = soup.new_tag("a", href=f"#{identity}")
            link.extend([each.extract() for each in [*mark.contents]])
            mark.append(link)
