"""How many had handed in by each day, against the deadline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go
import streamlit as st

from analytics.submissions import Submission
from ui import desk, panel
from ui.charts.style import Tokens
from ui.panel import CONFIG
from ui.shell import Shell

HEIGHT = 240


def show(found: Sequence[Submission], year: int, now: Shell) -> None:
    """A step line, one step a day on which something came; nothing where no day is known."""
    days = sorted(one.received for one in found if one.received)
    with st.container(key="panel-progress", gap="xsmall"):
        st.header(desk.say("progress", now), anchor=False)
        if not days:
            panel.small(desk.say("progress_none", now))
            return
        due = {one.deadline for one in found if one.deadline}
        figure = drawn(days, sorted(due), len(found), now.look, desk.say("progress_n", now))
        st.plotly_chart(figure, theme=None, config=CONFIG, key="chart-progress", alt=desk.say("progress", now))


def drawn(days: Sequence[date], due: Sequence[date], units: int, look: Tokens, label: str) -> go.Figure:
    """The figure: reports handed in up to each day, and the deadlines as lines across."""
    each = sorted(set(days))
    counts = [sum(day <= until for day in days) for until in each]
    figure = go.Figure()
    figure.add_scatter(
        x=[day.isoformat() for day in each],
        y=counts,
        mode="lines+markers",
        line={"shape": "hv", "color": look.series[0], "width": 2},
        marker={"size": 6, "color": look.series[0]},
        hovertemplate="%{x}　%{y}<extra></extra>",
        name=label,
    )
    for day in due:
        figure.add_vline(x=day.isoformat(), line={"color": look.ink, "dash": "dot", "width": 1})
    figure.update_layout(
        template="gongkai",
        height=HEIGHT,
        margin={"l": 36, "r": 12, "t": 12, "b": 28},
        showlegend=False,
        yaxis={"range": [0, max(units, 1) * 1.05], "title": None},
        xaxis={"type": "date", "title": None},
    )
    return figure
