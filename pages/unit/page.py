"""单位详情: one unit's report of one year as the form lays it out, every number with its source."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analytics.places import bodies
from analytics.sheet import sheet
from analytics.view import choices
from pages.unit import alike, choice, facts, profile, report
from ui import shell

st.html(Path(__file__).with_name("unit.css"))
now = shell.current()
offered = choices(now.snapshot, now.view.made_up)
units, years = tuple(offered.units), offered.years[::-1]


def latest(unit: str) -> int:
    """The last year of which the unit has a report, or the last year there is."""
    return max(sheet(now.snapshot, unit, years[0]).years, default=years[0])


usual = "" if st.query_params.get("unit") else choice.usual(units, years, now)
chosen = choice.read(st.query_params, units, years, bodies(now.snapshot), usual, latest, now.lang)
if chosen.unknown:
    facts.unknown(chosen, units, years, now)
else:
    found = sheet(now.snapshot, chosen.unit, chosen.year)
    facts.head(found, chosen, units, years, now)
    if found.report:
        profile.show(found, now)
        report.show(found, now)
        alike.show(found, now)
    else:
        facts.absent(found, now)
