"""Asks Git which files of a folder differ from a revision, and for their text at that revision."""

import subprocess
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from magazine.commands.project import WrongUse
from magazine.locales import Locale


class Status(StrEnum):
    """What happened to a file."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    DELETED = "deleted"


_STATUS = {"A": Status.NEW, "R": Status.MOVED, "D": Status.DELETED}


@dataclass(frozen=True, slots=True)
class Change:
    """A file that differs; paths are relative to the folder, `before` is the one it had."""

    status: Status
    file: str
    before: str


class History:
    """A folder, compared with the revision at which its branch left `ref`."""

    def __init__(self, folder: Path, ref: str, locale: Locale) -> None:
        """Look the revision up.

        Raises:
            WrongUse: There is no Git, or no such revision.
        """
        self.folder = folder
        self._texts: dict[str, str] = {}
        try:
            commit = self._git("rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}").strip()
            self._base = self._git("merge-base", commit, "HEAD").strip()
        except (OSError, subprocess.CalledProcessError) as error:
            reason = getattr(error, "stderr", "") or str(error)
            raise WrongUse(locale("check.no-git", ref=ref, reason=reason.strip())) from None

    def of(self, folder: Path) -> "History":
        """Return another folder of the same repository, compared with the same revision."""
        other = copy(self)
        other.folder, other._texts = folder, {}
        return other

    def changes(self) -> list[Change]:
        """Return what differs, by name; what is not committed yet counts too."""
        parts = iter(self._git("diff", "--name-status", "-M", "-z", "--relative", self._base, "--", ".").split("\0"))
        found = []
        for letter in parts:
            if letter:
                before = next(parts)
                file = next(parts) if letter.startswith("R") else before
                found.append(Change(_STATUS.get(letter[0], Status.CHANGED), file, before))
        fresh = self._git("ls-files", "--others", "--exclude-standard", "-z").split("\0")
        found += [Change(Status.NEW, file, file) for file in fresh if file]
        return sorted(found, key=lambda change: change.file)

    def text_before(self, change: Change) -> str:
        """Return what the file was; nothing where it is new."""
        if change.status is Status.NEW:
            return ""
        if change.before not in self._texts:
            self._texts[change.before] = self._git("show", f"{self._base}:./{change.before}")
        return self._texts[change.before]

    def text_now(self, change: Change) -> str:
        """Return what the file is; nothing where it is gone."""
        path = self.folder / change.file
        return path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else ""

    def _git(self, *arguments: str) -> str:
        return _git(self.folder, *arguments)


def renamed(folder: Path) -> dict[str, str]:
    """Return the files of a folder that were renamed at some time, each with its last name.

    Only files that hardly changed in the same commit: else one file may have been deleted and another added. Empty
    where there is no Git, or where only the newest revision was fetched.
    """
    try:
        arguments = "log", "--diff-filter=R", "-M90%", "--name-status", "-z", "--relative", "--format=", "--", "."
        parts = iter(_git(folder, *arguments).split("\0"))
    except (OSError, subprocess.CalledProcessError):
        return {}
    names: dict[str, str] = {}
    for status in parts:  # the newest first
        if status.strip():
            names.setdefault(next(parts), next(parts))
    return names


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(  # noqa: S603 - a revision cannot become an option (see rev-parse above)
        command, cwd=folder, check=True, capture_output=True, encoding="utf-8", errors="replace"
    ).stdout
