"""Renders pages: fills in the template of a page with its context."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from magazine.cache.fingerprint import fingerprint
from magazine.cache.output import Output
from magazine.mkdocs_internals import get_context, get_data
from magazine.pages.page import MagazinePage, PageSpec, made_file
from magazine.pages.templates import Templates, language_context
from magazine.rendering.article_texts import ArticleTexts
from magazine.theme_settings import own_folders

# Settings that no page shows: where things lie on this machine, and how MkDocs works.
_UNSEEN = frozenset({"config_file_path", "docs_dir", "site_dir", "plugins", "hooks", "watch", "dev_addr", "strict"})


def populated_page(spec: PageSpec, files: Files, config: MkDocsConfig, texts: ArticleTexts) -> MagazinePage:
    """Return the MkDocs page of a specification with its text, as MkDocs gives it to plugins.

    Emits MkDocs' events up to `page_content`, in its order (`mkdocs.commands.build`).
    """
    file = files.src_uris[spec.source] if spec.source else made_file(spec.url, config)
    page = file.page if isinstance(file.page, MagazinePage) else MagazinePage(spec, file, config)
    config.plugins.on_pre_page(page, config=config, files=files)
    source = config.plugins.on_page_read_source(page=page, config=config)
    markdown = page.markdown or "" if source is None else get_data(source)[0]
    page.markdown = config.plugins.on_page_markdown(markdown, page=page, config=config, files=files)
    if spec.article:
        texts.change(spec.article, page.markdown or "")
        page.content, page.present_anchor_ids = texts.html(spec.article), set(texts.text(spec.article).anchors)
    page.content = config.plugins.on_page_content(page.content or "", page=page, config=config, files=files)
    return page


class PageRenderer:
    """Renders the pages of one build."""

    def __init__(
        self,
        env: jinja2.Environment,
        config: MkDocsConfig,
        nav: Navigation,
        files: Files,
        texts: ArticleTexts,
        everywhere: object,
    ) -> None:
        """`everywhere` is what templates show on every page."""
        self._env, self._config, self._nav, self._files, self._texts = env, config, nav, files, texts
        self._documents: Sequence[File] = files.documentation_pages()
        self._templates = Templates(env, own_folders(config))
        settings = {key: value for key, value in config.items() if key not in _UNSEEN | {"theme"}}
        theme = {key: config.theme[key] for key in config.theme}
        self._everywhere = fingerprint(settings, theme, everywhere)

    def output(self, spec: PageSpec, late: Mapping[str, Any]) -> Output:
        """Return the page as an output; `late` is what belongs to its context, but follows from all other pages."""
        template = self._templates.fingerprint(spec.template)
        text = self._texts.fingerprint(spec.article) if spec.article else ""
        inputs = template and (self._everywhere, template, spec, text, late)
        return Output(spec.path, inputs or None, partial(self._make, spec, late))

    def _make(self, spec: PageSpec, late: Mapping[str, Any]) -> bytes:
        page = populated_page(spec, self._files, self._config, self._texts)
        return self.html(page, late)

    def html(self, page: MagazinePage, late: Mapping[str, Any]) -> bytes:
        """Return the file of a populated page. Emits MkDocs' last events of a page.

        Raises:
            PluginError: A template has a mistake; the message names page and template.
        """
        plugins, config = self._config.plugins, self._config
        template = str(page.meta["template"])
        try:
            context: Any = get_context(self._nav, self._documents, config, page)
            context.update(page.spec.context, **late)
            if page.spec.language:
                context.update(language_context(self._env, page.spec.language))
            page.active = True
            context = plugins.on_page_context(context, page=page, config=config, nav=self._nav)
            html = self._env.get_template(template).render(context)
        except jinja2.TemplateError as error:
            line = getattr(error, "lineno", None)
            where = f"{getattr(error, 'filename', None) or template}{f':{line}' if line else ''}"
            raise PluginError(f"{where}: {error.message} ({page.file.src_uri})") from None
        html = plugins.on_post_page(html, page=page, config=config)
        return html.encode(errors="xmlcharrefreplace")
