"""Where the links of a text lead, and what its pictures are: from paths between files to addresses between pages."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from html import escape, unescape
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from mkdocs.structure.files import File

from magazine.cache.fingerprint import fingerprint
from magazine.content.manuscript import PICTURES, Manuscript
from magazine.content.problem import Code, Problem, place_in
from magazine.content.slugs import nearest_path
from magazine.content.targets import TargetFinder, local_path, resolved
from magazine.images.html import picture_html
from magazine.images.picture import ImageVariants
from magazine.mkdocs_internals import get_relative_url
from magazine.rendering.charts import Charts
from magazine.rendering.ids import with_own_ids
from magazine.rendering.text import TARGET, RenderedText

# In sanitised HTML every attribute stands in double quotes, and none holds one.
_IMAGE = re.compile(r'<img(?: [a-z-]+="[^"]*")*>')
_KEPT = re.compile(r' (?:id|title|lang|dir)="[^"]*"')
_LINK = re.compile(r'<a(?: [a-z-]+="[^"]*")*>')
_HOST = re.compile(r"www\.|(?:[\w-]+\.)+(?!(?:md|html?|pdf|csv|txt|jpe?g|png|webp|svg)\b)[a-z]{2,8}(?:/|$)")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')


@dataclass(frozen=True)
class LinkResolver:
    """Knows the address of every file of the docs folder, and of every page of the site.

    `addresses` maps the files of the docs folder to addresses; `pages` are the addresses of all pages; `variants` has
    the files of the docs folder that are pictures. `unpublished` maps the articles that are not to be published yet to
    their addresses: a link to one is plain text, unless `addresses` has the article, as in a preview. `hidden` are the
    files that only such articles show. `moved` maps the files in which articles were, as far as their aliases tell, to
    those in which they are. `anchors` maps the addresses of pages to the places within that a link can name
    (None where they are not known). `charts` draws charts.
    """

    addresses: Mapping[str, str]
    pages: AbstractSet[str]
    variants: Mapping[str, ImageVariants]
    unpublished: Mapping[str, str]
    hidden: AbstractSet[str]
    moved: Mapping[str, str] = field(default_factory=dict)
    anchors: Mapping[str, AbstractSet[str] | None] = field(default_factory=dict)
    charts: Charts = field(default_factory=Charts)

    def fingerprint(self, text: RenderedText, manuscript: Manuscript) -> str:
        """Return the fingerprint of the text with resolved links; the key of pages that show it."""
        answers = self._answers(text, manuscript)
        shown = [variants for target in answers if (variants := self._variants(target, manuscript))]
        charts = self.charts.fingerprint(text.charts, manuscript.file)
        return fingerprint(text.digest, answers, shown, charts) if answers or charts else text.digest

    def resolve(self, text: RenderedText, manuscript: Manuscript, *, plain: bool = False) -> str:
        """Return the HTML of an article, with links that lead from its page to the other pages.

        Pictures are shown in their best variant; with `plain`, in the one that every reader can show.
        """
        answers = self._answers(text, manuscript)
        html = self._with_links(text.html, answers, manuscript, plain=plain) if answers else text.html
        return self.charts.shown(html, manuscript.file, lambda target: answers.get(target, ""), plain=plain)

    def _with_links(self, html: str, answers: Mapping[str, str], manuscript: Manuscript, *, plain: bool) -> str:
        def answer(found: re.Match[str]) -> str:
            target = unescape(found[2])
            if not plain and found[1].startswith("<img") and self._variants(target, manuscript):
                return found[0]  # its turn comes below
            return f"{found[1]}{escape(answers.get(target, target))}{found[3]}"

        html = TARGET.sub(answer, self._without_links(html, {each for each in answers if not answers[each]}))
        return html if plain else self._with_pictures(html, manuscript)

    def _without_links(self, html: str, targets: AbstractSet[str]) -> str:
        """Return the HTML with what is in links to `targets`, but without the links."""
        parts, position = list[str](), 0
        for found in _LINK.finditer(html) if targets else ():
            target = unescape(dict(_ATTRIBUTE.findall(found[0])).get("href", ""))
            end = html.find("</a>", found.end())
            if target in targets and end >= 0:
                parts += [html[position : found.start()], html[found.end() : end]]
                position = end + len("</a>")
        return "".join([*parts, html[position:]])

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
        path = local_path(target)
        return self.variants.get(manuscript.resolve(path)) if path else None

    def problems(self, text: RenderedText, manuscript: Manuscript) -> Iterator[Problem]:
        """Find links that lead nowhere, and those to articles that are not published yet."""
        if getattr(manuscript.fields, "links", []) and manuscript.file not in self.unpublished:
            for index, target in (
                (n, each) for n, link in enumerate(getattr(manuscript.fields, "links", [])) for each in link.targets()
            ):
                if manuscript.resolve(local_path(target)) in self.unpublished:
                    yield manuscript.problem(Code.LINK_UNPUBLISHED, "links", index, value=target)
        yield from self.charts.problems(text.charts, manuscript.file, manuscript.body_line)
        for target in text.targets:
            path = text.paths.get(target)
            if path is None and not target.startswith("#"):
                continue
            page = self._find(path, manuscript) if path else None
            if path and (page is None or page in self._held_back):
                yield from self._no_link(target, path, page, manuscript)
                continue
            anchor = unquote(target.partition("#")[2])
            known = self.anchors.get(page) if page else text.anchors
            if anchor and known is not None and anchor not in known:
                guess = get_close_matches(anchor, sorted(known), n=1)
                details = {"anchor": anchor, "guess": guess[0] if guess else ""}
                yield Problem(Code.ANCHOR_LEADS_NOWHERE, manuscript.place_of(target), details)

    def _no_link(self, target: str, path: str, page: str | None, manuscript: Manuscript) -> Iterator[Problem]:
        """Yield the problem of a link that cannot be one yet, or ever. Articles held back may refer to each other."""
        if page is None and manuscript.resolve(path) not in self.hidden:
            yield self._nowhere(target, path, manuscript)
        elif page is not None and manuscript.file not in self.unpublished:
            yield Problem(Code.LINK_UNPUBLISHED, manuscript.place_of(target), {"value": target})

    def _answers(self, text: RenderedText, manuscript: Manuscript) -> dict[str, str]:
        """Return the targets that lead to files or pages of ours, with their addresses as seen from the article.

        The address of an article that is not published yet is an empty string.
        """
        answers = {}
        for target, path in text.paths.items():
            found = self._find(path, manuscript)
            if found is not None:
                is_page = found in self.pages or found not in self._held_back
                parts = urlsplit(target)
                relative = get_relative_url(found, manuscript.url)
                answers[target] = urlunsplit(("", "", relative, parts.query, parts.fragment)) if is_page else ""
        return answers

    @cached_property
    def _held_back(self) -> frozenset[str]:
        return frozenset(self.unpublished.values())

    def _find(self, path: str, manuscript: Manuscript) -> str | None:
        """Return the address of a file (from the article's folder, or with a slash from the docs folder) or page."""
        name = manuscript.resolve(path)
        found = self.addresses.get(name, self.unpublished.get(name))
        return self.page(path) if found is None and path.startswith("/") else found

    def _address(self, path: str) -> str | None:
        """Return the address of a file or page at a path from the root."""
        return self.addresses.get(path.lstrip("/")) or self.page(path)

    def page(self, path: str) -> str | None:
        """Return the address of the page at a path from the root of the site, such as `/archiv/`; None if none is."""
        address = path.lstrip("/").removesuffix("index.html")
        folder, _, name = address.rpartition("/")
        if name in {"feed.xml", "feed.json"} and (f"{folder}/" if folder else "./") in self.pages:
            return address
        for each in (address or "./", f"{address}/"):
            if each in self.pages or each in self._held_back:
                return each
        return None

    def standing(self, html: str, page: File) -> str:
        """Return the HTML of a standing page, whose links to files MkDocs has resolved.

        Links from the root, such as `/archiv/`, lead to the magazine's pages also where the site is below a path;
        those to articles that are not published yet are plain text.
        """
        file, url = page.src_uri, page.url

        def answer(found: re.Match[str]) -> str:
            path = local_path(unescape(found[2]))
            address = self._address(path) if path.startswith("/") else None
            if address is None:
                return found[0]
            parts = urlsplit(unescape(found[2]))
            relative = urlunsplit(("", "", get_relative_url(address, url), parts.query, parts.fragment))
            return f"{found[1]}{escape(relative)}{found[3]}"

        html = with_own_ids(TARGET.sub(answer, html))
        if self.unpublished:
            targets = {unescape(found[2]) for found in TARGET.finditer(html)}
            html = self._without_links(html, {target for target in targets if self._is_held_back(target, url)})
        return self.charts.shown(html, file, lambda target: self._file_address(target, file, url))

    def _file_address(self, target: str, file: str, url: str) -> str:
        """Return where the target of a file leads from a standing page, or an empty string."""
        address = self.addresses.get(resolved(file, local_path(target)))
        return str(get_relative_url(address, url)) if address else ""

    def _is_held_back(self, target: str, url: str) -> bool:
        path = local_path(target)
        page = urljoin(f"/{url}", path).lstrip("/") if path else ""
        return page in self._held_back and page not in self.pages

    def standing_problems(self, text: RenderedText, file: str, content: str) -> Iterator[Problem]:
        """Find links of a standing page that MkDocs does not check; `content` is its `file`'s.

        They lead to articles that are not published yet, or from the root to a page that is not there.
        """
        targets = TargetFinder(content)
        for target, path in text.paths.items():
            from_root = self._address(path) if path.startswith("/") else None
            place = place_in(content, targets.start(target), file, 1)
            if self.unpublished.get(resolved(file, path)) or from_root in self._held_back:
                yield Problem(Code.LINK_UNPUBLISHED, place, {"value": target})
            elif path.startswith("/") and from_root is None and "." not in posixpath.basename(path):
                yield Problem(Code.LINK_LEADS_NOWHERE, place, {"value": target, "guess": ""})

    def _nowhere(self, target: str, path: str, manuscript: Manuscript) -> Problem:
        name = manuscript.resolve(path.rstrip("/"))
        kind = ".md" if name.endswith(".md") else ""  # an article is not meant to be a picture
        files = [moved] if (moved := self.moved.get(name)) else [each for each in self.addresses if each.endswith(kind)]
        guess = nearest_path(moved or name, files, manuscript.file)
        if "@" in path and "/" not in path:
            guess = f"mailto:{target}"
        elif _HOST.match(path):
            guess = f"https://{target}"
        code = Code.PICTURE_MISSING if path.lower().endswith(PICTURES) else Code.LINK_LEADS_NOWHERE
        return Problem(code, manuscript.place_of(target), {"value": target, "guess": guess})


def absolute(html: str, page: str) -> str:
    """Return the HTML of the page at the address `page` with links that lead to the same places from anywhere."""
    return TARGET.sub(lambda found: f"{found[1]}{escape(urljoin(page, unescape(found[2])))}{found[3]}", html)
