"""Inspects the pictures of the docs folder, each file once; results are cached."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, astuple
from pathlib import Path

from magazine.cache.cache import Cache, Result, Task
from magazine.cache.fingerprint import Stamp, digest, of_packages, stamp_of
from magazine.images.picture import Fault, ImageInfo, ImageVariants, InspectedImage, Inspection

_Stamp = tuple[str, Stamp]


class ImageInspector:
    """Inspects pictures through the cache, and keeps the last build's results in memory for the next preview build."""

    def __init__(self) -> None:
        self._digests: dict[_Stamp, str] = {}
        self._inspections: dict[str, Inspection] = {}

    def inspect(
        self,
        pictures: Mapping[str, Path],
        inspect_file: Callable[[Path, str], Inspection],
        digest_of: Callable[[Path], str],
        cache: Cache,
        *,
        quick: bool,
        title: str,
    ) -> dict[str, InspectedImage]:
        """Return the inspected pictures by their paths in the docs folder.

        `inspect_file` inspects a file, given its path and the digest of its bytes. `quick` variants are for a preview.
        `title` is shown beside the progress.
        """
        stamps = {name: (str(path), stamp_of(path)) for name, path in pictures.items()}
        self._digests = {stamp: self._digests.get(stamp) or digest_of(pictures[name]) for name, stamp in stamps.items()}
        digests = {name: self._digests[stamp] for name, stamp in stamps.items()}
        keys = {name: _key(name, digests[name]) for name in pictures}
        cache.need(keys.values())
        inspections = {key: self._inspections[key] for key in keys.values() if key in self._inspections}
        missing = {key: name for name, key in keys.items() if key not in inspections}
        tasks = [Task(key, name) for key, name in missing.items()]

        def make(name: str) -> Result:
            return Result(_packed(inspect_file(pictures[name], digests[name])))

        for task, value in cache.map(tasks, make, title, heavy=True):
            inspections[task.key or ""] = _unpacked(value)
        self._inspections = inspections
        return {name: _inspected(name, inspections[keys[name]], stamps[name][1][0], quick) for name in pictures}


def _inspected(name: str, inspection: Inspection, size: int, quick: bool) -> InspectedImage:
    return InspectedImage(
        size, inspection.faults, ImageVariants(name, inspection.info, quick) if inspection.info else None
    )


def _key(name: str, digest_of_bytes: str) -> str:
    return digest("look", of_packages(), Path(name).suffix.lower(), digest_of_bytes)


def _packed(inspection: Inspection) -> bytes:
    return json.dumps(
        [inspection.info and asdict(inspection.info), [astuple(each) for each in inspection.faults]]
    ).encode()


def _unpacked(data: bytes) -> Inspection:
    told, faults = json.loads(data)
    info = ImageInfo(**told | {"placeholder": tuple(told["placeholder"])}) if told else None
    return Inspection(info, tuple(Fault(*each) for each in faults))
