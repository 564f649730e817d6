"""What the magazine needs of MkDocs' own settings."""

import logging
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from magazine.content.slugs import blog_heading_slug, heading_slug
from magazine.locales import Locale, load
from magazine.mkdocs_internals import engine_logger
from magazine.publishing.publication import warn
from magazine.rendering.material_markup import plain_emoji

# Files of the theme that are rendered once, rather than copied.
_STYLES = {
    f"assets/{name}.css"
    for name in ("magazine", "advertisement", "beside", "charts", "opinion", "feed", "search/search", "write/write")
}
_STATIC_TEMPLATES = {"404.html", "assets/share.json", "assets/reading/words.json", *_STYLES}

_TABS = "magazine.rendering.material_markup:MaterialMarkupExtension"

# Markdown extensions that every magazine has, with their options; what stands in `mkdocs.yml` counts more.
_EXTENSIONS: dict[str, dict[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {"USE_DEFINITION_ORDER": False},  # by their marks in the text
    "tables": {},
    "toc": {"permalink": "#", "toc_depth": "2-4"},
    "magazine.rendering.blocks:AsideBlocksExtension": {},
    "magazine.rendering.commonmark:CommonMarkExtension": {},
    "magazine.rendering.lists:ListsExtension": {"language": ""},
    "magazine.typography": {"language": ""},
    "pymdownx.betterem": {"smart_enable": "all"},  # Leser*innen have stars, and no emphasis
    "pymdownx.blocks.caption": {},
    "pymdownx.blocks.details": {},
    "pymdownx.caret": {},
    "pymdownx.fancylists": {"additional_ordered_styles": ["roman", "alpha"]},  # lists with letters
    "pymdownx.highlight": {"use_pygments": False},
    "pymdownx.mark": {},
    "pymdownx.quotes": {},
    "pymdownx.superfences": {},
    "pymdownx.tasklist": {},
    "pymdownx.tilde": {},
}


def faults(config: MkDocsConfig) -> list[str]:
    """Return what is wrong in settings of MkDocs itself, as sentences.

    A language that the theme has no words for, no name of the site, a plugin that is listed twice.
    """
    language = str(config.theme.get("language") or "en")
    if not any(Path(folder, "partials/languages", f"{language}.html").exists() for folder in config.theme.dirs):
        return [f"theme: language: Material for MkDocs has no translation '{language}'"]
    locale = load(language)
    twice = {name.partition(" #")[0] for name in config.plugins if " #" in name}
    found = [locale("settings.twice", name=name) for name in sorted(twice)]
    return found if config.site_name.strip() else [locale("settings.no-name"), *found]


def configure(config: MkDocsConfig, language: str, *, was_blog: bool = False) -> None:
    """Set what every magazine needs, whatever stands in `mkdocs.yml`; one that was Material's blog keeps anchors."""
    wanted = str(config.theme.get("language") or "en")
    if language.partition("-")[0] != wanted.partition("-")[0]:
        warn(load(language)("settings.language", value=wanted))
    _configure_markdown(config, load(language), was_blog=was_blog)
    if config.strict:  # `--quiet` hides warnings, and MkDocs would not count what it does not log
        logger = engine_logger()
        logger.setLevel(min(logger.level, logging.WARNING))
    if not config.repo_url:
        config.edit_uri = None  # leads nowhere without a repository; MkDocs would warn about every page
    config.theme.static_templates.update(_STATIC_TEMPLATES)
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own: the dates in it are those of the build
    if config.validation.links.absolute_links > 0:
        config.validation.links.absolute_links = logging.DEBUG  # `rendering.links` resolves and checks them
    config.use_directory_urls = True  # addresses end in a slash: posts/2025/12/26/slug/


def markdown_extensions(locale: Locale) -> dict[str, dict[str, Any]]:
    """Return the Markdown extensions that every magazine has, each with its options in a language."""
    extensions = {
        name: options | ({"language": locale.language} if "language" in options else {})
        for name, options in _EXTENSIONS.items()
    }
    extensions["toc"] |= {
        "permalink_title": locale("heading.link"),
        "slugify": partial(heading_slug, empty=locale.addresses["heading"]),
    }
    return extensions


def _configure_foreign_markup(config: MkDocsConfig) -> None:
    """Make of the tabs and icons of a project of Material what pages without its styles can show."""
    if "pymdownx.tabbed" in config.markdown_extensions:
        config.markdown_extensions.append(_TABS)
    config.mdx_configs.get("pymdownx.tasklist", {}).pop("custom_checkbox", None)
    if "pymdownx.emoji" in config.markdown_extensions:
        config.mdx_configs["pymdownx.emoji"] = config.mdx_configs.get("pymdownx.emoji", {}) | {
            "emoji_generator": plain_emoji
        }


def _configure_markdown(config: MkDocsConfig, locale: Locale, *, was_blog: bool) -> None:
    ours = markdown_extensions(locale)
    if was_blog:
        ours["toc"]["slugify"] = partial(blog_heading_slug, empty=locale.addresses["heading"])
    others = [name for name in config.markdown_extensions if name not in ours]
    config.markdown_extensions[:] = [*others, *ours]  # MkDocs' own `fenced_code` gives way to superfences
    _configure_foreign_markup(config)
    config.mdx_configs |= {name: options | config.mdx_configs.get(name, {}) for name, options in ours.items()}


def cache_folder(config: MkDocsConfig) -> Path:
    """Return where a project keeps what builds made."""
    return Path(config.config_file_path or "mkdocs.yml").parent / ".cache/magazine"
