"""对比: one measure over units and years."""

import streamlit as st
from analytics.series import trend

from analytics.change import change
from analytics.measures import CATEGORIES
from analytics.ranking import ranking
from ui import panel, shell
from ui.panels.changed import changed
from ui.panels.notes import span
from ui.panels.over_years import over_years
from ui.panels.ranked import ranked

now = shell.current()
view = now.view
series = trend(now.snapshot, view.measure, now.places, now.years)
measure = series.measure
years = series.years

shell.heading(
    now,
    now.say("kicker_page", page=now.say("page_compare"), n=series.table["jurisdiction"].nunique(), years=span(years)),
    f"{CATEGORIES[measure.category].label[now.lang]} · {measure.label[now.lang]}",
)
if len(years) > 1:
    panel.show(over_years(series, now, focus=view.focus), now)
left, right = st.columns([5, 6], gap="large")
with left:
    panel.show(ranked(ranking(series, years[-1]), series, now, focus=view.focus), now)
with right:
    if len(years) > 1:
        before = str(years[-2])
        bases = panel.Control(
            "base",
            now.say("base"),
            {"": now.say("base_before"), **{str(y): now.say("base_year", year=y) for y in years[:-2]}},
        )
        panel.choose(
            "change", bases, lambda base: changed(change(series, int(base or before), years[-1]), series, now), now
        )
