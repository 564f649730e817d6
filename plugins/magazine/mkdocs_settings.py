"""What the magazine needs of MkDocs' own settings."""

import logging
from functools import partial

from mkdocs.config.defaults import MkDocsConfig

from magazine.content.slugs import heading_slug
from magazine.locales import load

# Files of the theme that are rendered once, rather than copied.
_STATIC_TEMPLATES = {"404.html", "assets/magazine.css", "assets/feed.css", "assets/share.json"}


def configure(config: MkDocsConfig, language: str) -> None:
    """Set what every magazine needs, whatever stands in `mkdocs.yml`."""
    if "magazine.typography" not in config.markdown_extensions:
        config.markdown_extensions.append("magazine.typography")
    config.mdx_configs["magazine.typography"] = {"language": language}
    toc = config.mdx_configs.get("toc", {})
    if toc.get("slugify") is heading_slug:
        toc["slugify"] = partial(heading_slug, empty=load(language).addresses["heading"])
    if not config.repo_url:
        config.edit_uri = None  # leads nowhere without a repository; MkDocs would warn about every page
    config.theme.static_templates.update(_STATIC_TEMPLATES)
    config.theme.static_templates.discard("sitemap.xml")  # MkDocs' own: the dates in it are those of the build
    if config.validation.links.absolute_links > 0:
        config.validation.links.absolute_links = logging.DEBUG  # `rendering.links` resolves and checks them
    config.use_directory_urls = True  # addresses end in a slash: posts/2025/12/26/slug/
