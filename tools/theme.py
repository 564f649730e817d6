"""Writes documentation/theme.md from the templates in `overrides/`: `python tools/theme.py`.

The names that each template uses are read from the templates themselves. What a name means stands in `NAMES` and
`FILTERS` below: a name without a meaning, or a meaning without a name, is an error. What objects offer is read from
their classes. A test holds the page to what this writes.
"""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jinja2
from jinja2 import meta, nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.filters import FILTERS as JINJA_FILTERS
from magazine.content.article import Article, Card, Headline, Picture, Version
from magazine.content.author import Author
from magazine.content.section import OtherLanguage, Section, Series, Tag
from magazine.locales import Locale
from magazine.pages.addresses import Addresses
from magazine.pages.front_page import FrontPage
from magazine.pages.guide import Guide, MarkdownComponent
from magazine.pages.listing import Listing, Pager
from magazine.pages.magazine import Magazine

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "documentation/theme.md"
OVERRIDES = ROOT / "overrides"
_ENDINGS = {".html", ".css", ".js", ".json"}

INTRODUCTION = """\
# The theme

<!-- Written by `python tools/theme.py` from overrides/. Change the templates or that script, then run it again. -->

`overrides/` holds templates ([Jinja](https://jinja.palletsprojects.com/templates/)), styles and scripts. They lie over
Material for MkDocs, of which they use translations, icons and settings of the palette; its own styles and scripts are
not loaded. Another magazine changes colours and type first, templates where that is not enough.

- Colours, type and space are custom properties (below). Browsers' bars, the web manifest and share cards take their
  colours from the same files, so `--paper`, `--ink` and `--accent` have to be there, written as `#rrggbb`.
- `assets/magazine.css` is put together from the files in `partials/styles/`, but for `controls.css` (fields and
  buttons, part of the styles of search and form) and `problems.css` (what a preview shows of problems). A rule that
  fits into a line stands in one; longer rules have a line each for layout, box and text.
- How wide pictures are shown (`sizes`, as in HTML) stands in the templates: who changes the layout changes it there.
- Scripts are modules. `assets/magazine.js` is on every page; search, sharing, large pictures and what makes an article
  easier to read (`assets/reading/`) are loaded by a click. `.service_worker/` has the service worker, and the script
  that takes its place where there is none; the build writes one of them to `service-worker.js`.
- Share cards are drawn with `headline.ttf`, `text.ttf` and `mark.png` in `overrides/.share_card/`: any TTF or OTF of
  these names will do.
- The mark is `.icons/magazine/mark.svg`, an SVG in which `var(--accent)`, `var(--ink)` and `var(--paper)` are colours
  of the theme. `magazine mark FILE.svg` puts another in its place, in the folder of `theme: custom_dir`, and draws from
  it what browsers, home screens and share cards show; without a file it draws them anew, in other colours.
- `tools/fonts.py` made the fonts.
- Everything a template prints is escaped, but for what passes the filters `safe`, `spoken` and `with_sizes`; only the
  sanitised text of an article and the text of a standing page may.
- An article's page may depend on its own article and on what the template is given, never on what else is published:
  one more article would then change every page. A template that uses `nav`, `pages`, `build_date_utc`, `update_date`,
  `previous_page`, `next_page`, `ancestors` or `random` is rendered in every build, without the cache.
- The style guide shows every part of the theme at once: `make serve`, then `/gestaltung/`, in English `/design/`. It is
  in the preview only, and made of the partials themselves (`guide.html`, `guide/`) with the examples that lie in the
  folder `guide` of the package. A component is added there: `{% call specimen("name", "partials/file.html") %}…{%
  endcall %}`, its title as `guide.name` in `locales/*/words.yml`; a component of Markdown is a file in
  `plugins/magazine/guide/*/markdown/`. Tests fail if a partial or a class of the style sheets is missing there.
- Small pictures of the guide (`tests/browser/guide_pictures/`) show what a change of the styles changes elsewhere:
  `tests/browser/test_guide.py` compares them, and writes a picture of each difference. Is it meant to look so?
  `.venv/bin/python -m pytest tests/browser/test_guide.py --renew`.
- `{% call once("name", values…) %}…{% endcall %}` renders its content once for each combination of values and
  copies it to all other pages. It may use these values and what is the same on every page, nothing else.
"""

