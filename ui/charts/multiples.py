"""A small multiple: one measure of one unit over the years, before the grey of its class."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, log10
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.scale import Scale
from analytics.charts.years import Years, years
from ui.charts import line
from ui.charts.style import SMALL, Sheet, Tokens, width

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


def _median(middles: Mapping[int, float], axis: Years, scale: Scale, tokens: Tokens) -> dict[str, Any]:
    """The class's median, dashed; years whose median is 0 are left out, as it says nothing there."""
    drawn = {year: middles.get(year) for year in sorted(axis.at)}
    return line.SCATTER | {
        "x": [axis.at[year] for year in drawn],
        "y": [None if middle is None else middle * scale.factor for middle in drawn.values()],
        "name": "median",
        "line": {"color": tokens.muted, "width": 1.25, "dash": "4px,3px"},
        "marker": {"size": 2.5, "color": tokens.muted},
        "hoverinfo": "skip",
        "hovertemplate": None,
    }


def multiple(
    table: pd.DataFrame, scale: Scale, tokens: Tokens, lang: str, *, unit: str, middles: Mapping[int, float]
) -> go.Figure:
    """A figure of a series table (one row per jurisdiction and year) for `unit` among the others in it.

    `middles` gives the class's median by year in the measure's own unit, where it isn't 0. Labels of
    the axes are the first and last year, and zero and one round number.
    """
    axis = years(table)
    drawn = table.loc[table["year"].isin(axis.at)]
    own = drawn["jurisdiction"] == unit
    context = drawn.loc[~own] if drawn["jurisdiction"].nunique() <= CONTEXT_MAX else drawn.iloc[:0]
    shown = pd.concat([context["number"], drawn.loc[own, "number"], pd.Series([*middles.values()], dtype=float)])
    largest = float(shown.max()) * scale.factor if shown.notna().any() else 0.0
    top = largest * HEADROOM or 1.0
    step = _round(largest, whole=scale.places == 0)
    said = f"{step:,.10g}{scale.suffix}"
    sheet = Sheet(tokens, HEIGHT, left=max(30, 12 + width(said, SMALL)), right=18, top=8, bottom=22)
    own_trace = line.focus_trace(unit, drawn.loc[own], 0, axis, scale, tokens)
    own_trace["line"] |= {"width": 2}
    own_trace["marker"] |= {"size": 5}
    empties = line.empties_trace(drawn, [unit], axis, -SHELF / 2 * top, lang, tokens)
    sheet.traces += [line.context_trace(context, axis, scale, tokens), _median(middles, axis, scale, tokens), own_trace]
    sheet.traces += [empties] if empties else []
    ends = [place for place in (min(axis.at, default=None), max(axis.at, default=None)) if place is not None]
    sheet.xaxis |= {
        "range": [axis.low, axis.high],
        "tickmode": "array",
        "tickvals": [axis.at[y] for y in ends],
        "ticktext": [str(y) for y in ends],
        "tickfont": {"size": SMALL},
    }
    sheet.yaxis |= {
        "range": [-SHELF * top if empties else -0.02 * top, top],
        "tickmode": "array",
        "tickvals": [0, step],
        "ticktext": ["0", said],
        "tickfont": {"size": SMALL},
    }
    line.furniture(sheet, table, axis, lang, worded=False)
    return sheet.figure()
