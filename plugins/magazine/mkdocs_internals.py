"""What the plugin uses of MkDocs (and ProperDocs) and its plugins beyond the documented surface, all in one place.

Documented are the events, settings, files, navigation and pages of MkDocs' guide for plugins
(https://www.mkdocs.org/dev-guide/plugins/). What stands here may change without notice; a test says when it has
(tests/test_mkdocs_internals.py), and documentation/ageing.md what it would cost to do without.
"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from mkdocs.commands.build import build, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File
from mkdocs.utils import CountHandler, get_build_datetime, get_relative_url, is_markdown_file
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from mkdocs_blog import Blog

__all__ = [
    "Blog",
    "LiveReloadServer",
    "anchors_in",
    "build",
    "engine_logger",
    "event_methods",
    "forget_addresses",
    "get_build_datetime",
    "get_context",
    "get_data",
    "get_relative_url",
    "is_markdown_file",
    "replace_observer",
    "settings_in",
    "strict_build_has_warnings",
    "unwatched",
]


def anchors_in(file: File) -> set[str] | None:
    """Return the places within a standing page that a link can name; None if that is not known."""
    return file.page.present_anchor_ids if file.page else None


def forget_addresses(file: File) -> None:
    """Let a file work out its addresses again, after its place in the site was changed."""
    for cached in ("url", "abs_dest_path"):
        file.__dict__.pop(cached, None)


def event_methods(config: MkDocsConfig, event: str) -> list[Any]:
    """Return what plugins and hooks have for an event, such as `page_content`."""
    return config.plugins.events[cast("Any", event)]


def engine_logger() -> logging.Logger:
    """Return the logger of what builds: `mkdocs`, or `properdocs`, whose modules answer to the names of MkDocs'."""
    return logging.getLogger(build.__module__.partition(".")[0])


def settings_in(file: Path) -> dict[str, Any]:
    """Return what a file of settings says, with the settings that it inherits.

    Raises:
        OSError, yaml.YAMLError, mkdocs.exceptions.ConfigurationError: It cannot be read.
    """
    with file.open("rb") as stream:
        return yaml_load(stream, get_yaml_loader())


def strict_build_has_warnings() -> bool:
    """Tell what MkDocs looks at only behind the last event: whether a strict build has logged warnings."""
    return any(handler.get_counts() for handler in engine_logger().handlers if isinstance(handler, CountHandler))


def replace_observer(server: LiveReloadServer, observer: Any, delay: float) -> None:
    """Let another observer look for saved files; build `delay` seconds after the last. It watches nothing yet."""
    server.observer = observer
    server.build_delay = delay


def unwatched(server: LiveReloadServer, paths: Iterable[str]) -> Iterator[str]:
    """Stop watching some paths; yield those that were watched."""
    for path in paths:
        with suppress(KeyError):
            server.unwatch(path)
            yield path
