"""Asks at a terminal what `magazine import` would otherwise only propose."""

import datetime as dt
import sys
from typing import TYPE_CHECKING

import click

from magazine.locales import Locale

if TYPE_CHECKING:
    from magazine.importing.imported import Imported
    from magazine.importing.questions import Questions
    from magazine.importing.sections import SectionMap


def questions_at(locale: Locale, *, yes: bool) -> "Questions":
    """Return what asks; with `yes`, or where nobody can answer, all proposals are taken."""
    from magazine.importing.questions import UNASKED, Questions  # noqa: PLC0415 - optional, with packages of its own

    if yes or not _at_terminal():
        return UNASKED

    def day(article: "Imported", proposal: dt.date | None) -> dt.date | None:
        return _day(locale, article, proposal)

    def sections(found: "SectionMap") -> None:
        _sections(locale, found)

    return Questions(day, sections)


def _at_terminal() -> bool:
    return sys.stdin.isatty()


def _day(locale: Locale, article: "Imported", proposal: dt.date | None) -> dt.date | None:
    question = locale("import.ask.day", source=article.source, written=article.written_date or "-")
    while True:
        answer = click.prompt(question, default=proposal.isoformat() if proposal else "", err=True).strip()
        if not answer:
            return None
        try:
            return dt.date.fromisoformat(answer)
        except ValueError:
            click.echo(locale("import.ask.day-wrong", value=answer), err=True)


def _sections(locale: Locale, found: "SectionMap") -> None:
    categories = {name: section for name, section in found.mapping.items() if name}
    if not categories:
        return
    for name, section in categories.items():
        place = found.titles.get(section, "") or locale("import.ask.tag")
        click.echo(f"  {found.names.get(name, name)} → {place}", err=True)
    if click.confirm(locale("import.ask.sections"), default=True, err=True):
        return
    for name, section in categories.items():
        question = locale("import.ask.section", name=found.names.get(name, name))
        found.assign(name, click.prompt(question, default=found.titles.get(section, "-"), err=True).strip().strip("-"))
