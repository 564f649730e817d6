"""The summary of a proposal in Markdown, as GitHub shows it below a run.

Everything a contributor wrote is hostile here: a headline must not become a link, a picture or a new row.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from magazine.checks.report import Finding, own_command
from magazine.commands.git import Status
from magazine.commands.other_files import OtherFile
from magazine.content.article import Article
from magazine.content.manuscript import Manuscript
from magazine.content.problem import Code
from magazine.content.typesetting import typographic
from magazine.locales import Locale

# What may begin Markdown, HTML, a cell, a formula, a mention, an emoji, or an address that GitHub links by itself.
_MARKUP = re.compile(r"[\\`*_\[\]<>&|~$@#]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
_MOST = 100  # findings in a summary; more than anybody reads


@dataclass(frozen=True, slots=True)
class ChangedArticle:
    """An article that a proposal changes.

    `file` is its path as contributors type it, `errors` and `warnings` are how many were found in it. `manuscript` is
    None if it could not be read, `article` if it has errors or was deleted.
    """

    status: Status
    file: str
    errors: int
    warnings: int
    manuscript: Manuscript | None
    article: Article | None

    def title(self, language: str) -> str:
        """Return the headline with the quotation marks of its language, else `language`; the file if it has none."""
        if self.manuscript is None:
            return self.file
        fields = self.manuscript.fields
        return typographic(fields.title, getattr(fields, "language", None) or language)


def as_markdown(
    entries: Sequence[ChangedArticle], others: Sequence[OtherFile], findings: Sequence[Finding], locale: Locale
) -> str:
    """Return the summary: the result, the table of articles, other files, and what is left to do, file by file."""
    errors = [finding for finding in findings if finding.is_error]
    warnings = [finding for finding in findings if not finding.is_error and _is_about(finding, entries)]
    parts = [f"## {locale('changes.title')}", _result(len(errors), len(warnings), others, locale)]
    parts.append("\n".join(_table(entries, locale)) if entries else locale("changes.none"))
    if others:
        parts += [f"### {locale('changes.others_title')}", "\n".join(_others(others, locale))]
    if errors:
        parts += [f"### {locale('changes.errors_title')}", *_list(errors, locale)]
    if warnings:
        parts += [f"<details><summary>{locale('changes.warnings_title')}</summary>", *_list(warnings, locale)]
        parts.append("</details>")
    return "\n\n".join(parts)


def _is_about(finding: Finding, entries: Iterable[ChangedArticle]) -> bool:
    """Return whether something was found in one of these articles, or is a picture beside one that nothing shows."""
    file, folder = finding.file, finding.file.rpartition("/")[0]
    beside = finding.code == Code.PICTURE_UNUSED
    return any(file == entry.file or (beside and folder == entry.file.rpartition("/")[0]) for entry in entries)


def escaped(text: str) -> str:
    """Return text that Markdown shows as it was written, in one line, without characters that hide or turn others."""
    plain = "".join(each for each in " ".join(text.split()) if unicodedata.category(each) not in {"Cc", "Cf", "Cs"})
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", plain)


def _others(others: Iterable[OtherFile], locale: Locale) -> Iterator[str]:
    """Yield a list of the files that are no articles; what a machine cannot judge comes first."""
    for each in sorted(others, key=lambda each: (each.is_checked, each.file)):
        mark = "" if each.is_checked else "👀 "
        status, kind = locale(f"changes.status.{each.status}"), locale(f"changes.kind.{each.kind}")
        address = _address(each.file) if each.status is not Status.DELETED else None
        name = f"[{escaped(each.file)}]({address})" if address else escaped(each.file)
        yield f"- {mark}{name} ({status}): {kind}"


def _result(errors: int, warnings: int, others: Iterable[OtherFile], locale: Locale) -> str:
    if errors:
        counts = {"errors": locale("check.errors", count=errors), "warnings": locale("check.warnings", count=warnings)}
        return locale("changes.not_yet", **counts)
    if unchecked := sum(not each.is_checked for each in others):
        return locale("changes.to_look_at", count=unchecked)
    return locale("changes.remarks", count=warnings) if warnings else locale("changes.good")


def _table(entries: Iterable[ChangedArticle], locale: Locale) -> Iterator[str]:
    columns = ["headline", "section", "authors", "words", "minutes", "problems"]
    yield f"| {' | '.join(locale(f'changes.column.{column}') for column in columns)} |"
    yield "| --- | --- | --- | ---: | ---: | --- |"
    for entry in entries:
        yield f"| {' | '.join([_headline(entry, locale), *_text(entry, locale), _problems(entry, locale)])} |"


def _text(entry: ChangedArticle, locale: Locale) -> list[str]:
    """Return section, authors, words and reading time."""
    manuscript, article = entry.manuscript, entry.article
    if manuscript is None:
        return ["–"] * 4
    section = article.section.title if article and article.section else "".join(manuscript.fields.categories[:1])
    authors = [each.name for each in article.authors] if article else manuscript.fields.authors
    minutes = locale("changes.minutes", count=manuscript.reading_minutes)
    return [escaped(section) or "–", escaped(", ".join(authors)) or "–", f"{manuscript.words}", minutes]


def _headline(entry: ChangedArticle, locale: Locale) -> str:
    """Return the headline, leading to the file, and below it what happened and where the page will be."""
    manuscript, article = entry.manuscript, entry.article
    title = escaped(entry.title(locale.language)) or escaped(entry.file)
    state = [locale(f"changes.status.{entry.status}")]
    state += [locale("article.draft")] if manuscript and manuscript.fields.draft else []
    state += [locale("article.embargoed")] if article and article.embargo else []
    state += [locale("changes.withdrawn")] if article and article.withdrawn else []
    address = f" · <code>/{escaped(manuscript.url)}</code>" if manuscript else ""
    link = _address(entry.file) or (f"/{manuscript.url}" if manuscript else None)
    shown = f"[{title}]({link})" if link and entry.status is not Status.DELETED else title
    return f"{shown}<br>{', '.join(state)}{address}"


def _address(file: str, line: int | None = None) -> str | None:
    """Return where GitHub shows a file of this proposal; None elsewhere."""
    server, repository, commit = (os.environ.get(f"GITHUB_{name}") for name in ("SERVER_URL", "REPOSITORY", "SHA"))
    if not (server and repository and commit):
        return None
    return f"{server}/{repository}/blob/{commit}/{quote(file, safe='/')}?plain=1" + (f"#L{line}" if line else "")


def _problems(entry: ChangedArticle, locale: Locale) -> str:
    counts = [
        f"{mark} {locale(key, count=count)}"
        for mark, key, count in (("❌", "check.errors", entry.errors), ("💡", "check.warnings", entry.warnings))
        if count
    ]
    return "<br>".join(counts) or "✅"


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
        yield locale("changes.more", count=len(findings) - _MOST, command=own_command())
