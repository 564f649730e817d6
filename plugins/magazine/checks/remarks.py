"""Rules for the files of articles and what lies beside them: line ends, pictures."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set

from magazine.checks.limits import PICTURE_BYTES, PICTURE_PIXELS
from magazine.content.edition import ImageLookup
from magazine.content.manuscript import PICTURES, Manuscript
from magazine.content.problem import Code, Place, Problem, place_in
from magazine.content.shown import ShownFiles, ShownPicture
from magazine.content.targets import TargetFinder
from magazine.images.picture import InspectedImage

_FILE_NAME = re.compile(r"(?<![\w.-])[\w.-]+\.(?:jpe?g|png|webp|avif|svg|gif)", re.IGNORECASE)

_LONGEST = 2000  # characters between the beginning of a picture and its target


def file_is_plain(file: str, data: bytes) -> Iterator[Problem]:
    """Find a byte order mark, and line ends of Windows."""
    if data.startswith(b"\xef\xbb\xbf"):
        yield Problem(Code.BYTE_ORDER_MARK, Place(file, 1, 1))
    if b"\r" in data:
        line = data.count(b"\n", 0, data.index(b"\r")) + 1
        yield Problem(Code.LINE_ENDINGS, Place(file, line))


def pictures_are_sound(
    manuscripts: Iterable[Manuscript], shown: ShownFiles, files: Set[str], image_lookup: ImageLookup
) -> Iterator[Problem]:
    """Find pictures that cannot be read or take a phone too long: where they are shown, else the files themselves."""
    rest = set(files)
    for manuscript in manuscripts:
        pictures = shown.of(manuscript)
        rest -= pictures
        for picture in sorted(pictures & files):
            if inspected := image_lookup(picture):
                yield from _unsound(picture, inspected, shown.place(manuscript, picture))
    for picture in sorted(rest):
        if inspected := image_lookup(picture):
            yield from _unsound(picture, inspected, Place(picture))


def _unsound(picture: str, inspected: InspectedImage, place: Place) -> Iterator[Problem]:
    name = {"value": picture.rpartition("/")[2], "picture": picture}
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
    manuscripts: Iterable[Manuscript], shown: ShownFiles, files: Set[str], unread: Iterable[str], posts_dir: str
) -> Iterator[Problem]:
    """Find pictures beside articles that nothing shows.

    Not beside an article that could not be read, or that names a picture that is not there, nor in a folder with its
    name: this may be the one.
    """
    doubtful = set(unread)
    used = set(shown.elsewhere)
    for manuscript in manuscripts:
        pictures = shown.of(manuscript)
        used |= pictures
        known = manuscript.file in shown.articles
        if not known or any(each not in files and each.lower().endswith(PICTURES) for each in pictures):
            doubtful.add(manuscript.file)
    folders = {file.rpartition("/")[0] for file in doubtful}
    own_folders = tuple(f"{file.removesuffix('.md')}/" for file in doubtful)
    for file in sorted(files - used):
        beside = file.startswith(f"{posts_dir}/") and file.lower().endswith(PICTURES)
        if beside and file.rpartition("/")[0] not in folders and not file.startswith(own_folders):
            yield Problem(Code.PICTURE_UNUSED, Place(file), {"value": file.rpartition("/")[2]})


def pictures_are_described(pictures: Iterable[ShownPicture], markdown: str) -> Iterator[Problem]:
    """Find pictures of a text without an alternative text, or with a file name as one, and without a credit.

    The places of the problems are those in the `markdown`, and name no file.
    """
    met: Counter[str] = Counter()
    targets: TargetFinder | None = None
    for picture in pictures:
        codes = {}
        if not picture.alt.strip():
            codes[Code.ALT_MISSING] = picture.target
        elif is_file_name(picture.alt, picture.target):
            codes[Code.ALT_IS_FILE_NAME] = picture.alt
        if not picture.captioned:
            codes[Code.CREDIT_MISSING] = picture.target
        if codes:
            targets = targets or TargetFinder(markdown)
            start = targets.start(picture.target, met[picture.target])
            place = place_in(markdown, _picture_start(markdown, start), "", 1)
            yield from (Problem(code, place, {"value": value}) for code, value in codes.items())
        met[picture.target] += 1


def is_file_name(alt: str, target: str) -> bool:
    """Return whether an alternative text is only the name of a file, or of the picture's own without its ending."""
    stem = target.rpartition("/")[2].rpartition(".")[0]
    plain = re.sub(r"[\W_]+", " ", alt).strip().casefold()
    return bool(_FILE_NAME.fullmatch(alt.strip())) or (
        plain == re.sub(r"[\W_]+", " ", stem).strip().casefold() and " " not in plain
    )


def _picture_start(markdown: str, target: int) -> int:
    """Return where the picture begins whose target is at `target`; that, if it is defined in another paragraph."""
    first = max(0, target - _LONGEST)
    start = max(markdown.rfind("![", first, target), markdown.rfind("<img", first, target))
    return start if start >= 0 and "\n\n" not in markdown[start:target] else target
