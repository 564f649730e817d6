"""The preview goes on, whatever is saved."""

import logging
import socket
from collections.abc import Callable

from jinja2 import TemplateSyntaxError
from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger(__name__)


def keep_running(build: Callable[[], None]) -> Callable[[], None]:
    """Return a builder that says in a line why it failed, and leaves the last good pages in place.

    MkDocs' own server prints a traceback and then answers no request until the mistake is mended.
    """

    def rebuild() -> None:
        try:
            build()
        except (Exception, SystemExit) as error:
            log.error(_reason(error))
            log.debug("The error in full:", exc_info=log.logger.isEnabledFor(logging.DEBUG))

    return rebuild


def is_taken(host: str, port: int) -> bool:
    """Tell whether something else already answers at this address; MkDocs would end with a traceback."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as MkDocs' server does
        try:
            attempt.bind((host, port))
        except OSError:
            return True
    return False


def _reason(error: BaseException) -> str:
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}: {error.message}"
    return str(error) or type(error).__name__
