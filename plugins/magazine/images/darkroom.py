"""The darkroom: looks at all pictures, each only once."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, astuple
from pathlib import Path

from magazine.cache.fingerprint import digest, of_packages
from magazine.cache.press import Job, Made, Press
from magazine.images.picture import Fault, Look, Negative, Prints, Seen

_Stamp = tuple[str, int, int, int, int]


class Darkroom:
    """Knows what pictures look like; those of the last build are remembered when a preview builds again."""

    def __init__(self) -> None:
        self._digests: dict[_Stamp, str] = {}
        self._looks: dict[str, Look] = {}

    def see(
        self,
        pictures: Mapping[str, Path],
        look: Callable[[Path, str], Look],
        digest_of: Callable[[Path], str],
        press: Press,
        *,
        quick: bool,
        title: str,
    ) -> dict[str, Seen]:
        """Return what is known of each picture, by its name in the docs folder.

        `look` looks at a file with this digest of its bytes; `quick` prints are for a preview; `title` names the work
        to somebody who watches.
        """
        stamps = {name: _stamp(path) for name, path in pictures.items()}
        self._digests = {stamp: self._digests.get(stamp) or digest_of(pictures[name]) for name, stamp in stamps.items()}
        digests = {name: self._digests[stamp] for name, stamp in stamps.items()}
        keys = {name: _key(name, digests[name]) for name in pictures}
        press.need(keys.values())
        looks = {key: self._looks[key] for key in keys.values() if key in self._looks}
        missing = {key: name for name, key in keys.items() if key not in looks}
        jobs = [Job(key, name) for key, name in missing.items()]

        def make(name: str) -> Made:
            return Made(_packed(look(pictures[name], digests[name])))

        for job, value in press.run(jobs, make, title, heavy=True):
            looks[job.key or ""] = _unpacked(value)
        self._looks = looks
        return {name: _seen(name, looks[keys[name]], stamps[name][1], quick) for name in pictures}


def _seen(name: str, look: Look, size: int, quick: bool) -> Seen:
    return Seen(size, look.faults, Prints(name, look.negative, quick) if look.negative else None)


def _stamp(path: Path) -> _Stamp:
    """Return what tells whether a file is still the one that was read; nobody can set back `st_ctime`."""
    status = path.stat()
    return str(path), status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _key(name: str, digest_of_bytes: str) -> str:
    return digest("look", of_packages(), Path(name).suffix.lower(), digest_of_bytes)


def _packed(look: Look) -> bytes:
    return json.dumps([look.negative and asdict(look.negative), [astuple(each) for each in look.faults]]).encode()


def _unpacked(data: bytes) -> Look:
    told, faults = json.loads(data)
    negative = Negative(**told | {"tones": tuple(told["tones"])}) if told else None
    return Look(negative, tuple(Fault(*each) for each in faults))
