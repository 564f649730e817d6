"""What `python -m tests.elsewhere` relies on: another clock in every process, and another magazine in the copy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.elsewhere.__main__ import clock, copy_with_another_magazine
from tests.newsroom import REPOSITORY

YEAR = 365 * 24 * 60 * 60
TELLS = "import time; print(time.time())"
ASKS = {
    "this process": TELLS,
    "one that it starts": f"import subprocess, sys; subprocess.run([sys.executable, '-c', {TELLS!r}], check=True)",
    "one that it forks": f"import os\nif os.fork() == 0: exec({TELLS!r})\nelse: os.wait()",
    "its calendar": "import datetime; print(datetime.datetime.now(datetime.UTC).timestamp())",
    "going on": f"import time; begun = time.time(); time.sleep(0.1); assert time.time() > begun + 0.05; {TELLS}",
}


def told(script: str, **surroundings: str) -> float:
    command = [sys.executable, "-c", script]
    return float(subprocess.run(command, env={**os.environ, **surroundings}, check=True, capture_output=True).stdout)


@pytest.mark.parametrize("who", ASKS)
def test_every_process_has_the_other_clock(who: str) -> None:
    now = told(TELLS, CLOCK_OFFSET="")
    for years in (1, 5):
        assert told(ASKS[who], **clock(years * YEAR)) == pytest.approx(now + years * YEAR, abs=60)


def test_without_another_clock_nothing_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TELLS], env={**os.environ, **clock(0), "CLOCK_OFFSET": "?"}, check=False
    )
    assert done.returncode == 1


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_copy_has_another_magazine_and_the_same_code(tmp_path: Path) -> None:
    copy = copy_with_another_magazine(tmp_path / "copy")
    theirs, wanted = files(copy), files(copy / "tests/elsewhere/magazine")
    assert {name: content for name, content in theirs.items() if name.startswith(("docs/", "mkdocs.yml"))} == wanted
    assert len(wanted) > 5
    for name in ("plugins/magazine/plugin.py", "overrides/.icons/magazine/mark.svg", ".github/CODEOWNERS"):
        assert theirs[name] == (REPOSITORY / name).read_bytes()
    assert subprocess.run(["git", "status", "--short"], cwd=copy, check=True, capture_output=True).stdout == b""


def test_each_file_has_its_turn_at_one_of_the_moments() -> None:
    def collected(part: str) -> list[str]:
        command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:xdist", "-o", "addopts="]
        surroundings = {**os.environ, "TESTS_PART": part}
        done = subprocess.run(
            [*command, "tests/content"], cwd=REPOSITORY, env=surroundings, check=True, capture_output=True, text=True
        )
        return [line for line in done.stdout.splitlines() if "::" in line]

    everything = collected("")
    parts = [collected(f"{number}/5") for number in range(1, 6)]
    assert sorted(name for part in parts for name in part) == sorted(everything)
    assert all(parts)
    files = [{name.partition("::")[0] for name in part} for part in parts]
    assert sum(map(len, files)) == len(set().union(*files))
