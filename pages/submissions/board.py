"""The board itself: a line each unit, the year above it, and the rates by class."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

import words
from analytics import export
from analytics.submissions import COLUMNS, NUMBERS, Submission, summary
from ui import desk, panel
from ui.shell import Shell

YEAR = "year"
LINES, ROUND = "_board_lines", "_board_round"
STATES = ("not_received", "received", "returned", "accepted")
COUNTED = ("returned", "findings", "doubtful")
SHOWN = ("jurisdiction", "class", "state", "received", "deadline", "days_late", "returned", "findings", "doubtful")


def year(years: Sequence[int]) -> int:
    """The year that the address names, by default the last."""
    said = st.query_params.get(YEAR, "")
    return int(said) if said.isdecimal() and int(said) in years else years[-1]


def pick(years: Sequence[int], shown: int, now: Shell) -> None:
    """The choice of a year; it is in the address."""
    options = list(years)[::-1]
    key = f"desk-year-{shown}"
    st.selectbox(
        desk.say("year", now), options, index=options.index(shown), key=key, width=110, on_change=_picked, args=(key,)
    )


def _picked(key: str) -> None:
    st.query_params[YEAR] = str(st.session_state[key])


def field(name: str, now: Shell) -> str:
    """The head of a column."""
    return words.say(f"review.field_{name}", now.lang)


def ordered(found: Sequence[Submission]) -> list[Submission]:
    """First those about whom something is to be done: not received, then to be reviewed, returned, accepted."""
    return sorted(found, key=lambda one: STATES.index(one.state))


def _row(one: Submission, now: Shell) -> dict[str, object]:
    state = words.say(f"review.state_{one.state}", now.lang)
    if one.state == "not_received" and not one.absent:
        state = words.say("states.not_in_store", now.lang)
    values = dict(zip(COLUMNS, one.row, strict=True))
    values["state"] = state
    if one.report is None:  # nothing was read, so nothing was counted
        values |= dict.fromkeys(COUNTED)
    return {field(name, now): values[name] for name in SHOWN} | {desk.say("published", now): _published(one, now)}


def _published(one: Submission, now: Shell) -> str:
    if one.published is None:
        return ""
    if one.publishing is None:
        return one.published.isoformat()
    late = (one.published - one.publishing).days
    key = "published_late" if late > 0 else "published_in_time"
    return desk.say(key, now, day=one.published.isoformat(), n=late)


def show(found: Sequence[Submission], year: int, now: Shell) -> list[Submission]:
    """The table; gives the units ticked in it."""
    found = ordered(found)
    with st.container(key="panel-board", gap="xsmall"):
        table = pd.DataFrame([_row(one, now) for one in found])
        chosen = desk.table(_ticks(found, year), table, desk.say("title_submissions", now), "multi-row")
        with panel.foot("board"):
            with st.container(width="stretch"):
                panel.small(_deadlines(found, now))
            panel.downloads("board", lambda: exported(found, year, now), desk.say("board_file", now, year=year), now)
        return [found[n] for n in chosen]


def _ticks(found: Sequence[Submission], year: int) -> str:
    """The table's name. Ticks are kept by line, so lines in another order begin without any."""
    order = (year, [one.jurisdiction for one in found])
    held = st.session_state
    if held.setdefault(LINES, order) != order:
        held[LINES], held[ROUND] = order, held.get(ROUND, 0) + 1
    return f"board-{year}" + (f"-{held[ROUND]}" if held.get(ROUND) else "")


def _deadlines(found: Sequence[Submission], now: Shell) -> str:
    days = {one.deadline for one in found if one.deadline}
    if not days:
        return desk.say("deadline_none", now)
    return desk.say("deadline_is", now, day=now.say("list_join").join(day.isoformat() for day in sorted(days)))


def exported(found: Sequence[Submission], year: int, now: Shell) -> export.Table:
    """The board as a table to take away, all columns of `gongkai coverage`."""
    columns = tuple(export.Column(field(name, now), "integer" if name in NUMBERS else "text") for name in COLUMNS)
    at = COLUMNS.index("state")
    said = [words.say(f"review.state_{one.state}", now.lang) for one in found]
    rows = [(*one.row[:at], state, *one.row[at + 1 :]) for one, state in zip(found, said, strict=True)]
    return export.Table(desk.say("board_file", now, year=year), columns, rows)


def rates(found: Sequence[Submission], now: Shell) -> None:
    """By class: how many should report, did, and in time."""
    with st.container(key="panel-rates", gap="xsmall"):
        st.header(desk.say("rates", now), anchor=False)
        rows = []
        for kind in sorted({one.kind for one in found}):
            one = summary([each for each in found if each.kind == kind])
            rows.append({
                field("class", now): kind,
                desk.say("rates_units", now): one.units,
                desk.say("rates_received", now): one.received,
                desk.say("rates_complete", now): f"{one.received}/{one.units}",
                desk.say("rates_timely", now): one.timely,
                desk.say("rates_late", now): one.late,
                desk.say("rates_unknown", now): one.undated,
            })
        desk.table("rates", pd.DataFrame(rows), desk.say("rates", now))
