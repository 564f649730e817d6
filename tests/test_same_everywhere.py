"""One commit is one site, byte for byte: whoever builds it, when, where, and with how many workers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.newsroom import ENGINE, Newsroom
from tests.sample import BUILT, moment, write_sample
from tests.test_whole_site import files

# A Python that starts with this on its path lists folders in another order, as another file system would.
SHUFFLED = """
import os, random

class Entries:
    def __init__(self, entries): self._entries = iter(entries)
    def __iter__(self): return self
    def __next__(self): return next(self._entries)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass

def shuffled(entries):
    entries = [*entries]
    random.Random(7).shuffle(entries)
    return entries

listdir, scandir = os.listdir, os.scandir
os.listdir = lambda path=".": shuffled(listdir(path))
os.scandir = lambda path=".": Entries(shuffled(scandir(path)))
"""
SURROUNDINGS: dict[str, dict[str, str]] = {
    "another day": {"SOURCE_DATE_EPOCH": str(int(BUILT.timestamp()) + 7200)},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "another locale": {"LC_ALL": "C", "LANG": "C"},
    "another user": {"HOME": "/nonexistent", "USER": "bo", "LOGNAME": "bo"},
    "one worker": {"MAGAZINE_WORKERS": "1"},
    "five workers": {"MAGAZINE_WORKERS": "5"},
    "other hashes": {"PYTHONHASHSEED": "42"},
    "another order of files": {"PYTHONPATH": "shuffled"},
    "another umask": {"UMASK": "077"},
}
_START = "import os, runpy, sys; os.umask(int(os.environ.get('UMASK', '022'), 8)); sys.argv = sys.argv[1:]; "

pytestmark = [pytest.mark.xdist_group("sample"), pytest.mark.long]


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_a_build_elsewhere_makes_the_same(name: str, sample: Path, tmp_path: Path) -> None:
    newsroom = write_sample(Newsroom(tmp_path / "a folder of another name"))
    surroundings = dict(SURROUNDINGS[name])
    if "PYTHONPATH" in surroundings:
        (tmp_path / "sitecustomize.py").write_text(SHUFFLED, encoding="utf-8")
        surroundings["PYTHONPATH"] = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    given = {"SOURCE_DATE_EPOCH": moment(), **surroundings}
    command = [
        sys.executable,
        "-c",
        _START + f"runpy.run_module({ENGINE!r}, run_name='__main__')",
        ENGINE,
        "build",
        "-q",
    ]
    done = subprocess.run(
        [*command, "-f", str(newsroom.config_file())],
        env={**os.environ, **given},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert files(newsroom.site) == files(sample)


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_another_python_makes_the_same(version: str, sample: Path, tmp_path: Path) -> None:
    """With the packages of this one, so it has to be one that can load them."""
    python = shutil.which(f"python{version}")
    packages = os.pathsep.join([*os.environ.get("PYTHONPATH", "").split(os.pathsep), *sys.path])
    env = {**os.environ, "PYTHONPATH": packages, "SOURCE_DATE_EPOCH": moment()}
    if (
        python is None
        or subprocess.run([python, "-c", "import lxml.etree, PIL.Image"], env=env, check=False).returncode
    ):
        pytest.skip(f"no Python {version} with the packages on this machine")
    newsroom = write_sample(Newsroom(tmp_path))
    command = [python, "-m", ENGINE, "build", "-q", "-f", str(newsroom.config_file())]
    subprocess.run(command, env=env, check=True)
    assert files(newsroom.site) == files(sample)
