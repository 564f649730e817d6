"""Where the links of a text lead, and what its pictures are: from paths between files to addresses between pages."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape, unescape
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from mkdocs.utils import get_relative_url

from magazine.cache.fingerprint import fingerprint
from magazine.content.manuscript import PICTURES, Manuscript
from magazine.content.markdown_text import without_code
from magazine.content.problem import Code, Place, Problem, place_in
from magazine.images.html import picture_html
from magazine.images.picture import ImageVariants
from magazine.rendering.text import TARGET, RenderedText

# In sanitised HTML every attribute stands in double quotes, and none holds one.
_IMAGE = re.compile(r'<img(?: [a-z-]+="[^"]*")*>')
_KEPT = re.compile(r' (?:id|title|lang|dir)="[^"]*"')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


@dataclass(frozen=True)
class LinkResolver:
    """Knows the address of every file of the docs folder, and of every page of the site.

    `addresses` maps the files of the docs folder to addresses; `anchors` the addresses of pages to the places within
    that a link can name (None where they are not known); `variants` the files of the docs folder that are pictures.
    """

    addresses: Mapping[str, str]
    anchors: Mapping[str, AbstractSet[str] | None]
    variants: Mapping[str, ImageVariants]

    def fingerprint(self, text: RenderedText, manuscript: Manuscript) -> str:
        """Return the fingerprint of the text with resolved links; the key of pages that show it."""
        answers = self._answers(text, manuscript)
        shown = [variants for target in answers if (variants := self._variants(target, manuscript))]
        return fingerprint(text.digest, answers, shown) if answers else text.digest

    def resolve(self, text: RenderedText, manuscript: Manuscript, *, plain: bool = False) -> str:
        """Return the HTML of an article, with links that lead from its page to the other pages.

        Pictures are shown in their best variant; with `plain`, in the one that every reader can show.
        """
        answers = self._answers(text, manuscript)
        if not answers:
            return text.html

        def answer(found: re.Match[str]) -> str:
            target = unescape(found[2])
            if not plain and found[1].startswith("<img") and self._variants(target, manuscript):
                return found[0]  # its turn comes below
            return f"{found[1]}{escape(answers.get(target, target))}{found[3]}"

        html = TARGET.sub(answer, text.html)
        return html if plain else self._with_pictures(html, manuscript)

    def _with_pictures(self, html: str, manuscript: Manuscript) -> str:
        def shown(found: re.Match[str]) -> str:
            attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[0])}
            variants = self._variants(attributes.get("src", ""), manuscript)
            if variants is None:
                return found[0]
            before = html[: found.start()]
            linked = before.rfind("<a ") > before.rfind("</a>")
            return picture_html(
                variants,
                attributes.get("alt", ""),
                lambda address: str(get_relative_url(address, manuscript.url)),
                link=not linked,
                attributes="".join(_KEPT.findall(found[0])),
            )

        return _IMAGE.sub(shown, html) if "<img" in html else html

    def _variants(self, target: str, manuscript: Manuscript) -> ImageVariants | None:
        parts = _local(target)
        return self.variants.get(_name(parts.path, manuscript)) if parts and parts.path else None

    def problems(self, text: RenderedText, manuscript: Manuscript) -> Iterator[Problem]:
        """Find links that lead nowhere."""
        for target in text.targets:
            parts = _local(target)
            if parts is None:
                continue
            page = manuscript.url if not parts.path else self._find(parts.path, manuscript)
            if page is None:
                yield self._nowhere(target, parts.path, manuscript)
                continue
            anchor, known = unquote(parts.fragment), self.anchors.get(page)
            if anchor and known is not None and anchor not in known:
                guess = get_close_matches(anchor, sorted(known), n=1)
                details = {"anchor": anchor, "guess": guess[0] if guess else ""}
                yield Problem(Code.ANCHOR_LEADS_NOWHERE, _place(target, manuscript), details)

    def _answers(self, text: RenderedText, manuscript: Manuscript) -> dict[str, str]:
        """Return the targets that lead to files or pages of ours, with their addresses as seen from the article."""
        targets = (target for target in text.targets if not target.startswith("#"))
        return {target: address for target in targets if (address := self._address(target, manuscript))}

    def _address(self, target: str, manuscript: Manuscript) -> str | None:
        """Return `target` as seen from the article's page; None if it leads nowhere or stays as it is."""
        parts = _local(target)
        found = self._find(parts.path, manuscript) if parts and parts.path else None
        if parts is None or found is None:
            return None
        return urlunsplit(("", "", get_relative_url(found, manuscript.url), parts.query, parts.fragment))

    def _find(self, path: str, manuscript: Manuscript) -> str | None:
        """Return the address of a file (from the article's folder, or with a slash from the docs folder) or page."""
        name, written = _name(path, manuscript), unquote(path)
        if name in self.addresses:
            return self.addresses[name]
        page = written.lstrip("/") or "./"
        return page if written.startswith("/") and page in self.anchors else None

    def _nowhere(self, target: str, path: str, manuscript: Manuscript) -> Problem:
        near = {posixpath.basename(file): file for file in self.addresses}
        guess = get_close_matches(posixpath.basename(path.rstrip("/")), near, n=1, cutoff=0.7)
        found = posixpath.relpath(near[guess[0]], posixpath.dirname(manuscript.file)) if guess else ""
        code = Code.PICTURE_MISSING if path.lower().endswith(PICTURES) else Code.LINK_LEADS_NOWHERE
        return Problem(code, _place(target, manuscript), {"value": target, "guess": found})


def absolute(html: str, page: str) -> str:
    """Return the HTML of the page at the address `page` with links that lead to the same places from anywhere."""
    return TARGET.sub(lambda found: f"{found[1]}{escape(urljoin(page, unescape(found[2])))}{found[3]}", html)


def _name(path: str, manuscript: Manuscript) -> str:
    """Return the file that a path leads to, as it is named in the docs folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname("/" + manuscript.file), unquote(path))).lstrip("/")


def _local(target: str) -> SplitResult | None:
    """Split a target that leads to a file or page of ours; None if it leads elsewhere."""
    if target.startswith(("https://", "http://")):
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else parts


def _place(target: str, manuscript: Manuscript) -> Place:
    """Return where a text names `target`; its first line if it is not written there as it is."""
    text = without_code(manuscript.body)
    start = max(text.find(target), 0)
    return place_in(text, start, manuscript.file, manuscript.body_line)
