"""The folder of the site: the old one until the new one is made, and only what changed is written."""

import shutil
from pathlib import Path

import pytest
from magazine.publishing.site_folder import FolderBusy, SiteFolder


def folder(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site", tmp_path / "cache/site.json")


def publish(tmp_path: Path, pages: dict[str, str]) -> list[str]:
    """Publish pages whose mark is their content; return those that had to be made."""
    site = folder(tmp_path)
    made = [path for path, text in pages.items() if not site.has(path, text)]
    for path in made:
        site.write(path, pages[path].encode(), pages[path])
    site.publish()
    assert published(tmp_path) == pages
    return made


def published(tmp_path: Path) -> dict[str, str]:
    site = tmp_path / "site"
    return {file.relative_to(site).as_posix(): file.read_text() for file in site.rglob("*") if file.is_file()}


def test_only_what_changed_is_made_and_the_rest_stays_the_file_it_was(tmp_path: Path) -> None:
    publish(tmp_path, {"a/index.html": "1", "b/index.html": "1", "c/d/index.html": "1"})
    before = (tmp_path / "site/a/index.html").stat()
    made = publish(tmp_path, {"a/index.html": "1", "b/index.html": "2", "e/index.html": "1"})
    assert made == ["b/index.html", "e/index.html"]
    after = (tmp_path / "site/a/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not (tmp_path / "site/c").exists()


def test_many_publications_in_a_row(tmp_path: Path) -> None:
    for number in range(8):
        pages = {f"{name}/index.html": str(number // (index + 1)) for index, name in enumerate("abcdef")}
        publish(tmp_path, pages | {f"nur-{number}/index.html": "hier"})
    assert publish(tmp_path, published(tmp_path)) == []


def test_what_is_made_again_with_the_same_bytes_keeps_its_date(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": "1"})
    before = (tmp_path / "site/a.html").stat().st_mtime_ns
    site = folder(tmp_path)
    assert not site.has("a.html", "made from something else")
    site.write("a.html", b"1", "made from something else")
    site.publish()
    assert (tmp_path / "site/a.html").stat().st_mtime_ns == before
    assert folder(tmp_path).has("a.html", "made from something else")


def test_a_touched_file_does_not_count(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": "1", "b.html": "1", "c.html": "1"})
    (tmp_path / "site/a.html").write_text("2")
    (tmp_path / "site/b.html").unlink()
    (tmp_path / "site/fremd.html").write_text("fremd")
    assert publish(tmp_path, {"a.html": "1", "b.html": "1", "c.html": "1"}) == ["a.html", "b.html"]


@pytest.mark.parametrize("damage", [b"", b"[1, 2]", b'{"a.html": 1}', b"\x00\xff"])
def test_a_damaged_ledger_costs_time_only(tmp_path: Path, damage: bytes) -> None:
    publish(tmp_path, {"a.html": "1"})
    (tmp_path / "cache/site.json").write_bytes(damage)
    assert publish(tmp_path, {"a.html": "1"}) == ["a.html"]


def test_a_ledger_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    publish(tmp_path, {"a.html": "1"})
    assert publish(tmp_path, {"a.html": "1"}) == ["a.html"]


def test_a_file_becomes_a_folder_and_back(tmp_path: Path) -> None:
    for pages in ({"a": "1"}, {"a/index.html": "2"}, {"a": "3"}, {"a/index.html": "2"}):
        publish(tmp_path, pages)


def test_a_build_that_dies_leaves_the_old_site_whole(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": "1", "b.html": "1"})
    publish(tmp_path, {"a.html": "2", "b.html": "1"})
    site = folder(tmp_path)
    site.write("a.html", b"3", "3")
    assert published(tmp_path) == {"a.html": "2", "b.html": "1"}
    del site  # as when the process ends
    publish(tmp_path, {"a.html": "4"})  # the next build clears up


def test_two_builds_do_not_write_into_one_folder(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": "1"})
    first = folder(tmp_path)
    first.write("a.html", b"2", "2")
    with pytest.raises(FolderBusy):
        folder(tmp_path)
    first.publish()
    assert published(tmp_path) == {"a.html": "2"}
    assert first.again(), "a preview goes on"
    with pytest.raises(FolderBusy):
        folder(tmp_path)
    first.discard()
    publish(tmp_path, {"a.html": "3"})
    assert not first.again(), "somebody else built"
    publish(tmp_path, {"a.html": "4"})


def test_the_next_build_completes_what_one_left_that_died_while_it_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, dict.fromkeys("abcdef", "1"))
    site = folder(tmp_path)
    for name in "abc":
        site.write(name, b"2", "2")
    replace = Path.replace

    def die(file: Path, to: Path) -> Path:
        if file.name == "b":
            raise KeyboardInterrupt
        return replace(file, to)

    monkeypatch.setattr(Path, "replace", die)
    with pytest.raises(KeyboardInterrupt):
        site.publish()
    monkeypatch.undo()
    assert {*published(tmp_path).values()} <= {"1", "2"}, "each file is whole"
    publish(tmp_path, {name: "1" if name in "de" else "3" for name in "abcde"})


def test_a_deleted_site_does_not_come_back(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": "1"})
    publish(tmp_path, {"a.html": "2"})
    shutil.rmtree(tmp_path / "site")
    folder(tmp_path)
    assert not (tmp_path / "site").exists()
    publish(tmp_path, {"a.html": "1"})


def test_a_folder_in_a_files_place(tmp_path: Path) -> None:
    publish(tmp_path, {"a.html": "1", "b.html": "1"})
    for number in "234":
        (tmp_path / "site/a.html").unlink()
        (tmp_path / "site/a.html/leer").mkdir(parents=True)
        publish(tmp_path, {"a.html": number, "b.html": "1"})
        publish(tmp_path, {"a.html": number, "b.html": number})
