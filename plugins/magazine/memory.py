"""What is kept from one build to the next: in a preview, everything that was read and worked out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from magazine.cache.memo import Memo
from magazine.checks import edition
from magazine.checks.proof_cache import ProofCache
from magazine.content.article import Article
from magazine.content.author import read_authors
from magazine.content.front_matter_cache import FrontMatterCache
from magazine.content.relations import relations
from magazine.images.inspection import ImageInspector
from magazine.pages import site
from magazine.pages.renderer import page_key
from magazine.publishing.site_folder import SiteFolder
from magazine.rendering.text_cache import TextCache


class Memory:
    """Caches in memory, the folder of the site, and the addresses that articles had.

    A build alone finds it empty and leaves it; MkDocs keeps the plugin, and so its memory, while a preview runs.
    """

    def __init__(self) -> None:
        self.front_matter_cache, self.text_cache, self.proof_cache = FrontMatterCache(), TextCache(), ProofCache()
        self.image_inspector = ImageInspector()
        self.desk, self.layout = edition.Hands(self.front_matter_cache.manuscript), site.Hands()
        self.page_key: Callable[..., str] = page_key
        self.addresses: dict[str, str] = {}
        """The addresses of articles by file: a broken one is shown where it was."""
        self._folder: SiteFolder | None = None
        self._memos: list[Memo[Any]] = []

    def memoise(self) -> None:
        """Memoise pure functions, for a preview: the next build asks most of them the same again."""
        desk: list[Any] = [Memo(each) for each in (read_authors, Article, relations)]
        layout: list[Any] = [Memo(each) for each in (site.article_spec, site.listing_specs)]
        self.desk, self.layout = edition.Hands(self.front_matter_cache.manuscript, *desk), site.Hands(*layout)
        self.page_key = key = Memo(page_key)
        self._memos = [*desk, *layout, key]

    def next_build(self) -> None:
        """Forget what the build before the last one asked for and the last one did not."""
        for memo in self._memos:
            memo.next_build()

    def site_folder(self, target: Path, ledger: Path, *, again: bool) -> SiteFolder:
        """Return the site folder `target`; `again` takes that of the last build, if nothing else touched it."""
        same = self._folder is not None and self._folder.target == target
        if not same:
            self.addresses = {}  # of another project, built in this process before
        if self._folder is None or not (again and same and self._folder.again()):
            self._folder = SiteFolder(target, ledger)
        return self._folder
