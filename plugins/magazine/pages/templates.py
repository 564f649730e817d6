"""The Jinja environment of the pages: filters, names, words. And the fingerprint of a template with all it includes."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.ext import Extension
from markupsafe import Markup

from magazine.cache.fingerprint import fingerprint, of_packages
from magazine.content.hyphenation import parted
from magazine.content.spaces import breakable, with_spaces
from magazine.content.typesetting import typographic
from magazine.images.html import with_sizes
from magazine.locales import Locale, switch_to, territorial
from magazine.locales.languages import plain_tag
from magazine.locales.localized import Translation, in_language
from magazine.pages.fragments import Fragments
from magazine.rendering.beside import beside
from magazine.rendering.bio_markdown import bio_html
from magazine.rendering.spoken import spoken

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class _FlushLeft(Extension):
    """Removes the indentation of templates, which would be a tenth of a page."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _INDENT.sub("", source)


def language_context(env: jinja2.Environment, tag: str) -> dict[str, object]:
    """Return what templates show in the language of a page: its tag, our words, and how the theme calls the language.

    Where we have no words in a language, they are those of the magazine's.
    """
    own: Any = env.globals["t"]
    words = own.of(tag)
    theme = env.globals["theme_language"] if words is own else plain_tag(words.language).partition("-")[0]
    return {"language": tag, "t": words, "theme_language": theme}


@jinja2.pass_context
def _lang(context: jinja2.runtime.Context, tag: str | None) -> Markup:
    """Return the attribute that says in what language an element is; nothing if it is that of the page."""
    return Markup(f' lang="{tag}"') if tag and tag != context["language"] else Markup()  # noqa: S704 - a known tag


@jinja2.pass_context
def _localized(context: jinja2.runtime.Context, text: str) -> Translation:
    """Return a text of the settings in the language of the page or in the magazine's, and which of them that is."""
    found = in_language(text, context["language"])
    return found if found.language else Translation(text, context["magazine"].language)


def _of_words(method: Callable[[Locale, Any], str]) -> Callable[..., str]:
    """Return a filter that asks the words of the page's language."""
    return jinja2.pass_context(lambda context, value: method(context["t"], value))


def configure_env(env: jinja2.Environment, locale: Locale, theme_language: str, **context: object) -> None:
    """Give the templates their filters, the words as `t`, and `context` as global names.

    `theme_language` is what Material calls the language of its own words.

    MkDocs' environment does not escape what it prints. Contributors write headlines and captions, so ours does.
    """
    env.add_extension(_FlushLeft)
    # Compiling takes 0.2 s. Jinja keeps the result in the temporary folder of the system, by the path and source of a
    # template; whatever else it depends on is part of the name.
    inputs = fingerprint(of_packages(), locale.language, sorted(env.extensions))
    env.bytecode_cache = jinja2.FileSystemBytecodeCache(pattern=f"magazine-{inputs}-%s")
    env.autoescape = True
    env.trim_blocks = env.lstrip_blocks = True  # lines that hold only template tags leave none behind
    fragments = Fragments()
    env.globals.update(
        t=locale,
        language=locale.language,
        theme_language=theme_language,
        lang=_lang,
        switch_to=switch_to,
        once=fragments.once,
        picture=fragments.picture,
        **context,
    )
    env.filters.update(_filters(locale, fragments))


def _filters(locale: Locale, fragments: Fragments) -> dict[str, Callable[..., Any]]:
    """Return what templates write behind a bar, by name; `locale` are the words of the magazine's own language."""
    return {
        "long_date": _of_words(lambda words, day: with_spaces(words.long_date(day), words.language)),
        "short_date": _of_words(Locale.short_date),
        "moment": _of_words(Locale.moment),
        "month_name": _of_words(Locale.month_name),
        "iso": lambda day: day.isoformat(),
        "url": fragments.url,
        "territorial": territorial,
        "localized": _localized,
        "typographic": lambda text, tag=locale.language: typographic(text, tag),
        "breakable": breakable,
        "parted": lambda text, tag=locale.language: parted(text, tag),
        "named": lambda text, tag=locale.language: _named(text, tag),
        "markdown": lambda text: bio_html(text, locale.language),
        # All of the text of an article, which is sanitised. `str`: what is `Markup` escapes what replaces parts of it.
        "beside": lambda html: Markup(beside(str(html))),  # noqa: S704
        "spoken": _of_words(lambda words, html: Markup(spoken(str(html), words))),  # noqa: S704
        "with_sizes": lambda html, sizes: Markup(with_sizes(str(html), sizes)),  # noqa: S704
    }


def _named(text: str, language: str) -> Markup:
    """Return the attribute that names an element by its whole words, where they are parted."""
    return Markup("") if parted(text, language) == text else Markup(' aria-label="{}"').format(breakable(text))


# Names whose values are different in every build, or change with every page that is added.
_CHANGEABLE = frozenset(
    {"nav", "pages", "build_date_utc", "update_date", "previous_page", "next_page", "ancestors", "random"}
)


@dataclass(frozen=True)
class Templates:
    """Fingerprints of templates, each taken from its source and from all that it includes, extends and imports.

    `folders` have the project's and the magazine's own templates; those of Material count as part of its package.
    """

    env: jinja2.Environment
    folders: Sequence[Path]
    _known: dict[str, str | None] = field(default_factory=dict)

    def fingerprint(self, name: str) -> str | None:
        """Return the fingerprint of a template; None if it shows what is different in every build."""
        if name not in self._known:
            sources: dict[str, str] = {}
            self._gather(name, sources)
            changeable = any(_parsed(source)[2] for source in sources.values())
            self._known[name] = None if changeable else fingerprint(sorted(sources.items()))
        return self._known[name]

    def _gather(self, name: str, sources: dict[str, str]) -> None:
        if name in sources or self.env.loader is None:
            return
        try:
            source, _, _ = self.env.loader.get_source(self.env, name)
        except jinja2.TemplateNotFound:
            return
        sources[name] = source
        if not name.endswith((".html", ".css", ".js", ".xml")) and "{" not in source:
            return  # a picture
        names, beginnings, _ = _parsed(source)
        for other in [*names, *(file for file in self._own_files if file.startswith(beginnings))]:
            self._gather(other, sources)

    @cached_property
    def _own_files(self) -> list[str]:
        return sorted({file.relative_to(folder).as_posix() for folder in self.folders for file in folder.rglob("*")})


@lru_cache(maxsize=512)
def _parsed(source: str) -> tuple[frozenset[str], tuple[str, ...], bool]:
    """Return the templates that a template names, the beginnings of names that it computes, and if it is changeable.

    Where a name is computed when the page is rendered, any file that begins like it may be meant.
    """
    tree = jinja2.Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"]).parse(source)  # noqa: S701 - only read
    naming: Iterable[Any] = tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport))
    computed = [
        each.nodes[0] if isinstance(each, nodes.Concat) else getattr(each, "left", None)
        for node in naming
        for each in (node.template.items if isinstance(node.template, nodes.List | nodes.Tuple) else [node.template])
        if not isinstance(each, nodes.Const)
    ]
    beginnings = {str(first.value) if isinstance(first, nodes.Const) else "" for first in computed}
    used = {node.name for node in tree.find_all(nodes.Name)} | {node.name for node in tree.find_all(nodes.Filter)}
    used |= {node.attr for node in tree.find_all(nodes.Getattr)}
    names = frozenset(name for name in meta.find_referenced_templates(tree) if name)
    return names, tuple(beginnings), bool(used & _CHANGEABLE)
