"""总览: what is in the store, the four headline figures, and what changed more than chance."""

import streamlit as st
from analytics.series import trend

from analytics.change import change
from analytics.coverage import coverage
from analytics.headline import MEASURED, of
from analytics.titles import headline_title
from ui import panel, shell
from ui.panels.changed import changed
from ui.panels.figures import figures
from ui.panels.over_years import over_years
from ui.panels.reported import reported

now = shell.current()
found = coverage(now.snapshot, now.years, now.places)
year = found.years[-1]
headline = of(found, {code: trend(now.snapshot, code, now.places) for code in MEASURED}, year, now.years)
series = trend(now.snapshot, now.view.measure, now.places)

shell.heading(
    now, now.say("kicker_overview", n=found.expected(year), year=year), headline_title(headline).say(now.lang)
)
figures(headline, now)
left, right = st.columns([5, 6], gap="large")
with left:
    panel.show(reported(found, now), now)
with right:
    panel.show(changed(change(series, year - 1, year), series, now), now)
    panel.show(over_years(series, now, focus=now.view.focus), now)
