"""Whether other plugins take part in making pages."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin

from magazine.mkdocs_internals import Blog, event_methods
from magazine.options import MagazineConfig

# Events in which another plugin changes a page, or learns something from it.
_PAGE_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page", "env")


def take_part(config: MkDocsConfig) -> bool:
    """Return whether other plugins take part in making pages. MkDocs then renders all of them, as they expect."""
    owners = [getattr(method, "__self__", None) for event in _PAGE_EVENTS for method in event_methods(config, event)]
    return not all(
        (isinstance(owner, BasePlugin) and isinstance(owner.config, MagazineConfig))
        or (isinstance(owner, Blog) and not owner.config["display-article-date"])
        for owner in owners
    )
