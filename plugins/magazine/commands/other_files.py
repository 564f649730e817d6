"""The files of a proposal that are no articles, and what each does: somebody has to look at them before merging."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from magazine.build import Build
from magazine.commands.git import Change, History, Status
from magazine.content.manuscript import PICTURES


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A file that a proposal changes: its path in the repository, and its kind, a word of `changes.kind`."""

    status: Status
    file: str
    kind: str

    @property
    def is_checked(self) -> bool:
        """Whether all that it can do is checked: pictures are drawn anew, and beside articles."""
        return self.kind == "picture"


def other_files(changes: Iterable[Change], history: History, build: Build, docs: str) -> Iterator[OtherFile]:
    """Yield the files that are no articles: those among `changes`, of the docs folder, and those elsewhere."""
    for change in changes:
        if not build.is_article(change.file):
            yield OtherFile(change.status, f"{docs}/{change.file}", _kind_in_docs(change.file, build))
    root = Path(build.config.config_file_path).parent
    for change in history.of(root).changes():
        if not change.file.startswith(f"{docs}/"):
            yield OtherFile(change.status, change.file, _kind_elsewhere(change.file, build))


def _kind_in_docs(file: str, build: Build) -> str:
    settings = build.settings
    if file == settings.authors_file:
        return "authors"
    if file == settings.words_file:
        return "words"
    if file.endswith(".md"):
        return "page"
    if file.lower().endswith(PICTURES):
        return "picture" if file.startswith(f"{settings.posts_dir}/") else "page-picture"
    return "enclosure"


def _kind_elsewhere(file: str, build: Build) -> str:
    root = Path(build.config.config_file_path).parent
    if root / file == Path(build.config.config_file_path):
        return "settings"
    if file.startswith(".github/"):
        return "workflow"
    themes = (Path(folder) for folder in build.config.theme.dirs)
    return "look" if any((root / file).is_relative_to(folder) for folder in themes) else "code"
