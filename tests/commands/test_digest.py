"""The digest of a site: the same for the same files, and what everybody can compute without this program."""

import re
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from magazine.commands.digest import LIST, list_of_files
from magazine.commands.main import main

from tests.newsroom import Newsroom

BY_HAND = "find . -type f | LC_ALL=C sort | xargs -d '\\n' sha256sum | sha256sum"


def test_it_is_what_the_usual_programs_compute(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    (newsroom.site / "ö b.txt").write_text("x")
    run = CliRunner().invoke(main, ["digest", str(newsroom.site)])
    (printed,) = re.findall("[0-9a-f]{64}", run.output)
    if shutil.which("sha256sum"):
        by_hand = subprocess.run(["bash", "-c", BY_HAND], cwd=newsroom.site, check=True, capture_output=True, text=True)
        assert by_hand.stdout.split()[0] == printed
    copy = shutil.copytree(newsroom.site, tmp_path / "copy")
    assert digest(copy) == printed


def test_the_list_that_is_published_has_the_digest_of_the_site(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.article()
    newsroom.build(strict=True)
    before = digest(newsroom.site)
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "outputs"))
    run = CliRunner().invoke(main, ["digest", "--write", str(newsroom.site)])
    assert before in run.output
    assert (tmp_path / "outputs").read_text() == f"digest={before}\n"
    assert sha256((newsroom.site / LIST).read_bytes()).hexdigest() == before
    assert digest(newsroom.site) == before, "the list is not in itself"
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", LIST], cwd=newsroom.site, check=True)


def digest(site: Path) -> str:
    return sha256(list_of_files(site)).hexdigest()


@pytest.mark.parametrize("change", ["content", "name", "more", "less"])
def test_every_change_is_seen(tmp_path: Path, change: str) -> None:
    for name in "ab":
        (tmp_path / name).write_text(name)
    before = digest(tmp_path)
    if change == "content":
        (tmp_path / "a").write_text("c")
    elif change == "name":
        (tmp_path / "a").rename(tmp_path / "c")
    elif change == "more":
        (tmp_path / "d").touch()
    else:
        (tmp_path / "a").unlink()
    assert digest(tmp_path) != before


def test_without_a_site_it_says_so(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["digest", str(tmp_path / "site")])
    assert run.exit_code == 2
    assert "keine Website" in run.output
