"""复议诉讼: one measure, how reviews and lawsuits ended, and how many of them corrected the body."""

from functools import partial

import streamlit as st

from analytics.composition import composition
from analytics.series import trend
from ui import panel, shell
from ui.panels.category import heading, measured
from ui.panels.composed import composed, control
from ui.panels.corrected import choice, corrected

now = shell.current()
heading(now)
measured(now)
left, right = st.columns(2, gap="large")
for column, code in ((left, "reviews"), (right, "lawsuits")):
    found = composition(now.snapshot, code, **now.asked, lang=now.lang)
    with column:
        panel.choose(code, control(found, now, code), partial(composed, found, now), now)
codes = ("review_correction_rate", "lawsuit_correction_rate")
rates = [trend(now.snapshot, code, **now.asked, lang=now.lang) for code in codes]
panel.choose("corrected", choice(rates, now), partial(corrected, rates, now), now)
