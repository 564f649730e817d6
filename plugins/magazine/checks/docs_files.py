"""Which files may lie in the docs folder: all of them are published, and only texts and pictures are looked into."""

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path, PurePosixPath

from magazine.content.manuscript import PICTURES
from magazine.content.problem import Code, Place, Problem

KINDS = frozenset({".md", ".pdf", ".csv"})
"""What may lie anywhere in the docs folder, beside pictures: scripts, styles, pages and feeds would be unread."""

_OTHERS = {
    "text": (".md", ".txt", ".markdown", ".mdown", ".mkd", ".mdx"),  # MkDocs knows no .MD
    "document": (".docx", ".doc", ".odt", ".rtf", ".pages"),
    "picture": (".heic", ".heif", ".tif", ".tiff", ".bmp", ".jfif", ".jxl"),
}


def unwanted_files(files: AbstractSet[str], allowed: Collection[str]) -> Iterator[Problem]:
    """Find files of other kinds; `allowed` are the paths that the settings name, which are the editors'."""
    for file in sorted(files - {*allowed}):
        name = PurePosixPath(file).name
        suffix = PurePosixPath(name).suffix
        hidden = any(part.startswith(".") for part in PurePosixPath(file).parts)  # MkDocs leaves them out
        known = suffix == ".md" or suffix.lower() in {*KINDS, *PICTURES} - {".md"}  # MkDocs knows no .MD
        if not (hidden or known):
            yield Problem(Code.FILE_UNWANTED, Place(file), {"value": suffix or name, **_meant(name)})


def _meant(name: str) -> dict[str, str]:
    """Return which words the problem has: what to do with a text of another ending, a document, a picture."""
    ending = PurePosixPath(name).suffix.lower()
    about = next((kind for kind, endings in _OTHERS.items() if ending in endings), "")
    while PurePosixPath(name).suffix.lower() in (*_OTHERS["text"], *_OTHERS["document"]):  # also of `article.md.txt`
        name = PurePosixPath(name).stem
    return {"about": about, "guess": f"{name}.md"}


def files_in_the_way(files: AbstractSet[str], theme: Collection[Path]) -> Iterator[Problem]:
    """Find files at the path of one of the theme's, in whose place they would be published; `theme` are its folders."""
    for file in sorted(files):
        if not file.endswith(".md") and any((folder / file).is_file() for folder in theme):
            yield Problem(Code.FILE_TAKEN, Place(file), {"url": f"/{file}"})


def symbolic_links(folder: Path) -> Iterator[str]:
    """Find symbolic links below a folder, by their paths in it; none is followed. What cannot be read has none."""
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            if entry.is_symlink():
                yield entry.relative_to(folder).as_posix()
            elif entry.is_dir():
                waiting.append(entry)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []  # MkDocs passes over it, too
