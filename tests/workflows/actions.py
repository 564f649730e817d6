"""What the actions of the workflows do, as far as a run on this machine needs it."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PAGES = "http://127.0.0.1:9/magazin"
"""Where the magazine is published: nobody answers there."""


@dataclass
class Caches:
    """GitHub's cache of a branch: files that a run saved under a key, for those that come after it."""

    folder: Path
    order: list[str] = field(default_factory=list)

    def save(self, key: str, path: Path) -> None:
        """Keep what is at `path`. An entry is never changed."""
        if key not in self.order and path.exists():
            _copy(path, self.folder / key)
            self.order.append(key)

    def find(self, key: str, prefixes: list[str]) -> str | None:
        """Return the key of the entry for `key`, or of the newest that begins with one of the `prefixes`."""
        if key in self.order:
            return key
        return next((each for prefix in prefixes for each in reversed(self.order) if each.startswith(prefix)), None)

    def restore(self, key: str, path: Path) -> None:
        """Put the entry back where it was."""
        _copy(self.folder / key, path)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", "-T", str(source), str(target)], check=True)


@dataclass
class Surroundings:
    """Where an action runs: the clone, the caches of its branch, the run's artifacts, and what is done at its end."""

    folder: Path
    caches: Caches
    artifacts: dict[str, list[str]] = field(default_factory=dict)
    afterwards: list[Callable[[], None]] = field(default_factory=list)


def use(action: str, given: dict[str, Any], here: Surroundings) -> dict[str, str]:
    """Do what an action does; return its outputs."""
    match action:
        case "actions/configure-pages":
            return {"base_url": PAGES}
        case "actions/cache" | "actions/cache/restore":
            return _restore(given, here, saves=action == "actions/cache")
        case "actions/cache/save":
            here.caches.save(given["key"], here.folder / given["path"])
        case "actions/upload-artifact" | "actions/upload-pages-artifact":
            return _upload(given, here)
        case "actions/checkout" | "actions/setup-python":
            pass  # the clone is there, and a Python is on this machine
        case _:
            raise AssertionError(f"an action that no test knows: {action}")
    return {}


def _restore(given: dict[str, Any], here: Surroundings, *, saves: bool) -> dict[str, str]:
    key, path = given["key"], here.folder / given["path"]
    found = here.caches.find(key, given.get("restore-keys", "").split())
    if found and not given.get("lookup-only"):
        here.caches.restore(found, path)
    if saves:
        here.afterwards.append(lambda: here.caches.save(key, path))
    return {"cache-hit": "true" if found == key else "false" if found else ""}


def _upload(given: dict[str, Any], here: Surroundings) -> dict[str, str]:
    """Pack what is uploaded, as the action does, and note its files."""
    path = here.folder / given["path"]
    assert not any(part.startswith(".") for part in path.relative_to(here.folder).parts), "hidden: left out"
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    assert files, f"{path}: nothing to upload"
    assert given.get("archive", True) or len(files) == 1, "only a single file can go without an archive"
    here.artifacts[given["path"]] = sorted(file.relative_to(here.folder).as_posix() for file in files)
    packed = here.folder.with_name(f"{here.folder.name}-artifact-{len(here.artifacts)}")
    shutil.make_archive(str(packed), "tar", here.folder, given["path"])
    return {"artifact-url": f"https://github.example/artifacts/{len(here.artifacts)}"}
