"""What the preview keeps from one build to the next, beside the results of steps and functions (`cache.memo`)."""

from pathlib import Path

from magazine.cache import memo
from magazine.publishing.site_folder import SiteFolder


class Memory:
    """The folder of the site, and the addresses that articles had.

    A build alone finds it empty and leaves it; MkDocs keeps the plugin, and so its memory, while a preview runs.
    """

    def __init__(self) -> None:
        self.addresses: dict[str, str] = {}
        """The addresses of articles by file: a broken one is shown where it was."""
        self._folder: SiteFolder | None = None
        memo.forget()

    def site_folder(self, target: Path, ledger: Path, *, again: bool) -> SiteFolder:
        """Return the site folder `target`; `again` takes that of the last build, if nothing else touched it."""
        same = self._folder is not None and self._folder.target == target
        if not same:
            self.addresses = {}  # of another project, built in this process before
        if self._folder is None or not (again and same and self._folder.again()):
            self._folder = SiteFolder(target, ledger)
        return self._folder
