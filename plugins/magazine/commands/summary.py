"""The summary of a proposal in Markdown, as GitHub shows it below a run.

Everything a contributor wrote is hostile here: a headline must not become a link, a picture or a new row.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import quote

from magazine.checks.report import Finding
from magazine.commands.git import Status
from magazine.content.problem import Code
from magazine.locales import Locale

# What may begin Markdown, HTML, a cell, a formula, a mention, an emoji, or an address that GitHub links by itself.
_MEANT = re.compile(r"[\\`*_\[\]<>&|~$@#]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
_MOST = 100  # findings in a summary; more than anybody reads


@dataclass(slots=True)
class ChangedArticle:
    """An article that a proposal changes; what is empty could not be read."""

    status: Status
    file: str
    errors: int
    warnings: int
    title: str = ""
    url: str = ""
    section: str = ""
    authors: list[str] = field(default_factory=list)
    words: int | None = None
    minutes: int | None = None
    draft: bool = False
    embargoed: bool = False
    withdrawn: bool = False


def as_markdown(entries: Sequence[ChangedArticle], findings: Sequence[Finding], locale: Locale) -> str:
    """Return the whole summary: the result, the table of articles, and what is left to do, file by file."""
    errors = [finding for finding in findings if finding.is_error]
    warnings = [finding for finding in findings if not finding.is_error and _is_about(finding, entries)]
    parts = [f"## {locale('changes.title')}", _result(len(errors), len(warnings), locale)]
    parts.append("\n".join(_table(entries, locale)) if entries else locale("changes.none"))
    if errors:
        parts += [f"### {locale('changes.errors_title')}", *_list(errors, locale)]
    if warnings:
        parts += [f"<details><summary>{locale('changes.warnings_title')}</summary>", *_list(warnings, locale)]
        parts.append("</details>")
    return "\n\n".join(parts)


def _is_about(finding: Finding, entries: Iterable[ChangedArticle]) -> bool:
    """Tell whether something was found in one of these articles, or in what lies beside it, such as its pictures."""
    file, folder = finding.file, finding.file.rpartition("/")[0]
    beside = finding.code == Code.PICTURE_UNUSED
    return any(file == entry.file or (beside and folder == entry.file.rpartition("/")[0]) for entry in entries)


def escaped(text: str) -> str:
    """Return text that Markdown shows as it was written, in one line, without characters that hide or turn others."""
    plain = "".join(each for each in " ".join(text.split()) if unicodedata.category(each) not in {"Cc", "Cf", "Cs"})
    return _MEANT.sub(lambda found: f"&#{ord(found[0])};", plain)


def _result(errors: int, warnings: int, locale: Locale) -> str:
    if errors:
        told = locale("check.errors", count=errors), locale("check.warnings", count=warnings)
        return locale("changes.not_yet", errors=told[0], warnings=told[1])
    return locale("changes.remarks", count=warnings) if warnings else locale("changes.good")


def _table(entries: Iterable[ChangedArticle], locale: Locale) -> Iterator[str]:
    columns = ["headline", "section", "authors", "words", "minutes", "problems"]
    yield f"| {' | '.join(locale(f'changes.column.{column}') for column in columns)} |"
    yield "| --- | --- | --- | ---: | ---: | --- |"
    for entry in entries:
        cells = [
            _headline(entry, locale),
            escaped(entry.section) or "–",
            escaped(", ".join(entry.authors)) or "–",
            f"{entry.words}" if entry.words is not None else "–",
            locale("changes.minutes", count=entry.minutes) if entry.minutes is not None else "–",
            _problems(entry, locale),
        ]
        yield f"| {' | '.join(cells)} |"


def _headline(entry: ChangedArticle, locale: Locale) -> str:
    """Return the headline, leading to the file, and below it what happened and where the page will be."""
    title = escaped(entry.title) or escaped(entry.file)
    state = [locale(f"changes.status.{entry.status}")]
    state += [locale("article.draft")] if entry.draft else []
    state += [locale("article.embargoed")] if entry.embargoed else []
    state += [locale("changes.withdrawn")] if entry.withdrawn else []
    address = f" · <code>/{escaped(entry.url)}</code>" if entry.url else ""
    link = _address(entry.file) or (f"/{entry.url}" if entry.url else None)
    shown = f"[{title}]({link})" if link and entry.status is not Status.DELETED else title
    return f"{shown}<br>{', '.join(state)}{address}"


def _address(file: str, line: int | None = None) -> str | None:
    """Return where GitHub shows a file of this proposal; None elsewhere."""
    server, repository, commit = (os.environ.get(f"GITHUB_{name}") for name in ("SERVER_URL", "REPOSITORY", "SHA"))
    if not (server and repository and commit):
        return None
    return f"{server}/{repository}/blob/{commit}/{quote(file, safe='/')}?plain=1" + (f"#L{line}" if line else "")


def _problems(entry: ChangedArticle, locale: Locale) -> str:
    told = [
        f"{mark} {locale(key, count=count)}"
        for mark, key, count in (("❌", "check.errors", entry.errors), ("💡", "check.warnings", entry.warnings))
        if count
    ]
    return "<br>".join(told) or "✅"


def _list(findings: Sequence[Finding], locale: Locale) -> Iterator[str]:
    for file, group in groupby(findings[:_MOST], key=lambda finding: finding.file):
        lines = [f"**{escaped(file)}**", ""]
        for finding in group:
            place = locale("changes.line", line=finding.line) if finding.line else locale("changes.file")
            link = _address(file, finding.line)
            where = f"[{place}]({link})" if link else place
            lines.append(f"- {where}: {escaped(finding.message)} *{escaped(finding.hint)}*")
        yield "\n".join(lines)
    if len(findings) > _MOST:
        yield locale("changes.more", count=len(findings) - _MOST)
