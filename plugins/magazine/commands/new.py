"""`magazine new`: a complete, valid article at the right place."""

import datetime as dt
import os
import re
import sys
from pathlib import Path

import click
import yaml
from mkdocs.config.defaults import MkDocsConfig

from magazine.checks.report import own_command
from magazine.commands.project import WrongUse, mkdocs_command, open_project
from magazine.content.author import Author, read_authors
from magazine.content.slugs import slug
from magazine.locales import Locale
from magazine.locales.languages import language_tag
from magazine.plugin import MagazinePlugin

_SLUG_LENGTH = 60  # characters: an address that still fits into a message


@click.command()
@click.argument("title", required=False)
@click.option("--section", help="The section, by its name in the address.")
@click.option("--author", help="The author, by the name in authors.yml.")
@click.option("--language", help="The language, if it is not the magazine's: en; de-easy for easy German.")
@click.option("--translation-of", help="The file of the original, if it is a translation.")
@click.option("-f", "--config-file", type=click.Path(exists=True, dir_okay=False), help="Another mkdocs.yml.")
def new(
    title: str | None,
    section: str | None,
    author: str | None,
    language: str | None,
    translation_of: str | None,
    config_file: str | None,
) -> None:
    """Write a new article with the headline TITLE, print its path, and say what to do next."""
    config, plugin, locale = open_project(config_file)
    sections = {each.slug: each.title for each in plugin.config.sections}
    authors = {each.id: each.name for each in _authors(config, plugin).values()}
    if not _in_a_terminal():
        missing = [
            name
            for name, value in (("TITLE", title), ("--section", section or not sections), ("--author", author))
            if not value
        ]
        if missing:
            raise WrongUse(locale("new.missing", options=", ".join(missing)))
    title = " ".join((title or click.prompt(locale("new.title"), err=True)).split())
    section = _chosen(section, sections, locale("new.section"), locale) if sections or section else ""
    tongue = _language(language, translation_of, config, plugin, locale)
    author = _chosen(author, authors, locale("new.author"), locale)
    path = _path(title, config, plugin, locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(_in_language(skeleton(title, section, author, locale), tongue))
    except FileExistsError:
        raise WrongUse(locale("new.exists", file=os.path.relpath(path))) from None
    click.echo(os.path.relpath(path))
    serve = mkdocs_command("serve", Path(config.config_file_path).parent)
    click.echo(locale("new.next", file=os.path.relpath(path), command=own_command(), serve=serve), err=True)


def _in_a_terminal() -> bool:
    return sys.stdin.isatty()


def skeleton(title: str, section: str, author: str, locale: Locale) -> str:
    """Return an article that explains its own fields."""
    text = locale.article.format(title=_quoted(title), section=_quoted(section), author=_quoted(author))
    return text if section else re.sub(r"(?m)^#.*\ncategories:.*\n", "", text)


def _authors(config: MkDocsConfig, plugin: MagazinePlugin) -> dict[str, Author]:
    path = Path(config.docs_dir, plugin.config.authors_file)
    return read_authors(path.read_text("utf-8"), plugin.config.authors_file)[0] if path.is_file() else {}


def _chosen(value: str | None, known: dict[str, str], question: str, locale: Locale) -> str:
    if value is None:
        for name, title in known.items():
            click.echo(f"  {name}  ({title})", err=True)
        value = click.prompt(question, type=click.Choice(list(known)), show_choices=False, err=True)
    if value not in known:
        raise WrongUse(locale("new.unknown", value=value, known=", ".join(known)))
    return value


def _path(title: str, config: MkDocsConfig, plugin: MagazinePlugin, locale: Locale) -> Path:
    name = slug(title)
    if len(name) > _SLUG_LENGTH:
        name = name[: _SLUG_LENGTH + 1].rpartition("-")[0] or name[:_SLUG_LENGTH]
    if not name:
        raise WrongUse(locale("new.no-slug"))
    today = dt.datetime.now(plugin.config.timezone)
    return Path(config.docs_dir, plugin.config.posts_dir, f"{today:%Y/%m/%d}", f"{name}.md")


def _language(
    language: str | None, original: str | None, config: MkDocsConfig, plugin: MagazinePlugin, locale: Locale
) -> dict[str, str]:
    """Return what the front matter says of the language: as it is written, and the original below the docs folder."""
    found = {}
    if language:
        if not language_tag(language):
            raise WrongUse(locale("new.language", value=language))
        found["language"] = language
    if original:
        docs = Path(config.docs_dir).resolve()
        below = [
            path.resolve() for path in (Path(original), docs / original, docs / plugin.config.posts_dir / original)
        ]
        file = next((path for path in below if path.is_file() and path.is_relative_to(docs)), None)
        if file is None:
            raise WrongUse(locale("new.original", file=original))
        found["translation_of"] = file.relative_to(docs).as_posix()
    return found


def _in_language(text: str, tongue: dict[str, str]) -> str:
    """Add lines about the language to an article, above the line that makes it a draft with its comment."""
    lines = "".join(f"{key}: {_quoted(value)}\n" for key, value in tongue.items())
    return re.sub(r"(?m)^(?=#.*\ndraft: true$)", lambda _: lines, text, count=1)


def _quoted(text: str) -> str:
    """Return `text` as a value in YAML, quoted only where it must be."""
    return yaml.safe_dump(text, allow_unicode=True, width=10_000).removesuffix("...\n").strip()
