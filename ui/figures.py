"""The headline figures over the overview, each with its small bars and its change on the year before."""

from __future__ import annotations

import streamlit as st

from analytics.headline import Figure, Headline
from analytics.titles import same_as_base
from ui.shell import Shell

COLUMN, CHART = 150, 150
RED = ("findings",)  # the only figure of which more is worse


def figures(found: Headline, now: Shell) -> None:
    """Four figures, two by two on a phone."""
    with st.container(key="figures"), st.grid(len(found.figures), min_column_width=COLUMN, gap="medium"):
        for figure in found.figures:
            _figure(figure, found, now)


def _figure(figure: Figure, found: Headline, now: Shell) -> None:
    value = "—" if figure.value is None else f"{figure.value:,}{'?' if figure.doubtful else ''}"
    same = same_as_base(found, figure).say(now.lang)
    bars = [float("nan") if count is None else count for _, count in figure.years]
    st.metric(
        now.say(f"figure_{figure.name}"),
        value if figure.of is None else f"{value} / {figure.of:,}",
        delta=None if figure.change is None else f"{abs(figure.change):,}{'?' if figure.unsure else ''}",
        delta_arrow="off" if not figure.change else "up" if figure.change > 0 else "down",
        delta_color="red" if figure.code in RED and figure.value else "off",
        delta_description=None if figure.change is None else now.say("figure_base", year=found.base_year),
        help=now.say("figure_same", same=same, year=found.base_year) if figure.change is not None else None,
        chart_data=bars if len(bars) > 1 else None,
        chart_type="bar",
        width=CHART if len(bars) > 1 else "stretch",
    )
