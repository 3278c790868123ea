"""Small multiples: some measures of one unit over the years, each before the grey of its class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analytics.charts.rows import each
from analytics.charts.scale import Scale
from analytics.charts.years import years
from analytics.drawing.line import context_lines, empties, focus_line, furniture
from analytics.drawing.paper import MUTED, SMALL, Sheet, clipped, label_axis, write

COLUMNS = 3
ROW, HEAD, FOOT, GAP, LEFT = 40.0, 10.5, 5.0, 5.0, 9.0
CONTEXT_MAX = 120  # more lines than this are a grey block: the median alone is drawn
HEADROOM, SHELF = 1.14, 0.2


@dataclass(frozen=True)
class Small:
    """One measure: `table` is a series with `unit` among its class, `middles` the class's median where it isn't 0.

    `value` and `rank` are said beside the measure's `name`.
    """

    name: str
    value: str
    rank: str
    table: pd.DataFrame
    scale: Scale
    unit: str
    middles: Mapping[int, float]


def _round(largest: float, whole: bool) -> float:
    """The largest of 1, 2, 5, 10, 20, … that is not above `largest`."""
    if largest <= 0 or (whole and largest < 1):
        return 0.0
    ten = 10.0 ** floor(log10(largest))
    return max(step * ten for step in (1, 2, 5) if step * ten <= largest * 1.0001)


def multiples(shown: Sequence[Small], lang: str) -> Figure:
    """A figure of them, three in a row."""
    rows = -(-len(shown) // COLUMNS)
    sheet = Sheet(ROW * rows, left=0, right=0, top=0, bottom=0)
    sheet.axes.set(xlim=(0, sheet.width), ylim=(0, sheet.height), xticks=[], yticks=[])
    wide = (sheet.width - GAP * (COLUMNS - 1)) / COLUMNS
    for place, small in enumerate(shown):
        row, column = divmod(place, COLUMNS)
        low = sheet.height - ROW * (row + 1)
        plot = (column * (wide + GAP) + LEFT, low + FOOT + 1, wide - LEFT - 5, ROW - HEAD - FOOT - 1)
        _draw(sheet.plot(*plot), small, lang)
        _head(sheet, small, column * (wide + GAP), low + ROW, wide)
    return sheet.figure


def _head(sheet: Sheet, small: Small, left: float, top: float, wide: float) -> None:
    write(sheet.axes, clipped(f"{small.name}　{small.value}", wide), left, top - 2.6, bold=True)
    write(sheet.axes, clipped(small.rank, wide, SMALL), left, top - 7, color=MUTED, size=SMALL)


def _draw(axes: Axes, small: Small, lang: str) -> None:
    axis = years(small.table)
    drawn = small.table.loc[small.table["year"].isin(axis.at)]
    own = drawn["jurisdiction"] == small.unit
    others = drawn.loc[~own] if drawn["jurisdiction"].nunique() <= CONTEXT_MAX else drawn.iloc[:0]
    heights = pd.concat([others["number"], drawn.loc[own, "number"], pd.Series([*small.middles.values()], dtype=float)])
    largest = float(heights.max()) * small.scale.factor if heights.notna().any() else 0.0
    top = largest * HEADROOM or 1.0
    context_lines(axes, others, axis, small.scale)
    middles = {axis.at[year]: small.middles.get(year, float("nan")) * small.scale.factor for year in sorted(axis.at)}
    axes.plot([*middles], [*middles.values()], color=MUTED, linewidth=0.8, dashes=(4, 2), zorder=3)
    focus_line(axes, each(drawn.loc[own].sort_values("year")), 0, axis, small.scale, weight=1.3)
    shelf = empties(axes, drawn, [small.unit], axis, -SHELF / 2 * top)
    axes.set_xlim(axis.low, axis.high)
    axes.set_ylim(-SHELF * top if shelf else -0.02 * top, top)
    axes.axhline(0, color=MUTED, linewidth=0.6, zorder=1)
    ends = sorted({min(axis.at), max(axis.at)}) if axis.at else []
    label_axis(axes.xaxis, [axis.at[year] for year in ends], [str(year) for year in ends], size=7)
    steps = sorted({0.0, _round(largest, small.scale.places == 0)})
    label_axis(axes.yaxis, steps, [f"{step:,.10g}{small.scale.suffix}" for step in steps], size=7)
    furniture(axes, small.table, axis, lang, worded=False)
