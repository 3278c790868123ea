"""对比: one measure over units and years."""

import streamlit as st

from analytics.change import change
from analytics.charts.years import spoken
from analytics.measures import CATEGORIES
from analytics.ranking import ranking
from analytics.spans import span
from ui import panel, shell
from ui.heading import heading, of_view
from ui.panels.changed import changed
from ui.panels.each_unit import each_unit, wanted
from ui.panels.notes import units
from ui.panels.over_years import over_years
from ui.panels.ranked import ranked

now = shell.current()
view = now.view
series = view.series(now.snapshot, now.lang)
measure = series.measure
years = spoken(series)

compared = units(series.table["jurisdiction"].nunique(), now.lang)
kicker = shell.area(now) + now.say("kicker_page", units=compared, years=span(series.years, now.lang))
title = f"{CATEGORIES[measure.category].label[now.lang]} · {measure.label[now.lang]}"
heading(now, kicker, title, brief=of_view(now, series.years))
rank = ranked(ranking(series, years[-1]), series, now, focus=view.focus)
if len(years) > 1:
    panel.show(over_years(series, now, focus=view.focus), now)
    if wanted(series, now):
        panel.show(each_unit(series, now), now)
    left, right = st.columns([5, 6], gap="large")
    with left:
        panel.show(rank, now)
    with right:
        earlier = {str(year): now.say("base_year", year=year) for year in years[:-2]}
        base = panel.Control("base", now.say("base"), {"": now.say("base_before"), **earlier})

        def since(chosen: str) -> panel.Panel:
            """The panel of the change since the chosen year, by default the one before."""
            return changed(change(series, int(chosen or years[-2]), years[-1]), series, now)

        panel.choose("change", base, since, now)
else:
    panel.show(rank, now)
