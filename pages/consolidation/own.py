"""A figure of the county's own in the place of a sum: who entered it and why, and entering another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import streamlit as st

import words
from analytics.consolidation import Consolidation, Own, Sum
from data import clock
from data.numbers import dashed, plain
from data.review import OwnFigure
from data.review.county import FEES, unit_of
from ui import desk, panel, shell
from ui.shell import Shell


@dataclass(frozen=True)
class Entry:
    """A figure that may be entered: its code, what people call it, whose stands there now, and what the units add up to
    (None where nothing is added up).
    """

    code: str
    label: str
    own: Own | None
    added: Decimal | None = None


def show(found: Consolidation, one: Sum, label: str, now: Shell) -> None:
    """Of a cell."""
    _show(found, Entry(one.code, label, one.own, one.added), now)


def fees(found: Consolidation, now: Shell) -> None:
    """Of 信息处理费, which stands in no cell: section 6 tells it in words."""
    label = words.say("consolidation.fees", now.lang)
    if not found.fees:
        panel.small(desk.say("fees_blank", now))
    _show(found, Entry(FEES, label, found.fees), now)


def _show(found: Consolidation, one: Entry, now: Shell) -> None:
    """What was entered; where this door may change anything, what may be entered."""
    if one.own:
        st.write(shell.escape_markdown(_told(one.own, one, now)))
    if not (shell.editing() and now.kind == "own"):  # which is said where sums are kept
        return
    base = f"{found.selection.body}-{found.year}-{one.code}"
    asked = (found, one, base, now)
    with (
        st.popover(desk.say("own_enter", now), icon=":material/edit:", key=f"own-{one.code}"),
        st.container(horizontal=True, gap="small", vertical_alignment="bottom"),
    ):
        unit = words.say(f"ui.unit_{unit_of(one.code)}", now.lang)
        key = "fees" if one.code == FEES else "own"
        st.text_input(desk.say("own_value", now, unit=unit), key=f"own-value-{base}", width=130)
        st.text_input(desk.say("reason", now), key=f"own-why-{base}", max_chars=400, width=210)
        st.button(desk.say("own_save", now), key=f"{key}-save", type="primary", on_click=_save, args=asked)
        if one.own:
            label = desk.say("fees_drop" if one.code == FEES else "own_drop", now)
            st.button(label, key=f"{key}-drop", on_click=_drop, args=asked)


def _told(own: Own, one: Entry, now: Shell) -> str:
    day = f"{clock.local(own.made):%Y-%m-%d}" if own.made else ""
    said = {"value": plain(own.value), "by": own.by, "day": day, "reason": own.reason}
    if one.code == FEES:
        return desk.say("fees_told", now, **said)
    return desk.say("own_told", now, **said, sum=dashed(one.added))


def _save(found: Consolidation, one: Entry, base: str, now: Shell) -> None:
    value = st.session_state.get(f"own-value-{base}", "")
    if not value.strip():
        desk.tell("error", desk.say("own_blank", now))
        return
    _enter(value, desk.say("done_own", now, cell=one.label, value=value), found, one, base, now)


def _drop(found: Consolidation, one: Entry, base: str, now: Shell) -> None:
    key = "done_fees_drop" if one.code == FEES else "done_own_drop"
    _enter("", desk.say(key, now, cell=one.label), found, one, base, now)


def _enter(value: str, done: str, found: Consolidation, one: Entry, base: str, now: Shell) -> None:
    reason = st.session_state.get(f"own-why-{base}", "")
    seen = plain(one.own.value) if one.own else ""
    wish = OwnFigure(found.selection.body, found.year, found.form, one.code, value, desk.who(), reason, seen)
    if desk.act([wish], done, now):
        for name in ("value", "why"):
            st.session_state.pop(f"own-{name}-{base}", None)
