"""The grid: a roster file's own columns, one line a unit."""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import pandas as pd
import streamlit as st

from analytics import export
from analytics.places import bodies
from data.roster_edits import KIND, NAME
from data.store import provenance
from pages.roster import saving
from ui import desk, panel, shell
from ui.shell import Shell

EDITED, ROUND, BASE = "roster-grid", "_roster_round", "_roster_base"


def read(now: Shell) -> pd.DataFrame:
    """What the store knows of its units from rosters; without any, its units by name and class, to begin with."""
    return saving.table(provenance.roster(now.snapshot.cursor()))


def show(table: pd.DataFrame, now: Shell) -> None:
    """The list, to look at."""
    with st.container(key="panel-roster", gap="xsmall"):
        desk.table("roster", table, desk.say("roster_file", now))
        _export(table, now)


def _key() -> str:
    """Of the editor: another once what was typed is saved or given up, the same whatever others do meanwhile."""
    base = hashlib.sha256(st.session_state.get(BASE, b"")).hexdigest()
    return f"{EDITED}-{base[:12]}-{st.session_state.setdefault(ROUND, 0)}"


def _typed() -> bool:
    """Whether anything was typed that is not saved."""
    typed = st.session_state.get(_key())
    return bool(typed and (typed["edited_rows"] or typed["added_rows"]))


def edit(now: Shell) -> None:
    """The list, to change: cells, and new lines at its end. What is typed stays though others save meanwhile."""
    live = provenance.roster(now.snapshot.cursor())
    if not _typed():
        st.session_state[BASE] = live
    base = st.session_state[BASE]
    clashing = base != live and st.session_state.get(saving.CLASHED) == live
    if base != live and not clashing:
        st.warning(shell.escape_markdown(desk.say("roster_meanwhile", now, by=saving.last(now))), icon=None)
    shown = saving.table(base)
    with st.container(key="panel-roster", gap="xsmall"):
        columns: dict[str, Any] = {
            name: st.column_config.TextColumn(name, required=name in (NAME, KIND)) for name in shown.columns
        }
        columns[saving.DUE] = st.column_config.SelectboxColumn(saving.DUE, options=[*saving.ANSWERS])
        changed = st.data_editor(
            shown,
            num_rows="add",
            hide_index=True,
            row_height=panel.ROW,
            height=desk.height(len(shown) + 2),
            column_config=columns,
            key=_key(),
            width="stretch",
        )
        with st.container(horizontal=True, gap="small", key="desk-acts"):
            for name, whose in (("roster_mine", True), ("roster_theirs", False)) if clashing else (("save", None),):
                kind: Literal["primary", "secondary"] = "secondary" if clashing else "primary"
                asked = (shown, changed, now, whose)
                st.button(
                    desk.say(name, now),
                    key="roster-save" if whose is None else name.replace("_", "-"),
                    type=kind,
                    on_click=_save,
                    args=asked,
                )
            st.button(desk.say("roster_back", now), key="roster-back", on_click=_back)
            if shown.empty:
                st.button(desk.say("roster_begin", now), key="roster-begin", on_click=_begin, args=(now,))
        _export(shown, now)


def _back() -> None:
    """Forget what was typed and not saved."""
    st.session_state[ROUND] += 1
    st.session_state.pop(BASE, None)


def _save(shown: pd.DataFrame, changed: pd.DataFrame, now: Shell, prefer_mine: bool | None) -> None:
    def step() -> str:
        done = saving.save(shown, changed, now, prefer_mine)
        if done:
            _back()
        return done

    desk.attempt(step, now)


def _begin(now: Shell) -> None:
    """A list of the units whose reports are here: who must report is for a person to say."""
    units = bodies(now.snapshot).table.to_pylist()
    rows = [(one["name"], one["kind"], "/".join(one["parents"]), "、".join(one["aliases"])) for one in units]
    whole = pd.DataFrame(rows, columns=list(saving.HEADER[:4]), dtype=str).reindex(
        columns=list(saving.HEADER), fill_value=""
    )
    if desk.attempt(lambda: saving.take(saving.rows(whole), b"", now), now):
        _back()


def _export(table: pd.DataFrame, now: Shell) -> None:
    with panel.foot("roster"):
        with st.container(width="stretch"):
            panel.small(desk.say("roster_note", now))
        columns = tuple(export.Column(name) for name in table.columns)
        name = desk.say("roster_file", now)
        panel.downloads(
            "roster", lambda: export.Table(name, columns, table.itertuples(index=False, name=None)), name, now
        )
