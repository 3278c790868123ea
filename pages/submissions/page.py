"""报送: who has handed in the reports of a year, who is late, how far each has come."""

from __future__ import annotations

import streamlit as st

from analytics.places import bodies
from analytics.submissions import submissions, summary
from pages.submissions import acts, board, progress
from ui import desk, shell

now = shell.current()
years = bodies(now.snapshot).years(now.made_up)
year = board.year(years)
found = submissions(now.snapshot, year, now.made_up)
total = summary(found)
said = "board" if total.rostered else "board_unlisted" if total.missing else "board_all"
numbers = {"units": total.units, "received": total.received, "missing": total.missing}
title = desk.say(said, now, absent=desk.absent(total, now), **numbers)
lead = desk.say(
    "board_lead", now, open=total.open, returned=total.returned, accepted=total.accepted, findings=total.findings
)
desk.head(
    now,
    title,
    lead,
    shell.area(now).rstrip("· ") or desk.say("title_submissions", now),
    lambda: board.pick(years, year, now),
)
chosen = board.show(found, year, now)
if desk.open_here(now):
    acts.show(chosen, year, found, now)
left, right = st.columns(2, gap="large")
with left:
    progress.show(found, year, now)
with right:
    board.rates(found, now)
