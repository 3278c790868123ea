"""A small multiple: one measure of one unit over the years, before the grey of its class."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, log10

import pandas as pd

from analytics.charts.room import width
from analytics.charts.scale import Scale
from analytics.charts.years import Years, years
from analytics.scenes import line
from analytics.scenes.scene import MUTED, SMALL, Axis, Dots, Points, Scene, Stroke

HEIGHT = 120
CONTEXT_MAX = 120  # more lines than this are a grey block: the median alone is drawn
HEADROOM = 1.12
SHELF = 0.16  # below zero, as a share of the top: where the sign of an empty year stands


def _round(largest: float, whole: bool) -> float:
    """The largest of 1, 2, 5, 10, 20, … that is not above `largest`."""
    if largest <= 0 or (whole and largest < 1):
        return 0.0
    ten = 10.0 ** floor(log10(largest))
    return max(step * ten for step in (1, 2, 5) if step * ten <= largest * 1.0001)


def _median(middles: Mapping[int, float], axis: Years, scale: Scale) -> Points:
    """The class's median, dashed; years whose median is 0 are left out, as it says nothing there."""
    drawn = {year: middles.get(year) for year in sorted(axis.at)}
    y = [None if middle is None else middle * scale.factor for middle in drawn.values()]
    stroke, dots = Stroke(MUTED, 1.25, (4, 3)), Dots(size=2.5, tone=MUTED)
    return Points("median", [axis.at[year] for year in drawn], y, stroke=stroke, dots=dots, clipped=True)


def multiple(table: pd.DataFrame, scale: Scale, lang: str, *, unit: str, middles: Mapping[int, float]) -> Scene:
    """The scene of a series table (one row per jurisdiction and year) for `unit` among the others in it.

    `middles` gives the class's median by year in the measure's own unit, where it isn't 0. Labels of
    the axes are the first and last year, and zero and one round number.
    """
    axis = years(table)
    drawn = table.loc[table["year"].isin(axis.at)]
    own = drawn["jurisdiction"] == unit
    others = drawn.loc[~own] if drawn["jurisdiction"].nunique() <= CONTEXT_MAX else drawn.iloc[:0]
    shown = pd.concat([others["number"], drawn.loc[own, "number"], pd.Series([*middles.values()], dtype=float)])
    largest = float(shown.max()) * scale.factor if shown.notna().any() else 0.0
    top = largest * HEADROOM or 1.0
    step = _round(largest, whole=scale.places == 0)
    said = f"{step:,.10g}{scale.suffix}"
    scene = Scene(HEIGHT, left=max(30, 12 + width(said, SMALL)), right=18, top=8, bottom=22)
    scene.marks += [line.context(others, axis, scale), _median(middles, axis, scale)]
    scene.marks.append(line.focused(unit, drawn.loc[own], 0, axis, scale, weight=2, size=5))
    empties = line.empties(drawn, [unit], axis, -SHELF / 2 * top, lang)
    scene.marks += [empties] if empties else []
    ends = [place for place in (min(axis.at, default=None), max(axis.at, default=None)) if place is not None]
    scene.x = Axis(axis.low, axis.high, ([axis.at[year] for year in ends], [str(year) for year in ends]), small=True)
    low = -SHELF * top if empties else -0.02 * top
    scene.y = Axis(low, top, ([0, step], ["0", said]), small=True, grid=True)
    line.furniture(scene, table, axis, lang, worded=False)
    return scene
