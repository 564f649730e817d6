"""Rules for the files of articles and what lies beside them: line ends, pictures."""

from collections.abc import Iterable, Iterator, Set

from magazine.checks.limits import PICTURE_BYTES, PICTURE_PIXELS
from magazine.content.edition import ImageLookup
from magazine.content.manuscript import PICTURES, Manuscript
from magazine.content.problem import Code, Place, Problem
from magazine.images.picture import InspectedImage


def file_is_plain(file: str, data: bytes) -> Iterator[Problem]:
    """Find a byte order mark, and line ends of Windows."""
    if data.startswith(b"\xef\xbb\xbf"):
        yield Problem(Code.BYTE_ORDER_MARK, Place(file, 1, 1))
    if b"\r" in data:
        line = data.count(b"\n", 0, data.index(b"\r")) + 1
        yield Problem(Code.LINE_ENDINGS, Place(file, line))


def pictures_are_sound(
    manuscripts: Iterable[Manuscript], files: Set[str], image_lookup: ImageLookup
) -> Iterator[Problem]:
    """Find pictures that cannot be read or take a phone too long: where they are shown, else the files themselves."""
    rest = set(files)
    for manuscript in manuscripts:
        rest -= manuscript.pictures
        for picture in sorted(manuscript.pictures & files):
            if inspected := image_lookup(picture):
                yield from _unsound(picture, inspected, manuscript.place_of(picture))
    for picture in sorted(rest):
        if inspected := image_lookup(picture):
            yield from _unsound(picture, inspected, Place(picture))


def _unsound(picture: str, inspected: InspectedImage, place: Place) -> Iterator[Problem]:
    name = {"value": picture.rpartition("/")[2]}
    for fault in inspected.faults:
        yield Problem(Code(fault.code), place, {**name, "what": fault.what})
    too_large = []
    if inspected.bytes > PICTURE_BYTES:
        too_large.append((f"{inspected.bytes / 1e6:.1f} MB", f"{PICTURE_BYTES / 1e6:.0f} MB"))
    if inspected.pixels > PICTURE_PIXELS:
        too_large.append((f"{inspected.pixels} px", f"{PICTURE_PIXELS} px"))
    if too_large:
        what, most = (", ".join(each) for each in zip(*too_large, strict=True))
        yield Problem(Code.PICTURE_TOO_LARGE, place, name | {"what": what, "most": most})


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
            yield Problem(Code.PICTURE_UNUSED, Place(file), {"value": file.rpartition("/")[2]})
