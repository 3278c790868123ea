"""What every page of a category begins with: its name, and the measure of the filter bar."""

from __future__ import annotations

import streamlit as st

from analytics.charts.years import spoken
from analytics.measures import CATEGORIES
from analytics.ranking import ranking
from analytics.view import choices
from ui import heading as page
from ui import panel, shell
from ui.panels.notes import span, units
from ui.panels.over_years import over_years
from ui.panels.ranked import ranked
from ui.shell import Shell


def heading(now: Shell, lead: str = "") -> None:
    """The category's name over the bar, with the units and years in view."""
    years = now.view.years or choices(now.snapshot, now.view.made_up).years
    shown = units(len(now.view.places(now.snapshot)), now.lang)
    kicker = shell.area(now) + now.say("kicker_page", units=shown, years=span(years))
    name = CATEGORIES[now.view.category].label[now.lang]
    page.heading(now, kicker, name, lead, page.of_view(now, years))


def measured(now: Shell) -> None:
    """The measure of the bar: over the years, and who stands where in the last of them."""
    series = now.view.series(now.snapshot, now.lang)
    rank = ranked(ranking(series, spoken(series)[-1]), series, now, focus=now.view.focus)
    if len(series.years) == 1:
        panel.show(rank, now)
        return
    left, right = st.columns([7, 5], gap="large")
    with left:
        panel.show(over_years(series, now, focus=now.view.focus), now)
    with right:
        panel.show(rank, now)
