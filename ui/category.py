"""What the pages of a category share: its name, the measure of the filter bar, totals taken apart."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.charts.years import spoken
from analytics.composition import compositions
from analytics.exhibits.composed import composed, control
from analytics.exhibits.flow import flowing
from analytics.exhibits.notes import units
from analytics.exhibits.ranking import ranked
from analytics.exhibits.registry import of_category
from analytics.exhibits.trend import over_years
from analytics.flow import Flow
from analytics.measures import CATEGORIES
from analytics.ranking import ranking
from analytics.spans import span
from analytics.view import choices
from ui import heading as page
from ui import panel, shell
from ui.shell import Shell


def heading(now: Shell, lead: str = "") -> None:
    """The category's name over the bar, with the units and years in view."""
    years = now.view.years or choices(now.snapshot, now.view.made_up).years
    shown = units(len(now.view.places(now.snapshot)), now.lang)
    kicker = shell.area(now) + now.say("kicker_page", units=shown, years=span(years, now.lang))
    name = CATEGORIES[now.view.category].label[now.lang]
    page.heading(now, kicker, name, lead, page.of_view(now, years, of_category(now.view.category)))


def taken_apart(now: Shell, *rows: tuple[str, str]) -> None:
    """Compositions two in a row, each with its choice between all years and the units of one; read in one go."""
    found = compositions(now.snapshot, [code for row in rows for code in row], **now.asked, lang=now.lang)
    for row in rows:
        for column, code in zip(st.columns(2, gap="large"), row, strict=True):
            part = found[code]
            build = partial(flowing, Flow(part), now) if code == "flow" else partial(composed, part, now)
            with column:
                panel.choose(code, control(part, now, code), build, now)


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
