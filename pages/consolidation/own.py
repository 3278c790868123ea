"""A figure of the county's own in the place of a sum: who entered it and why, and entering another."""

from __future__ import annotations

from datetime import UTC

import streamlit as st

import words
from analytics.consolidation import Consolidation, Own, Sum
from data.forms import INDICATORS
from data.numbers import plain
from data.review import OwnFigure
from ui import desk, shell
from ui.shell import Shell


def show(found: Consolidation, one: Sum, label: str, now: Shell) -> None:
    """What was entered for the cell; where this door may change anything, what may be entered."""
    if one.own:
        st.write(shell.escape_markdown(_told(one.own, one, now)))
    if not (shell.editing() and now.kind == "own"):  # which is said where sums are kept
        return
    base = f"{found.selection.body}-{found.year}-{one.code}"
    asked = (found, one, label, base, now)
    with (
        st.popover(desk.say("own_enter", now), icon=":material/edit:", key=f"own-{one.code}"),
        st.container(horizontal=True, gap="small", vertical_alignment="bottom"),
    ):
        unit = words.say(f"ui.unit_{INDICATORS[one.code].unit}", now.lang)
        st.text_input(desk.say("own_value", now, unit=unit), key=f"own-value-{base}", width=130)
        st.text_input(desk.say("reason", now), key=f"own-why-{base}", max_chars=400, width=210)
        st.button(desk.say("own_save", now), key="own-save", type="primary", on_click=_save, args=asked)
        if one.own:
            st.button(desk.say("own_drop", now), key="own-drop", on_click=_drop, args=asked)


def _told(own: Own, one: Sum, now: Shell) -> str:
    day = f"{own.made.replace(tzinfo=UTC).astimezone():%Y-%m-%d}" if own.made else ""
    added = "–" if one.added is None else plain(one.added)
    return desk.say("own_told", now, value=plain(own.value), by=own.by, day=day, reason=own.reason, sum=added)


def _save(found: Consolidation, one: Sum, label: str, base: str, now: Shell) -> None:
    value = st.session_state.get(f"own-value-{base}", "")
    if not value.strip():
        desk.tell("error", desk.say("own_blank", now))
        return
    _enter(value, desk.say("done_own", now, cell=label, value=value), found, one, base, now)


def _drop(found: Consolidation, one: Sum, label: str, base: str, now: Shell) -> None:
    _enter("", desk.say("done_own_drop", now, cell=label), found, one, base, now)


def _enter(value: str, done: str, found: Consolidation, one: Sum, base: str, now: Shell) -> None:
    reason = st.session_state.get(f"own-why-{base}", "")
    seen = plain(one.own.value) if one.own else ""
    wish = OwnFigure(found.selection.body, found.year, found.form, one.code, value, desk.who(), reason, seen)
    if desk.act([wish], done, now):
        for name in ("value", "why"):
            st.session_state.pop(f"own-{name}-{base}", None)
