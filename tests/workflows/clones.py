"""Repositories for the workflows: this one's code as it stands here, with a magazine that the tests write."""

import random
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.benchmarks import articles
from tests.newsroom import REPOSITORY

from .actions import Caches
from .runner import Duration, Runner, git, workflow

SETTINGS = f"""INHERIT: tests/settings.yml
site_name: Das Testblatt
site_url: !ENV [SITE_URL, ""]
repo_url: !ENV [REPO_URL, ""]
theme:
  custom_dir: overrides
nav: [index.md]
plugins:
  - magazine:
      sections: {{{", ".join(f"{name}: {name.title()}" for name in articles.SECTIONS)}}}
      disclaimer: {{title: Hinweis, text: Wir sind nicht die Anderen.}}
      publisher: {{name: Blatt, address: Weg 1, email: post@example.org, responsible: Ada}}
  - /blog: {{folder: posts, articles: 6, display-more-articles: false, display-article-date: false}}
"""
ARTICLE = """---
title: Ein Kran für das Museum
description: Im Hafen wird ein Kran versetzt. Was an dem Tag geschieht, wer das bezahlt und warum er bald am Ufer steht.
authors: [redaktion]
categories: [kultur]
sources:
  - {title: "Hafenmuseum", url: "https://gibt-es-nicht.invalid/kran", publisher: Hafenmuseum}
  - {title: Gespräch mit dem Kranführer}
---

Am Morgen hebt ein Schiff den Kran an. Am Abend steht er am anderen Ufer.
"""
WHEN = "2026/05/09"
"""The day of the articles that tests add."""


def repository(folder: Path, *, own_content: bool = False, count: int = 0) -> Path:
    """Return a repository in `folder`, on `main`: the code as it stands here, committed or not, and a small magazine.

    With `own_content` it keeps the magazine that is here. `count` articles more are generated.
    """
    git(REPOSITORY, "clone", "--quiet", "--shared", "--no-checkout", str(REPOSITORY), str(folder))
    git(folder, "checkout", "--quiet", "-B", "main", _state(folder.parent))
    if not own_content:
        _write_magazine(folder)
    articles.write(folder / "docs/posts", count)
    commit(folder, "Ein Magazin")
    return folder


def _state(folder: Path) -> str:
    """The commit of what stands here now, committed or not."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("no repository")
    index = REPOSITORY / git(REPOSITORY, "rev-parse", "--git-path", "index")
    own = shutil.copy(index, folder / "index")  # the repository's own may be in use
    return git(REPOSITORY, "stash", "create", GIT_INDEX_FILE=str(own)) or git(REPOSITORY, "rev-parse", "HEAD")


def _write_magazine(folder: Path) -> None:
    shutil.rmtree(folder / "docs")
    (folder / "docs/posts").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (folder / "docs/index.md").write_text("---\ntitle: Start\ndescription: Hier.\ntemplate: front.html\n---\n", "utf-8")
    words = random.Random(1)
    authors = {name: articles.author_fields(name, words) for name in articles.AUTHORS}
    authors["redaktion"] = {
        "name": "Redaktion",
        "role": "Redaktion",
        "bio": "Schreibt alles, was sonst niemand schreibt.",
    }
    text = yaml.safe_dump({"authors": authors}, allow_unicode=True)
    (folder / "docs/authors.yml").write_text(text, encoding="utf-8")


def write(repository: Path, name: str, text: str) -> Path:
    """Write a file."""
    path = repository / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def commit(repository: Path, subject: str) -> str:
    """Commit everything; return the hash."""
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", subject)
    return git(repository, "rev-parse", "HEAD")


def propose(repository: Path, branch: str, **texts: str) -> None:
    """Merge articles from a branch, as GitHub does to check a pull request."""
    git(repository, "checkout", "--quiet", "-b", branch)
    for name, text in texts.items():
        write(repository, f"docs/posts/{WHEN}/{name}.md", text)
    commit(repository, "Ein Vorschlag")
    git(repository, "checkout", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-ff", "--no-edit", branch)


def clone(repository: Path, folder: Path, job: dict[str, Any], **options: Any) -> Runner:
    """Return a runner in a fresh clone, as deep as the job asks (its first step)."""
    checkout = job["steps"][0]["with"]
    depth = [] if checkout.get("fetch-depth") == 0 else ["--depth", str(checkout.get("fetch-depth", 1))]
    begun = Duration.now()
    git(repository, "clone", "--quiet", *depth, f"file://{repository}", str(folder))
    commit = (options.get("inputs") or {}).get("commit")
    if commit and "inputs.commit" in checkout.get("ref", ""):
        git(folder, "fetch", "--quiet", *depth, "origin", commit)
        git(folder, "checkout", "--quiet", "--detach", commit)
    runner = Runner(folder, **{"caches": Caches(folder.with_name("caches")), **options})
    runner.checkout = Duration.now() - begun
    return runner


def job(file: str, name: str) -> dict[str, Any]:
    """Return a job of a workflow."""
    return dict(workflow(file)["jobs"][name])
