"""What templates can use beside MkDocs' own: words, dates, addresses. And what a template is made of."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from markupsafe import Markup

from magazine.cache.fingerprint import fingerprint
from magazine.locales import Locale
from magazine.pages.fragments import Fragments
from magazine.rendering.bio_markdown import bio_html


class _Compiled(jinja2.BytecodeCache):
    """Templates that are compiled already: MkDocs has a new environment for every build of a preview."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class _FlushLeft(Extension):
    """Sets the lines of templates flush left: browsers need no indentation, and it would be a tenth of a page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _INDENT.sub("", source)


def configure_env(env: jinja2.Environment, locale: Locale, **context: object) -> None:
    """Give the templates their filters, the words as `t`, and `context` as global names.

    MkDocs' environment does not escape what it prints. Contributors write headlines and captions, so ours does.
    """
    env.bytecode_cache = _COMPILED
    env.add_extension(_FlushLeft)
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True  # lines that hold only template tags leave none behind
    fragments = Fragments()
    env.globals.update(t=locale, once=fragments.once, picture=fragments.picture, **context)
    env.filters.update(
        long_date=locale.long_date,
        short_date=locale.short_date,
        moment=locale.moment,
        month_name=locale.month_name,
        iso=_iso,
        url=fragments.url,
        markdown=lambda text: _bio(text, locale.language),
    )


def _iso(day: dt.date) -> str:
    """Return a date or a moment as the attribute `datetime` takes it."""
    return day.isoformat()


def _bio(text: str, language: str) -> Markup:
    return bio_html(text, language)


# What templates may ask for that is different for every build, or for every page that is added.
_CHANGEABLE = frozenset(
    {"nav", "pages", "build_date_utc", "update_date", "previous_page", "next_page", "ancestors", "random"}
)


@dataclass(frozen=True)
class Templates:
    """Knows what each template is made of: itself and all it includes, extends and imports, and so on."""

    env: jinja2.Environment
    folder: Path | None  # the magazine's own templates
    _known: dict[str, str | None] = field(default_factory=dict)

    def fingerprint(self, name: str) -> str | None:
        """Return the fingerprint of a template; None if what it shows depends on more than can be told."""
        if name not in self._known:
            parts: dict[str, str] = {}
            self._gather(name, parts)
            changeable = any(_anatomy(source).names & _CHANGEABLE for source in parts.values())
            self._known[name] = None if changeable else fingerprint(sorted(parts.items()))
        return self._known[name]

    def _gather(self, name: str, parts: dict[str, str]) -> None:
        if name in parts or self.env.loader is None:
            return
        try:
            source, _, _ = self.env.loader.get_source(self.env, name)
        except jinja2.TemplateNotFound:
            return
        parts[name] = source
        if not name.endswith((".html", ".css", ".js", ".xml")) and "{" not in source:
            return  # a picture
        anatomy = _anatomy(source)
        for part in anatomy.parts:
            self._gather(part, parts)
        for prefix in anatomy.prefixes:
            # A name put together while the page is made: anything of ours that begins like it. The theme's own
            # templates are known by its version.
            for file in self._ours(prefix):
                self._gather(file, parts)

    def _ours(self, prefix: str) -> Iterator[str]:
        if self.folder is not None:
            for file in sorted(self.folder.rglob("*")):
                name = file.relative_to(self.folder).as_posix()
                if name.startswith(prefix) and file.is_file():
                    yield name


@dataclass(frozen=True)
class _Anatomy:
    """The templates that a template names, beginnings of those it puts together, and every name it uses."""

    parts: frozenset[str]
    prefixes: frozenset[str]
    names: frozenset[str]


@lru_cache(maxsize=512)
def _anatomy(source: str) -> _Anatomy:
    tree = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).parse(source)  # noqa: S701 - only read
    parts, prefixes = set(), set()
    naming = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    named = [each for node in tree.find_all(naming) for each in _alternatives(getattr(node, "template"))]  # noqa: B009
    for template in named:
        if isinstance(template, nodes.Const):
            parts.add(str(template.value))
        else:
            first = template.nodes[0] if isinstance(template, nodes.Concat) else getattr(template, "left", None)
            prefixes.add(str(first.value) if isinstance(first, nodes.Const) else "")
    names = {node.name for node in tree.find_all(nodes.Name)} | {node.attr for node in tree.find_all(nodes.Getattr)}
    names |= {node.name for node in tree.find_all(nodes.Filter)}
    return _Anatomy(frozenset(parts), frozenset(prefixes), frozenset(names))


def _alternatives(template: nodes.Node) -> list[nodes.Node]:
    if isinstance(template, nodes.List | nodes.Tuple):
        return list(template.items)
    return [template]