NAMES: dict[str, str] = {
    "address": "addresses of pages, relative to the site's: `Addresses`. To be used with the filter `url`",
    "article": "the article of this page: `Article`",
    "articles": "the articles of a section on the front page: list of `Card`",
    "authors": "all authors who have articles: list of `Author`",
    "config": "the settings in `mkdocs.yml`, from MkDocs",
    "corrections": "what was put right in public, newest first: pairs of `Article` and a correction or withdrawal",
    "command": "how contributors call `magazine` here",
    "count": "how many warnings there are, also those not listed",
    "current_place": "which page of its own in the masthead this is: `archive`, `authors` or `search`",
    "current_section": "the slug of the section that the masthead marks",
    "contents": "what the style guide shows, part by part: its template fills it, and then prints it",
    "front": "what the first page of the front page shows: `FrontPage`; none on its numbered pages",
    "guide": "the examples that the style guide shows: `Guide`",
    "has_card": "whether the article has a share card of its own",
    "lang": "`lang(tag)`: the attribute `lang` of an element, empty where it is in the language of the page",
    "language": "the language of the page, as its tag: the article's, else the magazine's",
    "links": "further links: objects with `title`, `url`, `children`, `language`",
    "listing": "this page of a listing: `Listing`; undefined on other pages",
    "magazine": "the magazine: `Magazine`",
    "months": "the months of a year that have articles, newest first: list of numbers",
    "look": "the class of the page: opinion, if it is one",
    "nameplate": "whether this is the front page, whose masthead is large",
    "next": "the next newer article: `Headline`, or none",
    "noindex": "whether search engines are asked to leave the page out",
    "once": "see above",
    "page": "the page, from MkDocs: `title`, `content`, `meta`, `url`, `canonical_url`, `edit_url`",
    "picture": "`picture(variants, alt, sizes=…, …)`: a picture in several widths and formats; `sizes` as in HTML",
    "previous": "the next older article: `Headline`, or none",
    "problems": "what stops a build: objects with `file`, `line`, `column`, `code`, `message`, `hint`",
    "related": "related articles: list of `Card`",
    "section": "the section whose articles are shown: `Section`",
    "sections": "the sections that have articles: list of `Section`",
    "series_parts": "all parts of the article's series in order, itself included: list of `Headline`",
    "source_file": "the file that cannot be shown, in the preview",
    "structured_data": "JSON-LD: `structured_data.article(…)`, `.listing(…)`, `.standing(…)`",
    "switch_to": "`switch_to(tag)`: what a link to a text in that language says, in that language",
    "t": (
        "the words in the language of the page, or the magazine's where we have none: `Locale`. "
        'To be used as `t("key", name=value)`; the keys are in `locales/*/words.yml`'
    ),
    "target": "the address that a former address leads to",
    "target_canonical": "the same with scheme and host; none where the address of the site is unknown",
    "target_title": "the headline of the article there",
    "theme_language": "how Material calls the language of `t`",
    "topics": "the most frequent tags: list of `Tag`",
    "trusted_types": "names with which scripts of the page may read text as HTML or start a worker (Trusted Types)",
    "versions": "the article in each of its languages, this one included; none if it is in one only: list of `Version`",
    "warnings": "what does not stop a build, as `problems`",
    "words": "the words that the search's script shows, by their keys",
    "writing": "what the form's script has to know: sections, authors, limits, words",
    "newest": "the articles of the last month that has some, newest first: list of `Card`",
    "year": "the year whose months are shown, a number",
    "years": "years with their months, newest first: pairs of a year and a list of months, or on the search page years",
}

