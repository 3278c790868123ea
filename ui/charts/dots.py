"""From earlier to later: a hollow dot, a line, a solid dot."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ui.charts.scale import Scale
from ui.charts.style import TEXT, Tokens, blank, clipped, names_axis, steps, width

ROW = 40
ROWS_MAX = 12
NAME_MAX = 150


def dots(table: pd.DataFrame, scale: Scale, tokens: Tokens, *, year: int = 0) -> go.Figure:
    """A figure of a change table (jurisdiction, earlier, later, difference), in its order.

    More is drawn in the first colour, less in the second with a dashed line: neither is good or bad.
    """
    rows = list(table.itertuples())
    said = [f"{scale.change(r.difference)}　{scale.text(r.earlier)} → {scale.text(r.later)}" for r in rows]
    names = [clipped(row.jurisdiction, NAME_MAX) for row in rows]
    left = max([52, *(width(name) + 16 for name in names)])
    right = max([60, *(width(text) + 24 for text in said)])
    figure = blank(tokens, ROW * len(rows) + 48, left=left, right=right, top=8, bottom=28)
    for i, row in enumerate(rows):
        colour = tokens.series[0] if row.difference > 0 else tokens.series[1]
        ends = [float(row.earlier) * scale.factor, float(row.later) * scale.factor]
        figure.add_trace(
            go.Scatter(
                x=ends,
                y=[i, i],
                name=row.jurisdiction,
                mode="lines+markers",
                line={"color": colour, "width": 2.5, "dash": "solid" if row.difference > 0 else "4px,2px"},
                marker={
                    "size": [8, 10],
                    "color": [tokens.ground, colour],
                    "line": {"color": [tokens.muted, colour], "width": 1.5},
                    "opacity": 1,
                },
                customdata=[[row.jurisdiction, year]] * 2,
                hovertext=[
                    f"{row.jurisdiction}<br><b>{scale.text(row.earlier)} → {scale.text(row.later)}</b> {scale.unit}"
                ]
                * 2,
                hovertemplate="%{hovertext}<extra></extra>",
                cliponaxis=False,
            )
        )
        more, ends_said = said[i].split("　")
        text = f"<b>{more}</b>　{ends_said}"
        figure.add_annotation(
            x=max(ends),
            y=i,
            text=text,
            font={"color": tokens.ink, "size": TEXT},
            xanchor="left",
            xshift=10,
            showarrow=False,
        )
    largest = max([float(max(row.earlier, row.later)) * scale.factor for row in rows], default=1.0) or 1.0
    reach = [-0.04 * largest, largest * 1.03]
    figure.update_xaxes(range=reach, showgrid=True, gridcolor=tokens.hairline, **steps(largest, scale.places))
    names_axis(figure, names, tokens)
    return figure
