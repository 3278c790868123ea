"""From earlier to later: a hollow dot, a line, a solid dot."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.rows import each
from analytics.charts.scale import Scale
from analytics.charts.written import doubted, end
from ui.charts.style import Sheet, Tokens, clipped, steps, width

ROW = 40
ROWS_MAX = 12
ENDS_MAX = 84
NAME_MAX = 150


def dots(table: pd.DataFrame, scale: Scale, tokens: Tokens, *, year: int = 0) -> go.Figure:
    """A figure of a change table (jurisdiction, earlier, later, difference), in its order.

    More is drawn in the first colour, less in the second with a dashed line: neither is good or bad.
    """
    rows = list(each(table))
    more = [scale.change(row.difference) + doubted(row, "earlier", "later") for row in rows]
    ends = [f"　{end(row, 'earlier', scale)} → {end(row, 'later', scale)}" for row in rows]
    if any(width(text) > ENDS_MAX for text in ends):  # on a phone there would be no room left for the dots
        ends = [""] * len(rows)
    said = [f"{change}{end}" for change, end in zip(more, ends, strict=True)]
    names = [clipped(row.jurisdiction, NAME_MAX) for row in rows]
    left = max([52, *(width(name) + 16 for name in names)])
    right = max([60, *(width(text) + 24 for text in said)])
    sheet = Sheet(tokens, ROW * len(rows) + 48, left=left, right=right, top=8, bottom=28)
    for i, row in enumerate(rows):
        sheet.traces.append(_dumbbell(row, i, scale, tokens, year))
        x = float(max(row.earlier, row.later)) * scale.factor
        sheet.word(f"<b>{more[i]}</b>{ends[i]}", tokens.ink, x=x, y=i, xanchor="left", xshift=10)
    largest = max([float(max(row.earlier, row.later)) * scale.factor for row in rows], default=1.0) or 1.0
    sheet.xaxis |= {"range": [-0.04 * largest, largest * 1.03], "showgrid": True, "gridcolor": tokens.hairline}
    sheet.xaxis |= steps(largest, scale.places)
    sheet.names(names)
    return sheet.figure()


def _dumbbell(row: Any, place: int, scale: Scale, tokens: Tokens, year: int) -> dict[str, Any]:
    """Hollow where it was, solid where it is; what falls has a broken line."""
    rises = row.difference > 0
    colour = tokens.series[0] if rises else tokens.series[1]
    text = f"{row.jurisdiction}<br><b>{end(row, 'earlier', scale)} → {end(row, 'later', scale)}</b> {scale.unit}"
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": row.jurisdiction,
        "x": [float(row.earlier) * scale.factor, float(row.later) * scale.factor],
        "y": [place, place],
        "line": {"color": colour, "width": 2.5, "dash": "solid" if rises else "4px,2px"},
        "marker": {
            "size": [8, 10],
            "color": [tokens.ground, colour],
            "line": {"color": [tokens.muted, colour], "width": 1.5},
            "opacity": 1,
        },
        "customdata": [[row.jurisdiction, year]] * 2,
        "hovertext": [text] * 2,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
    }
