"""The project of a command: its settings, the plugin, and the words of its language."""

import contextlib
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from magazine.locales import Locale, load
from magazine.mkdocs_internals import engine_logger
from magazine.plugin import MagazinePlugin


class WrongUse(click.ClickException):
    """Why the command cannot do what was asked, as a sentence."""

    exit_code = 2


def open_project(file: str | None) -> tuple[MkDocsConfig, MagazinePlugin, Locale]:
    """Return the settings, the plugin and the words of the project whose `mkdocs.yml` is `file`.

    Raises:
        WrongUse: There is no such file, a setting is wrong, or the plugin is not among its settings.
    """
    with captured_log() as messages:
        try:
            config = load_config(file)
        except (ConfigurationError, Abort) as error:
            raise WrongUse("\n".join([*messages, str(error)])) from None
    plugin = next((each for each in config.plugins.values() if isinstance(each, MagazinePlugin)), None)
    if plugin is None:
        raise WrongUse(f"{config.config_file_path}: plugins: magazine")
    return config, plugin, load(str(config.theme.get("language") or "en"))


def mkdocs_command(what: str, folder: Path) -> str:
    """Return how the project in a folder is built (`build`) or shown (`serve`): by its Makefile, else by MkDocs."""
    makefile = folder / "Makefile"
    makes = makefile.is_file() and re.search(rf"^{what}:", makefile.read_text("utf-8", errors="replace"), re.MULTILINE)
    return f"make {what}" if makes else f"mkdocs {what}"


@contextlib.contextmanager
def captured_log() -> Iterator[list[str]]:
    """Yield a list that grows by each error and warning that MkDocs logs; nothing is printed meanwhile."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = engine_logger()
    before = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield messages
    finally:
        logger.handlers, logger.propagate = before
