"""The package alone: five lines of settings and one article are a magazine, without this repository."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import lxml
import pytest

from tests.newsroom import REPOSITORY, STANDFIRST, Page

pytestmark = pytest.mark.xdist_group("wheel")

FIVE_LINES = """\
site_name: Das Blatt
theme: {name: material, language: de}
plugins:
  - magazine:
      disclaimer: false
"""
ARTICLE = f"""\
---
title: Der erste Artikel
description: {STANDFIRST}
authors: [ada]
kind: review
tags: [Elbe]
---

Ein *Absatz* mit "Anführung".

## Ein Abschnitt

~~weg~~ und ==wichtig==[^1].

[^1]: Eine Note.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built from this repository."""
    folder = tmp_path_factory.mktemp("wheel")
    command = ["pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder)]
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "plugins", "overrides"):
        (source / name).symlink_to(REPOSITORY / name)
    subprocess.run([sys.executable, "-m", *command, str(source)], check=True)
    (file,) = folder.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh Python with the package, and the packages it needs; nothing of the repository is on its path."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(packages)
    # A folder that is named so is searched, but the links to repositories in it are not followed.
    (packages / "needed.pth").write_text(str(Path(lxml.__file__).parents[1]))
    return folder / "bin/python"


def run(python: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    return subprocess.run([python, *arguments], cwd=folder, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    assert len(FIVE_LINES.splitlines()) == 5
    (tmp_path / "mkdocs.yml").write_text(FIVE_LINES, encoding="utf-8")
    posts = tmp_path / "docs/posts/2026/03/04"
    posts.mkdir(parents=True)
    (posts / "eins.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "docs/authors.yml").write_text("authors: {ada: {name: Ada Beispiel}}\n", encoding="utf-8")
    return tmp_path


def test_the_package_is_the_one_that_was_built(python: Path, project: Path) -> None:
    where = run(python, project, "-c", "import magazine; print(magazine.__file__)").stdout
    assert Path(where.strip()).is_relative_to(python.parents[1])


def test_the_package_has_everything_of_the_theme(wheel: Path) -> None:
    names = {name.removeprefix("magazine/theme/") for name in zipfile.ZipFile(wheel).namelist() if "/theme/" in name}
    folder = REPOSITORY / "overrides"
    assert names == {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def test_the_package_has_the_examples_of_the_style_guide(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("magazine/guide/")}
    plugins = REPOSITORY / "plugins"
    files = (each for each in (plugins / "magazine/guide").rglob("*") if each.is_file())
    assert names == {each.relative_to(plugins).as_posix() for each in files}


def test_five_lines_and_one_article_are_a_magazine(python: Path, project: Path) -> None:
    done = run(python, project, "-m", "mkdocs", "build", "--strict", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    site = project / "site"
    page = Page(site / "posts/2026/03/04/eins/index.html")
    assert page.text(".prose > p:first-child") == "Ein Absatz mit „Anführung“."
    assert page.all(".prose del")
    assert page.all(".prose mark")
    assert page.all(".footnote li")
    assert page.one("h2 .headerlink").get("title") or page.one("h2 .headerlink").get("aria-label")
    front = Page(site / "index.html")
    assert front.texts(".card__headline") == ["Der erste Artikel"]
    for name in ("assets/magazine.css", "assets/magazine.js", "assets/favicon.svg", "404.html", "favicon.ico"):
        assert (site / name).stat().st_size > 100, name
    assert front.one('link[rel="icon"]').get("href").endswith("favicon.svg")
    assert len(front.all(".scheme-switch [class]")) >= 2, "a light and a dark scheme"
    for home in ("archiv", "autoren", "autoren/ada", "suche", "thema/elbe"):
        assert (site / home / "index.html").is_file(), home
    check = run(python, project, "-c", "from magazine.commands.main import main; main()", "check")
    assert check.returncode == 0, check.stdout


def test_a_template_of_the_project_is_used_instead(python: Path, project: Path) -> None:
    settings = project / "mkdocs.yml"
    settings.write_text(FIVE_LINES.replace("name: material", "name: material, custom_dir: own"), encoding="utf-8")
    (project / "own/partials").mkdir(parents=True)
    (project / "own/partials/footer.html").write_text("<footer>Mein Fuß</footer>", encoding="utf-8")
    done = run(python, project, "-m", "mkdocs", "build", "--strict", "--quiet")
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("index.html", "posts/2026/03/04/eins/index.html", "404.html"):
        page = Page(project / "site" / name)
        assert page.text("footer") == "Mein Fuß"
        assert page.all(".masthead__nav"), "the rest is the magazine's"
    (project / "own/partials/footer.html").write_text("<footer>Neu</footer>", encoding="utf-8")
    run(python, project, "-m", "mkdocs", "build", "--strict", "--quiet")
    assert Page(project / "site/index.html").text("footer") == "Neu"
