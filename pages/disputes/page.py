"""复议诉讼: one measure, how reviews and lawsuits ended, and how many of them corrected the body."""

from functools import partial

import streamlit as st

from analytics.composition import compositions
from analytics.series import trends
from ui import panel, shell
from ui.panels.category import heading, measured
from ui.panels.composed import composed, control
from ui.panels.corrected import choice, corrected

now = shell.current()
heading(now)
measured(now)
left, right = st.columns(2, gap="large")
parts = compositions(now.snapshot, ("reviews", "lawsuits"), **now.asked, lang=now.lang)
for column, (code, found) in zip((left, right), parts.items(), strict=True):
    with column:
        panel.choose(code, control(found, now, code), partial(composed, found, now), now)
codes = ("review_correction_rate", "lawsuit_correction_rate")
rates = trends(now.snapshot, codes, **now.asked, lang=now.lang)
panel.choose("corrected", choice(rates, now), partial(corrected, rates, now), now)
