"""Compares the speed of builds, and measures what ours cost: `make bench`, or one thing at a time.

`make bench ARTICLES=1000` measures one size and writes nothing; `make bench COMPETITORS=hugo,ours` some first builds.
`python -m tests.benchmarks changes --articles 1000`, and likewise `files`, `preview` and `search`, measure that alone.
"""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import click

from tests.benchmarks import changes, cold, preview, report, search
from tests.benchmarks.budgets import LARGE, MEDIUM
from tests.benchmarks.competitors import COMPETITORS, EVERYTHING, PAGES, Competitor
from tests.benchmarks.competitors.ours import CHANGES, Change
from tests.benchmarks.measure import BuildError

_SIZES = (100, MEDIUM, LARGE)
_DOCUMENTATION = Path(__file__).parents[2] / "documentation"


def _chosen(context: click.Context, parameter: click.Parameter, value: str) -> list[Competitor]:
    known = {competitor.name: competitor for competitor in COMPETITORS}
    return [known[name] for name in _names(value, list(known))]


def _chosen_changes(context: click.Context, parameter: click.Parameter, value: str) -> list[Change]:
    known = {change.name: change for change in CHANGES}
    return [known[name] for name in _names(value, list(known))]


def _names(value: str, known: list[str]) -> list[str]:
    names = value.replace(",", " ").split() or known
    if unknown := [name for name in names if name not in known]:
        raise click.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(known)}")
    return names


@click.group(invoke_without_command=True)
@click.option("--articles", type=int, help="One size only: measured anew, the documentation stays as it is.")
@click.option(
    "--competitors", default="", callback=_chosen, help="First builds of these only, commas between; default: all."
)
@click.option("--runs", type=int, default=cold.RUNS, show_default=True, help="Runs of each first build.")
@click.option("--again", is_flag=True, help="Measure anew what an earlier run has measured.")
@click.option("--write/--no-write", default=None, help="Whether tables and plot go into the documentation.")
@click.pass_context
def main(
    context: click.Context,
    articles: int | None,
    competitors: list[Competitor],
    runs: int,
    again: bool,
    write: bool | None,
) -> None:
    """Measure all that is missing, print it, and write the documentation."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever starts this may ignore it; previews end by it
    if context.invoked_subcommand:
        return
    sizes = [articles] if articles else list(_SIZES)
    again = again or bool(articles)
    for count in sizes:
        for group in cold.missing(count, competitors, again=again):
            _first_builds(group, count, runs)
        report.show(report.first_builds(count))
        if competitors == COMPETITORS:
            _further_builds(count, again=again)
    if competitors == COMPETITORS:
        _others(sizes, again=again)
    report.show(report.limits())
    if write if write is not None else not articles:
        from tests.benchmarks import plot  # matplotlib takes a second, and is only here for this

        report.write(_DOCUMENTATION / "speed.md", sizes)
        plot.draw(_DOCUMENTATION, sizes)


def _first_builds(group: list[Competitor], count: int, runs: int) -> None:
    click.echo(f"{count:6} {' | '.join(each.title for each in group)} …")
    for result in cold.measure(group, count, runs):
        click.echo(f"       {result.competitor}: {' '.join(f'{each:.1f}' for each in result.seconds)} {result.failure}")


def _further_builds(count: int, *, again: bool) -> None:
    for competitor in (EVERYTHING, PAGES):
        if again or not changes.costs(count, competitor):
            click.echo(f"{count:6} {competitor.title}: further builds …")
            changes.measure(competitor, count)
        report.show(report.further_builds(count, competitor))


def _others(sizes: list[int], *, again: bool) -> None:
    """Measure what belongs to one size only: touched files, and the preview."""
    if MEDIUM in sizes and (again or not changes.files(MEDIUM)):
        changes.measure_files(MEDIUM)
    if LARGE in sizes and (again or not preview.known(LARGE)):
        preview.measure(LARGE)
    if LARGE in sizes and (again or not search.known(LARGE)):
        search.measure(LARGE)
    of_large = ((LARGE, each) for each in (report.sizes, report.previews, report.searches))
    for size, table in ((MEDIUM, report.files), *of_large):
        if size in sizes:
            report.show(table(size))


_Command = Callable[..., None]
_articles: Callable[[_Command], _Command] = click.option("--articles", type=int, default=MEDIUM, show_default=True)


@main.command("changes")
@_articles
@click.option("--rounds", type=int, default=changes.ROUNDS, show_default=True)
@click.option("--only", default="", callback=_chosen_changes, help="These changes, commas between; default: all.")
@click.option("--pages", is_flag=True, help="Without search and share cards.")
def _changes(articles: int, rounds: int, only: list[Change], pages: bool) -> None:
    """Time builds after a change, each right behind one of the unchanged site."""
    competitor = PAGES if pages else EVERYTHING
    changes.measure(competitor, articles, rounds, only)
    report.show(report.further_builds(articles, competitor))


@main.command("files")
@_articles
@click.option("--names", is_flag=True, help="Name the files, too.")
def _files(articles: int, names: bool) -> None:
    """Count the files that one more article touches, the newest and one dated back."""
    for name, found in changes.measure_files(articles).items():
        for how in ("own", "changed", "added", "removed") if names else ():
            click.echo("\n".join(f"{name} {how} {path}" for path in getattr(found, how)))
    report.show(report.files(articles))


@main.command("preview")
@_articles
@click.option("--rounds", type=int, default=preview.ROUNDS, show_default=True)
def _preview(articles: int, rounds: int) -> None:
    """Time the preview: its first page, and edits until they are seen."""
    preview.measure(articles, rounds)
    report.show(report.previews(articles))


@main.command("search")
@_articles
@click.option("--rounds", type=int, default=search.ROUNDS, show_default=True)
def _search(articles: int, rounds: int) -> None:
    """Time first searches in a browser, and count what they load."""
    search.measure(articles, rounds)
    report.show(report.searches(articles))


@main.command("sizes")
@_articles
def _sizes(articles: int) -> None:
    """Tell how large the site of the last first build is, by kind of file."""
    report.show(report.sizes(articles))


if __name__ == "__main__":
    try:
        main()
    except (BuildError, preview.PreviewError) as error:
        sys.exit(str(error))
