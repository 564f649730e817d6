"""What changed since a Git revision: articles that readers know already must say so when their text changes."""

import datetime as dt
import subprocess
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_build_datetime

from magazine.content.manuscript import Manuscript, read_manuscript
from magazine.content.problem import Problem
from magazine.locales import Locale
from magazine.plugin import MagazinePlugin

from .newsroom import WrongUse


def unmarked_changes(config: MkDocsConfig, plugin: MagazinePlugin, ref: str, locale: Locale) -> Iterator[Problem]:
    """Find published articles whose text differs from the one at `ref`, without a correction or a new `updated`.

    Raises:
        WrongUse: There is no Git, or no such revision.
    """
    docs = Path(config.docs_dir)
    try:
        base = _git(docs, "merge-base", ref, "HEAD").decode().strip()
        names = _git(docs, "diff", "--name-only", "--diff-filter=M", "--relative", "-z", base, "--", ".").decode()
    except (OSError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "stderr", b"") or str(error).encode()
        raise WrongUse(locale("check.no-git", ref=ref, reason=reason.decode().strip())) from None
    today = get_build_datetime().astimezone(plugin.config.timezone).date()
    for file in names.split("\0"):
        if file.startswith(f"{plugin.config.posts_dir}/") and file.endswith(".md") and (docs / file).exists():
            before, _ = read_manuscript(_git(docs, "show", f"{base}:./{file}").decode(errors="replace"), file)
            after, _ = read_manuscript((docs / file).read_bytes().decode(errors="replace"), file)
            if before and after and _was_published(before, today) and _changed_silently(before, after):
                details = {"day": after.day.isoformat(), "today": today.isoformat()}
                yield Problem("change-unmarked", after.place("date"), details)


def _git(folder: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True).stdout  # noqa: S603, S607


def _was_published(manuscript: Manuscript, today: dt.date) -> bool:
    return not manuscript.fields.draft and manuscript.day <= today


def _changed_silently(before: Manuscript, after: Manuscript) -> bool:
    text_changed = before.body.split() != after.body.split()
    dates = before.fields.date, after.fields.date
    updated = [each.updated if each else None for each in dates]
    told = updated[0] != updated[1] or len(after.fields.corrections) > len(before.fields.corrections)
    return text_changed and not told
