"""Renders pages: fills in the template of a page with its context."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from magazine.cache.cache import Result
from magazine.cache.fingerprint import fingerprint, of_packages, told
from magazine.pages.page import PageSpec
from magazine.pages.templates import Templates

# Settings that no page shows: where things lie on this machine, and how MkDocs works.
_UNSEEN = frozenset({"config_file_path", "docs_dir", "site_dir", "plugins", "hooks", "watch", "dev_addr", "strict"})


def page_key(edition: str, template: str, spec: PageSpec, text: str, latest: object) -> str:
    """Return the cache key of a page; `text` and `latest` are apart because they are set later than the rest."""
    own = (spec.url, spec.source, spec.title, spec.description, spec.context)
    return fingerprint(edition, template, own, text, latest)


class PageRenderer:
    """Renders the pages of one build."""

    def __init__(
        self,
        env: jinja2.Environment,
        config: MkDocsConfig,
        nav: Navigation,
        files: Sequence[File],
        everywhere: object,
        key: Callable[..., str] = page_key,
    ) -> None:
        """`everywhere` is what templates show on every page; its `repr` tells all about it."""
        self._page_key = key
        self._env, self._config, self._nav, self._files = env, config, nav, files
        self._templates = Templates(env, Path(config.theme.custom_dir) if config.theme.custom_dir else None)
        settings = {key: value for key, value in config.items() if key not in _UNSEEN | {"theme"}}
        theme = {key: config.theme[key] for key in config.theme}
        self._edition = fingerprint(of_packages(), told(settings), told(theme), everywhere)

    def key(self, spec: PageSpec) -> str | None:
        """Return the cache key of a page; None if its template depends on things that are not known."""
        template = self._templates.fingerprint(spec.template)
        if template is None:
            return None
        return self._page_key(self._edition, template, spec, spec.text_fingerprint, spec.context.get("latest"))

    def make(self, page: Page, own_context: Mapping[str, Any]) -> Result:
        """Return the HTML of `page`.

        Raises:
            PluginError: A template has a mistake; the message names page and template.
        """
        template = str(page.meta["template"])
        try:
            context = get_context(self._nav, self._files, self._config, page)
            context.update(own_context)  # type: ignore[typeddict-item]
            page.active = True
            html = self._env.get_template(template).render(context)
        except jinja2.TemplateError as error:
            line = getattr(error, "lineno", None)
            where = f"{getattr(error, 'filename', None) or template}{f':{line}' if line else ''}"
            raise PluginError(f"{where}: {error.message} ({page.file.src_uri})") from None
        return Result(html.encode(errors="xmlcharrefreplace"))
