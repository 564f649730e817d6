"""Refuses what a proposal could bring to publish any file or to write anywhere, before anything is read or written.

That is: symbolic links, and files in the repository at the places where builds keep what they made. A cache is trusted:
what its entries hold becomes the site, and a checksum is no signature. Of the finished site nothing is taken that the
cache does not know, so it may be in the repository, as some publish theirs.
"""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from magazine.build import Inspected, Purpose
from magazine.checks.docs_files import symbolic_links
from magazine.checks.report import as_text, in_words
from magazine.content.problem import Code, Place, Problem
from magazine.locales import load
from magazine.mkdocs_settings import cache_folder
from magazine.publishing.site_folder import building_folder
from magazine.template_globals import docs_folder


def refuse_unsafe(config: MkDocsConfig, purpose: Purpose) -> None:
    """Stop where the docs folder has symbolic links, or a folder that a build writes is one or in the repository.

    Raises:
        PluginError: It is so.
        Inspected: There is one in the docs folder, and that is all that `magazine check` can tell.
    """
    locale = load(str(config.theme.get("language") or "en"))
    cache, site = cache_folder(config), Path(config.site_dir)
    made = [] if purpose is Purpose.PREVIEW else [site, building_folder(site)]  # a preview's lies in the cache
    docs = Path(config.docs_dir)
    if elsewhere := [path for path in (docs, cache.parent, cache, *made) if path.is_symlink()]:
        raise PluginError("\n".join(locale("folder.link", folder=path) for path in elsewhere))
    if known := _tracked(Path(config.config_file_path or ".").parent, [cache, *made[1:]]):
        raise PluginError("\n".join(locale("folder.tracked", folder=path) for path in known))
    links = [Problem(Code.SYMBOLIC_LINK, Place(file)) for file in symbolic_links(docs)]
    if found := in_words(links, locale, docs_folder(config)):
        raise Inspected(found, []) if purpose is Purpose.CHECK else PluginError(as_text(found))


def _tracked(root: Path, folders: Iterable[Path]) -> list[Path]:
    """Return those of some folders of which git has files; none where there is no git, or no repository."""
    there = [folder for folder in folders if folder.exists()]
    command = ["git", "-C", str(root), "-c", "core.fsmonitor=false", "ls-files", "--"]
    try:
        return [
            folder
            for folder in there
            if subprocess.run([*command, folder], check=False, capture_output=True).stdout  # noqa: S603
        ]
    except OSError:
        return []
