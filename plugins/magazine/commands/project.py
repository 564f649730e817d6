"""The project of a command: its settings, the plugin, and the words of its language."""

import contextlib
import logging
from collections.abc import Iterator

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from magazine.locales import Locale, load
from magazine.plugin import MagazinePlugin


class WrongUse(click.ClickException):
    """The command cannot do what was asked: told in a sentence."""

    exit_code = 2


def open_project(file: str | None) -> tuple[MkDocsConfig, MagazinePlugin, Locale]:
    """Return the settings, the plugin and the words of the project whose `mkdocs.yml` is `file`.

    Raises:
        WrongUse: There is no such file, a setting is wrong, or the plugin is not among its settings.
    """
    told: list[str] = []
    with listening(told):
        try:
            config = load_config(file)
        except (ConfigurationError, Abort) as error:
            raise WrongUse("\n".join([*told, str(error)])) from None
    plugin = next((each for each in config.plugins.values() if isinstance(each, MagazinePlugin)), None)
    if plugin is None:
        raise WrongUse(f"{config.config_file_path}: plugins: magazine")
    return config, plugin, load(str(config.theme.get("language") or "en"))


@contextlib.contextmanager
def listening(told: list[str]) -> Iterator[None]:
    """Collect what MkDocs logs as an error or a warning, instead of having it printed."""
    handler = _Listener(told)
    logger = logging.getLogger("mkdocs")
    before = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [handler], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = before


class _Listener(logging.Handler):
    def __init__(self, told: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.told = told

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())
