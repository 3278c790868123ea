"""对比: one measure over units and years."""

from functools import partial

import streamlit as st

from analytics.charts.years import spoken
from analytics.exhibits import slope
from analytics.exhibits.change import choice, since
from analytics.exhibits.each import each_unit, wanted
from analytics.exhibits.notes import units
from analytics.exhibits.ranking import ranked
from analytics.exhibits.trend import over_years
from analytics.measures import CATEGORIES
from analytics.ranking import ranking
from analytics.spans import span
from ui import panel, shell
from ui.heading import heading, of_view

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
        panel.choose("change", choice(series, now), partial(since, series, now), now)
    panel.choose("slope", slope.choice(series, now), partial(slope.since, series, now), now)
else:
    panel.show(rank, now)
