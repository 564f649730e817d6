"""`magazine rules`: prints documentation/regeln.md, the page of all rules, from the rules themselves."""

import click

from magazine.checks.catalogue import AUTOFIX, SUPPRESSIBLE, WARNINGS
from magazine.content.problem import Code
from magazine.locales import Locale, load


class _Gaps(dict[str, str]):
    """Details of a problem for a message without one: an ellipsis for each."""

    def __missing__(self, key: str) -> str:
        return "…"


@click.command()
@click.option("--language", default="de", show_default=True, help="The language of the page.")
def rules(language: str) -> None:
    """Print all rules as a page in Markdown."""
    click.echo(page(load(language)), nl=False)


def page(locale: Locale) -> str:
    """Return the page."""
    lines = [f"# {locale('rules.title')}", "", locale("rules.intro"), "", locale("rules.suppressions"), ""]
    for code in sorted(Code):
        lines += [f"## `{code}`", "", f"*{_weight(code, locale)}.* {locale.problem(code, 'message', _Gaps())}", ""]
        lines += [f"→ {locale.problem(code, 'hint', _Gaps())}", ""]
        if code in AUTOFIX:
            lines += [locale("rules.autofix"), ""]
    return "\n".join(lines)


def _weight(code: Code, locale: Locale) -> str:
    if code in WARNINGS:
        return locale("rules.warning")
    return locale("rules.error-allowable" if code in SUPPRESSIBLE else "rules.error")
