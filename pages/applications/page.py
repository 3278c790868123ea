"""依申请公开: one measure, the flow, the outcomes with their reasons, and who applied."""

from functools import partial

import streamlit as st

from analytics.composition import compositions
from analytics.flow import Flow
from ui import panel, shell
from ui.panels.category import heading, measured
from ui.panels.composed import composed, control
from ui.panels.flow import flowing

now = shell.current()
heading(now)
measured(now)
rows = (("flow", "outcomes"), ("reasons", "applicants"))
parts = compositions(now.snapshot, [code for row in rows for code in row], **now.asked, lang=now.lang)
for row in rows:
    for column, code in zip(st.columns(2, gap="large"), row, strict=True):
        found = parts[code]
        build = partial(flowing, Flow(found), now) if code == "flow" else partial(composed, found, now)
        with column:
            panel.choose(code, control(found, now, code), build, now)
