"""改归: the report in hand given to another unit or year."""

from __future__ import annotations

from typing import Any

import streamlit as st

import words
from analytics import reassigned
from analytics.places import bodies
from analytics.sheet import Sheet, Version, sheet
from analytics.submissions import Submission
from analytics.view import choices
from data import clock
from ui import desk, panel
from ui.shell import Shell


def offer(one: Submission, found: Sheet, now: Shell) -> None:
    """Behind a button: unit, year and reason, and what stands there already; of several versions also which."""
    base = f"reassign-{one.jurisdiction}-{one.year}"
    with st.popover(desk.say("do_reassign", now), key="review-reassign"):
        panel.small(desk.say("reassign_lead", now))
        versions = [found.report, *found.superseded] if found.report else []
        which = versions[0] if versions else None
        if len(versions) > 1:
            which = st.selectbox(
                desk.say("reassign_which", now),
                versions,
                format_func=lambda version: _called(version, versions[0], now),
                key=f"{base}-which",
            )
        units = list(choices(now.snapshot, now.made_up).units)
        options = units if one.jurisdiction in units else [one.jurisdiction, *units]
        unit = st.selectbox(
            desk.say("reassign_unit", now),
            options,
            index=options.index(one.jurisdiction),
            accept_new_options=True,
            key=f"{base}-unit",
        )
        year = desk.year_field(desk.say("reassign_year", now), one.year, f"{base}-year") or one.year
        ticked = _there(one, str(unit or one.jurisdiction), year, base, now)
        st.text_input(desk.say("reason", now), key=f"{base}-reason", max_chars=400)
        document = which.sha256 if which else ""
        asked = (one, document, str(unit or one.jurisdiction), year, ticked, base, now)
        st.button(desk.say("do_reassign", now), key="do-reassign", type="primary", on_click=_give, args=asked)


def _called(one: Version, present: Version, now: Shell) -> str:
    """A version as people tell it from the others: they often have one name."""
    said = desk.say("reassign_present" if one == present else "reassign_earlier", now)
    return f"{said}　{one.source_file}　{clock.moment(one.received)}"


def _there(one: Submission, unit: str, year: int, base: str, now: Shell) -> bool:
    """Say what stands at that place, or that the unit is unknown; whether it may be superseded, or made."""
    known = bodies(now.snapshot)
    if not known.find(unit):
        near = words.say("view.join", now.lang).join(known.near(unit))
        panel.small(desk.say("reassign_unknown", now, place=unit, near=near))
        return st.checkbox(desk.say("reassign_new", now), key=f"{base}-new")
    if (unit, year) == (one.jurisdiction, one.year) or len(known.find(unit)) > 1:  # the latter is told when asked for
        return False
    report = sheet(now.snapshot, unit, year).report
    if report is None:
        return False
    panel.small(desk.say("reassign_there", now, place=unit, year=year, file=report.source_file))
    return st.checkbox(desk.say("reassign_replace", now), key=f"{base}-replace")


def _give(one: Submission, document: str, unit: str, year: int, ticked: bool, base: str, now: Shell) -> None:
    """Do it, and go along to the place where the report stands then."""

    def step() -> str:
        known = bodies(now.snapshot)
        there = known.named(unit) if known.find(unit) else unit
        more: dict[str, Any] = {"to_unit": there, "to_year": year, "replace": ticked, "new_unit": ticked}
        more["document"] = document
        wish = desk.wish("reassign", one, st.session_state.get(f"{base}-reason", ""), **more)
        [entry] = now.store.act([wish]).entries
        st.query_params["unit"], st.query_params["year"] = str(entry.detail["to"]), str(entry.detail["to_year"])
        st.query_params.pop("cell", None)
        done = desk.say("done_reassign", now, before=entry.old, to=entry.new)
        return "\n\n".join([done, *reassigned.told(entry.detail, entry.old, now.lang)])

    desk.attempt(step, now)
