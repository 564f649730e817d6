"""`magazine rules`: the page of the documentation that tells all rules, written from the rules themselves."""

import click

from magazine.checks.catalogue import Code, Severity, catalogue
from magazine.locales import Locale, load


class _Gaps(dict[str, str]):
    """What stands where a message names something of the article."""

    def __missing__(self, key: str) -> str:
        return "…"


@click.command()
@click.option("--language", default="de", show_default=True, help="The language of the page.")
def rules(language: str) -> None:
    """Print all rules as a page in Markdown."""
    click.echo(page(load(language)), nl=False)


def page(locale: Locale) -> str:
    """Return the page."""
    lines = [f"# {locale('rules.title')}", "", locale("rules.intro"), "", locale("rules.permits"), ""]
    for code in sorted(catalogue().values(), key=lambda each: each.name):
        lines += [
            f"## `{code.name}`",
            "",
            f"*{_weight(code, locale)}.* {locale.problem(code.name, 'message', _Gaps())}",
            "",
        ]
        lines += [f"→ {locale.problem(code.name, 'hint', _Gaps())}", ""]
        if code.autofix:
            lines += [locale("rules.mended"), ""]
    return "\n".join(lines)


def _weight(code: Code, locale: Locale) -> str:
    if code.severity is Severity.WARNING:
        return locale("rules.warning")
    return locale("rules.error-allowable" if code.suppressible else "rules.error")
