"""Failures of the machine: one plain sentence, the old site as it was, and nothing left running."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from magazine.cache import workers
from magazine.commands.main import main
from magazine.images import variants

from tests.newsroom import ENGINE, REPOSITORY, Newsroom
from tests.photos import developed, photo
from tests.test_builds import snapshot


@pytest.fixture
def published(newsroom: Newsroom) -> dict[str, bytes]:
    newsroom.article()
    newsroom.build(strict=True)
    return snapshot(newsroom.site)


def hook(newsroom: Newsroom, code: str) -> None:
    """Let something happen in the middle of a build."""
    (newsroom.root / "hook.py").write_text(code, encoding="utf-8")
    newsroom.settings["hooks"] = ["hook.py"]


def failed(newsroom: Newsroom) -> str:
    """Build; return what it said before it ended."""
    newsroom.config_file()
    done = newsroom.mkdocs("build")
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr + done.stdout
    assert not (newsroom.root / ".site.building").exists()
    return " ".join((done.stderr + done.stdout).split())


VANISH = """
from pathlib import Path
from mkdocs.plugins import event_priority

@event_priority(101)
def on_files(files, config):
    Path(config.docs_dir, "posts/2026/03/05/zwei.md").unlink()
"""
FULL = """
import errno, pathlib

write = pathlib.Path.write_bytes

def full(path, content):
    if path.name == "index.html":
        raise OSError(errno.{name}, "No space left on device", str(path))
    return write(path, content)

pathlib.Path.write_bytes = full
"""


def test_a_file_that_vanishes(newsroom: Newsroom, published: dict[str, bytes]) -> None:
    newsroom.article("2026/03/05/zwei.md")
    hook(newsroom, VANISH)
    said = failed(newsroom)
    assert "zwei.md" in said
    assert snapshot(newsroom.site) == published
    newsroom.settings.pop("hooks")
    newsroom.build(strict=True)


@pytest.mark.parametrize("name", ["ENOSPC", "EDQUOT", "EACCES", "EROFS", "EIO"])
def test_a_disk_that_takes_nothing_more(newsroom: Newsroom, published: dict[str, bytes], name: str) -> None:
    newsroom.article("2026/03/05/zwei.md")
    hook(newsroom, FULL.format(name=name))
    said = failed(newsroom)
    assert ("Der Datenträger ist voll" in said) is (name in {"ENOSPC", "EDQUOT"})
    assert "die alte Website ist, wie sie war" in said.replace("Die alte", "die alte")
    assert snapshot(newsroom.site) == published


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can mount a small disk")
@pytest.mark.parametrize("size", ["64k", "200k", "400k"])
def test_a_disk_that_is_really_full(newsroom: Newsroom, size: str) -> None:
    disk = newsroom.root / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], check=False)
    if mounted.returncode:
        pytest.skip("nothing can be mounted here")
    try:
        newsroom.settings["site_dir"] = str(disk / "site")
        for day in range(1, 20):
            newsroom.article(f"2026/03/{day:02}/eins.md")
        done = newsroom.mkdocs("build", "-f", str(newsroom.config_file()))
        assert done.returncode == 1, done
        assert "Traceback" not in done.stderr
        assert "voll" in done.stderr
        assert not (disk / "site").exists()
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


PAUSE = """
import pathlib, time

def on_nav(nav, config, files):
    pathlib.Path(config.config_file_path).with_name("paused").touch()
    while not pathlib.Path(config.config_file_path).with_name("on").exists():
        time.sleep(0.05)
"""


def _waited_for(path: Path) -> None:
    for _ in range(1200):
        if path.exists():
            return
        time.sleep(0.05)
    raise TimeoutError(path)


@pytest.fixture
def paused(newsroom: Newsroom, published: dict[str, bytes]) -> Iterator["subprocess.Popen[str]"]:
    """A build that waits until there is a file named `on`."""
    newsroom.article("2026/03/05/zwei.md")
    hook(newsroom, PAUSE)
    command = [sys.executable, "-m", ENGINE, "build", "-q", "-f", str(newsroom.config_file())]
    with subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE, text=True) as first:
        _waited_for(newsroom.root / "paused")
        newsroom.settings.pop("hooks")
        yield first
        first.kill()


def test_of_two_builds_at_once_the_second_says_so(
    newsroom: Newsroom, paused: "subprocess.Popen[str]", published: dict[str, bytes]
) -> None:
    newsroom.config_file()
    second = newsroom.mkdocs("build")
    assert second.returncode == 1
    assert "Ein anderer Build schreibt gerade" in " ".join(second.stderr.split())
    assert "Traceback" not in second.stderr
    assert snapshot(newsroom.site) == published
    (newsroom.root / "on").touch()
    assert paused.wait(60) == 0
    assert newsroom.has("posts/2026/03/05/zwei/"), "the first is not disturbed"
    newsroom.build(strict=True)


def test_a_killed_build_leaves_its_place_to_the_next(
    newsroom: Newsroom, paused: "subprocess.Popen[str]", published: dict[str, bytes]
) -> None:
    paused.kill()
    paused.wait(10)
    assert snapshot(newsroom.site) == published
    newsroom.build(strict=True)
    assert newsroom.has("posts/2026/03/05/zwei/")


WAIT = """
import pathlib, time
from magazine.images import inspection

def on_config(config):
    def slow(path, digest):
        pathlib.Path(config.config_file_path).with_name("working").touch()
        time.sleep(60)
    inspection.inspect = slow
