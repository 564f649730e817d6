"""The folder of the built site: made beside the old one, and put in its place when it is whole."""

import shutil
from pathlib import Path


class SiteFolder:
    """A site that is being built; the old one stays untouched until `publish`."""

    def __init__(self, target: str) -> None:
        """Prepare to build the folder `target`, in a hidden folder beside it (on the same file system)."""
        self.target = Path(target)
        self.building = self.target.with_name(f".{self.target.name}.building")
        self._old = self.target.with_name(f".{self.target.name}.old")

    def publish(self) -> None:
        """Put the new site in the place of the old one."""
        shutil.rmtree(self._old, ignore_errors=True)
        if self.target.exists():
            self.target.rename(self._old)
        self.building.rename(self.target)
        shutil.rmtree(self._old, ignore_errors=True)

    def discard(self) -> None:
        """Throw away what was built."""
        shutil.rmtree(self.building, ignore_errors=True)
