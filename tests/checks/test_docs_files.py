"""Which files may lie in the docs folder."""

from pathlib import Path

import pytest
from magazine.checks.docs_files import files_in_the_way, symbolic_links, unwanted_files


@pytest.mark.parametrize(
    ("file", "value"),
    [
        ("a.md", None),
        ("a/b.pdf", None),
        ("a/b.CSV", None),
        ("a.JPG", None),
        ("a.jpeg", None),
        ("a.png", None),
        ("a.webp", None),
        ("a.avif", None),
        ("a.svg", None),
        ("a.gif", None),
        (".hidden", None),
        (".folder/a.js", None),
        ("a.MD", ".MD"),
        ("a/b.js", ".js"),
        ("a.html", ".html"),
        ("Makefile", "Makefile"),
        ("allowed.js", None),
    ],
)
def test_kinds_of_files(file: str, value: str | None) -> None:
    found = [*unwanted_files({file, "allowed.js"}, ["allowed.js"])]
    assert [(each.code, each.place.file, each.details["value"]) for each in found] == (
        [("file-unwanted", file, value)] if value else []
    )


def test_files_of_the_theme_are_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    for name in ("assets/a.png", "404.md"):
        (tmp_path / name).touch()
    found = [*files_in_the_way({"assets/b.png", "assets/a.png", "404.md", "assets"}, [tmp_path / "none", tmp_path])]
    assert [(each.code, each.place.file, each.details) for each in found] == [
        ("file-taken", "assets/a.png", {"url": "/assets/a.png"})
    ]


def test_symbolic_links_are_found_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/link").symlink_to(tmp_path)
    (tmp_path / "a/file").touch()
    (tmp_path / "z").symlink_to("nowhere")
    assert sorted(symbolic_links(tmp_path)) == ["a/b/link", "z"]
    assert [*symbolic_links(tmp_path / "none")] == []
