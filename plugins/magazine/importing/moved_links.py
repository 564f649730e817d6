"""Lets links and pictures of a text lead to where everything lies now."""

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import quote, unquote, urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from magazine.content.slugs import heading_slug
from magazine.content.web_addresses import as_browsers_read, scheme_of
from magazine.importing.imported import Imported
from magazine.importing.pictures import Pictures, is_document, is_download, is_picture
from magazine.importing.plan import Planned

_MAIL = re.compile(r"mailto:[^@\s<>\"]+@[^@\s<>\"]+\.[a-z]{2,}", re.IGNORECASE)
_HOST = re.compile(r"[\w.-]+(?::\d+)?")
_WEB = frozenset({"http", "https"})
_OTHERS = frozenset({"mailto", "tel"})


class Links:
    """Knows the new place of everything that came over."""

    def __init__(self, found: Iterable[Planned], pictures: Pictures, site: str) -> None:
        """`site` is the address of the old one; without it, what did not come over cannot be linked to."""
        self.pictures, self.site = pictures, site.rstrip("/")
        self.places_are_known = False  # those in all texts to which others lead
        self._by_path: dict[str, Planned] = {}
        self._by_file: dict[str, Planned] = {}
        for each in found:
            for address in (each.article.address, *each.article.old_addresses):
                if address:
                    self._by_path.setdefault(_key(address), each)
            if each.article.file:
                self._by_file[str(each.article.file.resolve())] = each

    def forget(self, gone: Planned) -> None:
        """Lead links to an article that could not come over to where it was."""
        self._by_path = {key: each for key, each in self._by_path.items() if each is not gone}
        self._by_file = {key: each for key, each in self._by_file.items() if each is not gone}

    def resolve(self, soup: BeautifulSoup, at: Planned) -> None:
        """Change the targets of all links and pictures of a text."""
        for image in soup.find_all("img"):
            self._picture(soup, image, at)
        for link in soup.find_all("a", href=True):
            self._link(link, at)
        for figure in soup.find_all("figure"):
            if not figure.find("img"):  # none could be had
                figure.name = "div"
                for each in [*figure.find_all(["a", "figcaption"], recursive=False)]:
                    each.name, _ = (
                        ("p", None) if each.name == "figcaption" else (each.name, each.wrap(soup.new_tag("p")))
                    )

    def _picture(self, soup: BeautifulSoup, image: Tag, at: Planned) -> None:
        src = str(image.get("data-src") or image.get("src") or "").strip()
        article = at.article
        known = self.pictures.known(src, article) if src else None
        alt = " ".join(str(image.get("alt") or (known.alt if known else "")).split())
        file = self.pictures.place(src, article, at.folder) if src else None
        if file is None:
            article.remark("picture-missing", src)
            self._instead(soup, image, src, alt, article)
            return
        image.attrs = {"src": _relative(file, at.file), "alt": alt}
        link = image.find_parent("a")
        if link and is_picture(str(link.get("href", ""))) and not link.get_text().strip():
            link.unwrap()  # a click shows the picture large anyway
        figure = image.find_parent("figure")
        if known and known.caption and (figure is None or not figure.get_text().strip()):
            self._caption(soup, image, known.caption, alone=figure is None)

    def _caption(self, soup: BeautifulSoup, image: Tag, words: str, *, alone: bool) -> None:
        holder = image.find_parent("figure")
        paragraph = image.find_parent("p")
        if alone and paragraph and not paragraph.get_text().strip() and len(paragraph.find_all("img")) == 1:
            paragraph.name, holder = "figure", paragraph
        if holder and len(holder.find_all("img")) == 1:
            for empty in holder.find_all("figcaption"):
                empty.extract()
            caption = soup.new_tag("figcaption")
            caption.append(BeautifulSoup(words, "lxml").get_text())
            holder.append(caption)

    def _instead(self, soup: BeautifulSoup, image: Tag, src: str, alt: str, article: Imported) -> None:
        """Put a link in the place of a picture that could not be had."""
        address = self._absolute(src, article)
        words = alt or unquote(posixpath.basename(urlsplit(src).path))[:100] if not src.startswith("data:") else alt
        if image.find_parent("a") or not address or not words:
            image.replace_with(words)
        else:
            link = soup.new_tag("a", href=address)
            link.string = words
            image.replace_with(link)

    def _link(self, link: Tag, at: Planned) -> None:
        written = as_browsers_read(str(link["href"])).strip()
        if written.startswith("#"):
            return
        target = self.target(written, at) if written else None
        if target is None:
            at.article.remark("link-dead", written)
            link.unwrap()
        else:
            link.attrs = {"href": target}

    def target(self, written: str, at: Planned) -> str | None:
        """Return where a link leads now; None if nobody knows."""
        scheme = scheme_of(written)
        if scheme in _OTHERS:
            return quote(unquote(written), safe=":@?=&+.,-_~%/;") if scheme == "tel" or _MAIL.match(written) else None
        try:
            parts = urlsplit(written)
            _ = parts.port
        except ValueError:
            return None
        if scheme not in {"", *_WEB} or (scheme and not _HOST.fullmatch(parts.netloc.rpartition("@")[2])):
            return None
        if parts.netloc and not self.pictures.is_own(written):
            return _encoded(f"https:{written}" if written.startswith("//") else written)
        return self._own(parts.path, parts.query, parts.fragment, at) or self._absolute(written, at.article)

    def _own(self, path: str, query: str, fragment: str, at: Planned) -> str | None:
        """Return where something lies that came over from the old site."""
        article, anchor = at.article, f"#{quote(fragment)}" if fragment else ""
        full = urljoin(f"/{article.address.lstrip('/')}", path or "/")
        other = self._by_path.get(_key(f"/?{query}")) if query else None
        other = other or self._by_path.get(_key(full)) or self._file_of(path, article)
        if other is at and fragment:
            return anchor
        if other:
            return _relative(other.file, at.file) + self._place(other, fragment, at)
        file = self.pictures.local(path, article) if path else None
        if file and is_picture(file.name):
            placed = self.pictures.place(path, article, at.folder)
            return _relative(placed, at.file) if placed else None
        if file and is_document(file):
            return _relative(self.pictures.document(file, at.folder), at.file)
        if file and is_download(file):
            return _relative(self.pictures.download(file), at.file)
        return None

    def _place(self, other: Planned, fragment: str, at: Planned) -> str:
        """Return the anchor of a place in another text, if that is known already, and have it named."""
        if not fragment:
            return ""
        at.leads_to_places = True
        other.anchors_wanted.add(unquote(fragment))
        if other.new_anchors is None:  # not converted yet, or edited by somebody
            return ""
        if name := other.new_anchors.get(heading_slug(unquote(fragment), "-")):
            return f"#{quote(name)}"
        if self.places_are_known:
            at.article.remark("place-dead", f"{other.article.address}#{unquote(fragment)}")
        return ""

    def _file_of(self, path: str, article: Imported) -> Planned | None:
        if article.folder is None or not path:
            return None
        written, pages = unquote(path), self.pictures.archive.pages
        files = [written, f"{written.rstrip('/')}/index.md", *([] if written.endswith(".md") else [f"{written}.md"])]
        folders = [article.folder, *([pages] if pages else [])]
        if pages and written.startswith("/"):
            folders = [pages]
        for each in (folder / file.lstrip("/") for folder in folders for file in files):
            try:
                if found := self._by_file.get(str(each.resolve())):
                    return found
            except (OSError, ValueError):
                continue
        return None

    def _page(self, written: str, article: Imported) -> str | None:
        """Return the address on the old site of a file of text that did not come over."""
        pages = self.pictures.archive.pages
        if pages is None or article.folder is None:
            return None
        path, _, anchor = written.partition("#")
        full = (pages / path.lstrip("/") if path.startswith("/") else article.folder / path).resolve()
        if not full.is_relative_to(pages.resolve()):
            return None
        page = full.relative_to(pages.resolve()).with_suffix("").as_posix()
        page = re.sub(r"(?:^|/)(?:index|_index|README)$", "", page)
        return _encoded(f"{self.site}/{page}{'/' if page else ''}{'#' + anchor if anchor else ''}")

    def _absolute(self, written: str, article: Imported) -> str | None:
        if written.startswith("data:"):
            return None
        if scheme_of(written) in _WEB or written.startswith("//"):
            return _encoded(f"https:{written}" if written.startswith("//") else written)
        if not self.site:
            return None
        if urlsplit(written).path.endswith(".md"):
            return self._page(written, article)
        return _encoded(urljoin(f"{self.site}/{article.address.lstrip('/')}", written))


def _key(address: str) -> str:
    """Return an address in the notation in which old addresses are compared."""
    parts = urlsplit(address)
    if parts.query and parts.path in {"", "/"}:
        return f"?{parts.query}"
    path = unquote(parts.path).strip("/").casefold()
    return re.sub(r"(?:^|/)index\.html?$|\.html?$", "", path)


def _relative(file: str, at: str) -> str:
    return quote(posixpath.relpath(file, posixpath.dirname(at)))


def _encoded(address: str) -> str:
    """Return an address without what only browsers forgive."""
    return quote(address, safe=":/?#[]@!$&'()*+,;=%~-._")
