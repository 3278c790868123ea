"""总览: what is in the store, the four headline figures, and what changed more than chance."""

import streamlit as st

from analytics.change import change
from analytics.charts.years import spoken
from analytics.coverage import coverage
from analytics.exhibits.change import changed
from analytics.exhibits.coverage import reported
from analytics.exhibits.notes import units
from analytics.exhibits.ranking import ranked
from analytics.exhibits.remarked import remarked as remarked_panel
from analytics.exhibits.trend import over_years
from analytics.headline import MEASURED, of
from analytics.ranking import ranking
from analytics.remarked import remarked
from analytics.series import trends
from analytics.titles import headline_title
from ui import panel, shell, todo
from ui.figures import figures
from ui.heading import heading, of_county

now = shell.current()
found = coverage(now.snapshot, **now.asked)
year = found.main_year
codes = tuple(dict.fromkeys((*MEASURED, now.view.measure)))
told = dict(zip(codes, trends(now.snapshot, codes, **now.asked | {"years": None}, lang=now.lang), strict=True))
headline = of(found, {code: told[code] for code in MEASURED}, year, now.view.years or None)
whole = told[now.view.measure]
compared = [one for one in spoken(whole) if one <= year][-2:]
series = now.view.series(now.snapshot, now.lang) if now.view.years else whole
focus = now.view.focus

kicker = shell.area(now) + now.say("kicker_overview", units=units(found.expected(year), now.lang), year=year)
heading(now, kicker, headline_title(headline).say(now.lang), brief=of_county(now, found.years))
todo.show(now)
figures(headline, now)
left, right = st.columns([5, 6], gap="large")
with left:
    panel.show(reported(found, now), now)
with right:
    if len(compared) > 1:
        panel.show(changed(change(whole, *compared), whole, now), now)
    if len(series.years) > 1:
        panel.show(over_years(series, now, focus=focus), now)
    else:
        panel.show(ranked(ranking(series, year), series, now, focus=focus), now)
if len((to_check := remarked(now.snapshot, **now.asked)).table):
    panel.show(remarked_panel(to_check, now), now)
