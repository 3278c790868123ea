"""The grid: a roster file's own columns, one line a unit."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd
import streamlit as st

from analytics import export
from analytics.places import bodies
from data.roster import Roster
from data.store import provenance
from ui import desk, panel
from ui.shell import Shell

NAME, KIND, DUE = "名称", "类别", "应报"
ANSWERS = ("是", "否")  # 是 may be left out in a file
HEADER = provenance.HEADER
EDITED, ROUND = "roster-grid", "_roster_round"


def read(now: Shell) -> pd.DataFrame:
    """What the store knows of its units from rosters; without any, its units by name and class, to begin with."""
    content = provenance.roster(now.snapshot.cursor())
    if content:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        table = pd.DataFrame(rows[1:], columns=rows[0], dtype=str)
        return table.assign(**{DUE: table[DUE].where(table[DUE] != "", ANSWERS[0])})
    return pd.DataFrame([], columns=list(HEADER), dtype=str)


def show(table: pd.DataFrame, now: Shell) -> None:
    """The list, to look at."""
    with st.container(key="panel-roster", gap="xsmall"):
        desk.table("roster", table, desk.say("roster_file", now))
        _export(table, now)


def edit(table: pd.DataFrame, now: Shell) -> None:
    """The list, to change: cells, and new lines at its end."""
    with st.container(key="panel-roster", gap="xsmall"):
        key = f"{EDITED}-{now.snapshot.id}-{st.session_state.setdefault(ROUND, 0)}"
        columns: dict[str, Any] = {
            name: st.column_config.TextColumn(name, required=name in (NAME, KIND)) for name in table.columns
        }
        columns[DUE] = st.column_config.SelectboxColumn(DUE, options=[*ANSWERS])
        changed = st.data_editor(
            table,
            num_rows="add",
            hide_index=True,
            row_height=panel.ROW,
            height=desk.height(len(table) + 2),
            column_config=columns,
            key=key,
            width="stretch",
        )
        with st.container(horizontal=True, gap="small", key="desk-acts"):
            st.button(desk.say("save", now), key="roster-save", type="primary", on_click=_save, args=(changed, now))
            st.button(desk.say("roster_back", now), key="roster-back", on_click=_back)
            if table.empty:
                st.button(desk.say("roster_begin", now), key="roster-begin", on_click=_begin, args=(now,))
        _export(table, now)


def _back() -> None:
    """Forget what was typed and not saved."""
    st.session_state[ROUND] += 1


def written(table: pd.DataFrame) -> bytes:
    """The grid as a roster file; lines without a name or class are left out, as one begun and not ended."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(table.columns)
    for line in table.fillna("").astype(str).itertuples(index=False, name=None):
        values = dict(zip(table.columns, line, strict=True))
        if values[NAME].strip() and values[KIND].strip():
            rows.writerow(line)
    return out.getvalue().encode("utf-8-sig")


def _save(changed: pd.DataFrame, now: Shell) -> None:
    _take(written(changed), now)


def _begin(now: Shell) -> None:
    """A list of the units whose reports are here: who must report is for a person to say."""
    units = bodies(now.snapshot).table.to_pylist()
    rows = [(one["name"], one["kind"], "/".join(one["parents"]), "、".join(one["aliases"])) for one in units]
    table = pd.DataFrame(rows, columns=list(HEADER[:4]), dtype=str)
    _take(written(table.reindex(columns=list(HEADER), fill_value="")), now)


def _take(content: bytes, now: Shell) -> None:
    def step() -> str:
        roster = Roster.parse(f"{desk.say('roster_file', now)}.csv", content)
        if error := now.store.add([], roster, by=desk.who()).roster_error:
            raise error
        return desk.say("roster_saved", now, n=len(roster.entries))

    if desk.attempt(step, now):
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
