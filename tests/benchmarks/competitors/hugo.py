"""The same magazine made by Hugo: our own templates in `tests/benchmarks/hugo/`, content generated beside them."""

import random
import shlex
import shutil
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path

import yaml

from tests.benchmarks import articles
from tests.newsroom import REPOSITORY

_TEMPLATES = Path(__file__).parent.parent / "hugo"
_MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()

# What relates two articles, and how much it weighs. Ours weighs the section too, which holds a fifth of all articles:
# that takes Hugo several times as long, so it is compared in both ways.
TAGS = {"tags": 100}
TAGS_AND_SECTION = {"tags": 100, "categories": 1}


def binary() -> Path:
    """Return Hugo itself, not the Python script that starts it."""
    return Path(str(distribution("hugo").locate_file("hugo/binaries/hugo")))


def build(root: Path) -> list[str]:
    """Return the command that builds the site in `root`."""
    return [str(binary()), "--quiet", "--source", str(root)]


def search(root: Path) -> list[str]:
    """Return the command that builds the site and then has Pagefind read its articles, and nothing else."""
    from pagefind_bin import get_executable  # there only after `make bench`; tests of the harness do without

    pagefind = [str(get_executable()), "--site", str(root / "public"), "--glob", "posts/**/*.html", "--silent"]
    return ["sh", "-c", f"{shlex.join(build(root))} && {shlex.join(pagefind)}"]


def write(root: Path, count: int, *, related: Mapping[str, int]) -> None:
    """Write the site into `root`; articles are `related` by these fields with these weights."""
    shutil.copytree(_TEMPLATES, root)
    settings = yaml.safe_load((root / "hugo.yaml").read_text(encoding="utf-8"))
    settings["params"]["related"] = bool(related)
    settings["related"]["indices"] = [{"name": name, "weight": weight} for name, weight in related.items()]
    (root / "hugo.yaml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    shutil.copytree(REPOSITORY / "overrides/assets", root / "static/assets")
    (root / "assets/icons").mkdir(parents=True)
    shutil.copy(REPOSITORY / "overrides/.icons/magazine/mark.svg", root / "assets/icons")
    content = root / "content"
    articles.write(content / "archiv", count)
    _archive(content / "archiv")
    _page(content / "categories/_index.md", title="Ressorts", build={"render": "never"})
    _page(content / "tags/_index.md", title="Themen", build={"render": "never"}, cascade={"outputs": ["html"]})
    _page(content / "authors/_index.md", title="Autorinnen und Autoren", description="Wer für das Magazin schreibt.")
    for section in articles.SECTIONS:
        _page(content / f"categories/{section}/_index.md", title=section.title())
    words = random.Random(1)
    for name in articles.AUTHORS:
        author = articles.author_fields(name, words)
        _page(content / f"authors/{name}/_index.md", author["bio"], title=author["name"], role=author["role"])


def _archive(folder: Path) -> None:
    """Make years and months sections of Hugo's; an article's address comes from its date (`permalinks`)."""
    _page(folder / "_index.md", title="Archiv", description="Alle Artikel nach Jahren und Monaten.", layout="archive")
    for year in folder.glob("????"):
        _page(year / "_index.md", title=year.name)
        for month in year.glob("??"):
            name = _MONTHS[int(month.name) - 1]
            _page(month / "_index.md", title=f"{name} {year.name}", linkTitle=name)


def _page(path: Path, text: str = "", **front_matter: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fields = yaml.safe_dump(front_matter, allow_unicode=True, sort_keys=False)
    path.write_text(f"---\n{fields}---\n{text}\n", encoding="utf-8")
