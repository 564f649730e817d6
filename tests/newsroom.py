"""A small newsroom for tests: writes a few files, builds the site with MkDocs, and lets the pages be asked."""

import os
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

REPOSITORY = Path(__file__).parent.parent
SETTINGS = Path(__file__).with_name("settings.yml")

AUTHORS = {
    "authors": {
        "ada-beispiel": {"name": "Ada Beispiel", "role": "Redakteurin", "bio": "Schreibt über *Brücken*."},
        "bo-muster": {"name": "Bo Muster", "description": "Fotograf"},
    }
}
MAGAZINE: dict[str, Any] = {
    "sections": {"kultur": "Kultur", "politik": "Politik", "leer": "Leeres Ressort"},
    "disclaimer": {"title": "Hinweis", "text": "Wir sind nicht die Anderen."},
    "rules_off": {"sources-few": "Artikel aus Tests erzählen keine Tatsachen."},
}
BLOG = {"folder": "posts", "articles": 6, "display-more-articles": False, "display-article-date": False}
STANDFIRST = "Der Vorspann des Artikels sagt in zwei Sätzen, worum es geht. Danach will man unbedingt weiterlesen."
_LONGEST = 120  # seconds of a command; a machine may be busy
TEXT = "Der erste Absatz des Textes.\n\n## Eine Zwischenüberschrift\n\nUnd noch ein Absatz.\n"


ENGINE = os.environ.get("MAGAZINE_ENGINE", "mkdocs")
"""What builds: `mkdocs`, or its fork `properdocs` (`make test ENGINE=properdocs`)."""


class Page:
    """A built page, asked with CSS selectors. `url` is its address, relative to the site's."""

    def __init__(self, path: Path, url: str = "") -> None:
        self.path = path
        self.url = url
        self.source = path.read_text(encoding="utf-8")
        self.tree = html.document_fromstring(self.source)

    def all(self, selector: str) -> list[Any]:
        return list(self.tree.cssselect(selector))

    def one(self, selector: str) -> Any:
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} × {selector} in {self.path}"
        return found[0]

    def text(self, selector: str) -> str:
        return " ".join(self.one(selector).text_content().split())

    def texts(self, selector: str) -> list[str]:
        return [" ".join(each.text_content().split()) for each in self.all(selector)]

    def hrefs(self, selector: str) -> list[str]:
        return [each.get("href") for each in self.all(selector)]

    def leads(self, selector: str) -> list[str]:
        """Where links lead: addresses of this site as seen from its top."""
        return [self.lead(address) for address in self.hrefs(selector)]

    def lead(self, address: str) -> str:
        return urljoin(f"https://here/{self.url}", address).removeprefix("https://here/")

    def meta(self, name: str) -> str | None:
        found = self.all(f'meta[name="{name}"]')
        return found[0].get("content") if found else None


class Newsroom:
    """A folder with `docs/` and `mkdocs.yml`: the settings of the tests, the templates of this repository."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.docs = root / "docs"
        self.site = root / "site"
        self.write("authors.yml", yaml.safe_dump(AUTHORS, allow_unicode=True))
        self.write("index.md", "---\ntitle: Start\ndescription: Die Startseite.\ntemplate: front.html\n---\n")
        self.magazine: dict[str, Any] = deepcopy(MAGAZINE)
        self.plugins: list[Any] | None = None
        self.nav = ["index.md"]
        self.settings: dict[str, Any] = {}

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def article(self, path: str = "2026/03/04/eins.md", text: str = TEXT, **front_matter: Any) -> Path:
        """Write an article; a value of None leaves a key out."""
        given: dict[str, Any] = {
            "title": "Eine Überschrift",
            "description": STANDFIRST,
            "authors": ["ada-beispiel"],
            "categories": ["kultur"],
            **front_matter,
        }
        fields = {key: value for key, value in given.items() if value is not None}
        head = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000)
        return self.write(f"posts/{path}", f"---\n{head}---\n{text}")

    def git(self, *arguments: str) -> None:
        who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *arguments], cwd=self.root, check=True, capture_output=True)

    def commit(self) -> None:
        (self.root / ".git/info/exclude").write_text("/.cache/\n/site/\n")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Stand")

    def config_file(self) -> Path:
        settings: dict[str, Any] = {
            "INHERIT": str(SETTINGS),
            "docs_dir": str(self.docs),
            "site_dir": str(self.site),
            "nav": self.nav,
            "plugins": self.plugins if self.plugins is not None else [{"magazine": self.magazine}, {"/blog": BLOG}],
            **self.settings,
        }
        settings["theme"] = {"custom_dir": str(REPOSITORY / "overrides"), **settings.get("theme", {})}
        path = self.root / "mkdocs.yml"
        path.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
        return path

    def build(self, *, preview: bool = False, strict: bool = False) -> MkDocsConfig:
        """Build the site; raises SystemExit (MkDocs' Abort) as `mkdocs build` would end. Returns its settings."""
        config = load_config(str(self.config_file()), strict=strict)
        config.plugins.on_startup(command="serve" if preview else "build", dirty=False)
        try:
            build(config, serve_url="http://127.0.0.1:8000/" if preview else None)
        finally:
            config.plugins.on_shutdown()
        return config

    def mkdocs(
        self, command: str, *options: str, module: str = ENGINE, **surroundings: str
    ) -> subprocess.CompletedProcess[str]:
        """Run `mkdocs <command>` as it is typed, in a process of its own, and wait for its end."""
        return subprocess.run(
            [sys.executable, "-m", module, command, "--quiet", "--config-file", str(self.config_file()), *options],
            cwd=REPOSITORY,
            env={**os.environ, **surroundings},
            capture_output=True,
            text=True,
            check=False,
            timeout=_LONGEST,
        )

    def page(self, url: str = "") -> Page:
        path = self.site / url
        return Page(path if path.suffix == ".html" else path / "index.html", url)

    def has(self, url: str) -> bool:
        return (self.site / url / "index.html").exists()


__all__ = ["AUTHORS", "BLOG", "MAGAZINE", "REPOSITORY", "TEXT", "Newsroom", "Page"]
