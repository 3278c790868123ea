"""Ranked bars of one year, as `analytics.charts.bars` lays them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analytics.charts.bars import rows
from analytics.charts.scale import Scale
from analytics.drawing.paper import FILL, GROUND, INK, MUTED, SMALL, Sheet, clipped, label_axis, mm, write

ROW = 5.0
NAME_MAX = 46.0
THICK = 0.62


def bars(table: pd.DataFrame, scale: Scale, lang: str, *, focus: Sequence[str] = ()) -> Figure:
    """A figure of a ranking table (one row per jurisdiction; `rank` and `tied` where it is ranked)."""
    shown = rows(table, scale, lang, focus)
    drawn = [row for row in shown if row.number is not None]
    strong = {row.name for row in drawn if row.name in focus}
    if not strong and drawn and (len(drawn) == 1 or drawn[0].number != drawn[1].number):
        strong = {drawn[0].name}  # the sentence speaks of the first
    names = [clipped(row.name, NAME_MAX) for row in shown]
    sheet = Sheet(
        ROW * max(len(shown), 1) + 3,
        left=max([8.0, *(mm(name) * 1.08 + 4 for name in names)]),
        right=max([8.0, *(mm(row.text) * 1.08 + 3 for row in drawn)]),
        top=1.5,
        bottom=1.5,
    )
    axes = sheet.axes
    for place, row in enumerate(shown):
        if row.number is None:
            write(axes, row.text, 0, place, color=MUTED, size=SMALL, shift=(3, 0))
            continue
        bold = row.name in strong
        look: dict[str, Any] = (
            {"facecolor": GROUND, "hatch": "//////"}
            if row.state == "doubtful"
            else {"facecolor": INK if bold else FILL}
        )
        axes.barh(place, row.number, THICK, edgecolor=INK, linewidth=0.5, clip_on=False, **look)
        write(axes, row.text, row.number, place, bold=bold, shift=(4, 0))
    axes.axvline(0, color=MUTED, linewidth=0.7)
    axes.set_xlim(0, max([row.number or 0.0 for row in shown], default=0.0) or 1.0)
    axes.set_ylim(max(len(shown), 1) - 0.4, -0.6)
    axes.set_xticks([])
    label_axis(axes.yaxis, range(len(names)), names, size=9, color=INK)
    return sheet.figure
