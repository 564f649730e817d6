"""Compares the speed of builds: `make bench`, `make bench ARTICLES=1000`, `make bench COMPETITORS=hugo,ours-cold`."""

from pathlib import Path

import click

from tests.benchmarks import plot, report
from tests.benchmarks.competitors import COMPETITORS, Competitor
from tests.benchmarks.results import Result, kept, measured
from tests.newsroom import REPOSITORY

_SIZES = (100, 300, 1_000, 3_000, 10_000)
_PAGE = REPOSITORY / "documentation/speed.md"


def _chosen(context: click.Context, parameter: click.Parameter, value: str) -> list[Competitor]:
    known = {competitor.name: competitor for competitor in COMPETITORS}
    names = value.replace(",", " ").split() or list(known)
    if unknown := [name for name in names if name not in known]:
        raise click.BadParameter(f"{', '.join(unknown)}: choose from {', '.join(known)}")
    return [known[name] for name in names]


@click.command()
@click.option("--articles", type=int, help="One size only: measured anew, the documentation stays as it is.")
@click.option("--competitors", default="", callback=_chosen, help="Names, with commas between them; default: all.")
@click.option("--again", is_flag=True, help="Measure anew what an earlier run has measured.")
@click.option("--write/--no-write", default=None, help="Whether table and plot go into the documentation.")
def main(articles: int | None, competitors: list[Competitor], again: bool, write: bool | None) -> None:
    """Measure what is missing, print a table for each size, and write the documentation."""
    sizes: dict[int, list[Result]] = {}
    for count in [articles] if articles else _SIZES:
        for competitor in competitors:
            if again or articles or not kept(competitor, count):
                click.echo(f"{count:6} {competitor.title} … ", nl=False)
                click.echo(" ".join(f"{seconds:.1f}" for seconds in measured(competitor, count).seconds) + " s")
        sizes[count] = [result for competitor in COMPETITORS if (result := kept(competitor, count))]
        report.show(count, [each for each in sizes[count] if each.competitor in {c.name for c in competitors}])
    if write if write is not None else not articles:
        report.write(_PAGE, sizes)
        plot.draw(Path(_PAGE).parent, sizes)


if __name__ == "__main__":
    main()