"""


@pytest.mark.skipif(sys.platform != "linux" or not workers.can_fork(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_its_build(newsroom: Newsroom, published: dict[str, bytes], how: signal.Signals) -> None:
    newsroom.article("2026/03/05/zwei.md", image={"src": "b.png", "alt": "A", "credit": "B"})
    newsroom.write("posts/2026/03/05/b.png", developed(photo(40, 30), "PNG"))
    hook(newsroom, WAIT)
    config = str(newsroom.config_file())
    command = [sys.executable, "-m", ENGINE, "build", "-q", "-f", config]
    said = (newsroom.root / "said").open("wb")
    with said, subprocess.Popen(command, cwd=REPOSITORY, start_new_session=True, stderr=said) as build:
        _waited_for(newsroom.root / "working")
        assert len(_processes(config)) > 1
        if how is signal.SIGINT:
            os.killpg(build.pid, how)  # as a terminal does
        else:
            build.send_signal(how)
        build.wait(30)
        for _ in range(100):
            if not _processes(config):
                break
            time.sleep(0.05)
    assert _processes(config) == []
    assert b"Traceback" not in (newsroom.root / "said").read_bytes()
    assert snapshot(newsroom.site) == published


def _processes(named: str) -> list[str]:
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and folder.name != str(os.getpid()):
            try:
                if named.encode() in (folder / "cmdline").read_bytes():
                    found.append(folder.name)
            except OSError:
                continue
    return found


@pytest.mark.skipif(not workers.can_fork(), reason="processes cannot be forked here")
def test_a_picture_that_crashes_its_decoder_is_a_problem_of_its_article(
    newsroom: Newsroom, published: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    inspect = variants.inspect
    monkeypatch.setattr(
        "magazine.images.inspection.inspect",
        lambda path, digest: os.kill(os.getpid(), signal.SIGSEGV) if path.name == "b.png" else inspect(path, digest),
    )
    newsroom.article("2026/03/05/zwei.md", image={"src": "b.png", "alt": "A", "credit": "B"})
    newsroom.write("posts/2026/03/05/b.png", developed(photo(40, 30), "PNG"))
    run = CliRunner().invoke(main, ["check", "-f", str(newsroom.config_file())])
    assert "zwei.md:" in run.output
    assert "(picture-fatal)" in run.output
    with pytest.raises(SystemExit):
        newsroom.build()
    assert "(picture-fatal)" in caplog.text
    assert snapshot(newsroom.site) == published


@pytest.mark.skipif(not workers.can_fork(), reason="processes cannot be forked here")
def test_a_picture_that_crashes_its_encoder_ends_the_build_with_its_name(
    newsroom: Newsroom, published: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(variants, "cropped", lambda *_: os.kill(os.getpid(), signal.SIGABRT))
    newsroom.article("2026/03/05/zwei.md", image={"src": "b.png", "alt": "A", "credit": "B"})
    newsroom.write("posts/2026/03/05/b.png", developed(photo(40, 30), "PNG"))
    with pytest.raises(Exception, match=r"Bei posts/2026/03/05/b\..*\.jpg endete der Prozess"):
        newsroom.build()
    assert snapshot(newsroom.site) == published


@pytest.mark.parametrize("name", [".cache/magazine/store.db", ".site.building/index.html"])
def test_what_builds_made_is_not_taken_from_the_repository(newsroom: Newsroom, name: str) -> None:
    newsroom.article()
    newsroom.git("init", "-q", "-b", "main")
    newsroom.build(strict=True)
    file = newsroom.root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(file.read_bytes() if file.exists() else b"from a proposal")
    newsroom.git("add", "--force", name)
    newsroom.config_file()
    done = newsroom.mkdocs("build")
    assert done.returncode == 1
    assert f"git rm -r --cached {(newsroom.root / name).parent}" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    run = CliRunner().invoke(main, ["check", "-f", str(newsroom.config_file())])
    assert run.exit_code
    assert "steht im Repository" in run.output
    newsroom.git("rm", "-r", "-q", "--cached", name)
    newsroom.build(strict=True)


def test_a_site_in_the_repository_is_built_and_nothing_of_it_is_taken(newsroom: Newsroom) -> None:
    newsroom.article()
    newsroom.git("init", "-q", "-b", "main")
    newsroom.build(strict=True)
    built = snapshot(newsroom.site)
    shutil.rmtree(newsroom.root / ".cache")  # a proposal cannot bring it
    for name, size in (("index.html", len(built["index.html"])), ("feed.xml", 3), ("extra.html", 3)):
        newsroom.site.joinpath(name).write_bytes(b"x" * size)
    newsroom.git("add", "--force", "site")
    newsroom.build(strict=True)
    assert snapshot(newsroom.site) == built


@pytest.mark.long
def test_builds_that_are_killed_leave_the_old_site_or_the_new_one(newsroom: Newsroom, tmp_path: Path) -> None:
    """At any moment but the one in which the files are moved, which the next build completes (decision 10)."""
    newsroom.article()
    newsroom.build(strict=True)
    old = snapshot(newsroom.site)
    newsroom.article("2026/03/05/zwei.md")
    config = newsroom.config_file()
    copy = tmp_path / "new"
    newsroom.mkdocs("build", "--site-dir", str(copy))
    new = snapshot(copy)
    command = [sys.executable, "-m", ENGINE, "build", "-q", "-f", str(config)]
    seen = []
    for number in range(int(os.environ.get("MAGAZINE_KILLS", "8"))):
        with subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.DEVNULL) as build:
            time.sleep(0.3 * number)
            build.kill()
        found = snapshot(newsroom.site)
        seen.append(found)
        whole = {name: content for name, content in found.items() if name in old or name in new}
        assert whole == found, "nothing that belongs to neither"
        assert all(content in {old.get(name), new.get(name)} for name, content in found.items()), "no half file"
    newsroom.build(strict=True)
    assert snapshot(newsroom.site) == new
    assert old in seen
