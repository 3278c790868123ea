"""From earlier to later: a hollow dot, a line, a solid dot."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from analytics.charts.rows import each
from analytics.charts.scale import Scale
from analytics.charts.written import doubted, end
from analytics.drawing.paper import GROUND, INK, Sheet, clipped, label_axis, mm, value_axis, write

ROW = 6.4
ROWS_MAX = 12
NAME_MAX = 46.0


def dots(table: pd.DataFrame, scale: Scale) -> Figure:
    """A figure of a change table (jurisdiction, earlier, later, difference as floats), in its order.

    What fell has a broken line; neither more nor less is good or bad.
    """
    found = list(each(table))
    said = [
        f"{scale.change(row.difference)}{doubted(row, 'earlier', 'later')}　"
        f"{end(row, 'earlier', scale)} → {end(row, 'later', scale)}"
        for row in found
    ]
    names = [clipped(row.jurisdiction, NAME_MAX) for row in found]
    sheet = Sheet(
        ROW * len(found) + 9,
        left=max([12.0, *(mm(name) + 5 for name in names)]),
        right=max([14.0, *(mm(text) * 1.08 + 5 for text in said)]),
        top=2,
        bottom=7,
    )
    axes = sheet.axes
    for place, (row, text) in enumerate(zip(found, said, strict=True)):
        earlier, later = float(row.earlier) * scale.factor, float(row.later) * scale.factor
        dash = (None, None) if row.difference > 0 else (3, 2)
        axes.plot([earlier, later], [place, place], color=INK, linewidth=1.2, dashes=dash, zorder=3)
        for x, colour in ((earlier, GROUND), (later, INK)):
            look: dict[str, Any] = {
                "marker": "o",
                "markersize": 6,
                "color": INK,
                "markerfacecolor": colour,
                "markeredgewidth": 1.1,
            }
            axes.plot([x], [place], clip_on=False, zorder=4, **look)
        write(axes, text, max(earlier, later), place, shift=(9, 0))
    largest = max([float(max(row.earlier, row.later)) * scale.factor for row in found], default=0.0)
    value_axis(axes, largest, -0.03 * (largest or 1), (largest or 1) * 1.02, whole=scale.places == 0, across=True)
    axes.set_ylim(len(found) - 0.4, -0.6)
    label_axis(axes.yaxis, range(len(names)), names, size=9, color=INK)
    return sheet.figure
