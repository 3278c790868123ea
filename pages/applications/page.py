"""依申请公开: one measure, the flow, the outcomes with their reasons, and who applied."""

from functools import partial

import streamlit as st

from analytics.composition import composition
from analytics.flow import Flow
from ui import panel, shell
from ui.panels.category import heading, measured
from ui.panels.composed import composed, control
from ui.panels.flow import flowing

now = shell.current()
heading(now)
measured(now)
for pair in (("flow", "outcomes"), ("reasons", "applicants")):
    for column, code in zip(st.columns(2, gap="large"), pair, strict=True):
        found = composition(now.snapshot, code, **now.asked, lang=now.lang)
        build = partial(flowing, Flow(found), now) if code == "flow" else partial(composed, found, now)
        with column:
            panel.choose(code, control(found, now, code), build, now)
