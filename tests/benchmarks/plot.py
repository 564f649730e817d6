"""Draws time over the number of articles, one line a competitor."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt

from tests.benchmarks.cold import results
from tests.benchmarks.competitors import COMPETITORS

_PAPER, _INK = "#fbfaf6", "#22252a"  # a paper of its own, so that it reads on light and on dark pages
_COLOURS = {"ours": "#0b6e75", "hugo": "#b8336a", "zensical": "#6a4fb3", "plain": "#8a7a3d", "blog": "#55606e"}
_STYLES = ("-", "--", "-.", ":")


def draw(folder: Path, counts: Sequence[int]) -> None:
    """Write `speed.svg` and `speed.png` into a folder. Who came to no end has no point there."""
    mpl.rcParams |= {"svg.hashsalt": "speed", "svg.fonttype": "none", "font.size": 10, "text.color": _INK}
    figure, axes = plt.subplots(figsize=(9, 6), facecolor=_PAPER, layout="constrained")
    axes.set_facecolor(_PAPER)
    drawn: dict[str, int] = {}
    found = {(result.competitor, count): result for count in counts for result in results(count) if result.seconds}
    for competitor in COMPETITORS:
        points = [(count, found[key].median) for count in sorted(counts) if (key := (competitor.name, count)) in found]
        if not points:
            continue
        family = competitor.name.split("-")[0]
        style = _STYLES[drawn.setdefault(family, 0)]
        drawn[family] += 1
        axes.plot(*zip(*points, strict=True), style, color=_COLOURS[family], marker="o", ms=4, label=competitor.title)
    axes.set(xscale="log", yscale="log", xlabel="articles", ylabel="seconds of a first build (median)")
    axes.set_xticks(sorted(counts), [f"{count:,}" for count in sorted(counts)], minor=False)
    axes.xaxis.set_minor_locator(mpl.ticker.NullLocator())
    axes.yaxis.set_major_formatter(mpl.ticker.FormatStrFormatter("%g"))
    axes.grid(color="#d8d5cb", linewidth=0.7)
    axes.legend(facecolor=_PAPER, edgecolor="#d8d5cb", fontsize=9)
    figure.savefig(folder / "speed.svg", metadata={"Date": None})
    figure.savefig(folder / "speed.png", dpi=160)
    plt.close(figure)