FILTERS: dict[str, str] = {
    "iso": "a date or moment as the attribute `datetime` takes it",
    "breakable": "a text with plain spaces and hyphens, for attributes, addresses and programs",
    "long_date": "a date in words, in the language of `t`",
    "markdown": "a short text in Markdown as safe HTML",
    "moment": "a day with its time, in the language of `t`",
    "month_name": "the name of a month, from its number",
    "short_date": "a date in figures, in the language of `t`",
    "localized": "a text of the settings as `text` and `language`: in the page's language or the magazine's",
    "typographic": (
        "a plain text as it is printed: dashes, quotation marks, no-break spaces; "
        "those of the magazine's language, or of the tag that is given"
    ),
    "beside": "the text of a page, already safe, with classes for what stands beside it",
    "named": "of a text that `parted` changes, the attribute that names an element by its whole words",
    "parted": "a plain text with soft hyphens in its long words, by the rules of the language that is given",
    "spoken": "the text of a page, already safe, whose footnotes are called by words for screen readers",
    "territorial": "the tag of a language as Open Graph wants it: `de_DE`",
    "with_sizes": "the text of a page, already safe, whose pictures get these `sizes`",
    "url": "an address relative to the site's, as seen from the page; others stay as they are",
}

OBJECTS: tuple[type, ...] = (
    *(Article, Card, Headline, Picture, Version, Author, Section, Tag, Series, OtherLanguage),
    *(Listing, Pager, FrontPage, Guide, MarkdownComponent, Magazine, Addresses, Locale),
)


class ThemeError(Exception):
    """Templates and the meanings in this script disagree; the message says where."""


@dataclass(frozen=True)
class Template:
    """A template: its path below `overrides/`, and its source."""

    name: str
    source: str

    @cached_property
    def tree(self) -> nodes.Template:
        """The syntax tree."""
        return _environment().parse(self.source)

    @cached_property
    def filters(self) -> set[str]:
        """The filters it uses that Jinja does not have."""
        return {node.name for node in self.tree.find_all(nodes.Filter)} - set(JINJA_FILTERS)

    @cached_property
    def names(self) -> set[str]:
        """The names it uses and does not set itself."""
        environment = _environment()
        environment.filters.update(dict.fromkeys(self.filters, str))
        return meta.find_undeclared_variables(environment.parse(self.source)) - set(DEFAULT_NAMESPACE) - self._own

    @property
    def _own(self) -> set[str]:
        """The names it sets, defines or imports: where a block uses them, Jinja takes them for others."""
        assigned = self.tree.find_all((nodes.Assign, nodes.AssignBlock))
        own = {name.name for node in assigned for name in node.find_all(nodes.Name) if name.ctx == "store"}
        own |= {node.target for node in self.tree.find_all(nodes.Import)}
        own |= {node.name for node in self.tree.find_all(nodes.Macro)}
        imported = (name for node in self.tree.find_all(nodes.FromImport) for name in node.names)
        return own | {name if isinstance(name, str) else name[1] for name in imported}

    @property
    def parent(self) -> str:
        """The template it extends; empty if none."""
        node = self.tree.find(nodes.Extends)
        return str(node.template.value) if node and isinstance(node.template, nodes.Const) else ""

    @property
    def parts(self) -> list[str]:
        """The templates it includes or imports; of a name that is put together, its beginning and `…`."""
        found = self.tree.find_all((nodes.Include, nodes.Import, nodes.FromImport))
        return list(dict.fromkeys(_path(getattr(node, "template")) for node in found))  # noqa: B009

    @property
    def blocks(self) -> list[str]:
        """The blocks it defines or fills."""
        return [node.name for node in self.tree.find_all(nodes.Block)]

    @property
    def macros(self) -> list[str]:
        """The macros it offers, with the names of their arguments."""
        return [
            f"{node.name}({', '.join(argument.name for argument in node.args)})"
            for node in self.tree.find_all(nodes.Macro)
        ]

    @property
    def about(self) -> str:
        """Its first comment, if it stands at the top."""
        found = re.match(r"(?:\{%[^\n]*extends[^\n]*%\}\s*)?\{#-?\s*(.*?)\s*-?#\}", self.source, re.DOTALL)
        return " ".join(found[1].split()) if found else ""


def _environment() -> jinja2.Environment:
    return jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])  # noqa: S701 - templates are only read


def _path(template: nodes.Expr) -> str:
    if isinstance(template, nodes.Const):
        return str(template.value)
    first = template.nodes[0] if isinstance(template, nodes.Concat) else None
    return f"{first.value}…" if isinstance(first, nodes.Const) else "…"


