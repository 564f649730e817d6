"""Rules for the files of articles and what lies beside them: line ends, pictures."""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

from magazine.content.manuscript import PICTURES, Manuscript
from magazine.content.problem import Place, Problem

from .limits import PICTURE_BYTES, PICTURE_PIXELS


@dataclass(frozen=True, slots=True)
class PictureSize:
    """The size of a picture: its file in bytes, and its longest side in pixels (0: it can be drawn at any size)."""

    bytes: int
    pixels: int


Measure = Callable[[str], PictureSize | None]


def unmeasured(_: str) -> None:
    """Know the size of no picture."""


def file_is_plain(file: str, data: bytes) -> Iterator[Problem]:
    """Find a byte order mark, and line ends of Windows."""
    if data.startswith(b"\xef\xbb\xbf"):
        yield Problem("byte-order-mark", Place(file, 1, 1))
    if b"\r" in data:
        line = data.count(b"\n", 0, data.index(b"\r")) + 1
        yield Problem("line-endings", Place(file, line))


def pictures_are_small(manuscript: Manuscript, files: Set[str], measure: Measure) -> Iterator[Problem]:
    """Find pictures that take a phone too long."""
    for picture in sorted(manuscript.pictures & files):
        size = measure(picture) if picture.lower().endswith(PICTURES) else None
        if size and (size.bytes > PICTURE_BYTES or size.pixels > PICTURE_PIXELS):
            details = {
                "value": picture.rpartition("/")[2],
                "megabytes": f"{size.bytes / 1e6:.1f}",
                "pixels": str(size.pixels),
                "most": f"{PICTURE_BYTES / 1e6:.0f}",
                "most_pixels": str(PICTURE_PIXELS),
            }
            yield Problem("picture-too-large", manuscript.place_of(picture), details)


def pictures_are_used(
    manuscripts: Iterable[Manuscript], files: Set[str], unread: Iterable[str], posts_dir: str
) -> Iterator[Problem]:
    """Find pictures beside articles that none of them shows.

    Not beside an article that could not be read, or that names a picture that is not there: this may be the one.
    """
    doubtful = set(unread)
    used: set[str] = set()
    for manuscript in manuscripts:
        pictures = manuscript.pictures
        used |= pictures
        if any(picture not in files and picture.lower().endswith(PICTURES) for picture in pictures):
            doubtful.add(manuscript.file)
    folders = {file.rpartition("/")[0] for file in doubtful}
    for file in sorted(files - used):
        beside = file.startswith(f"{posts_dir}/") and file.lower().endswith(PICTURES)
        if beside and file.rpartition("/")[0] not in folders:
            yield Problem("picture-unused", Place(file), {"value": file.rpartition("/")[2]})
