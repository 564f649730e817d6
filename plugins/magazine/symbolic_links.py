"""Refuses symbolic links, before anything follows them: a proposal could publish any file, or write anywhere."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from magazine.build import Inspected, Purpose, cache_folder
from magazine.checks.docs_files import symbolic_links
from magazine.checks.report import as_text, in_words
from magazine.content.problem import Code, Place, Problem
from magazine.locales import load
from magazine.publishing.site_folder import building_folder
from magazine.template_globals import docs_folder


def refuse_links(config: MkDocsConfig, purpose: Purpose) -> None:
    """Stop where the docs folder has symbolic links, or one is in place of a folder that a build writes.

    Raises:
        PluginError: There is one.
        Inspected: There is one in the docs folder, and that is all that `magazine check` can tell.
    """
    locale = load(str(config.theme.get("language") or "en"))
    cache, site = cache_folder(config), Path(config.site_dir)
    own = [cache.parent, cache] if purpose is Purpose.PREVIEW else [cache.parent, cache, site, building_folder(site)]
    if elsewhere := [path for path in own if path.is_symlink()]:
        raise PluginError("\n".join(locale("folder.link", folder=path) for path in elsewhere))
    links = [Problem(Code.SYMBOLIC_LINK, Place(file)) for file in symbolic_links(Path(config.docs_dir))]
    if found := in_words(links, locale, docs_folder(config)):
        raise Inspected(found, []) if purpose is Purpose.CHECK else PluginError(as_text(found))
