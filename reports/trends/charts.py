"""Charts as pictures that stand in a page or a paper by themselves: the same data give the same bytes."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import matplotlib as mpl
from matplotlib.figure import Figure

# Told apart by everybody, on white, by lightness as well as hue; marks differ too.
COLOURS = ("#1d70b8", "#d4351c", "#00703c", "#4c2c92", "#f47738", "#0b0c0c", "#6f72af", "#85994b")
MARKS = "osD^vPX*"
mpl.rcParams["svg.hashsalt"] = "golden-thread"
mpl.rcParams["font.family"] = "sans-serif"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: what it shows in words (``alt``), and its picture as SVG and PNG bytes."""

    alt: str
    svg: bytes
    png: bytes

    @property
    def address(self) -> str:
        """The picture as an address that needs no network."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg).decode()


def lines(
    title: str, unit: str, months: Sequence[str], series: Mapping[str, Sequence[float | None]], alt: str
) -> Chart:
    """One line for each name over the months; None leaves a gap."""
    figure = Figure(figsize=(8.2, 3.9), layout="constrained")
    axes = figure.subplots()
    for i, (name, values) in enumerate(series.items()):
        heights = [float("nan") if v is None else v for v in values]
        axes.plot(months, heights, color=COLOURS[i % 8], marker=MARKS[i % 8], label=name, linewidth=2)
    axes.set_ylim(bottom=0)
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False, fontsize=9)
    axes.tick_params(axis="x", rotation=40)
    return _drawn(figure, title, unit, alt)


def bars(
    title: str,
    unit: str,
    values: Mapping[str, float],
    alt: str,
    *,
    spans: Mapping[str, tuple[float, float]] | None = None,
) -> Chart:
    """One bar for each name, the first at the top, with its interval where one is given."""
    figure = Figure(figsize=(8.2, 0.9 + 0.42 * max(3, len(values))), layout="constrained")
    axes = figure.subplots()
    names = list(values)
    axes.barh(names, [values[n] for n in names], color=COLOURS[0], height=0.6)
    for at, name in enumerate(names):
        if spans and name in spans:
            axes.plot(spans[name], (at, at), color="#0b0c0c", linewidth=1.5, marker="|", markersize=8)
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel(unit, fontsize=9)
    return _drawn(figure, title, "", alt)


def _drawn(figure: Figure, title: str, unit: str, alt: str) -> Chart:
    axes = figure.axes[0]
    axes.set_title(title, loc="left", fontsize=11, fontweight="bold")
    if unit:
        axes.set_ylabel(unit, fontsize=9)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(labelsize=9)
    svg, png = io.BytesIO(), io.BytesIO()
    figure.savefig(svg, format="svg", metadata={"Date": None})
    figure.savefig(png, format="png", dpi=160)
    return Chart(alt, svg.getvalue(), png.getvalue())
