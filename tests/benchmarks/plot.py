"""Draws time over the number of articles, one line a competitor."""

from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot as plt

from tests.benchmarks.competitors import COMPETITORS
from tests.benchmarks.results import Result

_PAPER, _INK = "#fbfaf6", "#22252a"  # a paper of its own, so that it reads on light and on dark pages
_COLOURS = {"ours": "#0b6e75", "hugo": "#b8336a", "plain": "#8a7a3d", "blog": "#55606e"}
_STYLES = ("-", "--", "-.", ":")


def draw(folder: Path, sizes: dict[int, list[Result]]) -> None:
    """Write `speed.svg` and `speed.png` into a folder."""
    mpl.rcParams |= {"svg.hashsalt": "speed", "svg.fonttype": "none", "font.size": 10, "text.color": _INK}
    figure, axes = plt.subplots(figsize=(9, 6), facecolor=_PAPER, layout="constrained")
    axes.set_facecolor(_PAPER)
    drawn: dict[str, int] = {}
    for competitor in COMPETITORS:
        points = sorted((n, r.median) for n, rs in sizes.items() for r in rs if r.competitor == competitor.name)
        if not points:
            continue
        family = competitor.name.split("-")[0]
        style = _STYLES[drawn.setdefault(family, 0)]
        drawn[family] += 1
        axes.plot(*zip(*points, strict=True), style, color=_COLOURS[family], marker="o", ms=4, label=competitor.title)
    axes.set(xscale="log", yscale="log", xlabel="articles", ylabel="seconds (median)")
    axes.set_xticks(sorted(sizes), [f"{count:,}" for count in sorted(sizes)], minor=False)
    axes.xaxis.set_minor_locator(mpl.ticker.NullLocator())
    axes.yaxis.set_major_formatter(mpl.ticker.FormatStrFormatter("%g"))
    axes.grid(color="#d8d5cb", linewidth=0.7)
    axes.legend(facecolor=_PAPER, edgecolor="#d8d5cb", fontsize=9)
    figure.savefig(folder / "speed.svg", metadata={"Date": None})
    figure.savefig(folder / "speed.png", dpi=160)
    plt.close(figure)
