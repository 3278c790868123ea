"""对比: one measure over units and years."""

import streamlit as st

from analytics.change import change
from analytics.measures import CATEGORIES
from analytics.ranking import ranking
from ui import panel, shell
from ui.panels.changed import changed
from ui.panels.notes import span
from ui.panels.over_years import over_years, spoken
from ui.panels.ranked import ranked

now = shell.current()
view = now.view
series = view.series(now.snapshot, now.lang)
measure = series.measure
years = spoken(series)

shell.heading(
    now,
    shell.area(now) + now.say("kicker_page", n=series.table["jurisdiction"].nunique(), years=span(series.years)),
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