def templates(folder: Path) -> list[Template]:
    """Return the templates below a folder: files with Jinja's braces, and style sheets that templates include."""
    files = (
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "vendor" not in file.parts and file.suffix in _ENDINGS
    )
    found = [Template(file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8")) for file in files]
    return [each for each in found if "{%" in each.source or "{{" in each.source or each.name.endswith(".html")]


def page(found: Iterable[Template], tokens: Iterable[Template]) -> str:
    """Return documentation/theme.md.

    Raises:
        ThemeError: A name has no meaning, or a meaning no name.
    """
    found = list(found)
    _agree("name", set().union(*(each.names for each in found)), NAMES)
    _agree("filter", set().union(*(each.filters for each in found)), FILTERS)
    lines = [INTRODUCTION, "## Custom properties", *_tokens(tokens)]
    lines += ["", "## Names", "", "| name | is |", "|---|---|", *(f"| `{name}` | {NAMES[name]} |" for name in NAMES)]
    lines += ["", "## Filters beside Jinja's", "", "| filter | gives |", "|---|---|"]
    lines += [f"| `{name}` | {FILTERS[name]} |" for name in FILTERS]
    lines += ["", "## Templates", "", *(line for each in found for line in _told(each)), "## Objects", ""]
    lines += [line for each in OBJECTS for line in _offered(each)]
    return "\n".join(lines).rstrip() + "\n"


def _agree(kind: str, used: set[str], known: Mapping[str, str]) -> None:
    if missing := used - known.keys():
        raise ThemeError(f"tools/theme.py does not say what these mean ({kind}): {', '.join(sorted(missing))}")
    if unused := known.keys() - used:
        raise ThemeError(f"no template uses these any more ({kind}): {', '.join(sorted(unused))}")


def _told(template: Template) -> Iterator[str]:
    yield f"### `{template.name}`"
    yield ""
    if template.about:
        yield template.about
        yield ""
    facts = {
        "extends": [template.parent] if template.parent else [],
        "is given": sorted(template.names),
        "blocks": template.blocks,
        "macros": template.macros,
        "uses": template.parts,
    }
    yield from (f"- {what}: {', '.join(f'`{each}`' for each in some)}" for what, some in facts.items() if some)
    yield ""


def _tokens(sheets: Iterable[Template]) -> Iterator[str]:
    for sheet in sheets:
        yield from ("", f"`{sheet.name}`:", "", "| property | value |", "|---|---|")
        yield from (
            f"| `--{name}` | `{value}` |" for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", sheet.source)
        )


def _offered(offering: type) -> Iterator[str]:
    """Yield what an object offers: its own public attributes in the order of the code, with their first sentence."""
    (tree,) = (node for node in ast.parse(inspect.getsource(offering)).body if isinstance(node, ast.ClassDef))
    yield from (f"### `{offering.__name__}`", "", _first(ast.get_docstring(tree)), "")
    for node, behind in zip(tree.body, [*tree.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            text = behind.value.value if isinstance(behind, ast.Expr) and isinstance(behind.value, ast.Constant) else ""
            name, meaning = node.target.id, _first(str(text)) or f"`{ast.unparse(node.annotation)}`"
        elif isinstance(node, ast.FunctionDef):
            arguments = ", ".join(argument.arg for argument in node.args.args[1:])
            is_property = any("property" in ast.unparse(each) for each in node.decorator_list)
            name, meaning = node.name if is_property else f"{node.name}({arguments})", _first(ast.get_docstring(node))
        else:
            continue
        if not name.startswith("_"):
            yield f"- `{name}`: {meaning}"
    yield ""


def _first(docstring: str | None) -> str:
    """Return the first paragraph of a docstring in one line."""
    return " ".join((docstring or "").strip().split("\n\n")[0].split())


def current() -> str:
    """Return documentation/theme.md as it is to be for the templates of this repository."""
    sheets = (f"partials/styles/{name}.css" for name in ("light", "dark", "tokens"))
    tokens = [Template(name, (OVERRIDES / name).read_text(encoding="utf-8")) for name in sheets]
    return page(templates(OVERRIDES), tokens)


if __name__ == "__main__":
    PAGE.write_text(current(), encoding="utf-8")
