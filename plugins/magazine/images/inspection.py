"""Inspects the pictures of the docs folder, each file once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from magazine.cache.cache import Cache
from magazine.cache.fingerprint import Stamp, stamp_of
from magazine.cache.memo import memoised
from magazine.cache.step import Step
from magazine.images.picture import Fault, ImageVariants, InspectedImage, Inspection
from magazine.images.variants import digest_of, inspect


@dataclass(frozen=True, slots=True)
class _PictureFile:
    name: str
    path: Path
    stamp: Stamp

    @property
    def digest(self) -> str:
        return _digest(self.path, self.stamp)


_FATAL = Fault("picture-fatal")  # may be another time: a machine with more memory can read it
_INSPECT_IMAGE: Step[_PictureFile, Inspection] = Step(
    "inspect_image",
    lambda file: inspect(file.path, file.digest),
    lambda file: (file.path.suffix.lower(), file.digest),
    returns=Inspection,
    memoised=True,
    heavy=True,
    died=lambda _: Inspection(None, (_FATAL,)),
    lasting=lambda inspection: _FATAL not in inspection.faults,
)


def inspect_images(pictures: Mapping[str, Path], cache: Cache, *, quick: bool) -> dict[str, InspectedImage]:
    """Return the inspected pictures by their paths in the docs folder; `quick` variants are for a preview."""
    files = [_PictureFile(name, path, stamp_of(path)) for name, path in pictures.items()]
    inspections = cache.map(_INSPECT_IMAGE, files)
    return {
        file.name: InspectedImage(
            bytes=file.stamp[0],
            faults=inspection.faults,
            variants=ImageVariants(file.name, inspection.info, quick) if inspection.info else None,
        )
        for file, inspection in zip(files, inspections, strict=True)
    }


@memoised
def _digest(path: Path, stamp: Stamp) -> str:  # noqa: ARG001 - another stamp, another content
    return digest_of(path)
